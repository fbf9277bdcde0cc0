"""Find things of a page by where they lie, so that each is compared only with those near it."""

from collections.abc import Iterator
from itertools import product

from reportbuilder.readback.painted.boxes import Box
from reportbuilder.readback.painted.printed import Thing

_CELL = 50.0  # points
_FARTHEST = 2000.0  # points, farther than any page reaches; what lies outside it is kept at its edge


class Near:
    """Things in the order in which they were added."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Thing]] = {}

    def add(self, thing: Thing) -> None:
        """Keep a thing."""
        for cell in _cells(thing.box):
            self._cells.setdefault(cell, []).append(thing)

    def last_at(self, across: float, up: float) -> Thing | None:
        """Return the last thing that holds a point."""
        (cell,) = _cells(Box(across, up, across, up))
        latest_first = reversed(self._cells.get(cell, []))
        return next((thing for thing in latest_first if thing.box.has_point(across, up)), None)

    def near(self, box: Box) -> list[Thing]:
        """Return the things near a box, each once."""
        return list(dict.fromkeys(thing for cell in _cells(box) for thing in self._cells.get(cell, ())))


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, bottom, right, top = (int(min(max(side, 0), _FARTHEST) // _CELL) for side in box)
    return product(range(left, right + 1), range(bottom, top + 1))
