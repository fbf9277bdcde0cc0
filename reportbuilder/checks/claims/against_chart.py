"""Hold a claim of a trend against the chart of the figures: say what they support, where they do not bear it out."""

from collections.abc import Sequence

from cosmic.definitions import Direction
from cosmic.record import Record
from cosmic.signals import Chart, PointType
from reportbuilder.checks.claims.trend_words import Says

FEWEST = 12  # figures that a chart needs
_LATELY = 3  # figures: a signal that ended before them says nothing of now
_LOOKED_AT = 8  # figures that a message counts
_COMMON = PointType("common_cause")
_GOOD, _BAD = PointType("special_cause_improvement"), PointType("special_cause_concern")
_HIGH, _LOW = PointType("special_cause_neutral_high"), PointType("special_cause_neutral_low")
_NAMES = {_GOOD: "better than usual", _BAD: "worse than usual", _HIGH: "higher than usual", _LOW: "lower than usual"}
_CALLED = {Says.HOLD: "to call them steady", Says.RECOVER: "to call a recovery"}
_JUDGING = (Says.IMPROVE, Says.WORSEN, Says.RECOVER)


def what_figures_support(says: Says, record: Record, chart: Chart | None) -> str | None:
    """Return what the figures support, in a few words, where that is not what is claimed; None where it is.

    None, too, of a claim that nothing can be said of: that a contextual indicator gets better, or where there are
    enough figures and still no chart of them.
    """
    count = len(record.series)
    if says in _JUDGING and _is_not_judged(record):
        return None
    if chart is None:
        is_even = says is Says.HOLD and len({figure.value for figure in record.series}) == 1
        return None if count >= FEWEST or is_even else f"{_figures(count)}: too few {_CALLED.get(says, 'to call a trend')}"
    if says is Says.HOLD:
        return None if chart.point_type[-1] == _COMMON else _latest(chart.point_type)
    if says is Says.RECOVER:
        return None if _has_recovered(chart, record) else _not_recovering(chart.point_type)
    meant = _meant(says, record)
    lately = set(chart.point_type[-_LATELY:])
    return None if lately & meant and not lately - meant - {_COMMON} else _counted(chart.point_type, meant)


def _is_not_judged(record: Record) -> bool:
    return record.indicator.direction in (Direction.CONTEXTUAL, Direction.MAINTAIN)


def _meant(says: Says, record: Record) -> set[str]:
    """Return the types of point that bear a claim out."""
    if says is Says.IMPROVE:
        return {_GOOD}
    if says is Says.WORSEN:
        return {_BAD}
    if _is_not_judged(record):
        return {_HIGH if says is Says.RISE else _LOW}
    return {_GOOD if (says is Says.RISE) == (record.indicator.direction is Direction.HIGHER) else _BAD}


def _counted(types: Sequence[str], meant: set[str]) -> str:
    """Say that the latest figures are signals of another kind, or how many of the last ones are none."""
    if set(types[-_LATELY:]) - meant - {_COMMON}:
        return _latest(types)
    last = types[-_LOOKED_AT:]
    usual = sum(one == _COMMON for one in last)
    many = f"all of the last {len(last)}" if usual == len(last) else f"{usual} of the last {len(last)}"
    return f"{many} figures are within usual variation"


def _latest(types: Sequence[str]) -> str:
    """Say what the latest figures that are signals are."""
    kind = next(one for one in reversed(types) if one != _COMMON)
    last = types[-_LOOKED_AT:]
    many = sum(one == kind for one in last)
    if many == 1:
        where = "the latest figure" if types[-1] == kind else f"one of the last {len(last)} figures"
        return f"{where} is {_NAMES[PointType(kind)]}"
    return f"{many} of the last {len(last)} figures are {_NAMES[PointType(kind)]}"


def _has_recovered(chart: Chart, record: Record) -> bool:
    """Tell whether figures were worse than usual not long ago, and the latest is better than the worst of them."""
    types, values = chart.point_type[-_LOOKED_AT:], chart.values[-_LOOKED_AT:]
    if types[-1] == _GOOD:
        return True
    worse = [value for value, kind in zip(values, types, strict=True) if kind == _BAD]
    if not worse or types[-1] != _BAD:
        return bool(worse)
    is_lower = record.indicator.direction is Direction.LOWER
    before = [value for value in values[:-1] if value in worse] or worse
    step = values[-1] - values[-2]
    return (step < 0 if is_lower else step > 0) and values[-1] != (max(before) if is_lower else min(before))


def _not_recovering(types: Sequence[str]) -> str:
    if types[-1] == _BAD:
        return _latest(types)
    return f"none of the last {len(types[-_LOOKED_AT:])} figures was worse than usual, so there is nothing to recover from"


def _figures(count: int) -> str:
    return f"{count} figure" if count == 1 else f"{count} figures"
