"""Find where a suppressed figure can be had all the same: from sums, shares, targets, texts or an earlier edition.

No message holds what is suppressed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from cosmic import editions, formatting, paths
from cosmic.definitions import Indicator
from cosmic.periods import Quarter, months_before
from cosmic.units import Unit
from reportbuilder.checks import cells as cells_of
from reportbuilder.checks.cells import Cell
from reportbuilder.checks.equations import Equations
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity

_SECOND = (
    "a second figure that is suppressed too: a part, the total or another period, by the status “suppressed” in its row"
)


def check_disclosure(draft: Draft) -> Iterator[Finding]:
    """Find each suppressed figure that the edition or an earlier one gives back. Every finding stops a build."""
    cells = list(cells_of.list_cells(draft))
    hidden = [cell for cell in cells if cell.is_hidden]
    if hidden:
        yield from _sums(cells)
        yield from _few_parts(cells)
        yield from _shares(hidden, cells)
        yield from _targets(hidden)
        yield from _earlier_editions(hidden)


def finding(cell: Cell, place: str, message: str, expected: str) -> Finding:
    """Return the finding that a suppressed figure can be had; its quote is what it is of."""
    return Finding(
        Rule.DISCLOSURE,
        Severity.ERROR,
        indicator=cell.indicator.stem,
        place=place,
        message=message,
        quote=f"{cell.name}, {place}",
        expected=expected,
    )


def _sums(cells: Iterable[Cell]) -> Iterator[Finding]:
    """Find what follows from totals, parts, years to date and other sums that are shown."""
    for _, own in groupby(cells, key=lambda cell: cell.indicator.stem):
        of_one = list(own)
        shown = [cell for cell in of_one if not cell.is_hidden and cell.is_sum]
        if len(shown) == len(of_one):
            continue
        known = Equations((_name(cell), cell.terms) for cell in shown)
        for cell in of_one:
            if cell.is_hidden and (sources := known.find(cell.terms)):
                told = ", ".join(dict.fromkeys(sources))
                message = f"the suppressed figure of {cell.name} can be worked out from figures that are shown: {told}"
                yield finding(cell, cell.place, message, _SECOND)


def _name(cell: Cell) -> str:
    months = cell.indicator.recorded.months_covered(cell.period_end)
    return f"{cell.name} ({months} months)" if months > 1 else cell.name


def _few_parts(cells: Iterable[Cell]) -> Iterator[Finding]:
    """Find suppressed parts whose sum leaves one choice: each is the smallest number, or the largest, that is not shown.

    Of three parts that are suppressed below 5, a sum of 3 says that each is 1, and a sum of 12 that each is 4.
    """
    key = lambda cell: (cell.indicator.stem, cell.period_end)  # noqa: E731
    for _, of_one in groupby(sorted(cells, key=key), key=key):
        own = list(of_one)
        total = next((cell for cell in own if not cell.part), None)
        withheld = [cell for cell in own if cell.part and cell.is_hidden]
        smallest = own[0].indicator.smallest_count
        if smallest is None or total is None or total.is_hidden or not withheld or own[0].indicator.unit is not Unit.COUNT:
            continue
        shown = sum((cell.value for cell in own if cell.part and not cell.is_hidden and cell.value), Decimal(0))
        rest = (total.value or 0) - shown
        if len(withheld) > 1 and rest in (len(withheld), len(withheld) * (smallest - 1)):
            names = ", ".join(cell.part for cell in withheld)
            message = f"what the total leaves for the suppressed parts ({names}) can only be shared out in one way"
            yield finding(withheld[0], withheld[0].place, message, _SECOND)


def _shares(hidden: list[Cell], cells: list[Cell]) -> Iterator[Finding]:
    """Find another indicator of the same period whose numerator, remainder or count is the suppressed one."""
    for cell in hidden:
        counts = cell.counts
        for other in cells:
            is_other = other.indicator.stem != cell.indicator.stem and not other.is_hidden
            has_share = other.numerator is not None or cell.numerator is not None
            if not (is_other and has_share and other.period_end == cell.period_end and counts):
                continue
            shown = {other.value} if other.numerator is None else {other.numerator, _rest(other)}
            if counts & shown:
                message = f"{other.indicator.code} shows for {cell.name} a count that {cell.indicator.code} suppresses"
                remedy = f"smallest_count in the definition of {other.indicator.code} too, or the status “suppressed”"
                yield finding(cell, other.place, message, remedy)


def _rest(cell: Cell) -> Decimal | None:
    return None if cell.numerator is None or cell.denominator is None else cell.denominator - cell.numerator


def _targets(hidden: Iterable[Cell]) -> Iterator[Finding]:
    """Find targets that are given by their value and by how far that is from a suppressed figure of a year before."""
    for cell in hidden:
        target = None if cell.part else cell.indicator.target_on(months_before(cell.period_end, -12))
        rules = (target.percent_above_previous_year, target.percent_below_previous_year) if target else ()
        if target and target.value is not None and any(percent is not None for percent in rules):
            place = f"{paths.shown(paths.definition(cell.indicator.stem))}, target from {target.start}"
            message = f"the target and its rule give back the suppressed figure of {cell.name}"
            yield finding(cell, place, message, "the value alone, or the rule alone")


def _earlier_editions(hidden: Iterable[Cell]) -> Iterator[Finding]:
    """Find figures that are suppressed now, and that the saved records of an edition hold."""
    for path in sorted(paths.kept_records("*").parent.glob("*.json")):
        records = editions.load_saved_records(Quarter.parse(path.stem)) or []
        for cell in hidden:
            own = [record for record in records if record["indicator"]["stem"] == cell.indicator.stem]
            if any(_holds(record, cell) for record in own):
                place = paths.shown(path)
                message = f"the figure of {cell.name} is suppressed now, and this edition of {path.stem} shows it"
                remedy = (
                    "an acknowledgement that says why it stays, where that edition is out; else the edition built again "
                    "and its saved records without the figure"
                )
                yield finding(cell, place, message, remedy)


def _holds(record: dict, cell: Cell) -> bool:
    """Tell whether the record of an edition holds a suppressed figure; any of its period, where its file has none."""
    parts = [part for part in record.get("parts", []) if part["name"] == cell.part]
    held = [figure for part in parts for figure in (part["current"], part["previous"])]
    if not cell.part:
        held = [*record["series"], record["current"], record.get("previous")]
    same = [figure for figure in held if figure and figure["period_end"] == cell.period_end.isoformat()]
    return any(cell.value is None or _is_near(figure["value"], _exact(cell)) for figure in same)


def _exact(cell: Cell) -> Decimal:
    times = cell.indicator.unit.traits.times
    if times and cell.numerator is not None and cell.denominator:
        return times * cell.numerator / cell.denominator
    return cell.value or Decimal(0)


def _is_near(value: float, other: Decimal) -> bool:
    return abs(Decimal(str(value)) - other) < Decimal("0.000001")
