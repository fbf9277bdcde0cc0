"""Check the headings of cells, and say which quarter a section is for in its heading, in the notebook alone."""

import re
from collections.abc import Iterable, Iterator

from nbformat import NotebookNode

from cosmic.periods import Quarter
from reportbuilder.drafts import commentary, markdown
from reportbuilder.drafts.commentary import STANDING_HEADINGS, Section
from reportbuilder.findings import shorten

_NO_SPACE = re.compile(r"^ {0,3}(#{2,6})([^# \t\r\n].*)$", re.MULTILINE)
_WITH_QUARTER = re.compile(
    r"(?P<heading>\s*#{1,6}[ \t].*?)[ \t]*\((?P<name>Quarter [1-4], \d{4}/\d\d)\)[ \t]*(?=\r?\n|$)"
)
_QUOTED = 40  # characters
_RATING = "RAG Rating"


def find_faults(cell: NotebookNode, quarter: Quarter) -> Iterator[str]:
    """Find what is wrong with the headings of a Markdown cell that is published in a quarter's edition."""
    printed = {found[0].strip(): f"{found[1]} {found[2].strip()}" for found in _NO_SPACE.finditer(cell.source)}
    for line, heading in printed.items():
        space = "an ordinary space in place of the one" if line.lstrip("#")[:1].isspace() else "a space"
        yield f"“{_short(line)}” prints its hashes; put {space} after them: “{_short(heading)}”"
    source, label = split_quarter(cell.source)
    for section in commentary.read_sections(cell):
        if not source.lstrip().startswith(tuple(printed)):
            yield from _wrong_heading(section, markdown.read_heading(source))
        if label and label != _label(quarter):
            message = f"is tagged {section} and {quarter}, but its heading says {label}"
            yield f"{message}; correct the one or the other"


def _wrong_heading(section: Section, heading: str | None) -> Iterator[str]:
    """Find that a section starts without a heading, or with that of another part of the page."""
    if heading is None:
        message = "has no heading, so its words would stand under the one above"
        yield f"{message}; begin it with a line such as “### {default_heading(section)}”"
    elif heading.casefold() in _other_headings(section):
        yield f"is tagged {section}, but its heading is “{_short(heading)}”; correct the one or the other"


def _other_headings(section: Section) -> set[str]:
    others = [default_heading(other) for other in Section if other is not section]
    return {heading.casefold() for heading in (*others, *STANDING_HEADINGS, _RATING)}


def default_heading(section: Section) -> str:
    """Return the heading of a section in a project that has no other."""
    return section.replace("-", " ").title().replace(" To ", " to ")


def with_quarter(heading: str, quarter: Quarter) -> str:
    """Return the line of a heading with its quarter in brackets, which JupyterLab shows and no edition prints."""
    return f"{split_quarter(heading)[0]} ({_label(quarter)})"


def drop_quarters(cells: Iterable[NotebookNode]) -> None:
    """Take out of the headings of sections the quarter that they name in brackets: an edition is of one quarter."""
    for cell in cells:
        cell.source = printed(cell)


def printed(cell: NotebookNode) -> str:
    """Return the source of a cell without the quarter that the heading of a section names."""
    return split_quarter(cell.source)[0] if commentary.read_sections(cell) else cell.source


def split_quarter(source: str) -> tuple[str, str | None]:
    """Return a cell's source without the quarter that its heading names in brackets, and that quarter's name."""
    found = _WITH_QUARTER.match(source)
    if not found:
        return source, None
    return found["heading"] + source[found.end() :], found["name"]


def _label(quarter: Quarter) -> str:
    return quarter.label.removesuffix(" Financial Year")


def _short(text: str) -> str:
    return shorten(text, _QUOTED)
