"""Words in commentary that the record contradicts: “above target”, “improved”, “fell”."""

from collections.abc import Iterator

from cosmic import formatting
from cosmic.definitions import Direction
from cosmic.record import Record
from cosmic.rules import Change
from prosecheck.directions import Way, way_of
from prosecheck.words import any_of, pattern
from reportbuilder.checks.statement import Statement

_TO_REACH = any_of("meet achieve hit")
_TARGET_WORDS = pattern(
    r"\b(?P<word>",
    any_of(
        r"above exceed(?:s|ed|ing)? ahead_of surpass(?:ed|es|ing)? met meets meeting achieved on hit below short_of",
        r"under missed miss(?:es|ing) behind off not_(?:met|meet|meeting|achieved)",
        rf"did_not_{_TO_REACH} fail(?:ed|s|ing)_to_{_TO_REACH}",
    ),
    r") (?:the |its |our |this )?(?:[\w.]+% |service |quarterly |current )?target\b",
    rf"(?! {any_of('group audience date harden')})",
)
_MOVED = pattern(
    r"\b(?P<subject>performance|engagement|the ",
    any_of("indicator measure figure rate number percentage proportion"),
    r"|(?:this|these) (?:indicator|figure|measure)s?|[a-z]+ rates?)\b",
    r"(?P<about>[^.;,‹]{0,60}?) (?:has |have |had )?",
    rf"(?:{any_of('also again further slightly significantly continued_to')} )?",
    r"(?P<verb>",
    any_of(
        "improved? increased? declined? fell fallen worsened? deteriorated? dropped? risen rose decreased? reduced?"
    ),
    r")\b",
)
_REACHED = ("met", "meets", "meeting", "achieved", "on", "hit")
_NOT_REACHED = ("not ", "did not", "fail", "miss", "off")
_BEYOND = ("exceed", "surpass", "ahead")  # of a target that is better lower, they do not say which side
_BETTER = ("improve", "improved")
_WORSE = ("worsened", "worsen", "deteriorated", "deteriorate", "declined", "decline")


def standing(said: Statement) -> Iterator[tuple[str, str]]:
    """“Above target” and the like, where the current figure stands otherwise."""
    record, match = said.record, _TARGET_WORDS.search(said.text)
    if not match or not record.target or said.is_of_earlier or _stands(record, match["word"]) is not False:
        return
    figure = formatting.figure(record.current, record.indicator)
    held = f"{figure} against a target of {formatting.target(record)} is {record.rag}"
    yield f"“{match[0]}”, and {held}", str(record.rag)


def movement(said: Statement) -> Iterator[tuple[str, str]]:
    """“Improved”, “fell” and the like, where the indicator went otherwise."""
    record, match = said.record, _MOVED.search(said.text)
    if not match or record.previous is None or not record.comparable:
        return
    is_performance = match["subject"] == "performance" and not match["about"].strip()
    if not (is_performance or said.is_own or "indicator" in match["subject"]):
        return
    if said.is_of_earlier and not said.compares_alike or _went(record, match["verb"]) is not False:
        return
    previous, current = (formatting.figure(held, record.indicator) for held in (record.previous, record.current))
    yield (
        f"“{match['verb']}”, and the indicator went from {previous} to {current}: {record.change}",
        str(record.change),
    )


def _stands(record: Record, word: str) -> bool | None:
    """Whether the current figure stands so to its target; None where the word does not say enough."""
    current, target = record.current.value, record.target.value
    is_lower = record.indicator.direction is Direction.LOWER
    is_met = current <= target if is_lower else current >= target
    if word.startswith(_NOT_REACHED):
        return not is_met
    if word in _REACHED:
        return is_met
    if word == "above" or (word.startswith(_BEYOND) and not is_lower):
        return current > target
    if word in ("below", "under") or (word in ("short of", "behind") and not is_lower):
        return current < target
    return None


def _went(record: Record, verb: str) -> bool | None:
    """Whether the indicator went so; None where the verb judges what is not judged, or may mean either."""
    if verb in _BETTER:
        return None if record.change is Change.CONTEXTUAL else record.change is Change.IMPROVING
    if verb in _WORSE:
        is_open = record.change is Change.CONTEXTUAL or record.indicator.direction is Direction.LOWER
        return None if is_open else record.change is Change.DECLINING
    current, previous = record.current.value, record.previous.value
    way = way_of(verb)
    return None if not way else current > previous if way is Way.UP else current < previous
