"""Find words that print a suppressed figure: of commentary, of definitions, and of the sources and notes of figures."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pandas as pd
from nbformat import NotebookNode

from cosmic import figures
from cosmic.definitions import Indicator
from cosmic.rules import rounded
from cosmic.units import Unit
from projectfiles import paths
from prosecheck.quantities import Kind, Quantity, read_quantities
from reportbuilder import places
from reportbuilder.checks import cells as cells_of
from reportbuilder.checks.cells import Cell
from reportbuilder.checks.disclosure import finding
from reportbuilder.drafts import commentary, markdown
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding
from reportpages import formatting

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_WORD = re.compile(r"‹\d+›|[^\W\d_]+")
_BREAK = re.compile(r"[.,;:()–]")
_ENDS = re.compile(
    r"\s*(?:$|[.,;:)!?–]|(?:in|this|last|from|during|at|by|on|for|compared|after|and|or|while|against)\b)"
)
_AFTER, _BEFORE = 3, 6  # words between which, behind a number and before it, stands what it counts
_SHORTEST = 4  # letters of a word that can name what is counted
_COUNTED = {"case", "person", "people", "child", "children", "adult", "client", "household", "family", "figure"}
_Text = tuple[str, str]  # its place, and its words


def check_words(draft: Draft) -> Iterator[Finding]:
    """Find sentences with a number that a suppressed figure of their indicator is, beside what it counts."""
    hidden = [cell for cell in cells_of.list_cells(draft) if cell.is_hidden]
    for cell in hidden:
        for place, text in _texts(draft, cell.indicator):
            if any(_prints(sentence, cell) for sentence in _SENTENCE.split(text)):
                message = f"these words may give back the suppressed figure of {cell.name}"
                yield finding(cell, place, message, "words without the number")
        if stored := _stored(draft, cell):
            message = f"the output that is stored in the notebook shows the suppressed figure of {cell.name}"
            yield finding(cell, stored, message, "the notebook saved again after Run All")


def _texts(draft: Draft, indicator: Indicator) -> Iterator[_Text]:
    """Yield what the edition prints of an indicator in words that people typed."""
    for stem in (indicator.stem, paths.SCORECARD):
        place = paths.shown(places.notebook(stem))
        if stem in draft.notebooks:
            prose = commentary.published_prose(draft.notebooks[stem].cells, draft.edition.quarter)
            for number, cell in prose.items():
                yield f"{place}, cell {number}", " ".join(block.text for block in markdown.read_blocks(cell.source))
    definition = paths.shown(paths.definition(indicator.stem))
    yield from ((f"{definition}, target from {target.start}", target.reason) for target in indicator.targets)
    yield from ((f"{definition}, redefined from {change.start}", change.what) for change in indicator.redefined)
    yield from ((f"{definition}, rebased from {rebase.start}", rebase.reason) for rebase in indicator.rebased)
    tables = dict(zip((one.stem for one in draft.inputs.indicators), draft.inputs.figures, strict=True))
    yield from _in_table(draft, tables[indicator.stem], paths.shown(paths.figures(indicator.stem)))
    if indicator.stem in draft.inputs.parts:
        yield from _in_table(draft, draft.inputs.parts[indicator.stem], paths.shown(paths.parts(indicator.stem)))


def _in_table(draft: Draft, table: pd.DataFrame, place: str) -> Iterator[_Text]:
    for row in figures.known_on(table, draft.edition.produced_on).to_dict("records"):
        for name in ("source", "note"):
            if isinstance(row[name], str):
                yield f"{place}, row {row['row']}, {name}", row[name]


def _prints(sentence: str, cell: Cell) -> bool:
    """Tell whether a sentence prints a suppressed figure: as a count beside its noun, as a share, or as a share of."""
    marked, quantities = read_quantities(sentence)
    counts = [(number, one) for number, one in enumerate(quantities) if one.kind is Kind.COUNT]
    shares = [one for one in quantities if one.kind is Kind.PERCENT]
    if any(one.value in cell.counts and _is_of(marked, number, cell) for number, one in counts):
        return True
    if any(_is_share(one, cell) for one in shares):
        return True
    return any(_is_part(share, of.value, count) for share in shares for _, of in counts for count in cell.counts)


def _is_of(marked: str, number: int, cell: Cell) -> bool:
    """Tell whether a number is of what an indicator counts: `3 open cases`, `cases fell to 3 in June`."""
    before, _, after = marked.partition(f"‹{number}›")
    named = _WORD.findall(f"{cell.indicator.name} {cell.part} {cell.indicator.measured_in or ''}".lower())
    nouns = {_stem(word) for word in named if len(word) >= _SHORTEST} | _COUNTED
    near = _WORD.findall(_BREAK.split(after)[0])[:_AFTER]
    if _ENDS.match(after):
        near += _WORD.findall(before)[-_BEFORE:]
    return any(_stem(word.lower()) in nouns for word in near)


def _stem(word: str) -> str:
    return word.removesuffix("s")


def _is_share(quantity: Quantity, cell: Cell) -> bool:
    """Tell whether a percentage is the suppressed one, as far as it is printed."""
    if cell.indicator.unit is not Unit.PERCENT or cell.value is None or quantity.value in (0, 100):
        return False
    exact = cell.value if not cell.denominator else 100 * (cell.numerator or Decimal(0)) / cell.denominator
    decimals = -int(quantity.value.as_tuple().exponent)
    return quantity.value in (rounded(exact, max(decimals, 0)), rounded(100 - exact, max(decimals, 0)))


def _is_part(share: Quantity, of: Decimal, count: Decimal) -> bool:
    """Tell whether a percentage of a number can only be a count: 0.35% of 847 is 3."""
    decimals = max(-int(share.value.as_tuple().exponent), 0)
    step = of * Decimal("0.5").scaleb(-decimals) / 100
    return 0 < step < Decimal("0.5") and abs(share.value * of / 100 - count) <= step


def _stored(draft: Draft, cell: Cell) -> str | None:
    """Return the cell of a notebook whose stored output shows a suppressed figure; None where none does."""
    notebook, figure = draft.notebooks.get(cell.indicator.stem), cell.as_figure
    if notebook is None or figure is None:
        return None
    number = formatting.number(figure.value, cell.indicator)
    shown = [f"{number} in {formatting.period(figure)}", f"| {number} {formatting.period_covered(figure)}"]
    for place, one in enumerate(notebook.cells, 1):
        if any(text in output for output in _outputs(one) for text in shown):
            return f"{paths.shown(places.notebook(cell.indicator.stem))}, cell {place}"
    return None


def _outputs(cell: NotebookNode) -> Iterator[str]:
    for output in cell.get("outputs", ()):
        text = output.get("data", {}).get("text/plain", "")
        yield text if isinstance(text, str) else "".join(text)
