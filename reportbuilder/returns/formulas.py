"""Formulas for a return's sheet: the share of two numbers, and the rating of a figure by its target.

They help who fills it in. The record decides: `cosmic.rules` works out the same from what comes in.
"""

from decimal import Decimal

from cosmic.definitions import Direction
from cosmic.ratings import RAG
from cosmic.record import Record
from cosmic.rules import gap
from cosmic.schemes import Colour, Measured, OnlyIf, Scheme
from cosmic.targets import Interval
from cosmic.units import Unit

_COLOURS = {Colour.RED: RAG.RED, Colour.AMBER: RAG.AMBER, Colour.GREEN: RAG.GREEN}
_DIGITS = 9  # behind the point, to which sums are rounded, so that 63 is not more than 10% off 70


def quoted(text: str) -> str:
    """Return words as a formula has them."""
    escaped = text.replace('"', '""')
    return f'"{escaped}"'


def figure_that_counts(value: str, numerator: str, denominator: str, times: int) -> str:
    """Return the formula of the share of two cells; of the figure that is typed where they are not both filled in."""
    both = f"AND(ISNUMBER({numerator}),ISNUMBER({denominator}))"
    share = f"IF({denominator}>0,{times}*{numerator}/{denominator},{quoted('')})"
    return f"=IF({both},{share},IF(ISNUMBER({value}),{value},{quoted('')}))"


def advice(value: str, numerator: str, denominator: str, unit: Unit, otherwise: str) -> str:
    """Return the formula of what to mend in a figure and its two numbers, or other words while nothing is wrong."""
    both = f"AND(ISNUMBER({numerator}),ISNUMBER({denominator}))"
    cases = [
        (f"COUNTA({numerator},{denominator})=1", "Fill in both the numerator and the denominator, or neither."),
        (f"AND({both},{denominator}<=0)", "The denominator must be more than 0."),
        (
            f"AND({both},ISNUMBER({value}))",
            "The share is worked out from the two numbers. You can leave out the figure.",
        ),
    ]
    if unit is Unit.PERCENT:
        small = f"AND(ISNUMBER({value}),{value}>0,{value}<1)"
        cases.append((small, "This is less than 1%. If 81.5% is meant, type 81.5 and not 0.815."))
    return f"={_first_of(cases, otherwise)}"


def _first_of(cases: list[tuple[str, str]], otherwise: str) -> str:
    """Return the words of the first case whose condition holds."""
    formula = quoted(otherwise)
    for condition, words in reversed(cases):
        formula = f"IF({condition},{quoted(words)},{formula})"
    return formula


def rating_of(cell: str, foreseen: Record) -> str | None:
    """Return the formula of the rating of a figure in a cell; None where no figure of the quarter is rated."""
    if foreseen.target is None or foreseen.rag not in _COLOURS.values():
        return None
    scheme = foreseen.indicator.rating or foreseen.edition.scheme
    interval = foreseen.target.interval
    rated = (
        _by_bands(cell, interval, scheme, foreseen) if scheme.bands else _by_tolerance(cell, interval, scheme, foreseen)
    )
    return f"=IF(ISNUMBER({cell}),{rated},{quoted('')})"


def asked_by_rating(rating: str, off_target: list[str], otherwise: str) -> str:
    """Return the formula of the help for words that only some ratings ask for; `rating` is the cell that shows it."""
    words = f"{quoted('Needed: the rating is ')}&{rating}&{quoted('. What is being done about it, by whom, by when.')}"
    return f"=IF({is_any_of(rating, off_target)},{words},{quoted(otherwise)})"


def is_any_of(cell: str, names: list[str]) -> str:
    """Return the condition that a cell has one of some names."""
    return f"OR({','.join(f'{cell}={quoted(name)}' for name in names)})"


def _name(record: Record, rag: RAG) -> str:
    return quoted(record.edition.committee.ratings.name(rag))


def _by_tolerance(cell: str, interval: Interval, scheme: Scheme, record: Record) -> str:
    green, red, amber = _name(record, RAG.GREEN), _name(record, RAG.RED), _amber(cell, interval, scheme, record)
    distance, tolerance = _gap(cell, interval), scheme.amber_within
    if tolerance.measured is Measured.ANY:
        return f"IF({distance}=0,{green},{amber})"
    allowed = f"{tolerance.amount:f}"
    if tolerance.measured is Measured.PERCENT:
        allowed = f"ROUND({tolerance.amount:f}*ABS({_missed_end(cell, interval)})/100,{_DIGITS})"
    return f"IF({distance}=0,{green},IF({distance}<={allowed},{amber},{red}))"


def _by_bands(cell: str, interval: Interval, scheme: Scheme, record: Record) -> str:
    share = f"ROUND({_share(cell, interval)},0)"
    rated = _name(record, RAG.RED)
    for band in scheme.ascending:
        rag = _COLOURS[band.rating]
        name = _amber(cell, interval, scheme, record) if rag is RAG.AMBER else _name(record, rag)
        rated = f"IF({share}>={band.start},{name},{rated})"
    return rated


def _amber(cell: str, interval: Interval, scheme: Scheme, record: Record) -> str:
    """Return Amber; where only a figure that is better than the one before may have it, the condition for that."""
    amber, red = _name(record, RAG.AMBER), _name(record, RAG.RED)
    if scheme.amber_only_if is not OnlyIf.BETTER:
        return amber
    if record.previous is None or record.incomparable:
        return red
    before = record.previous.value
    match record.indicator.direction:
        case Direction.HIGHER:
            is_better = f"{cell}>{before:f}"
        case Direction.LOWER:
            is_better = f"{cell}<{before:f}"
        case _:
            is_better = f"{_gap(cell, interval)}<{gap(before, interval):f}"
    return f"IF({is_better},{amber},{red})"


def _gap(cell: str, interval: Interval) -> str:
    """Return how far a figure is outside of its target, as `cosmic.rules.gap` has it."""
    low = [f"({_number(interval.low)})-{cell}"] if interval.low is not None else []
    high = [f"{cell}-({_number(interval.high)})"] if interval.high is not None else []
    return f"ROUND(MAX({','.join([*low, *high, '0'])}),{_DIGITS})"


def _missed_end(cell: str, interval: Interval) -> str:
    low, high = interval
    if low is not None and high is not None:
        return f"IF({cell}<({_number(low)}),{_number(low)},{_number(high)})"
    return _number(high if low is None else low)


def _share(cell: str, interval: Interval) -> str:
    """Return which share of its target a figure reaches in per cent, as `cosmic.rules.share_of_target` has it."""
    distance, end = _gap(cell, interval), _missed_end(cell, interval)
    missed = f"IF(({end})=0,0,100-100*{distance}/ABS({end}))"
    only = [bound for bound in interval if bound is not None]
    better = "100"
    if len(only) == 1 and only[0]:
        better = f"100+100*ABS({cell}-({_number(only[0])}))/ABS({_number(only[0])})"
    return f"IF({distance}>0,{missed},{better})"


def _number(value: Decimal | None) -> str:
    return f"{value:f}" if value is not None else "0"
