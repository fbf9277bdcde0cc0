"""Judge claims of range: “ranged from 58% to 83%”, and inside or outside “a range of 10% to 14%”."""

from collections.abc import Iterator

from prosecheck.claims import Claim
from prosecheck.passages import Passage
from prosecheck.roles import Reading, Role
from prosecheck.words import any_of, pattern

NAME = "standing"
_RANGED = pattern(
    r"\b(?:rang(?:ed|ing|es?)|var(?:ied|ies|ying)|spann(?:ed|"
    r"ing))(?: \w+){0,2} from(?: (?!‹)[\w-]+){0,3} ‹(?P<low>\d+)›",
    r"[^‹.;]{0,40} to(?: (?!‹)[\w-]+){0,3} ‹(?P<high>\d+)›",
)
_WITHIN = pattern(
    rf"\b(?P<side>{any_of('within inside outside')})(?: (?!‹)[\w’'-]+){{0,4}} {any_of('range band corridor bracket')}",
    r"(?: of| from|,)? ‹(?P<low>\d+)› (?:to|and) ‹(?P<high>\d+)›",
)
_FEWEST = 3


def find(passage: Passage, readings: list[Reading]) -> Iterator[Claim]:
    """Yield a claim for each range that a sentence states, judged by the numbers that it lists or sets against it."""
    if match := _RANGED.search(passage.text, passage.starts):
        yield from _ranged(passage, readings, int(match["low"]), int(match["high"]))
    if match := _WITHIN.search(passage.text, passage.starts):
        yield from _within(passage, readings, int(match["low"]), int(match["high"]), match["side"].lower())


def _others(passage: Passage, readings: list[Reading], ends: tuple[int, int]) -> list[int]:
    like = [n for n in passage.own if n not in ends and passage.quantities[n].is_like(passage.quantities[ends[0]])]
    return [n for n in like if readings[n].role is Role.LEVEL]


def _ranged(passage: Passage, readings: list[Reading], low: int, high: int) -> Iterator[Claim]:
    listed = _others(passage, readings, (low, high))
    if len(listed) < _FEWEST:
        return
    values = [passage.quantities[n].value for n in listed]
    due = [min(values), max(values)]
    quote = passage.quote([low, high, *listed])
    if due == sorted(passage.quantities[n].value for n in (low, high)):
        yield Claim(NAME, quote, True)
    elif passage.quantities[low].value in values or passage.quantities[high].value in values:
        right = f"{due[0]} to {due[1]}"
        stated = f"{passage.quantities[low].printed} to {passage.quantities[high].printed}"
        yield Claim(NAME, quote, False, f"those listed range from {right}, not {stated}", right)


def _within(passage: Passage, readings: list[Reading], low: int, high: int, side: str) -> Iterator[Claim]:
    others = _others(passage, readings, (low, high))
    if len(others) != 1:
        return
    level, least, most = (passage.quantities[n] for n in (others[0], low, high))
    is_inside = least.value <= level.value <= most.value
    quote = passage.quote([*others, low, high])
    if is_inside == (side != "outside"):
        yield Claim(NAME, quote, True)
    else:
        where = "inside" if is_inside else "outside"
        yield Claim(NAME, quote, False, f"{level.printed} is {where} {least.printed} to {most.printed}", where)
