"""What a Word document may not hold: parts and elements beyond those that the report is made of, and strange links.

Source of the names: ISO/IEC 29500-1 (parts: 11.3; fields: 17.16.5).
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from reportbuilder.findings import Finding
from reportbuilder.readback.safety import word_fields
from reportbuilder.readback.safety.telling import FROM_WORDS, LINKS, is_safe_address, make_finding
from reportbuilder.readback.safety.word_names import ELEMENTS, IN_RUNS, NOT_IN_SETTINGS, W, shown

_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core|custom)\.xml|word/_rels/\w+\.xml\.rels|word/media/[\w-]+\.png"
    r"|word/(document|numbering|styles|settings|webSettings|fontTable|footnotes|comments|footer\d|theme/theme1)\.xml"
    r"|word/fonts/font\d\.odttf"
)
_OF_WORDS = re.compile(r"word/(document|footnotes|comments|footer\d)\.xml")
_RELATIONS = set(
    """officeDocument extended-properties core-properties custom-properties numbering styles settings webSettings
    fontTable font theme footnotes comments footer image hyperlink""".split()
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
            yield make_finding(place, "holds a part that the report does not need", name, FROM_WORDS)
        elif name.endswith(".png") and not content.startswith(_PNG):
            yield make_finding(place, "is no picture, though its name says so", name, FROM_WORDS)
        elif name.endswith((".xml", ".rels")):
            yield from _of_part(place, name, etree.fromstring(content, _PARSER))


def _of_part(place: str, name: str, root: etree._Element) -> Iterator[Finding]:
    if root.getroottree().docinfo.internalDTD is not None:
        yield make_finding(place, "defines words of its own", root.getroottree().docinfo.doctype, FROM_WORDS)
    if name.endswith(".rels"):
        yield from _of_relations(place, root)
    elif name == "word/settings.xml":
        for element in root.iter(*(f"{W}{its}" for its in NOT_IN_SETTINGS)):
            yield make_finding(place, "fetches what the report does not need", shown(element), FROM_WORDS)
    elif _OF_WORDS.fullmatch(name):
        yield from _of_elements(place, root)
        yield from _of_anchors(place, root)
        yield from word_fields.unsafe(place, root)


def _of_relations(place: str, root: etree._Element) -> Iterator[Finding]:
    for relation in root.iter(_RELATIONSHIP):
        kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
        is_outside = relation.get("TargetMode") == "External"
        if kind not in _RELATIONS:
            yield make_finding(place, "leads to a part that the report does not need", f"{kind}: {target}", FROM_WORDS)
        elif is_outside and (kind != "hyperlink" or not is_safe_address(target)):
            yield make_finding(place, "leads to an address that no part or link may have", f"{kind}: {target}", LINKS)
        elif not is_outside and (":" in target or target.startswith("\\")):
            yield make_finding(place, "takes a part from outside the document", f"{kind}: {target}", FROM_WORDS)


def _of_elements(place: str, root: etree._Element) -> Iterator[Finding]:
    """Whatever floats over the page, hides words or acts is on no list of what the report is made of."""
    for element in root.iter():
        parent = element.getparent()
        is_of_run = parent is not None and parent.tag == f"{W}rPr"
        if element.tag not in (IN_RUNS if is_of_run else ELEMENTS):
            yield make_finding(f"{place}{_near(element)}", "holds what words cannot need", shown(element), FROM_WORDS)


def _of_anchors(place: str, root: etree._Element) -> Iterator[Finding]:
    names = Counter(mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart"))
    for name in (name for name, count in names.items() if count > 1):
        yield make_finding(place, "holds an anchor that stands twice", str(name), FROM_WORDS)
    for link in root.iter(f"{W}hyperlink"):
        anchor = link.get(f"{W}anchor")
        if anchor is not None and anchor not in names:
            yield make_finding(f"{place}{_near(link)}", "holds a link to an anchor that is not there", anchor, LINKS)


def _near(element: etree._Element) -> str:
    """The words of the paragraph in which an element stands."""
    paragraph = next(element.iterancestors(f"{W}p"), None)
    said = "".join(paragraph.itertext(f"{W}t"))[:40] if paragraph is not None else ""
    return f", in “{said}”" if said else ""
