"""Make the page of the key: what each item of the report means, by the committee's own rows in `_quarto.yml`."""

from collections.abc import Sequence

from nbformat import NotebookNode, v4

from cosmic.committee import KeyRow
from cosmic.figures import Status
from cosmic.record import Record
from cosmic.signals import chart_for
from reportbuilder import places
from reportbuilder.drafts.draft import Draft
from reportpages import chart_text, formatting, signal_text, tables
from showing import markup
from showing.markup import Rendered

_HEADS = KeyRow(item="Data Item", explanation=("Explanation",))
_CAPTION = "Key: what each item of this report means"
# What stands behind a figure, or in place of one. Source: Government Analysis Function, symbols in tables.
_MEANINGS = {
    Status.PROVISIONAL: "Provisional: the figure may still be revised",
    Status.REVISED: "Revised: the figure was published before with another value",
    Status.ESTIMATED: "Estimated: the figure was worked out from incomplete information",
    Status.SUPPRESSED: "Suppressed: the number is so small that it could tell who is meant",
    Status.NOT_AVAILABLE: "Not available: there is no figure for the period",
    Status.NOT_YET_DUE: "Not applicable: no figure is due for the period",
}


def make_notebook(draft: Draft) -> NotebookNode:
    """Return the key as an executed notebook, as the publishers take it."""
    rows = [*draft.edition.committee.key, *explain_signals(draft.records), *explain_shorthands(draft.records)]
    shown = markup.together(markup.heading(2, "Key", places.KEY), _table([_HEADS, *rows]))
    output = v4.new_output("display_data", shown._repr_mimebundle_())
    return v4.new_notebook(cells=[v4.new_code_cell(outputs=[output], id=places.KEY)])


def explain_signals(records: Sequence[Record]) -> list[KeyRow]:
    """Return what the words of the scorecard's columns of signals mean, where it has them."""
    if not any(map(chart_for, records)):
        return []
    return [
        KeyRow(item=head, explanation=tuple(f"{word}: {meaning}" for word, meaning in told.items()))
        for head, told in ((tables.VARIATION, signal_text.MEANINGS), (tables.ASSURANCE, signal_text.MEANINGS_OF_TARGET))
    ]


def explain_shorthands(records: Sequence[Record]) -> list[KeyRow]:
    """Return a row for each shorthand that the tables print with a figure of any of some records."""
    rows = [*tables.scorecard_rows(records), *map(tables.summary, records)]
    printed = {word for row in rows for cell in row.values() for word in cell.text.split()}
    printed |= {word for record in records for row in chart_text.rows(record) for cell in row for word in cell.split()}
    parts = [cell for record in records for row in tables.parts(record)[1] for cell in row]
    printed |= {word for cell in parts for word in cell.text.split()}
    shorthands = formatting.SHORTHANDS.items()
    return [KeyRow(item=sign, explanation=(_MEANINGS[status],)) for status, sign in shorthands if sign in printed]


def _table(rows: list[KeyRow]) -> Rendered:
    """Return rows as a list of lists, of which the looks make a table: a cell may hold points of its own."""
    lines = [f"{_CAPTION}\n"]
    for row in rows:
        lines.append(f"- - {markup.escaped(row.item)}")
        first, *others = map(markup.escaped, row.explanation)
        lines += [f"  - - {first}", *(f"    - {other}" for other in others)] if others else [f"  - {first}"]
    plain = "\n".join(f"{row.item}: {'; '.join(row.explanation)}" for row in rows)
    return Rendered(plain, "::: {.rows}\n" + "\n".join(lines) + "\n:::", "")
