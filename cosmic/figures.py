"""Figures and benchmarks: tables read from data/ and checked, and what was known of them on a day."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Self, TypeVar, get_args

import pandas as pd
from pydantic import BeforeValidator, model_validator

from cosmic import small_numbers
from cosmic.definitions import Combining, Indicator
from cosmic.means import Kind
from cosmic.neighbours import Neighbours, load_neighbours
from cosmic.periods import MONTHS
from cosmic.rules import rounded
from cosmic.targets import Peer
from cosmic.units import Traits, Unit
from projectfiles import files, paths
from projectfiles.errors import Fault, Faults, attempt, raise_any
from savedfiles import days, numbers, words
from savedfiles.models import Checked, Day, MonthEnd, SignedNumber, Text, chosen, read_signed_number


class Status(StrEnum):
    """How far a figure can be relied on, or why there is none."""

    PUBLISHED = "published"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    ESTIMATED = "estimated"
    SUPPRESSED = "suppressed"
    NOT_AVAILABLE = "not available"
    NOT_YET_DUE = "not yet due"

    @property
    def has_value(self) -> bool:
        """Tell whether a figure of this status may be shown."""
        return self not in (Status.SUPPRESSED, Status.NOT_AVAILABLE, Status.NOT_YET_DUE)


class Benchmark(StrEnum):
    ENGLAND = Peer.ENGLAND
    NEIGHBOURS = Peer.NEIGHBOURS


_DAYS = ("period_end", "published")
_NO_FIGURE = f"leave the cell empty, set the status to “{Status.NOT_AVAILABLE}”, and say why under note"
_LIKELY = dict.fromkeys(numbers.NO_NUMBER, Status.NOT_AVAILABLE) | {
    "withheld": Status.SUPPRESSED,
    "z": Status.NOT_YET_DUE,
    "[z]": Status.NOT_YET_DUE,
    "p": Status.PROVISIONAL,
    "[p]": Status.PROVISIONAL,
    "r": Status.REVISED,
    "[r]": Status.REVISED,
    "e": Status.ESTIMATED,
    "[e]": Status.ESTIMATED,
    "[c]": Status.SUPPRESSED,
    "c": Status.SUPPRESSED,
    "confidential": Status.SUPPRESSED,
    "final": Status.PUBLISHED,
    "actual": Status.PUBLISHED,
}
Cells = dict[str, str | None]


def _read_value(value: object) -> Decimal:
    """Return a figure's number; raise ValueError with what to do where it says that there is none."""
    try:
        return read_signed_number(value)
    except ValueError as error:
        meaning = numbers.find_meaning(value) if isinstance(value, str) else None
        if meaning is None and not re.fullmatch(r"[^\W\d][^\d]*", str(value)):
            raise
        nought = "where there is no figure, " if not meaning else "type 0 if none was counted; else " * ("0" in meaning)
        raise ValueError(f"{error}; {nought}{_NO_FIGURE}") from None


def _read_coverage(value: object) -> str | None:
    """Return of how many authorities a mean is: `12 of 15`. Raises ValueError for what says no such thing."""
    if value is None:
        return None
    match = re.fullmatch(r"([0-9]+) (?:of|out of) ([0-9]+)", " ".join(str(value).split()))
    if not match or not 0 < int(match[1]) <= int(match[2]):
        raise ValueError(f"must be so many authorities of all, such as 12 of 15, got: {value!r}")
    return f"{int(match[1])} of {int(match[2])}"


class _Row(Checked):
    period_end: MonthEnd
    published: Day
    source: Text
    note: Text | None


Row = TypeVar("Row", bound=_Row)


class FigureRow(_Row):
    """One value of an indicator at a period end, as published on a day."""

    value: Annotated[Decimal, BeforeValidator(_read_value)] | None
    numerator: SignedNumber | None
    denominator: SignedNumber | None
    status: Annotated[Status, chosen(Status, _LIKELY)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        is_withheld = self.status is Status.SUPPRESSED
        if not is_withheld and (self.value is None) == self.status.has_value:
            got = f"got: value {self.value}, status {self.status}"
            without = f"“{Status.NOT_AVAILABLE}”" if self.status.has_value else f"“{self.status}”"
            remedy = "give the value, or the status and under note the reason why there is none"
            raise ValueError(f"must have either a value or the status {without}, {got}; {remedy}")
        if self.published < self.period_end and self.status is not Status.NOT_YET_DUE:
            got = f"got: published {self.published}, period_end {self.period_end}"
            raise ValueError(f"must be published after its period ends, {got}; correct the one that is mistyped")
        if (self.numerator is None) != (self.denominator is None):
            raise ValueError("must have both a numerator and a denominator, or neither")
        return self


class PartRow(FigureRow):
    """One value of a part of an indicator."""

    part: Text


class BenchmarkRow(_Row):
    """A mean for comparison, in the unit of its indicator; the columns of what it says of itself may be left out."""

    indicator: Text
    benchmark: Annotated[Benchmark, chosen(Benchmark)]
    value: SignedNumber
    kind: Annotated[Kind, chosen(Kind)] | None = None
    coverage: Annotated[str, BeforeValidator(_read_coverage)] | None = None
    neighbours: Text | None = None
    definition: Text | None = None
    numerator: SignedNumber | None = None
    denominator: SignedNumber | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if "kind" in self.model_fields_set and self.kind is None:
            raise ValueError(f"is a mean without kind; fill in kind: {', '.join(Kind)}")
        if (self.numerator is None) != (self.denominator is None):
            raise ValueError("must have both a numerator and a denominator, or neither")
        return self


def _misfits_of_mean(row: BenchmarkRow, lists: Mapping[str, Neighbours]) -> Iterator[str]:
    """Yield what is wrong with the list of neighbours of a mean, which one that says its kind must name."""
    if row.benchmark is not Benchmark.NEIGHBOURS:
        if row.neighbours:
            yield f"neighbours must be empty for the {row.benchmark}, got: {row.neighbours!r}; clear the cell"
        return
    if row.kind and not row.neighbours:
        yield f"is without neighbours; give the name of their list in {paths.shown(paths.neighbours())}"
    elif row.neighbours and row.neighbours not in lists:
        place, named = paths.shown(paths.neighbours()), ", ".join(lists) or "none"
        yield f"neighbours must be a list of {place} ({named}), got: {row.neighbours!r}; add it there, or name another"
    elif row.neighbours and row.coverage:
        count = len(lists[row.neighbours].authorities)
        if not row.coverage.endswith(f" of {count}"):
            yield f"coverage must be of the {count} authorities that {row.neighbours!r} lists, got: {row.coverage}"


def load_figures(indicator: Indicator) -> pd.DataFrame:
    """Return all figures ever published of an indicator: a row a publication, with its line in `row`.

    `value` is unrounded: worked out from numerator and denominator where these are given. Where it is not to be shown,
    the row has none of the three, and the status “suppressed”. Raises Faults with every wrong row.
    """
    return _without_small_numbers(read_figures(indicator), indicator)


def read_figures(indicator: Indicator) -> pd.DataFrame:
    """Return what `load_figures` does with what is not to be shown, for the check that nothing gives it back."""
    path = paths.figures(indicator.stem)
    table = read_rows(indicator, path)
    if table.empty and not indicator.in_development:
        raise Faults.at(paths.shown(path), "has no figures, though the indicator is not in development")
    return _worked_out(table, indicator)


def read_rows(indicator: Indicator, path: Path) -> pd.DataFrame:
    """Return the rows of a table of an indicator's figures as they are typed. Raises Faults with every wrong row."""
    misfits = partial(_misfits, indicator=indicator)
    return _read_table(path, FigureRow, misfits, [*_DAYS], lambda _: indicator.unit.traits)


def load_parts(indicator: Indicator) -> pd.DataFrame:
    """Return the parts of an indicator's figures, as `load_figures` does; no row where it has no parts.

    Raises Faults with every wrong row.
    """
    return _without_small_numbers(read_parts(indicator), indicator)


def read_parts(indicator: Indicator) -> pd.DataFrame:
    """Return what `load_parts` does with what is not to be shown, for the check that nothing gives it back."""
    if indicator.parts is None:
        return _table({}, PartRow)
    names = indicator.parts.names

    def misfits(row: PartRow) -> Iterator[str]:
        yield from _misfits(row, indicator)
        if row.part not in names:
            yield f"part must be one of {', '.join(names)}, as the definition names them, got: {row.part!r}"

    keys = ["part", *_DAYS]
    return _worked_out(
        _read_table(paths.parts(indicator.stem), PartRow, misfits, keys, lambda _: indicator.unit.traits), indicator
    )


def _worked_out(table: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return figures unrounded: worked out from numerator and denominator where these are given."""
    for line, row in table[table["denominator"].notna() & table["value"].notna()].iterrows():
        times = indicator.on(row["period_end"]).unit.traits.times
        table.loc[line, "value"] = times * row["numerator"] / row["denominator"]
    return table


def _without_small_numbers(table: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return figures without those that are not to be shown. The note of one that is told by its status says why."""
    is_told = (table["status"] == Status.SUPPRESSED).astype(bool)
    counted = table[["period_end", "value", "numerator", "denominator"]].itertuples(index=False, name=None)
    is_small = pd.Series([_is_small(indicator, *cells) for cells in counted], index=table.index, dtype=bool)
    table.loc[is_told | is_small, ["value", "numerator", "denominator"]] = None
    table.loc[is_small & ~is_told, ["status", "note"]] = [Status.SUPPRESSED, None]
    return table


def _is_small(indicator: Indicator, period_end: date, value: object, numerator: object, denominator: object) -> bool:
    return small_numbers.is_small(value, numerator, denominator, indicator.on(period_end))


def load_benchmarks(indicators: list[Indicator]) -> pd.DataFrame:
    """Return all benchmarks ever published: a row a publication, with its list of neighbours and the day of that.

    `indicators` are those whose values are checked against their unit. Raises Faults with every wrong row.
    """
    defined = {indicator.stem: indicator for indicator in indicators}
    stems, lists = paths.stems(), load_neighbours()

    def misfits(row: BenchmarkRow) -> Iterator[str]:
        yield from _misfits_of_mean(row, lists)
        if row.indicator not in stems:
            yield f"indicator must have a definition, got: {row.indicator!r}"
        if row.indicator in defined:
            yield from _out_of_bounds(row.value, defined[row.indicator])

    def traits(cells: Cells) -> Traits | None:
        indicator = defined.get(cells["indicator"] or "")
        return indicator.unit.traits if indicator else None

    keys = ["indicator", "benchmark", "kind", *_DAYS]
    table = _read_table(paths.benchmarks(), BenchmarkRow, misfits, keys, traits)
    named = [lists.get(name) for name in table["neighbours"]]
    table["authorities"] = pd.Series([entry.authorities if entry else () for entry in named], dtype=object)
    table["as_at"] = pd.Series([entry.as_at if entry else None for entry in named], dtype=object)
    return table.assign(status=Status.PUBLISHED)


def known_on(table: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the latest publication of each period that was out by a day, in the order of the periods."""
    out = table[table["published"] <= day]
    keys = [key for key in ("indicator", "benchmark", "kind", "part", "period_end") if key in out.columns]
    return out.sort_values("published").drop_duplicates(keys, keep="last").sort_values("period_end")


def _misfits(row: FigureRow, indicator: Indicator) -> Iterator[str]:
    """Yield what of a row does not fit the definition as it was then."""
    indicator = indicator.on(row.period_end)
    if not indicator.recorded.is_period_end(row.period_end):
        own = f", its year ending in {MONTHS[indicator.recorded.year_ends - 1]}" if indicator.year_ends else ""
        every = f", every {indicator.recorded.months_between} months" if indicator.frequency else ""
        got = f"got: {row.period_end}; give the period's last day"
        yield f"period_end must end a period of the basis {indicator.basis}{every}{own}, {got}"
    if row.value is not None:
        yield from _out_of_bounds(row.value, indicator)
    if row.numerator is not None and row.denominator is not None:
        yield from _wrong_fraction(row.value, row.numerator, row.denominator, indicator)
    elif indicator.reported_as and indicator.combining is Combining.WEIGHTED and row.value is not None:
        needed = f"the figures are put together as a {Combining.WEIGHTED}"
        yield f"must have a numerator and a denominator, as {needed}; fill them in, or give combined_by: sum"


def _out_of_bounds(value: Decimal, indicator: Indicator) -> Iterator[str]:
    """Yield that a value is impossible in its unit, or by what its definition says is possible."""
    lowest, highest = indicator.bounds
    what = "a percentage" if indicator.unit is Unit.PERCENT else f"this indicator ({indicator.unit})"
    if lowest is not None and value < lowest:
        remedy = "correct it, or give the lowest value that is possible in the definition, as lowest"
        yield f"value of {what} must be at least {lowest}, got: {value}; {remedy}"
    if highest is not None and value > highest:
        remedy = "correct it, or give the highest value that is possible in the definition, as highest"
        yield f"value of {what} must be at most {highest}, got: {value}; {remedy}"


def _wrong_fraction(
    value: Decimal | None, numerator: Decimal, denominator: Decimal, indicator: Indicator
) -> Iterator[str]:
    """Yield what is wrong between a value, its numerator and its denominator."""
    times = indicator.unit.traits.times
    if times is None:
        yield f"a {indicator.unit} must have no numerator, got: {numerator}"
    elif value is None:
        yield "must have a value where it has a numerator and a denominator"
    elif denominator <= 0:
        yield f"denominator must be more than zero, got: {denominator}"
    elif indicator.unit is Unit.PERCENT and indicator.bounds[1] == 100 and numerator > denominator:
        yield f"numerator must be at most the denominator, got: {numerator} of {denominator}"
    else:
        exact = times * numerator / denominator
        decimals = len(f"{value:f}".partition(".")[2])
        if abs(exact - value) > Decimal("0.5").scaleb(-decimals):
            got = f"{value} where {numerator} of {denominator} is {rounded(exact, max(decimals, 2))}"
            yield f"value must agree with numerator and denominator, got: {got}; correct what is mistyped"


def _read_table(
    path: Path,
    model: type[Row],
    misfits: Callable[[Row], Iterable[str]],
    keys: list[str],
    traits: Callable[[Cells], Traits | None],
) -> pd.DataFrame:
    """Return a CSV file as a table, each row checked against its model, by `misfits`, and for repeating another."""
    place = paths.shown(path)
    needed = [name for name, field in model.model_fields.items() if field.is_required()]
    lines, wrong_shapes = files.read_table(path, needed, [name for name in model.model_fields if name not in needed])
    day_first = days.shows_day_first(cells[name] for cells in lines.values() for name in _DAYS)

    def check_row(line: int, cells: Cells) -> Row:
        plain = _without_signs(cells, traits(cells))
        row = _validate(model, plain, f"{place}, row {line}", day_first)
        raise_any(Fault(f"{place}, row {line}", message) for message in misfits(row))
        return row

    rows, faults = attempt(partial(check_row, line, cells) for line, cells in lines.items())
    raise_any([*wrong_shapes, *faults])
    table = _table(dict(zip(lines, rows, strict=True)), model)
    raise_any(_repeats(place, table, keys))
    return table


def _table(rows: dict[int, Row], model: type[Row]) -> pd.DataFrame:
    """Return rows by their numbers in a file as a table, with the number of each in `row`."""
    table = pd.DataFrame([dict(row) for row in rows.values()], columns=list(model.model_fields), dtype=object)
    table["row"] = pd.Series(list(rows), dtype=object)
    return table


def _without_signs(cells: Cells, traits: Traits | None) -> Cells:
    """Return the cells without what only repeats the unit, or the status that there is no value."""
    value, status = cells["value"], words.normal(cells.get("status") or "")
    has_none = status in {one for one in Status if not one.has_value}
    if value and has_none and numbers.find_meaning(value):
        return cells | {"value": None}
    return cells | {"value": traits.without(value)} if value and traits else cells


def _validate(model: type[Row], cells: Cells, place: str, day_first: bool) -> Row:
    """Return cells as a row. Raises Faults with all that is wrong with them; what is missing is told as one."""
    needed = [name for name, field in model.model_fields.items() if type(None) not in get_args(field.annotation)]
    missing = [name for name in needed if cells.get(name) is None]
    try:
        return files.validate(model, cells, place, day_first=day_first)
    except Faults as error:
        others = [fault for fault in error.faults if fault.place not in [f"{place}, {name}" for name in missing]]
        without = [Fault(place, f"is without {', '.join(missing)}; fill in what is missing")] if missing else []
        raise Faults(without + others) from None


def _repeats(place: str, table: pd.DataFrame, keys: list[str]) -> Iterator[Fault]:
    first_rows: dict[tuple, int] = {}
    for row, *values in zip(table["row"], *(table[key] for key in keys), strict=True):
        first = first_rows.setdefault(tuple(values), row)
        if row != first:
            got = ", ".join(f"{key} {value}" for key, value in zip(keys, values, strict=True))
            remedy = "delete it, or, where it revises that row, give the day of the revision under published"
            yield Fault(f"{place}, row {row}", f"repeats row {first}, got: {got}; {remedy}")
