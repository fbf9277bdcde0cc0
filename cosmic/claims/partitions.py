"""Claims of share that follow on from a whole with its parts: “638 in time and 274 late. Late replies made up 43%.”"""

from collections.abc import Iterator

from cosmic.claims.claims import Claim, reckoned
from cosmic.claims.parts import share
from cosmic.claims.passages import Passage
from cosmic.claims.spoken import fair
from cosmic.claims.words import any_of, pattern

NAME = "share"
_SO = pattern(
    r"\b",
    any_of(
        r"therefore accordingly thus hence so consequently mean(?:s|ing) account(?:s|ed|ing)?_for ma(?:k|d)es?_up",
        "represent(?:s|ed|ing)?",
    ),
    r"\b",
)
_FEWEST = 3  # numbers: a whole and two parts
_STEM = 4


def find(passage: Passage, levels: list[int], shares: list[int]) -> Iterator[Claim]:
    """The only share of a sentence without other numbers, behind a whole that is the sum of its parts."""
    own = [n for n in passage.own if n in levels or n in shares]
    held = [n for n in levels if n < passage.first]
    if len(own) != 1 or own[0] not in shares or not _SO.search(passage.text, passage.starts):
        return
    whole = _whole(passage, held)
    if whole is None:
        return
    number, parts = own[0], [n for n in held if n != whole]
    stated = fair(passage.quantities[number])
    named = [n for n in parts if _is_named(passage, n)] or parts
    if any(share(passage, part, whole).meets(stated) for part in named):
        yield Claim(NAME, passage.quote([number]), True)
    elif len(named) == 1 or not any(share(passage, part, whole).meets(stated) for part in parts):
        part = named[0] if len(named) == 1 else _of_the_parts(passage, parts, stated)
        yield from _wrong(passage, number, part, whole)


def _whole(passage: Passage, held: list[int]) -> int | None:
    """The number of a sentence that is the sum of all its others."""
    like = held and all(passage.quantities[n].is_like(passage.quantities[held[0]]) for n in held)
    if not like or len(held) < _FEWEST:
        return None
    values = {n: passage.quantities[n].value for n in held}
    largest = max(held, key=values.__getitem__)
    return largest if values[largest] * 2 == sum(values.values()) else None


def _of_the_parts(passage: Passage, parts: list[int], stated) -> int | None:
    """The part that a share is worked out of, on another part: `43% is 274 of 638`."""
    pairs = ((one, other) for one in parts for other in parts if one != other)
    return next((one for one, other in pairs if share(passage, one, other).meets(stated)), None)


def _is_named(passage: Passage, part: int) -> bool:
    """Whether the sentence opens with what a part counts."""
    words = [word for word in passage.right(part).partition("‹")[0].split()[:3] if len(word) >= len("men")]
    opening = passage.sentence.lower().split()[:3]
    return any(word[:_STEM] == other.strip(",.")[:_STEM] for word in words for other in opening if len(other) > 2)


def _wrong(passage: Passage, number: int, part: int | None, whole: int) -> Iterator[Claim]:
    if part is None:
        return
    stated, one, other = (passage.quantities[n] for n in (number, part, whole))
    due = reckoned(share(passage, part, whole), stated)
    yield Claim(
        NAME, passage.quote([number]), False, f"{one.printed} of {other.printed} is {due}, not {stated.printed}", due
    )
