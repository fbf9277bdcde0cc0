"""The indicator with which a new project begins: plainly an example, so that nobody takes its figures for true ones."""

from datetime import timedelta

from cosmic.periods import Quarter, months_before
from reportbuilder.new_project import indicator_files

NAME = "EXAMPLE with made-up figures: calls answered within five minutes"
DESCRIPTION = (
    "This page is an example, and its figures are made up. It shows how an indicator looks in the report: delete it, "
    "or put an indicator of your own in its place.\n\n"
    "The share of all calls to the council that were answered within five minutes."
)
COMMENTARY = "This is an example. Here a service says why the figures are as they are, and what it does about it."
_VALUES = (84, 86, 85, 88, 91)  # per cent, one for each quarter, the newest last
_SOURCE = "Made up, as an example"
_LAG = timedelta(days=30)


def definition(quarter: Quarter) -> str:
    """Return the text of the example's definition, for a project that begins with a quarter."""
    keys = {
        "name": NAME,
        "service": "Example service",
        "unit": "percent",
        "direction": "higher",
        "basis": "quarter",
        "compared_with": "previous quarter",
    }
    target = {"from": months_before(quarter.end, 14).replace(day=1), "value": 90, "reason": _SOURCE}
    return indicator_files.definition_text(keys, [target], has_schema=True)


def figures(quarter: Quarter) -> str:
    """Return the text of the example's figures, up to a quarter."""
    ends = [months_before(quarter.end, 3 * before) for before in reversed(range(len(_VALUES)))]
    rows = [
        {"period_end": end, "value": value, "published": end + _LAG, "status": "published", "source": _SOURCE}
        for end, value in zip(ends, _VALUES, strict=True)
    ]
    return indicator_files.figures_text(rows)


def notebook(stem: str, quarter: Quarter) -> str:
    """Return the text of the example's notebook."""
    return indicator_files.notebook_text(stem, quarter, DESCRIPTION, COMMENTARY)
