"""An edition's parameters: one file in params/ for each quarter."""

import os
from dataclasses import dataclass
from datetime import date

from cosmic import files, project
from cosmic.errors import CosmicError, Fault, Faults
from cosmic.indicators import Checked, Day
from cosmic.periods import Quarter


class _Params(Checked):
    produced_on: Day
    parameters: dict[str, str]


@dataclass(frozen=True)
class Edition:
    """The finished report of one quarter: what it goes by."""

    quarter: Quarter
    produced_on: date
    parameters: dict[str, str]

    @property
    def name(self) -> str:
        """What its files are called, without an ending."""
        return f"cosmic-{self.quarter}"


def read(quarter: Quarter) -> Edition:
    """The edition of a quarter. Raises Faults where its params file is missing or wrong."""
    path = project.params() / f"{quarter}.yml"
    place = project.shown(path)
    params = files.checked(_Params, files.read_yaml(path), lambda key: f"{place}, {key}".rstrip(", "))
    if params.parameters.get("quarter") != str(quarter):
        found = params.parameters.get("quarter")
        raise Faults([Fault(f"{place}, parameters.quarter", f"must be {quarter}, as the file's name, got: {found!r}")])
    if params.produced_on <= quarter.end:
        message = f"must be after the quarter's end ({quarter.end}), got: {params.produced_on}"
        raise Faults([Fault(f"{place}, produced_on", message)])
    return Edition(quarter, params.produced_on, params.parameters)


def chosen(text: str | None = None) -> Quarter:
    """The quarter that a person asked for, else the one in QUARTO_PROFILE, else the newest in params/."""
    asked = text or "".join(os.environ.get("QUARTO_PROFILE", "").replace(",", " ").split()[:1])
    if asked:
        return Quarter.parse(asked)
    quarters = []
    for path in project.params().glob("*.yml"):
        try:
            quarters.append(Quarter.parse(path.stem))
        except CosmicError as error:
            raise Faults([Fault(project.shown(path), f"is not named for a quarter: {error}")]) from None
    if not quarters:
        raise Faults([Fault("params/", "holds no quarter (a file like 2025-26-Q1.yml)")])
    return max(quarters)
