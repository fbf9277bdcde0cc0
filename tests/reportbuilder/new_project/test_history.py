"""History that is taken in: checked and shown before it is written, and no edition that is out changes."""

import json
from datetime import date
from pathlib import Path

import pytest

from cosmic import editions
from cosmic.definitions import load_definition
from cosmic.figures import load_figures
from cosmic.periods import Quarter
from cosmic.record import load_inputs
from reportpages import saved_records
from tests.factories import FIRST, git
from tests.reportbuilder.new_project.conftest import contents_below, edit

STEM = "cosmic-005"
TABLE = f"data/figures/{STEM}.csv"
HEAD = "period_end,value,source\n"
EARLIER = "2024-12-31,450,Returns\n2024-09-30,430,Returns\n"
HELD = "2025-03-31,498,Returns\n"
TODAY = date.today()


@pytest.fixture
def file(project_copy, tmp_path):
    """Write a file of earlier figures beside the project, and return its path."""

    def write(rows: str, head: str = HEAD, encoding: str = "utf-8") -> str:
        path = tmp_path / "history.csv"
        path.write_bytes((head + rows).encode(encoding))
        return str(path)

    return write


def _add_quarter(quarter: str, produced_on: str):
    first = Path("params", f"{FIRST}.yml").read_text(encoding="utf-8").partition("acknowledged")[0]
    text = first.replace(str(FIRST), quarter).replace("2025-09-17", produced_on)
    Path("params", f"{quarter}.yml").write_text(text, encoding="utf-8")


def _of_the_first() -> list[dict]:
    edition = editions.load_edition(FIRST)
    return saved_records.to_plain(load_inputs(["cosmic-005"]).records(edition))


def test_an_old_edition_comes_out_as_it_was_and_the_next_has_the_history(project_copy, cosmic, file):
    before = json.dumps(_of_the_first())
    _add_quarter("2025-26-Q2", "2025-12-17")
    assert cosmic("history", STEM, file(EARLIER), "--published-on", "2025-12-17", "--yes")[0] == 0
    assert json.dumps(_of_the_first()) == before
    (record,) = load_inputs([STEM]).records(editions.load_edition(Quarter(2025, 2)))
    ends = [figure.period_end.isoformat() for figure in record.series]
    assert ends == ["2024-09-30", "2024-12-31", "2025-03-31", "2025-06-30"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_rows_go_below_the_others_and_every_other_byte_stays(project_copy, cosmic, file, end, last):
    path = project_copy / TABLE
    held = (path.read_text(encoding="utf-8").rstrip("\n") + last).replace("\n", end).encode()
    path.write_bytes(held)
    assert cosmic("history", STEM, file(EARLIER), "--published-on", "2025-12-17", "--yes")[0] == 0
    added = path.read_bytes().removeprefix(held).decode().strip().split(end)
    assert added == [
        "2024-09-30,430,,,2025-12-17,published,Returns,",
        "2024-12-31,450,,,2025-12-17,published,Returns,",
    ]


def test_a_table_in_another_order_and_with_semicolons_is_added_to_in_its_own_way(project_copy, cosmic, file):
    path = project_copy / TABLE
    path.write_text(
        "source;status;published;period_end;value;numerator;denominator;note\n"
        "Returns;published;2025-09-17;2025-06-30;320;;;\n",
        encoding="utf-8",
    )
    assert cosmic("history", STEM, file(EARLIER), "--published-on", "2025-12-17", "--yes")[0] == 0
    assert path.read_text(encoding="utf-8").splitlines()[2] == "Returns;published;2025-12-17;2024-09-30;430;;;"


def test_a_table_that_cannot_be_added_to_stays_as_it_is(project_copy, cosmic, file):
    path = project_copy / TABLE
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    before = contents_below(project_copy)
    status, _, said = cosmic("history", STEM, file(EARLIER), "--published-on", "2025-12-17", "--yes")
    assert status == 2 and f"{TABLE}: is saved in a way that cannot be added to; open it in Excel" in said
    assert contents_below(project_copy) == before


def test_without_a_terminal_and_without_yes_it_is_only_shown(project_copy, cosmic, file):
    before = contents_below(project_copy)
    status, said, _ = cosmic("history", STEM, file(EARLIER))
    assert status == 0 and contents_below(project_copy) == before
    assert "  Sep-24  430  Returns\n  Dec-24  450  Returns\n" in said
    assert said.endswith("Nothing is written. To write these 2 rows, add --yes.\n")


@pytest.mark.parametrize(("answer", "count"), [("y", 2), ("Yes", 2), ("n", 0), ("", 0)])
def test_a_person_is_asked_before_it_is_written(project_copy, cosmic, file, answer, count):
    held = len(load_figures(load_definition(STEM)))
    assert cosmic("history", STEM, file(EARLIER), answers=[answer])[0] == 0
    assert len(load_figures(load_definition(STEM))) == held + count


def test_the_same_file_again_leaves_nothing_to_do(project_copy, cosmic, file):
    command = ["history", STEM, file(EARLIER), "--yes"]
    assert cosmic(*command)[0] == 0
    before = contents_below(project_copy)
    status, said, _ = cosmic(*command)
    assert status == 0 and "Nothing to do" in said and "Sep-24, Dec-24" in said
    assert contents_below(project_copy) == before


def test_a_period_with_the_same_figure_is_passed_over(project_copy, cosmic, file):
    status, said, _ = cosmic("history", STEM, file(EARLIER + HELD), "--yes")
    assert status == 0 and f"In {TABLE} already, with the same figure: Mar-25." in said
    assert len(load_figures(load_definition(STEM))) == 4


def test_a_period_with_another_figure_is_to_be_revised_and_nothing_is_written(project_copy, cosmic, file):
    before = contents_below(project_copy)
    status, _, said = cosmic("history", STEM, file(EARLIER + HELD.replace("498", "499")), "--yes")
    told = f"history.csv, row 4: is of 2025-03-31, for which {TABLE}, row 2, has another figure, got: 499 here and 498"
    assert status == 2 and told in said and "revise the figure there" in said
    assert contents_below(project_copy) == before


def test_all_faults_are_told_at_once_with_row_and_column(project_copy, cosmic, file):
    before = contents_below(project_copy)
    rows = "2024-12-30,450,Returns\n2024-09-30,4x0,Returns\n2024-06-30,440,\n2024-03-31,430,Returns,besides\n"
    status, _, said = cosmic("history", STEM, file(rows), "--published-on", "2025-09-31", "--yes")
    assert status == 2
    places = [line.partition(": ")[0].rpartition("/")[2] for line in said.splitlines()[1:]]
    assert places == [
        "--published-on",
        "history.csv, row 5",
        "history.csv, row 2",
        "history.csv, row 3, value",
        "history.csv, row 4",
    ]
    assert contents_below(project_copy) == before


@pytest.mark.parametrize(("day", "status"), [("2025-09-16", 2), ("2025-09-17", 2), ("2025-09-18", 0)])
def test_a_day_by_which_an_earlier_edition_was_out_is_refused(project_copy, cosmic, file, day, status):
    _add_quarter("2025-26-Q2", "2025-12-17")
    found, _, said = cosmic("history", STEM, file(EARLIER), "--published-on", day, "--yes")
    assert found == status
    assert ("--published-on: must be after 2025-09-17, the day of the edition of 2025-26-Q1" in said) == bool(status)


def test_the_editions_that_will_show_it_are_named(project_copy, cosmic, file):
    _, said, _ = cosmic("history", STEM, file(EARLIER), "--published-on", "2025-09-17")
    assert "The edition of 2025-26-Q1 (produced on 17 September 2025) will show them." in said
    _, said, _ = cosmic("history", STEM, file(EARLIER), "--published-on", "2025-09-18")
    assert "Every edition in params/ stays as it was" in said


def test_without_a_day_it_is_published_today(project_copy, cosmic, file):
    assert cosmic("history", STEM, file(EARLIER), "--yes")[0] == 0
    assert list(load_figures(load_definition(STEM))["published"])[2:] == [TODAY, TODAY]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_as_excel_saves_it(project_copy, cosmic, file, encoding):
    rows = '30/09/2024,"1,430",Rückläufe – “first”\n31/12/2024,"1,450",Returns\n'
    assert cosmic("history", STEM, file(rows, "Period End,VALUE,Source\n", encoding), "--yes")[0] == 0
    table = load_figures(load_definition(STEM))
    assert [str(value) for value in table["value"]][2:] == ["1430", "1450"]
    assert list(table["source"])[2] == "Rückläufe – “first”"


def test_numerators_and_statuses_come_along(project_copy, cosmic, file):
    head = "period_end,value,numerator,denominator,status,source,note\n"
    rows = "2024-12-31,66.7,2,3,provisional,Returns,\n2024-09-30,,,,not available,Returns,Lost\n"
    status, said, _ = cosmic("history", "cosmic-006", file(rows, head), "--yes")
    assert status == 0 and "  Dec-24  66.7% (2 of 3) [p]  Returns\n" in said and "not available [x]  Returns" in said
    table = load_figures(load_definition("cosmic-006"))
    assert list(table["status"])[2:] == ["not available", "provisional"]
    assert list(table["denominator"])[3] == 3


def test_a_number_that_is_not_to_be_shown_is_not_printed(project_copy, cosmic, file):
    edit(project_copy / "data" / "indicators" / f"{STEM}.yml", "unit:", "smallest_count: 5\nunit:")
    status, said, _ = cosmic("history", STEM, file("2024-12-31,4,Returns\n2024-09-30,5,Returns\n"), "--yes")
    assert status == 0
    assert "  Sep-24               5  Returns\n  Dec-24  suppressed [c]  Returns\n" in said


def test_a_retired_indicator_takes_no_later_figure(project_copy, cosmic, file):
    edit(project_copy / "data" / "indicators" / f"{STEM}.yml", "unit:", "reported_until: 2024-25-Q2\nunit:")
    status, _, said = cosmic("history", STEM, file(EARLIER))
    assert status == 2 and "history.csv, row 2: period_end must not be after 2024-25-Q2" in said
    assert "history.csv, row 3" not in said


def test_an_indicator_that_is_reported_as_a_year_takes_the_quarters_that_it_records(project_copy, cosmic, file):
    edit(project_copy / "data" / "indicators" / f"{STEM}.yml", "unit:", "reported_as: rolling 12 months\nunit:")
    assert cosmic("history", STEM, file(EARLIER), "--published-on", "2025-09-17", "--yes")[0] == 0
    (record,) = load_inputs([STEM]).records(editions.load_edition(FIRST))
    assert record.current.value == 320 + 498 + 450 + 430


def test_a_new_indicator_without_figures_takes_its_history(project_copy, cosmic, file):
    path = project_copy / TABLE
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    edit(project_copy / "data" / "indicators" / f"{STEM}.yml", "unit:", "in_development: true\nunit:")
    status, said, _ = cosmic("history", STEM, file(EARLIER), "--yes")
    assert status == 0 and "delete in_development in its definition when it is to be rated" in said
    assert len(load_figures(load_definition(STEM))) == 2


def test_git_undoes_it_and_is_named_where_it_cannot(project_copy, cosmic, file):
    path = project_copy / TABLE
    before = path.read_bytes()
    _, said, _ = cosmic("history", STEM, file(EARLIER))
    assert "This folder is not in git" in said
    git("init", "-q")
    git("add", "-A")
    _, said, _ = cosmic("history", STEM, file(EARLIER))
    assert f"{TABLE} has changes that are not committed" in said
    git("commit", "-qm", "synthetic")
    _, said, _ = cosmic("history", STEM, file(EARLIER), "--yes")
    assert "not committed:" not in said and f"To undo it: git restore {TABLE}" in said
    assert path.read_bytes() != before
    git("restore", TABLE)
    assert path.read_bytes() == before


def test_an_empty_file_says_what_is_missing(project_copy, cosmic, file):
    status, _, said = cosmic("history", STEM, file(""))
    assert status == 2 and "history.csv: has no figures; add a row for each period" in said
    status, _, said = cosmic("history", STEM, file("2024-12-31,450\n", "period_end,value\n"))
    assert status == 2 and "history.csv, row 1: column 'source' is missing; add it" in said
