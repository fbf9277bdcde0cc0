"""The report's typeface inside a Word document, so that it looks the same on a machine that has it not.

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

from cosmic import brand

FALLBACK = "Arial"
_KINDS = {"embedRegular": ("normal", "normal"), "embedBold": ("bold", "normal"), "embedItalic": ("normal", "italic")}
_OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_TABLE = "/word/fontTable.xml"
_COVERED = 32  # bytes at a font's start that are hidden under its key


def embed(document: Word) -> None:
    """Put the typeface into a document; one that holds it already stays as it is."""
    (table,) = (part for part in document.part.package.iter_parts() if part.partname == _TABLE)
    fonts = parse_xml(table.blob)
    own = brand.read_brand()
    if any(font.get(qn("w:name")) == own.typeface for font in fonts):
        return
    font = parse_xml(
        f'<w:font {nsdecls("w")}><w:altName/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        f'<w:pitch w:val="variable"/></w:font>'
    )
    font.set(qn("w:name"), own.typeface)
    font[0].set(qn("w:val"), FALLBACK)
    files = {kind: own.fonts[style] for kind, style in _KINDS.items() if style in own.fonts}
    for number, (kind, file) in enumerate(files.items(), 1):
        font.append(_embedded(table, kind, own.typeface, file, number))
    fonts.append(font)
    table._blob = etree.tostring(fonts, xml_declaration=True, encoding="UTF-8", standalone=True)
    _say_so(document.settings.element)


def _embedded(table: Part, kind: str, typeface: str, file: Path, number: int) -> BaseOxmlElement:
    """A file of the typeface as a part of the document, and the entry of the font table that names it."""
    content = file.read_bytes()
    key = uuid.uuid5(uuid.NAMESPACE_OID, f"{typeface} {file.stem.rpartition('-')[2]}")
    covered = bytes(byte ^ key.bytes[15 - place % 16] for place, byte in enumerate(content[:_COVERED]))
    place = PackURI(f"/word/fonts/font{number}.odttf")
    part = Part(place, _OBFUSCATED, covered + content[_COVERED:], table.package)
    entry = OxmlElement(f"w:{kind}")
    entry.set(qn("r:id"), table.relate_to(part, _RELATION))
    entry.set(qn("w:fontKey"), f"{{{key}}}".upper())
    return entry


def _say_so(settings: BaseOxmlElement) -> None:
    """Tell Word that fonts are embedded, and that the machine's own need not be."""
    for old in settings.findall(qn("w:embedSystemFonts")):
        settings.remove(old)
    settings.find(qn("w:zoom")).addnext(OxmlElement("w:embedTrueTypeFonts"))
