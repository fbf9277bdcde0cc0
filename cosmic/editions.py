"""An edition's parameters: one file in params/ for each quarter."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cosmic import files, paths
from cosmic.committee import Committee, read_committee
from cosmic.definitions import Indicator
from cosmic.errors import CosmicError, Faults
from cosmic.periods import Quarter
from cosmic.schemes import Scheme
from savedfiles.models import Checked, Day, Text

_MOST_BEFORE = 12  # editions whose ranges are looked back at


class Acknowledgement(Checked):
    """A finding that a person has looked at and leaves as it is: its rule, indicator and quote, and the reason."""

    rule: Text
    indicator: Text | None = None
    quote: Text
    reason: Text


class Params(Checked):
    """What a params file holds."""

    produced_on: Day
    parameters: dict[str, str]
    acknowledged: tuple[Acknowledgement, ...] | None = None


@dataclass(frozen=True)
class Edition:
    """The finished report of one quarter: its day of production, and what else its params file gives."""

    quarter: Quarter
    produced_on: date
    parameters: dict[str, str]
    committee: Committee
    acknowledged: tuple[Acknowledgement, ...] = ()

    @property
    def place(self) -> str:
        """Return its file in params/, as messages print it."""
        return paths.shown(paths.params() / f"{self.quarter}.yml")

    @property
    def name(self) -> str:
        """Return the name of its files, without a suffix."""
        return f"{self.committee.stem}-{self.quarter}"

    @property
    def scheme(self) -> Scheme:
        """Return the committee's rating scheme, for indicators that have none of their own."""
        return self.committee.ratings.scheme


def load_edition(quarter: Quarter) -> Edition:
    """Return the edition of a quarter. Raises Faults where its params file is missing or wrong."""
    path = paths.params() / f"{quarter}.yml"
    params, place = files.read_model(path, Params), paths.shown(path)
    named = params.parameters.get("quarter")
    if named != str(quarter):
        raise Faults.at(f"{place}, parameters.quarter", f"must be {quarter}, as in the file's name, got: {named!r}")
    if params.produced_on <= quarter.end:
        message = f"must be after the quarter's end ({quarter.end}), got: {params.produced_on}"
        raise Faults.at(f"{place}, produced_on", message)
    return Edition(quarter, params.produced_on, params.parameters, read_committee(), params.acknowledged or ())


def list_quarters() -> list[Quarter]:
    """Return the quarters that have a params file, oldest first. Raises Faults where a file is not named for one."""
    quarters = []
    for path in paths.params().glob("[!.~]*.yml"):
        try:
            quarters.append(Quarter.parse(path.stem))
        except CosmicError as error:
            raise Faults.at(
                paths.shown(path), f"is not named for a quarter: {error}; rename it, or delete it"
            ) from None
    return sorted(quarters)


def find_quarter_before(quarter: Quarter) -> Quarter | None:
    """Return the quarter of the last edition before this one; None for the first."""
    return max((earlier for earlier in list_quarters() if earlier < quarter), default=None)


def with_quarter_before(quarter: Quarter) -> list[Quarter]:
    """Return a quarter, and that of the last edition before it if there is one."""
    before = find_quarter_before(quarter)
    return [quarter, before] if before else [quarter]


def list_reported(indicators: list[Indicator], *quarters: Quarter) -> list[Indicator]:
    """Return the indicators that any of some quarters' editions has. Raises Faults as `load_saved_records` does.

    A definition says from when to when it is reported. One that does not say from when is new to an edition whose saved
    records lack it.
    """
    stems: set[str] = set()
    for quarter in quarters:
        saved = load_saved_records(quarter)
        had = None if saved is None else {record["indicator"]["stem"] for record in saved}
        for one in indicators:
            has_come = one.reported_from <= quarter if one.reported_from else had is None or one.stem in had
            if has_come and not (one.reported_until and one.reported_until < quarter):
                stems.add(one.stem)
    return [one for one in indicators if one.stem in stems]


def list_before(quarter: Quarter) -> list[Quarter]:
    """Return the quarters of the last editions before this one, a few years of them, oldest first."""
    return [earlier for earlier in list_quarters() if earlier < quarter][-_MOST_BEFORE:]


def load_earlier_records(quarter: Quarter) -> list[dict]:
    """Return the records that are saved of the last editions before a quarter's. Raises Faults."""
    contents = [files.read_content(paths.kept_records(earlier)) for earlier in list_before(quarter)]
    return _all_records(quarter, tuple(content for content in contents if content is not None))


@lru_cache(maxsize=4)  # each indicator of an edition asks for them
def _all_records(quarter: Quarter, _contents: tuple[bytes, ...]) -> list[dict]:
    return [record for earlier in list_before(quarter) for record in load_saved_records(earlier) or []]


def load_saved_records(quarter: Quarter) -> list[dict] | None:
    """Return the saved records of a quarter's edition; None where none were saved. Raises Faults."""
    path = paths.kept_records(quarter)
    if files.read_content(path) is None:
        return None
    try:
        records = files.read_json(path)
        stems = [record["indicator"]["stem"] for record in records]
    except (ValueError, TypeError, KeyError) as error:
        raise Faults.at(paths.shown(path), f"does not contain the records of an edition: {error!r}") from None
    if not stems:
        raise Faults.at(paths.shown(path), "contains no record")
    return records
