"""Judge the top or bottom few of a list: “the top three were Leith (77), Marl (74) and Nene (69); Ouse had 71”."""

import re
from collections.abc import Iterator

from prosecheck import labels
from prosecheck.claims import Claim
from prosecheck.numerals import number as worth
from prosecheck.passages import Passage
from prosecheck.roles import Reading, Role
from prosecheck.words import any_of, pattern

NAME = "ranking"
_FEW = pattern(
    rf"\b(?P<side>top|highest|best|bottom|lowest) (?P<many>{any_of('two three four five six')}|[2-6])\b[^.;‹]*?",
    rf"(?:\b{any_of('were are was')}\b|:|\()",
)
_THE_REST = re.compile(r"\b(?:while|whereas|ahead of|compared with|followed by|but|the others|next)\b|;")


def find(passage: Passage, readings: list[Reading]) -> Iterator[Claim]:
    """Yield a claim for the top or bottom few of a sentence, judged by the others that it goes on to give."""
    match = _FEW.search(passage.sentence)
    listed = [n for n in passage.own if readings[n].role is Role.LEVEL and labels.is_labelled(passage, n)]
    listed = [n for n in listed if passage.quantities[n].is_like(passage.quantities[listed[0]])]
    many = int(worth(match["many"])) if match else 0
    first, others = listed[:many], listed[many:]
    if not match or not others or not _THE_REST.search(passage.between(first[-1], others[0])):
        return
    values = [[passage.quantities[n].value for n in numbers] for numbers in (first, others)]
    is_top = match["side"].lower() in ("top", "highest", "best")
    is_right = min(values[0]) >= max(values[1]) if is_top else max(values[0]) <= min(values[1])
    message = (
        "" if is_right else f"not all of them are “{match['side']}” beside {passage.quantities[others[0]].printed}"
    )
    yield Claim(NAME, passage.quote(listed), is_right, message, "" if is_right else "another rank")
