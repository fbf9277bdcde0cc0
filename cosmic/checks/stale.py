"""Stale commentary: none, the same words as last time, another quarter spoken of as this one, or words still to come."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from cosmic import commentary, editions, project
from cosmic.commentary import Prose, Section
from cosmic.draft import Draft
from cosmic.findings import Finding, Rule, Severity
from cosmic.performance import RAG, Record
from cosmic.periods import Quarter

_THE_SAME = 0.97  # of the letters: only a date or a quarter's name is new
_FEWEST_WORDS = 4
_PLACEHOLDER = re.compile(
    r"\b(?:tbc|tba|tbd|to be (?:added|confirmed|completed|provided|updated|written|inserted)|lorem ipsum|placeholder|todo|fixme|"
    r"awaiting (?:commentary|update|data|information)|commentary (?:to follow|here|required|awaited)|update (?:to follow|required)|"
    r"to follow|as (?:above|before|last quarter|previously(?: reported)?)|see (?:above|last quarter|previous quarter)|insert [\w ]+ here)\b|"
    r"\bx{2,}\b|\bxx?%|\?\?+|\[(?:insert|add|update|name|date|number|figure|x)[^\]]*\]|^n/?a\.?$|^none\.?$|^no (?:change|update|commentary)\.?$",
    re.IGNORECASE,
)
_NUMBERS = dict(one=1, two=2, three=3, four=4, first=1, second=2, third=3, fourth=4)
_QUARTER = re.compile(
    r"\b(?:q(?P<short>[1-4])|quarter (?P<long>[1-4]|one|two|three|four)|(?P<ordinal>first|second|third|fourth) quarter)\b"
    r"(?:,? \(?(?:of )?(?P<year>20\d\d)(?: ?[/–-] ?(?:20)?\d\d)?)?",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"\b(?:last|previous\w*|prior|earlier|compared|comparison|than|since|from|against|following|after|before|ago|was|were|had|between|"
    r"up to|until|throughout|through)\b",
    re.IGNORECASE,
)
_LOOKS_AHEAD = re.compile(r"\b(?:will|expect\w*|plan\w*|next|forecast\w*|aim\w*|into|due|from|by|ready for|in time for|sees|hope\w*)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:this|current|latest|present|reporting) (?:quarter|period|year|financial year)\b[ ,:(–-]*(?:is |of |for |being )?$|"
    r"^(?:in|during|for|over|throughout|within)? ?(?:the )?$|(?:\bas at|\bto date in|\bso far in)(?: the)? ?$",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:this (?:financial )?year|current (?:financial )?year|so far(?: this year)?|year to date)[ ,:(–-]*(?:in |of |for )?"
    r"(?P<year>20\d\d) ?[/–-] ?(?:20)?\d\d\b|\b(?P<before>20\d\d) ?[/–-] ?(?:20)?\d\d (?:to date|so far)\b",
    re.IGNORECASE,
)


def stale_commentary(draft: Draft) -> Iterator[Finding]:
    """What is stale in the commentary and path to green of each indicator."""
    for record in draft.records:
        cells = draft.notebooks[record.indicator.stem].cells
        written = commentary.prose(cells, draft.edition.quarter)
        notebook = project.shown(project.notebook(record.indicator.stem))
        if record.rag in (RAG.RED, RAG.AMBER) and not any(p.section is Section.PATH_TO_GREEN for p in written):
            message = f"there is no path to green for {draft.edition.quarter}, and the indicator is {record.rag}"
            yield _finding(record, notebook, message, f"{record.rag}", "what is being done about it")
        last = editions.before(draft.edition.quarter)
        earlier = {p.section: p for p in commentary.prose(cells, last)} if last else {}
        for prose in written:
            for message, quote, expected in dict.fromkeys(_stale(record, prose, earlier.get(prose.section))):
                yield _finding(record, f"{notebook}, cell {prose.cell}", message, quote, expected)


def _finding(record: Record, place: str, message: str, quote: str, expected: str) -> Finding:
    return Finding(Rule.STALE, Severity.WARNING, record.indicator.stem, place, message, quote, expected)


def _stale(record: Record, prose: Prose, last: Prose | None) -> Iterator[tuple[str, str, str]]:
    """What is wrong with one cell, the words, and what would be right."""
    paragraphs = prose.paragraphs
    text = " ".join(paragraphs)
    found = [match[0] for paragraph in paragraphs if (match := _PLACEHOLDER.search(paragraph))]
    if found or len(text.split()) < _FEWEST_WORDS:
        yield "words are still to come", found[0] if found else text, f"the {prose.section} of this quarter"
    if last and _moved(record) and _are_the_same(text, " ".join(last.paragraphs)):
        yield "the same words as last quarter's, though the figure moved", text[:80], "what is new this quarter"
    quarter = record.edition.quarter
    for heading in prose.headings:
        yield from _another_quarter(quarter, heading, is_heading=True)
    for paragraph in paragraphs:
        for sentence in re.split(r"(?<=[.!?])\s+", paragraph):
            yield from _another_quarter(quarter, sentence)
            yield from _another_year(quarter, sentence)
    if not prose.headings and paragraphs and len(paragraphs[0].split()) <= 8:
        yield from _another_quarter(quarter, paragraphs[0], is_heading=True)


def _moved(record: Record) -> bool:
    """Whether the current figure is another than the one of the last edition."""
    if record.current is None or record.current.period_end < record.edition.quarter.start:
        return False
    return record.previous is None or record.current.value != record.previous.value


def _are_the_same(text: str, last: str) -> bool:
    return SequenceMatcher(None, text, last, autojunk=False).ratio() >= _THE_SAME


def _another_quarter(quarter: Quarter, sentence: str, is_heading: bool = False) -> Iterator[tuple[str, str, str]]:
    """An older quarter that stands where the present one should: `In Q4 …`, `this quarter (Q4)`, a heading's."""
    mentions = list(_QUARTER.finditer(sentence))
    if any(_is_this(quarter, match) for match in mentions):
        return
    for match in mentions:
        before = sentence[: match.start()]
        behind = sentence[match.end() : match.end() + 60]
        looks_away = _LOOKS_BACK.search(before) or _LOOKS_AHEAD.search(sentence) or re.match(r",? (?:last|of the previous)", behind)
        if not is_heading and (looks_away or not _PRESENT.search(before) or _LOOKS_BACK.search(behind[:25])):
            continue
        if _is_older(quarter, match):
            yield f"speaks of {match[0].strip(' (,')} as the present quarter", sentence[:120], f"Q{quarter.number} {quarter.year}/{(quarter.year + 1) % 100:02}"
            return


def _another_year(quarter: Quarter, sentence: str) -> Iterator[tuple[str, str, str]]:
    match = _YEAR.search(sentence)
    year = match and int(match["year"] or match["before"])
    if year and year < quarter.year:
        yield f"speaks of {year}/{(year + 1) % 100:02} as the present year", sentence[:120], f"{quarter.year}/{(quarter.year + 1) % 100:02}"


def _named(match: re.Match) -> int:
    text = (match["short"] or match["long"] or match["ordinal"]).lower()
    return _NUMBERS.get(text) or int(text)


def _is_this(quarter: Quarter, match: re.Match) -> bool:
    return _named(match) == quarter.number and match["year"] in (None, str(quarter.year))


def _is_older(quarter: Quarter, match: re.Match) -> bool:
    """Whether a quarter named is before this one; without its year, the last one of its name."""
    year = int(match["year"]) if match["year"] else quarter.year - (_named(match) > quarter.number)
    return Quarter(year, _named(match)) < quarter
