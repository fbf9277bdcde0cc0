"""How often charts tell a change where there is none, and how often they find one: by simulation, with the plain rules.

`benchmarks/signals.py --seed 7 --series 4000` prints a row for each kind of figures and length of history.

A row is of series without a change, and of the same with one: the last four periods are moved by two sigma, the
standard deviation of a single period without its season.
"""

import argparse
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from cosmic.signals import Told, tell, xmr
from cosmic.xmr import SignalRules, SpecialCause

A_YEAR = 4
MOVED = 2  # sigma
SEASON = 1.6 * np.cos(np.arange(A_YEAR) * np.pi / 2)  # in sigma
HEAD = (
    "| figures | points | false, any | plain | false, last four | plain | found, any | plain | found, last four | plain"
    " |\n"
    "|---|---|---|---|---|---|---|---|---|---|"
)
Noise = Callable[[np.random.Generator, tuple[int, int]], np.ndarray]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--series", type=int, default=4000)
    options = parser.parse_args()
    for line in table(options.seed, options.series):
        print(line, flush=True)


def table(seed: int = 1, many: int = 4000) -> Iterator[str]:
    """Yield the lines of the table."""
    yield HEAD
    for name, noise in NOISES.items():
        for points in (12, 16, 20, 24):
            yield from _rows(name, noise, points, np.random.default_rng(seed), many)


def _rows(name: str, noise: Noise, points: int, chance: np.random.Generator, many: int) -> Iterator[str]:
    """Yield a row for rolling years, one for quarters with a season and one for quarters without."""
    quarters = noise(chance, (many, points + A_YEAR - 1))
    changed = quarters.copy()
    changed[:, -A_YEAR:] += MOVED
    whole = np.tile(SEASON, points)[: quarters.shape[1]]
    yield _row(f"rolling, {name}", _told_of_rolling_years, _rolling(quarters), _rolling(changed))
    for kind, season in (("seasonal", whole), ("without a season", 0 * whole)):
        same, other = ((some + season)[:, A_YEAR - 1 :] for some in (quarters, changed))
        yield _row(f"{kind}, {name}", _told_of_quarters, same, other)


def _row(name: str, ours: Callable[..., Told], same: np.ndarray, changed: np.ndarray) -> str:
    places = range(same.shape[1])
    cells = []
    for series in (same, changed):
        told = [_is_told(ours(one, places).causes) for one in series.tolist()]
        plain = [_is_told(xmr(one, "neutral").special_cause) for one in series.tolist()]
        for part in (slice(None), slice(-A_YEAR, None)):
            cells += [np.mean([any(one[part]) for one in flags]) for flags in (told, plain)]
    return f"| {name} | {len(places)} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |"


def _told_of_rolling_years(values: list[float], places: range) -> Told:
    return tell(values, places, 1, A_YEAR, SignalRules.AT_FIRST)


def _told_of_quarters(values: list[float], places: range) -> Told:
    return tell(values, places, A_YEAR, 1, SignalRules.AT_FIRST)


def _is_told(causes) -> list[bool]:
    return [cause is not SpecialCause.NONE for cause in causes]


def _rolling(quarters: np.ndarray) -> np.ndarray:
    return np.lib.stride_tricks.sliding_window_view(quarters, A_YEAR, axis=1).sum(axis=2)


def _normal(chance: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    return chance.normal(size=shape)


def _skewed(chance: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """Return waiting times and the like: a long tail of high values."""
    return (chance.gamma(2, size=shape) - 2) / np.sqrt(2)


def _counts(chance: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """Return small counts, five a quarter."""
    return (chance.poisson(5, size=shape) - 5) / np.sqrt(5)


def _bounded(chance: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """Return percentages near 100: about 95, with a long tail of low values."""
    mean, size = 0.95, 40
    spread = np.sqrt(mean * (1 - mean) / (size + 1))
    return (chance.beta(mean * size, (1 - mean) * size, size=shape) - mean) / spread


def _autocorrelated(by: float, chance: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """Return quarters that each keep some of the one before: a first-order process."""
    values = chance.normal(size=shape)
    for place in range(1, shape[1]):
        values[:, place] = by * values[:, place - 1] + np.sqrt(1 - by * by) * values[:, place]
    return values


NOISES: dict[str, Noise] = {
    "normal": _normal,
    "skewed": _skewed,
    "small counts": _counts,
    "near 100 %": _bounded,
    "autocorrelated .3": partial(_autocorrelated, 0.3),
    "autocorrelated .6": partial(_autocorrelated, 0.6),
}

if __name__ == "__main__":
    main()
