"""A quarter's HTML page while it is being written: made again as often as it is asked for."""

import shutil
from dataclasses import dataclass
from datetime import date
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
from reportbuilder.status import quarter_status, shown
from reportbuilder.status.page import as_page

_LIMIT = 5  # seconds for the words of a cell: whoever writes them waits


@dataclass(frozen=True)
class Made:
    """A quarter's page, in which the words of findings are underlined, and where the quarter stands, as a page too.

    `to_come` says in a sentence what is missing; `errors` are the open ones for which a build would stop.
    """

    page: str
    status: str
    to_come: str
    errors: list[Finding]


def make_page(quarter: Quarter, options: RunOptions, folder: Path, today: date) -> Made:
    """Make the page of a quarter in a folder, which is emptied first; only notebooks that changed are run.

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
    stands = quarter_status.find_status(draft, findings, today)
    page = underline_findings(target.read_bytes().decode(), findings)
    return Made(page, as_page(stands), shown.summary(stands), errors)
