"""What an indicator's figures are split by, as its page shows it."""

from datetime import date
from decimal import Decimal

import pandas as pd

from cosmic.record import compute_record
from reportpages import tables
from tests.factories import FIGURES, NO_BENCHMARKS, an_edition, an_indicator

JUN_25, JUN_24, KNOWN = date(2025, 6, 30), date(2024, 6, 30), date(2025, 7, 31)
BY_GRANT = {"by": "type of grant", "names": ["Enabler", "Core Fund"]}


def test_parts_are_shown_in_their_order_with_their_total_and_a_small_one_by_its_sign():
    indicator = an_indicator(parts=BY_GRANT, compared_with="previous year", targets=[])
    totals = [(JUN_24, 9), (JUN_25, 15)]
    figures = [(end, Decimal(value), KNOWN, "published", "x", None, row) for row, (end, value) in enumerate(totals, 2)]
    split = [
        ("Core Fund", JUN_25, 4, "published"),
        ("Enabler", JUN_25, 11, "published"),
        ("Enabler", JUN_24, None, "suppressed"),
        ("Core Fund", JUN_24, None, "not available"),
    ]
    parts = [
        (part, end, None if value is None else Decimal(value), KNOWN, status, "x", None, row)
        for row, (part, end, value, status) in enumerate(split, 2)
    ]
    record = compute_record(
        indicator,
        an_edition(KNOWN),
        pd.DataFrame(figures, columns=FIGURES, dtype=object),
        NO_BENCHMARKS,
        pd.DataFrame(parts, columns=["part", *FIGURES], dtype=object),
    )
    heads, rows = tables.parts(record)
    assert heads == ("Type of grant", "Current Year", "Previous Year")
    assert [[cell.text for cell in row] for row in rows] == [
        ["Enabler", "11", "Suppressed [c]"],
        ["Core Fund", "4", "No data [x]"],
        ["Total", "15", "9"],
    ]
