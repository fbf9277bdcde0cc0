"""The rules: target, change and RAG rating, and the record of one indicator in one quarter.

Source of the rules: the key of the published report, Quarter 1, 2025/26.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

import pandas as pd

from cosmic import definitions, figures, paths
from cosmic.definitions import Basis, Comparison, Direction, Indicator
from cosmic.editions import Edition
from cosmic.errors import attempt, raise_any
from cosmic.figures import Benchmark
from cosmic.periods import months_before


class RAG(StrEnum):
    RED = "Red"
    AMBER = "Amber"
    GREEN = "Green"
    BASELINE = "Baseline"
    CONTEXTUAL = "Contextual"
    IN_DEVELOPMENT = "In Development"
    NO_DATA = "No data"


class Change(StrEnum):
    IMPROVING = "Improving"
    DECLINING = "Declining"
    NO_CHANGE = "No change"
    CONTEXTUAL = "Contextual"
    NOT_COMPARABLE = "Not comparable"
    NO_DATA = "No data"


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


def shortfall(current: Decimal, target: Decimal, direction: Direction) -> Decimal | None:
    """How far current is on the wrong side of target, as a share of the target (0.1 is 10%); 0 on target or better.

    None where there is no such share: for a contextual indicator, and for a target of zero that is missed.
    """
    if direction is Direction.CONTEXTUAL:
        return None
    gap = _gap(current, target, direction)
    if gap == 0:
        return Decimal(0)
    return gap / target if target else None


def rag(
    current: Decimal | None,
    target: Decimal | None,
    direction: Direction,
    tolerance: Decimal = Decimal(10),
    in_development: bool = False,
) -> RAG:
    """The RAG rating: Green on target, Amber off target by up to `tolerance` per cent of it, Red beyond.

    Figures are unrounded. Before all colours: In Development by its definition; Contextual without judgement; No
    data without a current figure; Baseline without a target in force. Any miss of a zero target is Red: 10% of zero
    is zero. Source: the report's key, “RAG Rating”.
    """
    if in_development:
        return RAG.IN_DEVELOPMENT
    if direction is Direction.CONTEXTUAL:
        return RAG.CONTEXTUAL
    if current is None:
        return RAG.NO_DATA
    if target is None:
        return RAG.BASELINE
    gap = _gap(current, target, direction)
    if gap == 0:
        return RAG.GREEN
    return RAG.AMBER if 100 * gap <= tolerance * target else RAG.RED


def change(current: Decimal | None, previous: Decimal | None, direction: Direction, comparable: bool = True) -> Change:
    """Current against previous in the light of direction. Source: the report's key, “Change in Performance”."""
    if direction is Direction.CONTEXTUAL:
        return Change.CONTEXTUAL
    if current is None or previous is None:
        return Change.NO_DATA
    if not comparable:
        return Change.NOT_COMPARABLE
    if current == previous:
        return Change.NO_CHANGE
    return Change.IMPROVING if (current > previous) == (direction is Direction.HIGHER) else Change.DECLINING


def rounded(value: Decimal, decimals: int) -> Decimal:
    """A value as it is printed: halves away from zero, as people round."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def record(indicator: Indicator, edition: Edition, table: pd.DataFrame, benchmarks: pd.DataFrame) -> Record:
    """The record of an indicator, from its figures and benchmarks as known on the day of production."""
    series = _series(figures.known_on(table, edition.produced_on), edition.quarter.end, paths.figures(indicator.stem))
    by_end = {figure.period_end: figure for figure in series}
    current = _current(indicator, series, edition.quarter.end)
    day = current.period_end if current else edition.quarter.end
    previous = _previous(indicator, by_end, day)
    target = _target(indicator, by_end, day)
    comparable = _comparable(indicator, current, previous)
    values = [held and held.value for held in (current, previous, target)]
    return Record(
        indicator=indicator,
        edition=edition,
        target=target,
        current=current,
        previous=previous,
        series=tuple(figure for figure in series if figure.period_end <= day),
        benchmarks=_benchmarks(indicator, edition, benchmarks),
        shortfall=shortfall(values[0], values[2], indicator.direction) if current and target else None,
        rag=rag(values[0], values[2], indicator.direction, indicator.tolerance, indicator.in_development),
        change=change(values[0], values[1], indicator.direction, comparable is not False),
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
        return [record(its, edition, table, means.get(its.stem, none)) for its, table in pairs]


def read_inputs(stems: list[str]) -> Inputs:
    """The definitions, figures and benchmarks of indicators. Raises Faults with all that is wrong in any file."""
    defined, faults = attempt(lambda stem=stem: definitions.read(stem) for stem in stems)
    tables, wrong_figures = attempt(lambda indicator=indicator: figures.read(indicator) for indicator in defined)
    benchmarks, wrong_benchmarks = attempt([lambda: figures.read_benchmarks(defined)])
    raise_any(faults + wrong_figures + wrong_benchmarks)
    return Inputs(defined, tables, benchmarks[0])


def _gap(current: Decimal, target: Decimal, direction: Direction) -> Decimal:
    """How far current is on the wrong side of target, in the unit of both; 0 on target or better."""
    return max(Decimal(0), target - current if direction is Direction.HIGHER else current - target)


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
