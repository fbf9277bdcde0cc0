"""Find the pair of levels that a stated change can be of: the nearest that nothing in the words parts from it."""

from prosecheck.differences import can_be_of
from prosecheck.directions import FELL, NOUN, ROSE
from prosecheck.pairs import Pair
from prosecheck.passages import Passage
from prosecheck.periods import named, period
from prosecheck.roles import Reading, Role
from prosecheck.targets import TARGET
from prosecheck.thoughts import is_of_another, is_parted, points_back
from prosecheck.topics import refers_back
from prosecheck.twos import only_two
from prosecheck.words import HEDGED, any_of, pattern

_OF_A_NUMBER = pattern(
    rf"^[^‹,.;:()]{{0,40}}\b{any_of('than on from above below behind over')}\b[^‹,.;:()]{{0,40}}‹(?P<base>\d+)›"
)
_AIM = rf"(?:{any_of('the its our this that')} )?(?:[\w-]+ ){{0,2}}?{TARGET}\b"
_AWAY_FROM = any_of(
    "above below over under ahead_of behind short_of shy_of better_than worse_than off adrift_of higher_than",
    "lower_than more_than fewer_than less_than from within",
)
# “1 point above target”, “12,485 (3.2%) below our target”
_OF_A_TARGET = pattern(rf"^(?:\)| \([^()]*\))?(?: [\w%-]+){{0,2}}? {_AWAY_FROM} (?:{_AIM}|it\b|plan\b|budget\b)")
# “missing the target by 23,362”
_FROM_A_TARGET = pattern(rf"\b{TARGET}(?: of(?: \w+)? ‹\d+›)? by{HEDGED} $")
_SINCE = pattern(rf"^[^.;:()\d]{{0,40}}\b{any_of('than on from since over')}\b(?P<then>[^,.;()£%]{{3,25}})")
_MOVED = pattern(rf"\b(?:up|down|{ROSE}|{FELL})(?: by| of)?{HEDGED} $")
# “compared with growth of 6% in England”
_OF_OTHERS = pattern(
    rf"\b(?:compared (?:with|to)|against|than|after|following|versus) (?:an? )?(?:\w+ )?{NOUN} of{HEDGED} $"
)
# “grew by 3% a year”
_EACH_YEAR = pattern(
    rf"^(?: (?!{any_of('from to than in over the what were at')}\b)[a-z-]+){{0,3}} ",
    r"(?:(?:a|per|each|every) (?:year|month|quarter|week|day|annum)\b(?! (?:ago|earlier|before))|annually|on average)",
)
_TO_COME = pattern(
    rf"^(?: {any_of('more short still needed away')})* to {any_of('go get reach return recover meet regain')}\b"
)
_A_YEAR = pattern(
    r"\b(?:average|annual|yearly|monthly|quarterly) (?:\w+ )?(?:rate|growth|increase|rise|fall|change|decrease)\b"
)
# “12% down on last year, against a target of 700”: not of the target.
_OF_THE_PAST = pattern(
    rf"^(?:\)| \([^()]*\))?[^‹,.;()]{{0,40}}\b{any_of('than on from since over compared')}\b[^‹,.;()]*",
    rf"(?:{any_of('year quarter month ago before earlier last previous average')}|#)",
)


def find_operands(passage: Passage, readings: list[Reading], pairs: list[Pair], number: int) -> list[Pair]:
    """Return the pair that a change belongs to, or two levels in either order; none where the words leave it open."""
    left = passage.left(number)[-60:]
    if (
        _TO_COME.match(passage.right(number))
        or _EACH_YEAR.match(passage.right(number))
        or _A_YEAR.search(left)
        or _OF_OTHERS.search(left)
    ):
        return []
    fitting = [pair for pair in pairs if _fits(passage, readings, number, pair)]
    if is_of_a_target(passage, number):
        fitting = [pair for pair in fitting if readings[pair.base].role is Role.TARGET]
        if not fitting:
            return []
    near = [pair for pair in fitting if _is_near(passage, readings, number, pair)]
    if not near:
        return only_two(passage, readings, number)
    least = min(_apart(number, pair) for pair in near)
    nearest = [pair for pair in near if _apart(number, pair) == least]
    return nearest if len(nearest) == 1 else []


def is_of_a_target(passage: Passage, number: int) -> bool:
    """Tell whether words say that a change is the distance from a target."""
    return bool(_OF_A_TARGET.match(passage.right(number)) or _FROM_A_TARGET.search(passage.left(number)))


def _fits(passage: Passage, readings: list[Reading], number: int, pair: Pair) -> bool:
    if number in (pair.base, pair.now) or not can_be_of(passage.quantities[number], passage.quantities[pair.base]):
        return False
    if _is_of_another_period(passage, number, pair):
        return False
    if readings[pair.base].role is not Role.TARGET:
        return True
    return not _OF_THE_PAST.match(passage.right(number)) and not _MOVED.search(passage.left(number))


def _is_of_another_period(passage: Passage, number: int, pair: Pair) -> bool:
    """Tell whether a change is since another time: “44.6% in 2023, 12.3 points higher than in 2003”."""
    said = _SINCE.match(passage.original[passage.quantities[number].end :].lower())
    then, base = named(said["then"]) if said else None, period(passage, pair.base)
    return bool(then and base and then.sort == base.sort and then != base)


def _apart(number: int, pair: Pair) -> int:
    return min(abs(number - pair.base), abs(number - pair.now))


def _is_near(passage: Passage, readings: list[Reading], number: int, pair: Pair) -> bool:
    """Tell whether nothing parts a change from a pair: no other level or change like theirs, no other thought."""
    low, high = sorted((pair.base, pair.now))
    if number > high and high < passage.first and not points_back(passage, readings, number):
        return False
    base = _base_named(passage, number, pair)
    if base not in (None, low, high) or (number < passage.first and not refers_back(passage)):
        return False
    near = _end_beside(passage, number, low, high) if base is None else base
    if any(_is_rival(passage, readings, n, number, pair) for n in range(min(near, number) + 1, max(near, number))):
        return False
    return not is_parted(passage, number, near) and not (
        number > low and high >= passage.first and is_of_another(passage, number)
    )


def _base_named(passage: Passage, number: int, pair: Pair) -> int | None:
    """Return the number that a change names as its base, if it is like those of a pair: “10% longer than 50”."""
    said = _OF_A_NUMBER.match(passage.right(number))
    if not said or not passage.quantities[int(said["base"])].is_like(passage.quantities[pair.base]):
        return None
    return int(said["base"])


def _end_beside(passage: Passage, number: int, low: int, high: int) -> int:
    """Return the end of a pair that a change stands beside; around it, the one that shares its sentence."""
    if number > high or number < low:
        return high if number > high else low
    return high if low < passage.first <= number else low


def _is_rival(passage: Passage, readings: list[Reading], other: int, number: int, pair: Pair) -> bool:
    quantity = passage.quantities[other]
    if readings[other].role is Role.CHANGE:
        return quantity.kind is passage.quantities[number].kind
    return other not in (pair.base, pair.now) and quantity.is_like(passage.quantities[pair.base])
