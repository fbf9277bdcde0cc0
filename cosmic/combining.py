"""Figures of several periods as one: a quarter of three months, a year to date of its quarters, a quarter of totals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cosmic.bases import Basis, Periods, terms
from cosmic.definitions import Combining, Indicator
from cosmic.figures import Status
from cosmic.small_numbers import is_small

_WEAKEST_FIRST = (Status.ESTIMATED, Status.PROVISIONAL, Status.REVISED, Status.PUBLISHED)


@dataclass(frozen=True)
class Figure:
    """One figure of a record, in the unit of its indicator, unrounded, and where it was read.

    `basis` and `months` say what period it covers; `arithmetic` which figures of the file it was made of, if it was.
    """

    period_end: date
    value: Decimal
    published: date
    status: str
    source: str
    note: str | None
    file: str
    row: int
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    basis: Basis = Basis.QUARTER
    months: int = 3
    arithmetic: str | None = None


@dataclass(frozen=True)
class Unavailable:
    """A figure that an edition should have, and of which its row says by its status that there is none to show."""

    period_end: date
    published: date
    status: str
    source: str
    note: str | None
    file: str
    row: int


def combine(recorded: Iterable[Figure], indicator: Indicator, periods: Periods) -> list[Figure]:
    """Return recorded figures as those of other periods, in order; without those that lack a figure they are made of.

    Nor is there one that is too small to be shown.

    Percentages and averages are made of all numerators over all denominators, and never are a mean of means.
    """
    by_end = {figure.period_end: figure for figure in recorded}
    made = (_one(by_end, indicator, periods, end) for end in sorted(by_end) if periods.is_period_end(end))
    return [one for one in made if one and not is_small(one.value, one.numerator, one.denominator, indicator)]


def _one(by_end: dict[date, Figure], indicator: Indicator, periods: Periods, end: date) -> Figure | None:
    """Return the figure of the period that ends on a day."""
    needed = list(terms(indicator.recorded, end, periods.months_covered(end)))
    if any(day not in by_end for _, day in needed):
        return None
    signed = [(sign, by_end[day]) for sign, day in needed]
    newest = by_end[end]
    numerator = denominator = None
    if indicator.combining is Combining.SUM:
        value = sum((sign * figure.value for sign, figure in signed), Decimal(0))
    else:
        numerator, denominator = _total(signed, "numerator"), _total(signed, "denominator")
        if not denominator or numerator is None:
            return None
        value = (indicator.unit.traits.times or 1) * numerator / denominator
    return Figure(
        period_end=end,
        value=value,
        published=max(figure.published for _, figure in signed),
        status=min((figure.status for _, figure in signed), key=lambda one: _WEAKEST_FIRST.index(Status(one))),
        source=newest.source,
        note=newest.note,
        file=newest.file,
        row=newest.row,
        numerator=numerator,
        denominator=denominator,
        basis=periods.basis,
        months=periods.months_covered(end),
        arithmetic=_in_words(signed, indicator),
    )


def _total(signed: list[tuple[int, Figure]], name: str) -> Decimal | None:
    """Return the sum of the numerators or of the denominators; None where a figure is without."""
    values = [(sign, getattr(figure, name)) for sign, figure in signed]
    if any(value is None for _, value in values):
        return None
    return sum((sign * value for sign, value in values), Decimal(0))


def _in_words(signed: list[tuple[int, Figure]], indicator: Indicator) -> str:
    """Return which figures one is made of, the oldest first: `100 (row 2) + 120 (row 3)`."""
    is_sum = indicator.combining is Combining.SUM
    told = ""
    for sign, figure in reversed(signed):
        own = str(figure.value) if is_sum else f"{figure.numerator} of {figure.denominator}"
        joined = (" + " if sign > 0 else " - ") if told else ("" if sign > 0 else "-")
        told += f"{joined}{own} (row {figure.row})"
    return told
