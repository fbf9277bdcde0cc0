"""Test that a PDF prints what is read, in its place and visibly, with nothing drawn over it.

Some PDFs are tampered with here as files; others are set by Typst from the edition's own source, with something that
draws among the words of its commentary: what would happen if prose could.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from cosmic.editions import Acknowledgement, Edition
from reportbuilder import findings
from reportbuilder.drafts import draft
from reportbuilder.findings import OpenErrors, Rule
from reportbuilder.publishing import documents, pandoc, typst
from reportbuilder.publishing.postprocess import finish
from reportbuilder.readback.painted.boxes import Box, around
from reportbuilder.readback.painted.drawing import find_misprints
from reportbuilder.readback.painted.edges import find_strange_footers
from reportbuilder.readback.painted.printed import Page
from reportbuilder.readback.painted.visible import contrast
from tests import hard
from tests.factories import FIRST, copy_of_the_first, leave_only

pytestmark = pytest.mark.slow  # a document is painted for each case

NAME = f"cosmic-{FIRST}.pdf"
COMMENTARY = re.compile(r"(=== Commentary\n<cosmic-003-commentary>\n)")


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> tuple[Path, Edition]:
    """Make the Typst source of an edition of CoSMIC 003 alone, and return it with that edition."""
    root = tmp_path_factory.mktemp("drawing") / "project"
    with pytest.MonkeyPatch.context() as patch:
        copy_of_the_first(root, patch)
        leave_only(root, "cosmic-003")
        edition = hard.run().edition
        pandoc.make_document("pdf", root / NAME, edition, root)
    return root / "build" / "edition.typ", edition


def set_with(words: str, source: tuple[Path, Edition], target: Path, patch: pytest.MonkeyPatch) -> list[str]:
    """Return the messages about a PDF that has something more in its commentary."""
    path, edition = source
    patch.chdir(path.parent.parent)
    changed, count = COMMENTARY.subn(lambda found: f"{found[1]}{words}", path.read_text(encoding="utf-8"))
    assert count == 1
    other = path.with_name("other.typ")
    other.write_text(changed, encoding="utf-8")
    typst.typeset(other, target, edition.produced_on)
    finish(target, edition)
    return messages_of(target)


def messages_of(path: Path) -> list[str]:
    found = list(find_misprints([path]))
    assert {finding.rule for finding in found} <= {Rule.SURFACES}
    return [f"{finding.place}: {finding.message}" for finding in found]


@pytest.mark.parametrize(
    "words", ["", 'Plain *strong* _emphasis_ #strike[gone] #super[2] #sub[2] #link("https://x.org")[x].\n\n']
)
def test_the_edition_as_it_is_set_prints_what_is_read(source, tmp_path, monkeypatch, words):
    assert set_with(words, source, tmp_path / NAME, monkeypatch) == []


PICTURE = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='80' height='20'><rect width='80' height='20' fill='{}'/></svg>"
)
GREEN = f'image(bytes("{PICTURE.format("green")}"), alt: "Green")'
RATING = "top + left, dy: 25mm, dx: 147mm"  # where the page prints Green
CHART = "top + left, dy: 112mm"
IS_PLACED, IS_COVERED = "prints outside its place", "covers what it printed before"
IS_LOST, IS_UNREAD = "have the colour of their background, or nearly", "words that are not tagged as part of the text"
DRAWN = [
    ("#place(top + left, dy: 17mm, dx: 60mm)[Target met: GREEN 999,999]", f"{IS_PLACED}: “Target met: GREEN 999,999”"),
    ("#text(fill: black)[]#place(top + right, dy: 6mm)[GREEN];", f"{IS_PLACED}: “GREEN”"),
    ("#place(top, float: true)[GREEN]", f"{IS_PLACED}: “GREEN”"),
    ("#place(bottom)[GREEN]", IS_PLACED),
    ("#move(dy: -100mm)[GREEN]", f"{IS_PLACED}: “GREEN”"),
    ("#box(move(dy: -100mm)[GREEN])", IS_PLACED),
    ("#text(baseline: -100mm)[GREEN]", IS_PLACED),
    ("#text(baseline: 30mm)[GREEN]", IS_PLACED),
    ("#v(-100mm)\nGREEN\n#v(100mm)\n", f"{IS_PLACED}: “GREEN”"),
    ("#grid(columns: 2, [a], move(dy: -60mm)[GREEN])", f"{IS_PLACED}: “a”, “GREEN”"),
    ("#columns(2)[#colbreak() #move(dy: -50mm)[GREEN]]", f"{IS_PLACED}: “GREEN”"),
    ("#table(columns: 2, table.header[x][y], [a], move(dy: -60mm)[GREEN])", f"{IS_PLACED}: “a”, “GREEN”"),
    (f"#place(top + left, dy: 17mm, dx: 60mm, {GREEN})", f"{IS_PLACED}: “a shape or a picture”"),
    (f"#place({RATING}, rect(fill: white, width: 40mm, height: 9mm))", f"{IS_COVERED}: “Green”"),
    (f"#place({RATING}, line(length: 30mm, stroke: 20pt + white))", f"{IS_COVERED}: “RAG Rating”, “Green”"),
    (f"#place({RATING}, stack(spacing: .3pt, ..range(25).map(_ => line(length: 40mm, stroke: .5pt))))",
     f"{IS_COVERED}: “Green”"),
    (f"#place({RATING}, pad(left: 7mm, top: 1mm)[Red])", f"{IS_COVERED}: “Green”"),
    (f"#place({RATING}, {GREEN})", f"{IS_COVERED}: “Green”"),
    (f"#pdf.artifact(place({RATING}, rect(fill: green, width: 40mm, height: 9mm)[Red]))", f"{IS_UNREAD}: “Red”"),
    ("#place(top + left, dy: 34mm, dx: 69mm)[999,999]", f"{IS_COVERED}: “100,196”"),
    (f"#place({CHART}, rect(fill: white, width: 100mm, height: 9mm))", "draws outside its place"),
    (f"#place({CHART}, rect(fill: white, width: 100mm, height: 9mm))", f"{IS_COVERED}: “a shape or a picture”"),
    (f"#place({CHART}, dx: 40mm)[999,999]", f"{IS_COVERED}: “a shape or a picture”"),
    ("#text(fill: white)[Missed] ", f"prints letters that {IS_LOST}: “Missed”"),
    ('#text(fill: rgb("#eee"))[Missed] ', f"{IS_LOST}: “Missed”"),
    ("#box(fill: black)[Missed] ", f"{IS_LOST}: “Missed”"),
    ("#text(fill: gradient.linear(white, white))[Missed] ", "prints letters that"),
    ("#text(fill: rgb(0, 0, 0, 0))[Missed] ", "prints letters that are transparent: “Missed”"),
    ("#text(stroke: .1pt + white)[Missed] ", "prints letters that are not filled with one plain colour: “Missed”"),
    ("#text(size: .5pt)[Missed] ", "are set in 0.5 points, too small to read: “Missed”"),
    ("#scale(y: 10%)[Missed] ", "are set in 1.0 points, too small to read: “Missed”"),
    ("#rotate(180deg)[Missed] ", "prints letters that are slanted or mirrored: “Missed”"),
    ("#scale(x: -100%)[Missed] ", "prints letters that are slanted or mirrored: “Missed”"),
    ("#block(height: 0pt, clip: true)[Missed]", "prints letters that are cut off: “Missed”"),
    ("#move(dx: 190mm)[Missed] ", "prints outside the margins: “Missed”"),
    ("#h(-90mm)Missed ", "prints outside the margins: “Missed"),
    ("#place(top, dy: -400mm)[Missed]", "prints outside the margins: “Missed”"),
    ("#set page(header: [GREEN])\n", "prints outside the margins: “GREEN”"),
    ("#set page(footer: [GREEN])\n", "does not have the footer of the other pages"),
    ("#set page(background: place(top, dx: 60mm, dy: 40mm)[GREEN])\n", f"{IS_UNREAD}: “GREEN”"),
    (f"#set page(background: place(top, dx: 90mm, dy: 40mm, {GREEN}))\n", "draws outside its place"),
    ("#set page(width: 300mm)\n", "is not an A4 page: “850 by 842 points”"),
    ("#pdf.artifact[GREEN]", f"{IS_UNREAD}: “GREEN”"),
]  # fmt: skip


@pytest.mark.parametrize("words, fault", DRAWN, ids=[words[:40] for words, _ in DRAWN])
def test_what_words_could_draw_is_found(source, tmp_path, monkeypatch, words, fault):
    found = set_with(words, source, tmp_path / NAME, monkeypatch)
    assert any(fault in message for message in found), found


def test_a_crowded_table_of_the_commentary_breaks_its_words_and_prints_none_over_another(source, tmp_path, monkeypatch):
    rows = "[Cambridgeshire], [Huntingdonshire], [1,234,567], [Communications], [12%]," * 6
    heads = "[Cambridgeshire], [Peterborough], [Neighbourhoods], [Year], [Quarter]," * 2
    table = f"#figure(table(columns: 10, table.header({heads}), {rows}), kind: table)\n\n"
    assert set_with(table, source, tmp_path / NAME, monkeypatch) == []


# Tampered with as files


def painted(content: bytes, page: int = 3, first: bool = False) -> Callable:
    """Paint something more on a page, where `%F` is a font of it."""

    def edit(pdf):
        target = pdf.pages[page]
        font = next(iter(target.Resources.Font.keys())).encode()
        old, new = target.Contents.read_bytes(), content.replace(b"%F", font)
        target.Contents = pdf.make_stream(b"\n".join([new, old] if first else [b"q", old, b"Q", new]))

    return edit


def letters(place: bytes, before: bytes = b"", size: bytes = b"10", mark: bytes = b"") -> bytes:
    shown = b"BT %s %%F %s Tf 1 0 0 1 %s Tm <000100020003> Tj ET" % (before, size, place)
    return b"/P <</MCID %s>> BDC %s EMC" % (mark, shown) if mark else shown


def over(pdf):
    """Put a picture on a page, as its own object, that holds letters."""
    page = pdf.pages[3]
    form = pdf.make_stream(b"BT /F 12 Tf 60 60 Td <0001> Tj ET", Type=Name.XObject, Subtype=Name.Form)
    form.BBox, form.Resources = (
        Array([0, 0, 100, 100]),
        Dictionary(Font=Dictionary(F=next(iter(page.Resources.Font.values())))),
    )
    page.Resources.XObject = Dictionary(X=pdf.make_indirect(form))
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" q 1 0 0 1 300 330 cm /X Do Q")


def upside_down(pdf):
    pdf.pages[3].Rotate = 180


def shifted(pdf):
    pdf.pages[3].MediaBox = Array([-100, 0, 495.28, 841.89])


def cropped(pdf):
    pdf.pages[3].CropBox = Array([0, 400, 595.28, 841.89])


TAMPERED = [
    (painted(b"1 g 460 681 60 20 re f"), "page 4: covers what it printed before: “Green”"),
    (painted(b"1 g 475 688 40 5 re f"), "page 4: covers what it printed before: “Green”"),
    (painted(b"1 G 12 w 460 691 m 520 691 l S"), "page 4: covers what it printed before: “Green”"),
    (painted(b"1 g 100 470 40 40 re f"), "covers what it printed before: “a shape or a picture”"),
    (painted(b"1 g 300 300 60 20 re f"), "draws outside its place: “a shape or a picture”"),
    (painted(letters(b"300 700")), "prints words that are not tagged as part of the text: “"),
    (painted(letters(b"300 700", mark=b"9999")), "prints words that are not tagged as part of the text: “"),
    (painted(letters(b"300 12")), "page 4: prints outside the margins: “"),
    (painted(letters(b"3 300")), "page 4: prints outside the margins: “"),
    (painted(letters(b"300 830")), "page 4: prints outside the margins: “"),
    (painted(letters(b"300 300", before=b"3 Tr")), "letters that are not filled with one plain colour: “"),
    (painted(letters(b"300 300", before=b"1 g")), "letters that have the colour of their background, or nearly: “"),
    (painted(letters(b"300 300", before=b".9 g")), "letters that have the colour of their background, or nearly: “"),
    (painted(letters(b"300 300", size=b"3.9")), "letters that are set in 3.9 points, too small to read: “"),
    (painted(letters(b"200 32")), "page 4: does not have the footer of the other pages: “"),
    (painted(letters(b"200 32"), page=0), "page 1: does not have the footer of the other pages: “"),
    (painted(b"/OC /X BDC EMC 0 g 100 600 300 200 re f", first=True), "the colour of their background, or nearly: “"),
    (over, "draws outside its place: “a shape or a picture”"),
    (upside_down, "is not an A4 page"),
    (shifted, "is not an A4 page"),
    (cropped, "is not an A4 page"),
]  # fmt: skip


@pytest.mark.parametrize("edit, fault", TAMPERED, ids=[fault for _, fault in TAMPERED])
def test_a_pdf_that_was_drawn_over_is_found(edition, tmp_path, edit, fault):
    with pikepdf.open(edition / NAME) as pdf:
        edit(pdf)
        pdf.save(tmp_path / NAME)
    found = messages_of(tmp_path / NAME)
    assert any(fault in message for message in found), found


@pytest.mark.parametrize("size", [b"4", b"30"])
def test_letters_may_be_as_small_as_four_points(edition, tmp_path, size):
    with pikepdf.open(edition / NAME) as pdf:
        painted(letters(b"300 300", size=size))(pdf)
        pdf.save(tmp_path / NAME)
    assert not any("too small to read" in message for message in messages_of(tmp_path / NAME))


def test_the_first_edition_prints_what_is_read(edition):
    assert messages_of(edition / NAME) == []


@pytest.mark.parametrize("joints, is_far", [(b"0 J 1 j", False), (b"0 J 0 j 10 M", True)], ids=["round", "pointed"])
@pytest.mark.parametrize("paint", [b"S", b"B"], ids=["line", "line round a shape"])
def test_a_sharp_line_reaches_as_far_as_it_is_drawn(edition, tmp_path, joints, is_far, paint):
    line = b"q " + joints + b" 3 w 0 0 0 RG 450 690 m 452 700 l 454 690 l " + paint + b" Q"
    with pikepdf.open(edition / NAME) as pdf:
        painted(line)(pdf)
        pdf.save(tmp_path / NAME)
    with pypdfium2.PdfDocument(tmp_path / NAME) as document:
        *_, sharp = (thing for thing in Page(4, document[3]).things if thing.size is None)
    assert (sharp.box.top > 703) is is_far


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 \xff"])
def test_a_broken_pdf_is_found(tmp_path, content):
    (tmp_path / NAME).write_bytes(content)
    assert "cannot be read page by page" in messages_of(tmp_path / NAME)[0]


def test_other_files_are_left_to_others(edition):
    assert list(find_misprints([edition / "scorecard.csv", edition / "record.json"])) == []


def test_many_things_on_a_page_are_listed_in_one_line(edition, tmp_path):
    with pikepdf.open(edition / NAME) as pdf:
        painted(b"1 g 40 40 520 760 re f")(pdf)
        pdf.save(tmp_path / NAME)
    lines = [line for line in messages_of(tmp_path / NAME) if "covers" in line]
    assert len(lines) == 1 and re.search(r"“[^”]+”, “[^”]+”, “[^”]+” and \d+ more;", lines[0])


def test_no_reason_acknowledges_it_and_reading_back_finds_it(edition, tmp_path):
    with pikepdf.open(edition / NAME) as pdf:
        painted(b"1 g 460 681 60 20 re f")(pdf)
        pdf.save(tmp_path / NAME)
    read = draft.read_draft(FIRST)
    found = next(finding for finding in documents.read_back(read, [tmp_path / NAME]) if "covers" in finding.message)
    given = (Acknowledgement(rule="surfaces agree", quote=found.quote, reason="no"),)
    first = replace(read.edition, acknowledged=given)
    with pytest.raises(OpenErrors, match="covers what it printed before: “Green”"):
        findings.stop_on_errors(findings.acknowledge([found], first))


# The parts


def test_the_footers_are_none_on_the_cover_and_then_the_same_with_the_page():
    assert find_strange_footers(["", "x Page 2 of 3", "x Page 3 of 3"]) == []
    assert find_strange_footers(["x Page 1 of 3", "x Page 2 of 3", "x Page 3 of 3"]) == [1]
    assert find_strange_footers(["", "x Page 2 of 3", "y Page 3 of 3"]) == [3]
    assert find_strange_footers(["", "x Page 2 of 3", "x Page 4 of 3"]) == [3]
    assert find_strange_footers(["", "", ""]) == [2, 3]


def test_boxes_share_what_both_cover():
    assert Box(0, 0, 4, 4).shared(Box(1, 2, 9, 9)) == (3, 2)
    assert Box(0, 0, 4, 4).shared(Box(4, 0, 5, 4)) == (0, 4)
    assert around([Box(0, 0, 1, 1), Box(3, -1, 4, 2)]) == Box(0, -1, 4, 2) and around([]) is None
    assert Box(1, 1, 2, 2).is_within(Box(1, 1, 2, 2)) and not Box(0.9, 1, 2, 2).is_within(Box(1, 1, 2, 2))


def test_contrasts_are_those_of_wcag():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
    assert contrast((7, 7, 7), (7, 7, 7)) == 1
