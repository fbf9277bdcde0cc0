"""Judge claims of rank among numbers that a passage lists: the highest of the three, the fewest, second of four."""

import re
from collections.abc import Iterator

from prosecheck import labels, superlatives, tops, trends
from prosecheck.bounds import exponent_of
from prosecheck.claims import Claim
from prosecheck.holders import holder
from prosecheck.pairs import Pair
from prosecheck.passages import Passage
from prosecheck.quantities import Kind, Quantity
from prosecheck.roles import Reading, Role
from prosecheck.superlatives import Superlative
from prosecheck.words import any_of, pattern

NAME = "ranking"
_AGAINST = pattern(
    rf"\b{any_of('compared against ahead followed while whereas but than versus vs then with behind next')}\b|;"
)
_NO_RIVAL = pattern(
    rf"\b{any_of('total all overall combined together average mean target standard nationally national')}\b|",
    r"\b(?:of which|of whom|including)\b|\b(?:out of|of|from|per|within)(?: (?:about|some|the|our|"
    r"all))? ?$|\b(?:up|down) ?$",
)
_DIFFERENCE = pattern(
    rf"^ ?{any_of('less more fewer higher lower above below under over up down short ahead behind')}\b"
)
_EARLIER = pattern(r"\b(?:last|previous|prior) (?:year|quarter|month|period)\b|\b(?:earlier|ago|previously)\b")
_OTHERS = pattern(
    rf"^{any_of('the_others others the_other the_rest the_remaining next by_comparison in_comparison this_compare')}"
)
_NOUN = pattern(r"^ ?(?P<noun>[a-z]{3,})")
_NO_NOUNS = set("for from with during per cent this last and were was across among had has each the".split())
_PARTS = (Kind.PERCENT, Kind.POINTS, Kind.FRACTION)
_MEASURE = pattern(r"^ (?:[a-z-]+ )?(?:(?P<number>number|total|volume)|rate|proportion|percentage|share)\b")
_LABELLED = pattern(r"[a-z]{2,} (?:at|on|with)?")
_BARE = pattern(r"^(?:[.,;:)]|$| and\b)")
_STEM = 4  # letters


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """Yield a claim for each superlative, judged by the numbers beside the one it is said of; and for each trend."""
    goes_on = bool(_OTHERS.match(passage.text[passage.starts :]))
    for said in superlatives.find(passage.text, 0 if goes_on else passage.starts):
        ranked = _ranked(passage, readings, said, goes_on)
        number = holder(passage, ranked, said) if ranked else None
        if number is not None and not _NO_RIVAL.search(labels.before(passage, number)):
            yield from _judge(passage, ranked, number, said)
    yield from tops.find(passage, readings)
    yield from trends.find(passage, readings)


def _ranked(passage: Passage, readings: list[Reading], said: Superlative, goes_on: bool) -> list[int]:
    """Return the like numbers that a superlative is about: of its sentence, else of the one before that it means."""
    every = [n for n in range(len(passage.quantities)) if _can_be_ranked(passage, readings, n)]
    own = [n for n in every if n >= passage.first]
    candidates = every if goes_on or not own else own
    kinds: dict[tuple[Kind, str, str], list[int]] = {}
    for n in candidates:
        quantity = passage.quantities[n]
        kind = (quantity.kind, quantity.unit, quantity.sign)
        is_bare = quantity.kind is Kind.COUNT and (goes_on and n >= passage.first or _is_bare(passage, n))
        if is_bare and next(iter(kinds), kind)[0] is not Kind.COUNT:
            kind = next(iter(kinds))  # “at 11.2 percentage points. The others are Arts (7.9) …”
        kinds.setdefault(kind, []).append(n)
    measure = _MEASURE.match(passage.text[said.end :])
    several = [numbers for numbers in kinds.values() if len(numbers) > 1]
    ranked = several[0] if len(several) == 1 else []
    is_unlike = measure and any(_is_unlike(passage.quantities[n], is_number=bool(measure["number"])) for n in ranked)
    return [] if is_unlike else ranked


def _is_bare(passage: Passage, number: int) -> bool:
    """Tell whether a number leaves its unit out, as 7 in “9 minutes, with Barking at 7”."""
    is_plain = passage.quantities[number].printed.replace(".", "").isdigit()
    is_last = _BARE.match(passage.right(number))
    return bool(is_plain and is_last and _LABELLED.search(labels.before(passage, number)))


def _is_unlike(quantity: Quantity, is_number: bool) -> bool:
    """Tell whether a quantity is no number, or no rate, where the words speak of one."""
    if is_number:
        return quantity.kind in _PARTS
    return quantity.kind is Kind.COUNT and exponent_of(quantity.value) >= 0


def _can_be_ranked(passage: Passage, readings: list[Reading], number: int) -> bool:
    quantity, before = passage.quantities[number], passage.text[: passage.spans[number][0]][-16:].lower()
    is_how_many = quantity.printed[0].isalpha() and re.search(
        r"\b(?:of|the|our|all|these|across)(?: the| our)? $", before
    )
    return readings[number].role is not Role.TARGET and not is_how_many


def _judge(passage: Passage, ranked: list[int], number: int, said: Superlative) -> Iterator[Claim]:
    """Yield right if as many stand ahead as the rank says, those that are level with it left out; else wrong."""
    rivals = [n for n in ranked if n != number and _is_rival(passage, number, n)]
    many = int(passage.quantities[int(said.many[1:-1])].value) if said.many else None
    if len(rivals) == 1 and many is None and not _AGAINST.search(passage.between(number, rivals[0])):
        return
    if not rivals or (many is not None and many != len(rivals) + 1) or (many is None and said.is_most is None):
        return
    worth = passage.quantities[number].value
    above = sum(passage.quantities[n].value > worth for n in rivals)
    below = sum(passage.quantities[n].value < worth for n in rivals)
    level = len(rivals) - above - below
    ways = {True: [above], False: [below], None: [above, below]}[said.is_most]
    quote = passage.quote([number, *rivals])
    if any(ahead < said.rank <= ahead + level + 1 for ahead in ways):
        yield Claim(NAME, quote, True)
        return
    printed = passage.quantities[number].printed
    others = ", ".join(passage.quantities[n].printed for n in rivals)
    yield Claim(NAME, quote, False, f"{printed} is not “{said.word}” beside {others}", "another rank")


def _is_rival(passage: Passage, number: int, other: int) -> bool:
    """Tell whether a number is of the same thing elsewhere: labelled, no total, no average, nothing earlier."""
    before, after = labels.before(passage, other), labels.after(passage, other)
    if not labels.is_labelled(passage, other) or _NO_RIVAL.search(before) or _EARLIER.search(f"{before} {after}"):
        return False
    if _DIFFERENCE.match(after):
        return False
    nouns = [_noun(labels.after(passage, n)) for n in (number, other)]
    return not all(nouns) or nouns[0][:_STEM] == nouns[1][:_STEM]


def _noun(words: str) -> str:
    match = _NOUN.match(words)
    return match["noun"] if match and match["noun"] not in _NO_NOUNS else ""
