"""Find what is wrong between the keys of one definition, which each by itself may be right."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from cosmic import paths
from cosmic.definitions import Basis, Comparison, Direction, Indicator, Unit, load_definition
from cosmic.errors import Fault


def find_definition_faults() -> Iterator[Fault]:
    """Yield a fault for each contradiction, with its file. Raises Faults where a definition cannot be read."""
    for stem in paths.stems():
        for message in _contradictions(load_definition(stem)):
            yield Fault(paths.shown(paths.definition(stem)), message)


def _contradictions(indicator: Indicator) -> Iterator[str]:
    targets = sorted(indicator.targets, key=lambda target: target.start)
    for earlier, later in pairwise(targets):
        if later.start == earlier.start or (earlier.end and earlier.end >= later.start):
            yield f"targets must not overlap, got: one from {earlier.start} and one from {later.start}"
    yield from _of_times(indicator)
    first, last = indicator.reported_from, indicator.reported_until
    if first and last and last < first:
        yield f"reported_until must not be before reported_from, got: from {first} until {last}"
    untils = [entry.until for entry in indicator.earlier]
    for until in sorted({until for until in untils if untils.count(until) > 1}):
        yield f"earlier must name each quarter once, got: two entries until {until}; write their keys into one"
    for entry in indicator.earlier:
        if not entry.model_fields_set - {"until"}:
            yield f"earlier must say what was otherwise until {entry.until}, such as a name; or delete the entry"


def _of_times(indicator: Indicator) -> Iterator[str]:
    """Yield what contradicts itself in each stretch of time in which the definition said the same."""
    start = date.min
    for end in [*sorted({entry.until.end for entry in indicator.earlier}), date.max]:
        said = indicator.on(end)
        own = [target for target in indicator.targets if target.start <= end and (target.end or date.max) >= start]
        for target in own:
            if said.unit is Unit.PERCENT and target.value is not None and target.value > 100:
                yield f"a target of a percentage must be at most 100, got: {target.value}"
        if said.direction is Direction.CONTEXTUAL and own:
            yield f"a contextual indicator must have no target, got: {len(own)}"
        if said.basis is Basis.ACADEMIC_YEAR and said.compared_with is Comparison.PREVIOUS_QUARTER:
            yield "compared_with must be previous year where the basis is academic year, got: previous quarter"
        start = end + timedelta(days=1) if end < date.max else end
