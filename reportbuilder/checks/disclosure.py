"""Find where a suppressed figure can be had all the same: from sums, shares, targets, texts or an earlier edition.

No message holds what is suppressed.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from cosmic import combining, editions, small_numbers
from cosmic.definitions import Combining, Indicator
from cosmic.periods import Quarter, months_before
from cosmic.units import Unit
from projectfiles import paths
from reportbuilder.checks import cells as cells_of
from reportbuilder.checks.cells import Cell
from reportbuilder.checks.equations import Equations, Sum
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity
from reportpages import formatting

_Kept = tuple[str, list[dict]]  # the place of saved records, and the records
_SECOND = (
    "a second figure that is suppressed too: a part, the total or another period, by the status “suppressed” in its row"
)


def check_disclosure(draft: Draft) -> Iterator[Finding]:
    """Find each suppressed figure that the edition or an earlier one gives back. Every finding stops a build."""
    cells = list(cells_of.list_cells(draft))
    yield from _made(cells)
    hidden = [cell for cell in cells if cell.is_hidden]
    if hidden:
        kept = _kept()
        yield from _sums(cells, kept)
        yield from _few_parts(cells)
        yield from _shares(hidden, cells)
        yield from _targets(hidden)
        yield from _earlier_editions(hidden, kept)


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


def _sums(cells: Iterable[Cell], kept: Iterable[_Kept]) -> Iterator[Finding]:
    """Find what follows from totals, parts, years to date and other sums that this edition or an earlier one shows."""
    for _, own in groupby(cells, key=lambda cell: cell.indicator.stem):
        of_one = list(own)
        hidden = [cell for cell in of_one if cell.is_hidden]
        if not hidden:
            continue
        indicator = of_one[0].indicator
        shown = [(_name(cell), cell.terms) for cell in of_one if not cell.is_hidden and cell.is_sum]
        saved = _saved_sums(kept, hidden, indicator) if indicator.combining is Combining.SUM else ()
        known = Equations([*shown, *saved])
        for cell in hidden:
            if sources := known.find(cell.terms):
                told = ", ".join(dict.fromkeys(sources))
                message = f"the suppressed figure of {cell.name} can be worked out from figures that are shown: {told}"
                yield finding(cell, cell.place, message, _SECOND)


def _made(cells: Iterable[Cell]) -> Iterator[Finding]:
    """Find small numbers that are worked out from figures that are shown, such as a quarter of running totals."""
    for _, own in groupby(cells, key=lambda cell: (cell.indicator.stem, cell.part)):
        shown = {cell.period_end: cell for cell in own if not cell.is_hidden}
        newest = shown[max(shown)] if shown else None
        if newest is None or newest.indicator.smallest_count is None:
            continue
        indicator = newest.indicator
        plain = indicator.model_copy(update={"smallest_count": None})
        recorded = [figure for cell in shown.values() if (figure := cell.as_figure)]
        for periods in {indicator.reported, indicator.charted} - {indicator.recorded}:
            for made in combining.combine(recorded, plain, periods):
                if small_numbers.is_small(made.value, made.numerator, made.denominator, indicator):
                    cell = shown[made.period_end]
                    message = (
                        f"the {periods.basis} to {cell.name} is too small to be shown, and follows from what is shown"
                    )
                    yield finding(cell, cell.place, message, "the figures that it is made of suppressed too")


def _name(cell: Cell) -> str:
    """Return what a figure that is shown is of: `Adults in Jun-25`, `the total of Jun-25`, `year to date to Jun-25`."""
    if cell.indicator.parts and not cell.part:
        return f"the total of {cell.name}"
    is_plain = cell.part or cell.indicator.recorded.parts_a_whole
    return cell.name if is_plain else f"{cell.indicator.recorded.basis} to {cell.name}"


def _few_parts(cells: Iterable[Cell]) -> Iterator[Finding]:
    """Find suppressed parts whose sum leaves one choice: each is the smallest number that is not shown, or the largest.

    Of three parts that are suppressed below 5, a sum of 3 says that each is 1, and a sum of 12 that each is 4.
    """
    key = lambda cell: (cell.indicator.stem, cell.period_end)  # noqa: E731
    for _, of_one in groupby(sorted(cells, key=key), key=key):
        own = list(of_one)
        total = next((cell for cell in own if not cell.part), None)
        withheld = [cell for cell in own if cell.part and cell.is_hidden]
        smallest = own[0].indicator.smallest_count
        if (
            smallest is None
            or total is None
            or total.is_hidden
            or not withheld
            or own[0].indicator.unit is not Unit.COUNT
        ):
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


def _earlier_editions(hidden: Iterable[Cell], kept: Iterable[_Kept]) -> Iterator[Finding]:
    """Find figures that are suppressed now, and that the saved records of an edition hold."""
    for cell in hidden:
        for place, records in kept:
            held = (figure for part, figure in _saved_figures(records, cell.indicator) if part == cell.part)
            same = [figure for figure in held if figure["period_end"] == cell.period_end.isoformat()]
            if any(cell.value is None or _is_near(figure["value"], _exact(cell)) for figure in same):
                message = f"the figure of {cell.name} is suppressed now, and is in these records of an edition"
                remedy = (
                    "saved records without the figure; or, where that edition is out, an acknowledgement that says so"
                )
                yield finding(cell, place, message, remedy)


def _kept() -> list[_Kept]:
    """Return what is saved of all editions, with its place."""
    files = sorted(paths.kept_records("*").parent.glob("*.json"))
    return [(paths.shown(path), editions.load_saved_records(Quarter.parse(path.stem)) or []) for path in files]


def _saved_figures(records: Iterable[dict], indicator: Indicator) -> Iterator[tuple[str, dict]]:
    """Yield the figures of an indicator in saved records, each with the part that it is of."""
    for record in records:
        if record["indicator"]["stem"] == indicator.stem:
            own = [*record["series"], record["current"], record.get("previous")]
            yield from (("", figure) for figure in own if figure)
            for part in record.get("parts", ()):
                yield from ((part["name"], part[name]) for name in ("current", "previous") if part[name])


def _saved_sums(kept: Iterable[_Kept], hidden: Sequence[Cell], indicator: Indicator) -> Iterator[tuple[str, Sum]]:
    """Yield what saved records add to what is known: sums that are no suppressed figure themselves."""
    own = [cell.terms for cell in hidden]
    for place, records in kept:
        for part, figure in _saved_figures(records, indicator):
            end = date.fromisoformat(figure["period_end"])
            months = figure.get("months", indicator.on(end).recorded.months_covered(end))
            terms = cells_of.terms_of(indicator, end, months, part)
            if terms not in own:
                yield f"{formatting.month(end)} in {place}", terms


def _exact(cell: Cell) -> Decimal:
    times = cell.indicator.unit.traits.times
    if times and cell.numerator is not None and cell.denominator:
        return times * cell.numerator / cell.denominator
    return cell.value or Decimal(0)


def _is_near(value: float, other: Decimal) -> bool:
    return abs(Decimal(str(value)) - other) < Decimal("0.000001")
