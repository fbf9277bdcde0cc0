"""Publish what was run: a build folder → edition, by Quarto or by the embedded publisher."""

import shutil
from concurrent.futures import BrokenExecutor
from functools import partial
from pathlib import Path

from cosmic.editions import FORMATS, RECORD, TABLES
from cosmic.errors import CosmicError
from reportbuilder.drafts import provenance
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, stop_on_errors
from reportbuilder.notebook_runs.pool import Means
from reportbuilder.notebook_runs.run import Progress, run
from reportbuilder.notebook_runs.warm import processes
from reportbuilder.publishing import documents, quarto
from reportbuilder.publishing.staging import staged


def publish(
    draft: Draft,
    findings: list[Finding],
    output: Path,
    publisher: str,
    progress: Progress,
    means: Means | None = None,
) -> list[Path]:
    """Run a quarter and leave its edition in `output`; returns its files.

    The edition that stands there gives way only when all of the new one is made and agrees. Raises CosmicError where a
    publisher fails, OpenErrors where a file says otherwise than the records, Changed where an input did not stay as the
    draft has it.
    """
    if publisher == "auto":
        publisher = "quarto" if shutil.which("quarto") else "embedded"
    names, quarter = draft.edition.files, draft.edition.quarter
    with staged(output, names) as (made, work), provenance.unchanged(quarter, made / RECORD, draft.files):
        if publisher == "quarto":
            quarto.render(draft.edition, made, work, means or Means())
        else:
            build = work / "build"
            build.mkdir()
            run(draft, findings, build, means or Means(), progress)
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
        partial(documents.make, form, draft, made, work) for form in ("pdf", "html", "docx")
    ]  # what takes longest first
    calls.append(partial(documents.read_back, draft, [made / name for name in TABLES]))
    try:
        found = processes.side_by_side(calls)
    except BrokenExecutor:
        raise CosmicError("the embedded publisher died before it had made all documents") from None
    stop_on_errors([finding for its in found for finding in its])
    progress(len(steps), len(steps), "published")
