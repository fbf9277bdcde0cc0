"""An edition's parameters: one file in params/ for each quarter."""

from dataclasses import dataclass
from datetime import date

from cosmic import files, paths
from cosmic.definitions import Checked, Day, Text
from cosmic.errors import CosmicError, Fault, Faults
from cosmic.periods import Quarter

FORMATS = ("html", "pdf", "docx")
RECORD = "record.json"
TABLES = ("scorecard.csv", RECORD)


class Acknowledgement(Checked):
    """A finding that was looked at and is left as it is: its rule, indicator and quote, and why."""

    rule: Text
    indicator: Text | None = None
    quote: Text
    reason: Text


class _Params(Checked):
    produced_on: Day
    parameters: dict[str, str]
    acknowledged: tuple[Acknowledgement, ...] | None = None


@dataclass(frozen=True)
class Edition:
    """The finished report of one quarter: what it goes by."""

    quarter: Quarter
    produced_on: date
    parameters: dict[str, str]
    acknowledged: tuple[Acknowledgement, ...] = ()
    committee: str = ""

    @property
    def place(self) -> str:
        """Its file in params/, as messages print it."""
        return paths.shown(paths.params() / f"{self.quarter}.yml")

    @property
    def name(self) -> str:
        """What its files are called, without an ending."""
        return f"cosmic-{self.quarter}"

    @property
    def files(self) -> tuple[str, ...]:
        """The names of its files: documents, then tables."""
        return (*(f"{self.name}.{form}" for form in FORMATS), *TABLES)


def load_edition(quarter: Quarter) -> Edition:
    """The edition of a quarter. Raises Faults where its params file is missing or wrong."""
    path = paths.params() / f"{quarter}.yml"
    place = paths.shown(path)
    params = files.validate(_Params, files.read_yaml(path), lambda key: f"{place}, {key}".rstrip(", "))
    if params.parameters.get("quarter") != str(quarter):
        found = params.parameters.get("quarter")
        raise Faults([Fault(f"{place}, parameters.quarter", f"must be {quarter}, as the file's name, got: {found!r}")])
    if params.produced_on <= quarter.end:
        message = f"must be after the quarter's end ({quarter.end}), got: {params.produced_on}"
        raise Faults([Fault(f"{place}, produced_on", message)])
    return Edition(quarter, params.produced_on, params.parameters, params.acknowledged or (), _committee())


def _committee() -> str:
    """Return the name of the committee that the report is for, from the project's metadata."""
    path = paths.root() / "_quarto.yml"
    metadata = files.read_yaml(path)
    committee = metadata.get("committee") if isinstance(metadata, dict) else None
    if not isinstance(committee, str):
        raise Faults([Fault(f"{paths.shown(path)}, committee", f"must be the committee's name, got: {committee!r}")])
    return committee


def list_quarters() -> list[Quarter]:
    """The quarters that have a params file, oldest first."""
    held = []
    for path in paths.params().glob("*.yml"):
        try:
            held.append(Quarter.parse(path.stem))
        except CosmicError as error:
            raise Faults([Fault(paths.shown(path), f"is not named for a quarter: {error}")]) from None
    return sorted(held)


def find_quarter_before(quarter: Quarter) -> Quarter | None:
    """The quarter of the last edition before this one; None for the first."""
    return max((held for held in list_quarters() if held < quarter), default=None)
