"""Embed the report's typeface in a Word document, so that it looks the same on a machine that does not have it.

Source of the form: ISO/IEC 29500-1, 17.8.1 (font embedding). A reader that cannot use it falls back on Arial.
"""

import uuid
from pathlib import Path

from docx.document import Document as Word
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from reportpages import brand

FALLBACK = "Arial"
_KINDS = {"embedRegular": ("normal", "normal"), "embedBold": ("bold", "normal"), "embedItalic": ("normal", "italic")}
_OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_TABLE = "/word/fontTable.xml"
_HIDDEN = 32  # bytes at a font's start that are hidden under its key


def embed(document: Word) -> None:
    """Put the typeface into a document; one that has it already stays as it is."""
    (table,) = (part for part in document.part.package.iter_parts() if part.partname == _TABLE)
    fonts = parse_xml(table.blob)
    own = brand.read_brand()
    if any(font.get(qn("w:name")) == own.typeface for font in fonts):
        return
    font = _font(own.typeface)
    files = {kind: own.fonts[style] for kind, style in _KINDS.items() if style in own.fonts}
    for number, (kind, file) in enumerate(files.items(), 1):
        font.append(_embedded(table, kind, own.typeface, file, number))
    fonts.append(font)
    table._blob = etree.tostring(fonts, xml_declaration=True, encoding="UTF-8", standalone=True)
    _announce(document.settings.element)


def _font(typeface: str) -> etree._Element:
    """Return the typeface's entry in the font table, without its files."""
    font = parse_xml(
        f'<w:font {nsdecls("w")}><w:altName/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        f'<w:pitch w:val="variable"/></w:font>'
    )
    font.set(qn("w:name"), typeface)
    font[0].set(qn("w:val"), FALLBACK)
    return font


def _embedded(table: Part, kind: str, typeface: str, file: Path, number: int) -> etree._Element:
    """Make a file of the typeface a part of the document, and return the element of the font table that names it."""
    content = file.read_bytes()
    key = uuid.uuid5(uuid.NAMESPACE_OID, f"{typeface} {file.stem.rpartition('-')[2]}")
    hidden = bytes(byte ^ key.bytes[15 - place % 16] for place, byte in enumerate(content[:_HIDDEN]))
    name = PackURI(f"/word/fonts/font{number}.odttf")
    part = Part(name, _OBFUSCATED, hidden + content[_HIDDEN:], table.package)
    entry = OxmlElement(f"w:{kind}")
    entry.set(qn("r:id"), table.relate_to(part, _RELATION))
    entry.set(qn("w:fontKey"), f"{{{key}}}".upper())
    return entry


def _announce(settings: BaseOxmlElement) -> None:
    """Tell Word that fonts are embedded, and that the machine's own need not be."""
    for old in settings.findall(qn("w:embedSystemFonts")):
        settings.remove(old)
    next(settings.iterchildren(qn("w:zoom"))).addnext(OxmlElement("w:embedTrueTypeFonts"))
