"""Find the targets that words of standing point back to: “the target of 90% was missed”, “so we beat the target”."""

from prosecheck.passages import Passage
from prosecheck.quantities import Kind
from prosecheck.roles import Reading, Role
from prosecheck.sides import Cue
from prosecheck.words import HEDGED, NO_AIM, any_of, pattern

TARGET = any_of(
    rf"targets?{NO_AIM} standards? benchmarks? requirements? thresholds? goals? ambition minimum limits? ceiling cap",
    "budget trajectory milestone tolerance floor allowance allocation quota maximum permitted",
)
_LEVELS = any_of("level figure average norm rate")
_CALLED_A_TARGET = pattern(
    rf"\b{TARGET}\b(?! (?:was|is|were|has)\b)[^‹,.;]{{0,50}}? (?:is|was|of|being|at){HEDGED} $|",
    rf"\b(?:had|has|have) (?:set|asked for|required|specified|agreed)(?: us| a| an)*{HEDGED} $|",
    rf"\bthe (?:[\w’'-]+ ){{1,3}}{_LEVELS} (?:is|was){HEDGED} $",
)
_A_TARGET_FOR = pattern(rf"^(?: [a-z-]+)? {TARGET} for\b")
_IT = pattern(
    rf"^(?: {any_of('the its our this that their both all')})*(?: (?!‹)[\w-]+){{0,3}}? ?(?:{TARGET}|it|this)\b|",
    rf"^ (?:the|that|this) {_LEVELS}\b(?! (?:for|of|in)\b)",
)
_NOT = any_of("not n’t narrowly just therefore thus clearly also duly comfortably easily")
_PASSIVE = pattern(
    rf"(?:^\)?(?: [\w’'#-]+){{0,9}}?|\b(?:the|our|this|that|its) (?:[\w-]+ )?{TARGET})",
    rf" (?:was|were|is|has been|have been|had been|being)(?: {_NOT})* $",
)


def find_targets(passage: Passage, readings: list[Reading]) -> list[int]:
    """Return the numbers that are targets."""
    return [number for number in range(len(readings)) if _is_target(passage, readings, number)]


def _is_target(passage: Passage, readings: list[Reading], number: int) -> bool:
    """Tell whether a number is a target: by its role, or as in “the benchmark for care proceedings is 26 weeks”."""
    if readings[number].role is Role.TARGET:
        return True
    if passage.quantities[number].kind is not Kind.COUNT and _A_TARGET_FOR.match(passage.right(number)):
        return True
    return bool(_CALLED_A_TARGET.search(passage.left(number)))


def named_before(passage: Passage, cue: Cue, known: list[int]) -> int | None:
    """Return the target before words that say it is met, missed or passed, or None.

    `known` are the numbers of all the targets.
    """
    before = [n for n in known if passage.spans[n][1] <= cue.start]
    own = [n for n in before if n >= passage.first]
    after = passage.text[cue.end :]
    is_pointed_at = cue.is_noun and "‹" not in after[:15] or _IT.match(after) or _is_passive(passage, cue, own)
    candidates = own or before
    return candidates[0] if is_pointed_at and len(candidates) == 1 else None


def _is_passive(passage: Passage, cue: Cue, own: list[int]) -> bool:
    start = passage.spans[own[-1]][1] if own else passage.starts
    return bool(_PASSIVE.search(passage.text[start : cue.start]))
