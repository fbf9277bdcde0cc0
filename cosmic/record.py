"""The record of one indicator in one quarter: all that the report says of it, computed once from its inputs."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeVar

import pandas as pd

from cosmic import benchmarks as benchmarks_of
from cosmic import combining, definitions, editions, figures, parts, rules
from cosmic.bases import Basis, Periods
from cosmic.combining import Figure, Unavailable
from cosmic.dated_targets import DatedTarget, Targets
from cosmic.definitions import Combining, Comparison, Direction, Indicator, NotDue
from cosmic.editions import Edition
from cosmic.figures import Benchmark, Status
from cosmic.means import Mean
from cosmic.parts import Part
from cosmic.periods import Quarter, months_before
from cosmic.rules import RAG, Change
from cosmic.targets import Interval, Peer
from projectfiles import paths
from projectfiles.errors import attempt, gather, raise_any

Row = TypeVar("Row", Figure, Unavailable)


@dataclass(frozen=True, eq=False)  # computed once: it equals itself alone, and what is worked out of it can be cached
class Record:
    """All that the report says of one indicator in one quarter; computed once, shown everywhere.

    `current` and `previous` are of the periods that are reported, `series` of those that are charted, `recorded` of
    those in its file; both up to the current one. `incomparable` is the reason for which current is not compared;
    `set_aside` that for which it is not judged in this quarter.
    """

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
    targets: dict[date, DatedTarget]
    parts: tuple[Part, ...] = ()
    incomparable: str | None = None
    set_aside: str | None = None
    means: tuple[Mean, ...] = ()
    recorded: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Inputs:
    """The contents of data/: definitions in the order of the report, and their tables; parts by their stems."""

    indicators: list[Indicator]
    figures: list[pd.DataFrame]
    benchmarks: pd.DataFrame
    parts: dict[str, pd.DataFrame] = field(default_factory=dict)

    def records(self, edition: Edition) -> list[Record]:
        """Return the records of an edition, in the order of the report, by the definitions as they were then."""
        tables = dict(zip((indicator.stem for indicator in self.indicators), self.figures, strict=True))
        reported = editions.list_reported(self.indicators, edition.quarter)
        day = edition.quarter.end
        return [
            compute_record(one.on(day), edition, tables[one.stem], self.benchmarks, self.parts.get(one.stem))
            for one in reported
        ]


def load_inputs(stems: list[str], *quarters: Quarter) -> Inputs:
    """Return the definitions, figures and benchmarks of indicators; where quarters are given, of those reported in any.

    Raises Faults with all that is wrong anywhere.
    """
    indicators, faults = definitions.load_definitions(stems)
    if quarters:
        indicators = editions.list_reported(indicators, *quarters)
    tables, figure_faults = attempt(partial(_load_tables, indicator) for indicator in indicators)
    benchmarks, benchmark_faults = attempt([partial(figures.load_benchmarks, indicators)])
    raise_any(faults + figure_faults + benchmark_faults)
    split = {one.stem: table for one, (_, table) in zip(indicators, tables, strict=True)}
    return Inputs(indicators, [own for own, _ in tables], benchmarks[0], split)


def _load_tables(indicator: Indicator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures of an indicator, and their parts."""
    table, split = gather([partial(figures.load_figures, indicator), partial(figures.load_parts, indicator)])
    parts.check_totals(indicator, table, split)
    return table, split


def compute_record(
    indicator: Indicator,
    edition: Edition,
    table: pd.DataFrame,
    benchmarks: pd.DataFrame,
    split: pd.DataFrame | None = None,
) -> Record:
    """Return the record of an indicator, from its figures and benchmarks as known on the day of production."""
    indicator = indicator.with_scheme(edition.scheme)
    recorded = _series(_in_unit(table, indicator), edition, paths.figures(indicator.stem), indicator.recorded)
    reported = _as_periods(recorded, indicator, indicator.reported)
    charted = _as_periods(recorded, indicator, indicator.charted)
    end, by_end = edition.quarter.end, {figure.period_end: figure for figure in reported}
    current = _current(indicator, reported, end)
    day = current.period_end if current else end
    previous = _previous(indicator, by_end, day)
    known = benchmarks_of.list_known(benchmarks, indicator.stem, edition.produced_on, end)
    means = _mean_series(benchmarks_of.first_kinds(known), indicator)
    target = Targets(indicator, indicator.reported, by_end.get, partial(_mean_on, means)).on(day)
    incomparable = _incomparable(indicator, current, previous, day)
    interval, value = target.interval if target else None, current.value if current else None
    rating, why = _set_aside(indicator, edition.quarter)
    changed = _change(indicator, current, previous, interval, incomparable)
    changed = Change.NO_DATA if rating is RAG.SUSPENDED else changed

    def rate(mean: Mean) -> str | None:
        """Return the rating by a mean, where the target is to be no worse than that of its benchmark."""
        defined = indicator.target_on(day)
        if current is None or defined is None or defined.no_worse_than != mean.benchmark:
            return None
        by_mean = Targets(indicator, indicator.reported, by_end.get, lambda _peer, _day: mean).on(day)
        interval, scheme = by_mean.interval if by_mean else None, indicator.rating or edition.scheme
        return rules.rag(current.value, interval, indicator.direction, scheme, changed, rating)

    shown = tuple(figure for figure in charted if figure.period_end <= day)
    return Record(
        indicator=indicator,
        edition=edition,
        target=target,
        current=current,
        previous=previous,
        series=shown,
        benchmarks={kind: series[-1] for kind, series in means.items() if series},
        shortfall=None if indicator.direction is Direction.CONTEXTUAL else rules.shortfall(value, interval),
        rag=rules.rag(value, interval, indicator.direction, indicator.rating or edition.scheme, changed, rating),
        change=changed,
        comparable=None if not current or not previous else incomparable is None,
        unavailable=tuple(_unavailable(table, edition, indicator, current)),
        targets=_targets_shown(indicator, shown, charted, means),
        parts=_parts(indicator, edition, split, [current, previous]),
        incomparable=incomparable,
        set_aside=why,
        means=tuple(replace(mean, rating=rate(mean)) for mean in benchmarks_of.list_means(known, indicator, current)),
        recorded=tuple(figure for figure in recorded if figure.period_end <= day),
    )


def _in_unit(table: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return the rows of the periods that were measured in the unit of today."""
    return table[table["period_end"].map(lambda end: indicator.on(end).unit is indicator.unit).astype(bool)]


def _series(table: pd.DataFrame, edition: Edition, path: Path, periods: Periods) -> list[Figure]:
    """Return the figures of an edition that have a value to show, in the order of their periods."""
    known = figures.known_on(table, edition.produced_on)
    return _figures(known[~_is_hidden(known) & (known["period_end"] <= edition.quarter.end)], path, periods)


def _figures(rows: pd.DataFrame, path: Path, periods: Periods) -> list[Figure]:
    """Return rows of a file as figures of its periods."""
    held = _in_file(Figure, rows, path)
    return [replace(one, basis=periods.basis, months=periods.months_covered(one.period_end)) for one in held]


def _as_periods(recorded: list[Figure], indicator: Indicator, periods: Periods) -> list[Figure]:
    return recorded if periods == indicator.recorded else combining.combine(recorded, indicator, periods)


def _in_file(kind: type[Row], rows: pd.DataFrame, path: Path) -> list[Row]:
    """Return rows of a file as objects, by the names of their columns."""
    columns = [one.name for one in fields(kind) if one.name in rows.columns]
    cells = rows[columns].itertuples(index=False, name=None)
    rest = {"file": paths.shown(path)}
    return [kind(**dict(zip(columns, row, strict=True)) | rest) for row in cells]


def _unavailable(
    table: pd.DataFrame, edition: Edition, indicator: Indicator, current: Figure | None
) -> list[Unavailable]:
    """Return what is said not to be shown of the periods after the current figure, and of the previous one."""
    end = edition.quarter.end
    after = current.period_end if current else _too_old(indicator, end)
    known = figures.known_on(table, edition.produced_on)
    ends = known["period_end"]
    before = months_before(current.period_end if current else end, indicator.months_back())
    is_wanted = ((ends > after) & (ends <= end)) | (ends == before)
    return _in_file(Unavailable, known[_is_hidden(known) & is_wanted], paths.figures(indicator.stem))


def _is_hidden(known: pd.DataFrame) -> pd.Series:
    """Tell of each row whether there is no figure to show, by its status."""
    return known["value"].isna() | ~known["status"].map(lambda status: Status(status).has_value).astype(bool)


def _current(indicator: Indicator, series: list[Figure], quarter_end: date) -> Figure | None:
    """Return the latest figure, unless it is older than the frequency and the lag of its indicator allow."""
    return series[-1] if series and series[-1].period_end > _too_old(indicator, quarter_end) else None


def _too_old(indicator: Indicator, quarter_end: date) -> date:
    return months_before(quarter_end, max(indicator.reported.months_between, 3) + indicator.lag_months)


def _previous(indicator: Indicator, by_end: dict[date, Figure], day: date) -> Figure | None:
    """Return the figure that a figure is compared with.

    A year to date that is compared with the previous year, and has no figure for the same months of it, is set beside
    the whole of that year.
    """
    same = by_end.get(months_before(day, indicator.months_back()))
    is_year = indicator.compared_with is Comparison.PREVIOUS_YEAR
    if same is None and is_year and indicator.reported.basis is Basis.YEAR_TO_DATE:
        return by_end.get(months_before(day, indicator.reported.months_covered(day)))
    return same


def _incomparable(indicator: Indicator, current: Figure | None, previous: Figure | None, day: date) -> str | None:
    """Return why current and previous are not compared, in a sentence; None where they are, or nothing is current."""
    if current and previous is None:
        before = indicator.on(months_before(day, indicator.months_back()))
        if before.unit is not indicator.unit:
            return f"The previous figure was of another unit: {before.unit}, and not {indicator.unit}."
        is_same_period = indicator.compared_with is Comparison.SAME_PERIOD
        return "There is no figure for the same period of last year." if is_same_period else None
    if not current or not previous:
        return None
    if previous.months != current.months:
        return f"They cover {current.months} and {previous.months} months."
    redefined = indicator.redefined_between(previous.period_end, current.period_end)
    return f"It is measured in another way from {redefined.start}: {redefined.what}" if redefined else None


def _change(
    indicator: Indicator, current: Figure | None, previous: Figure | None, target: Interval | None, why_not: str | None
) -> Change:
    """Return how current compares with previous; Not comparable also where there is a reason for missing it."""
    value, before = (figure.value if figure else None for figure in (current, previous))
    changed = rules.change(value, before, indicator.direction, why_not is None, target)
    return Change.NOT_COMPARABLE if why_not and changed is Change.NO_DATA else changed


def _set_aside(indicator: Indicator, quarter: Quarter) -> tuple[RAG | None, str | None]:
    """Return the rating of an indicator that is not judged in a quarter, with the reason where it is suspended."""
    if indicator.in_development:
        return RAG.IN_DEVELOPMENT, None
    if suspension := indicator.suspended_on(quarter.end):
        return RAG.SUSPENDED, suspension.reason
    is_judged = indicator.direction is not Direction.CONTEXTUAL
    if is_judged and indicator.when_not_due is NotDue.SAY_SO and not indicator.is_due_in(quarter):
        return RAG.NOT_DUE, None
    return None, None


def _targets_shown(
    indicator: Indicator, shown: tuple[Figure, ...], charted: list[Figure], means: dict[Benchmark, list[Figure]]
) -> dict[date, DatedTarget]:
    """Return the target of each period of the chart, as far as one is set for periods of that length."""
    is_whole = indicator.charted == indicator.reported or indicator.combining is Combining.WEIGHTED
    by_end = {figure.period_end: figure for figure in charted}
    targets = Targets(indicator, indicator.charted, by_end.get, partial(_mean_on, means))
    worked = {day: targets.on(day) for day in period_ends(shown, indicator.charted)}
    return {day: one for day, one in worked.items() if one and (is_whole or one.rule in ("pro rata", "profiled"))}


def period_ends(shown: Sequence[Figure], periods: Periods) -> list[date]:
    """Return the ends of all periods from the first figure shown to the last, those between them without one too."""
    if not shown:
        return []
    first, last = shown[0].period_end, shown[-1].period_end
    months = (last.year - first.year) * 12 + last.month - first.month
    return [months_before(last, ago) for ago in range(months, -1, -periods.months_between)]


def _parts(
    indicator: Indicator, edition: Edition, split: pd.DataFrame | None, shown: list[Figure | None]
) -> tuple[Part, ...]:
    if indicator.parts is None or split is None:
        return ()
    path, known = paths.parts(indicator.stem), figures.known_on(split, edition.produced_on)
    by_part: dict[str, list[Figure | Unavailable]] = {}
    for name in indicator.parts.names:
        own = _series(split[split["part"] == name], edition, path, indicator.recorded)
        hidden = _in_file(Unavailable, known[(known["part"] == name) & _is_hidden(known)], path)
        by_part[name] = [*_as_periods(own, indicator, indicator.reported), *hidden]
    return parts.select_parts(indicator, by_part, shown)


def _mean_series(known: pd.DataFrame, indicator: Indicator) -> dict[Benchmark, list[Figure]]:
    """Return all of each mean that is known, the newest last."""
    held = known.sort_values("period_end")
    return {
        kind: _figures(held[held["benchmark"] == kind], paths.benchmarks(), indicator.reported) for kind in Benchmark
    }


def _mean_on(means: dict[Benchmark, list[Figure]], peer: Peer, day: date) -> Figure | None:
    """Return the newest mean of a peer that is of no later period than one that ends on a day."""
    known = [mean for mean in means[Benchmark(peer)] if mean.period_end <= day]
    return known[-1] if known else None
