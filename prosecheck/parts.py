"""Find the count that a share is printed beside, and the counts that the words say are so many of so many."""

from collections.abc import Iterator

from prosecheck.bounds import Bounds
from prosecheck.passages import MARK, Passage
from prosecheck.quantities import Kind
from prosecheck.words import HEDGED, any_of, pattern, up_to

_NO_NOUN = any_of(
    "and or were was are is have has had who that which in by with to than from at on for while whereas but"
)
NOUN_PHRASE = rf"(?: (?!{_NO_NOUN}\b)(?:&|[\w#][\w’'/-]*)){{0,6}}?"
_OUT_OF = any_of("out_of of from among amongst")
_SOME_WORDS = up_to(4, r"(?!and\b|or\b|to\b|up\b)[\w’'-]+")
_MANY_WORDS = up_to(11, r"(?!and\b|or\b|while\b|but\b)[\w’'#-]+")
_BRACKETED = up_to(7, r"(?!and\b|or\b)[\w’'-]+")
_N_OF_W = pattern(
    rf"^(?:(?:{_SOME_WORDS},? (?:{_OUT_OF}|in)|{_MANY_WORDS},? (?:out of|(?:from|of) a total of)|",
    rf"{_BRACKETED} \((?:{_OUT_OF}))",
    rf"{NOUN_PHRASE}{HEDGED} ?|/)$",
)
_CONTRAST = any_of("while whereas but where whose when compared than although though until since because against")
_WORD = rf"(?!{_CONTRAST}\b)[\w’'/&#-]+"
_LINK = rf"(?!{_CONTRAST}\b|and\b|with\b|in\b|by\b|among\b)[\w’'-]+"
_SAYS_AGAIN = any_of(
    r"or i\.e\.,? ie that_is,? that[’']s which_is which_was this_is this_was in_numbers equal_to equivalent_to",
    r"(?:and_)?(?:the|their)_(?:number|figure|total)_(?:was|is|being) equating_to representing amounting_to",
    "a_total_of only just some about around roughly approximately nearly almost over under more_than less_than exactly",
)
_SAME_AS = any_of(
    r"or i\.e\. which_is that_is is are was were equal_to equivalent_to (?:equat|represent|amount|mak)(?:es?|ed|ing)",
    r"a_\w+(?:_\w+)?_(?:rate_)?of giving gives account(?:s|ed|ing)_for ma(?:k|d)es?_up at just about",
)
_LEADS_ON = pattern(
    rf"^\)?(?:,? {_WORD}){{0,24}}?(?:(?: ?[(\[:,]| [–—-])(?: ?{_SAYS_AGAIN})*|;(?: {_SAYS_AGAIN})+),? ?\(?$"
)
_FOLLOWS_ON = pattern(
    rf"^\)?(?: (?!and\b){_WORD},?){{0,12}}?(?: ?[(\[,:]| [–—-]|[,.;]? (?:that |this )?{_SAME_AS}\b)",
    rf"(?> ?{_LINK},?){{0,6}}(?: in)? ?[(:]? ?$",
)
_BRACKET_AFTER = pattern(r"^,?(?: (?!and\b)[\w’'-]+)? ?[(\[](?: ?(?:or|about|around|some|just|i\.e\.))* ?$")
_OF_OTHERS = pattern(r"^ (?!(?:[\w-]+ )?(?:rate|of|in|or|response|success|turnout)\b)[a-z]")
_TO_ANOTHER = pattern(r"^ (?:to|from|in \S+ and) ‹")
_EARLIER = pattern(
    r"^[^‹.,;()]{0,20}\b",
    any_of(
        r"(?:last|previous|prior|same)_\w+ (?:year|quarter|month)_(?:before|earlier|ago) previously earlier in_####"
    ),
)
_OF_THESE = pattern(r"^ ?of (?:them|these|which|whom)\b")
_OF_W = pattern(rf"^\)?,? (?:out of|of|among|amongst)(?:{NOUN_PHRASE}{HEDGED})? ?$")


def can_be_part(passage: Passage, part: int, whole: int) -> bool:
    """Tell whether one quantity can be a part of another."""
    one, other = passage.quantities[part], passage.quantities[whole]
    return part != whole and one.is_like(other) and one.value <= other.value and other.value > 0


def share(passage: Passage, part: int, whole: int) -> Bounds:
    """Return which percentage of the whole a part is; the whole must not be zero."""
    return (passage.quantities[part].bounds / passage.quantities[whole].bounds).times(100)


def so_many_of(passage: Passage, levels: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the part and whole of `n of W`, `n out of W`, `n/W` in so many words, and `W … n of them`."""
    for one, other in zip(levels, levels[1:], strict=False):
        if other == one + 1 and _can_be_so_many(passage, one, other) and _N_OF_W.match(passage.between(one, other)):
            if not _EARLIER.match(passage.right(other)):
                yield one, other
        elif can_be_part(passage, other, one) and _OF_THESE.match(passage.right(other)):
            yield other, one


def _can_be_so_many(passage: Passage, one: int, other: int) -> bool:
    """Tell whether one can be so many of the other, whose unit it may leave out: `1,284 of the 4,120 days`."""
    part, whole = passage.quantities[one], passage.quantities[other]
    if part.kind is Kind.COUNT and whole.kind is Kind.DURATION:
        return 0 < part.value <= whole.value
    return can_be_part(passage, one, other)


def leads_on(passage: Passage, one: int, other: int) -> bool:
    """Tell whether the words from a share to a count after it, or from count to share, say them of the same things."""
    return one < other and bool(_LEADS_ON.match(passage.between(one, other)))


def follows_on(passage: Passage, count: int, number: int) -> bool:
    """Tell whether a share says the count before it again: `99 cases (5.76%)`, `99 cases, that is 5.76%`."""
    return bool(_FOLLOWS_ON.match(MARK.sub("#", passage.between(count, number))))


def last_before(passage: Passage, number: int) -> int:
    """Return the number before a share, past those of a period: `701 fell inside the 42-day limit, so 94.6%`."""
    before = number - 1
    while before > passage.first and passage.quantities[before].kind is Kind.DURATION:
        before -= 1
    return before


def is_of(passage: Passage, number: int, whole: int) -> bool:
    """Tell whether the words go straight on with what a number is of: `90% of the 110 …`."""
    return whole == number + 1 and bool(_OF_W.match(passage.between(number, whole)))


def beside(passage: Passage, levels: list[int], number: int) -> int | None:
    """Return the count beside a share, or None: `99 (5.76%)`, `90% of them (99)`, `90% of the 110 – 99 –`."""
    following, previous = number + 1, last_before(passage, number)
    if following in levels and _BRACKET_AFTER.match(passage.between(number, following)):
        return None if _TO_ANOTHER.match(passage.right(following)) else following
    right = passage.right(number)
    is_bracketed = passage.left(number).endswith("(")
    is_of_others = is_bracketed and _OF_OTHERS.match(right) or not is_bracketed and _OF_THESE.match(right)
    if previous in levels and previous >= passage.first and not is_of_others and follows_on(passage, previous, number):
        return previous
    if is_of(passage, number, following) if following < len(passage.quantities) else False:
        following += 1
        return following if following in levels and leads_on(passage, following - 1, following) else None
    return following if following in levels and leads_on(passage, number, following) else None
