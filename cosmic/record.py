"""The record of one indicator in one quarter: all that the report says of it, computed once from its inputs."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeVar

import pandas as pd

from cosmic import definitions, editions, figures, paths
from cosmic.definitions import Basis, Comparison, Indicator
from cosmic.editions import Edition
from cosmic.errors import attempt, raise_any
from cosmic.figures import Benchmark
from cosmic.periods import Quarter, months_before
from cosmic.rules import RAG, Change, change, rag, rounded, shortfall


@dataclass(frozen=True)
class Figure:
    """One figure of a record, in the unit of its indicator, unrounded, and where it was read."""

    period_end: date
    value: Decimal
    published: date
    status: str
    source: str
    note: str | None
    file: str
    row: int


@dataclass(frozen=True)
class Unavailable:
    """A figure that an edition should have, and of which its row says that it is not available, and why."""

    period_end: date
    published: date
    source: str
    note: str | None
    file: str
    row: int


@dataclass(frozen=True)
class DatedTarget:
    """The target in force, in the unit of its indicator, with its day, reason, rule and arithmetic."""

    value: Decimal
    start: date
    reason: str
    percent_above_previous_year: Decimal | None
    arithmetic: str | None


Row = TypeVar("Row", Figure, Unavailable)


@dataclass(frozen=True)
class Record:
    """All that the report says of one indicator in one quarter; computed once, shown everywhere."""

    indicator: Indicator
    edition: Edition
    target: DatedTarget | None
    current: Figure | None
    previous: Figure | None
    series: tuple[Figure, ...]
    benchmarks: dict[Benchmark, Figure]
    shortfall: Decimal | None
    rag: RAG
    change: Change
    comparable: bool | None
    unavailable: tuple[Unavailable, ...]

    def target_value_on(self, period_end: date) -> Decimal | None:
        """Return the target that a period had, its rule worked out from the figures shown; None without one."""
        then = _target(self.indicator, {figure.period_end: figure for figure in self.series}, period_end)
        return then.value if then else None


@dataclass(frozen=True)
class Inputs:
    """The contents of data/: definitions in the order of the report, and their tables."""

    indicators: list[Indicator]
    figures: list[pd.DataFrame]
    benchmarks: pd.DataFrame

    def records(self, edition: Edition) -> list[Record]:
        """Return the records of an edition, in the order of the report, by the definitions as they were then."""
        tables = dict(zip((indicator.stem for indicator in self.indicators), self.figures, strict=True))
        reported = editions.list_reported(self.indicators, edition.quarter)
        day = edition.quarter.end
        return [compute_record(one.on(day), edition, tables[one.stem], self.benchmarks) for one in reported]


def load_inputs(stems: list[str], *quarters: Quarter) -> Inputs:
    """Return the definitions, figures and benchmarks of indicators; where quarters are given, of those reported in any.

    Raises Faults with all that is wrong anywhere.
    """
    indicators, faults = attempt(partial(definitions.load_definition, stem) for stem in stems)
    if quarters:
        indicators = editions.list_reported(indicators, *quarters)
    tables, figure_faults = attempt(partial(figures.load_figures, indicator) for indicator in indicators)
    benchmarks, benchmark_faults = attempt([partial(figures.load_benchmarks, indicators)])
    raise_any(faults + figure_faults + benchmark_faults)
    return Inputs(indicators, tables, benchmarks[0])


def compute_record(indicator: Indicator, edition: Edition, table: pd.DataFrame, benchmarks: pd.DataFrame) -> Record:
    """Return the record of an indicator, from its figures and benchmarks as known on the day of production."""
    in_unit = table["period_end"].map(lambda end: indicator.on(end).unit is indicator.unit).astype(bool)
    series = _series(table[in_unit], edition, paths.figures(indicator.stem))
    by_end = {figure.period_end: figure for figure in series}
    current = _current(indicator, series, edition.quarter.end)
    day = current.period_end if current else edition.quarter.end
    previous = _previous(indicator, by_end, day)
    target = _target(indicator, by_end, day)
    comparable = _comparable(indicator, current, previous)
    current_value = current.value if current else None
    previous_value = previous.value if previous else None
    target_value = target.value if target else None
    return Record(
        indicator=indicator,
        edition=edition,
        target=target,
        current=current,
        previous=previous,
        series=tuple(figure for figure in series if figure.period_end <= day),
        benchmarks=_means(benchmarks[benchmarks["indicator"] == indicator.stem], edition),
        shortfall=shortfall(current_value, target_value, indicator.direction),
        rag=rag(current_value, target_value, indicator.direction, indicator.tolerance, indicator.in_development),
        change=change(current_value, previous_value, indicator.direction, comparable is not False),
        comparable=comparable,
        unavailable=tuple(_unavailable(table, edition, indicator, current)),
    )


def _series(table: pd.DataFrame, edition: Edition, path: Path) -> list[Figure]:
    """Return the figures of an edition that have a value, in the order of their periods."""
    known = figures.known_on(table, edition.produced_on)
    return _in_file(Figure, known[known["value"].notna() & (known["period_end"] <= edition.quarter.end)], path)


def _in_file(kind: type[Row], rows: pd.DataFrame, path: Path) -> list[Row]:
    """Return rows of a file as objects, by the names of their columns."""
    if rows.empty:
        return []
    columns = [field.name for field in fields(kind)]
    return [kind(*cells) for cells in rows.assign(file=paths.shown(path))[columns].itertuples(index=False, name=None)]


def _unavailable(
    table: pd.DataFrame, edition: Edition, indicator: Indicator, current: Figure | None
) -> list[Unavailable]:
    """Return what is said not to be available of the periods after the current figure, and of the previous one."""
    end, back = edition.quarter.end, 3 if indicator.compared_with is Comparison.PREVIOUS_QUARTER else 12
    after = current.period_end if current else _too_old(indicator, end)
    known = figures.known_on(table, edition.produced_on)
    ends = known["period_end"]
    is_wanted = ((ends > after) & (ends <= end)) | (ends == months_before(current.period_end if current else end, back))
    return _in_file(Unavailable, known[known["value"].isna() & is_wanted], paths.figures(indicator.stem))


def _current(indicator: Indicator, series: list[Figure], quarter_end: date) -> Figure | None:
    """Return the latest figure, unless it is older than the frequency and the lag of its indicator allow."""
    return series[-1] if series and series[-1].period_end > _too_old(indicator, quarter_end) else None


def _too_old(indicator: Indicator, quarter_end: date) -> date:
    return months_before(quarter_end, indicator.basis.months_between + indicator.lag_months)


def _previous(indicator: Indicator, by_end: dict[date, Figure], day: date) -> Figure | None:
    """Return the figure a quarter or a year before a day.

    A year to date without a figure for the same months of last year is compared with the whole of last year.
    """
    if indicator.compared_with is Comparison.PREVIOUS_QUARTER:
        return by_end.get(months_before(day, 3))
    a_year_before = by_end.get(months_before(day, 12))
    if a_year_before is None and indicator.basis is Basis.YEAR_TO_DATE:
        return by_end.get(months_before(day, indicator.basis.months_covered(day)))
    return a_year_before


def _comparable(indicator: Indicator, current: Figure | None, previous: Figure | None) -> bool | None:
    """Tell whether both cover periods of the same length, measured in the same way; None where one is missing."""
    if not current or not previous:
        return None
    months = indicator.basis.months_covered
    same_length = months(previous.period_end) == months(current.period_end)
    return same_length and not indicator.redefined_between(previous.period_end, current.period_end)


def _target(indicator: Indicator, by_end: dict[date, Figure], day: date) -> DatedTarget | None:
    """Return the target in force on a day, its rule worked out; None without one, or without the figure it needs."""
    target = indicator.target_on(day)
    if target is None:
        return None
    value, arithmetic = target.value, None
    percent, base = target.percent_above_previous_year, by_end.get(months_before(day, 12))
    if percent is not None and base is not None:
        exact = base.value * (100 + percent) / 100
        worked_out = rounded(exact, indicator.decimals)
        arithmetic = f"{percent}% above {base.value} ({base.file}, row {base.row}) is {exact}, rounded {worked_out}"
        value = worked_out if value is None else value
    return None if value is None else DatedTarget(value, target.start, target.reason, percent, arithmetic)


def _means(table: pd.DataFrame, edition: Edition) -> dict[Benchmark, Figure]:
    """Return the most recent of each mean that is known."""
    kinds = {kind: _series(table[table["benchmark"] == kind], edition, paths.benchmarks()) for kind in Benchmark}
    return {kind: series[-1] for kind, series in kinds.items() if series}
