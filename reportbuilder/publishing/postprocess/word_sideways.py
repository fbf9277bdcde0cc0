"""Turn the pages of a Word document that hold a table with many columns onto their side."""

from copy import deepcopy

from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.section import CT_SectPr
from lxml.etree import _Element as Element

_MANY = 10  # columns, as tables.lua has it for the PDF
_PAGE_HEADING = "Heading2"
_BLOCKS = (qn("w:p"), qn("w:tbl"), qn("w:sdt"))


def turn(document: Word) -> None:
    """Put the pages with such a table into a section that lies on its side: from At a glance to the next page."""
    body = document.element.body
    blocks = list(body.iterchildren(*_BLOCKS))
    wide = [n for n, block in enumerate(blocks) if block.tag == qn("w:tbl") and len(block.tblGrid.gridCol_lst) >= _MANY]
    heads = [n for n, block in enumerate(blocks) if block.tag == qn("w:p") and block.style == _PAGE_HEADING]
    for place in wide:
        *_, first, _ = [n for n in heads if n < place]  # the last heading before it is the table's own
        after = next((n for n in heads if n > place), len(blocks))
        _end_section(blocks[first - 1], body.sectPr)
        sideways = _end_section(blocks[after - 1], body.sectPr)
        sideways.page_width, sideways.page_height = sideways.page_height, sideways.page_width
        sideways.orientation = WD_ORIENT.LANDSCAPE


def _end_section(last: Element, like: CT_SectPr) -> CT_SectPr:
    """End a section with a block, in a paragraph of its own; return the section."""
    section = deepcopy(like)
    holder = parse_xml(f"<w:p {nsdecls('w')}><w:pPr/></w:p>")
    holder[0].append(section)
    last.addnext(holder)
    return section
