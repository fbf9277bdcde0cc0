"""Surfaces agree: an edition's files, read back, say of every record what the record says.

A word that is lost, doubled or put in another's place is an error, and no reason can acknowledge it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cosmic import formatting, saved_records
from cosmic.pages import chart_text, tables
from cosmic.record import Record
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding
from reportbuilder.readback import parse_document
from reportbuilder.readback.blocks import Block, Heading, Table, paragraphs, same, sections, tables_of
from reportbuilder.readback.comparing import Place, cells, once, row, values


def find_disagreements(draft: Draft, paths: Iterable[Path]) -> Iterator[Finding]:
    """What an edition's files (documents, scorecard.csv, record.json) say otherwise than its records."""
    for path in paths:
        place = Place(path.name)
        try:
            yield from list(_CHECKS.get(path.suffix, _document)(draft, path, place))
        except Exception as error:  # a broken file fails in whatever way its format does, and none may pass
            yield place.finding("cannot be read back", repr(error), "a file that can be read")


def _document(draft: Draft, path: Path, place: Place) -> Iterator[Finding]:
    blocks = parse_document(path)
    yield from _cover(draft, blocks, place.within("cover"))
    yield from _scorecard(draft, blocks, place.within("scorecard"))
    yield from _captioned(
        _with_heads(blocks, tables.SCORECARD_HEADS), tables.SCORECARD_CAPTION, place.within("scorecard")
    )
    for record in draft.records:
        here = place.within(f"page of {record.indicator.code}", record.indicator.stem)
        yield from _indicator(record, blocks, here)


def _csv(draft: Draft, path: Path, place: Place) -> Iterator[Finding]:
    return _scorecard(draft, parse_document(path), place.within("scorecard"))


def _json(draft: Draft, path: Path, place: Place) -> Iterator[Finding]:
    found, expected = json.loads(path.read_text(encoding="utf-8"))["records"], saved_records.to_plain(draft.records)
    stems, due = ([held["indicator"]["stem"] for held in several] for several in (found, expected))
    if stems != due:
        yield place.finding("does not hold every record once, in the order of the report", row(stems), row(due))
        return
    for stem, held, should in zip(due, found, expected, strict=True):
        for part, *pair in values(held, should, stem):
            quote, right = (json.dumps(value, ensure_ascii=False) for value in pair)
            yield place.within(part, stem).finding("differs from the record", quote, right)


def _cover(draft: Draft, blocks: Sequence[Block], place: Place) -> Iterator[Finding]:
    """Which quarter's edition this is, and of which day."""
    said = paragraphs(blocks)
    for expected in (draft.edition.quarter.label, formatting.day_in_full(draft.edition.produced_on)):
        if not any(expected in text for text in said):
            yield place.finding("is of another edition", row(said[:4]), expected)


def _scorecard(draft: Draft, blocks: Sequence[Block], place: Place) -> Iterator[Finding]:
    found = _with_heads(blocks, tables.SCORECARD_HEADS)
    wrong = once(found, place, _heads(blocks), row(tables.SCORECARD_HEADS))
    yield from wrong or _rows(draft, found[0].rows[1:], place)


def _rows(draft: Draft, found: list[list[str]], place: Place) -> Iterator[Finding]:
    """Every record has its row, once and in the order of the report, and no other row is there."""
    held = {record.indicator.code: record for record in draft.records}
    codes = ["".join(its[:1]).partition(":")[0] for its in found]
    for code, record in held.items():
        here = place.within(f"row {code}", record.indicator.stem)
        its = [found[n] for n, other in enumerate(codes) if other == code]
        expected = tables.scorecard_row(record)
        wrong = once(its, here, row(map(row, its)), row(expected))
        yield from wrong or cells(tables.SCORECARD_HEADS, its[0], expected, here)
    for n, code in enumerate(codes):
        if code not in held:
            yield place.within(f"row {code}").finding("is of no indicator of this edition", row(found[n]), row(held))
    if codes != list(held) and sorted(codes) == sorted(held):
        yield place.finding("is not in the order of the report", row(codes), row(held))


def _indicator(record: Record, blocks: Sequence[Block], place: Place) -> Iterator[Finding]:
    """An indicator's page: its title and month, its summary table, its RAG rating, its chart's headline and figures."""
    title, month = formatting.page_title(record), formatting.month_in_full(record.edition.produced_on)
    code = record.indicator.code
    alike = [block.text for block in blocks if isinstance(block, Heading) and code in block.text]
    found = sections(blocks, title)
    wrong = once(found, place, row(alike), title)
    yield from wrong
    for section in found if not wrong else ():
        if not any(same(text, month) for text in paragraphs(section)):
            yield place.finding("is of another month", row(paragraphs(section)[:2]), month)
        yield from _summary(record, section, place.within("summary table"))
        yield from _rating(record, section, place)
        yield from _headline(record, section, place.within("headline of the chart"))
        yield from _behind(record, section, place.within("figures behind the chart"))


def _summary(record: Record, section: Sequence[Block], place: Place) -> list[Finding]:
    heads, expected = (list(part) for part in zip(*tables.summary(record).items(), strict=True))
    found = _with_heads(section, heads)
    rows = [held for table in found for held in table.rows[1:]]
    wrong = once(found, place, _heads(section), row(heads))
    wrong = wrong or once(rows, place.within("row"), row(map(row, rows)), row(expected))
    return wrong or [
        *cells(heads, rows[0], expected, place),
        *_captioned(found, tables.summary_caption(record), place),
    ]


def _behind(record: Record, section: Sequence[Block], place: Place) -> Iterator[Finding]:
    """The table of the figures behind the chart, where there are any."""
    expected = chart_text.rows(record)
    found = _with_heads(section, tables.BEHIND_HEADS)
    if not expected and not found:
        return
    wrong = once(found, place, _heads(section), row(tables.BEHIND_HEADS))
    rows = [] if wrong else found[0].rows[1:]
    if not wrong and len(rows) != len(expected):
        wrong = [place.finding("has lost or gained a row", row(map(row, rows)), row(map(row, expected)))]
    yield from wrong
    yield from _captioned(found, tables.BEHIND_CAPTION, place)
    for its, due in zip(rows, expected, strict=True) if not wrong else ():
        yield from cells(tables.BEHIND_HEADS, its, due, place.within(f"row {due[0]}"))


def _rating(record: Record, section: Sequence[Block], place: Place) -> list[Finding]:
    """The word that stands first under its heading."""
    word = str(record.rag)
    under = sections(section, tables.RATING)
    badges = [getattr(block, "text", "a table") for held in under for block in held[:1]]
    return once(under, place, row(badges), word) or cells([tables.RATING], badges, [word], place)


def _headline(record: Record, section: Sequence[Block], place: Place) -> list[Finding]:
    """The heading that says how the figure stands."""
    due = chart_text.headline(record)
    headings = [block.text for block in section if isinstance(block, Heading)]
    return once([said for said in headings if same(said, due)], place, row(headings), due)


def _captioned(found: Sequence[Table], expected: str, place: Place) -> list[Finding]:
    """Each of some tables under its caption."""
    here = place.within("caption")
    return [
        here.finding("differs from the record", table.caption, expected)
        for table in found
        if not same(table.caption, expected)
    ]


def _with_heads(blocks: Sequence[Block], heads: Sequence[str]) -> list[Table]:
    return [table for table in tables_of(blocks) if same(row(table.rows[0]), row(heads))]


def _heads(blocks: Sequence[Block]) -> str:
    """The column heads of all tables, for a message."""
    return "; ".join(row(table.rows[0]) for table in tables_of(blocks))


_CHECKS = {".csv": _csv, ".json": _json}
