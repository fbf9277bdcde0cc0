"""Find cells of a table that are a slip of the record's own figure for the period that stands beside them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cosmic.bases import Basis
from cosmic.combining import Figure
from cosmic.definitions import Comparison
from cosmic.record import Record
from prosecheck.bounds import Bounds
from prosecheck.quantities import Kind, read_quantities
from prosecheck.words import MONTHS, NO_AIM, any_of, pattern
from reportbuilder.checks.statement import bounds_of_figure, is_of_another, kind_of
from reportpages import formatting

_MONTH = pattern(rf"\b({any_of(*(month[:3] for month in MONTHS))})[a-z]*\b")
_SHORT_YEAR = pattern(rf"(?<={any_of(*(month[:3] for month in MONTHS))})[ -]['’]?(\d\d)\b")
_QUARTER = pattern(r"\b(?:q|quarter )([1-4])\b")
_YEAR = pattern(r"\b(20\d\d)(?: ?([/–-]) ?(?:20)?\d\d)?\b")
_NOW = pattern(r"\b(?:this|current|latest) (?P<unit>year|quarter|period)\b")
_THEN = pattern(r"\b(?:last|previous|prior) (?P<unit>year|quarter|period)\b")
_TARGET = pattern(rf"\btarget{NO_AIM}\b")
_OF_NO_FIGURE = pattern(rf"\b{any_of('change difference variance gap movement share rank plan month monthly')}\b")
_LONG = 4  # digits: a number as long as that is not like another by chance
_LONGEST_LABEL = 200  # characters of what a row says of its numbers


@dataclass(frozen=True)
class _Cell:
    """A number in a table, with the values of the record that it can stand for by the words beside it."""

    row: int
    column: int
    printed: str
    bounds: Bounds
    named: tuple[Decimal, ...]


def find_wrong_cells(record: Record, table: list[tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Find numbers that are not the figure named beside them, but like it: yield message, quote and what is expected.

    The table has to have another of the indicator's figures in the same row or column, or the number to be long.
    """
    cells = list(_cells(record, table))
    right = [cell for cell in cells if any(_is(record, cell, value) for value in cell.named)]
    rows, columns = {cell.row for cell in right}, {cell.column for cell in right}
    many = Counter(cell.named for cell in cells)
    told = {cell.named for cell in right}
    for cell in (cell for cell in cells if cell.named not in told):
        due = next((value for value in cell.named if _is_slip(cell.printed, _printed(record, value))), None)
        is_of_parts = many[cell.named] > 1  # a table of places, say, any of which may have a figure like this
        is_beside = not is_of_parts and (cell.row in rows or cell.column in columns)
        if due is not None and (is_beside or len(_digits(_printed(record, due))) >= _LONG):
            expected = _printed(record, due)
            quote = " | ".join(table[cell.row])
            yield f"{cell.printed} in a table looks like a slip: the record has {expected} there", quote, expected


def _cells(record: Record, table: list[tuple[str, ...]]) -> Iterator[_Cell]:
    """Yield the numbers that stand alone in a cell, beside words that name a figure or the target."""
    head = table[0]
    for number, row in enumerate(table[1:], 1):
        words = " ".join(cell for cell in row if _bounds(record, cell, "") is None)[:_LONGEST_LABEL]
        for column, cell in enumerate(row):
            title = head[column] if column < len(head) else ""
            bounds = _bounds(record, cell, title)
            named = _named(record, _SHORT_YEAR.sub(r" 20\1", f"{words} {title}".lower())) if bounds else ()
            if bounds and named:
                yield _Cell(number, column, cell, bounds, named)


def _bounds(record: Record, cell: str, title: str) -> Bounds | None:
    """Return the bounds of a cell that is a number of the indicator's kind and nothing else; None of any other."""
    quantities = read_quantities(cell)[1]
    if len(quantities) != 1 or quantities[0].printed != cell or quantities[0].sign:
        return None
    kind = Kind.PERCENT if "%" in title else quantities[0].kind
    is_alike = kind is kind_of(record)
    return quantities[0].bounds if is_alike else None


def _named(record: Record, words: str) -> tuple[Decimal, ...]:
    """Return the target, or the figures of the period, that words name; none where they name something else, too."""
    if _OF_NO_FIGURE.search(words) or is_of_another(words):
        return ()
    figures = tuple(figure.value for figure in record.series if _is_of(record, figure, words))
    if not _TARGET.search(words):
        return figures
    is_dated = any(period.search(words) for period in (_MONTH, _QUARTER, _YEAR, _THEN))
    is_present = not is_dated or record.current and record.current.value in figures
    return record.target.ends if record.target and is_present else ()


def _is_of(record: Record, figure: Figure, words: str) -> bool:
    """Tell whether words name the period of a figure, and no other one."""
    if now := _NOW.search(words):
        return figure == record.current and (now["unit"] != "year" or _is_compared_so(record, "year"))
    if then := _THEN.search(words):
        return figure == record.previous and _is_compared_so(record, then["unit"])
    end = figure.period_end
    months, quarters, years = _MONTH.findall(words), _QUARTER.findall(words), _YEAR.findall(words)
    is_a_month = len(months) == 1 and not quarters and figure.basis is Basis.QUARTER
    is_a_year = not months and not quarters and figure.months < 12
    if is_a_month or is_a_year or not (months or quarters or years) or len(quarters) > 1 or len(years) > 1:
        return False
    is_month = not months or MONTHS[end.month - 1].startswith(months[-1])
    is_quarter = not quarters or int(quarters[0]) == (end.month - 4) // 3 % 4 + 1
    return is_month and is_quarter and all(_is_in(figure, int(year), bool(dash)) for year, dash in years)


def _is_in(figure: Figure, year: int, is_over_two: bool) -> bool:
    """Tell whether a figure can be of a year: its calendar's, or one such as 2024/25, financial or academic."""
    end = figure.period_end
    financial = end.year - (end.month < 4)
    return year in ((financial, end.year - 1) if is_over_two else (financial, end.year))


def _is_compared_so(record: Record, unit: str) -> bool:
    is_quarterly = record.indicator.compared_with is Comparison.PREVIOUS_QUARTER
    return unit == "period" or (unit == "quarter") == is_quarterly


def _is(record: Record, cell: _Cell, value: Decimal) -> bool:
    return cell.bounds.overlaps(bounds_of_figure(value, record))


def _printed(record: Record, value: Decimal) -> str:
    return formatting.number(value, record.indicator)


def _is_slip(printed: str, due: str) -> bool:
    """Tell whether two numbers have the same digits in another order, or differ by one digit."""
    one, other = sorted((_digits(printed), _digits(due)), key=len)
    if len(other) < 2:
        return False
    if len(one) == len(other):
        is_one_off = sum(a != b for a, b in zip(one, other, strict=True)) == 1
        return is_one_off or sorted(one) == sorted(other)
    return any(other[:place] + other[place + 1 :] == one for place in range(len(other)))


def _digits(printed: str) -> str:
    return re.sub(r"\D", "", printed)
