"""Stale commentary: none, the last words again, another quarter spoken of as this one, or words still to come."""

import re
from collections.abc import Iterator
from dataclasses import replace

from nbformat import NotebookNode

from cosmic import paths
from cosmic.periods import Quarter
from cosmic.record import Record
from cosmic.rules import RAG
from prosecheck.words import any_of, pattern
from reportbuilder.checks import readable, stale_periods
from reportbuilder.checks.alike import are_alike
from reportbuilder.drafts import commentary
from reportbuilder.drafts.commentary import Prose, Section
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity

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


def stale_commentary(draft: Draft) -> Iterator[Finding]:
    """What is stale in the commentary and path to green of each indicator."""
    last = draft.before and draft.before.quarter
    for record in draft.records:
        cells = draft.notebooks[record.indicator.stem].cells
        written = commentary.read_prose(cells, draft.edition.quarter)
        notebook = paths.shown(paths.notebook(record.indicator.stem))
        sections = {prose.section for prose in written}
        if Section.COMMENTARY not in sections:
            yield _no_commentary(record, cells, notebook)
        if record.rag in (RAG.RED, RAG.AMBER) and Section.PATH_TO_GREEN not in sections:
            message = f"there is no path to green for {draft.edition.quarter}, and the indicator is {record.rag}"
            yield _finding(record, notebook, message, f"{record.rag}", "what is being done about it")
        earlier = {p.section: p for p in commentary.read_prose(cells, last)} if last else {}
        for prose in written:
            for message, quote, expected in dict.fromkeys(_stale(record, prose, earlier.get(prose.section))):
                yield _finding(record, f"{notebook}, cell {prose.cell}", message, quote, expected)


def _no_commentary(record: Record, cells: list[NotebookNode], notebook: str) -> Finding:
    """An edition does not go out without a service's words, unless someone says why."""
    quarter = record.edition.quarter
    number = commentary.find_empty_cell(cells, quarter, Section.COMMENTARY)
    place = f"{notebook}, cell {number}" if number else notebook
    message, due = (
        f"commentary for {quarter} is missing",
        f"a Markdown cell tagged commentary and {quarter}, with words",
    )
    return replace(_finding(record, place, message, f"commentary for {quarter}", due), severity=Severity.ERROR)


def _finding(record: Record, place: str, message: str, quote: str, expected: str) -> Finding:
    return Finding(Rule.STALE, Severity.WARNING, record.indicator.stem, place, message, quote, expected)


def _stale(record: Record, prose: Prose, last: Prose | None) -> Iterator[tuple[str, str, str]]:
    """What is wrong with one cell, the words, and what would be right."""
    paragraphs = readable.beginning(prose)
    text = " ".join(paragraphs)
    placeholders = [match[0] for paragraph in paragraphs if (match := _PLACEHOLDER.search(paragraph))]
    if placeholders or len(text.split()) < _FEWEST_WORDS:
        quote = placeholders[0] if placeholders else text
        yield "words are still to come", quote, f"the {prose.section} of this quarter"
    if last and _moved(record) and are_alike(text, " ".join(readable.beginning(last))):
        yield "the same words as last quarter's, though the figure moved", text[:80], "what is new this quarter"
    yield from _other_periods(record.edition.quarter, prose.headings, paragraphs)


def _other_periods(quarter: Quarter, headings: list[str], paragraphs: list[str]) -> Iterator[tuple[str, str, str]]:
    """An older quarter or year that headings or sentences speak of as the present one."""
    for heading in headings:
        yield from stale_periods.in_heading(quarter, heading)
    for sentence in (sentence for paragraph in paragraphs for sentence in _SENTENCE_END.split(paragraph)):
        yield from stale_periods.in_sentence(quarter, sentence)
    if not headings and paragraphs and len(paragraphs[0].split()) <= _TITLE_WORDS:
        yield from stale_periods.in_heading(quarter, paragraphs[0])


def _moved(record: Record) -> bool:
    """Whether the current figure is another than the one of the last edition."""
    if record.current is None or record.current.period_end < record.edition.quarter.start:
        return False
    return record.previous is None or record.current.value != record.previous.value
