"""A council's own colours reach every format from `_brand.yml` alone."""

import zipfile
from pathlib import Path

import pymupdf
import pytest

from cosmic.rules import RAG
from reportbuilder.cli.main import main
from reportpages import badges
from tests.factories import BUILD, NAMES, copy_of_the_first, leave_only

MAIN, GREEN = "#5a2d82", "#2a9d8f"


@pytest.fixture(scope="module")
def recoloured(tmp_path_factory) -> Path:
    """The edition of a project with another main colour and another green."""
    folder = tmp_path_factory.mktemp("recoloured") / "project"
    with pytest.MonkeyPatch.context() as patch:
        copy_of_the_first(folder, patch)
        leave_only(folder, "cosmic-003")
        brand = folder / "_brand.yml"
        text = brand.read_text(encoding="utf-8").replace("#12436d", MAIN).replace("#33a364", GREEN)
        brand.write_text(text, encoding="utf-8")
        assert main(BUILD) == 0
        assert badges.colours(RAG.GREEN)[0] == GREEN.upper()
    return folder / "_report" / "2025-26-Q1"


def test_the_web_page_and_its_charts_have_the_colours(recoloured):
    page = (recoloured / NAMES[0]).read_text(encoding="utf-8")
    assert f"--blue: {MAIN};" in page and f"--green: {GREEN};" in page and "#12436d" not in page


def test_the_pdf_has_the_colours(recoloured):
    with pymupdf.open(recoloured / NAMES[1]) as pdf:
        fills = {drawing["fill"] for page in pdf for drawing in page.get_drawings() if drawing["fill"]}
    drawn = {"#" + "".join(f"{round(255 * part):02x}" for part in fill) for fill in fills}
    assert {MAIN, GREEN} <= drawn and not {"#12436d", "#33a364"} & drawn


def test_the_word_document_has_the_colours(recoloured):
    with zipfile.ZipFile(recoloured / NAMES[2]) as document:
        styles = document.read("word/styles.xml").decode()
    assert f'w:fill="{GREEN[1:].upper()}"' in styles and f'w:val="{MAIN[1:].upper()}"' in styles
    assert "12436D" not in styles and "33A364" not in styles


def test_the_word_document_tells_nothing_of_them_among_its_properties(recoloured):
    with zipfile.ZipFile(recoloured / NAMES[2]) as document:
        properties = document.read("docProps/custom.xml").decode()
    assert "produced" in properties
    assert not [name for name in ("palette", "typeface", "style.css") if name in properties]
