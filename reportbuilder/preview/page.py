"""A quarter's HTML page while it is being written: made again as often as it is asked for."""

import shutil
from pathlib import Path

from cosmic.periods import Quarter
from reportbuilder import checks
from reportbuilder.drafts.draft import read_draft
from reportbuilder.drafts.edition_files import other_files
from reportbuilder.findings import Finding, Severity
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.preview.underlines import underline_findings
from reportbuilder.publishing import pandoc
from reportbuilder.publishing.build_folder import furnish
from reportbuilder.publishing.postprocess import html

_LIMIT = 5  # seconds for the words of a cell: whoever writes them waits


def make_page(quarter: Quarter, options: RunOptions, folder: Path) -> tuple[str, list[Finding]]:
    """Make the page of a quarter in a folder, which is emptied first; only notebooks that changed are run.

    Returns the page, in which the words of findings are underlined, and the open errors for which a build would stop.
    Raises CosmicError as a build does.
    """
    draft = read_draft(quarter)
    findings = checks.run_checks(draft)
    build, target = folder / "build", folder / f"{draft.edition.name}.html"
    shutil.rmtree(folder, ignore_errors=True)
    build.mkdir(parents=True)
    furnish(draft, findings, build, options, lambda *_: None)
    pandoc.make_document("html", target, draft.edition, folder, _LIMIT)
    html.drop_links(target, other_files(draft.edition))
    errors = [finding for finding in findings if finding.is_open and finding.severity is Severity.ERROR]
    return underline_findings(target.read_bytes().decode(), findings), errors
