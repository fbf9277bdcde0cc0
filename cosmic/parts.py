"""What an indicator's figures are split by: the parts of a figure, and whether they add up to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

import pandas as pd

from cosmic.combining import Figure, Unavailable
from cosmic.definitions import Combining, Indicator
from cosmic.figures import known_on
from projectfiles import paths
from projectfiles.errors import Fault, raise_any


@dataclass(frozen=True)
class Part:
    """What a part of an indicator's figure was, in the current period and in the previous one."""

    name: str
    current: Figure | Unavailable | None
    previous: Figure | Unavailable | None


def check_totals(indicator: Indicator, table: pd.DataFrame, parts: pd.DataFrame) -> None:
    """Raise Faults with each period whose parts, as last published, do not add up to its figure.

    Where figures are weighted means, their numerators and denominators add up. Nothing adds up where a part is not to
    be shown.
    """
    raise_any(_wrong_totals(indicator, table, parts))


def _wrong_totals(indicator: Indicator, table: pd.DataFrame, parts: pd.DataFrame) -> Iterator[Fault]:
    place = paths.shown(paths.parts(indicator.stem))
    names = ["value"] if indicator.combining is Combining.SUM else ["numerator", "denominator"]
    newest = partial(known_on, day=max([*table["published"], *parts["published"]], default=date.min))
    totals = {row.period_end: row for row in newest(table).itertuples() if row.value is not None}
    for end, rows in newest(parts).groupby("period_end"):
        total, last = totals.get(end), f"{place}, row {max(rows['row'])}"
        missing = [name for name in indicator.parts.names if name not in set(rows["part"])] if indicator.parts else []
        if missing:
            yield Fault(last, f"the parts of {end} are without {', '.join(missing)}; give 0 where there was none")
        elif total is not None and rows["value"].notna().all():
            for name in names:
                yield from _wrong_total(last, end, name, rows[name], getattr(total, name), int(str(total.row)))


def _wrong_total(
    place: str, end: object, name: str, parts: pd.Series, total: Decimal | None, row: int
) -> Iterator[Fault]:
    if total is None or parts.isna().any():
        yield Fault(place, f"the parts of {end} and their figure (row {row}) must have a {name}, to be added up")
    elif parts.sum() != total:
        got = f"got: {parts.sum()}, where row {row} of its figures has {total}"
        yield Fault(place, f"the parts of {end} must add up to the figure, {got}; correct what is mistyped")


def select_parts(
    indicator: Indicator, by_part: dict[str, list[Figure | Unavailable]], shown: list[Figure | None]
) -> tuple[Part, ...]:
    """Return the parts of the current and of the previous figure, in the order in which the definition names them."""
    names = indicator.parts.names if indicator.parts else ()
    current, previous = shown
    return tuple(Part(name, _of(by_part[name], current), _of(by_part[name], previous)) for name in names)


def _of(series: list[Figure | Unavailable], figure: Figure | None) -> Figure | Unavailable | None:
    """Return the part's figure of the same period as a figure."""
    return next((one for one in series if figure and one.period_end == figure.period_end), None)
