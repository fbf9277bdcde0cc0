"""What figures.csv says of figures that are not in the unit, or of the period, that the report gives now."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pandas as pd

from cosmic.record import compute_record
from reportbuilder.drafts import spreadsheets
from tests.factories import FIGURES, NO_BENCHMARKS, an_edition, an_indicator

ENDS, OUT = (date(2024, 12, 31), date(2025, 3, 31), date(2025, 6, 30)), date(2025, 9, 17)


def rows(**keys) -> list[dict]:
    cells = [
        (end, Decimal(30 * place), OUT, "published", "synthetic", None, place + 1, None, None)
        for place, end in enumerate(ENDS, 1)
    ]
    table = pd.DataFrame(cells, columns=[*FIGURES, "numerator", "denominator"], dtype=object)
    record = compute_record(an_indicator(**keys), an_edition(), table, NO_BENCHMARKS)
    draft = SimpleNamespace(records=[record], figures=[table], edition=record.edition)
    return [dict(zip(spreadsheets.FIGURES_HEADS, row, strict=True)) for row in spreadsheets.figures_rows(draft)]


def test_each_figure_has_the_unit_and_the_basis_that_it_was_measured_in():
    earlier = [{"until": "2024-25-Q4", "unit": "count", "basis": "rolling 12 months"}]
    told = [(row["unit"], row["basis"], row["period_start"]) for row in rows(unit="per 1,000", earlier=earlier)]
    assert told[1:] == [("count", "rolling 12 months", "2024-04-01"), ("per 1,000", "quarter", "2025-04-01")]


def test_a_measure_is_told_by_what_its_numbers_count():
    assert {row["unit"] for row in rows(unit="measure", measured_in="tonnes")} == {"tonnes"}


def test_a_target_of_another_period_does_not_stand_beside_a_figure():
    """A quarter's target is none of the year to date that the quarter is made of."""
    running = {"basis": "year to date", "reported_as": "quarter"}
    assert [row["target"] for row in rows()] == ["", "", "100"]
    assert [row["target"] for row in rows(**running)] == ["", "", ""]
