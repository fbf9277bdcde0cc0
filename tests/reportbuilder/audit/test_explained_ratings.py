"""How `cosmic explain` tells a rating: by the scheme that was used, in the committee's own words."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from cosmic.record import compute_record
from reportbuilder.audit import explain
from tests.factories import FIGURES, NO_BENCHMARKS, an_edition, an_indicator

OUT, JUN_25 = date(2025, 9, 17), date(2025, 6, 30)
NAMES = {"names": {"Green": "On track", "Amber": "At risk", "Red": "Off track"}}
BANDS = {"bands": [{"rating": "Green", "from": "95"}, {"rating": "Amber", "from": "85", "to": "94"}]}
ZERO = {"direction": "lower", "targets": [{"from": "2025-04-01", "value": 0, "reason": "synthetic"}]}
TOLD = [
    (
        94.6,
        {"rating": BANDS},
        "94.6000% of the target is reached, 95% in whole per cent; On track from 95%, At risk from 85%: On track",
    ),
    (3, ZERO | {"rating": {"amber_within": "5 points"}}, "3 is within the tolerance of 5 points: At risk"),
    (3, ZERO, "3 is beyond the tolerance of 10% of zero: Off track"),
    (3, ZERO | {"rating": BANDS}, "0.0000% of the target is reached, 0% in whole per cent; On track from 95%"),
    (
        95,
        {"rating": {"amber_within": "any distance", "amber_only_if": "better than before"}},
        "any distance off target is At risk, and At risk is only for what is better than before: Off track",
    ),
]


@pytest.mark.parametrize(("value", "keys", "told"), TOLD, ids=[told for _, _, told in TOLD])
def test_a_rating_is_told_by_its_scheme(value, keys, told):
    row = (JUN_25, Decimal(str(value)), OUT, "published", "synthetic", None, 2)
    table = pd.DataFrame([row], columns=FIGURES, dtype=object)
    record = compute_record(an_indicator(**keys), an_edition(ratings=NAMES), table, NO_BENCHMARKS)
    assert list(explain._rag(record))[-1].startswith(told)


@pytest.mark.parametrize(("count", "told"), [(0, "without decimals"), (1, "to 1 decimal"), (2, "to 2 decimals")])
def test_decimals_are_told_as_people_say_them(count, told):
    assert explain._decimals(count) == told
