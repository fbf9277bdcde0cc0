"""What the looks do with tables on paper: a row of the scorecard, its bar too, is on one page."""

from pathlib import Path

import pypdfium2
import pytest
import typst

TEMPLATE = Path(__file__).parents[3] / "_extensions" / "cosmic-report" / "template.typ"
BAR = "#block(above: 4pt, rect(width: 17mm, height: 3mm))"


def _rules() -> str:
    """The rules of the template for wide tables."""
    text = TEMPLATE.read_text(encoding="utf-8")
    return text[text.index("// Of a scorecard") : text.index("// A short table stays")]


@pytest.mark.parametrize("height", range(60, 76))
def test_no_row_of_a_scorecard_is_parted_from_its_bar(tmp_path, height):
    """Wherever the page ends: of the words above the bar and those below it, none begin a page without the others."""
    rows = "".join(f"[A{row}], [], [], [B{row} {BAR} C{row}], [], []," for row in range(6))
    table = f"#table(columns: (1fr,) * 6, table.header([Head], [], [], [], [], []), {rows})"
    source = f"""#set page(width: 150mm, height: {height}mm, margin: 8mm)
{_rules()}
#show figure: set block(breakable: true)
#figure(align(center)[{table}], caption: [Scorecard], kind: table)
"""
    (tmp_path / "scorecard.typ").write_text(source, encoding="utf-8")
    typst.compile(str(tmp_path / "scorecard.typ"), output=str(tmp_path / "scorecard.pdf"))
    with pypdfium2.PdfDocument(tmp_path / "scorecard.pdf") as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    assert len(pages) > 1
    for row in range(6):
        where = [[word in page for page in pages] for word in (f"A{row}", f"B{row}", f"C{row}")]
        assert where[0].count(True) == 1 and where[0] == where[1] == where[2]
