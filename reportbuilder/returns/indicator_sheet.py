"""The sheet of one indicator: what it is and what was said last, to read; then the cells to fill in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from xlsxwriter import Workbook

from cosmic.ratings import RAG
from reportbuilder.drafts.actions import Action
from reportbuilder.drafts.commentary import Section
from reportbuilder.returns import formulas, layout, text_sizes
from reportbuilder.returns.asked import Asked
from reportbuilder.returns.page import Cell, Page
from reportbuilder.returns.styles import Styles
from reportpages import formatting

# All columns are seen at once on a laptop's screen, 1,366 pixels wide, and can be read on a printed page.
_WIDTHS = (12, 25, 54, 38, 13, 13, 14)
_WIDTHS_OF_MONTHS = (12, 25, 34, 26, 14, 14, 14, 14, 16)
_LINES = {layout.COMMENTARY: 18, layout.PATH_TO_GREEN: 8, layout.LINKS: 3}  # that a cell for words has room for
_ROW_OF_LINKS = 1
_ROWS_FOR_NEW = 3  # at the least, below the actions that go on
_LAST = {Section.COMMENTARY: "Commentary", Section.PATH_TO_GREEN: "Path to green"}
_HELD = "The report has this figure already. Fill it in only where it has changed, and say in the note why."
# From the top of the sheet to the first cell of each of its parts.
_LINKS = {
    layout.VALUE.name: "Go to the figure",
    layout.COMMENTARY.name: "Go to the words",
    layout.FILLED_IN_BY.name: "Go to who signs it off",
}
Addresses = dict[str, str]  # of cells, with their sheet, by the names of their fields


def write_indicator(book: Workbook, styles: Styles, asked: Asked) -> Addresses:
    """Write the sheet of an indicator, and return the address of each single cell that it asks for or works out."""
    widths = _WIDTHS_OF_MONTHS if asked.months else _WIDTHS
    page = Page(book, styles, layout.sheet_name(asked.indicator.code), asked.indicator.title, widths)
    page.link(layout.COVER, "Back to Read me")
    page.skip()
    page.heading(f"{layout.TO_READ}: what it is")
    for label, words in _definition(asked):
        page.read(label, words)
    addresses = _write_figure(page, asked) if asked.due else {}
    _write_last_words(page, asked)
    addresses |= _write_words(page, asked, addresses.get(layout.RATING.name))
    page.heading("Who fills this in, and who signs it off")
    addresses |= {field.name: page.fill(asked.indicator.stem, field) for field in layout.SIGNING_FIELDS}
    page.link_within(_ROW_OF_LINKS, {addresses[name]: text for name, text in _LINKS.items() if name in addresses})
    return addresses


def _definition(asked: Asked) -> Iterator[tuple[str, str | list[str]]]:
    """Yield what is to be read of an indicator, each with its label."""
    indicator, foreseen = asked.indicator, asked.foreseen
    yield "Description", asked.words.description
    unit = formatting.unit_named(indicator) or str(indicator.unit)
    yield "Measured in", f"{unit[:1].upper()}{unit[1:]}. {formatting.DIRECTIONS[indicator.direction]}."
    yield "A figure covers", f"{indicator.basis.capitalize()}, compared with the {indicator.compared_with}"
    yield "Target", formatting.target(foreseen)
    if foreseen.target:
        yield "Why this target", foreseen.target.reason
        yield "How it is worked out", foreseen.target.arithmetic or []
    if foreseen.target and asked.due:
        yield "How it is rated", _scheme_in_words(asked)
    said = [f"{formatting.period_covered(one)}: {formatting.figure(one, indicator)}" for one in asked.last_figures]
    yield "Last figures", "; ".join(said) or "none yet"


def _scheme_in_words(asked: Asked) -> str:
    """Return which figures have which rating, by the committee's own names: `Green: on target or better. Amber …`."""
    scheme = asked.indicator.rating or asked.record.edition.scheme
    words = f"{scheme}." if scheme.bands else f"{RAG.GREEN}: on target or better. {scheme}."
    names = {str(rag): _name(asked, rag) for rag in (RAG.RED, RAG.AMBER, RAG.GREEN)}
    return re.sub(r"\b(Red|Amber|Green)\b", lambda found: names[found[0]], words)


def _write_figure(page: Page, asked: Asked) -> Addresses:
    """Write the cells for the figure that is due, what works itself out from them, and the tables of other figures."""
    stem, indicator = asked.indicator.stem, asked.indicator
    page.heading(f"To fill in: the figure of {asked.period_due}", _HELD if asked.is_held else "")
    addresses = _write_numbers(page, asked)
    for field in layout.fields_for(indicator, layout.FIGURE_FIELDS):
        if field.name not in addresses:
            addresses[field.name] = page.fill(stem, _asked_anew(asked, field))
    _write_tables(page, asked)
    return addresses


def _write_numbers(page: Page, asked: Asked) -> Addresses:
    """Write the figure, its two numbers where it is a share of them, and the share and rating that follow."""
    stem, indicator = asked.indicator.stem, asked.indicator
    numbers = layout.fields_for(indicator, (layout.VALUE, layout.NUMERATOR, layout.DENOMINATOR))
    at = {field.name: page.fill(stem, _asked_anew(asked, field)) for field in numbers}
    counted = at[layout.VALUE.name]
    times = indicator.unit.traits.times
    if times is not None:
        two = (at[layout.NUMERATOR.name], at[layout.DENOMINATOR.name])
        formula = formulas.figure_that_counts(counted, *two, times)
        (worked_out,) = layout.fields_for(indicator, [layout.WORKED_OUT])
        advice = formulas.advice(counted, *two, indicator.unit, worked_out.help)
        at[worked_out.name] = counted = page.work_out(stem, worked_out, formula, advice)
    rating = formulas.rating_of(counted, asked.foreseen) if asked.is_rated_as_typed else None
    if rating:
        page.colour(_name(asked, RAG.RED), _name(asked, RAG.AMBER), _name(asked, RAG.GREEN))
        at[layout.RATING.name] = page.work_out(stem, layout.RATING, rating)
    else:
        page.read(layout.RATING.label, _unrated(asked))
    return at


def _asked_anew(asked: Asked, field: layout.Field) -> layout.Field:
    """Return a field of the figure, which may stay empty where the report has the figure."""
    return replace(field, optional=True) if asked.is_held else field


def _unrated(asked: Asked) -> str:
    """Return why no rating is shown while the figure is typed."""
    rag = asked.foreseen.rag
    if rag in (RAG.RED, RAG.AMBER, RAG.GREEN):
        return "The report works it out from this figure and others."
    return f"{_name(asked, rag)}: the figure is not held to a target."


def _write_last_words(page: Page, asked: Asked) -> None:
    """Write what the page says so far, right above the cells in which it is said anew."""
    said = {label: asked.words.last.get(section, []) for section, label in _LAST.items()}
    said[layout.LINKS.label] = asked.words.links
    if any(said.values()):
        page.heading(f"{layout.TO_READ}: what was said last time")
        for label, paragraphs in said.items():
            page.read(label, paragraphs)


def _write_tables(page: Page, asked: Asked) -> None:
    """Write the tables of other figures, as far as the indicator has them."""
    indicator = asked.indicator
    if asked.months:
        _write_table(page, asked, layout.MONTHS, [{layout.PERIOD_END.name: end} for end in asked.months])
    if indicator.parts:
        _write_table(page, asked, layout.PARTS, [{layout.PART.name: name} for name in indicator.parts.names])
    if asked.last_figures:
        rows: list[dict[str, Cell]] = [
            {
                layout.PERIOD_END.name: one.period_end,
                layout.PUBLISHED.name: formatting.figure(one, indicator),
            }
            for one in asked.last_figures
        ]
        _write_table(page, asked, layout.CORRECTIONS, rows)


def _write_table(page: Page, asked: Asked, table: layout.Table, rows: Sequence[Mapping[str, Cell]]) -> None:
    page.heading(table.title, table.help)
    page.table(asked.indicator.stem, table, layout.fields_for(asked.indicator, table.columns), rows)


def _write_words(page: Page, asked: Asked, rating: str | None) -> Addresses:
    """Write the cells for words; the path to green is asked for by the rating, where one is shown as they type."""
    stem = asked.indicator.stem
    at: Addresses = {}
    page.heading("To fill in: the words")
    off_target = [_name(asked, RAG.RED), _name(asked, RAG.AMBER)]
    for field in layout.WORDS_FIELDS:
        note = ""
        if rating and field is layout.PATH_TO_GREEN:
            note = formulas.asked_by_rating(rating, off_target, field.help)
        at[field.name] = page.fill(stem, field, note, text_sizes.height_of(_LINES[field]))
    going_on = [_row_of_action(action) for action in asked.words.actions]
    empty: list[dict[str, Cell]] = [{} for _ in range(max(layout.ACTIONS.rows - len(going_on), _ROWS_FOR_NEW))]
    _write_table(page, asked, layout.ACTIONS, [*going_on, *empty])
    return at


def _row_of_action(action: Action) -> dict[str, Cell]:
    """Return what an action says by the fields of its row; how it stands is left open where nothing says it."""
    row: dict[str, Cell] = {"owner": action.owner, "what": action.what, "due": action.due}
    said = {"reason": action.reason or None, "state": str(action.said) if action.said else None}
    return row | {name: words for name, words in said.items() if words}


def _name(asked: Asked, rag: RAG) -> str:
    return asked.record.edition.committee.ratings.name(rag)
