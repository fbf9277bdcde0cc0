"""The page of one indicator: each call of it gives one thing to see, as Markdown, as HTML and as plain text."""

import html
import os
from pathlib import Path

from cosmic import editions, formatting, paths
from cosmic.pages import badges, chart_text, markup, tables
from cosmic.pages.markup import Rendered
from cosmic.periods import Quarter
from cosmic.record import Record, load_inputs


class IndicatorPage:
    """The page of one indicator in one quarter: what its notebook calls, line by line."""

    def __init__(self, stem: str, quarter: str):
        (self.record,) = load_inputs([stem]).records(editions.load_edition(Quarter.parse(quarter)))

    def heading(self) -> Rendered:
        """Show code and name, the way back to the index, and the month of the report."""
        return _heading(self.record)

    def summary(self) -> Rendered:
        """Show the table of target, direction, current, previous and change, and of the means where held."""
        return _summary(self.record)

    def rag(self) -> Rendered:
        """Show the RAG rating under its heading."""
        return _rag(self.record)

    def chart(self) -> Rendered:
        """Draw the chart into the build folder, and show it under its headline, with its figures."""
        from cosmic.pages import charts  # only where it is drawn: Matplotlib takes a while to import

        charts.save(self.record)
        return _chart(self.record)


def render(record: Record) -> list[Rendered]:
    """Return all that the calls of the page show, without drawing."""
    return [_heading(record), _summary(record), _rag(record), _chart(record)]


def _heading(record: Record) -> Rendered:
    title, month = formatting.page_title(record), formatting.month_in_full(record.edition.produced_on)
    return Rendered(
        f"{title}\n{month}",
        f"## {markup.escaped(title)} {{#{record.indicator.stem}}}\n\n[Return to Index](#scorecard)\n\n{month}",
        f"<h2>{html.escape(title)}</h2><p>{month}</p>",
    )


def _summary(record: Record) -> Rendered:
    cells = tables.summary(record)
    return markup.table(tables.summary_caption(record), list(cells), [list(cells.values())])


def _rag(record: Record) -> Rendered:
    return Rendered(
        f"{tables.RATING}: {record.rag}",
        f"### {tables.RATING} {{.rating}}\n\n{badges.badge(record.rag).markdown}",
        f"<h3>{tables.RATING}</h3><p>{badges.in_jupyter(record.rag)}</p>",
    )


def _chart(record: Record) -> Rendered:
    path = paths.figure(record.indicator.stem)
    from_here = Path(os.path.relpath(path.with_suffix(".svg"))).as_posix()
    said = chart_text.alternative(record)
    picture = markup.picture(paths.in_build(path), from_here, chart_text.source(record), said)
    rows = chart_text.rows(record)
    behind = [markup.table(tables.BEHIND_CAPTION, tables.BEHIND_HEADS, rows)] if rows else []
    return markup.together(
        markup.heading(3, chart_text.headline(record), f"{record.indicator.stem}-chart"),
        markup.chart(chart_text.subtitle(record), picture, *behind),
    )
