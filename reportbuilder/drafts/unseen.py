"""Find words of a cell that nobody sees, not even in JupyterLab: they must not vanish without a message."""

from collections.abc import Iterator

from markdown_it.token import Token

from reportbuilder.drafts import markdown
from reportbuilder.drafts.pipe_tables import read_tables
from reportbuilder.findings import shorten

_QUOTED = 80  # characters
_DEFINITION = (
    "has words that are not shown (“{}”): with “]:” after it, what stands in brackets names a link; "
    "take out the colon or the brackets"
)
_SURPLUS = (
    "has words that are not shown (“{}”): their row has more cells than its table has heads; "
    "add a head, or take the words out"
)


def find_unseen(source: str) -> Iterator[str]:
    """Describe the words that are not shown: addresses of links that are not there, cells that stick out of a table."""
    tokens, lines = markdown.read_tokens(source), markdown.split_lines(source)
    used = set(_labels(tokens))
    for token in tokens:
        if token.type == "definition" and token.map:
            label = token.meta["id"]
            if label not in used:
                start, end = token.map
                yield _DEFINITION.format(_quote(" ".join(lines[start:end])))
            used.discard(label)  # another of the same name is not used
    for table in read_tables(tokens):
        for words in table.unseen(lines):
            yield _SURPLUS.format(_quote(words))


def _labels(tokens: list[Token]) -> Iterator[str]:
    """Yield the names of the definitions that links use."""
    for token in tokens:
        for child in token.children or ():
            if label := child.meta.get("label"):
                yield str(label)


def _quote(words: str) -> str:
    return shorten(" ".join(words.split()), _QUOTED)
