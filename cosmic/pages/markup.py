"""Things to show on a page, each as Markdown for the publisher, as HTML for JupyterLab, and as plain text."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

_MARKS = "\\`*_{}[]<>()#+|$^~@\"'&"
# What would start a list, a caption, a title or a line below a heading: “- ”, “1. ”, “c. ”, “: ”, “Table: ”, “% ”.
_AT_START = re.compile(r"^(\w+(?=\.(?:\s|$))|[Tt]able(?=:))?([-:=%.])")


@dataclass(frozen=True)
class Rendered:
    """One thing on a page, in the forms that JupyterLab, the publisher and a plain reader take."""

    plain: str
    markdown: str
    html: str

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/plain": self.plain, "text/markdown": self.markdown, "text/html": self.html}


@dataclass(frozen=True)
class Marked:
    """The text of a cell with its Markdown, where it is more than the text."""

    text: str
    markdown: str


def link(text: str, anchor: str) -> Marked:
    """A link to a page of the report."""
    return Marked(text, f"[{escaped(text)}](#{anchor})")


def code(text: str) -> Marked:
    """Text in a typeface for programs; it holds no backtick."""
    return Marked(text, f"`{text}`")


def heading(level: int, title: str, anchor: str | None = None) -> Rendered:
    """A heading; `##` is a page's own."""
    mark = f" {{#{anchor}}}" if anchor else ""
    return Rendered(title, f"{'#' * level} {escaped(title)}{mark}", f"<h{level}>{html.escape(title)}</h{level}>")


def paragraph(text: str) -> Rendered:
    """A paragraph of plain words."""
    return Rendered(text, escaped(text), f"<p>{html.escape(text)}</p>")


def line(parts: Sequence[str | Marked]) -> Rendered:
    """A paragraph of words and marked words, one behind the other."""
    plain = "".join(part.text if isinstance(part, Marked) else part for part in parts)
    marked = "".join(part.markdown if isinstance(part, Marked) else _marked(part) for part in parts)
    marked = _AT_START.sub(_escape_start, marked)
    return Rendered(plain, marked, f"<p>{html.escape(plain)}</p>")


def ranked(items: Sequence[Sequence[str | Marked]]) -> Rendered:
    """A numbered list, an item a line."""
    lines = [line(parts) for parts in items]
    return Rendered(
        "\n".join(f"{number}. {item.plain}" for number, item in enumerate(lines, 1)),
        "\n".join(f"{number}. {item.markdown}" for number, item in enumerate(lines, 1)),
        f"<ol>{''.join(item.html.replace('<p>', '<li>').replace('</p>', '</li>') for item in lines)}</ol>",
    )


def together(*things: Rendered) -> Rendered:
    """Several things as one, in their order."""
    return Rendered(
        "\n".join(thing.plain for thing in things),
        "\n\n".join(thing.markdown for thing in things),
        "".join(thing.html for thing in things),
    )


def picture(reference: str, from_here: str, caption: str, alternative: str) -> Rendered:
    """A picture with what stands below it; `reference` is how a document names it, `from_here` how JupyterLab does."""
    return Rendered(
        f"{alternative}\n{caption}",
        f'![{escaped(caption)}]({reference}){{fig-alt="{escaped(alternative)}"}}',
        f'<img src="{from_here}" alt="{html.escape(alternative)}" style="max-width:44em"><p>{html.escape(caption)}</p>',
    )


def chart(subtitle: str, picture: Rendered, behind: Rendered | None = None) -> Rendered:
    """A chart under its subtitle, with the table of its figures, which stands beside it where there is room."""
    top = paragraph(subtitle)
    parts = together(top, picture, behind) if behind else together(top, picture)
    folded = f"<details><summary>Figures behind the chart</summary>{behind.html}</details>" if behind else ""
    return Rendered(parts.plain, f"::: {{.chart}}\n{parts.markdown}\n:::", top.html + picture.html + folded)


def table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[str | Marked]], widths: Sequence[int] = ()
) -> Rendered:
    """A table with its caption; `widths` are the columns' shares of the page."""
    plain = [[cell.text if isinstance(cell, Marked) else cell for cell in row] for row in rows]
    marked = [[cell.markdown if isinstance(cell, Marked) else escaped(cell) for cell in row] for row in rows]
    dashes = "|".join("-" * width for width in widths or [16] * len(heads))
    lines = [_row(map(escaped, heads)), f"|{dashes}|", *map(_row, marked), "", f": {escaped(caption)}"]
    text = [" | ".join(heads), *(" | ".join(cells) for cells in plain)]
    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in heads)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>" for cells in plain)
    return Rendered(
        "\n".join(text), "\n".join(lines), f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def escaped(text: str) -> str:
    """Write text so that Markdown shows it as it is, at the start of a line too, where more signs have a meaning."""
    return _AT_START.sub(_escape_start, _marked(text))


def _marked(text: str) -> str:
    return "".join(f"\\{sign}" if sign in _MARKS else sign for sign in text)


def _escape_start(start: re.Match) -> str:
    return f"{start[1] or ''}\\{start[2]}"


def _row(cells) -> str:
    return "| " + " | ".join(cells) + " |"
