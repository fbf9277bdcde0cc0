"""Check that an edition's files, read back, print of every record what the record says.

A word that is lost, doubled or put in another's place is an error, and no reason can acknowledge it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cosmic.record import Record
from reportbuilder.drafts import action_table, spreadsheets, whole_records
from reportbuilder.drafts.draft import Draft
from reportbuilder.drafts.edition_files import SCORECARD
from reportbuilder.findings import Finding
from reportbuilder.readback import parse_document
from reportbuilder.readback.blocks import Block, Table, headings, is_same, paragraphs, sections, tables_of
from reportbuilder.readback.comparing import (
    Place,
    count_fault,
    different_cells,
    different_values,
    missing_or_repeated,
    row,
)
from reportpages import (
    chart_text,
    formatting,
    mean_text,
    outlook_text,
    signal_parts,
    signal_text,
    tables,
)


def find_disagreements(draft: Draft, paths: Iterable[Path]) -> Iterator[Finding]:
    """Find where an edition's files (documents, tables, record.json) differ from its records."""
    for path in paths:
        place = Place(path.name)
        try:
            yield from list(_CHECKS.get(path.suffix, _check_document)(draft, path, place))
        except Exception as error:  # a broken file fails in whatever way its format does, and none may pass
            yield place.finding("cannot be read back", repr(error), "a whole file: build the edition again")


def _check_document(draft: Draft, path: Path, place: Place) -> Iterator[Finding]:
    blocks = parse_document(path)
    scorecard = place.within("scorecard")
    yield from _check_cover(draft, blocks, place.within("cover"))
    rows = tables.scorecard_rows(draft.records)
    heads = list(rows[0])
    yield from _check_scorecard(draft, heads, [list(map(str, cells.values())) for cells in rows], blocks, scorecard)
    yield from _check_captions(_with_heads(blocks, heads), tables.SCORECARD_CAPTION, scorecard)
    yield from _check_actions(draft, blocks, place.within("actions"))
    for record in draft.records:
        page = place.within(f"page of {record.indicator.code}", record.indicator.stem)
        yield from _check_page(record, blocks, page)


def _check_csv(draft: Draft, path: Path, place: Place) -> Iterator[Finding]:
    blocks = parse_document(path)
    if path.name == SCORECARD:
        heads, rows = spreadsheets.scorecard(draft.records)
        return _check_scorecard(draft, heads, rows, blocks, place.within("scorecard"))
    return _check_figures(draft, blocks, place)


def _check_figures(draft: Draft, blocks: Sequence[Block], place: Place) -> Iterator[Finding]:
    """Check the table of all figures, row by row."""
    expected = [spreadsheets.FIGURES_HEADS, *spreadsheets.figures_rows(draft)]
    rows = [cells for table in tables_of(blocks) for cells in table.rows]
    if len(rows) != len(expected):
        yield place.finding(count_fault("rows", rows, expected), str(len(rows)), str(len(expected)))
        return
    for number, (cells, expected_cells) in enumerate(zip(rows, expected, strict=True), 1):
        yield from different_cells(spreadsheets.FIGURES_HEADS, cells, expected_cells, place.within(f"row {number}"))


def _check_json(draft: Draft, path: Path, place: Place) -> Iterator[Finding]:
    saved = json.loads(path.read_text(encoding="utf-8"))["records"]
    expected = whole_records.to_plain(draft)
    stems, expected_stems = _stems(saved), _stems(expected)
    if stems != expected_stems:
        fault = "must hold every record once, in the order of the report"
        yield place.finding(fault, row(stems), row(expected_stems))
        return
    for stem, record, expected_record in zip(stems, saved, expected, strict=True):
        for difference in different_values(record, expected_record, stem):
            here = place.within(difference.part, stem)
            yield here.finding("differs from the record", _in_json(difference.value), _in_json(difference.expected))


def _stems(records: list[dict]) -> list[str]:
    return [record["indicator"]["stem"] for record in records]


def _in_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _check_cover(draft: Draft, blocks: Sequence[Block], place: Place) -> Iterator[Finding]:
    """Find what the cover lacks: the quarter of this edition, and its day."""
    texts = paragraphs(blocks)
    for expected in (draft.edition.quarter.label, formatting.day_in_full(draft.edition.produced_on)):
        if not any(expected in text for text in texts):
            yield place.finding("does not name this edition", row(texts[:4]), expected)


def _check_scorecard(
    draft: Draft, heads: list[str], expected: list[list[str]], blocks: Sequence[Block], place: Place
) -> Iterator[Finding]:
    """Check the scorecard against its expected heads and rows."""
    scorecards = _with_heads(blocks, heads)
    faults = missing_or_repeated(scorecards, place, _all_heads(blocks), row(heads))
    yield from faults or _check_rows(draft, [heads, *expected], scorecards[0].rows[1:], place)


def _check_actions(draft: Draft, blocks: Sequence[Block], place: Place) -> Iterator[Finding]:
    """Check the table of actions, and the sentence that counts them, where there are any."""
    expected, matches = action_table.list_rows(draft), _with_heads(blocks, action_table.HEADS)
    if expected or matches:
        yield from _check_captions(matches, action_table.caption(draft), place)
        yield from _check_whole_table(matches, action_table.HEADS, expected, blocks, place)
        yield from _check_sentences([action_table.summary(draft)], blocks, place)


def _check_rows(draft: Draft, expected: list[list[str]], rows: list[list[str]], place: Place) -> Iterator[Finding]:
    """Find the records that have not their one row, in the order of the report, and the rows of no record.

    The first of what is expected are the heads.
    """
    heads, *rest = expected
    records = {record.indicator.code: record for record in draft.records}
    codes = [_code(cells) for cells in rows]
    for (code, record), right in zip(records.items(), rest, strict=True):
        own = [cells for cells, other in zip(rows, codes, strict=True) if other == code]
        yield from _check_row(heads, right, own, place.within(f"row {code}", record.indicator.stem))
    for cells, code in zip(rows, codes, strict=True):
        if code not in records:
            fault = "is about no indicator of this edition"
            yield place.within(f"row {code}").finding(fault, row(cells), row(records))
    if codes != list(records) and sorted(codes) == sorted(records):
        yield place.finding("is not in the order of the report", row(codes), row(records))


def _code(cells: list[str]) -> str:
    first = cells[0] if cells else ""
    return first.partition(":")[0]


def _check_row(heads: list[str], expected: list[str], rows: list[list[str]], place: Place) -> list[Finding]:
    faults = missing_or_repeated(rows, place, row(map(row, rows)), row(expected))
    return faults or different_cells(heads, rows[0], expected, place)


def _check_page(record: Record, blocks: Sequence[Block], place: Place) -> Iterator[Finding]:
    """Check an indicator's page: title, month, summary table, RAG rating, and the chart's headline and figures."""
    title = formatting.page_title(record)
    pages = sections(blocks, title)
    similar = [heading for heading in headings(blocks) if record.indicator.code in heading]
    faults = missing_or_repeated(pages, place, row(similar), title)
    if faults:
        yield from faults
        return
    (page,) = pages
    yield from _check_month(record, page, place)
    yield from _check_summary(record, page, place.within("summary table"))
    yield from _check_sentences(mean_text.sentences(record), page, place.within("what a mean says of itself"))
    yield from _check_sentences(formatting.notes(record), page, place.within("note on the figures"))
    yield from _check_sentences(signal_text.sentences(record), page, place.within("usual variation"))
    yield from _check_sentences(outlook_text.of_page(record), page, place.within(outlook_text.HEADING.lower()))
    yield from _check_rating(record, page, place)
    yield from _check_headline(record, page, place.within("headline of the chart"))
    yield from _check_chart_figures(record, page, place.within("figures behind the chart"))
    yield from _check_variation(record, page, place.within("figures behind the chart of variation"))
    yield from _check_parts(record, page, place.within("table of parts"))


def _check_month(record: Record, page: Sequence[Block], place: Place) -> Iterator[Finding]:
    month = formatting.month_in_full(record.edition.produced_on)
    texts = paragraphs(page)
    if not any(is_same(text, month) for text in texts):
        yield place.finding("does not name the month of this edition", row(texts[:2]), month)


def _check_summary(record: Record, page: Sequence[Block], place: Place) -> list[Finding]:
    summary = tables.summary(record)
    heads, expected = list(summary), list(map(str, summary.values()))
    summaries = _with_heads(page, heads)
    rows = [cells for table in summaries for cells in table.rows[1:]]
    faults = missing_or_repeated(summaries, place, _all_heads(page), row(heads))
    faults = faults or missing_or_repeated(rows, place.within("row"), row(map(row, rows)), row(expected))
    if faults:
        return faults
    caption = tables.summary_caption(record)
    return different_cells(heads, rows[0], expected, place) + _check_captions(summaries, caption, place)


def _check_sentences(expected: Iterable[str], page: Sequence[Block], place: Place) -> Iterator[Finding]:
    """Check that the page says each of some things once, in a paragraph of its own."""
    texts = paragraphs(page)
    for one in expected:
        yield from missing_or_repeated([text for text in texts if is_same(text, one)], place, row(texts), one)


def _check_chart_figures(record: Record, page: Sequence[Block], place: Place) -> Iterator[Finding]:
    """Check the table of the figures behind the chart, where there are any."""
    expected, heads = chart_text.rows(record), chart_text.heads(record)
    matches = _with_heads(page, heads)
    if not expected and not matches:
        return
    yield from _check_captions(matches, tables.BEHIND_CAPTION, place)
    yield from _check_whole_table(matches, heads, expected, page, place)


def _check_variation(record: Record, page: Sequence[Block], place: Place) -> Iterator[Finding]:
    """Check the table of the figures behind the chart of signals, where it has one of its own."""
    if chart := signal_parts.beside_page(record):
        heads, expected = chart_text.variation_heads(record), chart_text.variation_rows(record, chart)
        yield from _check_whole_table(_with_heads(page, heads), heads, expected, page, place)


def _check_parts(record: Record, page: Sequence[Block], place: Place) -> Iterator[Finding]:
    """Check the table of an indicator's parts, where it has any."""
    heads, cells = tables.parts(record)
    if heads:
        matches, expected = _with_heads(page, heads), [list(map(str, one)) for one in cells]
        yield from _check_captions(matches, tables.parts_caption(record), place)
        yield from _check_whole_table(matches, heads, expected, page, place)


def _check_whole_table(
    matches: Sequence[Table], heads: Sequence[str], expected: list[list[str]], page: Sequence[Block], place: Place
) -> Iterator[Finding]:
    """Check that a table is there once, and each of its rows."""
    faults = missing_or_repeated(matches, place, _all_heads(page), row(heads))
    if faults:
        yield from faults
        return
    rows = matches[0].rows[1:]
    if len(rows) != len(expected):
        yield place.finding(count_fault("rows", rows, expected), row(map(row, rows)), row(map(row, expected)))
        return
    for cells, expected_cells in zip(rows, expected, strict=True):
        here = place.within(f"row {expected_cells[0]}")
        yield from different_cells(heads, cells, expected_cells, here)


def _check_rating(record: Record, page: Sequence[Block], place: Place) -> list[Finding]:
    """Check the word that comes first under the heading of the rating."""
    rating = formatting.with_sign(record)
    parts = sections(page, tables.RATING)
    words = [getattr(block, "text", "a table") for part in parts for block in part[:1]]
    faults = missing_or_repeated(parts, place, row(words), rating)
    return faults or different_cells([tables.RATING], words, [rating], place)


def _check_headline(record: Record, page: Sequence[Block], place: Place) -> list[Finding]:
    """Check the heading above the chart, which says how the figure compares."""
    expected = chart_text.headline(record)
    texts = headings(page)
    return missing_or_repeated([text for text in texts if is_same(text, expected)], place, row(texts), expected)


def _check_captions(matches: Sequence[Table], expected: str, place: Place) -> list[Finding]:
    return [
        place.within("caption").finding("differs from the record", table.caption, expected)
        for table in matches
        if not is_same(table.caption, expected)
    ]


def _with_heads(blocks: Sequence[Block], heads: Sequence[str]) -> list[Table]:
    return [table for table in tables_of(blocks) if is_same(row(table.rows[0]), row(heads))]


def _all_heads(blocks: Sequence[Block]) -> str:
    """Return the column heads of all tables, for a message."""
    return "; ".join(row(table.rows[0]) for table in tables_of(blocks))


_CHECKS = {".csv": _check_csv, ".json": _check_json}
