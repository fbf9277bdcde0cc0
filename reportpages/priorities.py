"""At a glance: how many indicators have each rating and change, and which need attention first."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from cosmic.record import Record
from cosmic.rules import RAG, Change
from cosmic.units import Unit
from reportpages import formatting

_COLOURS = (RAG.GREEN, RAG.AMBER, RAG.RED)
_ORDER = (*_COLOURS, RAG.CONTEXTUAL, RAG.BASELINE, RAG.IN_DEVELOPMENT, RAG.SUSPENDED, RAG.NOT_DUE, RAG.NO_DATA)
_JUDGED = (Change.IMPROVING, Change.DECLINING)


@dataclass(frozen=True)
class Attention:
    """An indicator that needs attention, and the reason in one line."""

    record: Record
    why: str


def count_ratings(records: list[Record]) -> list[tuple[RAG, int]]:
    """Return how many indicators have each rating: every rating that occurs, and the three colours anyway."""
    counts = Counter(record.rag for record in records)
    return [(rating, counts[rating]) for rating in _ORDER if rating in counts or rating in _COLOURS]


def count_changes(records: list[Record]) -> list[tuple[Change, int]]:
    """Return how many indicators have each change: every change that occurs, and the two that are judged anyway."""
    counts = Counter(record.change for record in records)
    return [(change, counts[change]) for change in Change if change in counts or change in _JUDGED]


def find_priorities(records: list[Record]) -> list[Attention]:
    """Return indicators off target, the furthest first; after them those on target that decline, the fastest first."""
    off = [record for record in records if record.rag in (RAG.RED, RAG.AMBER)]
    falling = [record for record in records if record.rag is RAG.GREEN and record.change is Change.DECLINING]
    off.sort(key=lambda record: (record.shortfall is not None, -(record.shortfall or 0)))
    falling.sort(key=_fall, reverse=True)
    return [Attention(record, _why_off(record)) for record in off] + [
        Attention(record, f"{_why_on(record)}, but {_change(record)}") for record in falling
    ]


def _fall(record: Record) -> Decimal:
    """Return how far current is from previous, as a share of previous; 0 where there is nothing to divide by."""
    if not record.current or not record.previous or not record.previous.value:
        return Decimal(0)
    return abs((record.current.value - record.previous.value) / record.previous.value)


def _why_off(record: Record) -> str:
    off_by = ""
    if record.shortfall:
        off_by = f", off by {formatting.in_unit(100 * record.shortfall, Unit.PERCENT, 1)} of it"
    return f"{_current(record)} against a target of {formatting.target_in_words(record)}{off_by}; {_change(record)}"


def _why_on(record: Record) -> str:
    if not record.shortfall:
        return f"on target at {_current(record)}"
    return f"{formatting.rating(record)} at {_current(record)} against a target of {formatting.target_in_words(record)}"


def _current(record: Record) -> str:
    return formatting.current(record)


def _change(record: Record) -> str:
    change = str(record.change).lower()
    if record.change in _JUDGED:
        return f"{change} from {formatting.figure(record.previous, record.indicator)}"
    return "as before" if record.change is Change.NO_CHANGE else f"change: {change}"
