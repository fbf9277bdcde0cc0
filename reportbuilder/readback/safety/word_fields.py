"""Find the fields of a Word document that may fetch or run: all but the contents, page numbers, and links."""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from reportbuilder.findings import Finding
from reportbuilder.readback.safety.unsafe_part import is_safe_address, make_finding
from reportbuilder.readback.safety.word_names import W

_OWN = re.compile(r'TOC \\o "\d-\d" \\n \\h \\z|PAGE|NUMPAGES|HYPERLINK \\l "[\w.-]+"')
_LINK = re.compile(r'HYPERLINK "([^"]+)"')


def unsafe(place: str, part: Element) -> Iterator[Finding]:
    """Find the fields in a part of a document that the report does not use."""
    for instruction in [*_simple(part), *_in_runs(part)]:
        if not _is_allowed(instruction):
            yield make_finding(place, "holds a field that the report does not need", instruction)


def _is_allowed(instruction: str) -> bool:
    link = _LINK.fullmatch(instruction)
    return _OWN.fullmatch(instruction) is not None or (link is not None and is_safe_address(link[1]))


def _simple(part: Element) -> Iterator[str]:
    return (field.get(f"{W}instr", "").strip() for field in part.iter(f"{W}fldSimple"))


def _in_runs(part: Element) -> Iterator[str]:
    """Yield what is between the beginning of a field and its result, however many runs it is cut into.

    A field within another's instruction is given with it, and so is one that the report does not need.
    """
    instruction: list[str] | None = None  # None where no field is open
    for mark in part.iter(f"{W}fldChar", f"{W}instrText"):
        if mark.tag == f"{W}instrText":
            if instruction is None:
                yield mark.text or ""
            else:
                instruction.append(mark.text or "")
        elif mark.get(f"{W}fldCharType") == "begin":
            instruction = [] if instruction is None else [*instruction, "{"]
        elif instruction is not None:
            yield "".join(instruction).strip()
            instruction = None
    if instruction is not None:  # a field that never ends
        yield "".join(instruction).strip()
