"""Actions in every format: a table with their states below what is to be seen at a glance, and read back from it."""

import json

import pytest

from reportbuilder.cli.main import main
from reportbuilder.drafts import action_table, draft
from reportbuilder.readback import parse_document
from reportbuilder.readback.agreement import find_disagreements
from reportbuilder.readback.blocks import headings, paragraphs, tables_of
from tests.factories import BUILD, FIRST, copy_of_the_first, leave_only
from tests.reportbuilder.checks.test_actions import put

pytestmark = pytest.mark.slow  # whole editions

ITEMS = (
    "by 31 August 2025, Libraries: open *Rock Road* on Sundays, see https://www.example.org/sundays/plan-2025",
    "by 17 September 2025, Libraries | Archives: 5 < 6 & more",
    "by 1 July 2025, Libraries: leaflets (done)",
    "by 1 May 2026, Libraries: a café (dropped: no room)",
)
ROWS = [
    ["CoSMIC 003", "31 August 2025", "Libraries",
     "open Rock Road on Sundays, see https://www.example.org/sundays/plan-2025", "Late"],
    ["CoSMIC 003", "17 September 2025", "Libraries | Archives", "5 < 6 & more", "Under way"],
    ["CoSMIC 003", "1 July 2025", "Libraries", "leaflets", "Done"],
    ["CoSMIC 003", "1 May 2026", "Libraries", "a café", "Dropped: no room"],
]  # fmt: skip
SUMMARY = "Of 4 actions in path to green, 1 is late, 1 is under way, 1 is done and 1 is dropped."


@pytest.fixture(scope="module")
def acting(tmp_path_factory):
    """The edition of a project with one indicator whose path to green has actions."""
    folder = tmp_path_factory.mktemp("acting") / "project"
    with pytest.MonkeyPatch.context() as patch:
        copy_of_the_first(folder, patch)
        leave_only(folder, "cosmic-003")
        put(folder, str(FIRST), *ITEMS)
        assert main(BUILD) == 0
    return folder


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_each_document_has_every_action_with_its_state(acting, form):
    blocks = parse_document(acting / "_report" / str(FIRST) / f"cosmic-{FIRST}.{form}")
    (table,) = [one for one in tables_of(blocks) if one.rows[0] == list(action_table.HEADS)]
    assert table.rows[1:] == ROWS
    assert SUMMARY in paragraphs(blocks)


def test_an_edition_with_other_actions_than_its_notebooks_is_found(acting, monkeypatch):
    monkeypatch.chdir(acting)
    read = draft.read_draft(FIRST)
    file = acting / "_report" / str(FIRST) / f"cosmic-{FIRST}.html"
    assert list(find_disagreements(read, [file])) == []
    monkeypatch.setattr(action_table, "list_rows", lambda _: [ROWS[0], [*ROWS[1][:-1], "Done"], *ROWS[2:]])
    (found,) = find_disagreements(read, [file])
    assert "found “Under way”, expected “Done”" in found.message


def test_the_record_has_every_action_with_its_state_on_the_day(acting):
    whole = json.loads((acting / "_report" / str(FIRST) / "record.json").read_text(encoding="utf-8"))
    (record,) = whole["records"]
    *others, dropped = record["actions"]
    assert [(one["due"], one["state"], one["reason"]) for one in others] == [
        ("2025-08-31", "late", None),
        ("2025-09-17", "under way", None),
        ("2025-07-01", "done", None),
    ]
    assert dropped == {
        "what": "a café",
        "owner": "Libraries",
        "due": "2026-05-01",
        "state": "dropped",
        "reason": "no room",
    }


def test_a_record_with_another_state_of_an_action_is_found(acting, tmp_path, monkeypatch):
    monkeypatch.chdir(acting)
    file = acting / "_report" / str(FIRST) / "record.json"
    assert list(find_disagreements(draft.read_draft(FIRST), [file])) == []
    forged = tmp_path / "record.json"
    forged.write_text(file.read_text(encoding="utf-8").replace('"late"', '"done"'), encoding="utf-8")
    (found,) = find_disagreements(draft.read_draft(FIRST), [forged])
    assert "cosmic-003, actions" in found.place and "differs from the record" in found.message


def test_an_edition_without_actions_says_nothing_of_them(edition):
    blocks = parse_document(edition / f"cosmic-{FIRST}.html")
    assert action_table.HEADING not in headings(blocks)
