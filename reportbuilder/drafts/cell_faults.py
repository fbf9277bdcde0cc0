"""Find what stops the words of a cell from being published, before any engine reads them.

The sizes are far above what a report holds. They bound the work of pandoc, Typst and the reader of prose, some of which
grows with the square of a paragraph or with the depth of its lists.
"""

from collections.abc import Iterator

from reportbuilder.drafts import characters, markdown
from reportbuilder.findings import shorten

DEEPEST = 8  # lists and quotations one inside the other
LONGEST_PARAGRAPH = 10_000  # characters
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
    words = "\n".join(block.text for block in blocks)
    yield from dict.fromkeys([*characters.find_misleading(source), *characters.find_misleading(words)])
