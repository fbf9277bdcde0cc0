"""The page of one indicator: each call of it gives one thing to see, as Markdown, as HTML and as plain text."""

import html
import os
from dataclasses import dataclass
from pathlib import Path

from cosmic import editions
from cosmic.periods import Quarter
from cosmic.record import Record, compute_record, load_inputs
from projectfiles import paths
from reportpages import badges, chart_text, formatting, mean_text, outlook_text, signal_parts, signal_text, tables
from reportpages.pictures import VARIATION
from showing import markup
from showing.markup import Rendered

_SUMMARY_WIDTHS = {tables.KPI: 17, tables.TARGET: 16, tables.DIRECTION: 18, tables.CHANGE: 19}  # others have 22


@dataclass(frozen=True)
class IndicatorContent:
    record: Record

    def heading(self) -> Rendered:
        """Show code and name, the way back to the index, and the month of the report; in JupyterLab the quarter too."""
        title, month = formatting.page_title(self.record), formatting.month_in_full(self.record.edition.produced_on)
        anchor, shown = self.record.indicator.stem, f"{self.record.edition.quarter.label}, report of {month}"
        return Rendered(
            f"{title}\n{shown}",
            f"## {markup.escaped(title)} {{#{anchor}}}\n\n[Return to Index](#{paths.SCORECARD})\n\n{month}",
            f"<h2>{html.escape(title)}</h2><p>{shown}</p>",
        )

    def summary(self) -> Rendered:
        """Show the table of target, direction, current, previous and change, and of any means, told below it."""
        cells = tables.summary(self.record)
        row = [markup.with_period(*cell) for cell in cells.values()]
        caption, widths = tables.summary_caption(self.record), [_SUMMARY_WIDTHS.get(head, 22) for head in cells]
        table = markup.table(caption, list(cells), [row], widths, tables.numbers(cells))
        return markup.together(table, *map(markup.paragraph, mean_text.sentences(self.record)))

    def rag(self) -> Rendered:
        """Show the RAG rating under its heading."""
        rating, ratings = self.record.rag, self.record.edition.committee.ratings
        return Rendered(
            f"{tables.RATING}: {ratings.printed(rating)}",
            f"### {tables.RATING} {{.rating}}\n\n{badges.badge(rating, ratings).markdown}",
            f"<h3>{tables.RATING}</h3><p>{badges.in_jupyter(rating, ratings)}</p>",
        )

    def chart(self) -> Rendered:
        """Show the chart under its headline, with its figures; before it what else is to be said, after it parts."""
        record, stem = self.record, self.record.indicator.stem
        picture = _picture(paths.figure(stem), chart_text.source(record), chart_text.alternative(record))
        told = [*formatting.notes(record), *signal_text.sentences(record), *outlook_text.of_page(record)]
        return markup.together(
            markup.heading(3, chart_text.headline(record), f"{stem}-chart"),
            *map(markup.paragraph, told),
            markup.chart(
                chart_text.subtitle(record), picture, _figures(chart_text.heads(record), chart_text.rows(record))
            ),
            *self._variation(),
            *self._parts(),
        )

    def _variation(self) -> list[Rendered]:
        """Return the chart of signals, where it is of other figures than the page's chart."""
        record, stem, chart = self.record, self.record.indicator.stem, signal_parts.beside_page(self.record)
        if chart is None:
            return []
        alternative = chart_text.variation_alternative(record, chart)
        picture = _picture(paths.figure(stem, VARIATION), chart_text.source(record), alternative)
        figures = _figures(chart_text.variation_heads(record), chart_text.variation_rows(record, chart))
        return [
            markup.heading(3, chart_text.variation_headline(chart), f"{stem}-{VARIATION}"),
            markup.chart(chart_text.variation_subtitle(record, chart), picture, figures),
        ]

    def _parts(self) -> list[Rendered]:
        """Return the table of what the figure is split by, if it is."""
        heads, cells = tables.parts(self.record)
        rows = [[markup.with_period(*cell) for cell in row] for row in cells[:-1]]
        rows += [[markup.strong(*cell) for cell in row] for row in cells[-1:]]
        return [markup.table(tables.parts_caption(self.record), heads, rows, numbers=heads[1:])] if rows else []


def _picture(path: Path, source: str, alternative: str) -> Rendered:
    from_here = Path(os.path.relpath(path.with_suffix(".svg"))).as_posix()
    return markup.picture(paths.in_build(path), from_here, source, alternative)


def _figures(heads: tuple[str, ...], rows: list[list[str]]) -> Rendered | None:
    """Return the table of the figures behind a chart, if there are any."""
    return markup.table(tables.BEHIND_CAPTION, heads, rows, numbers=tables.numbers(heads)) if rows else None


class IndicatorPage(IndicatorContent):
    """The page of one indicator in one quarter, which its notebook calls line by line."""

    def __init__(self, stem: str, quarter: str):
        edition = editions.load_edition(Quarter.parse(quarter))
        inputs = load_inputs([stem])
        indicator = inputs.indicators[0].on(edition.quarter.end)
        split = inputs.parts[stem]
        super().__init__(compute_record(indicator, edition, inputs.figures[0], inputs.benchmarks, split))

    def chart(self) -> Rendered:
        """Draw the chart into the build folder, and show it under its headline, with its figures."""
        from reportpages import charts  # only where it is drawn: Matplotlib takes a while to import

        charts.save(self.record)
        return super().chart()
