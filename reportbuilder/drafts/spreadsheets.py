"""The rows of an edition's tables for spreadsheets, which open them as they are.

A text that a spreadsheet would run as a formula begins with an apostrophe. Source: OWASP, CSV Injection.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from cosmic import figures
from cosmic.dated_targets import DatedTarget
from cosmic.definitions import Indicator
from cosmic.periods import months_before
from cosmic.record import Record
from cosmic.units import Unit
from reportbuilder.drafts.draft import Draft
from reportpages import formatting, tables

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
FIGURES_HEADS = """edition code name service basis period_start period_end value unit numerator denominator status
    published target source note""".split()


def scorecard(records: Sequence[Record]) -> tuple[list[str], list[list[str]]]:
    """Return the heads of the scorecard, and a row for each record."""
    rows = tables.scorecard_rows(records)
    return list(rows[0]), [_scorecard_row(record, cells) for record, cells in zip(records, rows, strict=True)]


def _scorecard_row(record: Record, cells: dict[str, tables.Cell]) -> list[str]:
    """Return a row whose month is in words, since a spreadsheet takes `Sep-24` for a day."""
    texts = {head: cell.text for head, cell in cells.items()}
    if record.current:
        texts[tables.UPDATED] = f"End of {formatting.month_and_year(record.current.period_end)}"
    return [_harmless(text) for text in texts.values()]


def figures_rows(draft: Draft) -> Iterator[list[str]]:
    """Yield a row for each figure that the edition knows, unrounded, those that are not available among them."""
    for record, table in zip(draft.records, draft.figures, strict=True):
        known, indicator = figures.known_on(table, draft.edition.produced_on), record.indicator
        targets = record.targets if indicator.charted == indicator.recorded else {}
        for row in known[known["period_end"] <= draft.edition.quarter.end].to_dict("records"):
            cells = _indicator_cells(indicator, row["period_end"]) | row
            cells["edition"] = str(draft.edition.quarter)
            cells["period_start"] = _first_day(indicator.on(row["period_end"]), row["period_end"])
            cells["target"] = _target(targets.get(row["period_end"]))
            yield [_plain(cells[head]) for head in FIGURES_HEADS]


def _target(target: DatedTarget | None) -> Decimal | str | None:
    """Return what a figure is to reach: a number, or the two ends of a range."""
    return None if target is None else target.value if target.value is not None else " to ".join(map(str, target.ends))


def _indicator_cells(indicator: Indicator, period_end: date) -> dict[str, object]:
    """Return what an indicator is called now, and what a figure of a period was measured in and covered then."""
    then = indicator.on(period_end)
    named = {name: getattr(indicator, name) for name in ("code", "name", "service")}
    return named | {"basis": then.basis, "unit": then.measured_in if then.unit is Unit.MEASURE else then.unit}


def _first_day(indicator: Indicator, period_end: date) -> date:
    before = months_before(period_end, max(indicator.recorded.months_covered(period_end), 1) - 1)
    return before.replace(day=1)


def _plain(value: object) -> str:
    if value is None or value != value:  # pandas has a value that is not even equal to itself
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else _harmless(str(value))


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
