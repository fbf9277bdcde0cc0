"""Which words of a cell are read for claims: all but a paragraph beyond a stated size, and what follows too much."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from prosecheck import sizes
from reportbuilder.drafts.commentary import Prose

MOST_NUMBERS = 1_000  # in a cell, those of the words that lead up to a list once for each of its items
MOST_CHARACTERS = 50_000  # likewise
_QUOTED = 80  # characters


def beginning(prose: Prose) -> list[str]:
    """Return the paragraphs up to the most that is looked at of a cell."""
    ends = accumulate(map(len, prose.paragraphs))
    return [text for text, end in zip(prose.paragraphs, ends, strict=True) if end <= MOST_CHARACTERS]


def texts(prose: Prose) -> list[str]:
    """Return the paragraphs, headings and parts of tables that are read."""
    return [text for text, why_not in _sorted_out(prose.texts) if not why_not]


def unread(prose: Prose) -> Iterator[tuple[str, str, str]]:
    """Describe each paragraph that is not: the message, its first words, and what to do."""
    for text, why_not in _sorted_out(prose.texts):
        if why_not:
            yield why_not, text[:_QUOTED].strip(), _EXPECTED


_TOO_MUCH = "this paragraph was not checked: it holds {}; break it into shorter ones"
_TOO_LONG = (
    "the cell was not checked from this paragraph on: so far it holds more than {}, the words that lead up to a list "
    "counted with each of its items; write less, or lead up to lists in fewer words"
)
_EXPECTED = (
    f"paragraphs of at most {sizes.MOST_NUMBERS} numbers and {sizes.LONGEST:,} characters, "
    f"and sentences of at most {sizes.LONGEST_SENTENCE:,} characters"
)


def _sorted_out(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The paragraphs of a cell, each with why it is not read; the last is the one at which the cell is too much."""
    numbers = characters = 0
    for text in texts:
        too_much = sizes.too_much(text)
        characters += len(text)
        numbers += 0 if too_much else sizes.numbers(text)
        if characters > MOST_CHARACTERS or numbers > MOST_NUMBERS:
            yield (
                text,
                _TOO_LONG.format(
                    f"{MOST_NUMBERS:,} numbers" if numbers > MOST_NUMBERS else f"{MOST_CHARACTERS:,} characters"
                ),
            )
            return
        yield text, _TOO_MUCH.format(too_much) if too_much else ""
