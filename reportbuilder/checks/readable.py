"""Choose the words of a cell that are read for claims: all but paragraphs, or ends of cells, beyond a stated size."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from prosecheck import sizes
from reportbuilder.drafts.commentary import Prose

MOST_NUMBERS = 1_000  # in a cell; those of the words that lead up to a list count once for each of its items
MOST_CHARACTERS = 50_000  # likewise
EXPECTED = (
    f"paragraphs of at most {sizes.MOST_NUMBERS} numbers and {sizes.LONGEST:,} characters, "
    f"and sentences of at most {sizes.LONGEST_SENTENCE:,} characters"
)
_QUOTED = 80  # characters
_TOO_MUCH = "this paragraph was not checked: it holds {}; break it into shorter ones"
_TOO_LONG = (
    "the cell was not checked from this paragraph on: up to here it holds more than {}, and the words that lead up to "
    "a list count again for each of its items; shorten the cell or the words before its lists"
)


@dataclass(frozen=True)
class Unread:
    """A paragraph that is not checked: why and what to do, and its first words."""

    message: str
    quote: str


def first_paragraphs(prose: Prose) -> list[str]:
    """Return the paragraphs of a cell up to MOST_CHARACTERS."""
    ends = accumulate(len(paragraph) for paragraph in prose.paragraphs)
    return [text for text, end in zip(prose.paragraphs, ends, strict=True) if end <= MOST_CHARACTERS]


def read_texts(prose: Prose) -> list[str]:
    """Return the paragraphs, headings and parts of tables that are checked."""
    return [text for text, why_not in _sorted_out(prose.texts) if not why_not]


def find_unread(prose: Prose) -> Iterator[Unread]:
    """Find the paragraphs that are not checked."""
    for text, why_not in _sorted_out(prose.texts):
        if why_not:
            yield Unread(why_not, text[:_QUOTED].strip())


def _sorted_out(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each text of a cell with why it is not checked, or ""; the last is the one that makes the cell too long."""
    numbers = characters = 0
    for text in texts:
        too_much = sizes.too_much(text)
        characters += len(text)
        if not too_much:
            numbers += sizes.numbers(text)
        if numbers > MOST_NUMBERS:
            yield text, _TOO_LONG.format(f"{MOST_NUMBERS:,} numbers")
            return
        if characters > MOST_CHARACTERS:
            yield text, _TOO_LONG.format(f"{MOST_CHARACTERS:,} characters")
            return
        yield text, _TOO_MUCH.format(too_much) if too_much else ""
