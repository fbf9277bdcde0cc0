"""What an indicator's page says, as plain words to read in its service's return: description, links, last words."""

import re
from dataclasses import dataclass

from nbformat import NotebookNode

from cosmic.periods import Quarter
from reportbuilder.drafts import commentary, markdown
from reportbuilder.drafts.actions import Action, read_actions
from reportbuilder.drafts.commentary import STANDING_HEADINGS, Section, Standing
from reportbuilder.drafts.notebooks import read_notebook

_LINK = re.compile(r"\[([^\]\n]*)\]\(<?([^)\s>]+)>?[^)\n]*\)")
_HEADINGS = dict(zip(Standing, STANDING_HEADINGS, strict=True))


@dataclass(frozen=True)
class PageWords:
    """The words of a page, each as its paragraphs; `last` are those of the quarter before, by their section.

    `actions` are those that go on in the quarter.
    """

    description: list[str]
    links: list[str]
    last: dict[Section, list[str]]
    actions: list[Action]


def read_page_words(stem: str, quarter: Quarter, before: Quarter | None) -> PageWords:
    """Return the words of an indicator's page in a quarter. Raises Faults where its notebook cannot be read."""
    cells = read_notebook(stem).cells
    standing = list(commentary.published_prose(cells, quarter).values())
    return PageWords(
        description=_paragraphs(_sources(standing, Standing.DESCRIPTION)),
        links=_lines(_sources(standing, Standing.LINKS)),
        last=_last_words(cells, before) if before else {},
        actions=read_going_on(cells, quarter, before),
    )


def read_going_on(cells: list[NotebookNode], quarter: Quarter, before: Quarter | None) -> list[Action]:
    """Return the actions of a quarter's path to green; before it has any, those of the quarter before that are open."""
    return read_actions(cells, quarter) or read_open(cells, before)


def read_open(cells: list[NotebookNode], quarter: Quarter | None) -> list[Action]:
    """Return the actions of a quarter's path to green that are neither done nor dropped."""
    return [action for action in read_actions(cells, quarter) if not action.is_closed] if quarter else []


def _sources(cells: list[NotebookNode], standing: Standing) -> list[str]:
    """Return the cells of a section that stands: those with its tag, or else under its heading."""
    heading = _HEADINGS[standing].casefold()
    return [
        cell.source
        for cell in cells
        if standing in commentary.read_standing(cell)
        or (markdown.read_heading(cell.source) or "").casefold() == heading
    ]


def _paragraphs(sources: list[str]) -> list[str]:
    blocks = [block for source in sources for block in markdown.read_blocks(source)]
    return [" | ".join(block.parts) for block in blocks if block.kind is not markdown.Kind.HEADING and block.text]


def _lines(sources: list[str]) -> list[str]:
    """Return the lines below the heading, a link as its name and its address."""
    lines = [line.strip() for source in sources for line in markdown.split_lines(source)]
    return [_LINK.sub(r"\1 \2", line).lstrip("-* ") for line in lines if line and not line.startswith("#")]


def _last_words(cells: list[NotebookNode], quarter: Quarter) -> dict[Section, list[str]]:
    said: dict[Section, list[str]] = {}
    for prose in commentary.read_prose(cells, quarter):
        said.setdefault(prose.section, []).extend(filter(None, prose.text.split("\n\n")))
    return said
