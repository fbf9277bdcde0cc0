"""Errors that a person can mend: shown as plain messages, never as a traceback."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")


class CosmicError(Exception):
    """Base of all that is told to the user without a traceback; `status` is what the command exits with."""

    status = 2


@dataclass(frozen=True)
class Fault:
    """One thing wrong with an input: where it stands, and which rule it breaks with which value."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Faults(CosmicError):
    """Everything found wrong with the inputs, told at once so that it can be mended in one go."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = list(dict.fromkeys(faults))
        super().__init__("\n".join(map(str, self.faults)))

    def __reduce__(self) -> tuple:
        return type(self), (self.faults,)  # from another process it comes with its faults, not with their text


def raise_any(faults: Iterable[Fault]) -> None:
    """Raise Faults if there are any."""
    found = list(faults)
    if found:
        raise Faults(found)


def attempt(readers: Iterable[Callable[[], Result]]) -> tuple[list[Result], list[Fault]]:
    """What the readers return that find no fault, in order, and the faults of the others."""
    results, faults = [], []
    for read in readers:
        try:
            results.append(read())
        except Faults as error:
            faults += error.faults
    return results, faults


def gather(readers: Iterable[Callable[[], Result]]) -> list[Result]:
    """What each reader returns, in order; the faults of all of them are raised together."""
    results, faults = attempt(readers)
    raise_any(faults)
    return results
