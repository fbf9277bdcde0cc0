"""Complete what pandoc leaves undone in a Word document: filled contents, rows that stay whole, the footer."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Row, CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml.etree import _Element as Element

from projectfiles import paths
from reportbuilder.publishing.postprocess import word_brand, word_fonts, word_logo, word_sideways

_LANGUAGE = "en-GB"
_SOFT = RGBColor(0x3D, 0x3D, 0x3D)  # as reference.docx has it: word_brand puts the council's in its place
# The pages' headings, as links. Word can number pages only when it has laid them out, and asks its reader first.
_CONTENTS = r'TOC \o "2-2" \n \h \z'
_MOST_WITH_ROOM = 6  # columns, for figures in large letters
_PERIOD, _PERIOD_SIZE = "Period", Pt(8)  # the style of the period below a figure
_WORD_2013 = "15"  # without it, Word shows the document in its compatibility mode


def finish(path: Path, produced_on: date) -> None:
    """Fill in what a reader of the document needs; a document that is finished stays as it is."""
    document = Document(str(path))
    cover = _cover(document)
    _set_properties(document, f"{cover['Title']}: {cover['Subtitle']}", cover["Author"], produced_on)
    _set_settings(document)
    _set_period(document)
    word_brand.apply(document)
    word_fonts.embed(document)
    _fill_contents(document)
    for table in document.element.body.xpath(".//w:tbl"):
        _set_table(table)
    _keep_scorecard_below_glance(document)
    word_sideways.turn(document)
    _set_footer(document, f"{cover['Author']}, {cover['Subtitle']}")
    word_logo.put(document)
    document.save(str(path))
    _set_times(path, produced_on)


def _cover(document: Word) -> dict[str, str]:
    """Return the words of the cover by the names of their styles."""
    return {str(paragraph.style.name): paragraph.text for paragraph in document.paragraphs[:4] if paragraph.style}


def _set_properties(document: Word, title: str, author: str, produced_on: date) -> None:
    properties = document.core_properties
    properties.title = title
    properties.author = author
    properties.language = _LANGUAGE
    properties.created = properties.modified = datetime.combine(produced_on, datetime.min.time())


def _set_settings(document: Word) -> None:
    settings = document.settings.element
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), _LANGUAGE)
    if settings.find(qn("w:compat")) is None:
        mode = parse_xml(
            f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
            f'w:uri="http://schemas.microsoft.com/office/word" w:val="{_WORD_2013}"/></w:compat>'
        )
        next(settings.iterchildren(qn("w:rsids"))).addprevious(mode)


def _set_period(document: Word) -> None:
    """Set the periods below figures, whose style pandoc makes plain, in small letters."""
    if _PERIOD in document.styles:
        font = document.styles[_PERIOD].font
        font.size, font.bold, font.color.rgb = _PERIOD_SIZE, False, _SOFT


def _fill_contents(document: Word) -> None:
    """Fill the contents field with its entries, so that they are there before anyone updates it."""
    headings = list(_headings(document))
    for content in document.element.body.iter(qn("w:sdtContent")):
        is_contents = any("TOC" in (field.text or "") for field in content.iter(qn("w:instrText")))
        if is_contents and headings:
            entries = [_entry(heading) for heading in headings]
            entries[0].insert(1, _field_start(_CONTENTS))  # after its properties
            entries[-1].append(_mark("end"))
            for old in content.findall(qn("w:p"))[1:]:  # all but its heading
                content.remove(old)
            content.extend(entries)


def _entry(heading: Paragraph) -> Element:
    """Return a line of the contents: a heading's words, with a link to it."""
    entry = parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="TOC2"/></w:pPr><w:hyperlink w:history="1"><w:r>'
        f'<w:t xml:space="preserve"/></w:r></w:hyperlink></w:p>'
    )
    next(entry.iter(qn("w:hyperlink"))).set(qn("w:anchor"), _bookmark(heading))
    next(entry.iter(qn("w:t"))).text = heading.text
    return entry


def _headings(document: Word) -> Iterator[Paragraph]:
    return (paragraph for paragraph in document.paragraphs if paragraph._p.style == "Heading2")


def _bookmark(heading: Paragraph) -> str:
    """Return the name by which links reach a heading: that of the mark inside it, or of the nearest before it."""
    marks = heading._p.xpath("./w:bookmarkStart") or heading._p.xpath("./preceding-sibling::w:bookmarkStart[1]")
    return marks[0].get(qn("w:name"))


def _keep_scorecard_below_glance(document: Word) -> None:
    """Put the scorecard on the page of At a glance, which it follows, where other headings begin a page."""
    for heading in _headings(document):
        if _bookmark(heading) == paths.SCORECARD:
            heading.paragraph_format.page_break_before = False
            heading.paragraph_format.space_before = Pt(18)


def _set_table(table: CT_Tbl) -> None:
    """Keep a table's rows whole, and give its text the styles of a table: pandoc gives it those of a tight list."""
    rows: list[CT_Row] = table.xpath("./w:tr[not(.//w:tbl)]")  # a row with a table inside only lays that out
    has_room = len(table.tblGrid.gridCol_lst) <= _MOST_WITH_ROOM
    style = "TableFigure" if len(rows) == 2 and has_room else "TableText"  # a single row is what its page is about
    if len(rows) > 2 or not table.xpath("./w:tr/w:tc/w:p/w:pPr/w:pStyle[@w:val='TableText']"):  # a table of words has
        _mark_first_column(table)
    for row in rows:
        _set_row(row, style)


def _mark_first_column(table: CT_Tbl) -> None:
    """Mark the first cell of a row as the one that names it."""
    look = table.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstColumn"), "1")
        look.set(qn("w:val"), "00A0")  # the same for programs that read only this


def _set_row(row: CT_Row, style: str) -> None:
    properties = row.get_or_add_trPr()
    if properties.find(qn("w:cantSplit")) is None:
        properties.insert(0, OxmlElement("w:cantSplit"))
    if properties.find(qn("w:tblHeader")) is not None:
        style = "TableHead"
    for paragraph in row.xpath("./w:tc/w:p"):
        _set_cell_paragraph(paragraph, "TableText" if paragraph.style == "TableText" else style)


def _set_cell_paragraph(paragraph: CT_P, style: str) -> None:
    """Set bullets at the edge of the cell, and links, which have the cell to themselves, without a line below them."""
    properties = paragraph.get_or_add_pPr()
    properties.style = style
    if properties.numPr is not None:
        indent = properties.get_or_add_ind()
        indent.left = indent.hanging = Pt(10)
    for link in paragraph.xpath("./w:hyperlink//w:r"):
        link.get_or_add_rPr().style = "TableLink"


def _set_footer(document: Word, text: str) -> None:
    """Print committee, edition and page of pages on every page but the cover; sections have the footer of the first."""
    first, *others = document.sections
    first.different_first_page_header_footer = True
    first.first_page_footer.is_linked_to_previous = False
    first.footer.is_linked_to_previous = False
    paragraph = first.footer.paragraphs[0]
    paragraph.clear().add_run(f"{text}\tPage ")
    for instruction, text_after in (("PAGE", " of "), ("NUMPAGES", "")):
        paragraph._p.append(_field(instruction))
        paragraph.add_run(text_after)
    for section in others:
        section.footer.is_linked_to_previous = True


def _field(instruction: str) -> Element:
    """Return a field that Word works out by itself whenever it lays out the page."""
    field = parse_xml(f"<w:fldSimple {nsdecls('w')}><w:r><w:t>1</w:t></w:r></w:fldSimple>")
    field.set(qn("w:instr"), instruction)
    return field


def _field_start(instruction: str) -> Element:
    run = parse_xml(
        f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="begin"/><w:instrText xml:space="preserve"/>'
        f'<w:fldChar w:fldCharType="separate"/></w:r>'
    )
    next(run.iter(qn("w:instrText"))).text = instruction
    return run


def _mark(kind: str) -> Element:
    return parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"/></w:r>')


def _set_times(path: Path, day: date) -> None:
    """Give every part of a zipped file a day for its time, so that the same parts make the same file."""
    with ZipFile(path) as file:
        parts = [(name, file.read(name)) for name in file.namelist()]
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, content in parts:
            part = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            part.compress_type, part.create_system = ZIP_DEFLATED, 0  # the same on every system
            file.writestr(part, content)
