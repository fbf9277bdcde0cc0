"""Remember which returns were asked for, and which came back and are not taken in yet: on this computer alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from cosmic.periods import Quarter
from reportbuilder import places


@dataclass(frozen=True)
class UnderWay:
    """When an indicator was asked for, and until when; when an answer came back, and how many faults it had.

    An answer without a fault waits for what came back with it. `taken_in` is the SHA-256 of the workbook that had been
    taken in last by then: once another one has been, the answer waits no more.
    """

    asked: date | None = None
    due: date | None = None
    came_back: date | None = None
    faults: int = 0
    taken_in: str | None = None

    def is_waiting(self, taken_in: str | None) -> bool:
        """Tell whether an answer came back and is not taken in, by the workbook that was taken in last by now."""
        return self.came_back is not None and self.taken_in == taken_in


_ByQuarter = dict[str, dict[str, UnderWay]]
_REMEMBERED = TypeAdapter(_ByQuarter)


def read_under_way(quarter: Quarter) -> dict[str, UnderWay]:
    """Return what is remembered of a quarter's returns, by stem; nothing where it was forgotten."""
    return _read().get(str(quarter), {})


def with_asked(quarter: Quarter, stems: Iterable[str], today: date, due: date) -> dict[Path, bytes]:
    """Return the file that remembers, with indicators that are asked for; the day of the first time stays."""
    known = {stem: read_under_way(quarter).get(stem, UnderWay()) for stem in stems}
    return _with(quarter, {stem: replace(one, asked=one.asked or today, due=due) for stem, one in known.items()})


def with_faults(
    quarter: Quarter, faults: Mapping[str, int], taken_in: Mapping[str, str], today: date
) -> dict[Path, bytes]:
    """Return the file that remembers, with indicators that came back and are not taken in, and the faults of each.

    `taken_in` is the SHA-256 of the workbook of each that was taken in last.
    """
    known = read_under_way(quarter)
    came = {
        stem: replace(known.get(stem, UnderWay()), came_back=today, faults=count, taken_in=taken_in.get(stem))
        for stem, count in faults.items()
    }
    return _with(quarter, came)


def file() -> Path:
    """Return the file that remembers, which need not be there."""
    return places.scratch_folder("returns.json")


def _read() -> _ByQuarter:
    try:
        return _REMEMBERED.validate_json(file().read_bytes())
    except (OSError, ValueError):
        return {}


def _with(quarter: Quarter, changed: Mapping[str, UnderWay]) -> dict[Path, bytes]:
    remembered = _read()
    remembered[str(quarter)] = {**remembered.get(str(quarter), {}), **changed}
    return {file(): _REMEMBERED.dump_json(remembered, indent=1)}
