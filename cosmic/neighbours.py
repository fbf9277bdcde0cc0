"""The lists of statistical neighbours, each typed once, from data/neighbours.yml."""

from functools import partial

from pydantic import Field, field_validator

from projectfiles import files, paths
from projectfiles.errors import Faults, gather
from savedfiles.models import Checked, Day, Text


class Neighbours(Checked):
    """A list of the authorities that a council is compared with, and the day on which it stood so."""

    name: Text
    as_at: Day
    source: Text | None = None
    authorities: tuple[Text, ...] = Field(min_length=1)

    @field_validator("authorities")
    @classmethod
    def _are_others(cls, authorities: tuple[str, ...]) -> tuple[str, ...]:
        repeated = [name for name in dict.fromkeys(authorities) if authorities.count(name) > 1]
        if repeated:
            raise ValueError(f"must name each authority once, got twice: {', '.join(repeated)}; delete one of them")
        return authorities


def load_neighbours() -> dict[str, Neighbours]:
    """Return the lists by their names; none where there is no file. Raises Faults with each wrong key and value."""
    path = paths.neighbours()
    if files.read_content(path) is None:
        return {}
    place, content = paths.shown(path), files.read_yaml(path)
    if not isinstance(content, dict):
        raise Faults.at(place, "must hold lists by their names, each with as_at and authorities")
    read = gather(partial(_read, name, entry, place) for name, entry in content.items())
    return {entry.name: entry for entry in read}


def _read(name: str, entry: object, place: str) -> Neighbours:
    place = f"{place}, {name}"
    if not isinstance(entry, dict):
        raise Faults.at(place, f"must be keys and values, as_at and authorities, got: {entry!r}")
    return files.validate(Neighbours, {"name": name} | entry, place)
