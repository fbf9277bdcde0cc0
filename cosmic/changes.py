"""What changed from one edition to another: two sets of records compared, for any two quarters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cosmic import formatting
from cosmic.definitions import Direction, Unit

_DEFINED = {
    "name": "name",
    "service": "service",
    "unit": "unit",
    "direction": "direction for improvement",
    "basis": "period covered",
    "compared_with": "comparison",
    "tolerance": "tolerance of Amber, in per cent of the target",
}
_JUDGED = ("Red", "Amber", "Green")


class Kind(StrEnum):
    """What can change between two editions, in the order in which it is told."""

    RAG = "RAG rating"
    CROSSED = "Crossed its target"
    FIGURE = "Figure revised"
    TARGET = "Target changed"
    DEFINITION = "Definition changed"
    CAME = "New in this edition"
    WENT = "No longer reported"


@dataclass(frozen=True)
class Difference:
    """One thing that changed of one indicator: `what` says which, `then` and `now` are in the report's words."""

    kind: Kind
    stem: str
    title: str
    what: str
    then: str
    now: str

    @property
    def told(self) -> str:
        """The kind, and which of it where there can be several."""
        return f"{self.kind}: {self.what}" if self.what else str(self.kind)

    @property
    def is_reported(self) -> bool:
        """Whether the later edition has a page of the indicator."""
        return self.kind is not Kind.WENT


def find_changes(earlier: list[dict], later: list[dict]) -> list[Difference]:
    """All that changed from the records of one edition to those of another (both as record.json holds them).

    In the order of the kinds, and within a kind in the order of the report.
    """
    then, now = ({record["indicator"]["stem"]: record for record in held} for held in (earlier, later))
    found = [
        difference
        for stem in dict.fromkeys([*now, *then])
        for difference in _of_indicator(stem, then.get(stem), now.get(stem))
    ]
    kinds = list(Kind)
    return sorted(found, key=lambda difference: kinds.index(difference.kind))


def _of_indicator(stem: str, then: dict | None, now: dict | None) -> Iterator[Difference]:
    title = _title(now or then)
    if then is None or now is None:
        kind = Kind.CAME if then is None else Kind.WENT
        yield Difference(kind, stem, title, "", _standing(then), _standing(now))
        return
    for compare in (_rag, _crossed, _figures, _target, _definition):
        for kind, what, before, after in compare(then, now):
            yield Difference(kind, stem, title, what, before, after)


def _rag(then: dict, now: dict) -> Iterator[tuple]:
    if then["rag"] != now["rag"]:
        yield Kind.RAG, "", then["rag"], now["rag"]


def _crossed(then: dict, now: dict) -> Iterator[tuple]:
    """From on target to off target, or back, between two editions that both judge the figure."""
    if then["rag"] in _JUDGED and now["rag"] in _JUDGED and (then["rag"] == "Green") != (now["rag"] == "Green"):
        what = "now off target" if then["rag"] == "Green" else "now on target"
        yield Kind.CROSSED, what, _against_target(then), _against_target(now)


def _figures(then: dict, now: dict) -> Iterator[tuple]:
    """Figures and means of one period that both editions hold, with unlike values."""
    before, after = _held(then), _held(now)
    for (name, period_end), value in before.items():
        if after.get((name, period_end), value) != value:
            what = f"{name} {formatting.month(date.fromisoformat(period_end))}".strip()
            yield Kind.FIGURE, what, _printed(then, value), _printed(now, after[name, period_end])


def _held(record: dict) -> dict[tuple[str, str], float]:
    """The values that a record holds, by name (none for the indicator's own) and period."""
    figures = [("", held) for held in record["series"]] + list(record["benchmarks"].items())
    return {(name, held["period_end"]): held["value"] for name, held in figures}


def _target(then: dict, now: dict) -> Iterator[tuple]:
    """A target set anew; one that follows the same rule from the same day is the same target."""
    before, after = then["target"], now["target"]
    if not (before and after) and (before or after or {}).get("arithmetic"):
        return  # a rule whose base is not held in one of the two
    if _rule(before) != _rule(after):
        what = after["reason"] if after else ""
        yield Kind.TARGET, what, *(_target_in_words(record) for record in (then, now))


def _rule(target: dict | None) -> tuple | None:
    """What makes a target the same: its rule, or else its value, and since when."""
    if target is None:
        return None
    percent = target["percent_above_previous_year"]
    return target["start"], percent, None if target["arithmetic"] else target["value"]


def _definition(then: dict, now: dict) -> Iterator[tuple]:
    before, after = then["indicator"], now["indicator"]
    for key, name in _DEFINED.items():
        if before[key] != after[key]:
            yield Kind.DEFINITION, name, str(before[key]), str(after[key])
    for change in after["redefined"]:
        if change not in before["redefined"]:
            day = formatting.day_in_full(date.fromisoformat(change["start"]))
            yield Kind.DEFINITION, change["what"], f"before {day}", f"from {day}"


def _title(record: dict) -> str:
    return f"{record['indicator']['code']}: {record['indicator']['name']}"


def _standing(record: dict | None) -> str:
    """How an indicator stands in an edition that has it."""
    return f"{_current(record)}, {record['rag']}" if record else "not reported"


def _against_target(record: dict) -> str:
    return f"{_current(record)}, target {_target_in_words(record)}"


def _current(record: dict) -> str:
    return _printed(record, record["current"]["value"]) if record["current"] else formatting.NO_DATA


def _target_in_words(record: dict) -> str:
    if record["target"]:
        return _printed(record, record["target"]["value"])
    return "Contextual" if record["indicator"]["direction"] == Direction.CONTEXTUAL else "Not set"


def _printed(record: dict, value: float) -> str:
    indicator = record["indicator"]
    return formatting.in_unit(Decimal(str(value)), Unit(indicator["unit"]), indicator["decimals"])
