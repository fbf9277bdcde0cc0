"""Where a year's total will end: a range, from its quarters so far and from how far such forecasts have missed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Quarters = NDArray[np.float64]

LEAST = 8
LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_YEAR = 4
_MOST = 24  # older quarters made no forecast better in M1
# Theta has most; the rest is shared out so that no one method, where it fails, takes the forecast with it.
_SHARES = {"theta": 0.6, "last quarter": 0.2, "last year": 0.1, "last year and its growth": 0.1}
_SMOOTHING = np.arange(1, 11) / 10
_FIRST_GUESS_COUNTS = 2  # as much as so many errors of totals
# By how much the spread is multiplied for a range of 80%, by the quarters held (rows) and those left (1 to 4), and for
# other levels. `benchmarks/forecasts.py learn` makes all of it from the quarterly series of M1 (Makridakis 1982) alone.
WIDTHS = {
    8: (1.27, 1.36, 1.52, 1.66),
    12: (1.40, 1.33, 1.38, 1.49),
    16: (1.51, 1.41, 1.43, 1.51),
    24: (1.62, 1.50, 1.54, 1.60),
}
OF_LEVELS = (0.49, 0.61, 0.76, 1.0, 1.44, 1.97)
# How many times as far from the middle the upper end lies as the lower one: a quarter, in logarithms, of what it is in
# M1, whose series are of growing economies.
SKEW = 1.16


@dataclass(frozen=True)
class Range:
    """Between what and what a total is to lie, and the middle, in the unit of the values."""

    lower: float
    middle: float
    upper: float


def year_end(values: Sequence[float] | Quarters, quarters_left: int, level: float = 0.8) -> Range:
    """Return the range in which a year's total will lie, in so large a share of years: `level` is 0.8 for 8 in 10.

    `values` are quarterly, the newest last; the last `4 - quarters_left` of them are those of the year. The range is of
    the total: its width follows from errors of totals, and not from ranges of single quarters, which put together hold
    far too few. Where no value is below zero, it does not begin below what the year has already.

    Raises ValueError for fewer than 8 values, a value that is not a number, quarters_left other than 0 to 4, and a
    level below 0.5 or above 0.95.
    """
    quarters = np.asarray(values, dtype=float)
    _check(quarters, quarters_left, level)
    so_far = float(quarters[len(quarters) - _YEAR + quarters_left :].sum())
    if quarters_left == 0:
        return Range(so_far, so_far, so_far)
    floor = so_far if quarters.min() >= 0 else -np.inf
    quarters = quarters[-_MOST:]
    middle = so_far + float(forecast(quarters)[:quarters_left].sum())
    usual = np.interp(len(quarters), list(WIDTHS), [row[quarters_left - 1] for row in WIDTHS.values()])
    width = float(spread(quarters, quarters_left) * usual * np.interp(level, LEVELS, OF_LEVELS))
    ends = (middle - width / SKEW**0.5, middle, middle + width * SKEW**0.5)
    return Range(*(max(end, floor) for end in ends))


def _check(quarters: Quarters, quarters_left: int, level: float) -> None:
    if len(quarters) < LEAST:
        raise ValueError(f"a range needs {LEAST} quarterly values, got: {len(quarters)}; give earlier quarters too")
    if not np.isfinite(quarters).all():
        raise ValueError("every value must be a number; give those after the last quarter that has none")
    if quarters_left not in range(_YEAR + 1):
        raise ValueError(f"quarters_left must be a whole number from 0 to {_YEAR}, got: {quarters_left!r}")
    if not LEVELS[0] <= level <= LEVELS[-1]:
        raise ValueError(f"level must be a share from {LEVELS[0]} to {LEVELS[-1]}, such as 0.8, got: {level!r}")


def forecast(quarters: Quarters) -> Quarters:
    """Return the next four quarters: a weighted mean of Theta and three plain methods.

    The plain ones repeat the last quarter (its season taken out and put back), the last year, and the last year with as
    much growth as there was to it from the year before.
    """
    quarters = quarters[-_MOST:]
    without, factors, terms = _seasons(quarters)
    last_year, year_before = quarters[-_YEAR:], quarters[-2 * _YEAR : -_YEAR]
    forecasts = {
        "theta": _theta(without) * factors + terms,
        "last quarter": without[-1] * factors + terms,
        "last year": last_year,
        "last year and its growth": last_year + (last_year - year_before).mean(),
    }
    return sum((share * forecasts[method] for method, share in _SHARES.items()), np.zeros(_YEAR))


def _seasons(quarters: Quarters) -> tuple[Quarters, Quarters, Quarters]:
    """Return quarters without their seasons, and the factors and terms that give the next four theirs.

    A season is a factor where all values are above zero, else a term. It is the weaker the less it is told from chance:
    by the F statistic of the quarters beside a straight line, as James and Stein (1961) shrink means.
    """
    held, is_factor = len(quarters), quarters.min() > 0
    scaled = np.log(quarters) if is_factor else quarters
    fitted, off_seasons = _fit(scaled, True)
    unexplained, off_line = (float((off**2).sum()) for off in (off_seasons, _fit(scaled, False)[1]))
    chance, explained = unexplained / (held - len(fitted)) * (_YEAR - 1), off_line - unexplained
    offsets = np.append(fitted[2:], -fitted[2:].sum()) * (max(0.0, 1 - chance / explained) if explained > 0 else 0.0)
    if not is_factor:
        terms = np.resize(offsets, held + _YEAR)
        return quarters - terms[:held], np.ones(_YEAR), terms[held:]
    factors = np.resize(np.exp(offsets) / np.exp(offsets).mean(), held + _YEAR)
    return quarters / factors[:held], factors[held:], np.zeros(_YEAR)


def _theta(values: Quarters) -> Quarters:
    """Return the next four values by the Theta method: the smoothed level, and half of the slope of a straight line.

    Source: Assimakopoulos and Nikolopoulos (2000), as Hyndman and Billah (2003) write it. The smoothing is the one that
    would have erred least.
    """
    held, levels, squares = len(values), np.full(len(_SMOOTHING), values[:_YEAR].mean()), np.zeros(len(_SMOOTHING))
    for place, value in enumerate(values):
        squares += (value - levels) ** 2 * (place > 0)
        levels = levels + _SMOOTHING * (value - levels)
    best = int(squares.argmin())
    smoothing, slope = _SMOOTHING[best], _fit(values, False)[0][1]
    return levels[best] + slope / 2 * (np.arange(_YEAR) + (1 - (1 - smoothing) ** held) / smoothing)


def _fit(values: Quarters, has_seasons: bool) -> tuple[Quarters, Quarters]:
    """Return the coefficients of a straight line, or of one with seasons, and how far each value is off it."""
    columns, solver = _columns(len(values), has_seasons)
    return (fitted := solver @ values), values - columns @ fitted


@lru_cache
def _columns(held: int, has_seasons: bool) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Return what a fit by least squares is made of: level, slope and seasons, and what solves for them."""
    places = np.arange(held, dtype=float)
    columns = np.column_stack([np.ones(held), places - places.mean()])
    if has_seasons:
        seasons = np.resize(np.eye(_YEAR), (held, _YEAR))
        columns = np.column_stack([columns, seasons[:, :-1] - seasons[:, -1:]])
    return columns, np.linalg.pinv(columns)


def spread(quarters: Quarters, left: int) -> float:
    """Return by how much forecasts of the total of so many quarters err, from the quarters held.

    It is the mean error of totals: of forecasts made anew from the first 8, 9, 10, … quarters (rolling origin), and,
    the more so the more quarters are left, of the same quarters of the year before. As they are few, a first guess
    from single quarters counts beside them.
    """
    held, yearly = len(quarters), quarters[_YEAR:] - quarters[:-_YEAR]
    repeated = np.convolve(yearly, np.ones(left), "valid")
    origins = range(LEAST, held - left + 1)
    own = [forecast(quarters[:at])[:left].sum() - quarters[at : at + left].sum() for at in origins]
    off_line = (_fit(_seasons(quarters)[0], False)[1] ** 2).sum() / (held - 2)
    first_guess = left * (_size(yearly) / 2 + off_line**0.5 * 3 / 4)
    share = (left - 1) / 6
    weights = share * len(repeated), (1 - share) * len(own), _FIRST_GUESS_COUNTS
    mean = np.average([_size(repeated), _size(own), first_guess], weights=weights)
    return max(float(mean), 0.001 * left * _size(quarters))


def _size(values: Sequence[float] | Quarters) -> float:
    """Return the mean size of values, whatever their signs; none of no values."""
    return float(np.abs(values).mean()) if len(values) else 0.0
