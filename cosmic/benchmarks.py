"""The means that an indicator is compared with in an edition, each with what it says of itself and how it compares."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from cosmic import figures, means
from cosmic.combining import Figure
from cosmic.definitions import Indicator
from cosmic.figures import Benchmark
from cosmic.means import Interval, Kind, Mean
from cosmic.units import Unit
from projectfiles import paths

_TOLD = """benchmark kind period_end value numerator denominator coverage neighbours authorities as_at definition
    published source note row""".split()
_ORDER: tuple[Kind | None, ...] = (*Kind, None)


def list_known(table: pd.DataFrame, stem: str, day: date, quarter_end: date) -> pd.DataFrame:
    """Return the means of an indicator that were published by a day and are of no later period than a quarter."""
    known = figures.known_on(table[table["indicator"] == stem], day)
    return known[known["period_end"] <= quarter_end].reindex(columns=[*known.columns.union(_TOLD, sort=False)])


def first_kinds(known: pd.DataFrame) -> pd.DataFrame:
    """Return means without those of another kind beside the first of their benchmark and period."""
    ordered = known.sort_values("kind", key=lambda kinds: kinds.map(_rank))
    return ordered.drop_duplicates(["benchmark", "period_end"])


def list_means(known: pd.DataFrame, indicator: Indicator, current: Figure | None) -> list[Mean]:
    """Return the means of the most recent period of each benchmark, and how a current figure compares with each.

    By benchmark, and within one by kind: the mean of authorities first.
    """
    found: list[Mean] = []
    interval = _interval(indicator, current) if current else None
    for benchmark in Benchmark:
        own = known[known["benchmark"] == benchmark]
        newest = own[own["period_end"] == own["period_end"].max()]
        found += sorted(_means(newest, indicator, current, interval), key=lambda mean: _rank(mean.kind))
    return found


def _rank(kind: object) -> int:
    return _ORDER.index(Kind(str(kind)) if isinstance(kind, str) else None)


def _means(
    rows: pd.DataFrame, indicator: Indicator, current: Figure | None, interval: Interval | None
) -> Iterator[Mean]:
    file = paths.shown(paths.benchmarks())
    for cells in rows[_TOLD].itertuples(index=False, name=None):
        told: dict[str, Any] = {
            name: None if _is_blank(cell) else cell for name, cell in zip(_TOLD, cells, strict=True)
        }
        told["authorities"] = told["authorities"] or ()
        obstacle = verdict = None
        if current:
            obstacle = means.find_obstacle(told["period_end"], told["definition"], current.period_end)
            if obstacle is None:
                verdict = means.compare(current.value, told["value"], interval, indicator.direction)
        yield Mean(**told, file=file, obstacle=obstacle, interval=interval if verdict else None, verdict=verdict)


def _is_blank(cell: object) -> bool:
    return isinstance(cell, float) and cell != cell


def _interval(indicator: Indicator, current: Figure) -> Interval | None:
    """Return the interval of a current figure: of a share by Wilson's method, of counts and rates by Byar's."""
    times = Decimal(indicator.unit.traits.times or 0)
    if indicator.unit is Unit.COUNT and _is_count(current.value):
        return means.byar(current.value).times(Decimal(1))
    if current.numerator is None or not current.denominator or not _is_count(current.numerator) or times == 1:
        return None
    if indicator.unit is not Unit.PERCENT:
        return means.byar(current.numerator).times(times / current.denominator)
    is_share = current.numerator <= current.denominator
    return means.wilson(current.numerator, current.denominator).times(times) if is_share else None


def _is_count(value: Decimal) -> bool:
    return value >= 0 and value == value.to_integral_value()
