"""An edition's documents: each made by the embedded publisher, and read back as soon as it is made.

What that takes is imported only when it is needed, so that a command which has it done by warm processes starts soon.
"""

from collections.abc import Iterable
from pathlib import Path

from cosmic.draft import Draft
from cosmic.findings import Finding


def make(form: str, draft: Draft, made: Path, work: Path) -> list[Finding]:
    """Make one document from what stands in `work`/build; returns what is wrong with it. Raises CosmicError."""
    from cosmic import embedded

    target = made / f"{draft.edition.name}.{form}"
    embedded.make(form, target, draft.edition, work)
    return read_back(draft, [target])


def read_back(draft: Draft, paths: Iterable[Path]) -> list[Finding]:
    """What an edition's files say or print otherwise than its records, whom they would bar, what they may not hold."""
    from cosmic.accessibility.accessible import accessible
    from cosmic.safety.safe import safe
    from cosmic.surfaces.agreement import surfaces
    from cosmic.surfaces.drawing import drawn

    paths = list(paths)
    return [*surfaces(draft, paths), *drawn(paths), *accessible(paths), *safe(paths)]
