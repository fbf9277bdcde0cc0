"""Tell by the words after each number what an average divides, and by how many."""

from prosecheck.passages import Passage
from prosecheck.quantities import Kind
from prosecheck.spread import Cue
from prosecheck.words import pattern

_NOUN = pattern(r"^ (?:[a-z’'-]+ ){0,2}?(?P<noun>[a-z]{3,})")
_TURNS = pattern(r"\b(?:per|each|every|on|an?|in|for|of|and|to)\b")
_THING = pattern(r"\baverage (?P<thing>[a-z]{4,}) (?:was|is|came to|stood at)(?: \w+)? $")
_STEM = 4  # letters


def total_and_number(
    passage: Passage, operands: list[int], larger: list[int], number: int, said: Cue
) -> tuple[int, int] | None:
    """Return the number of what is divided and of what it is divided by; None where the words leave it open."""
    counted = [n for n in operands if passage.quantities[n].kind is Kind.COUNT]
    by_unit = _of_the_unit(passage, counted, number, said)
    totals = [n for n in larger if n not in by_unit]
    if len(by_unit) == len(totals) == 1:
        return totals[0], by_unit[0]
    if len(operands) > 2 or (said.unit and not (said.is_worked_out or said.is_of_each)):
        return None
    noun = _noun(passage, number)
    alike = [n for n in larger if noun and noun[:_STEM] in _after(passage, n)]
    total = max(alike or larger, key=lambda n: passage.quantities[n].value, default=None)
    by = [n for n in counted if n != total]
    is_tied = alike or said.is_worked_out or said.is_of_each or not noun
    return (total, by[0]) if total is not None and len(by) == 1 and is_tied else None


def _of_the_unit(passage: Passage, counted: list[int], number: int, said: Cue) -> list[int]:
    """Return the counts of what an average is per, or of: `240 awards … the average award was £750`."""
    thing = _THING.search(passage.left(number))
    unit = said.unit or (thing and thing["thing"])
    return [n for n in counted if unit and unit[:_STEM] in _after(passage, n)]


def is_same_thing(passage: Passage, number: int, totals: list[int]) -> bool:
    """Tell whether an average counts what a total counts, as far as the words say."""
    noun = _noun(passage, number)
    return not noun or any(noun[:_STEM] in _after(passage, n) for n in totals)


def _noun(passage: Passage, number: int) -> str:
    """Return what a number counts: the `visits` of `36 visits per week`."""
    words = _TURNS.split(passage.right(number)[:50])[0]
    match = _NOUN.match(words)
    return match["noun"] if match else ""


def _after(passage: Passage, number: int) -> str:
    return passage.right(number)[:50].partition("‹")[0]
