"""Check that no published document bars a reader by its structure. No reason can acknowledge that one does."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportbuilder.findings import Finding, Rule, Severity
from reportbuilder.readback.accessibility import barriers
from reportbuilder.readback.accessibility.barrier import Barrier


def find_barriers(paths: Iterable[Path]) -> Iterator[Finding]:
    """Find what bars a reader from an edition's documents."""
    for path in paths:
        try:
            found = barriers(path)
        except Exception as error:  # a broken file fails in whatever way its format does, and none may pass
            found = [Barrier(f"cannot be read back: {error!r}", "build the edition again")]
        for barrier in found:
            yield Finding(
                rule=Rule.ACCESSIBILITY,
                severity=Severity.ERROR,
                indicator=None,
                place=path.name,
                message=f"{barrier.fault}; {barrier.mend}",
                quote=barrier.fault,
                expected=barrier.mend,
            )
