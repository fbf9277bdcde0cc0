"""Find what a PDF may not hold: actions other than links, embedded files, forms, layers, and notes on the page.

Source of the names: ISO 32000-1, tables 28 (catalogue), 30 (page), 164 and 173 (annotations), 198 (actions).
"""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream

from reportbuilder.findings import Finding
from reportbuilder.readback.safety.unsafe_part import BUILD_AGAIN, LINKS, is_safe_address, make_finding

_IN_CATALOGUE = set(
    """/Type /Version /Extensions /Pages /PageLabels /PageMode /PageLayout /Names /Dests /Outlines /Metadata /MarkInfo
    /Lang /StructTreeRoot /ViewerPreferences /OutputIntents""".split()
)
_ON_PAGE = set("/Type /Parent /Resources /MediaBox /Contents /Group /StructParents /Tabs /Annots".split())
_OF_LINK = set("/Type /Subtype /Rect /QuadPoints /Border /F /P /Contents /StructParent /Dest /A".split())
_NOWHERE = set(
    """/JS /JavaScript /OpenAction /AA /AcroForm /XFA /EF /AF /EmbeddedFiles /Collection /OC /OCProperties
    /RichMediaContent""".split()
)
_ACTIONS = set(
    """/GoToR /GoToE /GoToDp /Launch /Thread /Sound /Movie /Hide /Named /SubmitForm /ResetForm /ImportData /JavaScript
    /SetOCGState /Rendition /Trans /GoTo3DView /RichMediaExecute""".split()
)


def unsafe(path: Path) -> Iterator[Finding]:
    """Find what a document may not hold. Raises PdfError where it cannot be read."""
    with pikepdf.open(path) as pdf:
        if pdf.is_encrypted:
            yield make_finding(path.name, "is encrypted", "/Encrypt", BUILD_AGAIN)
        yield from _of_catalogue(f"{path.name}, catalogue", pdf.Root)
        for number, page in enumerate(pdf.pages, 1):
            yield from _of_page(f"{path.name}, page {number}", page.obj)
        for bookmark in _bookmarks(pdf.Root):
            yield from _of_target(f"{path.name}, bookmark {bookmark.get('/Title', '')}", bookmark)
        for part in pdf.objects:
            if isinstance(part, Dictionary | Stream):
                yield from _anywhere(f"{path.name}, object {part.objgen[0]}", part)


def _of_catalogue(place: str, catalogue: Object) -> Iterator[Finding]:
    names = [str(key) for key in catalogue.get("/Names", Dictionary()) if key != "/Dests"]
    for key in [*sorted(set(catalogue.keys()) - _IN_CATALOGUE), *names]:
        yield make_finding(place, "holds an entry that a document for reading does not need", key)


def _of_page(place: str, page: Object) -> Iterator[Finding]:
    for key in sorted(set(page.keys()) - _ON_PAGE):
        yield make_finding(place, "holds an entry that a page for reading does not need", key)
    for note in page.get("/Annots", Array()):
        yield from _of_note(place, note)
        yield from _of_target(place, note)


def _of_note(place: str, note: Object) -> Iterator[Finding]:
    kind = str(note.get("/Subtype"))
    keys = sorted(set(note.keys()) - _OF_LINK)
    if kind != "/Link":
        yield make_finding(place, "holds a note on the page that is not a link", kind)
    elif keys or any(width != 0 for width in note.get("/Border", Array([0, 0, 1]))):
        yield make_finding(place, "holds a link that draws, or does more than lead", " ".join(keys) or "/Border")


def _bookmarks(catalogue: Object) -> Iterator[Object]:
    """Yield all bookmarks, whatever their order, each once."""
    waiting, seen = [catalogue.get("/Outlines")], set()
    while waiting:
        bookmark = waiting.pop()
        if isinstance(bookmark, Dictionary) and bookmark.objgen not in seen:
            seen.add(bookmark.objgen)
            waiting += [bookmark.get("/First"), bookmark.get("/Next")]
            yield bookmark


def _of_target(place: str, item: Object) -> Iterator[Finding]:
    """Find where a link or a bookmark leads anywhere but within the document, or to a safe address."""
    action = item.get("/A")
    if action is None:
        return
    kind = str(action.get("/S"))
    address = str(action.get("/URI"))
    if kind not in ("/GoTo", "/URI") or "/Next" in action:
        yield make_finding(place, "holds an action that is not a link", kind, LINKS)
    elif kind == "/URI" and not is_safe_address(address):
        yield make_finding(place, "links to an address that is not allowed", address, LINKS)


def _anywhere(place: str, part: Object) -> Iterator[Finding]:
    """Find what acts or is hidden, wherever in the file it is."""
    keys = set(part.keys())
    for key in sorted(keys & _NOWHERE):
        yield make_finding(place, "holds something that acts by itself or is not shown", key)
    if isinstance(part, Stream) and "/F" in keys:
        yield make_finding(place, "takes its content from another file", str(part.F))
    if "/S" in keys and "/P" not in keys and str(part.S) in _ACTIONS:
        yield make_finding(place, "holds an action that is not a link", str(part.S), LINKS)
