"""Words from Word: what commentary may hold is kept, all else is told, and the notebook changes in one cell alone."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from reportbuilder.drafts import markdown
from reportbuilder.drafts.commentary import Section
from reportbuilder.words_in.reading import read_document
from tests.factories import FIRST
from tests.reportbuilder.words_in.conftest import link, put

NOTEBOOK = "notebooks/cosmic-003.ipynb"


def _read(document, file: Path, section: Section = Section.COMMENTARY):
    document.save(file)
    read = read_document(file, section)
    return read.markdown, [str(one) for one in read.told]


def _cell(section: str = "commentary") -> str:
    cells = json.loads(Path(NOTEBOOK).read_text(encoding="utf-8"))["cells"]
    (cell,) = [one for one in cells if {section, str(FIRST)} <= set(one["metadata"].get("tags", []))]
    return "".join(cell["source"])


def test_the_words_come_into_the_cell_of_the_quarter_and_nothing_else_changes(project_copy, cosmic, document, file):
    document.add_paragraph("Visits rose in every library.")
    document.save(file)
    before = json.loads(Path(NOTEBOOK).read_text(encoding="utf-8"))
    status, said, _ = cosmic("words", "in", "3", str(file), "--yes")
    assert (status, _cell()) == (0, "### Commentary\n\nVisits rose in every library.")
    assert "+ Visits rose in every library." in said and "- This quarter has seen" in said
    after = json.loads(Path(NOTEBOOK).read_text(encoding="utf-8"))
    changed = [one for one, two in zip(before["cells"], after["cells"], strict=True) if one != two]
    assert len(changed) == 1 and {**before, "cells": None} == {**after, "cells": None}


def test_without_a_yes_nothing_is_written(project_copy, cosmic, document, file):
    document.add_paragraph("Visits rose in every library.")
    document.save(file)
    before = Path(NOTEBOOK).read_bytes()
    for answers in (None, ["n"]):
        status, said, _ = cosmic("words", "in", "3", str(file), answers=answers)
        assert (status, Path(NOTEBOOK).read_bytes()) == (0, before) and "Nothing is written" in said


def test_the_same_document_again_has_nothing_to_do(project_copy, cosmic, document, file):
    document.add_paragraph("Visits rose in every library.")
    document.save(file)
    cosmic("words", "in", "3", str(file), "--yes")
    before = Path(NOTEBOOK).read_bytes()
    _, said, _ = cosmic("words", "in", "3", str(file), "--yes")
    assert "has these words already" in said and Path(NOTEBOOK).read_bytes() == before


def test_a_notebook_without_the_cell_is_told_with_how_to_add_it(project_copy, cosmic, document, file):
    document.add_paragraph("Open on Sundays from May.")
    document.save(file)
    text = Path(NOTEBOOK).read_text(encoding="utf-8")
    Path(NOTEBOOK).write_text(text.replace('"commentary"', '"note"'), encoding="utf-8")
    status, _, error = cosmic("words", "in", "3", str(file), "--yes")
    assert status == 2 and f"must have one Markdown cell tagged commentary and {FIRST}, got: 0; add" in error


def test_lists_strong_words_and_links_are_kept(document, file):
    paragraph = document.add_paragraph("Visits rose by ")
    paragraph.add_run("4.1%").bold = True
    link(paragraph, "https://example.org/a", " here")
    for words in ("more loans", "more visits"):
        document.add_paragraph(words, style="List Bullet")
    document.add_paragraph("open on Sundays", style="List Number")
    written, told = _read(document, file)
    assert "Visits rose by **4.1%**" in written and "[here](https://example.org/a)" in written
    assert "- more loans\n- more visits" in written and "1.  open on Sundays" in written and told == []


def test_headings_go_below_that_of_the_cell_and_leave_out_no_level(document, file):
    for words, level in (("Libraries", 1), ("Branches", 3), ("Archives", 1)):
        document.add_heading(words, level)
        document.add_paragraph(f"Words on {words}.")
    written, _ = _read(document, file)
    heads = [line for line in written.splitlines() if line.startswith("#")]
    assert heads == ["#### Libraries", "##### Branches", "#### Archives"]


def test_a_table_is_one_of_markdown_and_merged_cells_are_told(document, file):
    table = document.add_table(3, 2)
    for place, words in enumerate(["Site", "Visits", "Town|hall", "1,200\nin all", "Both", ""]):
        table.cell(place // 2, place % 2).text = words
    table.cell(2, 0).merge(table.cell(2, 1))
    written, told = _read(document, file)
    rows = [block.cells for block in markdown.read_blocks(written)]
    assert rows == [("Site", "Visits"), ("Town|hall", "1,200 in all"), ("Both", "")]
    assert len(told) == 1 and "merged cells" in told[0]


def test_a_cell_that_goes_down_over_rows_moves_no_other_cell(document, file):
    table = document.add_table(3, 3)
    for place, words in enumerate("Site Of Visits Ely adults 1 Ely children 2".split()):
        table.cell(place // 3, place % 3).text = words
    table.cell(2, 0).text = ""
    table.cell(1, 0).merge(table.cell(2, 0))
    written, told = _read(document, file)
    rows = [block.cells for block in markdown.read_blocks(written)]
    assert rows == [("Site", "Of", "Visits"), ("Ely", "adults", "1"), ("", "children", "2")] and len(told) == 1


def test_a_table_that_is_only_a_box_is_its_words(document, file):
    document.add_table(1, 1).cell(0, 0).text = "In a box."
    assert _read(document, file) == ("In a box.", [])


@pytest.mark.parametrize(
    "words",
    ["<b>bold</b> & more", "&lt;b&gt; &amp; &#38; &nbsp",
     "*star* and _under_ and ~~two~~", "# no heading", "+ 5 points", "1. one", "> 90%",
     "[Note]: provisional", "| a | b |", "S:\\Performance\\Q1", "#LoveYourLibrary, $5, c. 200, ~5%", "- 3",
     "![x](y.png)"],
)  # fmt: skip
def test_signs_of_markdown_are_words_as_they_were_in_word(document, file, words):
    document.add_paragraph(words)
    written, _ = _read(document, file)
    (block,) = markdown.read_blocks(written)
    assert block.text == words and block.kind is markdown.Kind.PARAGRAPH


def test_raised_figures_are_not_read_as_other_numbers(document, file):
    paragraph = document.add_paragraph("The park has 10")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(" m, on the 1")
    paragraph.add_run("st").font.superscript = True
    assert _read(document, file)[0] == "The park has 10² m, on the 1st"


def test_only_the_part_asked_for_is_taken(document, file):
    for heading, words in (("Commentary", "What happened."), ("Path to green:", "What is done.")):
        document.add_heading(heading, 2)
        document.add_paragraph(words)
    assert _read(document, file)[0] == "What happened."
    written, told = _read(document, file, Section.PATH_TO_GREEN)
    assert written == "What is done." and told == [
        "what stands below the heading “Commentary”; take it in with --part commentary: “What happened.”"
    ]


IN_A_BOX = "<w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent>"
PROMPT = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent>"
PICTURE = '<wp:inline><wp:docPr id="1" name="x" descr="A map"/></wp:inline>'
LEFT_OUT = {
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>": "hidden words: “secret”",
    f"<w:sdt>{PROMPT}</w:sdt>": "a form field that is not filled in: “Click here”",
    '<w:del w:id="1" w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del>': (
        "words that were deleted (a tracked change, taken as accepted): “gone”"
    ),
    f"<w:r><w:pict><v:shape><v:textbox>{IN_A_BOX}</v:textbox></v:shape></w:pict></w:r>": (
        "a text box; move its words into the text if they are to be printed: “in a box”"
    ),
    f"<w:r><w:drawing>{PICTURE}</w:drawing></w:r>": "a picture; say in words what it shows: “A map”",
    "<w:r><w:object/></w:r>": "a file within the document, such as a workbook",
    "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>": "an equation; write it in words: “x = 1”",
}


@pytest.mark.parametrize(("element", "message"), LEFT_OUT.items())
def test_what_a_cell_cannot_hold_is_left_out_and_told(document, file, element, message):
    paragraph = document.add_paragraph("The words stay.")
    put(paragraph, element)
    assert _read(document, file) == ("The words stay.", [message])


def test_words_that_a_style_hides_are_left_out(document, file):
    hidden = document.styles.add_style("Secret", 1)
    hidden.font.hidden = True
    document.styles.add_style("Based on it", 1).base_style = hidden
    document.add_paragraph("The words stay.")
    document.add_paragraph("secret", style="Based on it")
    assert _read(document, file) == ("The words stay.", ["hidden words: “secret”"])


@pytest.mark.parametrize(
    ("run", "written"),
    [
        ("<w:rPr><w:dstrike/></w:rPr><w:t>Fell.</w:t>", "~~Fell.~~"),
        (
            "<w:ruby><w:rt><w:r><w:t>guide</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Rose.</w:t></w:r></w:rubyBase></w:ruby>",
            "Rose.",
        ),
    ],
)
def test_forms_that_pandoc_does_not_know_are_kept(document, file, run, written):
    put(document.add_paragraph(), f"<w:r>{run}</w:r>")
    assert _read(document, file) == (written, [])


@pytest.mark.parametrize("line", ["---", "________", "* * *", "=====", "– – –"])
def test_a_line_that_is_drawn_with_signs_is_none(document, file, line):
    for words in ("Visits rose.", line, "Loans fell."):
        document.add_paragraph(words)
    assert _read(document, file)[0] == "Visits rose.\n\nLoans fell."


def test_of_a_link_to_an_unsafe_address_only_the_words_stay(document, file):
    link(document.add_paragraph("See "), "http://example.org", "this")
    written, told = _read(document, file)
    assert written == "See this" and len(told) == 1 and "http://example.org" in told[0]


@pytest.mark.parametrize(
    ("field", "words"),
    [("DATE", "2 January"), ('HYPERLINK "https://example.org/a"', "[2 January](https://example.org/a)")],
)
def test_what_a_field_shows_is_kept(document, file, field, words):
    put(
        document.add_paragraph("On "), f"<w:fldSimple w:instr=' {field} '><w:r><w:t>2 January</w:t></w:r></w:fldSimple>"
    )
    assert _read(document, file) == (f"On {words}", [])


def test_comments_titles_and_the_head_of_the_page_are_told(document, file):
    document.add_heading("Return for libraries", 0)
    document.sections[0].header.paragraphs[0].text = "Official: sensitive"
    paragraph = document.add_paragraph("The words stay.")
    document.add_comment(paragraph.runs, "Is this right?", "A", "A")
    written, told = _read(document, file)
    assert written == "The words stay." and len(told) == 3
    assert {"a comment: “Is this right?”", "the document’s title: “Return for libraries”"} < set(told)


PAGE = """<h1>Commentary</h1><p>Visits rose by <b>4.1%</b>, see <a href="https://example.org/x?a=1&amp;b=2">this</a>.</p>
<ul><li>open on <i>Sundays</i><ul><li>Ely</li></ul></li><li>more</li></ul>
<table border=1><tr><th>Site</th><th>Visits</th></tr><tr><td>Ely</td><td>1,200</td></tr></table>"""
FROM_PAGE = """Visits rose by **4.1%**, see [this](https://example.org/x?a=1&b=2).

- open on *Sundays*
  - Ely
- more

| Site | Visits |
|------|--------|
| Ely  | 1,200  |"""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on the PATH to save a Word document")
def test_a_document_that_libreoffice_saved_is_read_as_one_of_words(tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    command = ["soffice", "--headless", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--convert-to"]
    command += ["docx:MS Word 2007 XML", "--outdir", str(tmp_path), str(tmp_path / "page.html")]
    subprocess.run(command, check=True, capture_output=True)
    assert read_document(tmp_path / "page.docx", Section.COMMENTARY).markdown == FROM_PAGE
