"""Claims of share: a percentage or a part in words of a whole that the passage names, and parts that fill a whole."""

import re
from collections.abc import Iterator
from decimal import Decimal

from cosmic.claims.bounds import Bounds, exactly
from cosmic.claims.claims import Claim, reckoned
from cosmic.claims.pairs import Pair
from cosmic.claims.passages import Passage
from cosmic.claims.quantities import Kind
from cosmic.claims.roles import Reading, Role

NAME = "share"
_SHARES = (Kind.PERCENT, Kind.FRACTION)
_HEDGES = r"(?:about |around |some |approximately |over |almost |nearly |just |under |more than |less than )*"
_OF = (
    r"(?:\b(?:out of|of|from|in|among|amongst|for)(?: (?:the|all|a|an|our|its|their|these|those|total|whole|overall|some|combined|"
    r"reported|recorded|record|last|year|this|being|council|that|\w+ed|\w+ total of|which)){0,5}|/)"
)
_N_OF_W = re.compile(rf"^(?: (?!and\b|or\b)[\w’'-]+){{0,4}}?,? ?{_OF} ?{_HEDGES}$")
_WHOLE_BEFORE = re.compile(
    rf"(?:^|[\s(])(?:out of|of|from|among|amongst|across)(?: (?:the|all|a|our|its|their|these|those|total|of|whole|overall|"
    rf"establishment|sample|\w+ing|\w+ed)){{0,6}} ?{_HEDGES}$"
)
_THESE = re.compile(r"\b(?:the )?(?:other|remaining|rest)\b|\b(?:of|in) (?:these|them|those|which|whom)\b|\bof the (?!‹)|\bthese\b|\bthereof\b")
_NEXT_TO = re.compile(
    r"^(?: (?!while\b|whereas\b|but\b)[\w’'/&#-]+,?){0,12}? ?(?:[(\[–—-]|or\b|i\.e\.|,|:|;|which is|that is|is|was|equal to|equivalent to|"
    r"equating to|representing|represents|a \w+(?: \w+)? (?:rate )?of|giving|accounting for|at|just|about)"
    r"(?: ?(?!while\b|whereas\b|but\b|and\b)[\w’'-]+,?){0,6} ?[(:]? ?$"
)
_OF_SOMETHING_ELSE = re.compile(r"^ (?:of|in) (?!(?:the |all |these |those |them|which|whom|our |its )?‹|these|those|them|the (?:total|whole)|cases|all\b|which|whom|whole|total)")
_OF_TARGET = re.compile(r"^ of (?:the |its |our |an? |annual |year-end |planned )*(?:target|plan|budget|goal|profile)")
_REST = re.compile(r"\b(?:remaining|rest|remainder|other|balance|others)(?: (?!‹)[a-z]+)?(?: (?:of|was|were|is|are|being))? ?\(?$")
_WHOLE = re.compile(r"\bby (?:tenure|age|gender|type|outcome|sex|ethnicity|region|category|method|reason|source|grade|rating),|\b(?:either|every|everyone|everybody|each|all|split|single|breakdown|divided|broken down|made up of|no abstentions)\b")
_SEVERAL = re.compile(r"gap|between|difference|higher|lower|more than one|multiple|any that|tick|over ?lap|as well|also|at least|including|up to|compared|from|than")
_FAR = 2  # times what it would be: then another whole is meant
_WHAT_IS_LEFT = re.compile(
    r"\b(?:remaining|rest|other|others|not|n[’']t|without|all but|except|excluding|late|outside|fail\w*|miss\w*|overdue|"
    r"outstanding|unresolved|exceed\w*|beyond|breach\w*|meaning|leaving)\b"
)


def find(passage: Passage, readings: list[Reading], pairs: list[Pair]) -> Iterator[Claim]:
    """Every share that a sentence states of a whole that it names, and breakdowns that do not come to 100%."""
    held = {pair.base for pair in pairs if readings[pair.base].role is Role.LEVEL}
    compared = {frozenset((p.base, p.now)) for p in pairs if "against" not in passage.between(p.base, p.now)}
    for number in passage.own:
        share = passage.quantities[number]
        if share.kind not in _SHARES or readings[number].role is Role.CHANGE or number in held:
            continue
        levels = _levels(passage, readings)
        whole = [(n, w) for n in levels for w in levels if _can_be_part(passage, n, w) and {n, w} not in compared]
        if _OF_TARGET.match(passage.right(number)):
            targets = [n for n in range(len(readings)) if readings[n].role is Role.TARGET and n != number]
            whole = [(n, w) for n in levels for w in targets if passage.quantities[n].is_like(passage.quantities[w])]
            found = whole[-1] if whole else None
        elif readings[number].role is Role.TARGET:
            continue
        else:
            found = _belongs_to(passage, levels, number)
            found = None if found and set(found) in compared else found
        if found and found[0] == number - 1:
            whole = [pair for pair in whole if found[0] in pair]
        if any(_bears_out(passage, number, *pair) for pair in whole):
            yield Claim(NAME, passage.quote([number]), True)
        elif found:
            yield _wrong(passage, number, *found)
    yield from _breakdown(passage, readings)


def _levels(passage: Passage, readings: list[Reading]) -> list[int]:
    return [
        n for n, quantity in enumerate(passage.quantities)
        if readings[n].role is Role.LEVEL and quantity.kind in (Kind.COUNT, Kind.MONEY)
    ]  # fmt: skip


def _can_be_part(passage: Passage, part: int, whole: int) -> bool:
    one, other = passage.quantities[part], passage.quantities[whole]
    return part != whole and one.is_like(other) and one.value <= other.value and other.value > 0


def _share(passage: Passage, part: int, whole: int) -> Bounds:
    return (passage.quantities[part].bounds / passage.quantities[whole].bounds).times(100)


def _bears_out(passage: Passage, number: int, part: int, whole: int) -> bool:
    """A share of the whole, or what it leaves of it."""
    share, stated = _share(passage, part, whole), passage.quantities[number].bounds
    is_rest = _WHAT_IS_LEFT.search(passage.text.lower()) and (exactly(100) - share).meets(stated)
    return share.meets(stated) or bool(is_rest)


def _wrong(passage: Passage, number: int, part: int, whole: int) -> Claim:
    share, one, other = passage.quantities[number], passage.quantities[part], passage.quantities[whole]
    due = reckoned(_share(passage, part, whole), share)
    message = f"{one.printed} of {other.printed} is {due}, not {share.printed}"
    unit = Decimal(1).scaleb(share.value.as_tuple().exponent)
    exact = _share(passage, part, whole)
    if share.kind is Kind.PERCENT and exact.low == exact.high and share.value <= exact.low < share.value + unit:
        message += f"; {share.printed} is cut off, not rounded"
    named = [n for n in (number, part, whole) if n >= passage.first]
    return Claim(NAME, passage.quote(named), False, message, due)


def _belongs_to(passage: Passage, levels: list[int], number: int) -> tuple[int, int] | None:
    """The part and the whole that the words around a share say it is of; None where they do not say."""
    own = [n for n in levels if n >= passage.first]
    if number - 1 in own and number + 1 in own and passage.between(number - 1, number).endswith("("):
        if re.match(rf"^\) ?{_OF} ?$", passage.between(number, number + 1)) and _can_be_part(passage, number - 1, number + 1):
            return number - 1, number + 1
    said = [pair for pair in _parts_of(passage, own) if _is_next_to(passage, number, pair)]
    if said:
        return min(said, key=lambda pair: min(abs(number - n) for n in pair))
    if _OF_SOMETHING_ELSE.match(passage.right(number)) and not re.match(r"^[^‹,.;]{0,50}[(–—] ?‹", passage.right(number)):
        return None
    part = _part_beside(passage, own, number)
    if part is None:
        return None
    larger = [n for n in own if n < part and _can_be_part(passage, part, n)]
    if _WHOLE_BEFORE.search(" " + passage.left(number)[-90:].rpartition("‹")[0]) or larger:
        cued = [n for n in own if n != part and _can_be_part(passage, part, n) and _WHOLE_BEFORE.search(passage.left(n)[-90:])]
        if cued:
            return part, cued[-1] if cued[-1] < part else cued[0]
    if larger and (len(larger) == 1 or _fills(passage, own) or _THESE.search(passage.text[passage.starts :].lower())):
        return part, max(larger, key=lambda n: passage.quantities[n].value)
    before = [n for n in levels if n < passage.first and _can_be_part(passage, part, n)]
    if not larger and before and (len(before) == 1 or _THESE.search(passage.text[passage.starts :].lower())):
        whole = max(before, key=lambda n: passage.quantities[n].value)
        if _is_plausible(passage, number, part, whole):
            return part, whole
    return None


def _fills(passage: Passage, own: list[int]) -> bool:
    """Whether a sentence opens with a whole and goes on with its parts."""
    first, *rest = (passage.quantities[n].value for n in own)
    return first * Decimal("1.02") >= sum(rest)


def _parts_of(passage: Passage, levels: list[int]) -> Iterator[tuple[int, int]]:
    """`n of W`, `n out of W`, `n/W` in so many words."""
    for part, whole in zip(levels, levels[1:], strict=False):
        if whole == part + 1 and _can_be_part(passage, part, whole) and _N_OF_W.match(passage.between(part, whole)):
            yield part, whole


def _is_next_to(passage: Passage, number: int, pair: tuple[int, int]) -> bool:
    """Whether a share stands beside `n of W`, with nothing else between and no whole of its own."""
    if number > pair[1]:
        between = passage.between(pair[1], number)
        if number - pair[1] > 1 or _OF_SOMETHING_ELSE.match(passage.right(number)):
            return False
        return bool(_NEXT_TO.match(between))
    if pair[0] - number > 1:
        return False
    between = passage.between(number, pair[0])
    return bool(re.match(r"^(?: [\w’'/&-]+){0,10}?,? ?(?:[(–—,-]|, or)(?: ?(?:i\.e\.|that is|or|some|about|just|this was|equivalent to),?)* ?$", between))


def _part_beside(passage: Passage, own: list[int], number: int) -> int | None:
    """The count that a share stands beside: `99 (5.76%)`, `90% of them (99)`."""
    beside = passage.between(number - 1, number) if number - 1 in own else ""
    if re.search(r"\bwith\b", beside) and _THESE.match(passage.right(number).strip()):
        return None
    if beside.endswith("(") and re.match(r"^ (?!of\b|in\b)[a-z]", passage.right(number)):
        return None
    if _NEXT_TO.match(beside):
        return number - 1
    for part in (number + 1, number + 2):
        if part in own and re.match(r"^[^‹.;]*(?:‹\d+›[^‹.;]*)?[(–—,](?:i\.e\.|[^‹.;]){0,12}$", passage.between(number, part)):
            return part
    return None


def _is_plausible(passage: Passage, number: int, part: int, whole: int) -> bool:
    """Whether a whole in the sentence before can be the one meant: the share is not far from what it would be."""
    share, stated = _share(passage, part, whole), passage.quantities[number].bounds
    return stated.low / _FAR <= share.high and share.low <= stated.high * _FAR


def _breakdown(passage: Passage, readings: list[Reading]) -> Iterator[Claim]:
    """“73% were approvals and the remaining 37% refusals”."""
    parts = [n for n in passage.own if passage.quantities[n].kind is Kind.PERCENT and readings[n].role is Role.LEVEL]
    text = passage.text[passage.starts :].lower()
    if len(parts) < 2 or _SEVERAL.search(text):
        return
    total = sum((passage.quantities[n].bounds for n in parts), exactly(0))
    rest = _REST.search(passage.left(parts[-1])[-60:])
    if not rest and not _WHOLE.search(text):
        return
    quote = passage.quote(parts)
    if total.meets(exactly(100)):
        yield Claim(NAME, quote, True)
    elif rest or exactly(80).low <= total.high and total.low <= 125:
        summed = sum(passage.quantities[n].value for n in parts)
        yield Claim(NAME, quote, False, f"the parts come to {summed}%, not 100%", "parts of 100%")
