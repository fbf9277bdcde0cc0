"""Find what a picture inside a page may not hold: the project's own charts draw lines and nothing more."""

import base64
import binascii
import re
from collections.abc import Iterator

from lxml import etree

from projectfiles import files
from reportbuilder.drafts import logo
from reportbuilder.readback.safety.unsafe_part import UnsafePart

_HEAD, _PNG_HEAD = "data:image/svg+xml;base64,", "data:image/png;base64,"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = {f"{_SVG}{name}" for name in "svg g defs path rect circle use clipPath style metadata".split()}
_OF_LOGOS = {
    f"{_SVG}{name}"
    for name in "title desc symbol ellipse line polygon polyline linearGradient radialGradient stop mask".split()
}
_OF_METADATA = (  # of which nothing is shown
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
    "{http://purl.org/dc/elements/1.1/}",
    "{http://creativecommons.org/ns#}",
)
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?\s*(?!#)[^)]*", re.IGNORECASE)
_LEADS_OUT = "holds a picture that refers to something outside it"
_MEND = "show only the report's own charts"


def unsafe(source: str) -> Iterator[UnsafePart]:
    """Find what is wrong with a picture, given the address that it is in (`src`)."""
    if source in _logos():
        return
    if not source.startswith(_HEAD):
        yield UnsafePart("shows a picture that is not one of the report's charts", source, _MEND)
        return
    try:
        drawing = etree.fromstring(base64.b64decode(source.removeprefix(_HEAD), validate=True), _PARSER)
    except (binascii.Error, ValueError, etree.XMLSyntaxError) as error:
        yield UnsafePart("shows a picture that cannot be read", str(error), _MEND)
        return
    yield from _of_definitions(drawing)
    for element in drawing.iter(etree.Element, etree.ProcessingInstruction):
        yield from _of_element(element)


def _logos() -> set[str]:
    """Return the addresses that a logo which is a PNG may have in a page: of its own content, and of no other."""
    own = [file for file in logo.list_files() if file.suffix.lower() == ".png"]
    return {_PNG_HEAD + base64.b64encode(files.read_content(file) or b"").decode() for file in own}


def _of_definitions(drawing: etree._Element) -> Iterator[UnsafePart]:
    definitions = drawing.getroottree().docinfo.internalDTD
    if definitions is not None:
        for entity in definitions.iterentities():  # type: ignore[attr-defined]  # lxml-stubs leaves it out
            yield UnsafePart("holds a picture that defines an entity", entity.name, _MEND)


def _of_element(element: etree._Element) -> Iterator[UnsafePart]:
    name = element.tag if isinstance(element.tag, str) else str(element)
    if name not in _ELEMENTS | _OF_LOGOS and not name.startswith(_OF_METADATA):
        yield UnsafePart("holds a picture with an element that no chart has", f"<{name.rpartition('}')[2]}>", _MEND)
    attributes = {str(key): str(value) for key, value in element.attrib.items()}
    for key, value in attributes.items():
        yield from _of_attribute(key.rpartition("}")[2].lower(), value)
    style = element.text or "" if name == f"{_SVG}style" else ""
    for text in (style, *attributes.values()):
        for address in _OUTSIDE.findall(text):
            yield UnsafePart(_LEADS_OUT, address, _MEND)


def _of_attribute(name: str, value: str) -> Iterator[UnsafePart]:
    quote = f"{name}={value}"
    if name.startswith("on"):
        yield UnsafePart("holds a picture with an event handler", quote, _MEND)
    if name in ("href", "src") and not value.startswith("#"):
        yield UnsafePart(_LEADS_OUT, quote, _MEND)
