"""Check what an indicator's description says: its target and its rule, and whether it is another indicator's."""

from collections.abc import Iterator
from dataclasses import dataclass

from cosmic.record import Record
from projectfiles import paths
from prosecheck.layout import sentences
from prosecheck.passages import passages
from reportbuilder import places
from reportbuilder.checks import stated_figures
from reportbuilder.checks.alike import are_alike
from reportbuilder.checks.figures_and_targets import is_target_by, percent_in
from reportbuilder.checks.statement import Statement, stems
from reportbuilder.drafts import commentary, markdown
from reportbuilder.drafts.draft import Draft
from reportbuilder.drafts.markdown import Kind
from reportbuilder.findings import Finding, Rule, Severity

_QUOTED = 80  # characters


@dataclass(frozen=True)
class _Description:
    """The description on an indicator's page: its cell, numbered from 1, and its paragraphs."""

    record: Record
    cell: int
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return its words."""
        return " ".join(self.paragraphs)

    def finding(self, message: str, quote: str, expected: str) -> Finding:
        """Return a finding in its cell."""
        stem = self.record.indicator.stem
        return Finding(
            Rule.RECORD,
            Severity.WARNING,
            indicator=stem,
            place=f"{paths.shown(places.notebook(stem))}, cell {self.cell}",
            message=message,
            quote=quote,
            expected=expected,
        )


def check_descriptions(draft: Draft) -> Iterator[Finding]:
    """Find descriptions with a target, or a rule for it, that is not the indicator's; and those of another one."""
    described = [found for record in draft.records for found in _descriptions(draft, record)]
    for description in described:
        yield from _wrong_targets(description)
        yield from _wrong_rules(description)
    yield from _copied(described)


def _descriptions(draft: Draft, record: Record) -> Iterator[_Description]:
    """Yield the cells of a page that a heading calls a description."""
    cells = draft.notebooks[record.indicator.stem].cells
    for number, cell in commentary.published_prose(cells, draft.edition.quarter).items():
        blocks = markdown.read_blocks(cell.source)
        if blocks and blocks[0].kind is Kind.HEADING and "description" in blocks[0].text.lower():
            texts = (block.text for block in blocks if block.kind in (Kind.PARAGRAPH, Kind.ITEM))
            yield _Description(record, number, tuple(texts))


def _wrong_targets(description: _Description) -> Iterator[Finding]:
    record = description.record
    if record.current is None:
        return
    for text in description.paragraphs:
        for passage in passages(text):
            statement = Statement(record, record.current, passage)
            if not statement.is_about_future:
                for message, expected in stated_figures.find_wrong_targets(statement):
                    yield description.finding(f"the description is out of date: {message}", passage.own.text, expected)


def _wrong_rules(description: _Description) -> Iterator[Finding]:
    """Find “a 2% increase on the previous year” where the target is 1% above it."""
    target, ruled = description.record.target, None
    if target is None:
        return
    ruled = target.percent_above_previous_year
    for sentence in (sentence for text in description.paragraphs for sentence in sentences(text)):
        percent = percent_in(sentence) if "target" in sentence.lower() else None
        if percent is None:
            continue
        is_right = percent == ruled if ruled is not None else is_target_by(description.record, target, percent)
        if not is_right:
            due = f"{ruled:+}% on the previous year" if ruled is not None else f"the target of {target.value}"
            message = f"the description gives {percent:+}% on the previous year as the target's rule, but it is {due}"
            yield description.finding(message, sentence, due)


def _copied(described: list[_Description]) -> Iterator[Finding]:
    """Find two pages with one description: it is out of place where it has fewer words of the indicator's name.

    A page whose description several others have is told once, with the first of them.
    """
    told: set[int] = set()
    for place, one in enumerate(described):
        for other in described[place + 1 :]:
            if one.record != other.record and one.text and are_alike(one.text, other.text):
                wrong, right = (one, other) if _fit(one) < _fit(other) else (other, one)
                if id(wrong) in told:
                    continue
                told.add(id(wrong))
                message = (
                    f"the description is that of {right.record.indicator.code}: was it left when a page was copied?"
                )
                expected = f"what {wrong.record.indicator.name} means, and how it is measured"
                yield wrong.finding(message, wrong.text[:_QUOTED].strip(), expected)


def _fit(description: _Description) -> float:
    """Return the share of the words of an indicator's name that its description has."""
    name = stems(description.record.indicator.name)
    return len(name & stems(description.text)) / max(1, len(name))
