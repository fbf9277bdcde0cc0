"""The scorecard's page: all indicators of one quarter, a row each, and what changed since the edition before."""

from cosmic import changes, editions, formatting, paths, priorities, saved_records
from cosmic.editions import Edition
from cosmic.pages import badges, markup, tables
from cosmic.pages.markup import Marked, Rendered
from cosmic.periods import Quarter
from cosmic.record import Inputs, Record, load_inputs

_SCORECARD_WIDTHS = (32, 13, 16, 16, 16, 16, 12, 17)  # shares of the page's width
_CHANGES_HEADS = ("KPI", "What changed", "Then", "Now")
_CHANGES_WIDTHS = (34, 36, 20, 20)


class ScorecardPage:
    """All indicators of one quarter, a row each, and what changed since the edition before."""

    def __init__(self, quarter: str):
        self.edition = editions.load_edition(Quarter.parse(quarter))
        self.inputs = load_inputs(paths.stems())
        self.records = self.inputs.records(self.edition)

    def glance(self) -> Rendered:
        """Show how many indicators stand how, how many went which way, and which need attention first."""
        return _glance(self.records)

    def heading(self) -> Rendered:
        """Show the scorecard's heading."""
        return _scorecard_heading(self.edition)

    def table(self) -> Rendered:
        """Draw where each figure stands to its target, and show the scorecard, each name a link to its page."""
        from cosmic.pages import charts

        for record in self.records:
            charts.save_standing(record)
        return _scorecard(self.records)

    def changes(self) -> Rendered:
        """Show what changed since the edition before; for the first, that it is the first."""
        return _changes(self.edition, self.inputs, self.records)


def render(edition: Edition, inputs: Inputs, records: list[Record]) -> list[Rendered]:
    """Return all that the calls of the page show, without drawing."""
    return [_glance(records), _scorecard_heading(edition), _scorecard(records), _changes(edition, inputs, records)]


def _glance(records: list[Record]) -> Rendered:
    rated = [part for rating, count in priorities.count_ratings(records) for part in (badges.badge(rating, count), " ")]
    changed = [f"{count} {formatting.with_arrow(change)}" for change, count in priorities.count_changes(records)]
    needing = [
        [markup.link(held.record.indicator.title, held.record.indicator.stem), f": {held.why}."]
        for held in priorities.find_priorities(records)
    ]
    return markup.together(
        markup.heading(2, "At a glance", "at-a-glance"),
        markup.line([f"{len(records)} indicators: ", *rated[:-1]]),
        markup.paragraph(f"Change in performance: {', '.join(changed)}."),
        markup.heading(3, "Need attention first"),
        markup.ranked(needing) if needing else markup.paragraph("None: no indicator is off target or declining."),
    )


def _scorecard_heading(edition: Edition) -> Rendered:
    return markup.heading(2, f"{edition.committee} Scorecard", paths.SCORECARD)


def _scorecard(records: list[Record]) -> Rendered:
    rows = []
    for record in records:
        title, target, direction, current, *cells, _ = tables.scorecard_row(record)
        linked = markup.link(title, record.indicator.stem)
        rows.append([linked, target, direction, _standing(record, current), *cells, badges.badge(record.rag)])
    return markup.table(tables.SCORECARD_CAPTION, tables.SCORECARD_HEADS, rows, _SCORECARD_WIDTHS)


def _changes(edition: Edition, inputs: Inputs, current: list[Record]) -> Rendered:
    heading = markup.heading(3, "What changed since the last edition")
    before = editions.find_quarter_before(edition.quarter)
    if before is None:
        return markup.together(heading, markup.paragraph("This is the first edition."))
    found = changes.find_changes(saved_records.load_or_compute(before, inputs), saved_records.to_plain(current))
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
