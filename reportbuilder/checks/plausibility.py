"""Find figures that look like a typing mistake, of units, digits or rows, or that are far outside their history."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from statistics import median

import pandas as pd

from cosmic.combining import Figure
from cosmic.definitions import Indicator
from cosmic.record import Record
from cosmic.units import Unit
from projectfiles import paths
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity
from reportpages import formatting

_FEWEST_FOR_A_HISTORY = 8
_FEWEST_FOR_A_MAGNITUDE = 3
_MOST_TIMES = 5  # the largest, or a share of the smallest, of the earlier figures
_FARTHEST = Decimal("3.5")  # modified z-scores beyond it are outliers: Iglewicz and Hoaglin, 1993
_ALIKE = 36  # months, which 3, 6, 9 and 12 go into: to compare figures of unlike periods
_SMALL = 10  # counts below it jump by nature
_LARGE = 1000  # counts from it on do not come out the same twice by chance
_NEAR, _FAR = Decimal("0.2"), Decimal("0.5")  # of the value that a figure is compared with
_FACTORS_OF_PERCENTAGES = tuple(map(Decimal, ("10", "0.1")))
_FACTORS_OF_COUNTS = tuple(map(Decimal, ("10", "100", "1000", "0.1", "0.01", "0.001")))


@dataclass(frozen=True)
class _Slip:
    """A likely mistake: what it looks like, and the value or step that would put it right."""

    message: str
    expected: str


@dataclass(frozen=True)
class _Judgeable:
    """A current figure with the usual value of its indicator."""

    indicator: Indicator
    value: Decimal
    usual: Decimal


def check_plausibility(draft: Draft) -> Iterator[Finding]:
    """Find each current figure that looks like a mistake, and name the likeliest one."""
    swapped = dict(_swapped(draft.records))
    for record, table in zip(draft.records, draft.figures, strict=True):
        current = record.current
        if current is None:
            continue
        slip = swapped.get(record.indicator.stem) or _slip_of(record, current) or _fractions(record, table)
        if not slip:
            yield from _compared_fractions(record, current)
        if slip:
            yield Finding(
                Rule.PLAUSIBILITY,
                Severity.WARNING,
                indicator=record.indicator.stem,
                place=f"{current.file}, row {current.row}",
                message=slip.message,
                quote=formatting.in_words(record, current),
                expected=slip.expected,
            )


def _slip_of(record: Record, current: Figure) -> _Slip | None:
    return (
        _impossible(record, current)
        or _wrong_unit(record, current)
        or _copied(record, current)
        or _magnitude(record, current)
        or _outlier(record, current)
    )


def _impossible(record: Record, current: Figure) -> _Slip | None:
    """Recognise a figure that was put together of others, and that none can have in its unit."""
    lowest, highest = record.indicator.bounds
    is_possible = (lowest is None or current.value >= lowest) and (highest is None or current.value <= highest)
    if is_possible or current.arithmetic is None:
        return None
    message = (
        f"is put together as the {record.indicator.combining} of {current.arithmetic}, and is impossible in its unit"
    )
    return _Slip(message, "another combined_by, or figures that can be put together so")


def _earlier(record: Record, current: Figure) -> list[Decimal]:
    return [figure.value for figure in record.series if figure.period_end < current.period_end]


def _usual(record: Record, current: Figure) -> Decimal | None:
    """Return the median of the earlier figures; None without any, or where the current figure is not comparable."""
    earlier = _earlier(record, current)
    return median(earlier) if earlier and record.comparable is not False else None


def _wrong_unit(record: Record, current: Figure) -> _Slip | None:
    """Recognise a factor of 10, 100 or 1,000, or a percentage given as a fraction."""
    value, usual = current.value, _usual(record, current)
    if not usual or not value:
        return None
    is_percentage = record.indicator.unit is Unit.PERCENT
    printed = formatting.number(usual, record.indicator)
    if is_percentage and value <= 1 and usual > 10:
        message = f"is {value} where {printed} is usual: a fraction where a percentage is meant?"
        return _Slip(message, f"{100 * value:f}")
    if min(value, usual) < (1 if is_percentage else _SMALL):
        return None
    for factor in _FACTORS_OF_PERCENTAGES if is_percentage else _FACTORS_OF_COUNTS:
        if _is_near(value, usual * factor):
            times = f"{factor} times" if factor > 1 else f"1/{1 / factor:.0f} of"
            return _Slip(f"is about {times} the usual {printed}: a digit too many or too few?", f"{value / factor:f}")
    return None


def _magnitude(record: Record, current: Figure) -> _Slip | None:
    """Recognise a value of another order of magnitude than any before, 0 included; in a year to date, by the month."""
    if record.comparable is False:
        return None
    *earlier, value = (figure.value * _per_three_years(figure) for figure in record.series)
    least = (1 if record.indicator.unit is Unit.PERCENT else _SMALL) * _per_three_years(current)
    if len(earlier) < _FEWEST_FOR_A_MAGNITUDE or median(earlier) < least:
        return None
    if min(earlier) <= value * _MOST_TIMES and value <= max(earlier) * _MOST_TIMES:
        return None
    values = _earlier(record, current)
    low, high = (formatting.number(end, record.indicator) for end in (min(values), max(values)))
    size = "smaller" if value < min(earlier) else "larger"
    message = f"is far {size} than all {len(values)} earlier figures ({low} to {high}): the right figure, of this row?"
    return _Slip(message, "a figure that is confirmed by its source")


def _per_three_years(figure: Figure) -> int:
    """Return what a figure is multiplied by to be set beside those of other lengths; a snapshot is of none."""
    return _ALIKE // figure.months if figure.months else 1


def _fractions(record: Record, table: pd.DataFrame) -> _Slip | None:
    """Recognise percentages that are fractions, an earlier one or all, where nothing says what they are shares of."""
    if record.indicator.unit is not Unit.PERCENT or table["denominator"].notna().any():
        return None
    values = [figure.value for figure in record.series]
    usual = formatting.number(median(values), record.indicator)
    for figure in record.series:
        if 0 < figure.value <= 1 and median(values) > _SMALL:
            message = f"is compared with {figure.value} in row {figure.row}, where {usual} is usual: a fraction?"
            return _Slip(message, f"{(100 * figure.value).normalize():f} in row {figure.row}")
    largest = max(abs(value) for value in values)
    if largest > 1 or largest == 0:
        return None
    plain = f"{(100 * values[-1]).normalize():f}"
    message = f"is at most 1, as are all figures of this percentage: fractions, where {plain}% is meant?"
    return _Slip(message, "percentages from 0 to 100, or figures with numerator and denominator")


def _compared_fractions(record: Record, current: Figure) -> Iterator[Finding]:
    """Find a target or a mean that is a fraction beside a figure that is a percentage."""
    if record.indicator.unit is not Unit.PERCENT or current.value <= _SMALL:
        return
    stem = record.indicator.stem
    compared = [(str(name), mean.value, f"{mean.file}, row {mean.row}") for name, mean in record.benchmarks.items()]
    if record.target:
        place = f"{paths.shown(paths.definition(stem))}, target from {record.target.start}"
        compared += [("target", end, place) for end in record.target.ends]
    for name, value, place in compared:
        if 0 < value <= 1:
            printed = formatting.number(current.value, record.indicator)
            yield Finding(
                Rule.PLAUSIBILITY,
                Severity.WARNING,
                indicator=stem,
                place=place,
                message=f"the {name} is {value}% beside a figure of {printed}: a fraction where a percentage is meant?",
                quote=f"{name} {value}",
                expected=f"{(100 * value).normalize():f}",
            )


def _copied(record: Record, current: Figure) -> _Slip | None:
    """Recognise a large figure that is exactly the previous one."""
    if record.previous and current.value == record.previous.value and current.value >= _LARGE:
        return _Slip("is exactly the previous figure: copied by mistake?", "the figure of this period")
    return None


def _swapped(records: list[Record]) -> Iterator[tuple[str, _Slip]]:
    """Find pairs of indicators whose current figures each fit the other's history and not their own."""
    for one, other in combinations(_judgeable(records), 2):
        if one.indicator.unit is not other.indicator.unit:
            continue
        is_swapped = _is_near(one.value, other.usual) and _is_near(other.value, one.usual)
        if is_swapped and _is_far(one.value, one.usual):
            yield one.indicator.stem, _swap(one, other)
            yield other.indicator.stem, _swap(other, one)


def _judgeable(records: list[Record]) -> Iterator[_Judgeable]:
    for record in records:
        usual = _usual(record, record.current) if record.current else None
        if record.current and usual:
            yield _Judgeable(record.indicator, record.current.value, usual)


def _swap(one: _Judgeable, other: _Judgeable) -> _Slip:
    message = f"fits {other.indicator.code}, whose figure fits here: were the two swapped?"
    return _Slip(message, formatting.number(other.value, one.indicator))


def _outlier(record: Record, current: Figure) -> _Slip | None:
    """Recognise a value far outside its own history, where that is long enough; by the median absolute deviation."""
    earlier = _earlier(record, current)
    if len(earlier) < _FEWEST_FOR_A_HISTORY:
        return None
    middle = median(earlier)
    spread = median(abs(value - middle) for value in earlier)
    least = max(spread, abs(middle) / 100, Decimal(1).scaleb(-record.indicator.decimals))
    if Decimal("0.6745") * abs(current.value - middle) / least <= _FARTHEST:
        return None
    low = formatting.number(min(earlier), record.indicator)
    high = formatting.number(max(earlier), record.indicator)
    message = f"is far outside the {len(earlier)} earlier figures ({low} to {high})"
    return _Slip(message, "a figure that is confirmed by its source")


def _is_near(value: Decimal, other: Decimal) -> bool:
    return abs(value - other) <= _NEAR * other


def _is_far(value: Decimal, other: Decimal) -> bool:
    return abs(value - other) > _FAR * other
