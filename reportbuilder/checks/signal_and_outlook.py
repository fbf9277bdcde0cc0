"""Hold what commentary claims of a trend, a record or the year's end against the chart, the figures and the range."""

from collections.abc import Iterator
from dataclasses import dataclass

from cosmic.outlooks import Outlook, outlook_for
from cosmic.record import Record
from cosmic.signals import chart_for
from cosmic.xmr import Chart
from projectfiles import paths
from prosecheck.layout import Form
from prosecheck.passages import Passage, passages
from prosecheck.roles import Role
from reportbuilder import places
from reportbuilder.checks.claims.against_chart import what_figures_support
from reportbuilder.checks.claims.against_range import what_range_supports
from reportbuilder.checks.claims.clauses import Clause
from reportbuilder.checks.claims.outlooks import find_outlooks
from reportbuilder.checks.claims.records import find_records, what_figures_hold
from reportbuilder.checks.claims.trends import find_trends
from reportbuilder.checks.statement import Statement
from reportbuilder.drafts import commentary
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity

_EXPECTED = {
    Rule.SIGNAL: "words that the figures bear out, or the figures alone",
    Rule.OUTLOOK: "words that the range bears out, or none of the year's end",
}


@dataclass(frozen=True)
class Told:
    """A claim that the figures or the range do not bear out: its rule, its clause, and what they support."""

    rule: Rule
    clause: Clause
    supported: str

    @property
    def message(self) -> str:
        """Return what is claimed and what is supported, as a sentence without its full stop."""
        return f"“{self.clause.phrase}”, but {self.supported}"


def check_signal_and_outlook(draft: Draft) -> Iterator[Finding]:
    """Find claims of commentary and path to green that the chart, the figures or the range do not bear out."""
    for record in draft.records:
        chart, outlook = chart_for(record), outlook_for(record)
        stem = record.indicator.stem
        for prose in commentary.read_prose(draft.notebooks[stem].cells, draft.edition.quarter):
            for passage in passages(prose.text):
                for told in find_unsupported(passage, record, chart, outlook):
                    yield _finding(told, stem, f"{paths.shown(places.notebook(stem))}, cell {prose.cell}")


def find_unsupported(passage: Passage, record: Record, chart: Chart | None, outlook: Outlook | None) -> Iterator[Told]:
    """Find the claims of a sentence of an indicator's page that its figures or its range do not bear out.

    Headings and tables are left alone, and so is everything where the indicator has no current figure.
    """
    if record.current is None or passage.own.block.form in (Form.HEADING, Form.ROW):
        return
    sentence = passage.own.text
    previous = next((one.text for one in passage.near if one.line == passage.own.line - 1), "")
    for trend in find_trends(sentence, record, previous):
        if supported := what_figures_support(trend, record, chart):
            yield Told(Rule.SIGNAL, trend.clause, supported)
    is_of_own_level = _is_of_own_level(Statement(record, record.current, passage))
    for claim in find_records(sentence, record, previous):
        held = what_figures_hold(claim, record)
        if held and is_of_own_level:
            yield Told(Rule.SIGNAL, claim.clause, held)
    if outlook is None:
        return
    for prospect in find_outlooks(sentence, record, outlook.year_end):
        if supported := what_range_supports(prospect, record, outlook):
            yield Told(Rule.OUTLOOK, prospect.clause, supported)


def _is_of_own_level(statement: Statement) -> bool:
    """Tell whether the levels of a sentence are in the record: “46, the lowest ever” may be of another thing."""
    levels = [one for one in statement.mentions if one.kind is statement.kind and one.role is Role.LEVEL]
    return all(statement.is_in_record(one.quantity.bounds) for one in levels)


def _finding(told: Told, stem: str, place: str) -> Finding:
    return Finding(
        told.rule,
        Severity.WARNING,
        indicator=stem,
        place=place,
        message=told.message,
        quote=told.clause.phrase,
        expected=_EXPECTED[told.rule],
        sentence=told.clause.sentence,
        start=told.clause.start,
    )
