"""What pandoc leaves undone in a Word document: contents that are filled in, rows that hold together, the footer."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from cosmic import paths
from reportbuilder.publishing.postprocess import word_brand, word_fonts

_LANGUAGE = "en-GB"
# The pages' headings, as links. Word can number pages only when it has laid them out, and asks its reader first.
_CONTENTS = r'TOC \o "2-2" \n \h \z'
_WORD_2013 = "15"  # without it, Word shows the document in its compatibility mode


def finish(path: Path, produced_on: date) -> None:
    """Fill in what a reader of the document needs; a document that is finished stays as it is."""
    document = Document(str(path))
    said = {paragraph.style.name: paragraph.text for paragraph in document.paragraphs[:4]}
    _properties(document, f"{said['Title']}: {said['Subtitle']}", said["Author"], produced_on)
    _settings(document)
    word_brand.apply(document)
    word_fonts.embed(document)
    _contents(document)
    for table in document.element.body.iter(qn("w:tbl")):
        _dress(table)
    for heading in _headings(document):
        if _bookmark(heading) == paths.SCORECARD:  # it follows At a glance on its page
            heading.paragraph_format.page_break_before = False
            heading.paragraph_format.space_before = Pt(18)
    _footer(document, f"{said['Author']}, {said['Subtitle']}")
    document.save(str(path))
    _set_times(path, produced_on)


def _properties(document: Word, title: str, author: str, produced_on: date) -> None:
    held, day = document.core_properties, datetime.combine(produced_on, datetime.min.time())
    held.title, held.author, held.language = title, author, _LANGUAGE
    held.created = held.modified = day


def _settings(document: Word) -> None:
    settings = document.settings.element
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), _LANGUAGE)
    if settings.find(qn("w:compat")) is None:
        mode = parse_xml(
            f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
            f'w:uri="http://schemas.microsoft.com/office/word" w:val="{_WORD_2013}"/></w:compat>'
        )
        settings.find(qn("w:rsids")).addprevious(mode)


def _contents(document: Word) -> None:
    """A contents field with its entries, so that they are there before anyone updates it."""
    for content in document.element.body.iter(qn("w:sdtContent")):
        fields = [p for p in content.iter(qn("w:p")) if any("TOC" in held.text for held in p.iter(qn("w:instrText")))]
        if fields and list(_headings(document)):
            entries = [_entry(heading) for heading in _headings(document)]
            entries[0].pPr.addnext(_field_start(_CONTENTS))
            entries[-1].append(_mark("end"))
            for old in content.findall(qn("w:p"))[1:]:  # all but its heading
                content.remove(old)
            content.extend(entries)


def _entry(heading: Paragraph) -> BaseOxmlElement:
    """A line of the contents: a heading's words, with a link to it."""
    entry = parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="TOC2"/></w:pPr><w:hyperlink w:history="1"><w:r>'
        f'<w:t xml:space="preserve"/></w:r></w:hyperlink></w:p>'
    )
    entry.find(qn("w:hyperlink")).set(qn("w:anchor"), _bookmark(heading))
    next(entry.iter(qn("w:t"))).text = heading.text
    return entry


def _headings(document: Word) -> Iterator[Paragraph]:
    return (paragraph for paragraph in document.paragraphs if paragraph.style.style_id == "Heading2")


def _bookmark(heading: Paragraph) -> str:
    """The name by which links reach a heading: the mark inside it, or the nearest in front."""
    marks = heading._p.xpath("./w:bookmarkStart") or heading._p.xpath("./preceding-sibling::w:bookmarkStart[1]")
    return marks[0].get(qn("w:name"))


def _dress(table: BaseOxmlElement) -> None:
    """A table's rows stay whole, and its text takes the styles of a table: pandoc gives it those of a tight list."""
    rows = table.xpath("./w:tr[not(.//w:tbl)]")  # a row with a table inside only lays that out
    has_room = len(table.tblGrid.gridCol_lst) <= 5
    text = "TableFigure" if len(rows) == 2 and has_room else "TableText"  # a row by itself is what its page is about
    look = table.tblPr.find(qn("w:tblLook"))
    if look is not None and len(rows) > 2:
        look.set(qn("w:firstColumn"), "1")  # the first cell of a row names it
        look.set(qn("w:val"), "00A0")  # the same for programs that read only this
    for row in rows:
        properties = row.get_or_add_trPr()
        if properties.find(qn("w:cantSplit")) is None:
            properties.insert(0, OxmlElement("w:cantSplit"))
        style = text if properties.find(qn("w:tblHeader")) is None else "TableHead"
        for paragraph in row.xpath("./w:tc/w:p"):
            _as_cell(paragraph, "TableText" if paragraph.style == "TableText" else style)


def _as_cell(paragraph: BaseOxmlElement, style: str) -> None:
    """A cell's own text: bullets at its edge, and links, which have the cell to themselves, without a line."""
    properties = paragraph.get_or_add_pPr()
    properties.style = style
    if properties.numPr is not None:
        indent = properties.get_or_add_ind()
        indent.left = indent.hanging = Pt(10)
    for link in paragraph.xpath("./w:hyperlink//w:r"):
        link.get_or_add_rPr().style = "TableLink"


def _footer(document: Word, text: str) -> None:
    """Committee, edition and page of pages, on every page but the cover."""
    for section in document.sections:
        section.different_first_page_header_footer = True
        section.first_page_footer.is_linked_to_previous = False
        section.footer.is_linked_to_previous = False
        paragraph = section.footer.paragraphs[0]
        paragraph.clear().add_run(f"{text}\tPage ")
        for instruction, between in (("PAGE", " of "), ("NUMPAGES", "")):
            paragraph._p.append(_field(instruction))
            paragraph.add_run(between)


def _field(instruction: str) -> BaseOxmlElement:
    """A field that Word works out by itself whenever it lays out the page."""
    field = parse_xml(f"<w:fldSimple {nsdecls('w')}><w:r><w:t>1</w:t></w:r></w:fldSimple>")
    field.set(qn("w:instr"), instruction)
    return field


def _field_start(instruction: str) -> BaseOxmlElement:
    run = parse_xml(
        f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="begin"/><w:instrText xml:space="preserve"/>'
        f'<w:fldChar w:fldCharType="separate"/></w:r>'
    )
    run.find(qn("w:instrText")).text = instruction
    return run


def _mark(kind: str) -> BaseOxmlElement:
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
