"""Test that an edition with a file that acts, fetches, hides or adds to its words is never published."""

import base64
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree
from pikepdf import Array, Dictionary, Name, String

from cosmic.editions import Acknowledgement
from reportbuilder import findings
from reportbuilder.drafts import draft
from reportbuilder.findings import OpenErrors, Rule
from reportbuilder.publishing import documents, publish, quality_page
from reportbuilder.readback.safety.check import find_unsafe_parts
from reportbuilder.readback.safety.word_names import W
from tests.factories import FIRST

NAME = f"cosmic-{FIRST}"
FILES = [*(f"{NAME}.{form}" for form in publish.FORMATS), *publish.TABLES]
IN_WORDS = "New processes implemented"  # of the commentary on CoSMIC 001
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize("name", FILES)
def test_the_first_edition_holds_nothing_of_the_kind(edition, name):
    assert list(find_unsafe_parts([edition / name])) == []


def messages_of(edition: Path, folder: Path, name: str, tamper: Callable) -> list[str]:
    """Return the messages about a file of the first edition that was tampered with."""
    shutil.copy(edition / name, folder)
    tamper(folder / name)
    assert (folder / name).read_bytes() != (edition / name).read_bytes(), "nothing was changed"
    found = list(find_unsafe_parts([folder / name]))
    assert {finding.rule for finding in found} <= {Rule.SAFETY}
    return [f"{finding.place}: {finding.message}" for finding in found]


# HTML


def replaced(old: str, new: str) -> Callable:
    def tamper(path):
        page = path.read_text(encoding="utf-8")
        assert old in page
        path.write_text(page.replace(old, new, 1), encoding="utf-8", newline="\n")

    return tamper


def written(words: str) -> Callable:
    """Put something into the commentary of the page."""
    return replaced(IN_WORDS, f"{words}{IN_WORDS}")


def pictured(drawing: str) -> Callable:
    return written(f'<img alt="" src="data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}">')


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>'
HTML = [
    (written('<span onclick="alert(1)">x</span>'), "in #cosmic-001-commentary: holds an event handler: “onclick="),
    (written('<em ONMOUSEOVER="x">x</em>'), "an event handler"),
    (written('<span style="position: fixed">x</span>'), "a style of its own"),
    (written('<span id="scorecard">x</span>'), "repeats an anchor, or has one without a name: “id=\"scorecard"),
    (written('<span id="">x</span>'), "repeats an anchor, or has one without a name"),
    (written('<span hidden="">x</span>'), "an attribute that text does not need: “hidden"),
    (written('<span aria-hidden="true">x</span>'), "an attribute that text does not need: “aria-hidden"),
    (written('<details open=""><summary>x</summary></details>'), "an attribute that text does not need: “open"),
    (written('<span role="button">x</span>'), "a role that the report does not use"),
    (written('<span tabindex="3">x</span>'), "the order in which the keyboard goes"),
    (written('<p class="skip">x</p>'), "a class of another part of the page: “class=\"skip\""),
    (written('<span class="narrow">x</span>'), "a class of another part of the page: “class=\"narrow\""),
    (written('<a href="javascript:alert(1)">x</a>'), "links to an address that is not allowed: “javascript:"),
    (written('<a href=" java\tscript:alert(1)">x</a>'), "an address that is not allowed"),
    (written('<a href="file:///etc/passwd">x</a>'), "an address that is not allowed: “file:"),
    (written('<a href="http://example.org">x</a>'), "an address that is not allowed: “http:"),
    (written('<a href="//example.org">x</a>'), "an address that is not allowed: “//"),
    (written('<a href="data:text/html,x">x</a>'), "an address that is not allowed: “data:"),
    (written('<a href="record.json">x</a>'), "an address that is not allowed: “record.json"),
    (written('<a href="#no-such-heading">x</a>'), "an anchor that does not exist: “#no-such-heading"),
    (written('<a href="#">x</a>'), "an anchor that does not exist"),
    (written('<a href="https://example.org" ping="https://example.org">x</a>'), "text does not need: “ping"),
    (written('<blockquote cite="javascript:x">x</blockquote>'), "text does not need: “cite"),
    (written('<table background="https://example.org/x.png"><tbody></tbody></table>'), "not need: “background"),
    (written('<img alt="" src="https://example.org/x.png">'), "a picture that is not one of the report's charts"),
    (written('<img alt="" src="data:image/png;base64,iVBOR">'), "a picture that is not one of the report's charts"),
    (written('<img alt="" srcset="x 2x">'), "text does not need: “srcset"),
    (pictured(SVG % "<script>alert(1)</script>"), "a picture with an element that no chart has: “<script>"),
    (pictured(SVG % "<foreignObject/>"), "a picture with an element that no chart has: “<foreignObject>"),
    (pictured(SVG % "<text>Green</text>"), "a picture with an element that no chart has: “<text>"),
    (pictured(SVG % '<path onload="x"/>'), "a picture with an event handler"),
    (pictured(SVG % '<use xlink:href="https://example.org/x.svg#x"/>'), "refers to something outside it: “href=https:"),
    (pictured(SVG % '<path style="fill: url(https://example.org)"/>'), "refers to something outside it"),
    (pictured(SVG % "<style>@import 'x.css';</style>"), "refers to something outside it"),
    (pictured('<!DOCTYPE svg [<!ENTITY x "y">]>' + SVG % "&x;"), "a picture that defines an entity: “x"),
    (pictured("<svg"), "a picture that cannot be read"),
    (written('<img alt="" src="data:image/svg+xml;base64,x">'), "a picture that cannot be read"),
    *(
        (written(f"<{name}></{name}>"), f"an element that text does not need: “<{name}>")
        for name in """script iframe frame frameset object embed applet form input button select textarea base link
        audio video svg math template noscript canvas dialog marquee""".split()
    ),
    (written('<input type="checkbox">'), "an element that text does not need: “<input>"),
    (written("<!-- x -->"), "markup that is not a plain element: “<!-- x"),
    (written("<p/onclick=alert(1)>x"), "markup that is not a plain element: “<p/onclick"),
    (written("<a href='https://example.org'>x</a>"), "markup that is not a plain element"),
    (written('<meta http-equiv="refresh" content="0; url=https://example.org">'), "the template's policy and no other"),
    (written("<style>p { color: red }</style>"), "must have one style, that of the looks, but has: “2”"),
    (written("<style>p { color: red }</style>"), "differs from style.css of the looks: “p { color: red }”"),
    (replaced("* { box-sizing: border-box; }", "* { color: red; }"), "differs from style.css of the looks"),
    (replaced("font-weight: 400; }", "src: url(https://example.org); font-weight: 400; }"), "a font of the page"),
    (replaced('<meta http-equiv="Content-Security-Policy"', '<meta name="x"'), "policy and no other, but has: “none”"),
    (replaced("default-src &#39;none&#39;", "default-src *"), "must have the template's policy and no other"),
    (replaced("; base-uri", "; style-src-attr 'unsafe-inline'; base-uri"), "the template's policy and no other"),
    (replaced("<title>", '<base href="https://example.org"><title>'), "the head of a page does not need: “base”"),
    (replaced("<head>", "<head><title>x</title>"), "its policy after what it is for"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("tamper, expected", HTML)
def test_what_a_page_may_not_hold_is_found(edition, tmp_path, tamper, expected):
    found = messages_of(edition, tmp_path, f"{NAME}.html", tamper)
    assert any(expected in message for message in found), found


@pytest.mark.parametrize(
    "words",
    [
        '<a href="https://example.org/?a=1&amp;b=2">x</a> <a href="mailto:x@example.org">x</a>',
        '<a href="#cosmic-002">x</a> <em>x</em> <strong>x</strong> <del>x</del> x<sup>2</sup> <u>x</u><br/>',
        '</p><ol type="a" start="3"><li><p>x</p></li></ol><blockquote><p>x</p></blockquote><h4>x</h4><p>',
        '</p><div class="table" role="group" tabindex="0" aria-label="x"><table><thead><tr><th scope="col">x</th></tr>'
        '</thead><tbody><tr><td class="right">&lt;script&gt; onclick="x"</td></tr></tbody></table></div><p>',
    ],
)
def test_what_commentary_leads_to_may_stay(edition, tmp_path, words):
    assert messages_of(edition, tmp_path, f"{NAME}.html", written(words)) == []


# PDF


def opened(edit: Callable) -> Callable:
    def tamper(path):
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            edit(pdf)
            pdf.save(path)

    return tamper


def in_catalogue(key: str, value: object) -> Callable:
    def edit(pdf):
        pdf.Root[key] = value

    return opened(edit)


def with_action(**action: object) -> Callable:
    """Give the first link of a page an action in place of its destination."""

    def edit(pdf):
        link = next(note for page in pdf.pages for note in page.get("/Annots", ()))
        if "/Dest" in link:
            del link["/Dest"]
        link.A = Dictionary(**action)

    return opened(edit)


def with_note(**note: object) -> Callable:
    def edit(pdf):
        pdf.pages[3].Annots.append(pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **note)))

    return opened(edit)


def of_page(**keys: object) -> Callable:
    def edit(pdf):
        for key, value in keys.items():
            pdf.pages[3].obj[f"/{key}"] = value

    return opened(edit)


def attached(pdf):
    pdf.attachments["record.json"] = b"{}"


def associated(pdf):
    pdf.Root.StructTreeRoot.AF = Array([pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("x")))])


def bookmarked(pdf):
    pdf.Root.Outlines.First.A = Dictionary(S=Name.Launch, F=String("x"))


def fetched(pdf):
    pdf.pages[3].Contents.F = String("https://example.org/x")


def locked(path):
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="x", user=""))


def thick(pdf):
    next(note for page in pdf.pages for note in page.get("/Annots", ())).Border = Array([0, 0, 50])


SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
PDF = [
    (in_catalogue("/OpenAction", SCRIPT), "catalogue: holds an entry that a document for reading does not need"),
    (in_catalogue("/OpenAction", SCRIPT), "holds something that acts by itself or is not shown: “/OpenAction”"),
    (in_catalogue("/AA", Dictionary(WC=SCRIPT)), "“/AA”"),
    (in_catalogue("/AcroForm", Dictionary(Fields=Array(), XFA=String("x"))), "“/AcroForm”"),
    (in_catalogue("/OCProperties", Dictionary(OCGs=Array())), "“/OCProperties”"),
    (in_catalogue("/Names", Dictionary(JavaScript=Dictionary(Names=Array()))), "does not need: “/JavaScript”"),
    (in_catalogue("/URI", Dictionary(Base=String("https://example.org"))), "does not need: “/URI”"),
    (opened(attached), "does not need: “/EmbeddedFiles”"),
    (opened(attached), "holds something that acts by itself or is not shown: “/EF”"),
    (opened(associated), "holds something that acts by itself or is not shown: “/AF”"),
    (of_page(AA=Dictionary(O=SCRIPT)), "page 4: holds an entry that a page for reading does not need: “/AA”"),
    (of_page(Rotate=180), "page 4: holds an entry that a page for reading does not need: “/Rotate”"),
    (of_page(CropBox=Array([0, 0, 9, 9])), "page 4: holds an entry that a page for reading does not need: “/CropBox”"),
    *(
        (with_action(S=Name(kind), F=String("x")), f"an action that is not a link: “{kind}”")
        for kind in """/JavaScript /Launch /SubmitForm /ResetForm /GoToR /GoToE /ImportData /Named /Movie /Sound
        /Rendition /Thread /Hide /SetOCGState /Trans /GoTo3DView""".split()
    ),
    (with_action(S=Name.GoTo, D=Array(), Next=SCRIPT), "an action that is not a link: “/GoTo”"),
    (with_action(S=Name.URI, URI=String("javascript:x")), "an address that is not allowed: “javascript:x”"),
    (with_action(S=Name.URI, URI=String("file:///x")), "an address that is not allowed: “file:///x”"),
    (with_action(S=Name.URI, URI=String("http://example.org")), "an address that is not allowed"),
    (with_action(S=Name.URI), "an address that is not allowed"),
    (opened(bookmarked), "bookmark Key: holds an action that is not a link: “/Launch”"),
    (with_note(Subtype=Name.FileAttachment), "page 4: holds a note on the page that is not a link: “/FileAttachment”"),
    (with_note(Subtype=Name.FreeText, Contents=String("Green")), "a note on the page that is not a link: “/FreeText”"),
    (with_note(Subtype=Name.Widget, FT=Name.Btn), "a note on the page that is not a link: “/Widget”"),
    (with_note(Subtype=Name.Link, AP=Dictionary()), "a link that draws, or does more than lead: “/AP”"),
    (opened(thick), "a link that draws, or does more than lead: “/Border”"),
    (opened(fetched), "takes its content from another file"),
    (locked, "is encrypted"),
]  # fmt: skip


@pytest.mark.parametrize("tamper, expected", PDF)
def test_what_a_pdf_may_not_hold_is_found(edition, tmp_path, tamper, expected):
    found = messages_of(edition, tmp_path, f"{NAME}.pdf", tamper)
    assert any(expected in message for message in found), found


@pytest.mark.parametrize(
    "entry, quote",
    [
        *(({key: String("x")}, key) for key in "/JS /XFA /RichMediaContent /OC".split()),
        ({"/S": Name.Launch}, "/Launch"),
        ({"/S": Name.SubmitForm}, "/SubmitForm"),
    ],
)
def test_what_acts_in_a_pdf_is_found_wherever_it_hides(edition, tmp_path, entry, quote):
    def edit(pdf):
        pdf.pages[0].Resources["/X"] = pdf.make_indirect(Dictionary(entry))

    assert any(f"“{quote}”" in message for message in messages_of(edition, tmp_path, f"{NAME}.pdf", opened(edit)))


@pytest.mark.parametrize("address", ["https://example.org/x?y=1#z", "mailto:x@example.org"])
def test_a_pdf_may_link_to_https_and_mailto(edition, tmp_path, address):
    assert messages_of(edition, tmp_path, f"{NAME}.pdf", with_action(S=Name.URI, URI=String(address))) == []


# Word


def rewritten(part: str, edit: Callable) -> Callable:
    """Edit a part of the document."""

    def tamper(path):
        with ZipFile(path) as file:
            parts = {name: file.read(name) for name in file.namelist()}
        root = etree.fromstring(parts[part])
        edit(root)
        save(path, parts | {part: etree.tostring(root)})

    return tamper


def save(path: Path, parts: dict[str, bytes]):
    with ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)


def with_part(name: str, content: bytes = b"x") -> Callable:
    def tamper(path):
        with ZipFile(path) as file:
            parts = {name: file.read(name) for name in file.namelist()}
        save(path, parts | {name: content})

    return tamper


def related(kind: str, target: str, mode: str | None = "External") -> Callable:
    def edit(root):
        relation = etree.SubElement(root, f"{{{PACKAGE}}}Relationship", Id="x", Type=f"{OFFICE}/{kind}", Target=target)
        if mode:
            relation.set("TargetMode", mode)

    return rewritten("word/_rels/document.xml.rels", edit)


def in_run(xml: str) -> Callable:
    """Put something into the first run of the document's commentary."""

    def edit(root):
        run = next(text.getparent() for text in root.iter(f"{W}t") if (text.text or "").startswith(IN_WORDS[:3]))
        run.insert(0, parsed(xml))

    return rewritten("word/document.xml", edit)


def parsed(xml: str) -> etree._Element:
    spaces = {
        "w": W[1:-1],
        "r": OFFICE,
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    }
    declared = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in spaces.items())
    return etree.fromstring(f"<x {declared}>{xml}</x>")[0]


def field(*instructions: str, end: str = "separate") -> str:
    parts = "".join(f"<w:instrText>{instruction}</w:instrText>" for instruction in instructions)
    return f'<w:r><w:fldChar w:fldCharType="begin"/>{parts}<w:fldChar w:fldCharType="{end}"/></w:r>'


def twice(root):
    marks = list(root.iter(f"{W}bookmarkStart"))
    marks[1].set(f"{W}name", marks[0].get(f"{W}name"))


def dead(root):
    next(root.iter(f"{W}hyperlink")).set(f"{W}anchor", "no-such-heading")


def in_settings(xml: str) -> Callable:
    return rewritten("word/settings.xml", lambda root: root.append(parsed(xml)))


def defined(path):
    with ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    words = parts["word/document.xml"].partition(b"?>")[2]
    save(path, parts | {"word/document.xml": b'<!DOCTYPE x [<!ENTITY x "y">]>' + words})


WORD = [
    (related("hyperlink", "javascript:x"), "an address that is not allowed: “hyperlink: javascript:x”"),
    (related("hyperlink", "file:///x"), "an address that is not allowed"),
    (related("hyperlink", "http://example.org"), "an address that is not allowed"),
    (related("image", "https://example.org/x.png"), "an address that is not allowed: “image"),
    (related("attachedTemplate", "https://example.org"), "a part that the report does not need: “attachedTemplate"),
    *(
        (related(kind, "x", None), f"a part that the report does not need: “{kind}")
        for kind in "aFChunk oleObject package control subDocument vbaProject frame glossaryDocument".split()
    ),
    (related("image", "file:///x.png", None), "takes a part from outside the document"),
    (related("image", r"\\example\x.png", None), "takes a part from outside the document"),
    (with_part("word/vbaProject.bin"), "word/vbaProject.bin: holds a part that the report does not need"),
    (with_part("word/embeddings/x.xlsx"), "holds a part that the report does not need"),
    (with_part("word/activeX/activeX1.xml"), "holds a part that the report does not need"),
    (with_part("word/media/x.svg"), "holds a part that the report does not need"),
    (with_part("word/media/x.png", b"<svg/>"), "is named as a picture but is none"),
    (in_settings('<w:attachedTemplate r:id="x"/>'), "that the report does not need: “<w:attachedTemplate>”"),
    (in_settings("<w:updateFields/>"), "holds a setting that the report does not need"),
    (in_settings("<w:mailMerge/>"), "holds a setting that the report does not need"),
    *(
        (in_run(f"<{name}/>"), f"in “{IN_WORDS}")
        for name in """w:altChunk w:object w:pict w:control w:subDoc w:txbxContent wp:anchor v:shape o:OLEObject
        mc:AlternateContent w:del w:ins w:comment w:ptab""".split()
    ),
    *(
        (in_run(f"<w:rPr><w:{name}/></w:rPr>"), f"holds an element that text does not need: “<w:{name}>”")
        for name in "vanish specVanish webHidden color sz position spacing w shd".split()
    ),
    (in_run("<w:pPr><w:framePr/></w:pPr>"), "“<w:framePr>”"),
    (in_run(field(' DDEAUTO c:\\\\x "y" ')), "a field that the report does not need: “DDEAUTO"),
    (in_run(field(" INCLUDE", "TEXT x ")), "a field that the report does not need: “INCLUDETEXT x”"),
    (in_run(field(" INCLUDEPICTURE https://example.org/x.png ")), "a field that the report does not need"),
    (in_run(field(" LINK Excel.Sheet x ")), "a field that the report does not need"),
    (in_run(field(" INCLUDETEXT x ", end="begin")), "a field that the report does not need: “INCLUDETEXT x"),
    (in_run(field(' HYPERLINK "file:///x" ')), "a field that the report does not need"),
    (in_run(field(' HYPERLINK "https://example.org" \\o "x" ')), "a field that the report does not need"),
    (in_run('<w:instrText>INCLUDETEXT x</w:instrText>'), "a field that the report does not need"),
    (in_run('<w:fldSimple w:instr=" INCLUDETEXT x "/>'), "a field that the report does not need"),
    (rewritten("word/document.xml", twice), "repeats an anchor"),
    (rewritten("word/document.xml", dead), "links to an anchor that does not exist: “no-such-heading”"),
    (rewritten("word/footer2.xml", lambda root: root.append(parsed("<w:pict/>"))), "footer2.xml: holds an element"),
    (defined, "definitions of its own"),
]  # fmt: skip


@pytest.mark.parametrize("tamper, expected", WORD)
def test_what_a_word_document_may_not_hold_is_found(edition, tmp_path, tamper, expected):
    found = messages_of(edition, tmp_path, f"{NAME}.docx", tamper)
    assert any(expected in message for message in found), found


@pytest.mark.parametrize(
    "xml",
    [
        "<w:rPr><w:b/><w:bCs/><w:i/><w:iCs/><w:strike/><w:u/><w:vertAlign/></w:rPr>",
        field(' HYPERLINK "https://example.org" '),
        field(' HYPERLINK \\l "cosmic-002" '),
        '<w:fldSimple w:instr=" PAGE "/>',
    ],
)
def test_what_emphasis_and_links_lead_to_in_word_may_stay(edition, tmp_path, xml):
    assert messages_of(edition, tmp_path, f"{NAME}.docx", in_run(xml)) == []


def test_a_word_document_may_link_to_https_and_mailto(edition, tmp_path):
    for number, address in enumerate(("https://example.org", "mailto:x@example.org")):
        (folder := tmp_path / str(number)).mkdir()
        assert messages_of(edition, folder, f"{NAME}.docx", related("hyperlink", address)) == []


# The table for spreadsheets


def with_cell(cell: str) -> Callable:
    return replaced("92%", f'"{cell}"')


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "-", "＝1", "=HYPERLINK(1)", "-2,5"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_found(edition, tmp_path, cell):
    (message,) = messages_of(edition, tmp_path, "scorecard.csv", with_cell(cell))
    assert message.startswith("scorecard.csv, row 2: holds a cell that a spreadsheet runs as a formula: “")


@pytest.mark.parametrize("cell", ["-5", "+5", "-1,234,567.89", "-0.04%", "5-1", "a=b", "–", "↑ Improving"])
def test_a_plain_number_is_no_formula(edition, tmp_path, cell):
    assert messages_of(edition, tmp_path, "scorecard.csv", with_cell(cell)) == []


# All of them


BROKEN = [b"", b"\xff\xfe<", b"%PDF-1.7 \xff", b"PK\x03\x04"]


@pytest.mark.parametrize(
    "name, content",
    [*((f"x.{form}", content) for form in publish.FORMATS for content in BROKEN), ("x.csv", b'"x'), ("x.csv", b"\xff")],
)
def test_a_broken_file_is_found(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert list(find_unsafe_parts([tmp_path / name]))


def test_a_file_that_is_not_there_is_found(tmp_path):
    (finding,) = find_unsafe_parts([tmp_path / "x.html"])
    assert finding.message.startswith("cannot be checked")


def test_no_reason_acknowledges_such_a_finding(edition, tmp_path):
    shutil.copy(edition / f"{NAME}.html", tmp_path)
    written('<span onclick="x"></span>')(tmp_path / f"{NAME}.html")
    (found,) = find_unsafe_parts([tmp_path / f"{NAME}.html"])
    first = draft.read_draft(FIRST).edition
    given = Acknowledgement(rule="safe files", quote=found.quote, reason="no")
    acknowledged = findings.acknowledge(
        [found], type(first)(first.quarter, first.produced_on, first.parameters, (given,))
    )
    assert acknowledged[0].is_open
    with pytest.raises(OpenErrors, match="event handler"):
        findings.stop_on_errors(acknowledged)


def test_the_quality_page_says_that_files_are_searched():
    assert Rule.SAFETY in quality_page._LOOKS_FOR


def test_whatever_is_wrong_is_found_when_the_files_are_read_back(edition, tmp_path):
    shutil.copy(edition / f"{NAME}.html", tmp_path)
    written('<span onclick="x"></span>')(tmp_path / f"{NAME}.html")
    found = documents.read_back(draft.read_draft(FIRST), [tmp_path / f"{NAME}.html"])
    assert [finding.rule for finding in found] == [Rule.SAFETY]
