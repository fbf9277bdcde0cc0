"""Things to show on a page, each as Markdown for the publisher, as HTML for JupyterLab, and as plain text."""

import html
import re
from collections.abc import Collection, Iterable, Sequence
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

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": self.plain, "text/markdown": self.markdown, "text/html": self.html}


@dataclass(frozen=True)
class Marked:
    """Words with their Markdown, where it is more than the words."""

    text: str
    markdown: str


Words = str | Marked


def link(text: str, anchor: str) -> Marked:
    """Return a link to a page of the report."""
    return Marked(text, f"[{escaped(text)}](#{anchor})")


def with_period(text: str, period: str) -> Words:
    """Return a figure with the period that it is of, which stands below it; without one, the figure alone."""
    return Marked(f"{text} {period}", f"{escaped(text)} [{escaped(period)}]{{.period}}") if period else text


def strong(text: str, period: str) -> Words:
    """Return a figure in bold, with the period that it is of."""
    return Marked(f"{text} {period}".strip(), f"**{escaped(text)}**{marked(with_period('', period))}")


def heading(level: int, title: str, anchor: str | None = None, note: str = "") -> Rendered:
    """Return a heading; level 2 is a page's own. A note below it stands in JupyterLab, and is not published."""
    mark, below = f" {{#{anchor}}}" if anchor else "", f"<p>{html.escape(note)}</p>" if note else ""
    shown = f"<h{level}>{html.escape(title)}</h{level}>{below}"
    return Rendered(f"{title}\n{note}".rstrip(), f"{'#' * level} {escaped(title)}{mark}", shown)


def paragraph(text: str) -> Rendered:
    """Return a paragraph of plain words."""
    return line([text])


def line(parts: Sequence[Words]) -> Rendered:
    """Return a paragraph of plain and marked words, one after the other."""
    plain = "".join(map(_text, parts))
    markdown = "".join(part.markdown if isinstance(part, Marked) else _escape_marks(part) for part in parts)
    return Rendered(plain, _escape_start(markdown), f"<p>{html.escape(plain)}</p>")


def ranked(items: Sequence[Sequence[Words]]) -> Rendered:
    """Return a numbered list of lines."""
    lines = [line(parts) for parts in items]
    return Rendered(
        "\n".join(f"{number}. {item.plain}" for number, item in enumerate(lines, 1)),
        "\n".join(f"{number}. {item.markdown}" for number, item in enumerate(lines, 1)),
        f"<ol>{''.join(f'<li>{html.escape(item.plain)}</li>' for item in lines)}</ol>",
    )


def together(*things: Rendered) -> Rendered:
    """Return several things as one, in their order."""
    return Rendered(
        "\n".join(thing.plain for thing in things),
        "\n\n".join(thing.markdown for thing in things),
        "".join(thing.html for thing in things),
    )


def picture(reference: str, from_here: str, caption: str, alternative: str) -> Rendered:
    """Return a picture with its caption; a document finds it by `reference`, JupyterLab by `from_here`."""
    return Rendered(
        f"{alternative}\n{caption}",
        f'![{escaped(caption)}]({reference}){{fig-alt="{escaped(alternative)}"}}',
        f'<img src="{from_here}" alt="{html.escape(alternative)}" style="max-width:44em"><p>{html.escape(caption)}</p>',
    )


def chart(subtitle: str, picture: Rendered, figures: Rendered | None = None) -> Rendered:
    """Return a chart under its subtitle, with the table of its figures beside it where there is room."""
    top = paragraph(subtitle)
    parts = together(top, picture, figures) if figures else together(top, picture)
    folded = f"<details><summary>Figures behind the chart</summary>{figures.html}</details>" if figures else ""
    return Rendered(parts.plain, f"::: {{.chart}}\n{parts.markdown}\n:::", top.html + picture.html + folded)


def table(
    caption: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Words]],
    widths: Sequence[int] = (),
    numbers: Collection[str] = (),
) -> Rendered:
    """Return a table with its caption; `widths` are the columns' shares of the page, `numbers` the heads of numbers."""
    plain = [list(map(_text, row)) for row in rows]
    cells = [list(map(marked, row)) for row in rows]
    ends = [":" if head in numbers else "-" for head in heads]
    dashes = "|".join("-" * (width - 1) + end for width, end in zip(widths or [16] * len(heads), ends, strict=True))
    markdown = [_row(map(escaped, heads)), f"|{dashes}|", *map(_row, cells), "", f": {escaped(caption)}"]
    body = "".join(_html_row("td", cells) for cells in plain)
    return Rendered(
        "\n".join(" | ".join(cells) for cells in [heads, *plain]),
        "\n".join(markdown),
        f"<table><thead>{_html_row('th', heads)}</thead><tbody>{body}</tbody></table>",
    )


def escaped(text: str) -> str:
    """Return text so that Markdown shows it as it is, at the start of a line too, where more characters count."""
    return _escape_start(_escape_marks(text))


def marked(words: Words) -> str:
    """Return the Markdown of words."""
    return words.markdown if isinstance(words, Marked) else escaped(words)


def _text(words: Words) -> str:
    return words.text if isinstance(words, Marked) else words


def _escape_marks(text: str) -> str:
    return "".join(f"\\{character}" if character in _MARKS else character for character in text)


def _escape_start(markdown: str) -> str:
    return _AT_START.sub(r"\1\\\2", markdown)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _html_row(tag: str, cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{html.escape(cell)}</{tag}>' for cell in cells)}</tr>"
