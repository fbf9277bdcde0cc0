"""Check what a Word document must hold, and break a document for each check."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from lxml import etree

from cosmic.rules import RAG
from tests.factories import LOOKS

FOOTER = "Communities, Social Mobility and Inclusion Committee, Quarter 1, 2025/26 Financial Year\tPage 1 of 1"


def _texts(element) -> str:
    return "".join(part.text or "" for part in element.iter(qn("w:t")))


def _headings(document: Word) -> list:
    return [paragraph for paragraph in document.paragraphs if _level(paragraph)]


def _level(paragraph) -> int | None:
    """Return the level of a heading, the document's title being of the first."""
    if paragraph.style.name == "Title":
        outline = paragraph.style.element.find(f".//{qn('w:outlineLvl')}")
        return 1 if outline is not None and outline.get(qn("w:val")) == "0" else None
    named = re.fullmatch(r"Heading ([1-6])", paragraph.style.name)
    return int(named[1]) if named else None


def _rows(document: Word) -> Iterator[tuple[int, int, object]]:
    """Yield every row, with the number of its table and its own."""
    for number, table in enumerate(document.tables, 1):
        yield from ((number, place, row) for place, row in enumerate(table.rows, 1))


def _is_set(row, mark: str) -> bool:
    switch = row._tr.find(f"{qn('w:trPr')}/{qn(mark)}")
    return switch is not None and switch.get(qn("w:val"), "on") not in ("0", "off", "false")


def properties(document: Word, _: list[dict]) -> list[str]:
    """Check title, author, language and day."""
    core = document.core_properties
    holds = {
        "title": core.title == "Quarterly Performance Report: Quarter 1, 2025/26 Financial Year",
        "author": core.author == "Communities, Social Mobility and Inclusion Committee",
        "language": core.language == "en-GB",
        "day": core.created.date() == core.modified.date() == date(2025, 9, 17),
    }
    return [what for what, is_held in holds.items() if not is_held]


def language(document: Word, _: list[dict]) -> list[str]:
    """Check that all is in British English: the default, the theme, and every style and run with a language."""
    default = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    parts = (document.styles.element, document.element, document.settings.element)
    languages = [element for part in parts for kind in ("w:lang", "w:themeFontLang") for element in part.iter(qn(kind))]
    others = [element.get(qn("w:val")) for element in languages if element.get(qn("w:val")) != "en-GB"]
    return others + ["no default"] * (default is None)


def headings(document: Word, records: list[dict]) -> list[str]:
    """Check that there is a title, a real heading for each indicator, and no level skipped."""
    all_headings = _headings(document)
    levels = [_level(heading) for heading in all_headings]
    found = [f"{last} to {level}" for last, level in zip([0, *levels], levels, strict=False) if level > last + 1]
    texts = [heading.text for heading in all_headings if _level(heading) == 2]
    found += [title for title in _titles(records) if texts.count(title) != 1]
    return found + ["not one title"] * (levels.count(1) != 1)


def _titles(records: list[dict]) -> list[str]:
    return [f"Indicator {record['indicator']['code']}: {record['indicator']['name']}" for record in records]


def contents(document: Word, _: list[dict]) -> list[str]:
    """Check that the contents field has its entries, which lead to their headings; Word has nothing to ask."""
    body = document.element.body
    entries = [p for p in document.element.iter(qn("w:p")) if p.pPr is not None and p.pPr.style == "TOC2"]
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    anchors = [link.get(qn("w:anchor")) for entry in entries for link in entry.iter(qn("w:hyperlink"))]
    expected = [heading.text for heading in _headings(document) if _level(heading) == 2]
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    fields = [field.text.split()[0] for field in body.iter(qn("w:instrText"))]
    holds = {
        "field": kinds == ["begin", "separate", "end"] and fields == ["TOC"],
        "entries": [_texts(entry) for entry in entries] == expected and len(expected) > 12,
        "links": len(anchors) == len(expected) and set(anchors) <= marks and len(set(anchors)) == len(anchors),
        "nothing to ask": not body.xpath(".//w:fldChar[@w:dirty]"),
        "nothing to update": document.settings.element.find(qn("w:updateFields")) is None,
    }
    return [what for what, is_held in holds.items() if not is_held]


def table_heads(document: Word, _: list[dict]) -> list[str]:
    """Check that the first row of a table, and no other, is its head and is repeated on every page."""
    found = [f"table {n}, row {at}" for n, at, row in _rows(document) if _is_set(row, "w:tblHeader") != (at == 1)]
    return found + ["no tables"] * (len(document.tables) < 20)


def row_heads(document: Word, _: list[dict]) -> list[str]:
    """Check that in a table of several rows, the first column is marked as their heads."""
    found = []
    for number, table in enumerate(document.tables, 1):
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        if len(table.rows) > 2 and (look is None or look.get(qn("w:firstColumn")) not in ("1", "true", "on")):
            found.append(f"table {number}")
    return found


def whole_rows(document: Word, _: list[dict]) -> list[str]:
    """Check that no row is cut by the end of a page."""
    return [f"table {number}, row {at}" for number, at, row in _rows(document) if not _is_set(row, "w:cantSplit")]


def table_style(document: Word, _: list[dict]) -> list[str]:
    """Check that tables have the style of the reference document, and their words its styles for tables."""
    found = [
        f"table {n}: {table.style.name}" for n, table in enumerate(document.tables, 1) if table.style.name != "Table"
    ]
    styles = {p.style.name for _, _, row in _rows(document) for cell in row.cells for p in cell.paragraphs}
    missing = [style for style in ("Table Head", "Table Text", "Table Figure") if style not in styles]
    return found + missing + sorted(styles - {"Table Head", "Table Text", "Table Figure"})


def alternatives(document: Word, records: list[dict]) -> list[str]:
    """Check that each picture has words with numbers: a chart for each indicator, a strip where there is a target."""
    texts = [picture.get("descr") or "" for picture in document.element.body.iter(qn("wp:docPr"))]
    pictures = len(list(document.element.body.iter(qn("w:drawing"))))
    expected = len(records) + sum(bool(record["target"] and record["current"]) for record in records)
    found = [f"picture {number}: {text}" for number, text in enumerate(texts, 1) if not re.search(r"\d", text)]
    return found + [f"{pictures} pictures"] * (not pictures == len(texts) == expected)


def ratings(document: Word, records: list[dict]) -> list[str]:
    """Check that a rating is a word in its own character style, with its background, on the scorecard and its page."""
    names = {str(rating) for rating in RAG}
    runs = [run for run in document.element.body.iter(qn("w:r")) if (run.style or "").startswith("RAG")]
    words = [re.sub(r"^\d+ ", "", _texts(run).strip()) for run in runs]
    found = [f"{word} as {run.style}" for word, run in zip(words, runs, strict=True) if _style_of(word) != run.style]
    shown = [word for word in words if word in names]
    found += [r["indicator"]["code"] for r in records if shown.count(r["rag"]) < 2]
    characters = {s.style_id: s for s in document.styles if s.type == WD_STYLE_TYPE.CHARACTER}
    return found + [name for name in names if not _has_ground(characters.get(_style_of(name)))]


def _style_of(word: str) -> str:
    return "RAG" + word.replace(" ", "")


def _has_ground(style) -> bool:
    ground = style.element.find(f".//{qn('w:shd')}") if style is not None else None
    return ground is not None and ground.get(qn("w:fill")) not in (None, "auto", "FFFFFF")


def footers(document: Word, _: list[dict]) -> list[str]:
    """Check that committee, edition and page of pages are on every page but the cover."""
    found = []
    for number, section in enumerate(document.sections, 1):
        text = _texts_with_tabs(section.footer._element)
        fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
        cover = section.different_first_page_header_footer and not _texts(section.first_page_footer._element)
        found += [f"section {number}"] * (text != FOOTER or fields != ["PAGE", "NUMPAGES"] or not cover)
    return found


def _texts_with_tabs(element) -> str:
    return "".join("\t" if part.tag == qn("w:tab") else part.text or "" for part in element.xpath(".//w:r/*"))


def scale(document: Word, _: list[dict]) -> list[str]:
    """Check that sizes are those of the PDF's scale, in one typeface."""
    expected = {"Title": 30, "Heading2": 17, "Heading3": 12, "Normal": 10, "Caption": 9, "TableText": 8}
    sizes = {style.style_id: style.font.size.pt for style in document.styles if style.style_id in expected}
    faces = {style.font.name for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH} - {None}
    return [name for name in expected if sizes[name] != expected[name]] + sorted(faces - {"Source Sans Pro"})


def typeface(document: Word, _: list[dict]) -> list[str]:
    """Check that the typeface is in the document: each file of it, once its key is taken off, is that of the looks."""
    (table,) = (part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    own_fonts = [font for font in etree.fromstring(table.blob) if font.get(qn("w:name")) == "Source Sans Pro"]
    found = []
    for kind, name in (("w:embedRegular", "Regular"), ("w:embedBold", "Bold"), ("w:embedItalic", "It")):
        entries = [entry for font in own_fonts for entry in font.iter(qn(kind))]
        own = (LOOKS / "fonts" / f"SourceSansPro-{name}.ttf").read_bytes()
        found += [] if [_uncovered(table, entry) for entry in entries] == [own] else [kind]
    return found + ["not announced"] * (document.settings.element.find(qn("w:embedTrueTypeFonts")) is None)


def _uncovered(table, entry) -> bytes:
    content = table.related_parts[entry.get(qn("r:id"))].blob
    key = bytes.fromhex(entry.get(qn("w:fontKey")).strip("{}").replace("-", ""))[::-1] * 2
    return bytes(byte ^ key_byte for byte, key_byte in zip(content[:32], key, strict=True)) + content[32:]


CHECKS = (
    properties, language, headings, contents, table_heads, row_heads, whole_rows, table_style, alternatives, ratings,
    footers, scale, typeface,
)  # fmt: skip


def faults(check: Callable, path: Path) -> list[str]:
    records = json.loads((path.parent / "record.json").read_text(encoding="utf-8"))["records"]
    return check(Document(str(path)), records)


def without(*path: str) -> Callable:
    """Remove all elements on a path."""

    def edit(document):
        found = document.element.xpath("//" + "/".join(path))
        assert found
        for element in found:
            element.getparent().remove(element)

    return edit


def no_title(document):
    document.core_properties.title = ""


def undated(document):
    document.core_properties.created = datetime(2026, 1, 1)


def american_theme(document):
    next(document.settings.element.iter(qn("w:themeFontLang"))).set(qn("w:val"), "en-US")


def american_style(document):
    next(document.styles["Normal"].element.iter(qn("w:lang"))).set(qn("w:val"), "en-US")


def styled(old: str, new: str) -> Callable:
    """Give the paragraphs of one style another."""

    def edit(document):
        for paragraph in document.paragraphs:
            if paragraph.style.name == old:
                paragraph.style = document.styles[new]

    return edit


def marked(tag: str, attribute: str, value: str) -> Callable:
    """Set an attribute of the first element of a kind."""

    def edit(document):
        next(document.element.iter(qn(tag))).set(qn(attribute) if ":" in attribute else attribute, value)

    return edit


def asks_to_update(document):
    document.settings.element.append(document.settings.element.makeelement(qn("w:updateFields")))


def entry_reworded(document):
    document.element.xpath("//w:sdtContent//w:hyperlink//w:t")[0].text = "Legend"


def second_row_a_head(document):
    row = document.tables[0].rows[1]._tr
    row.get_or_add_trPr().append(row.makeelement(qn("w:tblHeader")))


def plain_table(document):
    document.tables[3].style = document.styles.add_style("Other", WD_STYLE_TYPE.TABLE)


def reworded(old: str, new: str) -> Callable:
    """Replace the text of the first run that has it."""

    def edit(document):
        next(text for text in document.element.iter(qn("w:t")) if (text.text or "").strip() == old).text = new

    return edit


def no_ground(document):
    ground = document.styles["RAG Amber"].element.find(f".//{qn('w:shd')}")
    ground.getparent().remove(ground)


def typed_page_number(document):
    field = next(document.sections[0].footer._element.iter(qn("w:fldSimple")))
    field.getparent().replace(field, field[0])


def footer_on_cover(document):
    document.sections[0].different_first_page_header_footer = False


def of_another_edition(document):
    run = document.sections[0].footer.paragraphs[0].runs[0]
    run.text = run.text.replace("Quarter 1", "Quarter 2")


def other_key(document):
    (table,) = (part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    table._blob = re.sub(rb'w:fontKey="{.{8}', b'w:fontKey="{00000000', table.blob, count=1)


def without_fonts(document):
    document.settings.element.remove(document.settings.element.find(qn("w:embedTrueTypeFonts")))


def larger_headings(document):
    document.styles["Heading 3"].font.size = document.styles["Heading 2"].font.size
