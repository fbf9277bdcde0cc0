"""The words of outlooks: where a year is likely to end, whether that meets its target, and how earlier ranges fared."""

from decimal import Decimal

from cosmic.definitions import Direction
from cosmic.outlooks import Outlook, Verdict, outlook_for
from cosmic.record import Record
from cosmic.targets import Interval
from reportpages import formatting
from reportpages.diary import Diary, diary_for
from reportpages.timeline import FEWEST_FOR_A_LINE

HEADING = "Where the year will end"
_VERDICTS = {
    Verdict.MEETS: "All of that range meets the target, {}: it is likely to be met.",
    Verdict.OPEN: "The target, {}, lies within that range: it may be met or missed.",
    Verdict.MISSES: "None of that range meets the target, {}: it is likely to be missed.",
}
_PARTLY = "Only a part of that range meets the target, {}: it may be met or missed."
_ENDED = {Verdict.MEETS: "It met the target, {}.", Verdict.MISSES: "It missed the target, {}."}


def of_page(record: Record) -> list[str]:
    """Return the paragraph on the year's end; none where it has no year to end, or a few figures that no line joins."""
    outlook = outlook_for(record)
    if outlook is None or (outlook.range is None and len(record.series) < FEWEST_FOR_A_LINE):
        return []
    return [" ".join(sentences(record, outlook, diary_for(record)))]


def sentences(record: Record, outlook: Outlook, diary: Diary | None = None) -> list[str]:
    """Return what is said of the year's end: the range and its target, or what it has so far and why there is no range.

    Behind them how earlier ranges fared, where any can be told.
    """
    said = [_range(record, outlook), _judged(record, outlook)] if outlook.range else _position(record, outlook)
    return [sentence for sentence in [*said, earlier_ranges(diary)] if sentence]


def earlier_ranges(diary: Diary | None) -> str:
    """Return how many of the ranges that earlier editions gave held: `3 of 4 earlier ranges held.`; empty for none."""
    return f"{diary.held} of {diary.given} earlier range{'s' * (diary.given > 1)} held." if diary else ""


def between(record: Record, outlook: Outlook) -> str:
    """Return the range alone: `395,000 to 415,000`; one number where its ends are one, empty where there is none."""
    if outlook.range is None:
        return ""
    ends = dict.fromkeys(Decimal(str(end)) for end in (outlook.range.lower, outlook.range.upper))
    indicator = record.indicator
    return formatting.between(list(ends), indicator.unit, indicator.decimals, indicator.measured_in)


def _range(record: Record, outlook: Outlook) -> str:
    year, ends = f"The year to {formatting.month_in_full(outlook.year_end)}", between(record, outlook)
    if outlook.quarters_left == 0:
        return f"{year} ended at {ends}."
    likely = f"between {ends.replace(' to ', ' and ', 1)}" if " to " in ends else f"at {ends}"
    return f"{year} is likely to end {likely} (8 in 10)."


def _judged(record: Record, outlook: Outlook) -> str:
    if record.indicator.direction is Direction.CONTEXTUAL:
        return ""
    if outlook.verdict is None or outlook.target is None:
        return "No target is set for the year."
    words = _VERDICTS if outlook.quarters_left else _ENDED
    if outlook.verdict is Verdict.OPEN and None not in outlook.target and outlook.target.low != outlook.target.high:
        return _PARTLY.format(_target(record, outlook.target))
    return words[outlook.verdict].format(_target(record, outlook.target))


def _position(record: Record, outlook: Outlook) -> list[str]:
    """Return what the year has so far, beside what is due by then, and why there is no range."""
    position = ""
    if outlook.so_far is not None:
        position = f"The year has {formatting.number(outlook.so_far, record.indicator)} so far"
        month = formatting.month_in_full(outlook.until)
        due = f"; {_target(record, outlook.due)} was due by the end of {month}" if outlook.due else ""
        position += f"{due}."
    return [position, outlook.why_not or ""]


def _target(record: Record, target: Interval) -> str:
    """Return a target as a sentence has it: `404,357`, `at most 10`, `95% to 105%`."""
    return formatting.interval(target, record.indicator).replace("At ", "at ", 1)
