"""Words that mislead, or that no engine should have to read, are told with their cell before anything is run."""

import time

import pytest

from cosmic.periods import Quarter
from projectfiles.errors import Faults
from reportbuilder.drafts import cell_faults, draft, markdown
from tests.factories import notebook_of, save

MISLEADING = {
    "5.7\u200b6%": "zero width space, U+200B",
    "5.7&#8203;6%": "zero width space, U+200B",
    "5.7&ZeroWidthSpace;6%": "zero width space, U+200B",
    "\u202e699,001": "right-to-left override, U+202E",
    "&#x202e;699,001": "right-to-left override, U+202E",
    "\u2067699,001\u2069": "right-to-left isolate, U+2067",
    "60\u00ad%": "soft hyphen, U+00AD",
    "60\ufeff%": "zero width no-break space, U+FEFF",
    "6\u20600%": "word joiner, U+2060",
    "6\u200d0%": "zero width joiner, U+200D",
    "\uf0b7 a line": "a bullet from Word",
    "a\u0007b": "a control character (bell, U+0007)",
    "a\x0bb": "a control character (vertical tab, Word’s line break, U+000B)",
    "a\x0cb": "a control character (form feed, Word’s page break, U+000C)",
    "a\x1eb": "a control character (Word’s non-breaking hyphen, U+001E)",
    "a\x85b": "a control character (next line, U+0085)",
    "one\u2028two": "a line separator (line separator, U+2028)",
    "one\u2029two": "a paragraph separator (paragraph separator, U+2029)",
    "a\ud800b": "half a character (U+D800)",
    "a\ufffe": "a code that stands for no character",
    "6\u03360%": "a mark over a figure (combining long stroke overlay, U+0336)",
    "６0%": "a look-alike of “6” (fullwidth digit six, U+FF16)",
    "60％": "a look-alike of “%”",
    "𝟔0%": "a look-alike of “6”",
    "6\u31640": "hangul filler, U+3164",
    "6\u034f0": "combining grapheme joiner, U+034F",
}
WELCOME = [
    "100,196 (5.76%), £5 – “quoted” … 5\u00a0% · • ½ m² CO₂ 5° naïve a\u0301",
    "Ŵyl Llŷn, Zażółć, 数字, عربى ٥٦, বাংলা, हिन्दी क\u094d\u200dष, می\u200cخواهم",
    "👩\u200d👧 👍🏽 ✔ ☐ ①",
    "line one\nline two\twith a tab\r\nline three",
]


@pytest.mark.parametrize("words", MISLEADING)
def test_a_character_that_misleads_is_told_with_its_name(words):
    told = list(cell_faults.find_faults(f"### Commentary\n\nSay {words} here."))
    assert len(told) >= 1 and MISLEADING[words] in told[0]


@pytest.mark.parametrize("words", WELCOME)
def test_words_in_any_script_are_welcome(words):
    assert list(cell_faults.find_faults(f"### Commentary\n\n{words}")) == []


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
@pytest.mark.parametrize(("depth", "is_told"), [(7, False), (8, False), (9, True), (2000, True)])
def test_lists_and_quotations_are_nested_so_deep_at_most(mark, depth, is_told):
    told = list(cell_faults.find_faults(mark * depth + "x"))
    assert any("nests lists or quotations" in one for one in told) is is_told


@pytest.mark.parametrize(("length", "is_told"), [(9_999, False), (10_000, False), (10_001, True)])
def test_a_paragraph_is_so_long_at_most(length, is_told):
    told = list(cell_faults.find_faults("### Commentary\n\n" + "a" * length + "\n\nanother"))
    assert any("has a paragraph of 10,001 characters" in one for one in told) is is_told


HEADINGS = {
    "### ": "has a heading without words (###); write it, or delete its line",
    "#### &nbsp;": "has a heading without words (####)",
    "### a\n\n##### b": "has a heading that leaves a level out (“##### b”); start it with ####",
    "##### b": "leaves a level out",
    "#### b\n\n### c\n\n#### d\n\n##### e": None,
    "###Commentary": None,
}


@pytest.mark.parametrize("source", HEADINGS)
def test_headings_that_would_stop_the_pdf_are_told_before(source):
    told = list(cell_faults.find_faults(source))
    assert told == [] if HEADINGS[source] is None else HEADINGS[source] in told[0]


@pytest.mark.parametrize(("rows", "is_told"), [(999, False), (1_000, False), (1_001, True)])
def test_tables_have_so_many_rows_at_most(rows, is_told):
    told = list(cell_faults.find_faults("| a |\n|---|\n" + "| 1 |\n" * (rows - 1)))
    assert any(one.startswith("has tables of 1,001 rows") for one in told) is is_told


def test_what_would_take_an_engine_long_is_read_within_seconds():
    heavy = ["[" * 9_999, "> " * 2_000, "- " * 2_000, "a" * 5_000_000, "|a|\n|-|\n" + "|b|\n" * 10_000]
    begun = time.monotonic()
    for words in heavy:
        list(cell_faults.find_faults(words))
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("length", [markdown.LONGEST - 1, markdown.LONGEST, markdown.LONGEST + 1])
def test_a_cell_is_so_long_at_most(length):
    told = list(cell_faults.find_faults(("ab\n\n" * length)[:length]))
    assert any("at most 50,000 can be published" in one for one in told) is (length > markdown.LONGEST)


def test_every_cell_that_is_published_is_looked_at_and_all_is_told_at_once(small_project):
    held = notebook_of(small_project, "cosmic-003")
    marked = [number for number, cell in enumerate(held["cells"], 1) if cell["cell_type"] == "markdown"]
    for number in marked:
        cell = held["cells"][number - 1]
        cell["source"] = [cell["source"][0], "\n", "A share of some 5.7\u200b6% of them."]
    save(small_project, "cosmic-003", held)
    with pytest.raises(Faults) as told:
        draft.read_draft(Quarter(2025, 1))
    assert [fault.place for fault in told.value.faults] == [f"notebooks/cosmic-003.ipynb, cell {n}" for n in marked]


def test_words_too_deep_to_be_read_are_told_as_that_and_not_as_missing(small_project):
    notebook = notebook_of(small_project, "cosmic-003")
    for cell in notebook["cells"]:
        if "commentary" in cell["metadata"].get("tags", []):
            cell["source"] = ">" * 2000 + " words"
    save(small_project, "cosmic-003", notebook)
    with pytest.raises(Faults, match="cell 8: nests lists or quotations"):
        draft.read_draft(Quarter(2025, 1))


def test_an_earlier_quarters_words_are_left_alone(small_project):
    held = notebook_of(small_project, "cosmic-003")
    params = (small_project / "params/2025-26-Q1.yml").read_text(encoding="utf-8")
    params = params.replace("2025-26-Q1", "2024-25-Q4").replace("2025-09-17", "2025-06-17")
    (small_project / "params/2024-25-Q4.yml").write_text(params, encoding="utf-8")
    old = {
        "cell_type": "markdown",
        "id": "old",
        "metadata": {"tags": ["commentary", "2024-25-Q4"]},
        "source": "a\u200bb c",
    }
    save(small_project, "cosmic-003", held | {"cells": [*held["cells"], old]})
    assert draft.read_draft(Quarter(2025, 1)).records


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("data/indicators/cosmic-003.yml", "service: ", "service: \u202e"),
        ("data/figures/cosmic-003.csv", "scorecard", "score\u200bcard"),
        ("params/2025-26-Q1.yml", "parameters:", "acknowledged: [{rule: a, quote: b, reason: c\u200bd}]\nparameters:"),
    ],
)
def test_names_sources_and_reasons_are_looked_at_too(small_project, path, before, after):
    file = small_project / path
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(Faults, match="contains an invisible character .*; delete it"):
        draft.read_draft(Quarter(2025, 1))


def test_a_name_is_put_in_a_row_however_its_file_spaces_it(small_project):
    file = small_project / "data" / "indicators" / "cosmic-003.yml"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("name:")]
    file.write_text("\n".join(["name: |", "  Active\u00a0 users", "  of libraries", *lines, ""]), encoding="utf-8")
    assert draft.read_draft(Quarter(2025, 1)).records[0].indicator.name == "Active users of libraries"
