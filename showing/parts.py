"""What charts are made of: points on lines, bars, and the levels that they are compared with, each with its words."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Point:
    """A value at a place along the axis, with its label; those that are needed come before all others."""

    place: float
    value: Decimal
    label: str
    is_needed: bool = False


@dataclass(frozen=True)
class Line:
    """Points that are joined; `name` is its label where it ends at the end of the axis."""

    points: tuple[Point, ...]
    colour: str
    name: str = ""
    is_background: bool = False


@dataclass(frozen=True)
class Level:
    """A value that others are compared with, from one place along the axis to another."""

    label: str
    value: Decimal
    start: float
    end: float
    colour: str
    dashes: str


@dataclass(frozen=True)
class Bar:
    """A value as a bar, with the name of its row, and its own target where it has one."""

    name: str
    value: Decimal
    label: str
    colour: str
    ink: str
    target: Decimal | None
    target_label: str
    target_colour: str
