"""Where a quarter stands: what is in, what is missing and since when, and how many days are left."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from lxml import html

from cosmic.periods import Quarter
from reportbuilder import checks
from reportbuilder.cli.main import main
from reportbuilder.drafts.draft import read_draft
from reportbuilder.new_quarter import start
from reportbuilder.status import quarter_status, shown
from reportbuilder.status.page import as_page
from reportbuilder.status.quarter_status import Figure, Words
from tests.factories import FIRST
from tests.reportbuilder.checks.test_actions import put

SECOND = Quarter(2025, 2)
DAY = date(2025, 12, 17)


@pytest.fixture
def second(small_project, monkeypatch) -> Path:
    """The second quarter of a project with one indicator, started and nothing else."""
    monkeypatch.setattr(start, "run_all", lambda notebooks, *_: (notebooks, {}))
    assert main(["new", str(SECOND), "--produced-on", str(DAY)]) == 0
    return small_project


def _status(quarter: Quarter, today: date):
    draft = read_draft(quarter)
    return quarter_status.find_status(draft, checks.run_checks(draft), today)


def _add_row(row: str):
    with Path("data", "figures", "cosmic-003.csv").open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"{row}\n")


@pytest.mark.parametrize(
    ("before", "figure", "days"),
    [(1, Figure.DUE, "1 day left"), (0, Figure.MISSING, "today"), (-2, Figure.MISSING, "2 days ago")],
)
def test_a_figure_is_due_until_the_day_of_the_edition_and_then_missing(second, before, figure, days):
    status = _status(SECOND, DAY - timedelta(before))
    (one,) = status.indicators
    assert (one.figure, one.period_end, status.days_left) == (figure, date(2025, 9, 30), before)
    assert f"produced on 17 December 2025: {days}\n" in shown.as_text(status)
    assert f"{figure} (Sep-25)  missing" in shown.as_text(status)


def test_a_figure_that_is_typed_is_in(second):
    _add_row("2025-09-30,100500,,,2025-12-10,published,synthetic,")
    (one,) = _status(SECOND, DAY).indicators
    assert (one.figure, one.period_end) == (Figure.IN, date(2025, 9, 30))


def test_a_figure_of_which_its_row_says_that_there_is_none_is_not_missing(second):
    _add_row("2025-09-30,,,,2025-12-10,not available,synthetic,The system was replaced")
    (one,) = _status(SECOND, DAY).indicators
    assert one.figure is Figure.NOT_AVAILABLE


def test_of_an_indicator_in_development_no_figure_is_due(second):
    file = Path("data", "indicators", "cosmic-003.yml")
    file.write_text(file.read_text(encoding="utf-8") + "in_development: true\n", encoding="utf-8")
    (one,) = _status(SECOND, DAY).indicators
    assert (one.figure, one.period_end) == (Figure.NONE_DUE, None)


@pytest.mark.parametrize(("value", "path"), [(96_000, Words.MISSING), (110_000, Words.NOT_DUE)])
def test_a_path_to_green_is_missing_where_the_rating_asks_for_one(second, value, path):
    _add_row("2024-09-30,98000,,,2025-12-10,published,synthetic,")
    _add_row(f"2025-09-30,{value},,,2025-12-10,published,synthetic,")
    (one,) = _status(SECOND, DAY).indicators
    assert (one.commentary, one.path_to_green) == (Words.MISSING, path)


def test_late_actions_and_open_findings_are_counted(small_project):
    put(small_project, str(FIRST), "by 1 May 2025, Libraries: leaflets", "by 1 May 2026: kiosks")
    draft = read_draft(FIRST)
    found = checks.run_checks(draft)
    of_quarter = replace(next(finding for finding in found if finding.is_open), indicator=None)
    status = quarter_status.find_status(draft, [*found, of_quarter], DAY)
    (one,) = status.indicators
    assert (one.late_actions, one.findings, status.findings) == (1, sum(finding.is_open for finding in found), 1)
    assert "written, 1 late" in shown.as_text(status)


def test_json_says_what_the_table_says(second, capsys):
    capsys.readouterr()
    assert main(["status", str(SECOND), "--json"]) == 0
    held = json.loads(capsys.readouterr().out)
    (one,) = held.pop("indicators")
    assert (held["quarter"], held["produced_on"]) == (str(SECOND), str(DAY))
    assert one["indicator"] == "cosmic-003" and one["commentary"] == "missing" and one["open_findings"] > 0
    assert main(["status"]) == 0
    assert "CoSMIC 003" in capsys.readouterr().out


def test_the_page_says_the_same_as_the_terminal_and_marks_what_is_to_be_done(second):
    status = _status(SECOND, DAY)
    page = as_page(status)
    root = html.fromstring(page)
    (row,) = root.xpath("//tr[td]")
    assert [cell.text for cell in row.findall("td")] == [told.text for told in shown.cells(status.indicators[0])]
    assert [cell.text for cell in row.findall("td[@class='to-do']")] == ["missing (Sep-25)", "missing", "2"]
    assert row.xpath("./th[@scope='row']/a/@href") == ["/#cosmic-003"]
    assert root.xpath("//tbody/tr/th[@scope='rowgroup']/text()") == ["Libraries"]
    assert shown.summary(status) in root.text_content() and shown.opening(status) in root.text_content()


def test_names_in_the_page_are_words_and_no_marks(second):
    file = Path("data", "indicators", "cosmic-003.yml")
    text = re.sub("(?m)^service: .*$", "service: Libraries <b>& more</b>", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    assert "Libraries &lt;b&gt;&amp; more&lt;/b&gt;" in as_page(_status(SECOND, DAY))
