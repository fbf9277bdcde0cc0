"""The scorecard's page: all indicators of one quarter, a row each, and what changed since the edition before."""

from dataclasses import dataclass

from cosmic import editions
from cosmic.editions import Edition
from cosmic.periods import Quarter
from cosmic.record import Inputs, Record, load_inputs
from projectfiles import paths
from reportpages import badges, changes, formatting, priorities, saved_records, signal_text, tables
from reportpages.changes import Difference, Kind
from reportpages.pictures import SPARK, STANDING
from showing import markup
from showing.markup import Marked, Rendered, Words

_WIDTHS = {tables.KPI: 64, tables.TARGET: 29, tables.DIRECTION: 36, tables.UPDATED: 25, tables.RATING: 44}
_OTHER_WIDTH = 34  # shares of the page's width
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
            markup.paragraph(f"Change in performance: {', '.join(changed)}.{signal_text.summary(self.records)}"),
            markup.heading(3, "Need attention first"),
            markup.ranked(urgent) if urgent else markup.paragraph("None: no indicator is off target or declining."),
        )

    def heading(self) -> Rendered:
        """Show the scorecard's heading."""
        return markup.heading(2, f"{self.edition.committee.name} Scorecard", paths.SCORECARD)

    def table(self) -> Rendered:
        """Show the scorecard, each name a link to its page."""
        cells = tables.scorecard_rows(self.records)
        rows = [_row(record, own) for record, own in zip(self.records, cells, strict=True)]
        heads = list(cells[0])
        widths = [_WIDTHS.get(head, _OTHER_WIDTH) for head in heads]
        return markup.table(tables.SCORECARD_CAPTION, heads, rows, widths, tables.numbers(heads))

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
        """Draw the small pictures, and show the scorecard, each name a link to its page."""
        from reportpages import charts  # only where it is drawn: Matplotlib takes a while to import

        for record in self.records:
            charts.save_small(record)
        return super().table()


def _link(record: Record) -> Marked:
    return markup.link(record.indicator.title, record.indicator.stem)


def _changed(change: Difference) -> Words:
    return change.title if change.kind is Kind.WENT else markup.link(change.title, change.stem)


def _row(record: Record, cells: dict[str, tables.Cell]) -> list[Words]:
    shown = {head: markup.with_period(*cell) for head, cell in cells.items()}
    own = {tables.KPI: _link(record), tables.RATING: badges.badge(record.rag, record.edition.committee.ratings)}
    if tables.has_standing(record):
        alternative = f"{cells[tables.CURRENT].text}, target {formatting.target(record)}"
        own[tables.CURRENT] = _with_picture(record, cells[tables.CURRENT], STANDING, alternative)
    if tables.VARIATION in cells and (chart := signal_text.newest(record)):
        alternative = signal_text.of_last_figures(record, chart)
        own[tables.VARIATION] = _with_picture(record, cells[tables.VARIATION], SPARK, alternative)
    return list((shown | own).values())


def _with_picture(record: Record, cell: tables.Cell, kind: str, alternative: str) -> Marked:
    """Return a cell with a small picture of what it says."""
    path, words = paths.in_build(paths.figure(record.indicator.stem, kind)), markup.marked(markup.with_period(*cell))
    classes = ".standing" if kind == STANDING else f".standing .{kind}"
    return Marked(str(cell), f'{words} ![]({path}){{{classes} fig-alt="{markup.escaped(alternative)}"}}')
