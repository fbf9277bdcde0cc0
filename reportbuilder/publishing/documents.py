"""Make an edition's documents by the embedded publisher, and read each back as soon as it is made."""

from collections.abc import Iterable
from pathlib import Path

from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding
from reportbuilder.publishing import pandoc
from reportbuilder.readback.accessibility.check import find_barriers
from reportbuilder.readback.agreement import find_disagreements
from reportbuilder.readback.conservation import find_altered_words
from reportbuilder.readback.painted.drawing import find_misprints
from reportbuilder.readback.safety.check import find_unsafe_parts


def make_and_read_back(form: str, draft: Draft, made: Path, work: Path) -> list[Finding]:
    """Make one document from what stands in `work`/build; return what is wrong with it. Raises CosmicError."""
    target = made / f"{draft.edition.name}.{form}"
    pandoc.make_document(form, target, draft.edition, work)
    return read_back(draft, [target])


def read_back(draft: Draft, paths: Iterable[Path]) -> list[Finding]:
    """Return where files differ from records or notebooks, keep a reader out, or hold what they may not."""
    paths = list(paths)
    return [
        *find_disagreements(draft, paths),
        *find_altered_words(draft, paths),
        *find_misprints(paths),
        *find_barriers(paths),
        *find_unsafe_parts(paths),
    ]
