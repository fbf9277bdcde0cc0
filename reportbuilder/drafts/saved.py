"""What is saved of an edition when the next quarter is started: its records, and the words of its pages."""

from collections.abc import Mapping

from nbformat import NotebookNode
from pydantic import BaseModel, JsonValue, TypeAdapter, ValidationError

from cosmic import editions
from cosmic.periods import Quarter
from cosmic.record import Record
from projectfiles import paths
from projectfiles.errors import Fault, Faults
from reportbuilder.drafts import cell_headings, commentary
from reportbuilder.findings import shorten
from reportpages import saved_records

WORDS = "words"
_MOST_FAULTS, _QUOTED = 3, 60


class _Figure(BaseModel):
    period_end: str
    value: float


class _Target(BaseModel):
    value: float | None
    low: float | None = None
    high: float | None = None
    start: str
    reason: str
    percent_above_previous_year: float | None
    arithmetic: str | None


class _Redefinition(BaseModel):
    start: str
    what: str


class _Indicator(BaseModel):
    stem: str
    code: str
    name: str
    service: str
    unit: str
    decimals: int
    direction: str
    basis: str
    compared_with: str
    tolerance: float | None = None
    redefined: list[_Redefinition]


class _Record(BaseModel):
    """What editions are compared by; a record may hold more."""

    indicator: _Indicator
    target: _Target | None
    current: _Figure | None
    series: list[_Figure]
    benchmarks: dict[str, _Figure]
    rag: str
    words: list[str] = []


_SAVED = TypeAdapter(list[_Record])


def read_saved_records(quarter: Quarter) -> list[dict] | None:
    """Return what was saved of a quarter's edition; None where nothing was.

    Raises Faults where it is not what `cosmic new` saves.
    """
    saved = editions.load_saved_records(quarter)
    if saved is None:
        return None
    try:
        _SAVED.validate_python(saved)
    except ValidationError as error:
        place = paths.shown(paths.kept_records(quarter))
        faults = [_fault(place, wrong["loc"], wrong["input"]) for wrong in error.errors()[:_MOST_FAULTS]]
        raise Faults(faults) from None
    return saved


def validated(records: list[dict]) -> list[dict]:
    """Return records of an edition. Raises ValueError where they are none."""
    _SAVED.validate_python(records)
    return records


def to_save(records: list[Record], notebooks: Mapping[str, NotebookNode]) -> list[dict]:
    """Return what is saved of an edition: its records, each with the words of its page."""
    quarters = [record.edition.quarter for record in records]
    stems = [record.indicator.stem for record in records]
    plain = zip(saved_records.to_plain(records), stems, quarters, strict=True)
    return [record | {WORDS: words_of(notebooks[stem], quarter)} for record, stem, quarter in plain]


def words_of(notebook: NotebookNode, quarter: Quarter) -> list[str]:
    """Return the words of a page in a quarter, a text for each cell, in their order, as the edition prints them."""
    cells = commentary.select_cells(notebook.cells, quarter)
    return [cell_headings.printed(cell) for cell in cells if cell.cell_type == "markdown"]


def _fault(place: str, keys: tuple, value: JsonValue) -> Fault:
    key = ".".join(map(str, keys))
    message = (
        f"is not what cosmic new saves, got: {shorten(repr(value), _QUOTED)}; restore the file as it was committed"
    )
    return Fault(f"{place}, {key}" if key else place, message)
