"""Publish an edition, by Quarto or by the embedded publisher."""

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from projectfiles.errors import CosmicError
from reportbuilder.drafts import provenance
from reportbuilder.drafts.draft import Draft
from reportbuilder.drafts.edition_files import FORMATS, RECORD, TABLES, edition_files
from reportbuilder.findings import Finding, stop_on_errors
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.notebook_runs.run import Progress
from reportbuilder.publishing import documents, engines, quarto
from reportbuilder.publishing.build_folder import furnish
from reportbuilder.publishing.staging import staged


def publish_edition(
    draft: Draft,
    findings: list[Finding],
    output: Path,
    publisher: str,
    progress: Progress,
    options: RunOptions | None = None,
) -> list[Path]:
    """Run a quarter and put its edition in `output`; returns its files.

    The edition that stands there gives way only when all of the new one is made and agrees. Raises CosmicError where a
    publisher fails, OpenErrors where a file differs from the records, Changed where an input changed meanwhile.
    """
    if publisher == "auto":
        publisher = "quarto" if shutil.which("quarto") else "embedded"
    names, quarter = edition_files(draft.edition), draft.edition.quarter
    with staged(output, names) as (made, work), provenance.stop_if_changed(quarter, made / RECORD, draft.files):
        if publisher == "quarto":
            quarto.render(draft.edition, made, work, options or RunOptions())
        else:
            build = work / "build"
            build.mkdir()
            furnish(draft, findings, build, options or RunOptions(), progress)
            embed(draft, made, work, progress)
        missing = [name for name in names if not (made / name).is_file()]
        if missing:
            raise CosmicError(f"the {publisher} publisher made no {', '.join(missing)}")
    return [output / name for name in names]


def embed(draft: Draft, made: Path, work: Path, progress: Progress) -> None:
    """Make the documents side by side, each read back as soon as it is made, and put the tables beside them."""
    for name in TABLES:
        shutil.copyfile(work / "build" / name, made / name)
    steps = [*FORMATS, "tables"]
    progress(0, len(steps), ", ".join(FORMATS))
    calls = [
        partial(documents.make_and_read_back, form, draft, made, work) for form in ("pdf", "html", "docx")
    ]  # what takes longest first
    calls.append(partial(documents.read_back, draft, [made / name for name in TABLES]))
    stop_on_errors(_side_by_side(calls))
    progress(len(steps), len(steps), "published")


def _side_by_side(calls: Sequence[Callable[[], list[Finding]]]) -> list[Finding]:
    """Return all that the calls find, in their order; where one raises an error, the programs of the others end."""
    with ThreadPoolExecutor(len(calls)) as workers:
        waiting = [workers.submit(call) for call in calls]
        try:
            return [finding for one in waiting for finding in one.result()]
        except BaseException:  # Ctrl-C too
            workers.shutdown(wait=False, cancel_futures=True)
            engines.stop_all()
            raise
