"""Reword prose without a change of what it says: “(6%)” becomes “, which equates to 6%,”, “visits” a longer noun."""

import random
import re
from functools import partial

_EDITS = (
    (
        r"(?<=\w) \((\d[\d.,]*(?:%| per ?cent))\)(?=[ .,;])",
        (", which equates to {0},", ", or {0},", ", equivalent to {0},", " – {0} –", ", that is {0},"),
    ),
    (r", or (\d[\d.,]*(?:%| per ?cent)),?(?=[ .])", (" ({0})", ", which equates to {0},", ", i.e. {0},")),
    (
        r"\b(rose|fell|increased|decreased|dropped|grew|declined|went up|came down)(?= (?:from|by|to) )",
        ("{0} over the same period", "{0} during the period", "{0} in the twelve months", "{0} overall"),
    ),
    (r", (an? (?:increase|rise|fall|drop|decrease|reduction) of)\b", (", which is {0}", ", over the same period {0}")),
    (r"\b(compared (?:with|to))\b", ("against", "as against", "when compared with", "over the same period, {0}")),
    (
        r"(?<=\d )((?:[a-z]+ )?(?:people|cases|visits|calls|complaints|patients|incidents|deaths|homes|fires))\b",
        ("{0} across the whole of the area", "{0} recorded by the service", "{0} of all kinds"),
    ),
    (r"\b(Of (?:these|them|those)),", ("{0} in all,", "Among them,")),
)  # fmt: skip


def reword(text: str, chance: random.Random) -> str:
    """Return a text with one thing at least said in other words, or as it is where none of the edits fits."""
    for find, ways in chance.sample(_EDITS, len(_EDITS)):
        if chance.random() < 0.7:
            text = re.sub(find, partial(_said, ways, chance), text)
    return re.sub(r",(?=[.,;])", "", text)


def _said(ways: tuple[str, ...], chance: random.Random, match: re.Match[str]) -> str:
    return chance.choice(ways).format(match[1])
