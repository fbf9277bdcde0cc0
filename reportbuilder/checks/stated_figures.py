"""Numbers in commentary that the record contradicts: figures, targets and changes given as the indicator's own."""

from collections.abc import Iterator
from decimal import Decimal

from cosmic import formatting
from cosmic.definitions import Unit
from prosecheck.bases import is_base
from prosecheck.bounds import exactly
from prosecheck.claims import reckoned
from prosecheck.differences import expected
from prosecheck.quantities import Kind, Quantity
from prosecheck.roles import Role
from prosecheck.words import any_of, pattern
from reportbuilder.checks.statement import Statement, is_of_another, is_of_earlier, rounded

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
_OF_TARGET = pattern(r"\bof target")


def figures(said: Statement) -> Iterator[tuple[str, str]]:
    """A figure given as the indicator's own, or a share from which it follows, that is none of the record's."""
    passage = said.passage
    own = [n for n in passage.own if _is_level(said, n)]
    if len(own) != 1 or (said.is_of_earlier and not said.pairs):
        return
    quantity, left = passage.quantities[own[0]], passage.left(own[0])
    if said.is_known(quantity.bounds):
        return
    current = formatting.number(said.record.current.value, said.record.indicator)
    if _is_of_the_rest(said):
        rest = exactly(100) - quantity.bounds
        if not said.is_known(rest):
            implied = reckoned(rest, quantity)
            yield f"{quantity.printed} implies {implied}, where the indicator says {current}", current
    elif _STATED.search(left[-40:]) and (said.kind is Kind.PERCENT or _COUNTED.search(left)):
        yield f"{quantity.printed} is none of the record's figures; the current one is {current}", current


def targets(said: Statement) -> Iterator[tuple[str, str]]:
    """A target that is not the record's."""
    target, passage = said.record.target, said.passage
    for number in passage.own if target else ():
        quantity = passage.quantities[number]
        if said.roles[number].role is not Role.TARGET or quantity.kind is not said.kind:
            continue
        around = passage.left(number)[-40:] + passage.right(number)[:25]
        is_another = is_of_another(around) or is_of_earlier(around) or _OF_TARGET.search(around)
        if "target" in around and not is_another and not said.is_known(quantity.bounds):
            due = formatting.number(target.value, said.record.indicator)
            yield f"the target is {due}, not {quantity.printed}", due


def changes(said: Statement) -> Iterator[tuple[str, str]]:
    """A previous figure, or a change, that is not the record's, where the current one is named."""
    record = said.record
    if record.previous is None or not record.comparable or not said.compares_alike:
        return
    current, previous = (_as_printed(said, figure.value) for figure in (record.current, record.previous))
    if said.pairs:
        yield from _bases(said, previous, current)
    elif previous.value and any(_is(held, current) for held in said.passage.quantities[said.passage.first :]):
        yield from _differences(said, previous, current)


def _is_level(said: Statement, number: int) -> bool:
    """Whether a number can be the indicator's present figure."""
    is_level = said.passage.quantities[number].kind is said.kind and said.roles[number].role is Role.LEVEL
    return is_level and not is_base(said.passage, number)


def _is_of_the_rest(said: Statement) -> bool:
    """“6% were registered late”, of an indicator of those registered in time; or the other way round."""
    if said.kind is not Kind.PERCENT:
        return False
    return bool(_NEGATIVE.search(said.text)) != bool(_NEGATIVE.search(said.record.indicator.name))


def _bases(said: Statement, previous: Quantity, current: Quantity) -> Iterator[tuple[str, str]]:
    for pair in said.pairs:
        base, now = said.passage.quantities[pair.base], said.passage.quantities[pair.now]
        if said.roles[pair.base].role is Role.LEVEL and _is(now, current) and not said.is_known(base.bounds):
            yield f"the previous figure is {previous.printed}, not {base.printed}", previous.printed


def _differences(said: Statement, previous: Quantity, current: Quantity) -> Iterator[tuple[str, str]]:
    stated_as = Kind.POINTS if said.kind is Kind.PERCENT else Kind.PERCENT
    for number in said.passage.own:
        change = said.passage.quantities[number]
        if said.roles[number].role is not Role.CHANGE or change.kind is not stated_as:
            continue
        due = expected(change, previous, current).size()
        if not due.meets(change.bounds):
            right = reckoned(due, change)
            yield f"the change from the previous figure is {right}, not {change.printed}", right


def _is(quantity: Quantity, figure: Quantity) -> bool:
    return quantity.is_like(figure) and quantity.bounds.meets(figure.bounds)


def _as_printed(said: Statement, value: Decimal) -> Quantity:
    """A figure of the record, as if it were printed in prose."""
    indicator = said.record.indicator
    bounds = rounded(value, said.record) if indicator.unit is Unit.PERCENT else exactly(value)
    return Quantity(value, bounds, said.kind, "", formatting.number(value, indicator), 0, 0)
