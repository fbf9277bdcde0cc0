"""Tell by the words around a share of which part and which whole it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from prosecheck.parts import NOUN_PHRASE, beside, can_be_part, follows_on, is_of, last_before, leads_on, so_many_of
from prosecheck.passages import MARK, Passage
from prosecheck.quantities import Kind
from prosecheck.words import HEDGED, any_of, pattern

_WHOLE_BEFORE = pattern(
    rf"(?:^|(?<!total)(?<!number)(?<!one)[\s(]){any_of('out_of of from among amongst across')}",
    rf"(?! (?:whom|which)\b){NOUN_PHRASE}{HEDGED} ?$",
)
_POINTS_BACK = pattern(
    r"\b(?:of|in|among) (?:these|them|those|which|whom)\b|\bof the (?!‹|total\b)|\b(?:these|thereof)\b|",
    r"\b(?:other|remaining|rest|others)\b",
)
_SAYS_SO = pattern(
    r"^[“\"‘' ]*(?:this|that|which|it|these|the (?:number|figure|total)) (?!‹)|",
    r"^[“\"‘' ]*(?:at ‹|an? (?:[\w-]+ ){1,3}(?:rate|proportion|share|level) of ‹)|^[“\"‘' ]*",
    any_of(r"in_numbers expressed_as as_an?_(?:percentage|proportion|share) in_percentage_terms put_another_way"),
    r"\b",
)
_OF_SOMETHING_ELSE = pattern(
    r"^ (?:of|in|among|amongst|for) (?!everything)",
    rf"(?!(?:{any_of('all the these those them which whom our its')} )*‹|",
    any_of(r"these those(?=_?[(,.;–—-]) all(?=[.,;)]) them which whom"),
    rf"|(?:the|our|its|all) {any_of('total whole overall cases workforce establishment stock overall_total')}\b)",
)
_OF_ALL = pattern(r"^ of all\b")
_OF_THOSE = pattern(r"^ of (?:those|people|respondents|the)\b")
_OF_THOSE_SO = pattern(r"^(?:of|among) (?:those|these|the)(?: that were| who)? (\w{5,})")
_LED_TO = pattern(r"\b(?:so|meaning|means|making|giving|that is|i\.e\.|accounting|represent\w+|equat\w+|at)\b")
_NEW_SCOPE = pattern(
    r"\b(?:among|amongst|of all|(?<!accounted )(?<!accounting )for (?!‹))\b|",
    r" of (?!‹|the ‹|these|them|those|which|whom)[^‹]*‹",
)
_CONTRAST = pattern(
    rf"\b{any_of('while whereas but compared than although though against')}\b|",
    r";(?! (?:the (?:number|figure|total)|that is|this is|in (?:all|numbers))\b)|[,;] and\b|",
    r"and (?!‹)[a-z]+ (?:of|in)\b",
)
_COMPARED = pattern(
    r"^(?: [a-z#]+){0,2} to ‹|####|\band the [^‹]*\brate\b|",
    rf"\b{any_of('up_from down_from compared against than last_year previous earlier')}\b",
)
_RATE = pattern(rf"\b{any_of('rate turnout take-up uptake proportion percentage share')}(?: [a-z’'-]+){{0,6}} ?$")
_OTHER_WORDS = set("there these those their which while where would about other people number".split())
_STEM = 5


@dataclass(frozen=True)
class Tie:
    """A part and a whole that a share is of; whether the words say so, or it is only likely."""

    part: int
    whole: int
    is_said: bool = True


def find_tie(passage: Passage, levels: list[int], shares: list[int], number: int) -> Tie | None:
    """Return the part and whole that the words say a share is of; None where they do not say."""
    return (
        _in_brackets(passage, levels, number)
        or _so_many_of(passage, levels, shares, number)
        or _part_and_whole(passage, levels, shares, number)
        or _rate(passage, levels, shares, number)
    )


def _in_brackets(passage: Passage, levels: list[int], number: int) -> Tie | None:
    """Return the tie of `99 (5.77%) of 1,717`; `5.77% (99) of 1,717`."""
    for part, whole in ((number - 1, number + 1), (number + 1, number + 2)):
        ends = sorted((part, number))
        if not {part, whole} <= set(levels) or part < passage.first or not passage.between(*ends).endswith("("):
            continue
        is_after = passage.between(ends[1], whole).startswith(")") and is_of(passage, ends[1], whole)
        if is_after and can_be_part(passage, part, whole):
            return Tie(part, whole)
    return None


def _so_many_of(passage: Passage, levels: list[int], shares: list[int], number: int) -> Tie | None:
    """Return the `n of W` that a share stands beside, or the only one where it is the only share."""
    if is_of(passage, number, number + 1) if number + 1 in levels else False:
        return None
    says_so = _SAYS_SO.match(passage.text[passage.starts :])
    pairs = [pair for pair in so_many_of(passage, levels) if pair[0] >= passage.first or says_so]
    is_else = bool(_OF_SOMETHING_ELSE.match(passage.right(number)))
    is_led = _LED_TO.search(passage.left(number).rpartition("›")[2])
    is_else = is_else and not (is_led and any(_is_named(passage, number, whole) for _, whole in pairs))
    is_else = is_else and not (is_led and not says_so and _OF_ALL.match(passage.right(number)))
    for part, whole in pairs:
        if number == part - 1 and leads_on(passage, number, part):
            return Tie(part, whole)
        if (
            last_before(passage, number) == max(part, whole)
            and not is_else
            and (part < passage.first or follows_on(passage, max(part, whole), number))
        ):
            return Tie(part, whole)
    near = [n for n in shares if says_so or n >= passage.first]
    if len(pairs) != 1 or near != [number]:
        return None
    part, whole = pairs[0]
    between = passage.between(*sorted((number, min(pairs[0]) if number < part else max(pairs[0]))))
    is_apart = _between_others(passage, between) or _CONTRAST.search(between) or (number > whole and is_else)
    return None if is_apart else Tie(part, whole, is_said=False)


def _between_others(passage: Passage, between: str) -> bool:
    """Tell whether other numbers stand between, except small ones in words: `four or five stars`."""
    return any(not passage.quantities[int(n)].printed[0].isalpha() for n in MARK.findall(between))


def _part_and_whole(passage: Passage, levels: list[int], shares: list[int], number: int) -> Tie | None:
    """Return the count that a share stands beside, and the whole that the words name for it."""
    part = beside(passage, levels, number)
    if part is None:
        part = _before(passage, levels, number)
    if part is None or number < passage.first:
        return None
    whole = number + 1
    if whole in levels and whole != part and is_of(passage, number, whole):
        return Tie(part, whole) if _can_be_of(passage, part, whole) else None
    fitting = [n for n in levels if can_be_part(passage, part, n)]
    if _OF_SOMETHING_ELSE.match(passage.right(number)) or _OF_SOMETHING_ELSE.match(_after_brackets(passage, part)):
        named = [n for n in fitting if n < number and _is_named(passage, number, n)]
        if not named and _OF_THOSE.match(passage.right(number)):
            named = [n for n in fitting if n < passage.first]
        return Tie(part, named[0], is_said=False) if len(named) == 1 else None
    parts = {beside(passage, levels, other) for other in shares if other != number}
    return _in_sentence(passage, fitting, parts, part, number) or _in_sentence_before(passage, fitting, parts, part)


def _after_brackets(passage: Passage, part: int) -> str:
    """Return the words after the bracket that a part closes: `(46 per cent, 3.4 million) of those born abroad`."""
    right = passage.right(part)
    return right[1:] if right.startswith(")") else ""


def _can_be_of(passage: Passage, part: int, whole: int) -> bool:
    """Tell whether a part can be meant to be of a whole, though a slip makes it more."""
    one, other = passage.quantities[part], passage.quantities[whole]
    return one.is_like(other) and one.value < 2 * other.value


def _before(passage: Passage, levels: list[int], number: int) -> int | None:
    """Return the part that the share's sentence says again: `30 had a defect. That is a third of the 90`."""
    counts = [n for n in levels if n < passage.first]
    is_again = number == passage.first and 0 < len(counts) <= 2 and _SAYS_SO.match(passage.text[passage.starts :])
    return counts[-1] if is_again else None


def _is_named(passage: Passage, number: int, whole: int) -> bool:
    """Tell whether a share is of what a whole counts: `30% of pupils` of `420 pupils`."""
    named, counted = (set(_stems(passage.right(n))) for n in (number, whole))
    led = set(_stems(" ".join(passage.left(whole).rpartition("›")[2].split()[-3:])))
    return bool(named & (counted | led))


def _stems(words: str) -> Iterable[str]:
    first = pattern(r"[‹(,.;–—]").split(words)[0].split()[:7]
    return (word[:_STEM] for word in first if len(word) >= _STEM and word not in _OTHER_WORDS)


def _in_sentence(passage: Passage, fitting: list[int], parts: set[int | None], part: int, number: int) -> Tie | None:
    """Return a whole of the same sentence: one that the words call so, else a larger count before the part."""
    ahead = [n for n in fitting if n < min(part, number) and (n >= passage.first) == (part >= passage.first)]
    cued = [n for n in ahead if _WHOLE_BEFORE.search(passage.left(n)[-90:])]
    if cued and _COMPARED.search(passage.between(cued[-1], number)):
        return None
    if cued:
        is_same = not _NEW_SCOPE.search(passage.between(cued[-1], part))
        return Tie(part, cued[-1], is_same)
    free = [n for n in ahead if n not in parts and not _are_siblings(passage, fitting, n, part)]
    between = [passage.between(n, min(part, number)) for n in free]
    if free and _POINTS_BACK.search(between[-1]):
        return Tie(part, free[-1], len(free) == 1)
    if len(free) == 1 or free and _leads_its_parts(passage, free[0], part):
        return Tie(part, free[0], is_said=False)
    return None


def _are_siblings(passage: Passage, fitting: list[int], one: int, other: int) -> bool:
    """Tell whether two numbers are the parts of another."""
    value = {n: passage.quantities[n].value for n in (*fitting, other)}
    return any(value[n] == value[one] + value[other] for n in fitting)


def _leads_its_parts(passage: Passage, first: int, part: int) -> bool:
    """Tell whether a whole is at least what follows it up to the part."""
    following = passage.quantities[first + 1 : part + 1]
    return passage.quantities[first].value >= sum(q.value for q in following if q.kind is passage.quantities[part].kind)


def _in_sentence_before(passage: Passage, fitting: list[int], parts: set[int | None], part: int) -> Tie | None:
    """Return a whole of the sentence before."""
    if any(passage.first <= n < part and not _are_siblings(passage, fitting, n, part) for n in fitting):
        return None
    before = [n for n in fitting if n < passage.first and n not in parts]
    points_back = _POINTS_BACK.search(passage.text, passage.starts)
    called = [n for n in before if points_back and _is_called(passage, n)]
    if len(called) == 1:
        return Tie(part, called[0])
    if len(before) == 1 or before and points_back:
        whole = max(before, key=lambda n: passage.quantities[n].value)
        return Tie(part, whole, is_said=bool(points_back and len(before) == 1))
    return None


def _is_called(passage: Passage, whole: int) -> bool:
    """Tell if a sentence points back to a whole by its verb or noun: `concluded 1,186 … Of those concluded`."""
    said = _OF_THOSE_SO.match(passage.sentence.lower())
    if not said:
        return False
    words = passage.left(whole)[-40:].rpartition("›")[2].split() + passage.right(whole).partition("‹")[0].split()[:4]
    return any(word[:_STEM] == said[1][:_STEM] for word in words if len(word) >= _STEM)


def _rate(passage: Passage, levels: list[int], shares: list[int], number: int) -> Tie | None:
    """Return the only two counts of a sentence with a rate: “912 residents answered 2,400 letters, a rate of 38%”."""
    own = [n for n in levels if n >= passage.first and passage.quantities[n].kind is Kind.COUNT]
    if len(own) != 2 or [n for n in shares if n >= passage.first] != [number]:
        return None
    words = passage.left(number).rpartition("›")[2]
    part, whole = sorted(own, key=lambda n: passage.quantities[n].value)
    if _RATE.search(words) and can_be_part(passage, part, whole):
        return Tie(part, whole, is_said=False)
    return None
