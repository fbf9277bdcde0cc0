"""Sentences and tables as performance officers write them: none that is true is accused, what is wrong is found."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from nbformat import v4

from cosmic import rules
from cosmic.record import Record
from reportbuilder.checks import commentary
from reportbuilder.drafts import draft
from reportbuilder.findings import Finding
from tests.factories import FIRST, copy_of_the_first

FOLDER = Path(__file__).parent / "sentences"


def _read(name: str) -> list:
    cases = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=f"{case['stem']}: {case['words']}") for case in cases]


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The first edition's draft, read once."""
    with pytest.MonkeyPatch.context() as patch:
        copy_of_the_first(tmp_path_factory.mktemp("first") / "project", patch)
        yield draft.read_draft(FIRST)


def _told(first, case: dict) -> list[Finding]:
    """Return what is found in a sentence as the commentary of its indicator, with its figures if it brings some."""
    record = next(record for record in first.records if record.indicator.stem == f"cosmic-{case['stem']}")
    if "figures" in case:
        record = _with_figures(record, *case["figures"])
    tags = {"tags": ["commentary", str(FIRST)]}
    cell = v4.new_markdown_cell(f"### Commentary\n\n{case['words']}", metadata=tags)
    one = replace(first, records=[record], notebooks={record.indicator.stem: v4.new_notebook(cells=[cell])})
    return list(commentary.check_commentary(one))


def _with_figures(record: Record, *figures: int | None) -> Record:
    """Return the record with another current and previous figure and target."""
    current, previous, target = [None if figure is None else Decimal(str(figure)) for figure in figures]
    now = replace(record.current, value=current)
    before = None if previous is None else replace(record.previous, value=previous)
    indicator, dated = record.indicator, None
    if target is not None:
        low, high = (None if bound is None else target for bound in record.target.interval)
        dated = replace(record.target, value=target, low=low, high=high)
    interval = dated.interval if dated else None
    changed = rules.change(current, previous, indicator.direction, record.comparable is not False)
    return replace(
        record,
        current=now,
        previous=before,
        target=dated,
        series=tuple(figure for figure in (before, now) if figure),
        rag=rules.rag(current, interval, indicator.direction, indicator.rating),
        change=changed,
    )


@pytest.mark.parametrize("case", [*_read("true"), *_read("true_tables")])
def test_a_true_sentence_is_not_accused(first, case):
    assert [found for found in _told(first, case) if not found.is_question] == []


WRONG = _read("wrong")


def _is(case: dict, flag: str) -> bool:
    return bool(case.get(flag))


@pytest.mark.parametrize("case", [one for one in WRONG if not _is(one.values[0], "missed")])
def test_a_wrong_sentence_is_found_with_its_cell_and_words(first, case):
    told = _told(first, case)
    assert any(case["said"] in found.message for found in told if found.is_question is _is(case, "asked")), told
    words = case["words"].replace("\n\n", " ")
    assert all(found.place.endswith(", cell 1") and found.quote in words for found in told)


@pytest.mark.parametrize("case", [one for one in WRONG if _is(one.values[0], "asked")])
def test_a_wrong_sentence_that_is_only_asked_about_is_no_error_yet(first, case):
    assert all(found.is_question for found in _told(first, case))


@pytest.mark.parametrize("case", [one for one in WRONG if _is(one.values[0], "missed")])
def test_a_wrong_sentence_that_the_reader_misses_is_not_found_yet(first, case):
    assert _told(first, case) == []


def test_a_number_that_the_figures_of_the_page_give_is_not_asked_about(first):
    words = "There were 100,196 users against 95,000 borrowers, an increase of {}."
    asked = [bool(_told(first, {"stem": "003", "words": words.format(percent)})) for percent in ("2.3%", "2.4%")]
    assert asked == [False, True]  # 100,196 against the 97,976 of a year before
