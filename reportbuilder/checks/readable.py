"""Choose the words of a cell that are read for claims: all but sentences, or ends of cells, beyond a stated size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from prosecheck import sizes
from prosecheck.passages import sentences
from reportbuilder.drafts.commentary import Prose

MOST_CHARACTERS = 50_000  # of a cell; those of the words that lead up to a list count once for each of its items
EXPECTED = f"sentences of at most {sizes.MOST_NUMBERS} numbers and {sizes.LONGEST_SENTENCE:,} characters"
_QUOTED = 80  # characters
_TOO_MUCH = "this sentence was not checked: it holds {}; break it into shorter ones"
_TOO_LONG = (
    f"the cell was not checked from here on: up to here it holds more than {MOST_CHARACTERS:,} characters, and the "
    "words that lead up to a list count again for each of its items; shorten the cell or the words before its lists"
)


@dataclass(frozen=True)
class Unread:
    """Words that are not checked: why and what to do, and the first of them."""

    message: str
    quote: str


def first_paragraphs(prose: Prose) -> list[str]:
    """Return the paragraphs of a cell up to MOST_CHARACTERS."""
    return first(prose.paragraphs)


def read_texts(prose: Prose) -> list[str]:
    """Return the paragraphs, headings and parts of tables that are checked."""
    return first(prose.texts)


def find_unread(prose: Prose) -> Iterator[Unread]:
    """Find the sentences that are not checked, and where a cell becomes too long."""
    texts = prose.texts
    read = first(texts)
    for text in read:
        for sentence in sentences(text):
            if too_much := sizes.too_much(sentence):
                yield Unread(_TOO_MUCH.format(too_much), sentence[:_QUOTED].strip())
    if len(read) < len(texts):
        yield Unread(_TOO_LONG, texts[len(read)][:_QUOTED].strip())


def first(texts: Sequence[str]) -> list[str]:
    """Return the texts up to MOST_CHARACTERS."""
    ends = accumulate(len(text) for text in texts)
    return [text for text, end in zip(texts, ends, strict=True) if end <= MOST_CHARACTERS]
