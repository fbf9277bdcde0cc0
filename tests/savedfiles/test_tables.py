"""Tables: every way in which a spreadsheet saves one, and what is not a row of it."""

import pytest

from savedfiles.errors import Problem, Unreadable
from savedfiles.tables import read_table
from savedfiles.text import decode

COLUMNS = ["period_end", "value", "note"]
PLAIN = "period_end,value,note\r\n2025-03-31,498,\r\n2025-06-30,320,Cost £2m – see note\r\n"
ROWS = {
    2: {"period_end": "2025-03-31", "value": "498", "note": None},
    3: {"period_end": "2025-06-30", "value": "320", "note": "Cost £2m – see note"},
}
SAVED = {
    "plain UTF-8": PLAIN.encode(),
    "Excel's CSV UTF-8": PLAIN.encode("utf-8-sig"),
    "Excel's CSV": PLAIN.encode("cp1252"),
    "Excel's Unicode text": PLAIN.replace(",", "\t").encode("utf-16"),
    "UTF-16, other way round": b"\xfe\xff" + PLAIN.encode("utf-16-be"),
    "UTF-16 without its mark": PLAIN.encode("utf-16-le"),
    "semicolons": PLAIN.replace(",", ";").encode(),
    "upright lines": PLAIN.replace(",", "|").encode(),
    "tabs": PLAIN.replace(",", "\t").encode(),
    "sep=": b"sep=;\r\n" + PLAIN.replace(",", ";").encode(),
    "sep= of another": b'"sep=|"\r\n' + PLAIN.replace(",", "|").encode(),
    "line ends of an old Mac": PLAIN.replace("\r\n", "\r").encode(),
    "line ends of Linux": PLAIN.replace("\r\n", "\n").encode(),
    "no line end": PLAIN.strip().encode(),
    "heads in capitals": PLAIN.replace("period_end,value", "Period End , VALUE").encode(),
    "heads in quotes": PLAIN.replace("period_end,value", '"Period-End","“Value”"').encode(),
    "columns in another order": "note,value,period_end\n,498,2025-03-31\nCost £2m – see note,320,2025-06-30".encode(),
    "empty columns": PLAIN.replace("\r\n", ",,,\r\n").encode(),
    "an empty column between": b"period_end,,value,note\n2025-03-31,,498,\n2025-06-30,,320,"
    + "Cost £2m – see note".encode(),
    "short rows": PLAIN.replace("498,", "498").encode(),
    "empty rows at the end": PLAIN.encode() + b",,\r\n\r\n , ,\r\n",
    "stray spaces": PLAIN.replace("2025-06-30,320,", ' 2025-06-30 , "320" , ').encode(),
    "cells in quotes": PLAIN.replace("320", '"320"').replace("Cost", '"Cost').replace("see note", 'see note"').encode(),
    "cells that Excel leaves alone": PLAIN.replace("2025-06-30", '"=""2025-06-30"""').encode(),
}


@pytest.mark.parametrize("way", SAVED)
def test_a_table_is_read_however_it_is_saved(way):
    assert read_table(decode(SAVED[way]), COLUMNS) == (ROWS, [])


def test_rows_have_the_numbers_that_a_spreadsheet_shows():
    text = 'period_end,value,note\n\n2025-03-31,498,"two\nlines\r\nand ""more"""\n\n2025-06-30,320,\u2028x\n'
    rows, _ = read_table(text, COLUMNS)
    assert list(rows) == [3, 5] and " ".join(rows[3]["note"].split()) == 'two lines and "more"'


def _problems(text: str) -> list[Problem]:
    try:
        return read_table(text, COLUMNS)[1]
    except Unreadable as error:
        return error.problems


TOLD = {
    "a misspelt column": (PLAIN.replace("note", "nots"), [(1, "'nots' is unknown, and 'note' is missing; if that")]),
    "a column of another name": (PLAIN.replace("value", "figure"), [(1, "'figure' is unknown, and 'value' is miss")]),
    "notes below": (
        PLAIN + "\n* Provisional\nSource: x,,\n",
        [(5, "holds nothing but '* Provisional'; delete the rows 5")],
    ),
    "a number in two cells before empty ones": (PLAIN.replace("498,", "498,125,"), [(2, "put 498,125 in quotation")]),
    "a number in two cells": (PLAIN.replace("320,C", "320,196,C"), [(3, "put 320,196 in quotation marks")]),
    "title rows": (
        "Library users,,\n2025,,\n" + PLAIN,
        [(1, "stands above the heads, which are in row 3: 'Library users'")],
    ),
    "no heads": (
        "2025-03-31,498,\n",
        [(1, "must hold the heads of the columns, period_end, value, note, got: '2025-03")],
    ),
    "a missing column": ("period_end,value\n", [(1, "column 'note' is missing")]),
    "an unknown column": ("period_end,value,note,extra\n", [(1, "column 'extra' is unknown")]),
    "a repeated column": ("period_end,value,value,note\n", [(1, "column 'value' is repeated")]),
    "cells without a head": (
        PLAIN.replace("498,", "498,words, and more"),
        [(2, "must have 3 cells, as there are heads")],
    ),
    "totals": (PLAIN + "Total,818,\n", [(4, "is a total, got: 'Total'; delete the row")]),
    "totals named elsewhere": (PLAIN + ",818,Total\n", [(4, "is a total, got: 'Total'")]),
    "grand totals": (PLAIN + "Grand total (all),818,\n", [(4, "is a total")]),
    "a comma among semicolons": (
        PLAIN.replace(",", ";").replace("498", "498,125"),
        [(2, "value may be 498125 or 498.125, got: '498,125'")],
    ),
    "a note below": (PLAIN + "Source: Library system,,\n", [(4, "holds nothing but 'Source: Library system'")]),
    "heads again": (PLAIN + PLAIN, [(4, "repeats the heads")]),
    "an open quotation mark": (PLAIN + '2025-09-30,1,"words\n', [(4, "a quotation mark that is not closed")]),
    "words behind quotation marks": (PLAIN + '2025-09-30,1,"a"b\n', [(4, "words behind a closing quotation mark")]),
    "a cell as long as a book": (PLAIN + f"2025-09-30,1,{'x' * 131_073}\n", [(4, "more than 131,072 characters")]),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_wrong_with_a_table_is_told_once_with_its_row(name):
    text, told = TOLD[name]
    problems = [(problem.line, problem.message) for problem in _problems(text)]
    assert len(problems) == len(told)
    assert all(line == row and words in message for (line, message), (row, words) in zip(problems, told, strict=True))


@pytest.mark.parametrize("mark", ["x", '"', "\r", "\n", "é", " "])
def test_a_first_line_that_names_no_separator_is_a_title(mark):
    (problem,) = _problems(f"sep={mark}\r\n" + PLAIN)
    assert problem.message.startswith("stands above the heads")


def test_a_total_among_words_is_no_total():
    rows, problems = read_table(PLAIN.replace("Cost", "Total cost"), COLUMNS)
    assert rows[3]["note"].startswith("Total cost") and not problems


def test_numbers_in_cells_of_their_own_are_not_taken_for_parts_of_one():
    columns = ["period_end", "value", "numerator", "denominator", "note"]
    text = ",".join(columns) + "\n2025-03-31,71,710,100,,\n"
    assert read_table(text, columns)[1] == []


def test_rows_beside_wrong_ones_are_read_too():
    rows, problems = read_table("Library users\n" + PLAIN + "Total,818\nSource: x\nMore words\n", COLUMNS)
    assert list(rows) == [3, 4] and [problem.line for problem in problems] == [1, 5, 6]


def test_a_column_that_may_be_left_out_is_in_no_row_where_it_is_not_there_and_read_where_it_is():
    assert read_table("a,b\n1,2\n", ["a", "b"], ["c", "d"]) == ({2: {"a": "1", "b": "2"}}, [])
    assert read_table("a,b,d\n1,2,3\n", ["a", "b"], ["c", "d"]) == ({2: {"a": "1", "b": "2", "d": "3"}}, [])


def test_a_misspelt_head_of_a_column_that_may_be_left_out_is_told_with_the_likely_one():
    with pytest.raises(Unreadable) as error:
        read_table("indicator,value,coverrage\n1,2,3\n", ["indicator", "value"], ["coverage"])
    assert "column 'coverrage' is unknown, and 'coverage' is missing; if that is meant, rename it" in str(
        [problem.message for problem in error.value.problems]
    )
