"""Figures and benchmarks: tables read from data/ and checked, and what was known of them on a day."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pandas as pd
from pydantic import field_validator, model_validator

from cosmic import files, paths
from cosmic.definitions import Checked, Day, Indicator, Number, Text, Unit
from cosmic.errors import Fault, Faults, gather, raise_any


class Status(StrEnum):
    PUBLISHED = "published"
    PROVISIONAL = "provisional"
    NOT_AVAILABLE = "not available"


class _Row(Checked):
    @field_validator("*", mode="before")
    @classmethod
    def _blank_is_none(cls, value: object) -> object:
        return value or None


class FigureRow(_Row):
    """One value of an indicator at a period end, as published on a day."""

    period_end: Day
    value: Number | None
    numerator: Number | None
    denominator: Number | None
    published: Day
    status: Status
    source: Text
    note: Text | None

    @model_validator(mode="after")
    def _holds_together(self) -> "FigureRow":
        if (self.value is None) != (self.status is Status.NOT_AVAILABLE):
            raise ValueError(f"a value is given unless the status is {Status.NOT_AVAILABLE}, got: {self.status}")
        if self.published < self.period_end:
            raise ValueError(f"a figure is published after its period ends, got: published {self.published}")
        if (self.numerator is None) != (self.denominator is None):
            raise ValueError("a numerator and a denominator are given together or not at all")
        if self.denominator is not None:
            self._check_fraction()
        return self

    def _check_fraction(self) -> None:
        if self.value is None:
            raise ValueError("a numerator and a denominator need a value")
        if self.denominator == 0:
            raise ValueError("a denominator is more than zero, got: 0")
        if self.numerator > self.denominator:
            raise ValueError(f"a numerator is at most its denominator, got: {self.numerator} of {self.denominator}")
        share = 100 * self.numerator / self.denominator
        half_a_unit = Decimal("0.5").scaleb(self.value.as_tuple().exponent)
        if abs(share - self.value) > half_a_unit:
            got = f"{self.value} where {self.numerator} of {self.denominator} is {share:.2f}"
            raise ValueError(f"a value agrees with its numerator and denominator, got: {got}")


class BenchmarkRow(_Row):
    """A mean for comparison, in the unit of its indicator."""

    indicator: Text
    benchmark: "Benchmark"
    period_end: Day
    value: Number
    published: Day
    source: Text
    note: Text | None


class Benchmark(StrEnum):
    ENGLAND = "England Mean"
    NEIGHBOURS = "Statistical Neighbours Mean"


BenchmarkRow.model_rebuild()


def load_figures(indicator: Indicator) -> pd.DataFrame:
    """All figures ever published of an indicator: a row a publication, with its line in `row`.

    `value` is unrounded: worked out from numerator and denominator where these are held.
    Raises Faults with every wrong row.
    """
    path = paths.figures(indicator.stem)
    table = _read_table(path, FigureRow, lambda row: _misfits(row, indicator), ["period_end", "published"])
    if table.empty and not indicator.in_development:
        raise Faults([Fault(paths.shown(path), "holds no figures, and the indicator is not in development")])
    return table


def load_benchmarks(indicators: list[Indicator]) -> pd.DataFrame:
    """All benchmarks ever published: a row a publication. Raises Faults with every wrong row.

    `indicators` are those whose values are checked against their unit.
    """
    percentages = {indicator.stem for indicator in indicators if indicator.unit is Unit.PERCENT}
    stems = paths.stems()

    def misfits(row: BenchmarkRow) -> Iterator[str]:
        if row.indicator not in stems:
            yield f"indicator must have a definition, got: {row.indicator!r}"
        if row.indicator in percentages and row.value > 100:
            yield f"a percentage is at most 100, got: {row.value}"

    return _read_table(paths.benchmarks(), BenchmarkRow, misfits, ["indicator", "benchmark", "period_end", "published"])


def known_on(table: pd.DataFrame, day: date) -> pd.DataFrame:
    """The latest publication of each period that was out by a day, in the order of the periods."""
    out = table[table["published"] <= day]
    keys = [key for key in ("indicator", "benchmark", "period_end") if key in out.columns]
    return out.sort_values("published").drop_duplicates(keys, keep="last").sort_values("period_end")


def _misfits(row: FigureRow, indicator: Indicator) -> Iterator[str]:
    if not indicator.basis.is_period_end(row.period_end):
        yield f"period_end must end a period of the basis {indicator.basis}, got: {row.period_end}"
    if indicator.unit is Unit.PERCENT and row.value is not None and row.value > 100:
        yield f"value of a percentage is at most 100, got: {row.value}"
    if indicator.unit is Unit.COUNT and row.numerator is not None:
        yield f"a count has no numerator, got: {row.numerator}"


def _read_table(path: Path, model: type[_Row], misfits: Callable[[_Row], Iterator[str]], keys: list[str]):
    """A CSV file as a table, each row checked against its model, by `misfits`, and for being there once."""
    place = paths.shown(path)
    rows = gather(
        lambda line=line, cells=cells: _checked_row(f"{place}, row {line}", model, misfits, line, cells)
        for line, cells in _rows(path, list(model.model_fields))
    )
    seen: dict[tuple, int] = {}
    faults = []
    for row in rows:
        first = seen.setdefault(tuple(row[key] for key in keys), row["row"])
        if first != row["row"]:
            what = ", ".join(f"{key} {row[key]}" for key in keys)
            faults.append(Fault(f"{place}, row {row['row']}", f"says again what row {first} says, got: {what}"))
    raise_any(faults)
    return pd.DataFrame(rows, columns=[*model.model_fields, "row"], dtype=object)


def _checked_row(place: str, model: type[_Row], misfits, line: int, cells: dict[str, str]) -> dict:
    row = files.validate(model, cells, lambda key: f"{place}, {key}".rstrip(", "))
    raise_any(Fault(place, message) for message in misfits(row))
    held = dict(row) | {"row": line}
    if held.get("denominator"):
        held["value"] = 100 * row.numerator / row.denominator
    return held


def _rows(path: Path, columns: list[str]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their line numbers. Raises Faults where its shape is wrong."""
    place = paths.shown(path)
    text = files.read_text(path)
    header = text.splitlines()[0]
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if mark in header and "," not in header:
            raise Faults([Fault(place, f"is separated by {name}; save it as “CSV (comma delimited)”")])
    reader = csv.reader(text.splitlines(), strict=True)
    try:
        lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise Faults([Fault(f"{place}, row {reader.line_num}", f"is not CSV: {error}")]) from None
    names = lines[0][1]
    faults = [Fault(f"{place}, row 1", f"column {name!r} is missing") for name in columns if name not in names]
    faults += [Fault(f"{place}, row 1", f"column {name!r} is unknown") for name in names if name not in columns]
    faults += [Fault(f"{place}, row 1", f"column {name!r} stands twice") for name in names if names.count(name) > 1]
    rows = [(line, cells) for line, cells in lines[1:] if any(cells)]
    for line, cells in rows:
        if len(cells) != len(names):
            faults.append(Fault(f"{place}, row {line}", f"has {len(names)} cells as its head, got: {len(cells)}"))
    raise_any(faults)
    return [(line, dict(zip(names, cells, strict=True))) for line, cells in rows]
