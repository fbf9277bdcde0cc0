"""Find what a Word document may not hold: parts and elements that the report is not made of, and strange links.

Source of the names: ISO/IEC 29500-1 (parts: 11.3; fields: 17.16.5).
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element as Element

from reportbuilder.findings import Finding
from reportbuilder.readback.safety import word_fields
from reportbuilder.readback.safety.unsafe_part import LINKS, is_safe_address, make_finding
from reportbuilder.readback.safety.word_names import ELEMENTS, IN_RUNS, NOT_IN_SETTINGS, W, shown

_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core|custom)\.xml|word/_rels/\w+\.xml\.rels|word/media/[\w-]+\.png"
    r"|word/(document|numbering|styles|settings|webSettings|fontTable|footnotes|comments|footer\d|header\d|theme/theme1)\.xml"
    r"|word/fonts/font\d\.odttf"
)
_OF_WORDS = re.compile(r"word/(document|footnotes|comments|footer\d|header\d)\.xml")
_RELATIONS = set(
    """officeDocument extended-properties core-properties custom-properties numbering styles settings webSettings
    fontTable font theme footnotes comments footer header image hyperlink""".split()
)
_PNG = b"\x89PNG\r\n\x1a\n"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def unsafe(path: Path) -> Iterator[Finding]:
    """Find what a document may not hold. Raises BadZipFile or XMLSyntaxError where it cannot be read."""
    with ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    for name, content in parts.items():
        place = f"{path.name}, {name}"
        if not _PARTS.fullmatch(name):
            yield make_finding(place, "holds a part that the report does not need", name)
        elif name.endswith(".png") and not content.startswith(_PNG):
            yield make_finding(place, "is named as a picture but is none", name)
        elif name.endswith((".xml", ".rels")):
            yield from _of_part(place, name, etree.fromstring(content, _PARSER))


def _of_part(place: str, name: str, part: Element) -> Iterator[Finding]:
    document = part.getroottree().docinfo
    if document.internalDTD is not None:
        doctype = document.doctype  # type: ignore[attr-defined]  # lxml-stubs leaves it out
        yield make_finding(place, "holds definitions of its own", doctype)
    if name.endswith(".rels"):
        for relation in part.iter(_RELATIONSHIP):
            yield from _of_relation(place, relation)
    elif name == "word/settings.xml":
        for element in part.iter(*(f"{W}{setting}" for setting in NOT_IN_SETTINGS)):
            yield make_finding(place, "holds a setting that the report does not need", shown(element))
    elif _OF_WORDS.fullmatch(name):
        yield from _of_elements(place, part)
        yield from _of_anchors(place, part)
        yield from word_fields.unsafe(place, part)


def _of_relation(place: str, relation: Element) -> Iterator[Finding]:
    kind = relation.get("Type", "").rpartition("/")[2]
    target = relation.get("Target", "")
    quote = f"{kind}: {target}"
    is_outside = relation.get("TargetMode") == "External"
    if kind not in _RELATIONS:
        yield make_finding(place, "refers to a part that the report does not need", quote)
    elif is_outside and (kind != "hyperlink" or not is_safe_address(target)):
        yield make_finding(place, "refers to an address that is not allowed", quote, LINKS)
    elif not is_outside and (":" in target or target.startswith("\\")):
        yield make_finding(place, "takes a part from outside the document", quote)


def _of_elements(place: str, part: Element) -> Iterator[Finding]:
    """Find the elements that are not on the list: whatever floats over the page, hides words or acts is not on it."""
    for element in part.iter():
        parent = element.getparent()
        is_of_run = parent is not None and parent.tag == f"{W}rPr"
        if element.tag not in (IN_RUNS if is_of_run else ELEMENTS):
            yield make_finding(_near(place, element), "holds an element that text does not need", shown(element))


def _of_anchors(place: str, part: Element) -> Iterator[Finding]:
    anchors = Counter(mark.get(f"{W}name") for mark in part.iter(f"{W}bookmarkStart"))
    for anchor, count in anchors.items():
        if count > 1:
            yield make_finding(place, "repeats an anchor", str(anchor))
    for link in part.iter(f"{W}hyperlink"):
        anchor = link.get(f"{W}anchor")
        if anchor is not None and anchor not in anchors:
            yield make_finding(_near(place, link), "links to an anchor that does not exist", anchor, LINKS)


def _near(place: str, element: Element) -> str:
    """Return the place with the first words of the paragraph that an element is in."""
    paragraph = next(element.iterancestors(f"{W}p"), None)
    if paragraph is None:
        return place
    words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))[:40]
    return f"{place}, in “{words}”" if words else place
