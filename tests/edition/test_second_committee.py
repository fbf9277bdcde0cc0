"""A second committee's edition, made without an edit of Python, shows what is its own and nothing of the first's."""

import json
import re
import zipfile
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from docx import Document

from reportbuilder.cli.main import main
from reportbuilder.readback import parse_document
from reportbuilder.readback.blocks import tables_of
from tests import second_committee
from tests.factories import BUILD, FIRST
from tests.second_committee import STEM

pytestmark = pytest.mark.slow  # whole editions or kernels; make test-slow and CI run them

NAME = f"ht-{FIRST}"
FORMS = ("html", "pdf", "docx")
ALT = "Example Town Council’s “crest” & #1"
FIRST_COMMITTEE = re.compile("CoSMIC|Cambridgeshire|Communities, Social Mobility")


@pytest.fixture(scope="module")
def second(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("second") / "project"
    with pytest.MonkeyPatch.context() as patch:
        second_committee.make(folder, patch)
        assert main(BUILD) == 0
    return folder / "_report" / str(FIRST)


def everything(path: Path) -> str:
    """All that a file holds, unpacked: words, markup and metadata."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            return "\n".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())
    if path.suffix == ".pdf":
        with pymupdf.open(path) as pdf, pikepdf.open(path) as parts:
            metadata = parts.Root.Metadata.read_bytes().decode("utf-8", "ignore")
            return "\n".join([*(page.get_text() for page in pdf), str(pdf.metadata), metadata])
    return path.read_text(encoding="utf-8")


def test_its_files_bear_its_prefix(second):
    assert {path.name for path in second.iterdir()} == {
        *(f"{NAME}.{form}" for form in FORMS), "scorecard.csv", "figures.csv", "record.json"
    }  # fmt: skip


def test_no_file_holds_a_name_of_the_first_committee(second):
    assert {
        path.name: found[0] for path in second.iterdir() if (found := FIRST_COMMITTEE.search(everything(path)))
    } == {}


@pytest.mark.parametrize("form", FORMS)
def test_each_document_shows_its_name_its_rating_and_its_key(second, form):
    blocks = parse_document(second / f"{NAME}.{form}")
    said = " ".join(str(block) for block in blocks)
    assert "Housing & Transport Board" in said and "HT 003: Number of active library users" in said
    (key,) = (table for table in tables_of(blocks) if table.rows[0] == ["Data Item", "Explanation"])
    assert key.rows[1] == ["Target | goal", "What the figure is to reach"]
    for point in ("On track – on target", "1. Slipping – *nearly*", "# Off track"):
        assert point in key.rows[2][1]
    (scorecard,) = (table for table in tables_of(blocks) if table.rows[0][-1] == "RAG Rating")
    assert scorecard.rows[1][-1] == "✔ On track"
    assert "1 ✔ On track 0 ! Slipping 0 ✘ Off track [1]" in said


def test_the_tables_and_the_records_have_the_names_too(second):
    assert "✔ On track" in (second / "scorecard.csv").read_text(encoding="utf-8-sig")
    (record,) = json.loads((second / "record.json").read_text(encoding="utf-8"))["records"]
    assert (record["rag"], record["rating"], record["indicator"]["code"]) == ("Green", "On track", "HT 003")
    assert record["indicator"]["stem"] == STEM


def test_the_logo_stands_with_its_alt_text_on_both_covers_and_in_words_headers(second):
    page = (second / f"{NAME}.html").read_text(encoding="utf-8")
    cover = page.partition("</header>")[0].partition('<p class="logo">')[2]
    assert "data:image/png;base64," in cover and "“crest” &amp; #1" in cover
    with pikepdf.open(second / f"{NAME}.pdf") as pdf:
        assert ALT in [str(part.get("/Alt")) for part in pdf.objects if isinstance(part, pikepdf.Dictionary)]
    (section,) = Document(second / f"{NAME}.docx").sections
    for header in (section.first_page_header, section.header):
        (drawn,) = header._element.xpath(".//wp:docPr")
        assert drawn.get("descr") == ALT


def test_an_svg_is_drawn_on_the_covers_and_a_png_in_word(tmp_path, monkeypatch):
    given = "\nlogo: {large: {path: crest.svg, alt: In lines}, medium: {path: crest.png, alt: In dots}}\n"
    folder = second_committee.make(tmp_path / "project", monkeypatch, given)
    drawn = '<path d="M0 0L9 0L9 9Z"/><polygon points="0,0 0,9 9,9"/>'
    size = 'width="90" height="9" viewBox="0 0 90 9"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><title>x</title>{drawn}</svg>'
    (folder / "crest.svg").write_text(svg, encoding="utf-8")
    assert main(BUILD) == 0
    made = folder / "_report" / str(FIRST)
    cover = (made / f"{NAME}.html").read_text(encoding="utf-8").partition('<p class="logo">')[2].partition("</p>")[0]
    assert "data:image/svg+xml;base64," in cover and 'alt="In lines"' in cover
    with pymupdf.open(made / f"{NAME}.pdf") as pdf:
        assert not pdf[0].get_images()
    (section,) = Document(made / f"{NAME}.docx").sections
    assert [part.get("descr") for part in section.header._element.xpath(".//wp:docPr")] == ["In dots"]


def test_two_indicators_with_one_code_are_told(tmp_path, monkeypatch, capsys):
    folder = second_committee.make(tmp_path / "project", monkeypatch)
    for kind, ending in (("data/indicators", "yml"), ("data/figures", "csv"), ("notebooks", "ipynb")):
        own = folder / kind / f"{STEM}.{ending}"
        own.with_stem("ht-004").write_text(own.read_text("utf-8").replace(STEM, "ht-004"), encoding="utf-8")
    with (folder / "index.qmd").open("a", encoding="utf-8") as index:
        index.write('\n::: {.notebook src="build/ht-004.ipynb"}\n:::\n')
    with (folder / "data" / "indicators" / "ht-004.yml").open("a", encoding="utf-8") as definition:
        definition.write("code: ht 003\n")
    assert main(["check", str(FIRST)]) == 2
    assert "data/indicators/ht-004.yml, code: must be its own, got: ht 003, which ht-003 has" in capsys.readouterr().err


WRONG_LOGOS = {
    "no alt text": ("logo: crest.png", "_brand.yml, logo, medium: has no alt text"),
    "no file": ("logo: {large: {path: gone.png, alt: x}}", "logo, large: the file gone.png is missing; put it there"),
    "another kind": ("logo: {medium: {path: a.jpg, alt: x}}", "logo, medium: must be a PNG or an SVG, got: a.jpg"),
    "an address": ("logo: {medium: {path: 'https://x.org/a.png', alt: x}}", "must be a file of the project, got: "),
    "an SVG alone": ("logo: {medium: {path: a.svg, alt: x}}", "_brand.yml, logo: must be a PNG in one size at least"),
    "an SVG with words": (
        "logo: {large: {path: a.svg, alt: x}, small: {path: crest.png, alt: x}}",
        "turn them into pa",
    ),
    "no PNG": ("logo: {medium: {path: _brand.png, alt: x}}", "_brand.png is named as a PNG and is none"),
    "a misspelling": ("logo: {medum: {path: crest.png, alt: x}}", "_brand.yml, logo, medum: is not a known key"),
}


@pytest.mark.parametrize("given, expected", WRONG_LOGOS.values(), ids=WRONG_LOGOS)
def test_a_wrong_logo_is_told_and_stops_everything(tmp_path, monkeypatch, capsys, given, expected):
    folder = second_committee.make(tmp_path / "project", monkeypatch, f"\n{given}\n")
    (folder / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>x</text></svg>', encoding="utf-8")
    (folder / "_brand.png").write_bytes(b"GIF89a")
    assert main(["check", str(FIRST)]) == 2
    assert expected in capsys.readouterr().err


def test_an_old_project_with_a_typed_key_is_told_what_to_do(tmp_path, monkeypatch, capsys):
    folder = second_committee.make(tmp_path / "project", monkeypatch)
    for name, old, new in (
        ("index.qmd", '::: {.notebook src="build/key.ipynb"}\n:::', "## Key {#key}"),
        ("_quarto.yml", "key:", "x:"),
    ):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert main(["check", str(FIRST)]) == 2
    told = capsys.readouterr().err
    assert (
        "index.qmd: has no line for the page build/key.ipynb; add one in place of any key that is typed there" in told
    )
    assert "_quarto.yml, key: has no rows; give each as “- item:”" in told
