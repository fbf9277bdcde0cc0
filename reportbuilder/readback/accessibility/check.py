"""Accessibility: a published document bars no reader by its structure. No reason can acknowledge that it does."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportbuilder.findings import Finding, Rule, Severity
from reportbuilder.readback.accessibility import barriers


def find_barriers(paths: Iterable[Path]) -> Iterator[Finding]:
    """What bars a reader from an edition's documents."""
    for path in paths:
        try:
            found = barriers(path)
        except Exception as error:  # a broken file fails in whatever way its format does, and none may pass
            found = [f"can be read back, got: {error!r}"]
        for told in found:
            message = f"a document that everyone can read {told}"
            yield Finding(Rule.ACCESSIBILITY, Severity.ERROR, None, path.name, message, told, told)
