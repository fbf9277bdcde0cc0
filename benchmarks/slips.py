"""Make a wrong number of a right one, as a slip of the pen or of the base would: 10.4% for 9.5%, 1,727 for 1,277."""

import random
import re
from collections.abc import Callable

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_WORDS = (
    ("half", "a third", "two thirds", "two-thirds", "a quarter", "three quarters", "a fifth", "a tenth"),
    ("three-quarters", "two-fifths"),
    ("one-third", "one-fifth", "one-quarter"), ("one in five", "one in three", "one in ten", "one in four"),
    ("doubled", "trebled", "quadrupled"),
    ("twice", "three times", "four times", "five times"),
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    ("rose", "fell"), ("increased", "decreased"), ("increase", "decrease"), ("rise", "fall"), ("up", "down"),
    ("more", "fewer"), ("higher", "lower"), ("above", "below"), ("met", "missed"), ("highest", "lowest"),
    ("most", "fewest"), ("largest", "smallest"), ("first", "second", "third"), ("better", "worse"), ("grew", "shrank"),
    ("risen", "fallen"), ("rising", "falling"), ("increasing", "decreasing"), ("growth", "reduction"),
    ("exceeded", "missed"), ("ahead of", "behind"), ("over", "under"), ("gain", "loss"), ("climbed", "dropped"),
    ("longest", "shortest"), ("longer", "shorter"), ("greater", "smaller"), ("outside", "within"),
    ("outnumbered", "were fewer than"), ("outperformed", "underperformed"), ("exceeds", "misses"), ("exceed", "miss"),
    ("improved", "worsened"), ("improvement", "deterioration"), ("rises", "falls"), ("declined", "rose"),
    ("decline", "rise"), ("reduction", "increase"), ("reduced", "increased"), ("drop", "rise"), ("dropped", "rose"),
)  # fmt: skip


def slip(printed: str, chance: random.Random, is_change: bool = False) -> str | None:
    """Return what is printed with another number or word in its place; None where none is known.

    A percentage of change can also be worked out on the later figure.
    """
    number = _NUMBER.search(printed)
    if not number:
        return _other_word(printed, chance)
    ways: list[Callable[[str, random.Random], str]] = [_other_digit, _swapped, _some_off]
    ways += [_on_another_base] * is_change
    for way in chance.sample(ways, len(ways)):
        wrong = way(number[0], chance)
        if _worth(wrong) != _worth(number[0]):
            return printed[: number.start()] + wrong + printed[number.end() :]
    return None


def _worth(number: str) -> float:
    return float(number.replace(",", ""))


def _other_digit(number: str, chance: random.Random) -> str:
    places = [n for n, sign in enumerate(number) if sign.isdigit()]
    place = chance.choice(places[:2])
    digit = chance.choice([one for one in "123456789" if one != number[place]])
    return number[:place] + digit + number[place + 1 :]


def _swapped(number: str, chance: random.Random) -> str:
    places = [n for n, sign in enumerate(number) if sign.isdigit()]
    if len(places) < 2:
        return number
    at = chance.randrange(len(places) - 1)
    signs = list(number)
    signs[places[at]], signs[places[at + 1]] = signs[places[at + 1]], signs[places[at]]
    return "".join(signs) if signs[0] != "0" else number


def _some_off(number: str, chance: random.Random) -> str:
    return _like(_worth(number) * (1 + chance.choice((-1, 1)) * chance.uniform(0.05, 0.3)), number)


def _on_another_base(number: str, chance: random.Random) -> str:
    """Return a percentage worked out on the later figure: 16.7 for 20."""
    value = _worth(number)
    return _like(100 * value / (100 + value) if value < 500 else value - 100, number)


def _like(value: float, number: str) -> str:
    places = len(number.partition(".")[2])
    return f"{value:,.{places}f}" if "," in number else f"{value:.{places}f}"


def _other_word(printed: str, chance: random.Random) -> str | None:
    for words in _WORDS:
        for word in words:
            if re.search(rf"\b{word}\b", printed, re.IGNORECASE):
                other = chance.choice([one for one in words if one != word])
                return re.sub(rf"\b{word}\b", other, printed, count=1, flags=re.IGNORECASE)
    return None
