"""Commentary against the record: figures, shares and words about the indicator itself that the record contradicts."""

import re
from collections.abc import Iterator

from cosmic import commentary, project, wording
from cosmic.claims.bases import is_base
from cosmic.claims.bounds import Bounds, exactly
from cosmic.claims.changes import expected
from cosmic.claims.claims import reckoned
from cosmic.claims.directions import Way, way_of
from cosmic.claims.pairs import Pair, pairs
from cosmic.claims.passages import Passage, passages
from cosmic.claims.quantities import Kind, Quantity
from cosmic.claims.roles import Reading, Role, readings
from cosmic.draft import Draft
from cosmic.findings import Finding, Rule, Severity
from cosmic.indicators import Comparison, Direction, Unit
from cosmic.performance import Change, Record

_KINDS = {Unit.PERCENT: Kind.PERCENT, Unit.COUNT: Kind.COUNT}
_EMPTY = frozenset(
    "percentage number total indicator that have been with from this the and who are were was within which their through under over more than all no "
    "initial including cumulative service services".split()
)
_NOT_NOW = re.compile(
    r"\b(?:will|would|could|should|may|might|expect\w*|forecast\w*|project(?:ed|ion)\w*|likely|aim\w*|hop(?:e|es|ed|ing)|plan(?:s|ned)?|if|"
    r"unless|until|anticipat\w*|predict\w*|going forward|by (?:the )?(?:end|march|20)|(?<!pleased )(?<!proud )to (?:be|get|bring|move|return|reach|achieve|meet|remain))\b"
)
_OTHERS = re.compile(
    r"\b(?:national\w*|england|neighbours?|regional\w*|region|average|other (?:authorit|council|counties)\w*|statistical|benchmark\w*|"
    r"annual|year-end|end of year|stretch|interim|provisional|statutory target|month of|in (?:april|may|june|july|august|september|october|"
    r"november|december|january|february|march))\b"
)
_EARLIER = re.compile(r"\b(?:last (?:year|quarter)|previous\w*|prior|same (?:period|quarter|time)|ago|20\d\d|(?:q|quarter )[1-4]|since|historic\w*|earlier)\b")
_OWN = re.compile(
    r"\b(?:this|the) (?:indicator|measure|kpi)\b(?! (?:shows|is calculated|includes|measures|represents|counts))|"
    r"\b(?:overall |current |our |service )?performance (?:is|was|has|have|stands?|stood|now|fell|rose|improved|declined|dropped|in (?:this|the) quarter|for|at|this quarter|reached|remain\w*)\b"
)
_STATED = re.compile(
    r"\b(?:to|at|is|was|were|now|reached|reaching|achieved|stood at|stands at|of|total of|recorded)(?: (?:about|around|just over|just under|over|nearly|almost|only|just))? ?$|^\s*\(?$"
)
_NEGATIVE = re.compile(
    r"\b(?:outside|not|n[’']t|beyond|late|after|exceed\w*|miss(?:ed|ing)|fail\w*|longer than|more than|overdue|without|never|left|dropped out|withdr\w+)\b"
)
_TARGET_WORDS = re.compile(
    r"\b(?P<word>above|exceed(?:s|ed|ing)?|ahead of|surpass(?:ed|es|ing)?|met|meets|meeting|achieved|on|hit|below|short of|under|missed|"
    r"miss(?:es|ing)|behind|off|not (?:met|meet|meeting|achieved)|did not (?:meet|achieve|hit)|fail(?:ed|s|ing) to (?:meet|achieve|hit)) (?:the |its |our |this )?"
    r"(?:[\w.]+% |service |quarterly |current )?target\b(?! (?:group|audience|date|harden\w*))"
)
_MOVED = re.compile(
    r"\b(?P<subject>performance|engagement|the (?:indicator|measure|figure|rate|number|percentage|proportion)|(?:this|these) (?:indicator|figure|measure)s?|"
    r"[a-z]+ rates?)\b(?P<about>[^.;,‹]{0,60}?) (?:has |have |had )?(?:also |again |further |slightly |significantly |continued to )?"
    r"(?P<verb>improved?|increased?|declined?|fell|fallen|worsened?|deteriorated?|dropped?|risen|rose|decreased?|reduced?)\b"
)
_BETTER = ("improve", "improved")
_WORSE = ("worsened", "worsen", "deteriorated", "deteriorate", "declined", "decline")


def commentary_against_record(draft: Draft) -> Iterator[Finding]:
    """What commentary says of the indicator's own figures, standing and change, and the record does not bear out."""
    for record in draft.records:
        if record.current is None:
            continue
        stem = record.indicator.stem
        for prose in commentary.prose(draft.notebooks[stem].cells, draft.edition.quarter):
            place = f"{project.shown(project.notebook(stem))}, cell {prose.cell}"
            for paragraph in prose.paragraphs:
                for passage in passages(paragraph):
                    for message, quote, due in dict.fromkeys(_contradictions(record, passage)):
                        yield Finding(Rule.RECORD, Severity.ERROR, stem, place, message, quote, due)


def _contradictions(record: Record, passage: Passage) -> Iterator[tuple[str, str, str]]:
    """What is wrong, the words, and what would be right."""
    text = passage.text[passage.starts :].lower()
    if _NOT_NOW.search(text):
        return
    roles = readings(passage)
    held = pairs(passage, roles)
    yield from _targets(record, passage, roles, text)
    is_own = _is_own(record, passage)
    if is_own and not _OTHERS.search(text):
        yield from _figures(record, passage, roles, held, text)
        yield from _changes(record, passage, roles, held, text)
    if not _OTHERS.search(text) and not held:
        yield from _words(record, passage, text, is_own)


def _is_own(record: Record, passage: Passage) -> bool:
    """Whether a sentence speaks of the indicator itself: it says so, or most of the words of its name."""
    said, name = _stems(passage.sentence), _stems(record.indicator.name)
    return bool(_OWN.search(passage.sentence.lower())) or len(name & said) >= max(2, 0.6 * len(name))


def _stems(text: str) -> set[str]:
    words = re.findall(r"[a-z]{3,}|\d+", text.lower())
    return {word[:5].rstrip("s") if not word.isdigit() else word for word in words if word not in _EMPTY}


def _known(record: Record) -> list[Bounds]:
    """Every value that the record prints, between the bounds of its rounding."""
    half = exactly(0).high + 5 * exactly(10).high ** (-record.indicator.decimals - 1)
    values = [held.value for held in (*record.series, *record.benchmarks.values())]
    values += [record.target.value] if record.target else []
    return [Bounds(value - half, value + half) for value in values]


def _figures(
    record: Record, passage: Passage, roles: list[Reading], held: list[Pair], text: str
) -> Iterator[tuple[str, str, str]]:
    """A figure given as the indicator's own, or a share from which it follows, that is none of the record's."""
    kind = _KINDS[record.indicator.unit]
    own = [n for n in passage.own if passage.quantities[n].kind is kind and roles[n].role is Role.LEVEL and not is_base(passage, n)]
    if len(own) != 1 or (_EARLIER.search(text) and not held):
        return
    number = own[0]
    quantity, known = passage.quantities[number], _known(record)
    left = passage.left(number)
    if any(quantity.bounds.meets(value) for value in known):
        return
    current = wording.number(record.current.value, record.indicator)
    if kind is Kind.PERCENT and bool(_NEGATIVE.search(text)) != bool(_NEGATIVE.search(record.indicator.name.lower())):
        rest = exactly(100) - quantity.bounds
        if not any(rest.meets(value) for value in known):
            implied = reckoned(rest, quantity)
            yield f"{quantity.printed} implies {implied}, where the indicator says {current}", passage.sentence, current
    elif _STATED.search(left[-40:]) and (kind is Kind.PERCENT or re.search(r"\btotal|\bthere (?:were|are)\b", left)):
        yield f"{quantity.printed} is none of the record's figures; the current one is {current}", passage.sentence, current


def _targets(record: Record, passage: Passage, roles: list[Reading], text: str) -> Iterator[tuple[str, str, str]]:
    """A target that is not the record's."""
    kind = _KINDS[record.indicator.unit]
    for number in passage.own:
        quantity = passage.quantities[number]
        if roles[number].role is not Role.TARGET or quantity.kind is not kind or not record.target:
            continue
        around = passage.left(number)[-40:] + passage.right(number)[:25]
        if "target" not in around or _OTHERS.search(around) or _EARLIER.search(around) or re.search(r"\bof target", around):
            continue
        if not any(quantity.bounds.meets(value) for value in _known(record)):
            due = wording.number(record.target.value, record.indicator)
            yield f"the target is {due}, not {quantity.printed}", passage.sentence, due


def _changes(
    record: Record, passage: Passage, roles: list[Reading], held: list[Pair], text: str
) -> Iterator[tuple[str, str, str]]:
    """A previous figure, or a change, that is not the record's, where the current one is named."""
    if record.previous is None or not record.comparable or not _is_same_comparison(record, text):
        return
    indicator = record.indicator
    current, previous = (_as_quantity(record, figure.value) for figure in (record.current, record.previous))
    for pair in held:
        base, now = passage.quantities[pair.base], passage.quantities[pair.now]
        if roles[pair.base].role is Role.LEVEL and now.is_like(current) and now.bounds.meets(current.bounds):
            if not any(base.bounds.meets(value) for value in _known(record)):
                due = wording.number(record.previous.value, indicator)
                yield f"the previous figure is {due}, not {base.printed}", passage.sentence, due
    named = [q for q in passage.quantities[passage.first :] if q.is_like(current) and q.bounds.meets(current.bounds)]
    for number in passage.own:
        change = passage.quantities[number]
        is_points = change.kind is Kind.POINTS and indicator.unit is Unit.PERCENT
        is_share = change.kind is Kind.PERCENT and indicator.unit is Unit.COUNT
        if roles[number].role is Role.CHANGE and named and not held and (is_points or is_share):
            due = expected(change, previous, current).size()
            if previous.value and not due.meets(change.bounds):
                right = reckoned(due, change)
                yield f"the change from the previous figure is {right}, not {change.printed}", passage.sentence, right


def _is_same_comparison(record: Record, text: str) -> bool:
    """Whether a sentence compares with what the indicator is compared with."""
    if record.indicator.compared_with is Comparison.PREVIOUS_QUARTER:
        return bool(re.search(r"\b(?:last|previous|prior) quarter\b|\bquarter before\b", text))
    return bool(re.search(r"\b(?:last|previous|prior) year\b|\bsame (?:period|quarter|time)\b|\byear (?:before|ago|earlier)\b", text))


def _as_quantity(record: Record, value) -> Quantity:
    """A figure of the record, as if it were printed in prose."""
    half = exactly(0).high + 5 * exactly(10).high ** (-record.indicator.decimals - 1)
    bounds = Bounds(value - half, value + half) if record.indicator.unit is Unit.PERCENT else exactly(value)
    return Quantity(value, bounds, _KINDS[record.indicator.unit], "", wording.number(value, record.indicator), 0, 0)


def _words(record: Record, passage: Passage, text: str, is_own: bool) -> Iterator[tuple[str, str, str]]:
    """“Above target”, “improved”, “fell” against the record's own standing and change."""
    said = _TARGET_WORDS.search(text)
    if said and record.target and not _EARLIER.search(text) and _stands(record, said["word"]) is False:
        side = f"{wording.figure(record.current, record.indicator)} against a target of {wording.target(record)} is {record.rag}"
        yield f"“{said[0]}”, and {side}", passage.sentence, str(record.rag)
    moved = _MOVED.search(text)
    if not moved or record.previous is None or not record.comparable:
        return
    about = moved["subject"] == "performance" and not moved["about"].strip() or is_own or "indicator" in moved["subject"]
    if about and (not _EARLIER.search(text) or _is_same_comparison(record, text)) and _went(record, moved["verb"]) is False:
        went = f"from {wording.figure(record.previous, record.indicator)} to {wording.figure(record.current, record.indicator)}"
        yield f"“{moved['verb']}”, and the indicator went {went}: {record.change}", passage.sentence, str(record.change)


def _stands(record: Record, word: str) -> bool | None:
    """Whether the current figure stands so to its target; None where the word does not say enough."""
    current, target = record.current.value, record.target.value
    is_lower = record.indicator.direction is Direction.LOWER
    is_met = current <= target if is_lower else current >= target
    if word.startswith(("not ", "did not", "fail", "miss", "off")):
        return not is_met
    if word in ("met", "meets", "meeting", "achieved", "on", "hit"):
        return is_met
    if word == "above" or (word.startswith(("exceed", "surpass", "ahead")) and not is_lower):
        return current > target
    if word in ("below", "under") or (word in ("short of", "behind") and not is_lower):
        return current < target
    return None


def _went(record: Record, verb: str) -> bool | None:
    """Whether the indicator went so; None for one without judgement."""
    current, previous = record.current.value, record.previous.value
    if verb in _BETTER:
        return None if record.change is Change.CONTEXTUAL else record.change is Change.IMPROVING
    if verb in _WORSE and record.indicator.direction is Direction.LOWER:
        return None
    if verb in _WORSE:
        return None if record.change is Change.CONTEXTUAL else record.change is Change.DECLINING
    way = way_of(verb)
    return None if not way else current > previous if way is Way.UP else current < previous
