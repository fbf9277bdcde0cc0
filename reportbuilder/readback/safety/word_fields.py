"""The fields of a Word document: the contents, the numbers of pages, and links. Any other may fetch or run."""

import re
from collections.abc import Iterator

from lxml import etree

from reportbuilder.findings import Finding
from reportbuilder.readback.safety.telling import FROM_WORDS, is_safe_address, make_finding
from reportbuilder.readback.safety.word_names import W

_OWN = re.compile(r'TOC \\o "\d-\d" \\n \\h \\z|PAGE|NUMPAGES|HYPERLINK \\l "[\w.-]+"')
_LINK = re.compile(r'HYPERLINK "([^"]+)"')


def unsafe(place: str, root: etree._Element) -> Iterator[Finding]:
    """Find the fields that are none of the report's."""
    for instruction in [*_simple(root), *_in_runs(root)]:
        link = _LINK.fullmatch(instruction)
        if not _OWN.fullmatch(instruction) and not (link and is_safe_address(link[1])):
            yield make_finding(place, "holds a field that the report does not need", instruction, FROM_WORDS)


def _simple(root: etree._Element) -> Iterator[str]:
    return (field.get(f"{W}instr", "").strip() for field in root.iter(f"{W}fldSimple"))


def _in_runs(root: etree._Element) -> Iterator[str]:
    """What stands between the beginning of a field and its result, however many runs it is cut into.

    A field within another's instruction is told with it, as one that the report does not need.
    """
    said: list[str] | None = None
    for part in root.iter(f"{W}fldChar", f"{W}instrText"):
        kind = part.get(f"{W}fldCharType")
        if part.tag == f"{W}instrText":
            yield from [part.text or ""] if said is None else ()
            said = None if said is None else [*said, part.text or ""]
        elif kind == "begin":
            said = [] if said is None else [*said, "{"]
        elif said is not None:
            yield "".join(said).strip()
            said = None
    yield from ["".join(said).strip()] if said is not None else ()  # one that never ends
