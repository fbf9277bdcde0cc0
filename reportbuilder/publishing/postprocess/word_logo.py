"""Put the council's logo into the header of a Word document: of its cover, and of every page after it."""

from docx.document import Document as Word
from docx.shared import Mm

from reportbuilder.drafts import logo

_HEIGHT, _WIDEST = Mm(12), Mm(80)


def put(document: Word) -> None:
    """Put the logo, with its alt text, into the headers of a document; one whose headers have it stays as it is."""
    own = logo.for_word()
    if own is None:
        return
    for section in document.sections:
        for header in (section.first_page_header, section.header):
            header.is_linked_to_previous = False
            paragraph = header.paragraphs[0]
            if paragraph._p.xpath(".//w:drawing"):
                continue
            picture = paragraph.add_run().add_picture(str(own.file), height=_HEIGHT)
            if picture.width > _WIDEST:
                picture.width, picture.height = _WIDEST, round(picture.height * _WIDEST / picture.width)
            picture._inline.docPr.set("descr", own.alt)
