"""What a notebook shows: each call of a page gives one thing to see, as Markdown, as HTML and as plain text."""

import html
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cosmic import charts, editions, performance, project, wording
from cosmic.performance import Record
from cosmic.periods import Quarter

SCORECARD_HEADS = (
    "KPI",
    "Target",
    "Direction for Improvement",
    "Performance (Current Period)",
    "Performance (Previous Period)",
    "Change in Performance",
    "Last Updated",
    "RAG Rating",
)
_SCORECARD_WIDTHS = (28, 14, 17, 15, 15, 15, 11, 16)  # shares of the page's width
_BADGES = {
    "Red": ("#B10E1E", "#FFFFFF"),
    "Amber": ("#FFBF47", "#0B0C0C"),
    "Green": ("#00653A", "#FFFFFF"),
}


@dataclass(frozen=True)
class Shown:
    """One thing on a page, in the forms that JupyterLab, the publisher and a plain reader take."""

    plain: str
    markdown: str
    html: str

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/plain": self.plain, "text/markdown": self.markdown, "text/html": self.html}


class IndicatorPage:
    """The page of one indicator in one quarter: what its notebook calls, line by line."""

    def __init__(self, stem: str, quarter: str):
        (self.record,) = _records([stem], quarter)

    def heading(self) -> Shown:
        """Code and name, the way back to the index, and the month of the report."""
        indicator = self.record.indicator
        title = f"Indicator {indicator.title}"
        month = wording.month_in_full(self.record.edition.produced_on)
        return Shown(
            f"{title}\n{month}",
            f"## {_escaped(title)} {{#{indicator.stem}}}\n\n[Return to Index](#scorecard)\n\n{month}",
            f"<h2>{html.escape(title)}</h2><p>{month}</p>",
        )

    def summary(self) -> Shown:
        """The table of target, direction, current, previous and change, and of the means where held."""
        record = self.record
        period = wording.PERIOD_NAMES[record.indicator.compared_with]
        cells = {
            "Target": wording.target(record),
            "Direction for Improvement": wording.DIRECTIONS[record.indicator.direction],
            f"Current {period}": wording.figure(record.current, record.indicator),
            f"Previous {period}": wording.figure(record.previous, record.indicator),
            "Change in Performance": wording.change(record),
        }
        cells |= {str(kind): wording.number(mean.value, record.indicator) for kind, mean in record.benchmarks.items()}
        caption = (
            f"{record.indicator.code}: performance in the {wording.month_in_full(record.edition.produced_on)} report"
        )
        return _table(caption, list(cells), [[_escaped(text) for text in cells.values()]], [list(cells.values())])

    def rag(self) -> Shown:
        """The RAG rating under its heading."""
        word = str(self.record.rag)
        colours = "background:{};color:{};".format(*_BADGES.get(word, ("#E6E6E6", "#0B0C0C")))
        badge = f'<span style="{colours}padding:2px 12px;font-weight:bold">{word}</span>'
        return Shown(
            f"RAG Rating: {word}", f"### RAG Rating\n\n{_badge(self.record)}", f"<h3>RAG Rating</h3><p>{badge}</p>"
        )

    def chart(self) -> Shown:
        """The chart, drawn into the build folder, with its text alternative."""
        drawn = charts.save(self.record)
        source = Path(os.path.relpath(drawn.path.with_suffix(".svg"))).as_posix()
        return Shown(
            drawn.alternative,
            f'![{_escaped(drawn.title)}]({drawn.reference}){{fig-alt="{_escaped(drawn.alternative)}"}}',
            f'<img src="{source}" alt="{html.escape(drawn.alternative)}" style="max-width:44em">',
        )


class ScorecardPage:
    """All indicators of one quarter, a row each."""

    def __init__(self, quarter: str):
        self.records = _records(project.stems(), quarter)

    def heading(self) -> Shown:
        """The scorecard's heading."""
        title = "Communities, Social Mobility and Inclusion Committee Scorecard"
        return Shown(title, f"## {title} {{#scorecard}}", f"<h2>{title}</h2>")

    def table(self) -> Shown:
        """The scorecard, each name a link to its page."""
        rows = [scorecard_row(record) for record in self.records]
        linked = [
            [f"[{_escaped(row[0])}](#{record.indicator.stem})", *map(_escaped, row[1:-1]), _badge(record)]
            for record, row in zip(self.records, rows, strict=True)
        ]
        return _table("Scorecard: every indicator at a glance", SCORECARD_HEADS, linked, rows, widths=_SCORECARD_WIDTHS)


def scorecard_row(record: Record) -> list[str]:
    """One row of the scorecard, in plain words."""
    return [
        record.indicator.title,
        wording.target(record),
        wording.DIRECTIONS[record.indicator.direction],
        wording.figure(record.current, record.indicator),
        wording.figure(record.previous, record.indicator),
        wording.change(record),
        wording.last_updated(record),
        str(record.rag),
    ]


def _records(stems: list[str], quarter: str) -> list[Record]:
    return performance.read_inputs(stems).records(editions.read(Quarter.parse(quarter)))


def _badge(record: Record) -> str:
    name = str(record.rag).lower().replace(" ", "-")
    return f"[{record.rag}]{{.rag .rag-{name}}}"


def _table(
    caption: str,
    heads: Sequence[str],
    marked: Sequence[Sequence[str]],
    plain: Sequence[Sequence[str]],
    widths: Sequence[int] = (),
) -> Shown:
    """A table with its caption; `marked` are the cells in Markdown, `plain` the same as text."""
    dashes = "|".join("-" * width for width in widths or [16] * len(heads))
    lines = [_row(map(_escaped, heads)), f"|{dashes}|", *map(_row, marked), "", f": {caption}"]
    text = [" | ".join(heads), *(" | ".join(cells) for cells in plain)]
    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in heads)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>" for cells in plain)
    return Shown(
        "\n".join(text), "\n".join(lines), f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(cells) -> str:
    return "| " + " | ".join(cells) + " |"


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+|$^~@\"'" else sign for sign in text)
