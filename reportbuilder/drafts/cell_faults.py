"""Find what stops the words of a cell from being published, before any engine reads them.

The sizes are far above what a report holds. They bound the work of pandoc, Typst and the reader of prose, some of which
grows with the square of a paragraph or with the depth of its lists.
"""

from collections.abc import Iterable, Iterator

from reportbuilder.drafts import characters, markdown, unseen
from reportbuilder.drafts.markdown import Block, Kind
from reportbuilder.findings import shorten

DEEPEST = 8  # lists and quotations one inside the other
LONGEST_PARAGRAPH = 10_000  # characters
MOST_ROWS = 1_000  # of all tables of a cell
_LEVEL_OF_PAGE = 3  # of the headings between which a cell stands
_QUOTED = 60  # characters


def find_faults(source: str) -> Iterator[str]:
    """Describe what is wrong with the Markdown of a cell: its size, its depth, and characters that mislead."""
    if len(source) > markdown.LONGEST:
        yield f"has {len(source):,} characters, but at most {markdown.LONGEST:,} can be published; shorten it"
        return
    depth = markdown.measure_depth(source)
    if depth > DEEPEST:
        yield f"nests lists or quotations {depth} deep or more, but at most {DEEPEST} are allowed; use fewer levels"
    blocks = markdown.read_blocks(source)
    for block in blocks:
        if len(block.text) > LONGEST_PARAGRAPH:
            yield (
                f"has a paragraph of {len(block.text):,} characters (“{shorten(block.text, _QUOTED)}”), but at most "
                f"{LONGEST_PARAGRAPH:,} can be published; break it up with empty lines"
            )
    rows = sum(block.kind is Kind.ROW for block in blocks)
    if rows > MOST_ROWS:
        yield f"has tables of {rows:,} rows, but at most {MOST_ROWS:,} can be published; give totals in their place"
    yield from _heading_faults(blocks)
    yield from unseen.find_unseen(source)
    words = "\n".join(block.text for block in blocks)
    yield from dict.fromkeys([*characters.find_misleading(source), *characters.find_misleading(words)])


def _heading_faults(blocks: Iterable[Block]) -> Iterator[str]:
    """Find headings without words, and levels that are left out: both would stop the PDF, without a notebook's name."""
    level = _LEVEL_OF_PAGE
    for block in blocks:
        if block.kind is not Kind.HEADING:
            continue
        marks = "#" * block.level
        if not block.text:
            yield f"has a heading without words ({marks}); write it, or delete its line"
        elif block.level > level + 1:
            yield f"has a heading that leaves a level out (“{marks} {block.text}”); start it with {'#' * (level + 1)}"
        level = block.level
