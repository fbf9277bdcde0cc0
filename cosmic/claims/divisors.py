"""What an average divides, and by how many: told by the words behind each number."""

from collections.abc import Iterator

from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind
from cosmic.claims.spread import Cue
from cosmic.claims.words import pattern

_NOUN = pattern(r"^ (?:[a-z’'-]+ ){0,2}?(?P<noun>[a-z]{3,})")
_TURNS = pattern(r"\b(?:per|each|every|on|an?|in|for|of|and|to)\b")
_STEM = 4  # letters


def total_and_number(
    passage: Passage, operands: list[int], larger: list[int], number: int, said: Cue
) -> Iterator[tuple[int, int]]:
    """What is divided, and by how many; nothing where the words leave it open."""
    counted = [n for n in operands if passage.quantities[n].kind is Kind.COUNT]
    by_unit = [n for n in counted if said.unit and said.unit[:_STEM] in _behind(passage, n)]
    by_noun = [n for n in larger if _noun(passage, number) and _noun(passage, number)[:_STEM] in _behind(passage, n)]
    total = [n for n in larger if n not in by_unit] if len(by_unit) == 1 else by_noun or larger
    if len(total) > 1 and not by_noun:
        total = [max(total, key=lambda n: passage.quantities[n].value)]
    is_tied = by_noun or said.is_worked_out or said.is_of_each or not _noun(passage, number)
    for one in total:
        by = [n for n in counted if n != one]
        if len(total) == len(by) == 1 and (is_tied or by == by_unit):
            yield one, by[0]


def is_same_thing(passage: Passage, number: int, totals: list[int]) -> bool:
    """Whether an average counts what a total counts, as far as the words say."""
    noun = _noun(passage, number)
    return not noun or any(noun[:_STEM] in _behind(passage, n) for n in totals)


def _noun(passage: Passage, number: int) -> str:
    """What a number counts: the `visits` of `36 visits per week`."""
    words = _TURNS.split(passage.right(number)[:50])[0]
    found = _NOUN.match(words)
    return found["noun"] if found else ""


def _behind(passage: Passage, number: int) -> str:
    return passage.right(number)[:50].partition("‹")[0]
