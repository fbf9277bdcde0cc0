"""Show where a quarter stands: as a table for a terminal, or as values for JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reportbuilder.status.quarter_status import Figure, IndicatorStatus, QuarterStatus, Words
from reportbuilder.status.returned import Returned, Stage
from reportpages import formatting

_HEADS = ("Figure", "Commentary", "Path to green", "Open findings")
_OF_RETURNS = "Return"


def as_text(status: QuarterStatus) -> str:
    """Return a line for each indicator below its service, and what is still to be done in all."""
    edition = status.edition
    day = formatting.day_in_full(edition.produced_on)
    services = dict.fromkeys(one.record.indicator.service for one in status.indicators)
    lines = [f"{edition.quarter.label}, produced on {day}: {_days(status.days_left)}"]
    has_returns = any(one.returned for one in status.indicators)
    rows: list[tuple[str, ...]] = [("", *_HEADS, *([_OF_RETURNS] if has_returns else []))]
    for service in services:
        own = [one for one in status.indicators if one.record.indicator.service == service]
        rows += [(service,), *((f"  {one.record.indicator.code}", *_cells(one)) for one in own)]
    return "\n".join([*lines, "", *_aligned(rows), "", _summary(status)])


def _days(left: int) -> str:
    if left == 0:
        return "today"
    count = f"{abs(left)} day{'s' * (abs(left) != 1)}"
    return f"{count} left" if left > 0 else f"{count} ago"


def _cells(one: IndicatorStatus) -> tuple[str, ...]:
    figure = f"{one.figure} ({formatting.month(one.period_end)})" if one.period_end else str(one.figure)
    late = f", {one.late_actions} late" if one.late_actions else ""
    cells = (figure, str(one.commentary), f"{one.path_to_green}{late}", str(one.findings))
    return (*cells, _in_words(one.returned)) if one.returned else cells


def _in_words(returned: Returned) -> str:
    """Return how far a return has come, with its day, and with whoever signed it off."""
    if returned.stage is Stage.RECEIVED and returned.received:
        return f"{returned.stage} {formatting.day_in_full(returned.received)}"
    by = f" by {returned.signed_off_by}" if returned.signed_off_by else ""
    on = f", {formatting.day_in_full(returned.signed_off_on)}" if returned.signed_off_on else ""
    return f"{returned.stage}{by}{on}"


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield each row as a line, its cells below one another; the name of a service may be longer than a column."""
    whole = [row for row in rows if len(row) > 1]
    widths = [max(map(len, column)) for column in zip(*whole, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)] if len(row) > 1 else row
        yield "  ".join(cells).rstrip()


def _summary(status: QuarterStatus) -> str:
    """Return what is missing, in words."""
    figures = Counter(one.figure for one in status.indicators)
    missing = figures[Figure.DUE] + figures[Figure.MISSING]
    parts = [
        _count(missing, "figure"),
        _count(_missing(one.commentary for one in status.indicators), "commentary", "commentaries"),
        _count(_missing(one.path_to_green for one in status.indicators), "path to green", "paths to green"),
    ]
    opened = sum(one.findings for one in status.indicators) + status.findings
    return f"Still to come: {', '.join(parts)}. Open: {_count(opened, 'finding')} (cosmic check lists them)."


def _missing(words: Iterable[Words]) -> int:
    return sum(one is Words.MISSING for one in words)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def as_values(status: QuarterStatus) -> dict[str, object]:
    """Return the same as values that JSON has."""
    return {
        "quarter": str(status.edition.quarter),
        "produced_on": status.edition.produced_on.isoformat(),
        "days_left": status.days_left,
        "open_findings": status.findings,
        "indicators": [_values(one) for one in status.indicators],
    }


def _values(one: IndicatorStatus) -> dict[str, object]:
    return {
        "indicator": one.record.indicator.stem,
        "service": one.record.indicator.service,
        "figure": one.figure,
        "period_end": one.period_end.isoformat() if one.period_end else None,
        "commentary": one.commentary,
        "path_to_green": one.path_to_green,
        "late_actions": one.late_actions,
        "open_findings": one.findings,
        "return": _values_of_return(one.returned) if one.returned else None,
    }


def _values_of_return(returned: Returned) -> dict[str, object]:
    days = {"received": returned.received, "signed_off_on": returned.signed_off_on}
    in_words = {name: day.isoformat() if day else None for name, day in days.items()}
    return {"stage": returned.stage, **in_words, "signed_off_by": returned.signed_off_by}
