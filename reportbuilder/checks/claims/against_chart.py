"""Hold a claim of a trend against the chart of the figures: say what they support, where they do not bear it out."""

from collections.abc import Sequence
from itertools import pairwise

from cosmic.definitions import Direction
from cosmic.record import Record
from cosmic.signals import too_few
from cosmic.xmr import Chart, PointType
from reportbuilder.checks.claims.trend_vocabulary import Says
from reportbuilder.checks.claims.trends import TrendClaim

_LATELY = 3  # figures: a signal that ended before them says nothing of now
_LOOKED_AT = 8  # figures that a message counts
_NAMES = {
    PointType.IMPROVEMENT: "better than usual",
    PointType.CONCERN: "worse than usual",
    PointType.NEUTRAL_HIGH: "higher than usual",
    PointType.NEUTRAL_LOW: "lower than usual",
}
_CALLED = {Says.HOLD: "call them steady", Says.RECOVER: "call a recovery"}
_JUDGING = (Says.IMPROVE, Says.WORSEN, Says.RECOVER)


def what_figures_support(claim: TrendClaim, record: Record, chart: Chart | None) -> str | None:
    """Return what the figures support, in a few words, where that is not what is claimed; None where it is.

    None, too, of a claim that nothing can be said of: that a contextual indicator gets better, or where there are
    enough figures and still no chart of them. “Rose for the third quarter running” is borne out by three rises.
    """
    says = claim.says
    if says in _JUDGING and not _is_judged(record):
        return None
    if claim.steps and _has_run(claim, record):
        return None
    if why := too_few(record):
        is_even = says is Says.HOLD and len({figure.value for figure in record.series}) == 1
        return None if is_even else f"the figures are too few to {_CALLED.get(says, 'call a trend')}: {why}"
    if chart is None:
        return None
    types = chart.point_type
    if says is Says.HOLD:
        return None if types[-1] is PointType.COMMON_CAUSE else _latest(types)
    if says is Says.RECOVER:
        return None if _has_recovered(chart, record) else _not_recovering(types)
    return None if _bears_out(types, _meant(says, record)) else _counted(types, _meant(says, record))


def _has_run(claim: TrendClaim, record: Record) -> bool:
    """Tell whether each of the last changes went the way that is claimed."""
    values = [figure.value for figure in record.series[-claim.steps - 1 :]]
    is_better_up = record.indicator.direction is not Direction.LOWER
    is_up = {Says.RISE: True, Says.FALL: False, Says.IMPROVE: is_better_up}.get(claim.says, not is_better_up)
    changes = [after - before if is_up else before - after for before, after in pairwise(values)]
    return len(changes) == claim.steps and min(changes) > 0


def _is_judged(record: Record) -> bool:
    return record.indicator.direction in (Direction.HIGHER, Direction.LOWER)


def _meant(says: Says, record: Record) -> PointType:
    """Return the type of point that bears a claim out."""
    is_up = says is Says.RISE
    if says in (Says.RISE, Says.FALL) and not _is_judged(record):
        return PointType.NEUTRAL_HIGH if is_up else PointType.NEUTRAL_LOW
    is_good = says is Says.IMPROVE
    if says in (Says.RISE, Says.FALL):
        is_good = is_up == (record.indicator.direction is Direction.HIGHER)
    return PointType.IMPROVEMENT if is_good else PointType.CONCERN


def _bears_out(types: Sequence[PointType], meant: PointType) -> bool:
    """Tell whether the latest figures have a signal of the kind that is meant, and none of another."""
    return set(types[-_LATELY:]) - {PointType.COMMON_CAUSE} == {meant}


def _counted(types: Sequence[PointType], meant: PointType) -> str:
    """Say that the latest figures are signals of another kind, or how many of the last ones are none."""
    if set(types[-_LATELY:]) - {meant, PointType.COMMON_CAUSE}:
        return _latest(types)
    last = types[-_LOOKED_AT:]
    usual = last.count(PointType.COMMON_CAUSE)
    many = f"all of the last {len(last)}" if usual == len(last) else f"{usual} of the last {len(last)}"
    return f"{many} figures are within usual variation"


def _latest(types: Sequence[PointType]) -> str:
    """Say of which kind the latest signal is, and how many of the last figures are so."""
    kind = next(one for one in reversed(types) if one is not PointType.COMMON_CAUSE)
    last = types[-_LOOKED_AT:]
    if last.count(kind) > 1:
        return f"{last.count(kind)} of the last {len(last)} figures are {_NAMES[kind]}"
    return f"the latest figure is {_NAMES[kind]}" if types[-1] is kind else f"a recent figure is {_NAMES[kind]}"


def _has_recovered(chart: Chart, record: Record) -> bool:
    """Tell whether figures were worse than usual not long ago, and the latest is back, or on its way back."""
    types, values = chart.point_type[-_LOOKED_AT:], chart.values[-_LOOKED_AT:]
    worse = [value for value, kind in zip(values, types, strict=True) if kind is PointType.CONCERN]
    if types[-1] is not PointType.CONCERN:
        return bool(worse) or types[-1] is PointType.IMPROVEMENT
    is_lower = record.indicator.direction is Direction.LOWER
    worst = max(worse) if is_lower else min(worse)
    return values[-1] != worst and (values[-1] < values[-2]) == is_lower


def _not_recovering(types: Sequence[PointType]) -> str:
    if types[-1] is PointType.CONCERN:
        return _latest(types)
    return f"none of the last {len(types[-_LOOKED_AT:])} figures is worse than usual: there is nothing to recover from"
