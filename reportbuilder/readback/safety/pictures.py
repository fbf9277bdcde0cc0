"""What a picture inside a page may not hold: it is drawn by the project's own charts, which write lines and no more."""

import base64
import binascii
import re
from collections.abc import Iterator

from lxml import etree

_HEAD = "data:image/svg+xml;base64,"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = {f"{_SVG}{name}" for name in "svg g defs path rect circle use clipPath style metadata".split()}
_OF_METADATA = (  # of which nothing is shown
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
    "{http://purl.org/dc/elements/1.1/}",
    "{http://creativecommons.org/ns#}",
)
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?\s*(?!#)[^)]*", re.IGNORECASE)


def faults(source: str) -> Iterator[tuple[str, str]]:
    """Tell what is wrong with a picture's source, each with the words that it is about."""
    if not source.startswith(_HEAD):
        yield "shows a picture that is not one of the report's charts", source
        return
    try:
        drawing = etree.fromstring(base64.b64decode(source.removeprefix(_HEAD), validate=True), _PARSER)
    except (binascii.Error, ValueError, etree.XMLSyntaxError) as error:
        yield "shows a picture that cannot be read", str(error)
        return
    if drawing.getroottree().docinfo.internalDTD is not None:
        yield from (("holds a picture that defines a word", its.name) for its in _entities(drawing))
    for element in drawing.iter(etree.Element, etree.ProcessingInstruction):
        yield from _of_element(element)


def _entities(drawing: etree._Element) -> Iterator[etree._Entity]:
    return drawing.getroottree().docinfo.internalDTD.iterentities()


def _of_element(element: etree._Element) -> Iterator[tuple[str, str]]:
    name = element.tag if isinstance(element.tag, str) else str(element)
    if name not in _ELEMENTS and not name.startswith(_OF_METADATA):
        yield "holds a picture with more than lines", f"<{name.rpartition('}')[2]}>"
    texts = [element.text or ""] if name == f"{_SVG}style" else []
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2].lower()
        if plain.startswith("on"):
            yield "holds a picture with an event handler", f"{plain}={value}"
        if plain in ("href", "src") and not value.startswith("#"):
            yield "holds a picture that leads out of itself", f"{plain}={value}"
        texts.append(value)
    yield from (("holds a picture that leads out of itself", its) for text in texts for its in _OUTSIDE.findall(text))
