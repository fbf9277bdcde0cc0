"""Say a row of a table of figures in words, without a number that is not to be shown."""

from cosmic import small_numbers
from cosmic.definitions import Indicator
from cosmic.figures import FigureRow, Status
from reportpages import formatting


def describe_figure(indicator: Indicator, row: FigureRow) -> str:
    """Return the figure of a row with the shorthand of its status: `81.5% (815 of 1000) [p]`."""
    then = indicator.on(row.period_end)
    is_small = small_numbers.is_small(row.value, row.numerator, row.denominator, then)
    status = Status.SUPPRESSED if is_small else row.status
    shorthand = formatting.SHORTHANDS.get(status, "")
    if row.value is None or status is Status.SUPPRESSED:
        value = str(status)
    else:
        parts = f" ({row.numerator} of {row.denominator})" if row.numerator is not None else ""
        value = then.unit.traits.around(f"{row.value:,f}") + parts
    return f"{value} {shorthand}".strip()
