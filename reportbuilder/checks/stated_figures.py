"""Find numbers in commentary that the record contradicts: figures, targets and changes stated of the indicator."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from cosmic.units import Unit
from prosecheck.bounds import Bounds, exactly
from prosecheck.claims import reckoned
from prosecheck.passages import Mention
from prosecheck.quantities import Kind, Quantity
from prosecheck.roles import Role
from prosecheck.words import HEDGED, NO_AIM, any_of, pattern
from reportbuilder.checks.level_pairs import is_base
from reportbuilder.checks.statement import Statement, bounds_of_figure, is_of_another, is_of_earlier
from reportpages import formatting

_STATED = pattern(
    r"\b",
    any_of("to at is was were now reached reaching achieved stood_at stands_at of total_of recorded"),
    rf"(?: {any_of('about around just_over just_under over nearly almost only just')})? ?$|^\s*\(?$",
)
_COUNTED = pattern(r"\btotal|\bthere (?:were|are)\b")
_NEGATIVE = pattern(
    r"\b",
    any_of(
        r"outside not n[’']t beyond late after exceed\w* miss(?:ed|ing) fail\w* longer_than more_than overdue without",
        r"never left dropped_out withdr\w+",
    ),
    r"\b",
)
_OF_TARGET = pattern(r"\bof target|\btarget for\b")
_CALLED = pattern(
    rf"\b(?:the|our|its|a) (?:current )?target {any_of('of is was remains stands_at is_set_at being')}(?: still)? $"
)
_CALLED_AFTER = pattern(r"^ target\b")
_OF_ANOTHER_TIME = pattern(r"\b(?:new|next|revised|raised|rising|old|former|original|until|from \w+ on)\b")
_TARGET = rf"targets?{NO_AIM}"
# “1 point above target”, “12,485 (3.2%) below our target”
_OF_A_TARGET = pattern(
    r"^(?:\)| \([^()]*\))?(?: [\w%-]+){0,2}? ",
    any_of(
        "above below over under ahead_of behind short_of shy_of better_than worse_than off adrift_of higher_than",
        "lower_than more_than fewer_than less_than from within",
    ),
    rf" (?:{any_of('the its our this that')} )?(?:[\w-]+ ){{0,2}}?{_TARGET}\b",
)
_FROM_A_TARGET = pattern(rf"\b{_TARGET}(?: of(?: \w+)? ‹.›)? by{HEDGED} $")  # “missing the target by 23,362”


def find_wrong_figures(statement: Statement) -> Iterator[tuple[str, str]]:
    """Find a figure given as the indicator's own, or a share that implies one, that is not in the record."""
    levels = [one for one in statement.mentions if _is_level(statement, one)]
    if len(levels) != 1 or (statement.is_of_earlier and not statement.pairs):
        return
    (level,) = levels
    quantity = level.quantity
    if statement.is_in_record(quantity.bounds):
        return
    current = formatting.number(statement.current.value, statement.record.indicator)
    if _is_about_the_rest(statement):
        rest = exactly(100) - quantity.bounds
        if not statement.is_in_record(rest):
            yield f"{quantity.printed} implies {reckoned(rest, quantity)}, but the indicator is {current}", current
    elif _is_stated(statement, level.left):
        yield f"{quantity.printed} is not a figure of this indicator; its current figure is {current}", current


def find_wrong_targets(statement: Statement) -> Iterator[tuple[str, str]]:
    """Find a target that is not the one in the record."""
    target = statement.record.target
    if target is None:
        return
    for one in statement.mentions:
        quantity = one.quantity
        if not _is_target(statement, one):
            continue
        is_right = any(quantity.bounds.overlaps(bounds_of_figure(end, statement.record)) for end in target.ends)
        if not is_right and (_is_called_target(one) or not statement.is_in_record(quantity.bounds)):
            expected = formatting.interval(target, statement.record.indicator)
            yield f"the target is {expected}, not {quantity.printed}", expected


def find_wrong_changes(statement: Statement) -> Iterator[tuple[str, str]]:
    """Find a previous figure, or a change, that is not the record's, where the current figure is named."""
    record = statement.record
    if record.previous is None or not record.comparable or not statement.compares_alike:
        return
    current = _as_printed(statement, statement.current.value)
    previous = _as_printed(statement, record.previous.value)
    if statement.pairs:
        yield from _wrong_bases(statement, previous, current)
        return
    if previous.value and any(_can_be(one.quantity, current) for one in statement.mentions):
        yield from _wrong_differences(statement, previous, current)


def find_wrong_gaps(statement: Statement) -> Iterator[tuple[str, str]]:
    """Find “3 points above target” where the current figure is as far from it as that by no count."""
    target = statement.record.target
    if target is None or target.value is None or statement.is_of_earlier or not statement.has_current_alone:
        return
    current = _as_printed(statement, statement.current.value)
    goal = replace(_as_printed(statement, target.value), bounds=exactly(target.value))
    for one in statement.mentions:
        gap = one.quantity
        if one.role is not Role.CHANGE or not (_OF_A_TARGET.match(one.right) or _FROM_A_TARGET.search(one.left)):
            continue
        if _names_a_target(statement, one) or not _can_be_of(gap, goal):
            continue
        bounds = _difference(gap, goal, current)
        if not bounds.overlaps(gap.bounds):
            expected = reckoned(bounds, gap)
            yield f"the difference from the target is {expected}, not {gap.printed}", expected


def _names_a_target(statement: Statement, gap: Mention) -> bool:
    """Tell whether the target follows as a number, against which the claim is judged already."""
    return any(one.role is Role.TARGET for one in statement.mentions[gap.order + 1 :])


def _can_be_of(change: Quantity, level: Quantity) -> bool:
    """Tell whether a change can be of such a level: points of percentages, a percentage of anything but zero."""
    if change.kind is Kind.POINTS:
        return level.kind is Kind.PERCENT
    if change.kind is Kind.PERCENT:
        return level.kind is not Kind.POINTS and level.value > 0
    return change.is_like(level)


def _difference(change: Quantity, base: Quantity, now: Quantity) -> Bounds:
    """Return by how much two levels differ, in the kind in which it is stated, and without a sign."""
    if change.kind is Kind.PERCENT:
        return ((now.bounds / base.bounds) - exactly(1)).size().times(100)
    return (now.bounds - base.bounds).size()


def _is_level(statement: Statement, one: Mention) -> bool:
    """Tell whether a number can be the indicator's present figure."""
    return one.kind is statement.kind and one.role is Role.LEVEL and not is_base(one)


def _is_about_the_rest(statement: Statement) -> bool:
    """Recognise “6% were registered late” of an indicator of those registered in time, or the other way round."""
    if statement.kind is not Kind.PERCENT:
        return False
    return bool(_NEGATIVE.search(statement.text)) != bool(_NEGATIVE.search(statement.record.indicator.name))


def _is_stated(statement: Statement, words_before: str) -> bool:
    """Tell whether the words before a number state it as the indicator's figure."""
    if not _STATED.search(words_before[-40:]):
        return False
    return statement.kind is Kind.PERCENT or bool(_COUNTED.search(words_before))


def _is_target(statement: Statement, one: Mention) -> bool:
    """Tell whether a number is given as the indicator's present target."""
    if one.role is not Role.TARGET or one.kind is not statement.kind:
        return False
    around = one.left[-40:] + one.right[:25]
    if is_of_another(around) or is_of_earlier(around) or _OF_TARGET.search(around):
        return False
    if _OF_ANOTHER_TIME.search(statement.text):
        return False
    return "target" in around


def _is_called_target(one: Mention) -> bool:
    """Tell whether words say outright that a number is the target, not only that it stands beside one."""
    return bool(_CALLED.search(one.left) or _CALLED_AFTER.match(one.right))


def _wrong_bases(statement: Statement, previous: Quantity, current: Quantity) -> Iterator[tuple[str, str]]:
    if any(_can_be(pair.base.quantity, previous) for pair in statement.pairs):
        return  # “237, from 254 a year ago and 241 last quarter”
    for pair in statement.pairs:
        base, now = pair.base.quantity, pair.now.quantity
        if pair.base.role is Role.LEVEL and _can_be(now, current) and not statement.is_in_record(base.bounds):
            yield f"the previous figure is {previous.printed}, not {base.printed}", previous.printed


def _wrong_differences(statement: Statement, previous: Quantity, current: Quantity) -> Iterator[tuple[str, str]]:
    stated_as = Kind.POINTS if statement.kind is Kind.PERCENT else Kind.PERCENT
    for one in statement.mentions:
        change = one.quantity
        if one.role is not Role.CHANGE or one.kind is not stated_as:
            continue
        bounds = _difference(change, previous, current)
        if not bounds.meets(change.bounds):
            expected = reckoned(bounds, change)
            yield f"the change from the previous figure is {expected}, not {change.printed}", expected


def _can_be(quantity: Quantity, figure: Quantity) -> bool:
    return quantity.is_like(figure) and quantity.bounds.meets(figure.bounds)


def _as_printed(statement: Statement, value: Decimal) -> Quantity:
    """Return a figure of the record as if it were printed in prose."""
    indicator = statement.record.indicator
    bounds = bounds_of_figure(value, statement.record) if indicator.unit is Unit.PERCENT else exactly(value)
    return Quantity(value, bounds, statement.kind, "", formatting.number(value, indicator), 0, 0)
