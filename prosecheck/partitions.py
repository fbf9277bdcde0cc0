"""Judge a share after a whole with its parts: “638 in time and 274 late. Late replies made up 43%.”"""

from collections.abc import Iterator

from prosecheck.bounds import Bounds
from prosecheck.claims import Claim, reckoned
from prosecheck.parts import share
from prosecheck.passages import Passage
from prosecheck.spoken import fair
from prosecheck.words import any_of, pattern

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
_STEM = 5
_SHORT = 2  # letters of words that name nothing
_NEAR = 12  # percentage points


def find(passage: Passage, levels: list[int], shares: list[int]) -> Iterator[Claim]:
    """Yield a claim for the only share of a sentence, told with or after parts that add up to a whole before it."""
    own = [n for n in shares if n >= passage.first]
    counts = [n for n in levels if n < max(own, default=0)]
    whole = _whole(passage, counts)
    if len(own) != 1 or whole is None or whole >= passage.first or not _SO.search(passage.text, passage.starts):
        return
    number, parts = own[0], [n for n in counts if n != whole]
    stated = fair(passage.quantities[number])
    is_after = max(parts) < passage.first
    named = [n for n in parts if is_after and _is_named(passage, n, parts)] or parts
    if any(share(passage, part, whole).meets(stated) for part in named):
        yield Claim(NAME, passage.quote([number]), True)
    elif len(named) == 1 or not any(share(passage, part, whole).meets(stated) for part in parts):
        part = named[0] if len(named) == 1 else _meant(passage, parts, whole, stated)
        yield from _wrong(passage, number, part, whole)


def _whole(passage: Passage, counts: list[int]) -> int | None:
    """Return the number of a sentence that is the sum of all its others; None where there is none."""
    like = counts and all(passage.quantities[n].is_like(passage.quantities[counts[0]]) for n in counts)
    if not like or len(counts) < _FEWEST:
        return None
    values = {n: passage.quantities[n].value for n in counts}
    largest = max(counts, key=values.__getitem__)
    return largest if values[largest] * 2 == sum(values.values()) else None


def _meant(passage: Passage, parts: list[int], whole: int, stated: Bounds) -> int | None:
    """Return the part that a share is wrongly worked out of, `43% is 274 of 638`; else the nearest, if it is near."""
    pairs = ((one, other) for one in parts for other in parts if one != other)
    crossed = next((one for one, other in pairs if share(passage, one, other).meets(stated)), None)
    if crossed is not None:
        return crossed
    gaps = {n: abs(share(passage, n, whole).low - stated.low) for n in parts}
    nearest = min(parts, key=gaps.__getitem__)
    return nearest if gaps[nearest] <= _NEAR else None


def _is_named(passage: Passage, part: int, parts: list[int]) -> bool:
    """Tell whether the share's sentence has a word of this part that the others have not."""
    words = {n: {word.strip(",.")[:_STEM] for word in _words_of(passage, n) if len(word) > _SHORT} for n in parts}
    others = set().union(*(words[n] for n in parts if n != part))
    said = {word.strip(",.")[:_STEM] for word in passage.sentence.lower().split() if len(word) > _SHORT}
    return bool((words[part] - others) & said)


def _words_of(passage: Passage, part: int) -> list[str]:
    return passage.right(part).partition("‹")[0].split()[:4]


def _wrong(passage: Passage, number: int, part: int | None, whole: int) -> Iterator[Claim]:
    if part is None:
        return
    stated, one, other = (passage.quantities[n] for n in (number, part, whole))
    due = reckoned(share(passage, part, whole), stated)
    yield Claim(
        NAME, passage.quote([number]), False, f"{one.printed} of {other.printed} is {due}, not {stated.printed}", due
    )
