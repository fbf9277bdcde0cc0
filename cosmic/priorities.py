"""At a glance: how many indicators stand how, and which need attention first."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from cosmic import formatting
from cosmic.record import Record
from cosmic.rules import RAG, Change


@dataclass(frozen=True)
class Attention:
    """An indicator that needs attention, and why, in one line."""

    record: Record
    why: str


def count_ratings(records: list[Record]) -> list[tuple[RAG, int]]:
    """How many indicators have each rating, for every rating that one has and the three colours."""
    held = Counter(record.rag for record in records)
    return [(rating, held[rating]) for rating in _ORDER if held[rating] or rating in _COLOURS]


def count_changes(records: list[Record]) -> list[tuple[Change, int]]:
    """How many indicators went each way, for every way that one went and the two that are judged."""
    held = Counter(record.change for record in records)
    return [(change, held[change]) for change in Change if held[change] or change in _JUDGED]


def find_priorities(records: list[Record]) -> list[Attention]:
    """Indicators off target, the furthest first; behind them those on target that decline, the fastest first."""
    off = [record for record in records if record.rag in (RAG.RED, RAG.AMBER)]
    falling = [record for record in records if record.rag is RAG.GREEN and record.change is Change.DECLINING]
    off.sort(key=lambda record: (record.shortfall is not None, -(record.shortfall or 0)))
    falling.sort(key=lambda record: -fall(record))
    return [Attention(record, _why_off(record)) for record in off] + [
        Attention(record, _why_falling(record)) for record in falling
    ]


def fall(record: Record) -> Decimal:
    """How far current is from previous, as a share of previous; 0 where there is nothing to divide by."""
    current, previous = record.current.value, record.previous.value
    return abs(current - previous) / previous if previous else Decimal(0)


def _why_off(record: Record) -> str:
    current = formatting.figure(record.current, record.indicator)
    return f"{current} against a target of {formatting.target(record)}{_off_by(record)}; {_went(record)}"


def _off_by(record: Record) -> str:
    return "" if record.shortfall is None else f", off by {formatting.share(record.shortfall)} of it"


def _why_falling(record: Record) -> str:
    return f"on target at {formatting.figure(record.current, record.indicator)}, but {_went(record)}"


def _went(record: Record) -> str:
    match record.change:
        case Change.IMPROVING | Change.DECLINING:
            return f"{str(record.change).lower()} from {formatting.figure(record.previous, record.indicator)}"
        case Change.NO_CHANGE:
            return "as before"
        case _:
            return f"change: {str(record.change).lower()}"


_ORDER = (RAG.GREEN, RAG.AMBER, RAG.RED, RAG.CONTEXTUAL, RAG.BASELINE, RAG.IN_DEVELOPMENT, RAG.NO_DATA)
_COLOURS = (RAG.GREEN, RAG.AMBER, RAG.RED)
_JUDGED = (Change.IMPROVING, Change.DECLINING)
