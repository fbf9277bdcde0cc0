"""Check the levels of a document's headings, whatever its format."""

from collections.abc import Iterable, Iterator

from reportbuilder.readback.accessibility.barrier import Barrier

_MEND = "use the next level down, such as #### after ###"


def check_headings(levels: Iterable[int]) -> Iterator[Barrier]:
    """Find the headings that skip a level, and titles that are not the only one. Source: WCAG 2.2, 1.3.1."""
    levels = list(levels)
    titles = levels.count(1)
    if titles != 1:
        yield Barrier(f"has {titles} titles (headings of level 1)", "leave exactly one, that of the report")
    for last, level in zip([0, *levels], levels, strict=False):
        if level > last + 1:
            yield Barrier(f"has a heading of level {level} after one of level {last}", _MEND)
