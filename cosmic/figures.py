"""Figures and benchmarks: tables read from data/ and checked, and what was known of them on a day."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Self, TypeVar, get_args

import pandas as pd
from pydantic import BeforeValidator, model_validator

from cosmic import files, paths
from cosmic.definitions import Indicator, Unit
from cosmic.errors import Fault, Faults, attempt, raise_any
from savedfiles import days, numbers, words
from savedfiles.models import Checked, Day, MonthEnd, Number, Text, chosen, read_number


class Status(StrEnum):
    PUBLISHED = "published"
    PROVISIONAL = "provisional"
    NOT_AVAILABLE = "not available"


class Benchmark(StrEnum):
    ENGLAND = "England Mean"
    NEIGHBOURS = "Statistical Neighbours Mean"


_DAYS = ("period_end", "published")
_NO_FIGURE = f"leave the cell empty, set the status to “{Status.NOT_AVAILABLE}”, and say why under note"
_LIKELY = dict.fromkeys(numbers.NO_NUMBER, Status.NOT_AVAILABLE) | {
    "p": Status.PROVISIONAL,
    "[p]": Status.PROVISIONAL,
    "final": Status.PUBLISHED,
    "actual": Status.PUBLISHED,
}
Cells = dict[str, str | None]


def _read_value(value: object) -> Decimal:
    """Return a figure's number; raise ValueError with what to do where it says that there is none."""
    try:
        return read_number(value)
    except ValueError as error:
        meaning = numbers.find_meaning(value) if isinstance(value, str) else None
        if meaning is None and not re.fullmatch(r"[^\W\d][^\d]*", str(value)):
            raise
        nought = "where there is no figure, " if not meaning else "type 0 if none was counted; else " * ("0" in meaning)
        raise ValueError(f"{error}; {nought}{_NO_FIGURE}") from None


class _Row(Checked):
    period_end: MonthEnd
    published: Day
    source: Text
    note: Text | None


Row = TypeVar("Row", bound=_Row)


class FigureRow(_Row):
    """One value of an indicator at a period end, as published on a day."""

    value: Annotated[Decimal, BeforeValidator(_read_value)] | None
    numerator: Number | None
    denominator: Number | None
    status: Annotated[Status, chosen(Status, _LIKELY)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.value is None) != (self.status is Status.NOT_AVAILABLE):
            got = f"got: value {self.value}, status {self.status}"
            remedy = "give the value, or the status and under note the reason why there is none"
            raise ValueError(f"must have either a value or the status “{Status.NOT_AVAILABLE}”, {got}; {remedy}")
        if self.published < self.period_end:
            got = f"got: published {self.published}, period_end {self.period_end}"
            raise ValueError(f"must be published after its period ends, {got}; correct the one that is mistyped")
        if self.numerator is not None and self.denominator is not None:
            _check_fraction(self.value, self.numerator, self.denominator)
        elif self.numerator is not None or self.denominator is not None:
            raise ValueError("must have both a numerator and a denominator, or neither")
        return self


class BenchmarkRow(_Row):
    """A mean for comparison, in the unit of its indicator."""

    indicator: Text
    benchmark: Annotated[Benchmark, chosen(Benchmark)]
    value: Number


def load_figures(indicator: Indicator) -> pd.DataFrame:
    """Return all figures ever published of an indicator: a row a publication, with its line in `row`.

    `value` is unrounded: worked out from numerator and denominator where these are given. Raises Faults with every
    wrong row.
    """
    path = paths.figures(indicator.stem)
    misfits = partial(_misfits, indicator=indicator)
    table = _read_table(path, FigureRow, misfits, [*_DAYS], lambda _: indicator.unit is Unit.PERCENT)
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

    keys = ["indicator", "benchmark", *_DAYS]
    table = _read_table(
        paths.benchmarks(), BenchmarkRow, misfits, keys, lambda cells: cells["indicator"] in percentages
    )
    return table.assign(status=Status.PUBLISHED)


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
        raise ValueError(f"value must agree with numerator and denominator, got: {got}; correct what is mistyped")


def _misfits(row: FigureRow, indicator: Indicator) -> Iterator[str]:
    indicator = indicator.on(row.period_end)
    if not indicator.basis.is_period_end(row.period_end):
        got = f"got: {row.period_end}"
        yield f"period_end must end a period of the basis {indicator.basis}, {got}; give the period's last day"
    if indicator.unit is Unit.PERCENT and row.value is not None and row.value > 100:
        yield f"value of a percentage must be at most 100, got: {row.value}"
    if indicator.unit is Unit.COUNT and row.numerator is not None:
        yield f"a count must have no numerator, got: {row.numerator}"


def _read_table(
    path: Path,
    model: type[Row],
    misfits: Callable[[Row], Iterable[str]],
    keys: list[str],
    is_percentage: Callable[[Cells], bool],
) -> pd.DataFrame:
    """Return a CSV file as a table, each row checked against its model, by `misfits`, and for repeating another."""
    place = paths.shown(path)
    lines, wrong_shapes = files.read_table(path, list(model.model_fields))
    day_first = days.shows_day_first(cells[name] for cells in lines.values() for name in _DAYS)

    def check_row(line: int, cells: Cells) -> Row:
        plain = _without_signs(cells, is_percentage(cells))
        row = _validate(model, plain, f"{place}, row {line}", day_first)
        raise_any(Fault(f"{place}, row {line}", message) for message in misfits(row))
        return row

    rows, faults = attempt(partial(check_row, line, cells) for line, cells in lines.items())
    raise_any([*wrong_shapes, *faults])
    table = pd.DataFrame([dict(row) for row in rows], columns=list(model.model_fields), dtype=object)
    table["row"] = pd.Series(list(lines), dtype=object)
    raise_any(_repeats(place, table, keys))
    return table


def _without_signs(cells: Cells, is_percentage: bool) -> Cells:
    """Return the cells without what only repeats the unit, or the status that there is no value."""
    value = cells["value"]
    if value and words.normal(cells.get("status") or "") == Status.NOT_AVAILABLE and numbers.find_meaning(value):
        return cells | {"value": None}
    return cells | {"value": numbers.without_percent_sign(value)} if value and is_percentage else cells


def _validate(model: type[Row], cells: Cells, place: str, day_first: bool) -> Row:
    """Return cells as a row. Raises Faults with all that is wrong with them; what is missing is told as one."""
    needed = [name for name, field in model.model_fields.items() if type(None) not in get_args(field.annotation)]
    missing = [name for name in needed if cells[name] is None]
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
