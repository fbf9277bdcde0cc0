"""A quarter by returns alone: sent out, filled in with faults, sent back, mended, taken in, and built."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cosmic import editions, record
from cosmic.bases import Basis
from cosmic.periods import Quarter
from projectfiles import paths
from reportbuilder.cli.main import main
from tests.factories import contents
from tests.reportbuilder.returns.filling import GOOD, cell_of, edit, fill, fill_well, stems_in

SECOND = Quarter(2025, 2)


def _answers(stem: str, day: datetime) -> dict[str, object]:
    """What a service would type of an indicator: a figure near its last one, words, and who stands for them."""
    (known,) = record.load_inputs([stem]).records(editions.load_edition(editions.list_quarters()[0]))
    figure = known.series[-1]
    grown = 2 if figure.basis is Basis.YEAR_TO_DATE else 1  # the second quarter's running total
    words = "These are the words of the service for the quarter."
    return {
        "value": float(figure.value) * grown,
        "commentary": words,
        "path_to_green": words,
        "filled_in_on": day,
        "signed_off_on": day + timedelta(days=1),
    }


@pytest.mark.slow
def test_a_whole_quarter_comes_in_by_returns_alone(project_copy, capsys):
    assert main(["new", str(SECOND)]) == 0
    assert "cosmic returns out" in capsys.readouterr().out
    assert main(["returns", "out", str(SECOND)]) == 0
    forms = sorted(Path("_returns", str(SECOND)).glob("*.xlsx"))
    books = {form: load_workbook(form) for form in forms}
    asked = {form: stems_in(book) for form, book in books.items()}
    assert {stem for stems in asked.values() for stem in stems} == set(paths.stems())
    due = {*paths.stems()} - {"cosmic-001", "cosmic-002"}  # whose year's figure is held, and is given again

    day = datetime.combine(SECOND.end, datetime.min.time()) + timedelta(days=10)
    for form, stems in asked.items():
        edit(form, *(lambda book, stem=stem: fill_well(book, stem, **_answers(stem, day)) for stem in stems))
    spoilt, stem = next((form, stem) for form, stems in asked.items() for stem in stems if stem in due)
    edit(spoilt, lambda book: fill(book, stem, value="n/a"))

    before = contents(Path("data/figures"))
    assert main(["returns", "in", *map(str, forms), "--yes", "--reply"]) != 0
    told = capsys.readouterr()
    place = cell_of(load_workbook(spoilt), stem, "value").coordinate
    assert f"cell {place}: you entered “n/a” where a number is due" in told.out + told.err
    assert contents(Path("data/figures")) == before, "nothing is taken in while one of the files has a fault"

    (reply,) = spoilt.parent.glob("*to mend*.xlsx")
    edit(reply, lambda book: fill(book, stem, value=_answers(stem, day)["value"]))
    mended = [str(reply) if form == spoilt else str(form) for form in forms]
    assert main(["returns", "in", *mended, "--yes"]) == 0
    assert main(["returns", "in", *mended, "--yes"]) == 0
    assert "nothing to do" in capsys.readouterr().out

    records = record.load_inputs(paths.stems()).records(editions.load_edition(SECOND))
    given = {one.indicator.stem for one in records if one.current and one.current.source == GOOD["source"]}
    assert given == due
    assert main(["build", str(SECOND), "--publisher", "embedded"]) == 0, capsys.readouterr().err
    page = Path("_report", str(SECOND), f"cosmic-{SECOND}.html").read_text(encoding="utf-8")
    assert page.count("These are the words of the service for the quarter.") >= len(paths.stems())
