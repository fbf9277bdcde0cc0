"""What is said where there is nothing to compare with, since the unit changed or a part is not to be shown."""

from datetime import date
from decimal import Decimal

import pandas as pd

from cosmic.record import compute_record
from cosmic.rules import Change
from reportbuilder.publishing.key_page import explain_shorthands
from reportpages import formatting, tables
from tests.factories import FIGURES, NO_BENCHMARKS, a_record, an_edition, an_indicator

JUN_25, MAR_25, OUT = date(2025, 6, 30), date(2025, 3, 31), date(2025, 9, 17)


def test_a_figure_is_not_comparable_with_one_of_another_unit_and_its_page_says_why():
    earlier = [{"until": "2024-25-Q4", "unit": "percent"}]
    record = a_record(an_indicator(unit="per 1,000", earlier=earlier), [(MAR_25, 40, OUT), (JUN_25, 3, OUT)])
    assert record.previous is None and record.change is Change.NOT_COMPARABLE
    assert formatting.notes(record) == [
        "Not comparable. The previous figure was of another unit: percent, and not per 1,000."
    ]


def test_a_figure_without_a_previous_one_has_no_data_to_compare():
    record = a_record(an_indicator(), [(JUN_25, 3, OUT)])
    assert record.change is Change.NO_DATA and formatting.notes(record) == []


def test_a_suppressed_part_is_printed_as_such_and_its_shorthand_explained():
    indicator = an_indicator(parts={"by": "type", "names": ["A", "B", "C"]}, direction="contextual", targets=[])
    cells = [("A", 19, "published"), ("B", None, "suppressed"), ("C", None, "suppressed")]
    split = pd.DataFrame(
        [
            (JUN_25, None if value is None else Decimal(value), OUT, status, "synthetic", None, row, part, None, None)
            for row, (part, value, status) in enumerate(cells, 2)
        ],
        columns=[*FIGURES, "part", "numerator", "denominator"],
        dtype=object,
    )
    own = pd.DataFrame([(JUN_25, Decimal(26), OUT, "published", "synthetic", None, 2)], columns=FIGURES, dtype=object)
    record = compute_record(indicator, an_edition(), own, NO_BENCHMARKS, split)
    assert [[str(cell) for cell in row[:2]] for row in tables.parts(record)[1]][:3] == [
        ["A", "19"], ["B", "Suppressed [c]"], ["C", "Suppressed [c]"]
    ]  # fmt: skip
    assert [row.item for row in explain_shorthands([record])] == ["[c]"]
