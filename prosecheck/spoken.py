"""Say between which bounds a fair reader takes a share: “nearly half” is no less than 45%."""

from decimal import Decimal

from prosecheck.bounds import ABOUT, ABOVE, BELOW, FAR_ABOVE, FAR_BELOW, Bounds
from prosecheck.quantities import Quantity

_NEAR = Decimal(5)  # percentage points
_HALF = Decimal("0.5")
_A_TENTH = Decimal("0.1")
_FAR_OVER = Decimal("1.6")  # “over half” is not said of nine in ten
_FAR_UNDER = Decimal("0.3")
_ALL = Decimal(100)


def fair(quantity: Quantity) -> Bounds:
    """Return the bounds of a share: closer than those of other hedged numbers, wider where the words set a limit."""
    value = quantity.value
    near = min(value * _A_TENTH, _NEAR)
    if quantity.hedge in BELOW:
        return Bounds(value - near, value)
    if quantity.hedge in ABOVE:
        return Bounds(value, value + near)
    if quantity.hedge in ABOUT:
        near = max(near, _HALF)
        return Bounds(value - near, value + near)
    if quantity.hedge in FAR_ABOVE:
        return Bounds(value, min(value * _FAR_OVER, max(_ALL, value)))
    if quantity.hedge in FAR_BELOW:
        return Bounds(value * _FAR_UNDER, value)
    return quantity.bounds
