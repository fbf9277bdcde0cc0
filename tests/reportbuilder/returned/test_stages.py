"""A sign-off belongs to what was signed: a later change of figure or words shows."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cosmic import editions
from cosmic.ratings import RAG
from reportbuilder import checks
from reportbuilder.drafts.draft import read_draft
from reportbuilder.drafts.received import COLUMNS
from reportbuilder.returned.stages import Stage, find_returned
from reportbuilder.returns.expected import expect
from reportbuilder.status import quarter_status, shown
from tests.factories import FIRST

STEM = "cosmic-003"
TABLE = Path("data", "figures", f"{STEM}.csv")
NOTEBOOK = Path("notebooks", f"{STEM}.ipynb")


@pytest.fixture
def returned(small_project):
    """Write a line into the list of returns, and return what the status says of it."""

    def write(signed_off_by: str = "A Director", quarter: str = str(FIRST), indicator: str = STEM):
        digest = expect(STEM, editions.load_edition(FIRST)).digest
        signed = [signed_off_by, "2025-09-10"] if signed_off_by else ["", ""]
        line = [quarter, indicator, "Libraries", "2025-09-09", "An Officer", "2025-09-08", *signed, digest, "0" * 64]
        held = dict(zip(COLUMNS, line, strict=True))
        Path("data", "returns.csv").write_text(f"{','.join(held)}\n{','.join(held.values())}\n", encoding="utf-8")

    return write


def _status():
    draft = read_draft(FIRST)
    return quarter_status.find_status(draft, checks.run_checks(draft), date(2025, 9, 17))


def _edit(path: Path, old: str, new: str):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_project_without_returns_says_nothing_of_them(small_project):
    assert _status().indicators[0].returned is None
    assert "Return" not in shown.as_text(_status())


@pytest.mark.parametrize("other", [{"quarter": "2024-25-Q4"}, {"indicator": "cosmic-004"}])
def test_the_return_of_another_quarter_or_indicator_is_none_of_this_one(returned, other):
    returned(**other)
    assert "not received" in shown.as_text(_status())


def test_of_an_indicator_that_is_suspended_no_return_is_due(returned):
    returned(indicator="cosmic-004")
    draft = read_draft(FIRST)
    (record,) = draft.records
    suspended = replace(draft, records=[replace(record, rag=RAG.SUSPENDED)])
    assert find_returned(suspended)[STEM].stage is Stage.NONE_DUE


def test_a_return_without_a_signature_is_received(returned):
    returned(signed_off_by="")
    _edit(TABLE, "100196", "100197")
    assert "received 9 September 2025" in shown.as_text(_status())


def test_a_return_that_is_signed_off_says_by_whom_and_when(returned):
    returned()
    assert "signed off by A Director, 10 September 2025" in shown.as_text(_status())
    held = json.loads(json.dumps(shown.as_values(_status())))["indicators"][0]["return"]
    assert held == {"stage": "signed off", "faults": 0, "due": None, "received": "2025-09-09",
                    "signed_off_on": "2025-09-10", "signed_off_by": "A Director"}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "old", "new"), [(TABLE, "100196", "100197"), (NOTEBOOK, "continued strong", "strong")]
)
def test_what_changes_after_the_signature_shows(returned, path, old, new):
    returned()
    _edit(path, old, new)
    (one,) = _status().indicators
    assert one.returned.stage is Stage.CHANGED
    assert "changed after sign-off by A Director" in shown.as_text(_status())
