"""An edition's documents: each made by the embedded publisher, and read back as soon as it is made."""

from collections.abc import Iterable
from pathlib import Path

from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding
from reportbuilder.publishing import pandoc
from reportbuilder.readback.accessibility.check import accessible
from reportbuilder.readback.agreement import surfaces
from reportbuilder.readback.painted.drawing import drawn
from reportbuilder.readback.safety.safe import safe


def make(form: str, draft: Draft, made: Path, work: Path) -> list[Finding]:
    """Make one document from what stands in `work`/build; returns what is wrong with it. Raises CosmicError."""
    target = made / f"{draft.edition.name}.{form}"
    pandoc.make(form, target, draft.edition, work)
    return read_back(draft, [target])


def read_back(draft: Draft, paths: Iterable[Path]) -> list[Finding]:
    """What an edition's files say or print otherwise than its records, whom they would bar, what they may not hold."""
    paths = list(paths)
    return [*surfaces(draft, paths), *drawn(paths), *accessible(paths), *safe(paths)]
