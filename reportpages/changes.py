"""What changed from one edition to another: two sets of records compared, for any two quarters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from cosmic.definitions import Direction
from cosmic.units import Unit
from reportpages import formatting

_DEFINED = {
    "name": "name",
    "service": "service",
    "unit": "unit",
    "decimals": "decimals printed",
    "direction": "direction for improvement",
    "basis": "period covered",
    "reported_as": "period reported",
    "compared_with": "comparison",
    "tolerance": "tolerance of Amber, in per cent of the target",
}
_JUDGED = ("Red", "Amber", "Green")
_NOT_REPORTED, _NOT_SAID = "not reported", "none"


class Kind(StrEnum):
    """The kinds of change between two editions, in the order in which they are listed."""

    RAG = "RAG rating"
    CROSSED = "Crossed its target"
    FIGURE = "Figure revised"
    TARGET = "Target changed"
    DEFINITION = "Definition changed"
    CAME = "New in this edition"
    WENT = "No longer reported"


@dataclass(frozen=True)
class Difference:
    """One change of one indicator: `what` says which, `then` and `now` are in the report's words."""

    kind: Kind
    stem: str
    title: str
    what: str
    then: str
    now: str

    @property
    def summary(self) -> str:
        """Return the kind, and which of it where there can be several."""
        return f"{self.kind}: {self.what}" if self.what else str(self.kind)

    @property
    def sentence(self) -> str:
        """Return all of it in one line: `RAG rating: Green, now Amber.`"""
        return f"{self.summary.rstrip('.')}: {self.then}, now {self.now}."


def find_changes(
    earlier: list[dict], later: list[dict], replaced_by: Mapping[str, str | None] = MappingProxyType({})
) -> list[Difference]:
    """Return all that changed from the records of one edition to those of another (as record.json has them).

    In the order of the kinds, and within a kind in the order of the report. `replaced_by` are the stems of the
    indicators that came in the place of others.
    """
    then, now = ({record["indicator"]["stem"]: record for record in records} for records in (earlier, later))
    differences: list[Difference] = []
    for stem in dict.fromkeys([*now, *then]):
        if stem not in then:
            differences.append(_difference(Kind.CAME, now[stem], "", _NOT_REPORTED, _standing(now[stem])))
        elif stem not in now:
            gone = _gone(now.get(replaced_by.get(stem) or ""))
            differences.append(_difference(Kind.WENT, then[stem], "", _standing(then[stem]), gone))
        else:
            for compare in (_rag, _figures, _target, _definition):
                differences += compare(then[stem], now[stem])
    kinds = list(Kind)
    return sorted(differences, key=lambda difference: kinds.index(difference.kind))


def _gone(successor: dict | None) -> str:
    """Return that an indicator is not reported, and which one replaces it."""
    return f"{_NOT_REPORTED}, replaced by {_title(successor)}" if successor else _NOT_REPORTED


def _title(record: dict) -> str:
    return f"{record['indicator']['code']}: {record['indicator']['name']}"


def _difference(kind: Kind, record: dict, what: str, then: str, now: str) -> Difference:
    return Difference(kind, record["indicator"]["stem"], _title(record), what, then, now)


def _rag(then: dict, now: dict) -> Iterator[Difference]:
    """Compare ratings; a target is crossed between two editions that both judge the figure."""
    if then["rag"] != now["rag"]:
        yield _difference(Kind.RAG, now, "", _rating(then), _rating(now))
    was_on, is_on = then["shortfall"] == 0, now["shortfall"] == 0
    if then["rag"] in _JUDGED and now["rag"] in _JUDGED and was_on != is_on:
        what = "now on target" if is_on else "now off target"
        yield _difference(Kind.CROSSED, now, what, _against_target(then), _against_target(now))


def _figures(then: dict, now: dict) -> Iterator[Difference]:
    """Compare the values of figures and means that both editions have of a period."""
    before, after = _values(then), _values(now)
    for (name, period_end), value in before.items():
        revised = after.get((name, period_end), value)
        if revised != value:
            what = f"{name} {formatting.month(date.fromisoformat(period_end))}".strip()
            yield _difference(Kind.FIGURE, now, what, _printed(then, value), _printed(now, revised))


def _values(record: dict) -> dict[tuple[str, str], float]:
    """Return the values of a record's figures by name (none for the indicator's own) and period."""
    figures = [("", figure) for figure in record["series"]] + list(record["benchmarks"].items())
    return {(name, figure["period_end"]): figure["value"] for name, figure in figures}


def _target(then: dict, now: dict) -> Iterator[Difference]:
    """Compare targets; one that follows the same rule from the same day is the same target."""
    targets = [record["target"] for record in (then, now) if record["target"]]
    if len(targets) == 1 and targets[0]["arithmetic"]:
        return  # a rule whose base is missing in one of the two
    if _rule(then["target"]) != _rule(now["target"]):
        what = now["target"]["reason"] if now["target"] else ""
        yield _difference(Kind.TARGET, now, what, _target_in_words(then), _target_in_words(now))


def _rule(target: dict | None) -> tuple | None:
    """Return what makes a target the same: since when, and its rule or else its value."""
    if target is None:
        return None
    ends = None if target["arithmetic"] else tuple(_ends(target))
    return target["start"], target["percent_above_previous_year"], ends


def _ends(target: dict) -> list[float]:
    """Return a target's value, or the ends of its range."""
    return [target["low"], target["high"]] if target["value"] is None else [target["value"]]


def _definition(then: dict, now: dict) -> Iterator[Difference]:
    before, after = then["indicator"], now["indicator"]
    for key, name in _DEFINED.items():
        if key in before and before[key] != after.get(key):
            yield _difference(Kind.DEFINITION, now, name, str(before[key]), str(after.get(key, _NOT_SAID)))
    for redefinition in after["redefined"]:
        if redefinition not in before["redefined"]:
            day = formatting.day_in_full(date.fromisoformat(redefinition["start"]))
            yield _difference(Kind.DEFINITION, now, redefinition["what"], f"before {day}", f"from {day}")


def _standing(record: dict) -> str:
    return f"{_current(record)}, {_rating(record)}"


def _rating(record: dict) -> str:
    """Return a rating by its name; a record holds none where that is its own word."""
    return record.get("rating", record["rag"])


def _against_target(record: dict) -> str:
    return f"{_current(record)}, target {_target_in_words(record)}"


def _current(record: dict) -> str:
    return _printed(record, record["current"]["value"]) if record["current"] else formatting.NO_DATA


def _target_in_words(record: dict) -> str:
    if record["target"]:
        ends = [Decimal(str(end)) for end in _ends(record["target"])]
        return formatting.between(ends, *_unit(record))
    is_contextual = record["indicator"]["direction"] == Direction.CONTEXTUAL
    return formatting.DIRECTIONS[Direction.CONTEXTUAL] if is_contextual else formatting.NOT_SET


def _printed(record: dict, value: float) -> str:
    return formatting.in_unit(Decimal(str(value)), *_unit(record))


def _unit(record: dict) -> tuple[Unit, int, str | None]:
    indicator = record["indicator"]
    return Unit(indicator["unit"]), indicator["decimals"], indicator.get("measured_in")
