"""Judge how many of a list are said to stand on one side of a number: “all three districts met the 90% benchmark”."""

import re
from collections.abc import Iterator
from dataclasses import replace

from prosecheck.claims import Claim
from prosecheck.held_against import reference
from prosecheck.numerals import number as worth
from prosecheck.passages import Passage
from prosecheck.quantities import Kind
from prosecheck.roles import Reading, Role
from prosecheck.sides import Cue
from prosecheck.verdicts import stands
from prosecheck.words import any_of, pattern

NAME = "standing"
_SEVERAL = pattern(
    r"(?:^|[,;] |\b(?:and|but|with|that) )(?:only |just )?(?P<but>all but )?",
    r"(?:(?P<all>all(?! but\b)|both|each|every)\b|(?P<none>none|neither|no(?! (?:more|fewer|less|longer|"
    r"other)\b) [a-z]+)\b|(?P<some>‹\d+›|one)(?= (?:out )?of\b))",
    r"(?! (?:them|this|that)\b)(?:(?: (?:out of|of|the|our|these))*(?: (?P<many>‹\d+›))?)[^‹,;.]*$",
)
_LIST = pattern(rf"^[^‹.;]*?(?:[:(–—-]|, {any_of('with at namely as')}\b|\bwith\b)[^‹.;]*$")
_EXTREME = pattern(
    rf"\b{any_of('highest longest largest most slowest maximum worst lowest shortest smallest fewest least minimum')}",
    rf"\b[^‹.;]{{0,25}} {any_of('was being at of is taking')} ‹(?P<number>\d+)›",
)
_NEXT = pattern(r"^[^‹.]{0,40}(?:,|;| and|\)|/)[^‹.]{0,40}$")


def is_of_several(passage: Passage, cue: Cue) -> bool:
    """Tell whether words of standing speak of several at once."""
    return bool(_said(passage, cue))


def find(passage: Passage, readings: list[Reading], cues: list[Cue]) -> Iterator[Claim]:
    """Yield a claim for each count of those on one side of a number, judged by the list in the sentence."""
    for cue in cues:
        said = _said(passage, cue)
        if not said:
            continue
        target = reference(passage, cue, readings)
        if target is None:
            continue
        if not said["some"]:
            yield from _extreme(passage, cue, target, is_all=bool(said["all"]))
        listed = _listed(passage, readings, target)
        if len(listed) < 2:
            continue
        many = _worth(passage, said["many"])
        due = len(listed) if said["all"] else 0 if said["none"] else _worth(passage, said["some"])
        due = len(listed) - due if said["but"] and due is not None else due
        if due is not None and many in (None, len(listed)) and (many or not said["some"]):
            yield from _judge(passage, cue, target, listed, due)


def _extreme(passage: Passage, cue: Cue, target: int, is_all: bool) -> Iterator[Claim]:
    """Judge “None took longer than the standard of 40 days; the longest was 46”."""
    match = _EXTREME.search(passage.text, passage.spans[target][1])
    if not match:
        return
    number = int(match["number"])
    one, other = passage.quantities[number], passage.quantities[target]
    bare = replace(one, kind=other.kind, unit=other.unit) if one.kind is Kind.COUNT else one
    verdict = stands(passage, cue, bare, other, is_target=True) if bare.is_like(other) else None
    if verdict is not None and verdict != is_all:
        quote = passage.quote([target, number])
        yield Claim(NAME, quote, False, f"{one.printed} is one that is not as said of {other.printed}", one.printed)


def _said(passage: Passage, cue: Cue) -> re.Match[str] | None:
    return _SEVERAL.search(passage.text[passage.starts : cue.start].lower())


def _worth(passage: Passage, mark: str | None) -> int | None:
    if mark is None:
        return None
    return int(passage.quantities[int(mark[1:-1])].value) if mark[0] == "‹" else int(worth(mark))


def _listed(passage: Passage, readings: list[Reading], target: int) -> list[int]:
    """Return the like levels in a row after a target."""
    like = [n for n in passage.own if n > target and passage.quantities[n].is_like(passage.quantities[target])]
    like = [n for n in like if readings[n].role is Role.LEVEL]
    if not like or like[0] != target + 1 or not _LIST.match(passage.between(target, like[0])):
        return []
    row = like[:1]
    for n in like[1:]:
        if n != row[-1] + 1 or not _NEXT.match(passage.between(row[-1], n)):
            return []
        row.append(n)
    return row


def _judge(passage: Passage, cue: Cue, target: int, listed: list[int], due: int) -> Iterator[Claim]:
    """Yield right if so many are on the side, those that are level with it counted or not; else wrong."""
    other = passage.quantities[target]
    verdicts = [stands(passage, cue, passage.quantities[n], other, is_target=True) for n in listed]
    on_the_side = verdicts.count(True)
    quote = passage.quote([target, *listed])
    if on_the_side <= due <= on_the_side + verdicts.count(None):
        yield Claim(NAME, quote, True)
    else:
        message = f"{on_the_side} of the {len(listed)} listed are “{cue.word}” {other.printed}"
        yield Claim(NAME, quote, False, message, str(on_the_side))
