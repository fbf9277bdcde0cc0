"""The scorecard's page: all indicators of one quarter, a row each, and what changed since the edition before."""

from dataclasses import dataclass

from cosmic import editions, paths, saved_records
from cosmic.editions import Edition
from cosmic.periods import Quarter
from cosmic.record import Inputs, Record, load_inputs
from reportpages import badges, changes, formatting, priorities, tables
from reportpages.changes import Difference, Kind
from showing import markup
from showing.markup import Marked, Rendered, Words

_SCORECARD_WIDTHS = (64, 29, 36, 34, 34, 34, 25, 44)  # shares of the page's width
_CHANGES_HEADS, _CHANGES_WIDTHS = (tables.KPI, "What changed"), (34, 76)


@dataclass(frozen=True)
class ScorecardContent:
    edition: Edition
    inputs: Inputs
    records: list[Record]

    def glance(self) -> Rendered:
        """Show how many indicators have each rating and each change, and which need attention first."""
        rated: list[Words] = [f"{len(self.records)} indicator{'s' * (len(self.records) != 1)}:"]
        for rating, count in priorities.count_ratings(self.records):
            rated += [" ", badges.badge(rating, self.edition.committee.ratings, count)]
        changed = [f"{count} {formatting.with_arrow(way)}" for way, count in priorities.count_changes(self.records)]
        urgent: list[list[Words]] = [
            [_link(item.record), f": {item.why}."] for item in priorities.find_priorities(self.records)
        ]
        return markup.together(
            markup.heading(2, "At a glance", "at-a-glance", self.edition.quarter.label),
            markup.line(rated),
            markup.paragraph(f"Change in performance: {', '.join(changed)}."),
            markup.heading(3, "Need attention first"),
            markup.ranked(urgent) if urgent else markup.paragraph("None: no indicator is off target or declining."),
        )

    def heading(self) -> Rendered:
        """Show the scorecard's heading."""
        return markup.heading(2, f"{self.edition.committee.name} Scorecard", paths.SCORECARD)

    def table(self) -> Rendered:
        """Show the scorecard, each name a link to its page."""
        rows = [_row(record) for record in self.records]
        heads, numbers = tables.SCORECARD_HEADS, tables.numbers(tables.SCORECARD_HEADS)
        return markup.table(tables.SCORECARD_CAPTION, heads, rows, _SCORECARD_WIDTHS, numbers)

    def changes(self) -> Rendered:
        """Show what changed since the edition before; for the first, that it is the first."""
        return markup.together(markup.heading(3, "What changed since the last edition"), self._changes())

    def _changes(self) -> Rendered:
        before = editions.find_quarter_before(self.edition.quarter)
        if before is None:
            return markup.paragraph("This is the first edition.")
        earlier = saved_records.load_or_compute(before, self.inputs)
        replaced_by = {one.stem: one.replaced_by for one in self.inputs.indicators}
        differences = changes.find_changes(earlier, saved_records.to_plain(self.records), replaced_by)
        if not differences:
            return markup.paragraph(f"No rating, figure, target or definition changed since {before.label}.")
        told: dict[str, list[Difference]] = {}
        for change in differences:
            told.setdefault(change.stem, []).append(change)
        rows = [[_changed(each[0]), " ".join(change.sentence for change in each)] for each in told.values()]
        return markup.table(f"What changed since the edition of {before.label}", _CHANGES_HEADS, rows, _CHANGES_WIDTHS)


class ScorecardPage(ScorecardContent):
    """The scorecard's page in one quarter, which its notebook calls line by line."""

    def __init__(self, quarter: str):
        edition = editions.load_edition(Quarter.parse(quarter))
        inputs = load_inputs(paths.stems(), *editions.with_quarter_before(edition.quarter))
        super().__init__(edition, inputs, inputs.records(edition))

    def table(self) -> Rendered:
        """Draw how each figure compares with its target, and show the scorecard, each name a link to its page."""
        from reportpages import charts  # only where it is drawn: Matplotlib takes a while to import

        for record in self.records:
            charts.save_standing(record)
        return super().table()


def _link(record: Record) -> Marked:
    return markup.link(record.indicator.title, record.indicator.stem)


def _changed(change: Difference) -> Words:
    return change.title if change.kind is Kind.WENT else markup.link(change.title, change.stem)


def _row(record: Record) -> list[Words]:
    cells = tables.scorecard_row(record)
    shown = {head: markup.with_period(*cell) for head, cell in cells.items()}
    own = {tables.KPI: _link(record), tables.RATING: badges.badge(record.rag, record.edition.committee.ratings)}
    if tables.has_standing(record):
        own[tables.CURRENT] = _with_standing(record, cells[tables.CURRENT])
    return list((shown | own).values())


def _with_standing(record: Record, current: tables.Cell) -> Marked:
    """Return the current figure, with a small picture that compares it with its target."""
    path = paths.in_build(paths.standing_figure(record.indicator.stem))
    alternative = markup.escaped(f"{current.text}, target {formatting.target(record)}")
    figure = markup.marked(markup.with_period(*current))
    return Marked(str(current), f'{figure} ![]({path}){{.standing fig-alt="{alternative}"}}')
