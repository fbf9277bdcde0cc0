"""The scorecard's page: all indicators of one quarter, a row each, and what changed since the edition before."""

from dataclasses import dataclass

from cosmic import changes, editions, formatting, paths, priorities, saved_records
from cosmic.changes import Kind
from cosmic.editions import Edition
from cosmic.pages import badges, markup, tables
from cosmic.pages.markup import Marked, Rendered, Words
from cosmic.periods import Quarter
from cosmic.record import Inputs, Record, load_inputs

_SCORECARD_WIDTHS = (32, 13, 16, 16, 16, 16, 12, 17)  # shares of the page's width
_CHANGES_HEADS = ("KPI", "What changed", "Then", "Now")
_CHANGES_WIDTHS = (34, 36, 20, 20)


@dataclass(frozen=True)
class ScorecardContent:
    edition: Edition
    inputs: Inputs
    records: list[Record]

    def glance(self) -> Rendered:
        """Show how many indicators have each rating and each change, and which need attention first."""
        rated: list[Words] = [f"{len(self.records)} indicators:"]
        for rating, count in priorities.count_ratings(self.records):
            rated += [" ", badges.badge(rating, count)]
        changed = [f"{count} {formatting.with_arrow(way)}" for way, count in priorities.count_changes(self.records)]
        urgent: list[list[Words]] = [
            [_link(item.record), f": {item.why}."] for item in priorities.find_priorities(self.records)
        ]
        return markup.together(
            markup.heading(2, "At a glance", "at-a-glance"),
            markup.line(rated),
            markup.paragraph(f"Change in performance: {', '.join(changed)}."),
            markup.heading(3, "Need attention first"),
            markup.ranked(urgent) if urgent else markup.paragraph("None: no indicator is off target or declining."),
        )

    def heading(self) -> Rendered:
        """Show the scorecard's heading."""
        return markup.heading(2, f"{self.edition.committee} Scorecard", paths.SCORECARD)

    def table(self) -> Rendered:
        """Show the scorecard, each name a link to its page."""
        rows = [_row(record) for record in self.records]
        return markup.table(tables.SCORECARD_CAPTION, tables.SCORECARD_HEADS, rows, _SCORECARD_WIDTHS)

    def changes(self) -> Rendered:
        """Show what changed since the edition before; for the first, that it is the first."""
        return markup.together(markup.heading(3, "What changed since the last edition"), self._changes())

    def _changes(self) -> Rendered:
        before = editions.find_quarter_before(self.edition.quarter)
        if before is None:
            return markup.paragraph("This is the first edition.")
        earlier = saved_records.load_or_compute(before, self.inputs)
        differences = changes.find_changes(earlier, saved_records.to_plain(self.records))
        if not differences:
            return markup.paragraph(f"No rating, figure, target or definition changed since {before.label}.")
        rows = []
        for change in differences:
            has_page = change.kind is not Kind.WENT
            title = markup.link(change.title, change.stem) if has_page else change.title
            rows.append([title, change.summary, change.then, change.now])
        return markup.table(f"What changed since the edition of {before.label}", _CHANGES_HEADS, rows, _CHANGES_WIDTHS)


class ScorecardPage(ScorecardContent):
    """The scorecard's page in one quarter, which its notebook calls line by line."""

    def __init__(self, quarter: str):
        edition = editions.load_edition(Quarter.parse(quarter))
        inputs = load_inputs(paths.stems(), *editions.with_quarter_before(edition.quarter))
        super().__init__(edition, inputs, inputs.records(edition))

    def table(self) -> Rendered:
        """Draw how each figure compares with its target, and show the scorecard, each name a link to its page."""
        from cosmic.pages import charts  # only where it is drawn: Matplotlib takes a while to import

        for record in self.records:
            charts.save_standing(record)
        return super().table()


def _link(record: Record) -> Marked:
    return markup.link(record.indicator.title, record.indicator.stem)


def _row(record: Record) -> list[Words]:
    _, target, direction, current, *cells, _ = tables.scorecard_row(record)
    return [_link(record), target, direction, _standing(record, current), *cells, badges.badge(record.rag)]


def _standing(record: Record, current: str) -> Words:
    """Return the current figure, with a small picture that compares it with its target."""
    if not record.current or not record.target:
        return current
    path = paths.in_build(paths.standing_figure(record.indicator.stem))
    alternative = markup.escaped(f"{current}, target {formatting.target(record)}")
    return Marked(current, f'{markup.escaped(current)} ![]({path}){{.standing fig-alt="{alternative}"}}')
