"""Find what is wrong between the keys of one definition, which each by itself may be right."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from cosmic.bases import Basis
from cosmic.definitions import Combining, Comparison, Direction, Indicator, load_definitions
from cosmic.figures import load_figures
from cosmic.targets import Target, is_by_previous_year
from cosmic.units import Unit
from projectfiles import files, paths
from projectfiles.errors import Fault, attempt
from savedfiles import words

_MADE_OF = (Basis.MONTH, Basis.QUARTER, Basis.HALF_YEAR, Basis.YEAR_TO_DATE)


def find_definition_faults() -> Iterator[Fault]:
    """Yield a fault for each contradiction, with its file; those that cannot be read are told as inputs."""
    held: dict[str, Indicator] = {}
    readable, _ = load_definitions(paths.stems())
    for indicator in readable:
        place = paths.shown(paths.definition(indicator.stem))
        for message in find_contradictions(indicator):
            yield Fault(place, message)
        yield from find_late_figures(indicator)
        other = held.setdefault(words.normal(indicator.code), indicator)
        if other is not indicator:
            yield Fault(
                f"{place}, code", f"must be its own, got: {indicator.code}, which {other.stem} has; give another"
            )


def find_late_figures(indicator: Indicator) -> Iterator[Fault]:
    """Yield a fault for each figure of a retired indicator that ends after the last quarter that reports it.

    A file of figures that is missing, or cannot be read, is told where an edition needs it.
    """
    path = paths.figures(indicator.stem)
    if indicator.reported_until is None or files.read_content(path) is None:
        return
    tables, _ = attempt([lambda: load_figures(indicator)])
    for table in tables:
        for end, row in zip(table["period_end"], table["row"], strict=True):
            if message := late_figure(indicator, end):
                yield Fault(f"{paths.shown(path)}, row {row}", message)


def late_figure(indicator: Indicator, end: date) -> str | None:
    """Return what is wrong with a figure that ends after the last quarter that reports it; None for any other."""
    until = indicator.reported_until
    if until is None or end <= until.end:
        return None
    advice = "delete the row, or correct reported_until in its definition"
    return f"period_end must not be after {until}, the last quarter that reports it, got: {end}; {advice}"


def find_contradictions(indicator: Indicator) -> Iterator[str]:
    """Yield each contradiction of one definition once."""
    yield from dict.fromkeys([*_of_lists(indicator), *_of_times(indicator), *_of_life(indicator)])


def _of_lists(indicator: Indicator) -> Iterator[str]:
    """Yield what contradicts itself between the entries of a list."""
    targets = sorted(indicator.targets, key=lambda target: target.start)
    for earlier, later in pairwise(targets):
        if later.start == earlier.start or (earlier.end and earlier.end >= later.start):
            yield f"targets must not overlap, got: one from {earlier.start} and one from {later.start}"
    for held in indicator.suspended:
        if held.end and held.end < held.start:
            yield f"suspended must not end before it starts, got: from {held.start} until {held.end}"
    untils = [entry.until for entry in indicator.earlier]
    for until in sorted({until for until in untils if untils.count(until) > 1}):
        yield f"earlier must name each quarter once, got: two entries until {until}; write their keys into one"
    for entry in indicator.earlier:
        if not entry.model_fields_set - {"until"}:
            yield f"earlier must say what was otherwise until {entry.until}, such as a name; or delete the entry"
    names = indicator.parts.names if indicator.parts else ()
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"parts must name each part once, got: {name!r} twice"


def _of_life(indicator: Indicator) -> Iterator[str]:
    """Yield what contradicts itself between the quarters in which an indicator comes and goes."""
    first, last, successor = indicator.reported_from, indicator.reported_until, indicator.replaced_by
    if first and last and last < first:
        yield f"reported_until must not be before reported_from, got: from {first} until {last}"
    if successor and last is None:
        yield f"replaced_by needs reported_until, the last quarter before {successor}; add it"
    if successor and (successor == indicator.stem or successor not in paths.stems()):
        yield f"replaced_by must be the stem of another indicator, got: {successor!r}"


def _of_times(indicator: Indicator) -> Iterator[str]:
    """Yield what contradicts itself in each stretch of time in which the definition said the same."""
    start = date.min
    for end in [*sorted({entry.until.end for entry in indicator.earlier}), date.max]:
        said = indicator.on(end)
        own = [target for target in indicator.targets if target.start <= end and (target.end or date.max) >= start]
        yield from _of_figures(said)
        if said.direction is Direction.CONTEXTUAL and own:
            yield f"a contextual indicator must have no target, got: {len(own)}"
        else:
            for target in own:
                yield from _of_target(target, said)
        start = end + timedelta(days=1) if end < date.max else end


def _of_figures(said: Indicator) -> Iterator[str]:
    """Yield what contradicts itself between the unit, the periods and the comparison of figures."""
    lowest, highest = said.bounds
    if lowest is not None and highest is not None and lowest >= highest:
        yield f"lowest must be below highest, got: {lowest} and {highest}"
    if said.measured_in and said.unit is not Unit.MEASURE:
        yield f"measured_in is for unit: {Unit.MEASURE}, got: unit {said.unit}; delete it, or change the unit"
    if said.unit is Unit.MEASURE and not said.measured_in:
        yield f"unit {Unit.MEASURE} needs measured_in, what its numbers count, such as tonnes; add it"
    if said.rating and said.tolerance is not None:
        yield "tolerance and rating both say when a figure is Amber; keep one of them"
    between = said.reported.months_between
    if said.months_back() % between:
        yield (
            f"compared_with must not be {said.compared_with} where the basis is {said.reported.basis}, whose figures "
            f"are {between} months apart; compare with the {_suitable(between)}"
        )
    yield from _of_combining(said)


def _suitable(between: int) -> Comparison:
    return Comparison.PREVIOUS_YEAR if between == 12 else Comparison.PREVIOUS_PERIOD


def _of_combining(said: Indicator) -> Iterator[str]:
    """Yield why the figures of the file cannot be put together as the report is to show them."""
    if said.combined_by is Combining.WEIGHTED and said.unit.traits.times is None:
        yield f"combined_by {said.combined_by} needs numerators and denominators, which a {said.unit} has not"
    if said.reported_as is None:
        return
    if said.reported_as is said.basis:
        yield f"reported_as must differ from the basis, got: {said.basis} twice; delete reported_as"
    elif said.basis not in _MADE_OF or not (said.recorded.parts_a_whole or said.basis is Basis.YEAR_TO_DATE):
        choices = ", ".join(_MADE_OF)
        yield f"reported_as needs figures that can be put together, of the basis {choices}, got: {said.basis}"
    elif (
        said.reported_as in (Basis.SNAPSHOT, Basis.MONTH) or said.reported.months_between < said.recorded.months_between
    ):
        yield f"reported_as {said.reported_as} cannot be made of figures of the basis {said.basis}"


def _of_target(target: Target, said: Indicator) -> Iterator[str]:
    """Yield why a target does not suit its indicator."""
    name, direction = f"the target from {target.start}", said.direction
    lowest, highest = said.bounds
    for value in target.own_values:
        if highest is not None and value > highest:
            what = "a percentage" if said.unit is Unit.PERCENT else f"this indicator ({said.unit})"
            yield f"a target of {what} must be at most {highest}, got: {value}"
        if lowest is not None and value < lowest:
            yield f"a target of this indicator ({said.unit}) must be at least {lowest}, got: {value}"
    if target.annual is not None:
        yield from _of_annual(target, said, name)
    is_by_others = is_by_previous_year(target) or target.no_worse_than is not None
    if is_by_others and direction is Direction.MAINTAIN:
        yield f"{name} follows other figures, which needs a direction of higher or lower, got: {direction}"
    is_open = (target.at_least is None) != (target.at_most is None)
    if is_open and direction is Direction.LOWER and target.at_most is None:
        yield f"{name} is at_least, but lower is better; give at_most, or change the direction"
    if is_open and direction is Direction.HIGHER and target.at_least is None:
        yield f"{name} is at_most, but higher is better; give at_least, or change the direction"


def _of_annual(target: Target, said: Indicator, name: str) -> Iterator[str]:
    """Yield why a target for a year cannot be spread over it."""
    if said.combining is not Combining.SUM:
        remedy = f"give it as value, or combined_by: {Combining.SUM} where it does"
        yield f"{name} is for a year, but {said.unit} does not add up over it; {remedy}"
    if said.reported.basis is Basis.SNAPSHOT:
        yield f"{name} is for a year, but a snapshot is of one day; give it as value"
    if len(target.shares) == 4 and said.charted.months_between < 3:
        yield f"{name} has shares of quarters, but there are figures of months; give 12 shares"
