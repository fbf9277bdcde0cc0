"""Show where a quarter stands: as a table for a terminal, or as values for JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportbuilder.returned.stages import Returned, Stage
from reportbuilder.returned.words import stage
from reportbuilder.status.quarter_status import Figure, IndicatorStatus, QuarterStatus, Words
from reportpages import formatting

_HEADS = ("Figure", "Commentary", "Path to green", "Open findings")
_OF_RETURNS = "Return"


class Told(NamedTuple):
    """What is told of an indicator, and whether somebody is to do something about it."""

    text: str
    is_to_do: bool


def as_text(status: QuarterStatus) -> str:
    """Return a line for each indicator below its service, and what is still to be done in all."""
    rows: list[tuple[str, ...]] = [("", *heads(status))]
    for service, own in by_service(status).items():
        rows += [(service,), *((f"  {one.record.indicator.code}", *(told.text for told in cells(one))) for one in own)]
    return "\n".join([opening(status), "", *_aligned(rows), "", summary(status)])


def opening(status: QuarterStatus) -> str:
    """Return which quarter it is, the day of its edition, and how far away that is."""
    day = formatting.day_in_full(status.edition.produced_on)
    return f"{status.edition.quarter.label}, produced on {day}: {_days(status.days_left)}"


def heads(status: QuarterStatus) -> tuple[str, ...]:
    """Return the heads of what is told of each indicator; one is of returns, where the project uses them."""
    return (*_HEADS, _OF_RETURNS) if any(one.returned for one in status.indicators) else _HEADS


def by_service(status: QuarterStatus) -> dict[str, list[IndicatorStatus]]:
    """Return the indicators by their services, in the order of the report."""
    services: dict[str, list[IndicatorStatus]] = {}
    for one in status.indicators:
        services.setdefault(one.record.indicator.service, []).append(one)
    return services


def cells(one: IndicatorStatus) -> list[Told]:
    """Return what is told of an indicator, as many cells as there are heads."""
    figure = f"{one.figure} ({formatting.month(one.period_end)})" if one.period_end else str(one.figure)
    late = f", {one.late_actions} late" if one.late_actions else ""
    told = [
        Told(figure, one.figure in (Figure.DUE, Figure.MISSING)),
        Told(one.commentary, one.commentary is Words.MISSING),
        Told(f"{one.path_to_green}{late}", one.path_to_green is Words.MISSING or bool(late)),
        Told(str(one.findings), one.findings > 0),
    ]
    if one.returned:
        told.append(Told(stage(one.returned), one.returned.stage in (Stage.WRONG, Stage.WAITING, Stage.CHANGED)))
    return told


def _days(left: int) -> str:
    if left == 0:
        return "today"
    count = f"{abs(left)} day{'s' * (abs(left) != 1)}"
    return f"{count} left" if left > 0 else f"{count} ago"


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield each row as a line, its cells below one another; the name of a service may be longer than a column."""
    whole = [row for row in rows if len(row) > 1]
    widths = [max(map(len, column)) for column in zip(*whole, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)] if len(row) > 1 else row
        yield "  ".join(cells).rstrip()


def summary(status: QuarterStatus) -> str:
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
    line = returned.line
    days = {
        "due": returned.due,
        "received": line.received if line else None,
        "signed_off_on": line.signed_off_on if line else None,
    }
    in_words = {name: day.isoformat() if day else None for name, day in days.items()}
    signed_by = line.signed_off_by if line else None
    return {"stage": returned.stage, "faults": returned.faults, **in_words, "signed_off_by": signed_by}
