"""Work out where a quarter stands, indicator by indicator: its figure, its words, its path to green, its findings."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cosmic.editions import Edition
from cosmic.record import Record
from cosmic.rules import RAG
from reportbuilder.drafts import actions, commentary
from reportbuilder.drafts.actions import State
from reportbuilder.drafts.commentary import Section
from reportbuilder.drafts.draft import Draft
from reportbuilder.drafts.due_periods import due_in
from reportbuilder.findings import Finding
from reportbuilder.returned.stages import Returned, find_returned


class Figure(StrEnum):
    """How the figure stands that is due by the day of the edition; it is missing once that day has come."""

    IN = "in"
    DUE = "due"
    MISSING = "missing"
    NOT_AVAILABLE = "not available"
    NONE_DUE = "none due"


class Words(StrEnum):
    """How a section stands; a path to green is due where the rating is Red or Amber."""

    WRITTEN = "written"
    MISSING = "missing"
    NOT_DUE = "not due"


@dataclass(frozen=True)
class IndicatorStatus:
    """Where one indicator stands: `period_end` is that of the figure that is due, `findings` counts the open ones.

    `returned` is None in a project that uses no returns.
    """

    record: Record
    figure: Figure
    period_end: date | None
    commentary: Words
    path_to_green: Words
    late_actions: int
    findings: int
    returned: Returned | None


@dataclass(frozen=True)
class QuarterStatus:
    """Where a quarter stands on a day; `findings` counts the open ones that are about no one indicator."""

    edition: Edition
    days_left: int
    indicators: list[IndicatorStatus]
    findings: int


def find_status(draft: Draft, findings: list[Finding], today: date) -> QuarterStatus:
    """Return where a quarter stands, in the order of the report."""
    opened = Counter(finding.indicator for finding in findings if finding.is_open)
    returned = find_returned(draft)
    indicators = [
        _of_indicator(draft, record, opened[record.indicator.stem], returned.get(record.indicator.stem), today)
        for record in draft.records
    ]
    others = opened.total() - sum(one.findings for one in indicators)
    return QuarterStatus(draft.edition, (draft.edition.produced_on - today).days, indicators, others)


def _of_indicator(
    draft: Draft, record: Record, findings: int, returned: Returned | None, today: date
) -> IndicatorStatus:
    quarter, day = draft.edition.quarter, draft.edition.produced_on
    cells = draft.notebooks[record.indicator.stem].cells
    written = {prose.section for prose in commentary.read_prose(cells, quarter)}
    is_off_target = record.rag in (RAG.RED, RAG.AMBER)
    figure, period_end = _figure(record, today)
    return IndicatorStatus(
        record=record,
        figure=figure,
        period_end=period_end,
        commentary=_words(Section.COMMENTARY in written, is_due=True),
        path_to_green=_words(Section.PATH_TO_GREEN in written, is_due=is_off_target),
        late_actions=sum(one.state_on(day) is State.LATE for one in actions.read_actions(cells, quarter)),
        findings=findings,
        returned=returned,
    )


def _words(is_written: bool, is_due: bool) -> Words:
    if is_written:
        return Words.WRITTEN
    return Words.MISSING if is_due else Words.NOT_DUE


def _figure(record: Record, today: date) -> tuple[Figure, date | None]:
    """Return how the figure stands that is due, and the end of its period."""
    indicator, edition = record.indicator, record.edition
    due = due_in(edition, indicator)
    if due is None or record.rag is RAG.SUSPENDED:
        return Figure.NONE_DUE, None
    if due in {figure.period_end for figure in record.recorded}:
        return Figure.IN, due
    if due in {missing.period_end for missing in record.unavailable}:
        return Figure.NOT_AVAILABLE, due
    return Figure.DUE if today < edition.produced_on else Figure.MISSING, due
