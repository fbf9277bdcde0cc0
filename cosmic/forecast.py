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
    factors, terms = _seasons(quarters)
    held = len(quarters)
    without = (quarters - terms[:held]) / factors[:held]
    last_year, year_before = quarters[-_YEAR:], quarters[-2 * _YEAR : -_YEAR]
    forecasts = {
        "theta": _theta(without) * factors[held:] + terms[held:],
        "last quarter": without[-1] * factors[held:] + terms[held:],
        "last year": last_year,
        "last year and its growth": last_year + (last_year - year_before).mean(),
    }
    return sum((share * forecasts[method] for method, share in _SHARES.items()), np.zeros(_YEAR))


def _seasons(quarters: Quarters) -> tuple[Quarters, Quarters]:
    """Return the factors and the terms that make up each quarter's season, those of the next four quarters too.

    A season is a factor where all values are above zero, else a term. It is the weaker the less it is told from chance:
    by the F statistic of the quarters beside a straight line, as James and Stein (1961) shrink means.
    """
    held = len(quarters)
    is_factor = quarters.min() > 0
    scaled = np.log(quarters) if is_factor else quarters
    fitted = _fit(held, True) @ scaled
    unexplained = float(((scaled - _columns(held, True) @ fitted) ** 2).sum())
    explained = float(((scaled - _columns(held, False) @ _fit(held, False) @ scaled) ** 2).sum()) - unexplained
    chance = unexplained / (held - len(fitted)) * (_YEAR - 1)
    strength = max(0.0, 1 - chance / explained) if explained > 0 else 0.0
    offsets = np.append(fitted[2:], -fitted[2:].sum()) * strength
    ones, zeros = np.ones(held + _YEAR), np.zeros(held + _YEAR)
    if not is_factor:
        return ones, np.resize(offsets, held + _YEAR)
    factors = np.exp(offsets)
    return np.resize(factors / factors.mean(), held + _YEAR), zeros


def _theta(values: Quarters) -> Quarters:
    """Return the next four values by the Theta method: the smoothed level, and half of the slope of a straight line.

    Source: Assimakopoulos and Nikolopoulos (2000), as Hyndman and Billah (2003) write it. The smoothing is the one that
    would have erred least.
    """
    held = len(values)
    levels = _levels(held) @ values
    best = int(((levels[:, 1:held] - values[1:]) ** 2).sum(axis=1).argmin())
    smoothing, slope = _SMOOTHING[best], (_fit(held, False) @ values)[1]
    return levels[best, held] + slope / 2 * (np.arange(_YEAR) + (1 - (1 - smoothing) ** held) / smoothing)


@lru_cache
def _levels(held: int) -> NDArray[np.float64]:
    """Return by what so many values are multiplied to give their smoothed level before each and after the last.

    There is a matrix for each smoothing. The level at first is the mean of the first year.
    """
    weights = np.zeros((len(_SMOOTHING), held + 1, held))
    weights[:, 0, :_YEAR] = 1 / _YEAR
    for at in range(held):
        weights[:, at + 1] = (1 - _SMOOTHING)[:, None] * weights[:, at]
        weights[:, at + 1, at] += _SMOOTHING
    return weights


@lru_cache
def _columns(held: int, has_seasons: bool) -> NDArray[np.float64]:
    """Return what a straight line through so many values is fitted by, or one with a season for each quarter."""
    places = np.arange(held, dtype=float)
    line = np.column_stack([np.ones(held), places - places.mean()])
    seasons = np.resize(np.eye(_YEAR), (held, _YEAR))
    return np.column_stack([line, seasons[:, :-1] - seasons[:, -1:]]) if has_seasons else line


@lru_cache
def _fit(held: int, has_seasons: bool) -> NDArray[np.floating]:
    """Return by what so many values are multiplied to give the coefficients of their columns, by least squares."""
    return np.linalg.pinv(_columns(held, has_seasons))


def spread(quarters: Quarters, left: int) -> float:
    """Return by how much forecasts of the total of so many quarters err, from the quarters held.

    It is the mean error of totals: of forecasts made anew from the first 8, 9, 10, … quarters (rolling origin), and,
    the more so the more quarters are left, of the same quarters of the year before. As they are few, a first guess
    from single quarters counts beside them.
    """
    yearly = quarters[_YEAR:] - quarters[:-_YEAR]
    repeated = np.convolve(yearly, np.ones(left), "valid")
    origins = range(LEAST, len(quarters) - left + 1)
    own = [forecast(quarters[:at])[:left].sum() - quarters[at : at + left].sum() for at in origins]
    first_guess = left * (_size(yearly) / 2 + _off_line(quarters) * 3 / 4)
    share = (left - 1) / 6
    weights = share * len(repeated), (1 - share) * len(own), _FIRST_GUESS_COUNTS
    mean = np.average([_size(repeated), _size(own), first_guess], weights=weights)
    return max(float(mean), 0.001 * left * _size(quarters))


def _off_line(quarters: Quarters) -> float:
    """Return how far quarters lie from a straight line, their seasons taken out: the root of the mean square."""
    factors, terms = _seasons(quarters)
    without = (quarters - terms[: len(quarters)]) / factors[: len(quarters)]
    off = without - _columns(len(quarters), False) @ _fit(len(quarters), False) @ without
    return float(np.sqrt((off**2).sum() / (len(quarters) - 2)))


def _size(values: Sequence[float] | Quarters) -> float:
    """Return the mean size of values, whatever their signs; none of no values."""
    return float(np.abs(values).mean()) if len(values) else 0.0
