"""Measure rectangles of a page, in points from its lower left corner."""

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle, by its four sides."""

    left: float
    bottom: float
    right: float
    top: float

    def shared(self, other: "Box") -> tuple[float, float]:
        """Return the width and the height of what both cover; where they lie apart, one of these is 0 or less."""
        width = min(self.right, other.right) - max(self.left, other.left)
        return width, min(self.top, other.top) - max(self.bottom, other.bottom)

    def joined(self, other: "Box") -> "Box":
        """Return the smallest rectangle around both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def has_point(self, across: float, up: float) -> bool:
        """Tell whether a point lies within."""
        return self.left <= across <= self.right and self.bottom <= up <= self.top

    def is_within(self, room: "Box") -> bool:
        """Tell whether another rectangle holds this one."""
        return (
            room.left <= self.left
            and room.bottom <= self.bottom
            and self.right <= room.right
            and self.top <= room.top
        )  # fmt: skip


def around(boxes: Iterable[Box]) -> Box | None:
    """Return the smallest rectangle around several, None around none."""
    boxes = list(boxes)
    if not boxes:
        return None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))
