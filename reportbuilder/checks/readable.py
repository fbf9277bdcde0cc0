"""Find the sentences that are not read for claims, since they are beyond a stated size."""

from collections.abc import Iterator
from dataclasses import dataclass

from prosecheck import sizes
from prosecheck.layout import Form, blocks, sentences
from reportbuilder.drafts.commentary import Prose

EXPECTED = f"sentences of at most {sizes.MOST_NUMBERS} numbers and {sizes.LONGEST_SENTENCE:,} characters"
_QUOTED = 80  # characters
_TOO_MUCH = "this sentence was not checked: it holds {}; break it into shorter ones"


@dataclass(frozen=True)
class Unread:
    """Words that are not checked: why and what to do, and the first of them."""

    message: str
    quote: str


def find_unread(prose: Prose) -> Iterator[Unread]:
    """Find the sentences, and the rows of tables, that are not checked."""
    for block in blocks(prose.text):
        for sentence in [block.text] if block.form is Form.ROW else sentences(block.text):
            if too_much := sizes.too_much(sentence):
                yield Unread(_TOO_MUCH.format(too_much), sentence[:_QUOTED].strip())
