"""The target of a period: what its definition says, worked out to the interval that the figure is to lie within."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from cosmic.bases import Periods, terms
from cosmic.definitions import Direction, Indicator
from cosmic.periods import months_before
from cosmic.rules import rounded
from cosmic.targets import Interval, Peer, Spread, Target, share_of_year

_FLAT = (Decimal(1),) * 12
_MOST_PAST_YEARS = 3


class Known(Protocol):
    """A figure that a target is worked out from, and where it stands."""

    @property
    def value(self) -> Decimal: ...
    @property
    def file(self) -> str: ...
    @property
    def row(self) -> int: ...


@dataclass(frozen=True)
class DatedTarget:
    """The target in force, in the unit of its indicator, with its day, reason, rule and arithmetic.

    `low` and `high` are what the figure is to lie within; `value` is the one of them that there is, None for a range.
    `rule` says in a few words what a target that was worked out is; `following` is the next milestone.
    """

    value: Decimal | None
    start: date
    reason: str
    percent_above_previous_year: Decimal | None
    arithmetic: str | None
    low: Decimal | None
    high: Decimal | None
    rule: str | None = None
    following: tuple[Decimal, date] | None = None

    @property
    def interval(self) -> Interval:
        """Return what a figure is to lie within."""
        return Interval(self.low, self.high)

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """Return the ends of the interval, each once, the lower first."""
        return tuple(dict.fromkeys(bound for bound in self.interval if bound is not None))


@dataclass(frozen=True)
class _Worked:
    value: Decimal
    arithmetic: str | None = None
    rule: str | None = None
    following: tuple[Decimal, date] | None = None


@dataclass(frozen=True)
class Targets:
    """The targets of one indicator's periods, worked out from its own figures and from means.

    `find_figure` returns the figure of the period that ends on a day, `find_mean` the newest mean of a peer that was
    known for a period; None where there is none. `periods` are those of the figures that the targets are for.
    """

    indicator: Indicator
    periods: Periods
    find_figure: Callable[[date], Known | None]
    find_mean: Callable[[Peer, date], Known | None]

    def on(self, day: date) -> DatedTarget | None:
        """Return the target of the period that ends on a day; None without one, or without the figure it needs."""
        target = self.indicator.target_on(day)
        if target is None:
            return None
        if target.at_least is not None or target.at_most is not None:
            return self._dated(target, Interval(target.at_least, target.at_most))
        worked = self._work_out(target, day)
        if worked is None:
            return None
        return self._dated(target, _by_direction(worked.value, self.indicator.direction), worked)

    def _dated(self, target: Target, interval: Interval, worked: _Worked | None = None) -> DatedTarget:
        ends = {bound for bound in interval if bound is not None}
        return DatedTarget(
            value=min(ends) if len(ends) == 1 else None,
            start=target.start,
            reason=target.reason,
            percent_above_previous_year=target.percent_above_previous_year,
            arithmetic=worked.arithmetic if worked else None,
            low=interval.low,
            high=interval.high,
            rule=worked.rule if worked else None,
            following=worked.following if worked else None,
        )

    def _work_out(self, target: Target, day: date) -> _Worked | None:
        """Return a target that is one value; of a value beside a rule, the value with the arithmetic of the rule."""
        if target.annual is not None:
            return self._spread(target, target.annual, day)
        if target.milestones:
            return self._milestone(target, day)
        ruled = self._by_rule(target, day)
        if target.value is None:
            return ruled
        return _Worked(target.value, ruled.arithmetic if ruled else None)

    def _milestone(self, target: Target, day: date) -> _Worked | None:
        reached, following = target.milestone_on(day), target.milestone_after(day)
        if reached is None:
            return None
        return _Worked(reached.value, following=(following.value, following.by) if following else None)

    def _by_rule(self, target: Target, day: date) -> _Worked | None:
        """Return what follows from the figure of a year before, or from a mean."""
        a_year_before = self.find_figure(months_before(day, 12))
        above, below = target.percent_above_previous_year, target.percent_below_previous_year
        if above is not None and a_year_before:
            return self._changed(a_year_before, above, f"{above}% above")
        if below is not None and a_year_before:
            return self._changed(a_year_before, -below, f"{below}% below")
        if target.no_worse_than is None:
            return None
        peer = (
            a_year_before if target.no_worse_than is Peer.PREVIOUS_YEAR else self.find_mean(target.no_worse_than, day)
        )
        return self._changed(peer, Decimal(0), "no worse than", str(target.no_worse_than)) if peer else None

    def _changed(self, base: Known, percent: Decimal, words: str, whose: str = "") -> _Worked:
        exact = base.value * (100 + percent) / 100
        worked_out = rounded(exact, self.indicator.decimals)
        arithmetic = f"{words} {base.value} ({base.file}, row {base.row}) is {exact}, rounded {worked_out}"
        return _Worked(worked_out, arithmetic, f"{words} {whose}" if whose else None)

    def _spread(self, target: Target, annual: Decimal, day: date) -> _Worked:
        """Return what of a year's target is due in a period, and beside it what it were by past years or flat."""
        flat, past = self._share(_FLAT, day), self._past_share(day)
        other: Fraction | None = flat
        if target.shares:
            share, words = self._share(target.shares, day), "flat it would be"
        elif target.profile is Spread.PAST_YEARS and past is not None:
            share, words = past, "flat it would be"
        else:
            share, other, words = flat, past, "by the shares of past years it would be"
        due = self._due(annual, share)
        arithmetic = f"{rounded(_decimal(100 * share), 2)}% of {annual} for the year is {due}"
        if other is not None and other != share:
            arithmetic += f"; {words} {self._due(annual, other)}"
        is_profiled = bool(target.shares) or share != flat
        return _Worked(due, arithmetic, "profiled" if is_profiled else "pro rata")

    def _due(self, annual: Decimal, share: Fraction) -> Decimal:
        return rounded(_decimal(Fraction(annual) * share), self.indicator.decimals)

    def _share(self, shares: tuple[Decimal, ...], day: date) -> Fraction:
        months = self.periods.months_covered(day)
        last = (day.month - self.periods.year_ends - 1) % 12 + 1
        return Fraction(1) if months >= 12 else share_of_year(shares, last, months)

    def _past_share(self, day: date) -> Fraction | None:
        """Return which share of past years' totals the same periods had; None without a full year."""
        shares = list(self._past_shares(day))[:_MOST_PAST_YEARS]
        return sum(shares, Fraction(0)) / len(shares) if shares else None

    def _past_shares(self, day: date) -> Iterator[Fraction]:
        end = months_before(day, -((self.periods.year_ends - day.month) % 12))
        for years in range(1, _MOST_PAST_YEARS + 3):
            parts = list(terms(self.periods, months_before(end, 12 * years), 12))
            found = [(sign, self.find_figure(of)) for sign, of in parts]
            own = self.find_figure(months_before(day, 12 * years))
            total = sum((sign * known.value for sign, known in found if known), Decimal(0))
            if own and total and all(known for _, known in found):
                yield Fraction(own.value) / Fraction(total)


def _decimal(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / exact.denominator


def _by_direction(value: Decimal, direction: Direction) -> Interval:
    """Return the interval on the right side of a value: from it up, down to it, or the value alone."""
    match direction:
        case Direction.HIGHER:
            return Interval(value, None)
        case Direction.LOWER:
            return Interval(None, value)
        case _:
            return Interval(value, value)
