"""Tell where the words leave no choice of operands: “from 455 to 412”, “99 of 1,717 (…)”, “above the target of 92%”.

What is learnt weighs the ties of a claim one by one; here stand the few forms that by themselves say what is meant.
"""

from prosecheck.passages import Mention, Passage
from prosecheck.quantities import Kind
from prosecheck.relations import Candidate, Cue
from prosecheck.roles import Role
from prosecheck.words import any_of, pattern

_HEDGE = r"(?: (?:just|only|about|some|around|nearly|over|the|last|quarter|year|q#)[’'s]*){0,4}"
_FROM, _TO = pattern(rf"\bfrom{_HEDGE} $"), pattern(rf"\b(?:to|now|at){_HEDGE} $")
_OF = pattern(r"(?: \w+){0,2} (?:out )?of (?:the |our |its )?(?:\w+ )?|/")  # “120 of 498”
_OF_THEM, _CLOSED = pattern(r"^ of [^‹.;]{1,40} \(‹"), pattern(r"\) (?:out )?of (?:the |our )?")
_BESIDE = pattern(r"(?: [\w’'-]+){0,6}(?:,? (?:or|that is|a rate of|equivalent to|which equates to))? ?\(?,? ?")
_AWAY = pattern(
    r"^(?:\)| \([^()]*\)|,)?(?: or ‹.›,?)?(?: [\w%-]+){0,2}? ",
    any_of(
        "above below over under ahead_of behind short_of better_than worse_than more_than fewer_than less_than from"
    ),
    r"[^‹.;]*$",
)
_ADDED = pattern(rf"\b{any_of('add(?:s|ed|ing)?_up_to total_of totals? totall?ed makes? making')}(?: \w+)? $")
_IN_ALL = pattern(rf"^(?: [\w’'-]+){{0,2}},? {any_of('in_total in_all altogether between_them all_told')}\b")
_PARTED = pattern(r"[^‹.;]{0,40}(?:made up of|compris\w+|consist\w+ of|:) (?:the )?$")
_MORE = pattern(r"\band an? ")  # “four schools, two hubs and a library”
_AVERAGE = pattern(r"(?<!national )(?<!regional )(?<!county )\b(?:average|mean)(?: [a-z]+)? of(?: about| around)? $")
_STATED = pattern(
    r"^ (?:more|fewer|less|higher|lower)\b[^‹.;]*$"
)  # “149 fewer than the same period, a 10.43% decrease”
_AT = pattern(r"[^‹.;]*,? at $")


def is_plain(candidate: Candidate, passage: Passage) -> bool:
    """Tell whether the words of a sentence say outright that a claim is of these operands."""
    claim, operands = candidate.claim, candidate.operands
    if any(one.line != claim.line for one in operands):
        return False
    if isinstance(claim, Cue):
        return len(operands) == 2 and _of_words(candidate, passage)
    if candidate.kind == "change" and len(operands) == 2:
        return _is_change(candidate, passage)
    if candidate.relation == "share":
        return _is_share(candidate, passage)
    if candidate.kind in ("total", "average"):
        return _is_all(candidate, passage)
    return False


def _is_share(candidate: Candidate, passage: Passage) -> bool:
    """Tell whether it is “A of B (C%)”, “A (C%) of B”, “C% of them (A of B)” or “of B, A (C%)”."""
    (part, whole), claim = candidate.operands, candidate.claim
    if isinstance(claim, Cue):
        return False
    of_whole, of_part = passage.between(part, whole), passage.between(part, claim)
    if part.at < whole.at and _OF.fullmatch(of_whole):
        return bool(
            _BESIDE.fullmatch(passage.between(whole, claim)) if whole.at < claim.at else _OF_THEM.match(claim.right)
        )
    if of_part != " (" or claim.at < part.at:
        return False
    follows = claim.at < whole.at and _CLOSED.fullmatch(passage.between(claim, whole))
    return bool(follows or whole.at < part.at and whole.left.endswith("of ") and _alone(candidate, passage))


def _is_change(candidate: Candidate, passage: Passage) -> bool:
    """Tell whether it is “from A to B, C less”, “B, C below the target of A” or “D fewer, a C% decrease, at B”."""
    (base, now), claim = candidate.operands, candidate.claim
    if candidate.relation == "percentage of the level before" and candidate.way:
        return bool(_STATED.match(passage.between(base, claim))) and _alone(candidate, passage)
    if _FROM.search(base.left[-40:]) and _TO.search(now.left[-40:]) and _alone(candidate, passage):
        return True
    is_led = isinstance(claim, Mention) and base.at > claim.at and _AWAY.match(passage.between(claim, base))
    is_there = now.at < claim.at or _AT.fullmatch(passage.between(base, now))
    is_of_target = base.role is Role.TARGET and now.role is Role.LEVEL
    return bool(is_led and is_there and is_of_target and _alone(candidate, passage))


def _alone(candidate: Candidate, passage: Passage) -> bool:
    """Tell whether no other levels like its operands stand in the sentence of a claim."""
    like = [one for one in passage.like(candidate.operands[0]) if one.line == candidate.claim.line]
    return all(one in (*candidate.operands, candidate.claim) or one.role is not Role.LEVEL for one in like)


def _is_all(candidate: Candidate, passage: Passage) -> bool:
    """Tell whether all amounts of a sentence are its operands, and words call it their total, or their average."""
    claim = candidate.claim
    rest = [one for one in passage.own.mentions if one is not claim and one not in candidate.operands]
    first = candidate.operands[0].quantity
    like = [one for one in rest if one.quantity.is_like(first) and one.quantity.printed[0].isdigit()]
    if like or isinstance(claim, Cue):
        return False
    if candidate.kind == "total":
        is_led = _PARTED.fullmatch(claim.right[: max(0, candidate.operands[0].at - claim.past)])
        if any(_FROM.search(one.left[-40:]) or _MORE.search(one.right) for one in candidate.operands):
            return False
        is_said = _ADDED.search(claim.left) or _IN_ALL.match(claim.right) or is_led
        return candidate.relation == "sum" and bool(is_said)
    is_rate = claim.kind is Kind.RATIO or candidate.relation == "rate"
    is_mean = candidate.relation == "mean" and claim.kind is not Kind.PERCENT  # these have weights that are not told
    return is_rate or is_mean and bool(_AVERAGE.search(claim.left))


def _of_words(candidate: Candidate, passage: Passage) -> bool:
    """Tell whether it is “rose from A to B”, or a standing of the only level to the only target of a sentence."""
    one, other = candidate.operands
    if candidate.relation != "side" and candidate.kind != "change":
        return False  # which side is the good one is not for the words to say
    if candidate.kind == "change":
        return bool(_FROM.search(one.left[-40:]) and _TO.search(other.left[-40:])) and _alone(candidate, passage)
    if {one.role, other.role} != {Role.TARGET, Role.LEVEL} or not _alone(candidate, passage):
        return False
    level, target = (one, other) if other.role is Role.TARGET else (other, one)
    is_between = level.at < candidate.claim.at < target.at
    return is_between or target.at < level.at and bool(_AT.fullmatch(passage.between(target, level)))
