"""How a return's sheet shows the numbers of a unit: with its currency, and thousands apart, so that a slip is seen."""

from cosmic.definitions import Indicator
from cosmic.units import Unit

_CURRENCIES = (Unit.POUNDS, Unit.THOUSANDS, Unit.MILLIONS)
COUNTED = "[>=1000]#,##0;[<=-1000]-#,##0;General"  # thousands apart; any other number as it was typed


def as_typed(indicator: Indicator) -> str:
    """Return the format of a figure that is typed: none of its digits is rounded away below a thousand.

    A percentage has no sign: a cell that shows one as a word takes 81.5% as 0.815, and would show that as 0.815%.
    """
    unit = indicator.unit
    before = f'"{unit.traits.before}"' if unit in _CURRENCIES else ""
    behind = f'"{unit.traits.behind}"' if unit in _CURRENCIES and unit.traits.behind else ""
    return _by_size(before, _digits(indicator), "General", behind)


def as_worked_out(indicator: Indicator) -> str:
    """Return the format of a figure that the sheet works out: with its unit, and enough decimals to see its rating."""
    traits = indicator.unit.traits
    before, behind = (f'"{sign}"' if sign else "" for sign in (traits.before, traits.behind))
    return _by_size(before, _digits(indicator), "0.0#", behind)


def _by_size(before: str, large: str, small: str, behind: str) -> str:
    big = f"{before}{large}{behind}"
    return f"[>=1000]{big};[<=-1000]-{big};{before}{small}{behind}"


def _digits(indicator: Indicator) -> str:
    return f"#,##0.{'0' * indicator.decimals}" if indicator.decimals else "#,##0"
