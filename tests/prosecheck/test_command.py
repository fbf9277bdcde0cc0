"""Hold the command to what it prints: the place, the verdict, the words with carets; and to its exit codes."""

import io
import re
import sys

import pytest

from prosecheck.__main__ import main
from prosecheck.explain import explain

WRONG = "Of 1,717 births, 99 (5.76%) were late."
RIGHT = "Of 1,717 births, 99 (5.77%) were late."


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Return how to write a file, in the folder in which the command is then run."""
    monkeypatch.chdir(tmp_path)
    return lambda name, text: (tmp_path / name).write_text(text, encoding="utf-8")


def test_what_is_wrong_is_shown_with_its_line_and_carets_under_its_words(write, capsys):
    write("report.md", f"# Births\n\nAll went well.\n\nOf **1,717**\nbirths, 99 (5.76%)\nwere late. {RIGHT}\n")
    assert main(["report.md"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "report.md:5: wrong: 5.76% is printed, but 99 of 1,717 is 5.77%: it was cut off, not rounded",
        "    Of 1,717 births, 99 (5.76%) were late.",
        "       ^^^^^^^^^^^^^^^^^^^^^^^^",
    ]


def test_the_same_sentence_twice_is_shown_in_two_lines(write, capsys):
    write("report.md", f"{WRONG}\n\n# May\n\n{WRONG}\n")
    main(["report.md"])
    shown = [line for line in capsys.readouterr().out.splitlines() if "wrong" in line]
    assert [line[:12] for line in shown] == ["report.md:1:", "report.md:5:"]


def test_a_long_sentence_is_cut_around_its_words(write, capsys):
    write("report.md", f"{'It is said so here, and ' * 8}of 1,717 births, 99 (5.76%) were late{', as it is said' * 8}.")
    main(["report.md"])
    _, sentence, carets = capsys.readouterr().out.splitlines()
    start = carets.index("^")
    assert sentence[start : start + carets.count("^")] == "1,717 births, 99 (5.76%)"
    assert sentence.strip().startswith("…") and sentence.endswith("…") and len(sentence) < 120


def test_what_is_right_is_shown_on_request_and_is_no_error(write, capsys):
    write("report.md", RIGHT)
    assert main(["report.md"]) == 0 and capsys.readouterr().out == ""
    assert main(["--right", "report.md"]) == 0
    assert "report.md:1: right: 99 of 1,717 is 5.77%" in capsys.readouterr().out


def test_a_dash_reads_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode())))
    assert main(["-"]) == 1
    assert capsys.readouterr().out.startswith("-:1: wrong: ")


def test_each_file_that_cannot_be_read_is_named_and_the_others_are_checked(write, tmp_path, capsys):
    write("report.md", WRONG)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    assert main(["none.md", "photo.jpg", "report.md"]) == 2
    shown = capsys.readouterr()
    assert shown.err.splitlines() == [
        "prosecheck: cannot read none.md: No such file or directory",
        "prosecheck: cannot read photo.jpg: it is no text in UTF-8",
    ]
    assert "report.md:1: wrong" in shown.out


def test_explaining_shows_what_was_weighed_the_winner_and_what_tells_for_it(capsys):
    assert main(["explain", WRONG]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == list(explain(WRONG)) and lines[0] == WRONG
    at = lines.index("  5.76%: wrong")
    assert "→" in lines[at + 1] and "differs" in lines[at + 1] and "99 of 1,717 is 5.77%" in lines[at + 1]
    assert any(re.fullmatch(r" +\+\d\.\d\d  operand 0 back to:\(", line) for line in lines[at:])


def test_explaining_a_sentence_without_numbers_shows_it_alone():
    assert list(explain("All went well.")) == []
