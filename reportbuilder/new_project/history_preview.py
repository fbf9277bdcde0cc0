"""Say what a file of earlier figures adds to an indicator's table, before it is written and after."""

from collections.abc import Iterator
from datetime import date

from projectfiles import paths
from reportbuilder.drafts.commits import is_committed
from reportbuilder.new_project.history import History, list_showing
from reportbuilder.new_quarter.row_text import describe_figure
from reportpages import formatting


def describe(history: History) -> str:
    """Return which rows are added and which periods are there already, for people to read before they agree."""
    table, held = paths.shown(history.table), ", ".join(map(formatting.month, history.held))
    already = [f"In {table} already, with the same figure: {held}."] if held else []
    if not history.added:
        return "\n".join([*already, "Nothing to do: it has every figure of the file."])
    day = formatting.day_in_full(history.published_on)
    heading = [history.indicator.title, f"Figures to be added to {table}, as published on {day}:"]
    shown = [(row, describe_figure(history.indicator, row)) for row in history.added]
    width = max(len(value) for _, value in shown)
    rows = [f"  {formatting.month(row.period_end)}  {value:>{width}}  {row.source}" for row, value in shown]
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
