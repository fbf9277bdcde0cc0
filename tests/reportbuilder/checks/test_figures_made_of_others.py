"""A figure that is put together of others, and lacks one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from cosmic.periods import months_before
from reportbuilder.checks import plausibility
from reportbuilder.checks.figures_and_targets import check_currency
from reportbuilder.drafts import draft
from tests.factories import FIGURES, FIRST, a_record, an_edition, an_indicator

JUN_25, KNOWN = date(2025, 6, 30), date(2025, 7, 31)


@pytest.fixture
def messages(project_copy):
    read = draft.read_draft(FIRST)

    def of(indicator, ends):
        record = a_record(indicator, [(end, 1, end) for end in ends], KNOWN)
        rows = [(end, Decimal(1), end, "published", "x", None, 2) for end in ends]
        table = pd.DataFrame(rows, columns=FIGURES, dtype=object)
        inputs = replace(read.inputs, indicators=[indicator], figures=[table])
        one = replace(read, edition=an_edition(KNOWN), records=[record], inputs=inputs)
        return [finding.message for finding in check_currency(one)]

    return of


@pytest.mark.parametrize("missing", [[], [1], [1, 2]])
def test_a_month_that_a_quarter_lacks_is_told(messages, missing):
    indicator = an_indicator(basis="month", reported_as="quarter", targets=[])
    ends = [months_before(JUN_25, ago) for ago in (2, 1, 0) if ago not in missing]
    months = ", ".join({1: "May-25", 2: "Apr-25"}[ago] for ago in reversed(missing))
    expected = [f"the quarter to Jun-25 cannot be put together: {months} is missing"] if missing else []
    assert messages(indicator, ends) == expected


def test_nothing_is_overdue_of_what_is_suspended(messages):
    ends = [months_before(JUN_25, 3)]
    held = [{"from": "2025-04-01", "reason": "The system is being replaced."}]
    assert messages(an_indicator(targets=[]), ends)
    assert not messages(an_indicator(targets=[], suspended=held), ends)


def test_a_sum_of_percentages_that_none_can_be_is_told(messages):
    ends = [months_before(JUN_25, ago) for ago in (2, 1, 0)]
    keys = {"unit": "percent", "basis": "month", "reported_as": "quarter", "targets": []}
    record = a_record(an_indicator(**keys, combined_by="sum"), [(end, 60, end) for end in ends], KNOWN)
    slip = plausibility._slip_of(record, record.current)
    assert (
        slip.message
        == "is put together as the sum of 60 (row 2) + 60 (row 3) + 60 (row 4), and is impossible in its unit"
    )
    fitting = a_record(an_indicator(**keys, combined_by="sum"), [(end, 30, end) for end in ends], KNOWN)
    assert plausibility._impossible(fitting, fitting.current) is None
