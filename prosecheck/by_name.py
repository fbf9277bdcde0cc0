"""Find what is held against something by its name: “the region averaged 52.3%, so our 49.8% is above the region”."""

from prosecheck import labels
from prosecheck.held_against import level
from prosecheck.passages import Passage
from prosecheck.roles import Reading, Role
from prosecheck.sides import Cue
from prosecheck.words import any_of, pattern

_OBJECT = pattern(
    rf"^ (?:{any_of('the that of those in our')} )*(?P<name>(?!‹)[\w’'-]+(?: (?!‹)[\w’'-]+){{0,3}}?)",
    rf"(?=[,.;:)]|$| {any_of('by and but for last this')}\b)",
)


def named_object(passage: Passage, cue: Cue, readings: list[Reading], taken: set[int]) -> tuple[int, list[int]] | None:
    """Return the number that goes by the name after words of standing, and the levels that they may be said of."""
    match = _OBJECT.match(passage.text[cue.end :])
    if not match or cue.is_of_a_target or cue.word in ("over", "under"):
        return None
    name = labels.original(passage, cue.end + match.start("name"), cue.end + match.end("name"))
    levels = [
        n for n, reading in enumerate(readings) if reading.role is Role.LEVEL and passage.spans[n][1] <= cue.start
    ]
    number = labels.named(passage, levels[:-1], name)
    if number is None:
        return None
    told = level(passage, cue, readings, number, taken | {number})
    return (number, told) if told else None
