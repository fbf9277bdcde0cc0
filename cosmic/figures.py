"""Figures and benchmarks: tables read from data/ and checked, and what was known of them on a day."""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

import pandas as pd
from pydantic import model_validator

from cosmic import files, paths
from cosmic.definitions import Checked, Day, Indicator, Number, Text, Unit
from cosmic.errors import Fault, Faults, gather, raise_any


class Status(StrEnum):
    PUBLISHED = "published"
    PROVISIONAL = "provisional"
    NOT_AVAILABLE = "not available"


class Benchmark(StrEnum):
    ENGLAND = "England Mean"
    NEIGHBOURS = "Statistical Neighbours Mean"


class _Row(Checked):
    period_end: Day
    published: Day
    source: Text
    note: Text | None


Row = TypeVar("Row", bound=_Row)


class FigureRow(_Row):
    """One value of an indicator at a period end, as published on a day."""

    value: Number | None
    numerator: Number | None
    denominator: Number | None
    status: Status

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.value is None) != (self.status is Status.NOT_AVAILABLE):
            got = f"got: value {self.value}, status {self.status}"
            raise ValueError(f"must have either a value or the status “{Status.NOT_AVAILABLE}”, {got}")
        if self.published < self.period_end:
            raise ValueError(f"must be published after its period ends, got: published {self.published}")
        if self.numerator is not None and self.denominator is not None:
            _check_fraction(self.value, self.numerator, self.denominator)
        elif self.numerator is not None or self.denominator is not None:
            raise ValueError("must have both a numerator and a denominator, or neither")
        return self


class BenchmarkRow(_Row):
    """A mean for comparison, in the unit of its indicator."""

    indicator: Text
    benchmark: Benchmark
    value: Number


def load_figures(indicator: Indicator) -> pd.DataFrame:
    """Return all figures ever published of an indicator: a row a publication, with its line in `row`.

    `value` is unrounded: worked out from numerator and denominator where these are given. Raises Faults with every
    wrong row.
    """
    path = paths.figures(indicator.stem)
    table = _read_table(path, FigureRow, partial(_misfits, indicator=indicator), ["period_end", "published"])
    if table.empty and not indicator.in_development:
        raise Faults.at(paths.shown(path), "has no figures, though the indicator is not in development")
    fractions = table[table["denominator"].notna()]
    table.loc[fractions.index, "value"] = 100 * fractions["numerator"] / fractions["denominator"]
    return table


def load_benchmarks(indicators: list[Indicator]) -> pd.DataFrame:
    """Return all benchmarks ever published: a row a publication. Raises Faults with every wrong row.

    `indicators` are those whose values are checked against their unit.
    """
    percentages = {indicator.stem for indicator in indicators if indicator.unit is Unit.PERCENT}
    stems = paths.stems()

    def misfits(row: BenchmarkRow) -> Iterator[str]:
        if row.indicator not in stems:
            yield f"indicator must have a definition, got: {row.indicator!r}"
        if row.indicator in percentages and row.value > 100:
            yield f"value of a percentage must be at most 100, got: {row.value}"

    keys = ["indicator", "benchmark", "period_end", "published"]
    return _read_table(paths.benchmarks(), BenchmarkRow, misfits, keys).assign(status=Status.PUBLISHED)


def known_on(table: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the latest publication of each period that was out by a day, in the order of the periods."""
    out = table[table["published"] <= day]
    keys = [key for key in ("indicator", "benchmark", "period_end") if key in out.columns]
    return out.sort_values("published").drop_duplicates(keys, keep="last").sort_values("period_end")


def _check_fraction(value: Decimal | None, numerator: Decimal, denominator: Decimal) -> None:
    if value is None:
        raise ValueError("must have a value where it has a numerator and a denominator")
    if denominator == 0:
        raise ValueError("denominator must be more than zero, got: 0")
    if numerator > denominator:
        raise ValueError(f"numerator must be at most the denominator, got: {numerator} of {denominator}")
    share = 100 * numerator / denominator
    decimals = len(f"{value:f}".partition(".")[2])
    if abs(share - value) > Decimal("0.5").scaleb(-decimals):
        got = f"{value} where {numerator} of {denominator} is {share:.2f}"
        raise ValueError(f"value must agree with numerator and denominator, got: {got}")


def _misfits(row: FigureRow, indicator: Indicator) -> Iterator[str]:
    indicator = indicator.on(row.period_end)
    if not indicator.basis.is_period_end(row.period_end):
        yield f"period_end must end a period of the basis {indicator.basis}, got: {row.period_end}"
    if indicator.unit is Unit.PERCENT and row.value is not None and row.value > 100:
        yield f"value of a percentage must be at most 100, got: {row.value}"
    if indicator.unit is Unit.COUNT and row.numerator is not None:
        yield f"a count must have no numerator, got: {row.numerator}"


def _read_table(path: Path, model: type[Row], misfits: Callable[[Row], Iterable[str]], keys: list[str]) -> pd.DataFrame:
    """Return a CSV file as a table, each row checked against its model, by `misfits`, and for repeating another."""
    place = paths.shown(path)
    lines = _read_lines(path, list(model.model_fields))
    rows = gather(partial(_check_row, f"{place}, row {line}", model, misfits, cells) for line, cells in lines.items())
    table = pd.DataFrame([dict(row) for row in rows], columns=list(model.model_fields), dtype=object)
    table["row"] = pd.Series(list(lines), dtype=object)
    raise_any(_repeats(place, table, keys))
    return table


def _check_row(place: str, model: type[Row], misfits: Callable[[Row], Iterable[str]], cells: dict) -> Row:
    row = files.validate(model, cells, place)
    raise_any(Fault(place, message) for message in misfits(row))
    return row


def _repeats(place: str, table: pd.DataFrame, keys: list[str]) -> Iterator[Fault]:
    first_rows: dict[tuple, int] = {}
    for row, *values in zip(table["row"], *(table[key] for key in keys), strict=True):
        first = first_rows.setdefault(tuple(values), row)
        if row != first:
            got = ", ".join(f"{key} {value}" for key, value in zip(keys, values, strict=True))
            yield Fault(f"{place}, row {row}", f"repeats row {first}, got: {got}")


def _read_lines(path: Path, columns: list[str]) -> dict[int, dict[str, str | None]]:
    """Return the rows of a CSV file by line number, a blank cell as None. Raises Faults where its shape is wrong."""
    place, text = paths.shown(path), files.read_text(path)
    header = text.splitlines()[0]
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if mark in header and "," not in header:
            raise Faults.at(place, f"is separated by {name}; save it as “CSV (comma delimited)”")
    reader = csv.reader(text.splitlines(), strict=True)
    try:
        (_, names), *lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise Faults.at(f"{place}, row {reader.line_num}", f"is not CSV: {error}") from None
    rows = {line: cells for line, cells in lines if any(cells)}
    faults = [Fault(f"{place}, row 1", message) for message in _header_faults(names, columns)]
    for line, cells in rows.items():
        if len(cells) != len(names):
            faults.append(
                Fault(f"{place}, row {line}", f"must have {len(names)} cells as row 1 has, got: {len(cells)}")
            )
    raise_any(faults)
    return {line: dict(zip(names, (cell or None for cell in cells), strict=True)) for line, cells in rows.items()}


def _header_faults(names: list[str], columns: list[str]) -> Iterator[str]:
    yield from (f"column {name!r} is missing" for name in columns if name not in names)
    yield from (f"column {name!r} is unknown" for name in names if name not in columns)
    yield from (f"column {name!r} is repeated" for name in names if names.count(name) > 1)
