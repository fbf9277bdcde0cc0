"""Find stale commentary: missing, a placeholder, last quarter's words again, or about another quarter as this one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from cosmic.periods import Quarter
from cosmic.record import Record
from cosmic.rules import RAG
from projectfiles import paths
from prosecheck.words import any_of, pattern
from reportbuilder import places
from reportbuilder.checks import stale_periods
from reportbuilder.checks.alike import are_alike
from reportbuilder.checks.stale_periods import StalePeriod
from reportbuilder.drafts import commentary
from reportbuilder.drafts.actions import Action, read_item
from reportbuilder.drafts.commentary import Prose, Section
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity
from reportpages import formatting

_FEWEST_WORDS = 4
_TITLE_WORDS = 8  # a first paragraph as short as that is a heading
_PLACEHOLDER = pattern(
    r"\b",
    any_of(
        "tbc tba tbd to_be_(?:added|confirmed|completed|provided|updated|written|inserted) lorem_ipsum placeholder",
        "todo fixme awaiting_(?:commentary|update|data|information)",
        "commentary_(?:to_follow|here|required|awaited) update_(?:to_follow|required) to_follow",
        "as_(?:above|before|last_quarter|previously(?:_reported)?) see_(?:above|last_quarter|previous_quarter)",
        r"insert_[\w_]{1,80}_here",
    ),
    r"\b|\bx{2,}\b|\bxx?%|\?\?+|",
    rf"\[{any_of('insert add update name date number figure x')}[^\]]{{0,200}}\]|",
    r"^n/?a\.?$|^none\.?$|^no (?:change|update|commentary)\.?$",
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_QUOTED = 80  # characters


@dataclass(frozen=True)
class _Stale:
    """One thing stale in a cell: what is wrong, in which words, and what is expected instead."""

    message: str
    quote: str
    expected: str


def check_stale_commentary(draft: Draft) -> Iterator[Finding]:
    """Find what is missing or stale in the commentary and path to green of each indicator."""
    for record in draft.records:
        cells = draft.notebooks[record.indicator.stem].cells
        notebook = paths.shown(places.notebook(record.indicator.stem))
        written = commentary.read_prose(cells, draft.edition.quarter)
        sections = {prose.section for prose in written}
        if Section.COMMENTARY not in sections:
            yield _no_commentary(record, cells, notebook)
        if record.rag in (RAG.RED, RAG.AMBER) and Section.PATH_TO_GREEN not in sections:
            yield _no_path_to_green(record, notebook)
        last = _last_prose(draft, cells)
        for prose in written:
            for stale in dict.fromkeys(_find_stale(record, prose, last.get(prose.section))):
                yield _finding(record, f"{notebook}, cell {prose.cell}", stale)


def _last_prose(draft: Draft, cells: list[NotebookNode]) -> dict[Section, Prose]:
    """Return what was written for the edition before, by section."""
    if draft.before is None:
        return {}
    return {prose.section: prose for prose in commentary.read_prose(cells, draft.before.quarter)}


def _no_commentary(record: Record, cells: list[NotebookNode], notebook: str) -> Finding:
    """Return the error that stops an edition without a service's words, unless someone acknowledges it."""
    quarter = record.edition.quarter
    number = commentary.find_empty_cell(cells, quarter, Section.COMMENTARY)
    place = f"{notebook}, cell {number}" if number else notebook
    missing = _Stale(
        message=f"commentary for {quarter} is missing",
        quote=f"commentary for {quarter}",
        expected=f"a Markdown cell tagged commentary and {quarter}, with words",
    )
    return _finding(record, place, missing, Severity.ERROR)


def _no_path_to_green(record: Record, notebook: str) -> Finding:
    rating = formatting.rating(record)
    missing = _Stale(
        message=f"path to green for {record.edition.quarter} is missing, and the indicator is {rating}",
        quote=rating,
        expected="what is being done about it",
    )
    return _finding(record, notebook, missing)


def _finding(record: Record, place: str, stale: _Stale, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(
        Rule.STALE,
        severity,
        indicator=record.indicator.stem,
        place=place,
        message=stale.message,
        quote=stale.quote,
        expected=stale.expected,
    )


def _find_stale(record: Record, prose: Prose, last: Prose | None) -> Iterator[_Stale]:
    """Find what is stale in the words of one cell; `last` is what the section said last quarter."""
    paragraphs = prose.paragraphs
    text = " ".join(paragraphs or _table_words(prose))
    placeholder = _placeholder(paragraphs)
    if placeholder or len(text.split()) < _FEWEST_WORDS:
        yield _Stale("the words are still to be written", placeholder or text, f"the {prose.section} of this quarter")
    if last and _has_moved(record) and _is_repeated(prose, last):
        message = "the same words as last quarter, though the figure has changed"
        yield _Stale(message, text[:_QUOTED], "what is new this quarter")
    for period in _stale_periods(record.edition.quarter, prose.headings, paragraphs):
        message = f"mentions {period.named} as if it were the present {period.unit}"
        yield _Stale(message, period.quote, period.present)


def _is_repeated(prose: Prose, last: Prose) -> bool:
    """Tell whether a cell says what it said last quarter; actions stay until they are closed, and do not count."""
    own, before = _words_but_actions(prose), _words_but_actions(last)
    return bool(own) and are_alike(own, before)


def _words_but_actions(prose: Prose) -> str:
    paragraphs = prose.paragraphs or _table_words(prose)
    return " ".join(words for words in paragraphs if not isinstance(read_item(words), Action))


def _table_words(prose: Prose) -> list[str]:
    """Return what the tables of a cell say, whose only words these may be."""
    return [cell for table in prose.tables for row in table for cell in row]


def _placeholder(paragraphs: list[str]) -> str:
    """Return the first words that stand for words to come, or "" where there are none."""
    for paragraph in paragraphs:
        match = _PLACEHOLDER.search(paragraph)
        if match:
            return match[0]
    return ""


def _stale_periods(quarter: Quarter, headings: list[str], paragraphs: list[str]) -> Iterator[StalePeriod]:
    """Find an older quarter or year that headings or sentences mention as the present one."""
    for heading in headings:
        yield from stale_periods.find_in_heading(quarter, heading)
    for paragraph in paragraphs:
        for sentence in _SENTENCE_END.split(paragraph):
            yield from stale_periods.find_in_sentence(quarter, sentence)
    if not headings and paragraphs and len(paragraphs[0].split()) <= _TITLE_WORDS:
        yield from stale_periods.find_in_heading(quarter, paragraphs[0])


def _has_moved(record: Record) -> bool:
    """Tell whether the current figure differs from the one of the last edition."""
    if record.current is None or record.current.period_end < record.edition.quarter.start:
        return False
    return record.previous is None or record.current.value != record.previous.value
