"""Numbers that are too small to be shown, since they could tell something of a person.

Source: Government Statistical Service, Guidance for tables produced from administrative sources (2014), and Office for
National Statistics, Policy on protecting confidentiality in tables: counts below a threshold are not shown, nor what
they can be worked out from. A count of zero is of nobody, and may be shown.
"""

from collections.abc import Iterator
from decimal import Decimal

from cosmic.definitions import Indicator
from cosmic.units import Unit

_OF_EVENTS = (Unit.PERCENT, Unit.PER_1000, Unit.PER_10000, Unit.PER_100000, Unit.PER_MILLION)


def is_small(value: object, numerator: object, denominator: object, indicator: Indicator) -> bool:
    """Tell whether a figure is, or is worked out from, a count above zero and below the smallest that may be shown.

    Of a percentage, those who are left out are counted too: 844 of 847 are all but 3.
    """
    smallest = indicator.smallest_count
    return smallest is not None and any(
        0 < count < smallest for count in list_counts(value, numerator, denominator, indicator)
    )


def list_counts(value: object, numerator: object, denominator: object, indicator: Indicator) -> Iterator[Decimal]:
    """Yield the counts of people or cases that a figure gives away: itself, or what it is a share of and the rest."""
    if indicator.unit is Unit.COUNT and isinstance(value, Decimal):
        yield value
    if isinstance(numerator, Decimal) and isinstance(denominator, Decimal):
        yield denominator
        if indicator.unit in _OF_EVENTS:
            yield numerator
        if indicator.unit is Unit.PERCENT:
            yield denominator - numerator
