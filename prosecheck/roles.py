"""Tell by the words around each quantity what it is there for: a level, a change, a target."""

from dataclasses import dataclass
from enum import StrEnum

from prosecheck.directions import Way
from prosecheck.passages import Passage
from prosecheck.stated import PARTS, change, multiple
from prosecheck.words import HEDGED, NO_AIM, any_of, pattern


class Role(StrEnum):
    """A purpose for which a quantity is in its passage."""

    LEVEL = "level"
    CHANGE = "change"
    MULTIPLE = "multiple"  # so many times, or such a part of, another level
    TARGET = "target"


@dataclass(frozen=True)
class Reading:
    """A role of a quantity, and which way a change goes."""

    role: Role
    way: Way = Way.UNSAID


_JOINED = pattern(
    r"^\s*(?:\(|,|/|\[|–|—|-|;)?\s*",
    any_of(
        r"or i\.e\.,? which_is that_is equivalent_to representing equating_to equal_to or_about or_around",
        "approximately about around and a an by up down",
    ),
    r"?\s*$",
)
_HELD_AGAINST = pattern(rf"{any_of('against compared versus vs in from to last this')}\b")  # “(56% against 60%)”
_ALIKE = pattern(r" (?:in|at|for|among|on|from) [^‹.;]{1,40} and (?:by )?")  # “4% in A and 6% in B”
_AIM = rf"(?:target{NO_AIM}|" + any_of("standard goal budget threshold ambition trajectory ceiling") + ")"
_TARGET_BEFORE = pattern(
    rf"\b{any_of(_AIM, 'plan planned profile forecast limit')}s?\b",
    "(?: ",
    any_of("of is was being set_at at for which that to rate level figure remains stands the our a this year in were"),
    "){0,5}",
    rf"{HEDGED} ?[(:]? ?$",
)
_NO_TARGET = any_of(
    "is was were are has have had and but met hit missed meets? exceeded above below over under on within inside every",
    "of the who in",
)
_TARGET_AFTER = pattern(
    r"^(?:\) ?(?=target)| )?(?:(?:that was |which was |originally )?",
    rf"{any_of('planned profiled budgeted expected forecast targeted')}\b|",
    rf"(?:(?!{_NO_TARGET}\b)[a-z-]+ ){{0,2}}",
    rf"{_AIM}\b(?! (?:for|by|of)\b))",
)
_LEVEL_AT = pattern(
    rf"\b{any_of('above below over under beyond on off met missed beat exceed(?:s|ed|ing) short_of ahead_of than')}",
    rf"(?: {any_of('the our its this')})?(?: \w+)? target,? at{HEDGED} $",
)
_BY_AGAIN = pattern(rf"› by{HEDGED} $")
_SO_MANY_OF = pattern(r"^ (?:out )?of (?:the )?‹")


def readings(passage: Passage) -> list[Reading]:
    """Return what each quantity of the passage is there for, in order."""
    told: list[Reading] = []
    for number in range(len(passage.quantities)):
        reading = _stated(passage, number) or _target(passage, number) or Reading(Role.LEVEL)
        if reading.role is Role.LEVEL and told and _continues(passage, number, told[-1]):
            reading = told[-1]
        if reading.role is Role.LEVEL and _is_by_again(passage, number, told):
            reading = Reading(Role.CHANGE)
        told.append(reading)
    return told


def _is_by_again(passage: Passage, number: int, told: list[Reading]) -> bool:
    """Tell whether it is the 4,672 of “the target was beaten by 12,485, and last year's 396,428 by 4,672”."""
    own = told[passage.first :] if number >= passage.first else told
    return any(one.role is Role.CHANGE for one in own) and bool(_BY_AGAIN.search(passage.left(number)))


def _stated(passage: Passage, number: int) -> Reading | None:
    if multiple(passage, number):
        return Reading(Role.MULTIPLE)
    way = change(passage, number)
    return None if way is None else Reading(Role.CHANGE, way)


def _target(passage: Passage, number: int) -> Reading | None:
    left, right = passage.left(number)[-80:], passage.right(number)[:60]
    if left.endswith("(") and _SO_MANY_OF.match(right) or _LEVEL_AT.search(left):
        return None  # “94% of our target (380,995 of 404,357)”, “better than target at 63%”
    if _TARGET_BEFORE.search(left) or _TARGET_AFTER.match(right):
        return Reading(Role.TARGET)
    return None


def _continues(passage: Passage, number: int, last: Reading) -> bool:
    """Tell whether a part says again what the change before it says: “149 fewer (10.43%)”, “43, or 10.4%”."""
    if last.role is not Role.CHANGE or number == passage.first:
        return False
    one, other = passage.quantities[number - 1], passage.quantities[number]
    between = passage.between(number - 1, number)
    if one.kind is other.kind and other.kind in PARTS:
        return bool(_ALIKE.fullmatch(between.removesuffix("by ")))
    if one.kind is other.kind or not (other.kind in PARTS or "(" in between or "or" in between):
        return False
    right = passage.right(number).lstrip()
    if "(" in between and not right.startswith(")") and (other.kind not in PARTS or _HELD_AGAINST.match(right)):
        return False
    return bool(_JOINED.match(between))
