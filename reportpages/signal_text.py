"""The words of signals: of usual variation, of what is more than that, and of whether a target will be met.

Guidance: NHS England, Making Data Count, whose icons and their colours these words stand for.
"""

from collections.abc import Sequence
from itertools import takewhile

from cosmic.record import Record
from cosmic.rules import RAG
from cosmic.signals import RecordChart, chart_for, too_few
from cosmic.xmr import Assurance, PointType, SpecialCause
from reportpages import formatting, signal_parts
from reportpages.timeline import FEWEST_FOR_A_LINE

WITHIN = "within usual variation"
VARIATION = {
    PointType.COMMON_CAUSE: "≈ Usual variation",
    PointType.IMPROVEMENT: "▲ Improvement",
    PointType.CONCERN: "▼ Concern",
    PointType.NEUTRAL_HIGH: "△ Unusually high",
    PointType.NEUTRAL_LOW: "▽ Unusually low",
}
ASSURANCE = {
    Assurance.PASS: "✓ Consistently meets target",
    Assurance.FAIL: "× Consistently misses target",
    Assurance.INCONSISTENT: "? Hit and miss",
}
# What the words of both columns mean, for the key.
MEANINGS = {
    VARIATION[PointType.COMMON_CAUSE]: "the newest figure differs from others no more than they do by chance",
    VARIATION[PointType.IMPROVEMENT]: "more than chance, in the direction for improvement",
    VARIATION[PointType.CONCERN]: "more than chance, against the direction for improvement",
    VARIATION[PointType.NEUTRAL_HIGH]: "more than chance, where higher is neither better nor worse",
    VARIATION[PointType.NEUTRAL_LOW]: "more than chance, where lower is neither better nor worse",
}
MEANINGS_OF_TARGET = {
    ASSURANCE[Assurance.PASS]: "usual variation meets the target every time",
    ASSURANCE[Assurance.FAIL]: "usual variation never meets it: something has to change",
    ASSURANCE[Assurance.INCONSISTENT]: "usual variation meets it in some periods and misses it in others",
}
MOST_IN_SPARK = 12
TOO_FEW, NOT_ASSESSED = "Too few figures", "Not assessed"
_BESIDE = {
    PointType.COMMON_CAUSE: WITHIN,
    PointType.IMPROVEMENT: "signal of improvement",
    PointType.CONCERN: "signal of concern",
    PointType.NEUTRAL_HIGH: "unusually high",
    PointType.NEUTRAL_LOW: "unusually low",
}
_JUDGED = {PointType.IMPROVEMENT: "improving", PointType.CONCERN: "of concern"} | {
    one: _BESIDE[one] for one in (PointType.NEUTRAL_HIGH, PointType.NEUTRAL_LOW)
}
_EXPECTED = {
    Assurance.PASS: "That alone meets the target, {target}, every time.",
    Assurance.FAIL: "That alone never meets the target, {target}: something has to change.",
    Assurance.INCONSISTENT: "That alone meets the target, {target}, in some periods and misses it in others.",
}


def newest(record: Record) -> RecordChart | None:
    """Return the chart of a record whose figures are enough to tell what the current one is; None without such."""
    is_told = record.current is not None and record.rag is not RAG.SUSPENDED
    return chart_for(record) if is_told and too_few(record) is None else None


def variation(record: Record) -> str:
    """Return what the newest figure is, with its icon: `▲ Improvement`."""
    if chart := newest(record):
        return VARIATION[chart.point_type[-1]]
    return TOO_FEW if too_few(record) else NOT_ASSESSED


def assurance(record: Record) -> str:
    """Return whether usual variation meets the target, with its icon: `? Hit and miss`."""
    chart = newest(record)
    return ASSURANCE[chart.assurance] if chart and chart.assurance else NOT_ASSESSED


def beside_arrow(record: Record) -> str:
    """Return whether a change is more than usual variation; empty where there are too few figures to tell."""
    chart = newest(record)
    return _BESIDE[chart.point_type[-1]] if chart else ""


def summary(records: Sequence[Record]) -> str:
    """Return how many changes with an arrow are within usual variation, as a sentence after others; or nothing."""
    told = [chart for record in records if record.change in formatting.ARROWS and (chart := newest(record))]
    usual = sum(chart.point_type[-1] is PointType.COMMON_CAUSE for chart in told)
    return f" Of {len(told)} with enough history, {usual} {'is' if usual == 1 else 'are'} {WITHIN}." if told else ""


def in_short(record: Record) -> str:
    """Return what the newest figure is, as a headline ends with it: `the last 9 figures above the mean: improving`."""
    chart = newest(record)
    if chart is None:
        return ""
    cause, kind = chart.special_cause[-1], chart.point_type[-1]
    reason = _reason(chart, cause)
    return f"{reason}: {_JUDGED[kind]}" if kind in _JUDGED else reason


def sentences(record: Record) -> list[str]:
    """Return what usual variation is, and whether it meets the target; or why there are no signals.

    Nothing of a few figures, which no line joins.
    """
    lacking, chart = too_few(record), chart_for(record)
    if lacking:
        return [f"{lacking}."] if len(record.series) >= FEWEST_FOR_A_LINE else []
    usual = _usual(record, chart) if chart else ""
    return [f"{usual} {_expected(record, chart)}".strip()] if chart and usual else []


def in_full(record: Record) -> list[str]:
    """Return what the chart tells of the newest figure, as its text alternative has it."""
    short = in_short(record)
    return [f"{short[0].upper()}{short[1:]}.", *sentences(record)] if short else []


def _usual(record: Record, chart: RecordChart) -> str:
    """Return the limits of the newest figure, and the mean that they lie around; nothing without limits."""
    held = signal_parts.limits(record, chart)
    if not held or held[-1].last != chart.ends[-1]:
        return ""
    single = "" if chart.of is record.indicator.charted.basis else f" in a single {chart.of}"
    of_season = " at this time of year" if chart.is_seasonal else ""
    usual = signal_parts.in_words(held[-1], record.indicator)
    mean = formatting.number(held[-1].mean, record.indicator)
    return f"Usual variation{of_season} is {usual}{single}, around a mean of {mean}."


def _expected(record: Record, chart: RecordChart) -> str:
    return _EXPECTED[chart.assurance].format(target=formatting.target(record)) if chart.assurance else ""


def levels(record: Record, chart: RecordChart) -> list[tuple[str, str]]:
    """Return mean and limits of the newest figure by their names; nothing where none are worked out for it."""
    held, indicator = signal_parts.limits(record, chart), formatting.bare(record.indicator)
    if not held or held[-1].last != chart.ends[-1]:
        return []
    values = (held[-1].mean, held[-1].lower, held[-1].upper)
    names = ("Mean", "Lower limit", "Upper limit")
    return [(name, formatting.number(value, indicator)) for name, value in zip(names, values, strict=True)]


def of_last_figures(record: Record, chart: RecordChart) -> str:
    """Return in words what the small line of the scorecard shows: `The last 12 figures, to 84%`."""
    newest = formatting.number(signal_parts.exact(chart.values[-1]), record.indicator)
    return f"The last {min(len(chart.values), MOST_IN_SPARK)} figures, to {newest}"


def mark(kind: PointType) -> str:
    """Return the icon of a figure that is more than usual variation, as its chart and the key have it; else nothing."""
    return "" if kind is PointType.COMMON_CAUSE else VARIATION[kind][0]


def _reason(chart: RecordChart, cause: SpecialCause) -> str:
    """Return why the newest figure is a signal."""
    match cause:
        case SpecialCause.RISING | SpecialCause.FALLING:
            return f"the last 7 figures {'rise' if cause is SpecialCause.RISING else 'fall'} one after another"
        case SpecialCause.TWO_HIGH | SpecialCause.TWO_LOW:
            return f"2 of the last 3 figures near the {'upper' if cause is SpecialCause.TWO_HIGH else 'lower'} limit"
        case SpecialCause.RUN_HIGH | SpecialCause.RUN_LOW:
            side = 1 if cause is SpecialCause.RUN_HIGH else -1
            points = zip(reversed(chart.values), reversed(chart.mean), strict=True)
            many = sum(1 for _ in takewhile(lambda pair: side * (pair[0] - pair[1]) > 0, points))
            return f"the last {many} figures {'above' if side > 0 else 'below'} the mean"
        case SpecialCause.ABOVE_LIMIT | SpecialCause.BELOW_LIMIT:
            return "above the upper limit" if cause is SpecialCause.ABOVE_LIMIT else "below the lower limit"
        case SpecialCause.NONE:
            return WITHIN
