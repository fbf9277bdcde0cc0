"""Test that everyone can read the PDF: by two checkers of PDF/UA-1, and by the rules that neither looks at.

Each check has its controls: the published file is broken in one way, and that very check must fail.
"""

import re
from collections import Counter
from datetime import date

import outloud
import pikepdf
import pymupdf
import pytest

from cosmic.periods import months_before
from reportbuilder.publishing import pandoc
from reportbuilder.publishing.postprocess.pdf import finish
from reportbuilder.readback.painted.drawing import find_misprints
from tests import hard
from tests.factories import copy_of_the_first, leave_only, notebook_of, save
from tests.pdf_checks import (
    CHECKS,
    FOOT,
    LAYOUT,
    _is_false_alarm,
    alternatives,
    bookmarks,
    column_heads,
    document,
    doubled,
    drop,
    fonts,
    furniture,
    headings,
    margins,
    moved,
    no_fonts,
    no_ids,
    no_names_of_rows,
    no_scope,
    no_title,
    no_words_for_links,
    not_ua,
    one_bookmark_less,
    outloud_,
    overlaps,
    page_validation,
    retag,
    rewritten,
    row_heads,
    untagged,
    without,
)

NAME = "cosmic-2025-26-Q1"


@pytest.mark.parametrize("check", CHECKS)
def test_the_pdf_holds(edition, check):
    assert check(edition / f"{NAME}.pdf") == []


def test_an_indicator_whose_commentary_allows_is_on_one_page(edition):
    with pikepdf.open(edition / f"{NAME}.pdf") as pdf, pdf.open_outline() as outline:
        pages = [page.objgen for page in pdf.pages]
        starts = [pages.index(item.destination[0].objgen) for item in outline.root if "CoSMIC 0" in item.title]
        starts.append(next(pages.index(i.destination[0].objgen) for i in outline.root if i.title.startswith("Quality")))
    assert [after - before for before, after in zip(starts, starts[1:], strict=False)] == [1] * 10


def test_the_period_below_a_figure_does_not_break_before_its_year(edition):
    with pymupdf.open(edition / f"{NAME}.pdf") as pdf:
        lines = [line.strip() for page in pdf for line in page.get_text().replace("\xa0", " ").splitlines()]
    assert "to Jun 2025" in lines and not {"2024", "2025"} & set(lines)


def test_finishing_twice_changes_nothing(edition, tmp_path):
    copy = tmp_path / f"{NAME}.pdf"
    copy.write_bytes((edition / copy.name).read_bytes())
    finish(copy, None)
    assert copy.read_bytes() == (edition / copy.name).read_bytes()


CONTROLS = [
    ("alternative text lost", drop("/Figure", "/Alt"), (page_validation, outloud_, alternatives)),
    ("figures tagged as paragraphs", retag("/Figure", "/P"), (alternatives,)),
    ("title lost", no_title, (page_validation, outloud_, document)),
    ("title not shown", without("/ViewerPreferences"), (page_validation, document)),
    ("language lost", without("/Lang"), (page_validation, outloud_, document)),
    ("not marked as PDF/UA", not_ua, (page_validation, document)),
    ("tags lost", untagged, (page_validation, outloud_, document)),
    ("heading skipped", retag("/H2", "/H3"), (page_validation, outloud_, headings)),
    ("title not a heading", retag("/H1", "/P"), (page_validation, headings)),
    ("column heads lost", retag("/TH", "/TD", "/THead"), (column_heads,)),
    ("row heads lost", retag("/TH", "/TD", "/TBody"), (row_heads,)),
    ("heads lost", retag("/TH", "/TD"), (column_heads, row_heads)),
    ("scopes lost", no_scope, (column_heads, row_heads)),
    ("cells that name no head", no_names_of_rows, (row_heads,)),
    ("names that lead nowhere", no_ids, (row_heads,)),
    ("rows outside their table", retag("/Table", "/Div"), (page_validation,)),
    ("bookmarks lost", without("/Outlines"), (outloud_, bookmarks)),
    ("one bookmark lost", one_bookmark_less, (bookmarks,)),
    ("footer not an artefact", rewritten(3, FOOT, rb"\1"), (page_validation, outloud_, furniture)),
    ("footer lost", rewritten(3, FOOT, b""), (furniture,)),
    ("standings outside their artefact", rewritten(3, LAYOUT, rb"\1"), (page_validation,)),
    ("moved to the right", moved(b"9 0"), (margins,)),
    ("moved up", moved(b"0 9"), (margins,)),
    ("moved down", moved(b"0 -12"), (margins,)),
    ("words on words", doubled, (overlaps,)),
    ("fonts lost", no_fonts, (page_validation, outloud_, fonts)),
    ("links without words", no_words_for_links, (page_validation, outloud_)),
]  # fmt: skip
EACH = [pytest.param(edit, check, id=f"{what}-{check.__name__}") for what, edit, checks in CONTROLS for check in checks]


@pytest.mark.slow
@pytest.mark.parametrize("edit, check", EACH)
def test_each_check_finds_what_it_is_for(edition, tmp_path, edit, check):
    broken = tmp_path / f"{NAME}.pdf"
    (tmp_path / "record.json").write_bytes((edition / "record.json").read_bytes())
    with pikepdf.open(edition / broken.name) as pdf:
        edit(pdf)
        pdf.save(broken)
    assert check(broken)


@pytest.mark.parametrize(
    "message, is_false",
    [
        ("header cells look shredded: 5 header cells against 3 data cells", True),
        ("header cells look shredded: 6 header cells against 3 data cells", False),
        ("header cells look shredded: 5 header cells against 3 data cells; 4 header rows", False),
    ],
)
def test_a_false_alarm_of_outloud_is_one_only_for_two_columns(message, is_false):
    finding = outloud.findings.Finding(rule="TBL-010", severity="error", message=message)
    assert _is_false_alarm(finding) is is_false


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Make the PDF of one indicator with 40 figures of none and one, a long description and a list at its end."""
    root = tmp_path_factory.mktemp("many") / "project"
    with pytest.MonkeyPatch.context() as patch:
        copy_of_the_first(root, patch)
        leave_only(root, "cosmic-005")
        ends = [months_before(date(2025, 6, 30), 3 * ago) for ago in range(40)]
        rows = [f"{end},{int(ago % 3 == 0)},,,2025-09-10,published,Synthetic," for ago, end in enumerate(ends)]
        head = "period_end,value,numerator,denominator,published,status,source,note"
        (root / "data" / "figures" / "cosmic-005.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
        notebook = notebook_of(root, "cosmic-005")
        description = next(cell for cell in notebook["cells"] if "Indicator Description" in "".join(cell["source"]))
        description["source"] = [
            "### Indicator Description\n\n",
            *("A line of the description.\n\n" for _ in range(12)),
        ]
        save(root, "cosmic-005", notebook)
        path = root / "many.pdf"
        pandoc.make_document("pdf", path, hard.run().edition, root)
    return path


def test_figures_in_columns_stand_below_their_caption_in_rows_of_equal_number(many):
    with pymupdf.open(many) as pdf:
        (words,) = (page.get_text("words") for page in pdf if "Figures behind the chart" in page.get_text())
    heads = {round(top) for _, top, _, _, word, *_ in words if word == "Period"}
    (caption,) = (bottom for _, _, _, bottom, word, *_ in words if word == "behind")
    months = [(left, top) for left, top, _, _, word, *_ in words if re.fullmatch(r"[A-Z][a-z]{2}-\d\d", word)]
    rows = Counter(round(left) for left, top in months if top > caption)
    assert len(heads) == 1 and min(heads) >= round(caption) - 1
    assert list(rows.values()) == [11, 11, 11, 7]  # and mean and limits below the last


def test_sharp_lines_and_a_table_at_the_end_of_a_page_print_what_is_read(many):
    assert list(find_misprints([many])) == []
