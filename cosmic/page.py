"""What a notebook shows: each call of a page gives one thing to see, as Markdown, as HTML and as plain text."""

import html
import os
from pathlib import Path

from cosmic import changes, chart_words, charts, editions, glance, performance, project, records, shown, tables, wording
from cosmic.performance import RAG, Record
from cosmic.periods import Quarter
from cosmic.shown import Marked, Shown

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
        (self.record,) = _records([stem], quarter)

    def heading(self) -> Shown:
        """Code and name, the way back to the index, and the month of the report."""
        title = wording.page_title(self.record)
        month = wording.month_in_full(self.record.edition.produced_on)
        return Shown(
            f"{title}\n{month}",
            f"## {shown.escaped(title)} {{#{self.record.indicator.stem}}}\n\n[Return to Index](#scorecard)\n\n{month}",
            f"<h2>{html.escape(title)}</h2><p>{month}</p>",
        )

    def summary(self) -> Shown:
        """The table of target, direction, current, previous and change, and of the means where held."""
        record, cells = self.record, tables.summary(self.record)
        return shown.table(tables.summary_caption(record), list(cells), [list(cells.values())])

    def rag(self) -> Shown:
        """The RAG rating under its heading."""
        word = str(self.record.rag)
        colours = "background:{};color:{};".format(*_BADGES.get(word, _NEUTRAL))
        badge = f'<span style="{colours}padding:2px 12px;font-weight:bold">{word}</span>'
        return Shown(
            f"{tables.RATING}: {word}",
            f"### {tables.RATING}\n\n{_badge(self.record.rag).markdown}",
            f"<h3>{tables.RATING}</h3><p>{badge}</p>",
        )

    def chart(self) -> Shown:
        """The chart, drawn into the build folder, under its headline, with its text alternative and its figures."""
        path = charts.save(self.record)
        said = chart_words.alternative(self.record)
        from_here = Path(os.path.relpath(path.with_suffix(".svg"))).as_posix()
        picture = shown.picture(project.in_build(path), from_here, chart_words.source(self.record), said)
        rows = chart_words.rows(self.record)
        behind = [shown.table(tables.BEHIND_CAPTION, tables.BEHIND_HEADS, rows)] if rows else []
        return shown.together(
            shown.heading(3, chart_words.headline(self.record), f"{self.record.indicator.stem}-chart"),
            shown.chart(chart_words.subtitle(self.record), picture, *behind),
        )


class ScorecardPage:
    """All indicators of one quarter, a row each, and what changed since the edition before."""

    def __init__(self, quarter: str):
        self.edition = editions.read(Quarter.parse(quarter))
        self.inputs = performance.read_inputs(project.stems())
        self.records = self.inputs.records(self.edition)

    def glance(self) -> Shown:
        """How many indicators stand how, how many went which way, and which need attention first."""
        rated = [part for rating, count in glance.ratings(self.records) for part in (_badge(rating, count), " ")]
        changed = [f"{count} {wording.with_arrow(change)}" for change, count in glance.changes(self.records)]
        needing = [
            [shown.link(held.record.indicator.title, held.record.indicator.stem), f": {held.why}."]
            for held in glance.attention(self.records)
        ]
        return shown.together(
            shown.heading(2, "At a glance", "at-a-glance"),
            shown.line([f"{len(self.records)} indicators: ", *rated[:-1]]),
            shown.paragraph(f"Change in performance: {', '.join(changed)}."),
            shown.heading(3, "Need attention first"),
            shown.ranked(needing) if needing else shown.paragraph("None: no indicator is off target or declining."),
        )

    def heading(self) -> Shown:
        """The scorecard's heading."""
        return shown.heading(2, "Communities, Social Mobility and Inclusion Committee Scorecard", project.SCORECARD)

    def table(self) -> Shown:
        """The scorecard, each name a link to its page."""
        rows = []
        for record in self.records:
            title, target, direction, current, *cells, _ = tables.scorecard_row(record)
            linked = shown.link(title, record.indicator.stem)
            rows.append([linked, target, direction, _standing(record, current), *cells, _badge(record.rag)])
        return shown.table(tables.SCORECARD_CAPTION, tables.SCORECARD_HEADS, rows, _SCORECARD_WIDTHS)

    def changes(self) -> Shown:
        """What changed since the edition before; for the first, that it is the first."""
        heading = shown.heading(3, "What changed since the last edition")
        before = editions.before(self.edition.quarter)
        if before is None:
            return shown.together(heading, shown.paragraph("This is the first edition."))
        found = changes.between(records.of_edition(before, self.inputs), records.plain(self.records))
        if not found:
            return shown.together(
                heading, shown.paragraph(f"No rating, figure, target or definition changed since {before.label}.")
            )
        rows = [
            [shown.link(held.title, held.stem) if held.is_reported else held.title, held.told, held.then, held.now]
            for held in found
        ]
        caption = f"What changed since the edition of {before.label}"
        return shown.together(heading, shown.table(caption, _CHANGES_HEADS, rows, _CHANGES_WIDTHS))


def _records(stems: list[str], quarter: str) -> list[Record]:
    return performance.read_inputs(stems).records(editions.read(Quarter.parse(quarter)))


def _standing(record: Record, current: str) -> Marked:
    """The current figure, with a small picture of where it stands to its target."""
    drawn = charts.save_standing(record)
    said = f"{current}, target {wording.target(record)}"
    picture = f' ![]({drawn}){{.standing fig-alt="{shown.escaped(said)}"}}' if drawn else ""
    return Marked(current, f"{shown.escaped(current)}{picture}")


def _badge(rating: RAG, count: int | None = None) -> Marked:
    name = str(rating).lower().replace(" ", "-")
    word = str(rating) if count is None else f"{count} {rating}"
    return Marked(word, f"[{word}]{{.rag .rag-{name}}}")
