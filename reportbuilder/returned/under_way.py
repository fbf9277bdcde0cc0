"""Remember which returns were asked for, and which came back and are not taken in yet: on this computer alone."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from cosmic.periods import Quarter
from reportbuilder import places

_NAME = "returns.json"


@dataclass(frozen=True)
class UnderWay:
    """When an indicator was asked for, and until when; when an answer came back, and how many faults it had.

    An answer without a fault waits for what came back with it.
    """

    asked: date | None = None
    due: date | None = None
    came_back: date | None = None
    faults: int = 0


def read_under_way(quarter: Quarter) -> dict[str, UnderWay]:
    """Return what is remembered of a quarter's returns, by stem; nothing where it was forgotten."""
    return {stem: _read(said) for stem, said in _remembered().get(str(quarter), {}).items()}


def with_asked(quarter: Quarter, stems: Iterable[str], today: date, due: date) -> dict[Path, str]:
    """Return the file that remembers, with indicators that are asked for; the day of the first time stays."""
    known = read_under_way(quarter)
    asked = {stem: known.get(stem, UnderWay()) for stem in stems}
    return _with(quarter, {stem: replace(one, asked=one.asked or today, due=due) for stem, one in asked.items()})


def with_faults(quarter: Quarter, faults: Mapping[str, int], today: date) -> dict[Path, str]:
    """Return the file that remembers, with indicators that came back and are not taken in, and the faults of each."""
    known = read_under_way(quarter)
    came = {stem: replace(known.get(stem, UnderWay()), came_back=today, faults=count) for stem, count in faults.items()}
    return _with(quarter, came)


def _with(quarter: Quarter, changed: Mapping[str, UnderWay]) -> dict[Path, str]:
    said = {stem: {name: _word(value) for name, value in asdict(one).items()} for stem, one in changed.items()}
    remembered = _remembered()
    remembered[str(quarter)] = {**remembered.get(str(quarter), {}), **said}
    return {places.scratch_folder(_NAME): json.dumps(remembered, indent=1) + "\n"}


def _remembered() -> dict[str, dict[str, dict]]:
    try:
        return json.loads(places.scratch_folder(_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _read(said: Mapping[str, object]) -> UnderWay:
    days = {name: date.fromisoformat(str(said[name])) for name in ("asked", "due", "came_back") if said.get(name)}
    return UnderWay(**days, faults=int(str(said.get("faults", 0))))


def _word(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
