"""Directions: the word for which way it went between two levels, or for which of two is more.

Visits rose from 200 to 240, more than the 230 of Ash.     240 is above 200 and 230
"""

from collections.abc import Iterator

from prosecheck.directions import FELL, HIGHER, LOWER, ROSE, Way, way_of, way_of_good
from prosecheck.passages import Mention, Passage
from prosecheck.quantities import Kind
from prosecheck.relations import Candidate, Cue, find_words, first_after, pairs, stands_aside, worth
from prosecheck.words import any_of, pattern

NAME = "change"
_STANDINGS = any_of("above below behind short extra additional")
_WORDS = {
    "moved": pattern(
        rf"(?<!\bno )(?<!\bnot )\b(?:{ROSE}|{FELL}(?! short)|lowered|",
        r"(?:gone|went|going|goes|came|come|brought) (?:back )?(?:up|down))\b",
        r"(?![^‹.;]{0,40}? (?:every|each) )",
    ),
    "up": pattern(
        r"(?<!made )(?<!pick )(?<!set )(?<!went )(?<!gone )(?<!going )(?<!came )(?<!come )\b(?:up|down)\b(?! to\b)"
    ),
    "more": pattern(
        rf"\b(?!{_STANDINGS}\b)(?:{HIGHER}|{LOWER}|wider|older|younger)\b",
        r"(?! than [‹#]| (?:education|court)\b|[^‹.;]* than any other)",  # “more than 500” is a hedge
    ),
    "better": pattern(r"\b(?:improv(?:ed|es|ing|ement)|worsen(?:ed|s|ing)|deteriorat(?:ed|es|ing|ion)|better|worse)\b"),
}
_DENIED = any_of(
    "not no without less smaller if because due offset index target rather_than", r"slow\w* planned project\w*"
)
_THAN = pattern(r"^[^.;]*?\b(?:than|on(?= (?:the|last)))\b")
_FROM = pattern(r"^(?: (?!to\b)[^\s.;,]+){0,6}? (?:from|on(?= ‹| the | last| q?#))\b")
_OPPOSITE = {Way.UP: Way.DOWN, Way.DOWN: Way.UP, Way.UNSAID: Way.UNSAID}


def find_cues(passage: Passage) -> Iterator[Cue]:
    """Yield the words of change and comparison that say how it was."""
    yield from find_words(passage, _WORDS, _DENIED)


def judge_cue(cue: Cue, passage: Passage) -> Iterator[Candidate]:
    """Yield each two levels that a word can be about: the base, and what is more or less than it."""
    for base, now in pairs(cue, passage):
        way = _way(cue, passage, now)
        if way and worth(base) != worth(now) and _is_fair(cue, passage, base, now):
            is_up = worth(now) > worth(base)
            yield Candidate(NAME, cue.sense, cue, (base, now), None, is_up is (way is Way.UP), way)


def _is_fair(cue: Cue, passage: Passage, base: Mention, now: Mention) -> bool:
    """Tell whether the base is the earlier one, and stands where the words say: after “than”, “from” or “on”."""
    if stands_aside(cue, now, base, passage):
        return False
    is_move = cue.sense in ("moved", "up")
    is_dated = is_move and not base.left.endswith("from ")
    if is_dated and base.period and now.period and now.period.is_before(base.period):
        return False
    linked = (_FROM if is_move else _THAN).match(cue.right)
    if not linked:
        return True
    edge = cue.past + linked.end()
    is_aside = now.line != cue.line or now.at < edge or cue.sense == "moved"
    is_next = base is first_after(cue, passage, edge, now) and "," not in cue.right[linked.end() : base.at - cue.past]
    return is_aside and is_next


def _way(cue: Cue, passage: Passage, level: Mention) -> Way:
    if cue.sense != "better":
        return way_of(cue.word.split()[-1])
    good = way_of_good(passage.own.marked, level.kind is Kind.DURATION)
    return _OPPOSITE[good] if cue.word.startswith(("wors", "deter")) else good


def put(candidate: Candidate, expected: str) -> str:
    """Say which way it went between the two."""
    base, now = (one.quantity.printed for one in candidate.operands)
    is_up = worth(candidate.operands[1]) > worth(candidate.operands[0])
    if candidate.relation == "more":
        return f"{now} is {'more' if is_up else 'less'} than {base}"
    return f"from {base} to {now} it {'rose' if is_up else 'fell'}"
