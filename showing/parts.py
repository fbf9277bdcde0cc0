"""What charts are made of: points on lines, bars, and the levels that they are compared with, each with its words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

FILL = 0.14  # how much of its colour the inside of a range has


class Shape(StrEnum):
    """The shape of a mark, as Matplotlib names it."""

    UP = "^"
    DOWN = "v"
    DOT = "o"


@dataclass(frozen=True)
class Mark:
    """A mark that makes a point stand out: by its shape, by its colour, and by whether it is hollow."""

    shape: Shape
    colour: str
    is_hollow: bool = False


@dataclass(frozen=True)
class Point:
    """A value at a place along the axis, with its label; those that are needed come before all others.

    A value that is not certain has a hollow mark. One that stands out has a mark of its own, over all others.
    """

    place: float
    value: Decimal
    label: str
    is_needed: bool = False
    is_hollow: bool = False
    mark: Mark | None = None


@dataclass(frozen=True)
class Line:
    """Points that are joined; `name` is its label where it ends at the end of the axis."""

    points: tuple[Point, ...]
    colour: str
    name: str = ""
    is_background: bool = False


@dataclass(frozen=True)
class Level:
    """A value that others are compared with, from one place along the axis to another.

    `filled_to` is the other end of a range, of which this is one. One without a label is a piece of a longer one.
    """

    label: str
    value: Decimal
    start: float
    end: float
    colour: str
    dashes: str
    filled_to: Decimal | None = None


@dataclass(frozen=True)
class Break:
    """A place along the axis at which something changed, with what did."""

    place: float
    label: str


@dataclass(frozen=True)
class Bar:
    """A value as a bar, with the name of its row, and its own target where it has one: a value, or the ends of a range.

    A value that is not certain has a hollow bar.
    """

    name: str
    value: Decimal
    label: str
    colour: str
    ink: str
    targets: tuple[tuple[Decimal, str], ...]
    target_colour: str
    is_hollow: bool = False


def with_one_name(drawn: Sequence[Line]) -> list[Line]:
    """Return lines of which all in the background share a name, where they are several: the years that they are of."""
    background = [line for line in drawn if line.is_background]
    if len(background) < 2:
        return list(drawn)
    years = [line.name.partition(":")[0] for line in background]
    shared = {id(line): "" for line in background} | {id(background[-1]): f"{years[0]} to {years[-1]}"}
    return [replace(line, name=shared.get(id(line), line.name)) for line in drawn]
