"""Errors that a person can mend: shown as plain messages, never as a traceback."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self, TypeVar

Result = TypeVar("Result")


class CosmicError(Exception):
    """Base of all errors that are shown without a traceback; `status` is what the command exits with."""

    status = 2


@dataclass(frozen=True)
class Fault:
    """One fault of an input: its place, and the rule that it breaks with which value."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Faults(CosmicError):
    """All faults of the inputs together, so that a person can mend them in one go."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = list(dict.fromkeys(faults))
        super().__init__("\n".join(map(str, self.faults)))

    @classmethod
    def at(cls, place: str, message: str) -> Self:
        """Return the error of a single fault, to be raised."""
        return cls([Fault(place, message)])

    def __reduce__(self) -> tuple:
        return type(self), (self.faults,)  # from another process it comes with its faults, not with their text


def raise_any(faults: Iterable[Fault]) -> None:
    """Raise Faults if there are any."""
    if faults := list(faults):
        raise Faults(faults)


def attempt(readers: Iterable[Callable[[], Result]]) -> tuple[list[Result], list[Fault]]:
    """Return the results of the readers that find no fault, in order, and the faults of the others."""
    results: list[Result] = []
    faults: list[Fault] = []
    for read in readers:
        try:
            results.append(read())
        except Faults as error:
            faults += error.faults
    return results, faults


def gather(readers: Iterable[Callable[[], Result]]) -> list[Result]:
    """Return the result of each reader, in order. Raises the faults of all of them together."""
    results, faults = attempt(readers)
    raise_any(faults)
    return results
