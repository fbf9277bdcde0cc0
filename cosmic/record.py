"""The record of one indicator in one quarter: all that the report says of it, computed once from its inputs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd

from cosmic import definitions, figures, paths
from cosmic.definitions import Basis, Comparison, Indicator
from cosmic.editions import Edition
from cosmic.errors import attempt, raise_any
from cosmic.figures import Benchmark
from cosmic.periods import months_before
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
class DatedTarget:
    """The target in force, in the unit of its indicator, with its day, reason, rule and arithmetic."""

    value: Decimal
    start: date
    reason: str
    percent_above_previous_year: Decimal | None
    arithmetic: str | None


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


def compute_record(indicator: Indicator, edition: Edition, table: pd.DataFrame, benchmarks: pd.DataFrame) -> Record:
    """The record of an indicator, from its figures and benchmarks as known on the day of production."""
    series = _series(figures.known_on(table, edition.produced_on), edition.quarter.end, paths.figures(indicator.stem))
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
        benchmarks=_benchmarks(indicator, edition, benchmarks),
        shortfall=shortfall(current.value, target.value, indicator.direction) if current and target else None,
        rag=rag(current_value, target_value, indicator.direction, indicator.tolerance, indicator.in_development),
        change=change(current_value, previous_value, indicator.direction, comparable is not False),
        comparable=comparable,
    )


@dataclass(frozen=True)
class Inputs:
    """All that is held in data/: definitions in the order of the report, and their tables."""

    indicators: list[Indicator]
    figures: list[pd.DataFrame]
    benchmarks: pd.DataFrame

    def records(self, edition: Edition) -> list[Record]:
        """The records of an edition, in the order of the report."""
        means, none = dict(tuple(self.benchmarks.groupby("indicator"))), self.benchmarks.iloc[:0]
        pairs = zip(self.indicators, self.figures, strict=True)
        return [compute_record(its, edition, table, means.get(its.stem, none)) for its, table in pairs]


def load_inputs(stems: list[str]) -> Inputs:
    """The definitions, figures and benchmarks of indicators. Raises Faults with all that is wrong in any file."""
    defined, faults = attempt(lambda stem=stem: definitions.load_definition(stem) for stem in stems)
    tables, wrong_figures = attempt(
        lambda indicator=indicator: figures.load_figures(indicator) for indicator in defined
    )
    benchmarks, wrong_benchmarks = attempt([lambda: figures.load_benchmarks(defined)])
    raise_any(faults + wrong_figures + wrong_benchmarks)
    return Inputs(defined, tables, benchmarks[0])


def _series(table: pd.DataFrame, until: date, file) -> list[Figure]:
    """The figures that have a value, in the order of their periods, up to a day."""
    rows = table[[held is not None for held in table["value"]]] if len(table) else table
    return [
        Figure(
            period_end=row.period_end,
            value=row.value,
            published=row.published,
            status=str(getattr(row, "status", "published")),
            source=row.source,
            note=row.note,
            file=paths.shown(file),
            row=row.row,
        )
        for row in rows.itertuples()
        if row.period_end <= until
    ]


def _current(indicator: Indicator, series: list[Figure], quarter_end: date) -> Figure | None:
    """The latest figure, unless it is older than the frequency and the lag of its indicator allow."""
    too_old = months_before(quarter_end, indicator.basis.months_between + indicator.lag_months)
    return series[-1] if series and series[-1].period_end > too_old else None


def _previous(indicator: Indicator, by_end: dict[date, Figure], day: date) -> Figure | None:
    """The figure a quarter or a year before a day.

    A year to date without a figure for the same months of last year is set against the whole of last year.
    """
    if indicator.compared_with is Comparison.PREVIOUS_QUARTER:
        return by_end.get(months_before(day, 3))
    a_year_before = by_end.get(months_before(day, 12))
    if a_year_before is None and indicator.basis is Basis.YEAR_TO_DATE:
        return by_end.get(months_before(day, indicator.basis.months_covered(day)))
    return a_year_before


def _comparable(indicator: Indicator, current: Figure | None, previous: Figure | None) -> bool | None:
    """Whether both cover periods of the same length, measured in the same way; None where one is missing."""
    if not current or not previous:
        return None
    ends = previous.period_end, current.period_end
    lengths = {indicator.basis.months_covered(end) for end in ends}
    return len(lengths) == 1 and not indicator.redefined_between(*ends)


def _target(indicator: Indicator, by_end: dict[date, Figure], day: date) -> DatedTarget | None:
    """The target in force on a day, its rule worked out; None where there is none or its base is not held."""
    target = indicator.target_on(day)
    if target is None:
        return None
    percent = target.percent_above_previous_year
    base = by_end.get(months_before(day, 12))
    if percent is None or base is None:
        worked_out, arithmetic = None, None
    else:
        exact = base.value * (100 + percent) / 100
        worked_out = rounded(exact, indicator.decimals)
        arithmetic = f"{percent}% above {base.value} ({base.file}, row {base.row}) is {exact}, rounded {worked_out}"
    value = worked_out if target.value is None else target.value
    return None if value is None else DatedTarget(value, target.start, target.reason, percent, arithmetic)


def _benchmarks(indicator: Indicator, edition: Edition, table: pd.DataFrame) -> dict[Benchmark, Figure]:
    """The most recent of each mean that is held."""
    known = figures.known_on(table[table["indicator"] == indicator.stem], edition.produced_on)
    return {
        kind: series[-1]
        for kind in Benchmark
        if (series := _series(known[known["benchmark"] == kind], edition.quarter.end, paths.benchmarks()))
    }
