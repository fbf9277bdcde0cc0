"""What a PDF may not hold: actions but links, files within it, forms, layers, and notes over the page.

Source of the names: ISO 32000-1, tables 28 (catalogue), 30 (page), 164 and 173 (annotations), 198 (actions).
"""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream

from reportbuilder.findings import Finding
from reportbuilder.readback.safety.telling import FROM_WORDS, LINKS, is_safe_address, make_finding

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
            yield make_finding(path.name, "is locked", "/Encrypt", "build the edition again")
        yield from _of_catalogue(path.name, pdf.Root)
        for number, page in enumerate(pdf.pages, 1):
            yield from _of_page(f"{path.name}, page {number}", page.obj)
        for item in _outline(pdf.Root):
            yield from _of_leading(f"{path.name}, bookmark {item.get('/Title', '')}", item)
        for held in pdf.objects:
            yield from _anywhere(path.name, held)


def _of_catalogue(name: str, catalogue: Object) -> Iterator[Finding]:
    names = [key for key in catalogue.get("/Names", Dictionary()) if key != "/Dests"]
    for key in [*sorted(set(catalogue.keys()) - _IN_CATALOGUE), *names]:
        yield make_finding(f"{name}, catalogue", "holds what a document to be read does not need", key, FROM_WORDS)


def _of_page(place: str, page: Object) -> Iterator[Finding]:
    for key in sorted(set(page.keys()) - _ON_PAGE):
        yield make_finding(place, "holds what a page to be read does not need", key, FROM_WORDS)
    for note in page.get("/Annots", Array()):
        kind = str(note.get("/Subtype"))
        keys = sorted(set(note.keys()) - _OF_LINK)
        if kind != "/Link":
            yield make_finding(place, "holds a note over the page", kind, FROM_WORDS)
        elif keys or any(width != 0 for width in note.get("/Border", Array([0, 0, 1]))):
            yield make_finding(
                place, "holds a link that draws or does more than lead", " ".join(keys) or "/Border", FROM_WORDS
            )
        yield from _of_leading(place, note)


def _outline(catalogue: Object) -> Iterator[Object]:
    """All bookmarks, whatever their order, each once."""
    waiting, seen = [catalogue.get("/Outlines")], set()
    while waiting:
        item = waiting.pop()
        if isinstance(item, Dictionary) and item.objgen not in seen:
            seen.add(item.objgen)
            waiting += [item.get("/First"), item.get("/Next")]
            yield item


def _of_leading(place: str, item: Object) -> Iterator[Finding]:
    """Where a link or a bookmark leads: within the document, or to a safe address."""
    action = item.get("/A")
    if action is None:
        return
    kind = str(action.get("/S"))
    if kind not in ("/GoTo", "/URI") or "/Next" in action:
        yield make_finding(place, "holds an action that is no link", kind, LINKS)
    elif kind == "/URI" and not is_safe_address(str(action.get("/URI"))):
        yield make_finding(place, "holds a link to an address that no link may have", str(action.get("/URI")), LINKS)


def _anywhere(name: str, held: Object) -> Iterator[Finding]:
    """What acts or is hidden, wherever in the file it stands."""
    if not isinstance(held, Dictionary | Stream):
        return
    place, keys = f"{name}, object {held.objgen[0]}", set(held.keys())
    for key in sorted(keys & _NOWHERE):
        yield make_finding(place, "holds what acts by itself, or what is not shown", key, FROM_WORDS)
    if isinstance(held, Stream) and "/F" in keys:
        yield make_finding(place, "takes its content from another file", str(held.F), FROM_WORDS)
    if "/S" in keys and "/P" not in keys and str(held.S) in _ACTIONS:
        yield make_finding(place, "holds an action that is no link", str(held.S), LINKS)
