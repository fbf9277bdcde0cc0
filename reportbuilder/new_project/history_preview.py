"""Say what a file of earlier figures adds to an indicator's table, before it is written and after."""

from collections.abc import Iterator
from datetime import date

from cosmic import small_numbers
from cosmic.figures import FigureRow, Status
from projectfiles import paths
from reportbuilder.drafts.commits import is_committed
from reportbuilder.new_project.history import History, list_showing
from reportpages import formatting


def describe(history: History) -> str:
    """Return which rows are added and which periods are there already, for people to read before they agree."""
    table, held = paths.shown(history.table), ", ".join(map(formatting.month, history.held))
    already = [f"In {table} already, with the same figure: {held}."] if held else []
    if not history.added:
        return "\n".join([*already, "Nothing to do: it has every figure of the file."])
    day = formatting.day_in_full(history.published_on)
    heading = [history.indicator.title, f"Figures to be added to {table}, as published on {day}:"]
    shown = [*map(_cells, [history] * len(history.added), history.added)]
    width = max(len(value) for _, value, _ in shown)
    rows = [f"  {end}  {value:>{width}}  {source}" for end, value, source in shown]
    return "\n".join([*heading, *rows, *already, _on_editions(history.published_on), *_on_git(history)])


def describe_written(history: History) -> str:
    """Return what was written, and how it is undone, for people to read."""
    table, count = paths.shown(history.table), len(history.added)
    has_git = is_committed(history.table) is not None
    undone = f"git restore {table}, or git revert once it is committed" if has_git else "put your copy back"
    advice = (
        "; delete in_development in its definition when it is to be rated" if history.indicator.in_development else ""
    )
    return f"{count} {'row is' if count == 1 else 'rows are'} added to {table}{advice}.\nTo undo it: {undone}."


def _cells(history: History, row: FigureRow) -> tuple[str, str, str]:
    """Return the month, the figure and the source of a row; a number that is not to be shown is left out."""
    indicator = history.indicator.on(row.period_end)
    is_small = small_numbers.is_small(row.value, row.numerator, row.denominator, indicator)
    status = Status.SUPPRESSED if is_small else row.status
    shorthand = formatting.SHORTHANDS.get(status, "")
    if row.value is None or status is Status.SUPPRESSED:
        value = str(status)
    else:
        parts = f" ({row.numerator} of {row.denominator})" if row.numerator is not None else ""
        value = indicator.unit.traits.around(f"{row.value:,f}") + parts
    return formatting.month(row.period_end), f"{value} {shorthand}".strip(), row.source


def _on_editions(day: date) -> str:
    """Return which editions will know the figures."""
    showing = list_showing(day)
    if not showing:
        return "Every edition in params/ stays as it was: the next that is started shows them."
    told = [f"{one.quarter} (produced on {formatting.day_in_full(one.produced_on)})" for one in showing]
    return f"The edition of {', '.join(told)} will show them. If it is out already, give a later --published-on."


def _on_git(history: History) -> Iterator[str]:
    """Yield what is to be done first, so that git can undo this step alone."""
    table = paths.shown(history.table)
    match is_committed(history.table):
        case None:
            yield f"This folder is not in git, which would undo it: keep a copy of {table} first."
        case False:
            yield f"{table} has changes that are not committed: commit them first, so that git can undo this alone."
