"""Tell which way is better for what a sentence speaks of: more recycling, fewer arrears."""

import re

from prosecheck.directions import Way
from prosecheck.words import any_of, pattern

_MORE = pattern(
    r"\b",
    any_of(
        r"recycling satisfaction attendance attainment trust compliance take-?up uptake accuracy punctuality",
        r"employment",
        r"collection_rates? completion_rates? pass_rates? retention confidence engagement participation availability",
        "productivity occupancy recovery_rates? clearance_rates? detection_rates? survival",
    ),
    r"\b",
)
_FEWER = pattern(
    r"\b",
    any_of(
        r"arrears absence absences absenteeism waits? waiting complaints? crimes? offences burglar(?:y|ies) turnover",
        r"delays?",
        r"vacancy vacancies sickness backlogs? unemployment voids? fly-tip\w* exclusions? accidents? casualties debts?",
        r"reoffending re-offending errors? mortality response_times? length_of_stay emissions overcrowding",
        r"homelessness",
        "times?_to journey_times? turnaround_times? processing_times? missed overdue late injuries deaths",
    ),
    r"\b",
)
_NEGATED = pattern(
    r"\b(?:not|without|non|un\w+|resolved|closed|answered|within|cleared|avoided|outside|handling|management)\b"
)


_ON_TIME = pattern(
    rf"\b{any_of('percentage proportion share rate')} of [^,;]* {any_of('within on_time in_time by_the_deadline')}\b"
)


def better(subject: str) -> Way:
    """Return the way that is an improvement; unsaid where the words do not make it clear."""
    if _ON_TIME.search(subject):
        return Way.UP
    more, fewer = _MORE.search(subject), _FEWER.search(subject)
    if bool(more) == bool(fewer) or _NEGATED.search(subject):
        return Way.UNSAID
    return Way.UP if more else Way.DOWN


def other(way: Way) -> Way:
    """Return the opposite way."""
    return {Way.UP: Way.DOWN, Way.DOWN: Way.UP}.get(way, Way.UNSAID)


def told(verb: str, subject: str) -> Way:
    """Return the way that `improved` or `worsened` says of a subject; unsaid where that is not clear."""
    way = better(subject)
    return other(way) if re.match(r"worse|deterior", verb) else way
