"""Find words in commentary that the record contradicts: “above target”, “improved”, “fell”."""

import re
from collections.abc import Iterator

from cosmic import rules
from cosmic.combining import Figure
from cosmic.dated_targets import DatedTarget
from cosmic.definitions import Direction
from cosmic.record import Record
from cosmic.rules import Change
from prosecheck.directions import Way, way_of
from prosecheck.words import any_of, pattern
from reportbuilder.checks.statement import Statement
from reportpages import formatting

_TO_REACH = any_of("meet achieve hit")
_TARGET_WORDS = pattern(
    r"(?<!down )(?<!up )(?<!points )(?<!improve )(?<!improvement )\b(?P<word>",
    any_of(
        r"above exceed(?:s|ed|ing)? ahead_of surpass(?:ed|es|ing)? met meets meeting achieved on hit below short_of",
        r"under missed miss(?:es|ing) behind off not_(?:met|meet|meeting|achieved) better_than worse_than",
        rf"did_not_{_TO_REACH} fail(?:ed|s|ing)_to_{_TO_REACH}",
    ),
    r") (?:the |its |our |this )?(?:[\w.]+% |service |quarterly |current )?target\b",
    rf"(?! {any_of('group audience date harden')})",
)
_TARGET_BEFORE = pattern(
    r"\b(?:the|our|this|its) (?:\w+ )?target(?: of ‹.›)?,? (?:(?:was|is|has been) )?",
    any_of("narrowly_ just_ comfortably_ also_ again_"),
    r"?(?P<word>(?:not |missed|met|achieved|exceeded|hit)(?:(?<=not )(?:met|achieved|reached|hit))?)\b",
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
_THAN_BEFORE = pattern(
    r"\b(?P<word>better|worse) than (?:(?:in|at|for|it was) )?(?:the )?",
    any_of(r"(?:last|previous|prior|same)_\w+ quarter_before year_before a_year_ago"),
    r"\b",
)
_REACHED = ("met", "meets", "meeting", "achieved", "on", "hit", "better than")
_NOT_REACHED = ("not ", "did not", "fail", "miss", "off", "behind", "worse")
_BEYOND = ("exceed", "surpass", "ahead")  # of a target that is better lower, they do not say which side
_BETTER = ("improve", "improved")
_WORSE = ("worsened", "worsen", "deteriorated", "deteriorate", "declined", "decline")


def find_wrong_standing(statement: Statement) -> Iterator[tuple[str, str]]:
    """Find “above target” and the like, where the current figure is not so."""
    record, current, target = statement.record, statement.current, statement.record.target
    match = _TARGET_WORDS.search(statement.text) or _TARGET_BEFORE.search(statement.text)
    if not match or not target or statement.is_of_earlier:
        return
    if _is_so(record, current, target, match["word"]) is False:
        figure = formatting.figure(current, record.indicator)
        standing = f"{figure} against a target of {formatting.target(record)} is {formatting.rating(record)}"
        said = statement.as_written(*match.span())
        yield f"“{said}”, but {standing}", formatting.rating(record)


def find_wrong_movement(statement: Statement) -> Iterator[tuple[str, str]]:
    """Find “improved”, “fell” and the like, where the indicator moved otherwise."""
    record, previous = statement.record, statement.record.previous
    match = _MOVED.search(statement.text)
    if not match or previous is None or not record.comparable:
        return
    if not _is_about_indicator(statement, match) or (statement.is_of_earlier and not statement.compares_alike):
        return
    if _moved_so(record, statement.current, previous, match["verb"]) is False:
        before = formatting.figure(previous, record.indicator)
        now = formatting.figure(statement.current, record.indicator)
        message = f"“{match['verb']}”, but the indicator went from {before} to {now}: {record.change}"
        yield message, str(record.change)


def find_wrong_comparison(statement: Statement) -> Iterator[tuple[str, str]]:
    """Find “better than last year” and the like, where the indicator went the other way."""
    record, previous = statement.record, statement.record.previous
    match = _THAN_BEFORE.search(statement.text)
    if not match or previous is None or not record.comparable or not statement.compares_alike:
        return
    is_better = {Change.IMPROVING: True, Change.DECLINING: False}.get(record.change)
    if is_better is not None and is_better != (match["word"] == "better") and statement.has_current_alone:
        before = formatting.figure(previous, record.indicator)
        now = formatting.figure(statement.current, record.indicator)
        yield f"“{match[0]}”, but the indicator went from {before} to {now}: {record.change}", str(record.change)


def _is_about_indicator(statement: Statement, match: re.Match) -> bool:
    if statement.is_own or "indicator" in match["subject"]:
        return True
    return match["subject"] == "performance" and not match["about"].strip()


def _is_so(record: Record, current: Figure, target: DatedTarget, word: str) -> bool | None:
    """Tell whether the figure stands to its target as a word says; None where the word does not say enough."""
    is_lower = record.indicator.direction is Direction.LOWER
    is_met = rules.gap(current.value, target.interval) == 0
    if word.startswith(_NOT_REACHED):
        return not is_met
    if word in _REACHED:
        return is_met
    if word == "above" or (word.startswith(_BEYOND) and not is_lower):
        return current.value > target.ends[-1]
    if word in ("below", "under") or (word == "short of" and not is_lower):
        return current.value < target.ends[0]
    return None


def _moved_so(record: Record, current: Figure, previous: Figure, verb: str) -> bool | None:
    """Tell whether the indicator moved as a verb says; None where it judges what is not judged, or may mean either."""
    if verb in _BETTER:
        return None if record.change is Change.CONTEXTUAL else record.change is Change.IMPROVING
    if verb in _WORSE:
        is_unclear = record.change is Change.CONTEXTUAL or record.indicator.direction is Direction.LOWER
        return None if is_unclear else record.change is Change.DECLINING
    way = way_of(verb)
    if not way:
        return None
    return current.value > previous.value if way is Way.UP else current.value < previous.value
