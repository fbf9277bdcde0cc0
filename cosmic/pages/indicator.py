"""What a notebook shows: each call of a page gives one thing to see, as Markdown, as HTML and as plain text."""

import html
import os
from pathlib import Path

from cosmic import changes, editions, formatting, paths, priorities, saved_records
from cosmic.editions import Edition
from cosmic.pages import chart_text, markup, tables
from cosmic.pages.markup import Marked, Shown
from cosmic.periods import Quarter
from cosmic.record import RAG, Inputs, Record, read_inputs

_SCORECARD_WIDTHS = (32, 13, 16, 16, 16, 16, 12, 17)  # shares of the page's width
_CHANGES_HEADS = ("KPI", "What changed", "Then", "Now")
_CHANGES_WIDTHS = (34, 36, 20, 20)
_BADGES = {
    "Red": ("#B10E1E", "#FFFFFF"),
    "Amber": ("#FFBF47", "#0B0C0C"),
    "Green": ("#33A364", "#0B0C0C"),
}
_NEUTRAL = ("#F2F4F6", "#0B0C0C")


class IndicatorPage:
    """The page of one indicator in one quarter: what its notebook calls, line by line."""

    def __init__(self, stem: str, quarter: str):
        (self.record,) = read_inputs([stem]).records(editions.read(Quarter.parse(quarter)))

    def heading(self) -> Shown:
        """Show code and name, the way back to the index, and the month of the report."""
        return _heading(self.record)

    def summary(self) -> Shown:
        """Show the table of target, direction, current, previous and change, and of the means where held."""
        return _summary(self.record)

    def rag(self) -> Shown:
        """Show the RAG rating under its heading."""
        return _rag(self.record)

    def chart(self) -> Shown:
        """Draw the chart into the build folder, and show it under its headline, with its figures."""
        from cosmic.pages import charts  # only where it is drawn: Matplotlib takes a while to import

        charts.save(self.record)
        return _chart(self.record)


class ScorecardPage:
    """All indicators of one quarter, a row each, and what changed since the edition before."""

    def __init__(self, quarter: str):
        self.edition = editions.read(Quarter.parse(quarter))
        self.inputs = read_inputs(paths.stems())
        self.records = self.inputs.records(self.edition)

    def glance(self) -> Shown:
        """Show how many indicators stand how, how many went which way, and which need attention first."""
        return _glance(self.records)

    def heading(self) -> Shown:
        """Show the scorecard's heading."""
        return _scorecard_heading()

    def table(self) -> Shown:
        """Draw where each figure stands to its target, and show the scorecard, each name a link to its page."""
        from cosmic.pages import charts

        for record in self.records:
            charts.save_standing(record)
        return _scorecard(self.records)

    def changes(self) -> Shown:
        """Show what changed since the edition before; for the first, that it is the first."""
        return _changes(self.edition, self.inputs, self.records)


def of_indicator(record: Record) -> list[Shown]:
    """Return all that the calls of an indicator's page show, without drawing."""
    return [_heading(record), _summary(record), _rag(record), _chart(record)]


def of_scorecard(edition: Edition, inputs: Inputs, records: list[Record]) -> list[Shown]:
    """Return all that the calls of the scorecard's page show, without drawing."""
    return [_glance(records), _scorecard_heading(), _scorecard(records), _changes(edition, inputs, records)]


def _heading(record: Record) -> Shown:
    title, month = formatting.page_title(record), formatting.month_in_full(record.edition.produced_on)
    return Shown(
        f"{title}\n{month}",
        f"## {markup.escaped(title)} {{#{record.indicator.stem}}}\n\n[Return to Index](#scorecard)\n\n{month}",
        f"<h2>{html.escape(title)}</h2><p>{month}</p>",
    )


def _summary(record: Record) -> Shown:
    cells = tables.summary(record)
    return markup.table(tables.summary_caption(record), list(cells), [list(cells.values())])


def _rag(record: Record) -> Shown:
    word = str(record.rag)
    colours = "background:{};color:{};".format(*_BADGES.get(word, _NEUTRAL))
    badge = f'<span style="{colours}padding:2px 12px;font-weight:bold">{word}</span>'
    return Shown(
        f"{tables.RATING}: {word}",
        f"### {tables.RATING}\n\n{_badge(record.rag).markdown}",
        f"<h3>{tables.RATING}</h3><p>{badge}</p>",
    )


def _chart(record: Record) -> Shown:
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


def _glance(records: list[Record]) -> Shown:
    rated = [part for rating, count in priorities.ratings(records) for part in (_badge(rating, count), " ")]
    changed = [f"{count} {formatting.with_arrow(change)}" for change, count in priorities.changes(records)]
    needing = [
        [markup.link(held.record.indicator.title, held.record.indicator.stem), f": {held.why}."]
        for held in priorities.attention(records)
    ]
    return markup.together(
        markup.heading(2, "At a glance", "at-a-glance"),
        markup.line([f"{len(records)} indicators: ", *rated[:-1]]),
        markup.paragraph(f"Change in performance: {', '.join(changed)}."),
        markup.heading(3, "Need attention first"),
        markup.ranked(needing) if needing else markup.paragraph("None: no indicator is off target or declining."),
    )


def _scorecard_heading() -> Shown:
    return markup.heading(2, "Communities, Social Mobility and Inclusion Committee Scorecard", paths.SCORECARD)


def _scorecard(records: list[Record]) -> Shown:
    rows = []
    for record in records:
        title, target, direction, current, *cells, _ = tables.scorecard_row(record)
        linked = markup.link(title, record.indicator.stem)
        rows.append([linked, target, direction, _standing(record, current), *cells, _badge(record.rag)])
    return markup.table(tables.SCORECARD_CAPTION, tables.SCORECARD_HEADS, rows, _SCORECARD_WIDTHS)


def _changes(edition: Edition, inputs: Inputs, current: list[Record]) -> Shown:
    heading = markup.heading(3, "What changed since the last edition")
    before = editions.before(edition.quarter)
    if before is None:
        return markup.together(heading, markup.paragraph("This is the first edition."))
    found = changes.between(saved_records.of_edition(before, inputs), saved_records.plain(current))
    if not found:
        return markup.together(
            heading, markup.paragraph(f"No rating, figure, target or definition changed since {before.label}.")
        )
    rows = [
        [markup.link(held.title, held.stem) if held.is_reported else held.title, held.told, held.then, held.now]
        for held in found
    ]
    caption = f"What changed since the edition of {before.label}"
    return markup.together(heading, markup.table(caption, _CHANGES_HEADS, rows, _CHANGES_WIDTHS))


def _standing(record: Record, current: str) -> Marked:
    """The current figure, with a small picture of where it stands to its target."""
    if not record.current or not record.target:
        return Marked(current, markup.escaped(current))
    drawn = paths.in_build(paths.standing_figure(record.indicator.stem))
    said = f"{current}, target {formatting.target(record)}"
    return Marked(current, f'{markup.escaped(current)} ![]({drawn}){{.standing fig-alt="{markup.escaped(said)}"}}')


def _badge(rating: RAG, count: int | None = None) -> Marked:
    name = str(rating).lower().replace(" ", "-")
    word = str(rating) if count is None else f"{count} {rating}"
    return Marked(word, f"[{word}]{{.rag .rag-{name}}}")
