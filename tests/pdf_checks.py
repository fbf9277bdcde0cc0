"""Check what a PDF must hold, and break a PDF for each check."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import outloud
import pikepdf
import pymupdf
from page import ValidationProfile, validate_pdf
from pikepdf import Array, Dictionary, Name

from reportbuilder.pdf_tags import below, children, table_attributes

MM = 72 / 25.4
SIDE, TOP, BOTTOM = 17 * MM, 18 * MM, 20 * MM  # of template.typ
MOST_SHARED = 0.25  # of a word's box, which is higher than its letters
OVERSHOOT = 2.5  # points: round letters and thick lines reach a little past the edge that they stand on
FOOTER = re.compile(
    r"Communities, Social Mobility and Inclusion Committee, Quarter 1, 2025/26 Financial Year\s+Page (\d+) of (\d+)"
)
# outloud counts header cells: more of them than data cells, it says, are a heading cut up into rows (TBL-010). A table
# of two columns whose rows are named has one for each datum and two more, so the count alone says nothing of it.
TWO_COLUMNS = re.compile(r"header cells look shredded: (\d+) header cells against (\d+) data cells")


def _elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield all structure elements below an element, in reading order."""
    for child in children(element):
        yield child
        yield from _elements(child)


def _of_kind(pdf: pikepdf.Pdf, pattern: str) -> list[pikepdf.Object]:
    return [element for element in _elements(pdf.Root.StructTreeRoot) if re.fullmatch(pattern, str(element.S))]


def _rows(table: pikepdf.Object, part: str) -> list[list[pikepdf.Object]]:
    return [list(below(row, "/TH", "/TD")) for body in below(table, part) for row in below(body, "/TR")]


def _is_false_alarm(finding: outloud.findings.Finding) -> bool:
    if finding.rule == "ORD-001":  # whoever reads a tagged PDF aloud goes by its tags; Typst paints as it lays out
        return True
    counts = TWO_COLUMNS.fullmatch(finding.message) if finding.rule == "TBL-010" else None
    return bool(counts) and int(counts[1]) == int(counts[2]) + 2


def page_validation(path: Path) -> list[str]:
    report = validate_pdf(path, profile=ValidationProfile.PDF_UA_1)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def outloud_(path: Path) -> list[str]:
    result = outloud.check(str(path))
    found = [f"{finding.rule}: {finding.message}" for finding in result.findings if not _is_false_alarm(finding)]
    return found + ([result.error] if result.error else [])


def document(path: Path) -> list[str]:
    """Check that the document is tagged, of PDF/UA-1, shows its title and has its language set."""
    with pikepdf.open(path) as pdf:
        meta = pdf.open_metadata()
        holds = {
            "marked as tagged": pdf.Root.get("/MarkInfo", {}).get("/Marked", False) is True,
            "PDF/UA-1": meta.get("pdfuaid:part") == "1",
            "title": meta.get("dc:title") == "Quarterly Performance Report: Quarter 1, 2025/26 Financial Year",
            "title shown": pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False) is True,
            "language": str(pdf.Root.get("/Lang")) == "en-GB",
        }
    return [what for what, is_held in holds.items() if not is_held]


def bookmarks(path: Path) -> list[str]:
    """Check that the outline leads to every indicator, the scorecard and the quality page."""
    records = json.loads((path.parent / "record.json").read_text(encoding="utf-8"))["records"]
    indicators = [record["indicator"] for record in records]
    expected = [f"Indicator {indicator['code']}: {indicator['name']}" for indicator in indicators]
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        targets = {item.title: item.destination for item in outline.root}
        pages = {page.objgen for page in pdf.pages}
        leading = {title for title, where in targets.items() if where is not None and where[0].objgen in pages}
    scorecard = "Communities, Social Mobility and Inclusion Committee Scorecard"
    return [title for title in (*expected, scorecard, "Quality of this edition") if title not in leading]


def headings(path: Path) -> list[str]:
    """Check that there is one title, and no level is skipped."""
    with pikepdf.open(path) as pdf:
        levels = [int(str(heading.S)[2:]) for heading in _of_kind(pdf, "/H[1-6]")]
    skipped = [f"{last} to {level}" for last, level in zip([0, *levels], levels, strict=False) if level > last + 1]
    return skipped + (["not one title"] if levels.count(1) != 1 else [])


def column_heads(path: Path) -> list[str]:
    """Check that each table has one row of column heads, each of that scope."""
    with pikepdf.open(path) as pdf:
        tables = _of_kind(pdf, "/Table")
        heads = [_rows(table, "/THead") for table in tables]
        return ["no tables"] * (not tables) + [
            f"table {number}"
            for number, rows in enumerate(heads, 1)
            if len(rows) != 1 or not all(_is_head(cell, "/Column") for cell in rows[0])
        ]


def row_heads(path: Path) -> list[str]:
    """Check that in a table of several rows, the first cell of each is its head, and its other cells point to it."""
    with pikepdf.open(path) as pdf:
        found, named = [], 0
        for number, table in enumerate(_of_kind(pdf, "/Table"), 1):
            rows = _rows(table, "/TBody")
            for head, *cells in rows if len(rows) > 1 else ():
                named += 1
                refer = all(
                    "/ID" in head and head.ID in (table_attributes(cell) or {}).get("/Headers", Array())
                    for cell in cells
                )
                if not _is_head(head, "/Row") or not refer or not _is_in_tree(pdf, head):
                    found.append(f"table {number}")
    return found if named > 100 else [*found, f"{named} rows only"]


def _is_head(cell: pikepdf.Object, scope: str) -> bool:
    return str(cell.S) == "/TH" and str(table_attributes(cell).get("/Scope")) == scope


def _is_in_tree(pdf: pikepdf.Pdf, cell: pikepdf.Object) -> bool:
    """Tell whether a reader who follows a cell's Headers arrives at this cell."""
    ids = pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree)
    return str(cell.ID) in ids and ids[str(cell.ID)].objgen == cell.objgen


def alternatives(path: Path) -> list[str]:
    """Check that there is a figure for each indicator, with words that hold its numbers."""
    records = json.loads((path.parent / "record.json").read_text(encoding="utf-8"))["records"]
    with pikepdf.open(path) as pdf:
        texts = [str(figure.get("/Alt", "")) for figure in _of_kind(pdf, "/Figure")]
    found = [f"figure {n}: {text}" for n, text in enumerate(texts, 1) if not re.search(r"\d.*\.", text)]
    return found + ([f"{len(texts)} figures"] if len(texts) != len(records) else [])


def furniture(path: Path) -> list[str]:
    """Check that each page but the cover has its footer, marked as part of the page and not of the report."""
    with pikepdf.open(path) as pdf:
        marked = [_footers(page) == 1 for page in pdf.pages]
    with pymupdf.open(path) as pdf:
        footers = [FOOTER.fullmatch(page.get_text(clip=_foot(page)).strip()) for page in pdf]
    on_cover, *numbers = [footer and (int(footer[1]), int(footer[2])) for footer in footers]
    expected = [(number, len(footers)) for number in range(2, len(footers) + 1)]
    found = [f"page {right[0]}" for number, right in zip(numbers, expected, strict=True) if number != right]
    return found + ["cover"] * (on_cover is not None) + ["not marked"] * (not all(marked))


def _footers(page: pikepdf.Page) -> int:
    marks = (mark for mark in pikepdf.parse_content_stream(page, "BDC") if mark.operands[0] == Name.Artifact)
    return sum(mark.operands[1].get("/Subtype") == Name.Footer for mark in marks)


def _foot(page: pymupdf.Page) -> pymupdf.Rect:
    return pymupdf.Rect(0, page.rect.height - BOTTOM + OVERSHOOT, page.rect.width, page.rect.height)


def margins(path: Path, overshoot: float = OVERSHOOT) -> list[str]:
    """Check that nothing is drawn outside the margins; in the bottom one, the footer only."""
    found = []
    with pymupdf.open(path) as pdf:
        for page in pdf:
            room = pymupdf.Rect(SIDE, TOP, page.rect.width - SIDE, page.rect.height - BOTTOM)
            foot = pymupdf.Rect(SIDE, room.y1 + 5 * MM, room.x1, page.rect.height - 9 * MM)
            wide = [area + (-overshoot, -overshoot, overshoot, overshoot) for area in (room, foot)]
            drawn = [(kind, pymupdf.Rect(box)) for kind, box in page.get_bboxlog()]
            found += [
                f"page {page.number + 1}: {kind} {box}"
                for kind, box in drawn
                if not any(area.contains(box) for area in wide)
            ]
    return found


def overlaps(path: Path) -> list[str]:
    """Check that no word lies on another."""
    found = []
    with pymupdf.open(path) as pdf:
        for page in pdf:
            words = [(pymupdf.Rect(word[:4]), word[4]) for word in page.get_text("words", sort=True)]
            for place, (box, word) in enumerate(words):
                near = (pair for pair in words[place + 1 : place + 60] if pair[0].intersects(box))
                found += [
                    f"page {page.number + 1}: {word} and {other}"
                    for other_box, other in near
                    if pymupdf.Rect(other_box).intersect(box).get_area()
                    > MOST_SHARED * min(other_box.get_area(), box.get_area())
                ]
    return found


def fonts(path: Path) -> list[str]:
    """Check that every font is in the file."""
    with pikepdf.open(path) as pdf:
        descriptors = [
            thing
            for thing in pdf.objects
            if isinstance(thing, Dictionary) and thing.get("/Type") == Name.FontDescriptor
        ]
        kinds = ("/FontFile", "/FontFile2", "/FontFile3")
        missing = [str(font.FontName) for font in descriptors if not any(kind in font for kind in kinds)]
    return missing if len(descriptors) >= 3 else [*missing, f"{len(descriptors)} fonts only"]


CHECKS = (
    page_validation, outloud_, document, bookmarks, headings, column_heads, row_heads, alternatives, furniture, margins,
    overlaps, fonts,
)  # fmt: skip


def drop(kind: str, key: str) -> Callable:
    def edit(pdf):
        for element in _of_kind(pdf, kind):
            del element[key]

    return edit


def retag(old: str, new: str, part: str = "") -> Callable:
    """Make the elements of a kind, or those of a part of a table, another kind."""

    def edit(pdf):
        wholes = _of_kind(pdf, part) if part else [pdf.Root.StructTreeRoot]
        for element in [element for whole in wholes for element in _elements(whole)]:
            if str(element.S) == old:
                element.S = Name(new)

    return edit


def without(*path: str) -> Callable:
    """Remove an entry of the catalogue, or an entry within one."""

    def edit(pdf):
        *above, last = path
        entry = pdf.Root
        for key in above:
            entry = entry[key]
        del entry[last]

    return edit


def no_title(pdf):
    del pdf.docinfo["/Title"]
    with pdf.open_metadata(update_docinfo=False) as meta:
        del meta["dc:title"]


def not_ua(pdf):
    with pdf.open_metadata(update_docinfo=False) as meta:
        del meta["pdfuaid:part"]


def untagged(pdf):
    del pdf.Root.StructTreeRoot, pdf.Root.MarkInfo


def no_scope(pdf):
    for cell in _of_kind(pdf, "/TH"):
        del table_attributes(cell).Scope


def no_names_of_rows(pdf):
    """Leave row heads that no cell points to."""
    for cell in _of_kind(pdf, "/TD"):
        table_attributes(cell).Headers = Array()


def no_ids(pdf):
    del pdf.Root.StructTreeRoot.IDTree
    pdf.Root.StructTreeRoot.IDTree = pikepdf.NameTree.new(pdf).obj


def rewritten(number: int, pattern: bytes, new: bytes) -> Callable:
    """Edit what a page draws."""

    def edit(pdf):
        page = pdf.pages[number - 1]
        old = page.Contents.read_bytes()
        assert re.search(pattern, old, re.DOTALL)
        page.Contents = pdf.make_stream(re.sub(pattern, new, old, count=1, flags=re.DOTALL))

    return edit


def no_fonts(pdf):
    for descriptor in pdf.objects:
        if isinstance(descriptor, Dictionary) and descriptor.get("/Type") == Name.FontDescriptor:
            for kind in ("/FontFile", "/FontFile2", "/FontFile3"):
                if kind in descriptor:
                    del descriptor[kind]


def no_words_for_links(pdf):
    for page in pdf.pages:
        for link in page.get("/Annots", ()):
            del link["/Contents"]


def one_bookmark_less(pdf):
    with pdf.open_outline() as outline:
        del outline.root[5]


def moved(by: bytes) -> Callable:
    return rewritten(4, rb"^", b"1 0 0 1 " + by + b" cm\n")


def doubled(pdf):
    """Draw again what a page draws, a little off."""
    old = pdf.pages[3].Contents.read_bytes()
    pdf.pages[3].Contents = pdf.make_stream(b"q " + old + b" Q 1 0 0 1 4 3 cm " + old)


FOOT, LAYOUT = (rb"/Artifact<<[^>]*/%s.*?BDC(.*?)EMC" % kind for kind in (b"Footer", b"Layout"))
