"""Put the council's colours and typeface into a Word document, in place of those of reference.docx."""

from docx.document import Document as Word
from docx.oxml.ns import qn

from reportpages import brand

DRAWN_WITH = {  # the colours of reference.docx, and what each is in the palette of `_brand.yml`
    "12436D": "main",
    "0B0C0C": "ink",
    "3D3D3D": "soft",
    "C4CCD4": "line",
    "EEF2F6": "tint",
    "B10E1E": "red",
    "FFBF47": "amber",
    "33A364": "green",
    "F2F4F6": "neutral",
}
_TYPEFACE = "Source Sans Pro"
_COLOURS = (qn("w:val"), qn("w:fill"), qn("w:color"))
_FONTS = tuple(map(qn, ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")))


def apply(document: Word) -> None:
    """Put the brand's colours and typeface into the styles of a document."""
    typeface = brand.read_brand().typeface
    colours = {drawn: brand.colour(name).removeprefix("#") for drawn, name in DRAWN_WITH.items()}
    for element in document.styles.element.iter():
        for name in _COLOURS:
            colour = element.get(name)
            if colour in colours:
                element.set(name, colours[colour])
        for name in _FONTS:
            if element.get(name) == _TYPEFACE:
                element.set(name, typeface)
