"""Ways of doing something, measured in turns, in one run, so that what disturbs one disturbs the other."""

import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Comparison:
    """One measure against another, and the ratio that it is to keep to; both in the same unit."""

    measure: str
    against: str
    ours: float
    theirs: float
    most: float
    unit: str = "s"

    def __str__(self) -> str:
        ratio = self.ours / self.theirs
        kept = "reached" if ratio <= self.most else "NOT REACHED"
        figures = f"{self.ours:.4g} {self.unit} | {self.theirs:.4g} {self.unit} | {ratio:.3f} | {self.most} | {kept}"
        return f"| {self.measure} | {self.against} | {figures} |"


def in_turns(ways: list[Callable[[], object]], rounds: int) -> list[float]:
    """The median time of each way, in seconds, over so many rounds of all; one round goes before that is not timed."""
    times = [[] for _ in ways]
    for turn in range(rounds + 1):
        for place, way in enumerate(ways):
            begun = time.perf_counter()
            way()
            if turn:
                times[place].append(time.perf_counter() - begun)
    return [statistics.median(held) for held in times]


def peak(way: Callable[[], object]) -> float:
    """The most memory, in MB, that this process's children take together at a time while something is done.

    What they share is shared out among them (the kernel's PSS), so that a copy of a warm process is not counted twice.
    """
    most, done = 0.0, threading.Event()

    def look() -> None:
        nonlocal most
        while not done.wait(0.1):
            most = max(most, sum(map(_memory, psutil.Process().children(recursive=True))))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        way()
    finally:
        done.set()
        looking.join()
    return most


def _memory(process: psutil.Process) -> float:
    try:
        held = process.memory_full_info()
    except psutil.Error:
        return 0.0
    return getattr(held, "pss", held.uss) / 2**20
