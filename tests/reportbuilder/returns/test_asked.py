"""What is asked of an indicator: the figure that is due, its months, and a history where too little is held."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cosmic import editions, record
from cosmic.periods import months_before
from projectfiles import paths
from reportbuilder.returns.asked import Asked, ask
from tests import kinds
from tests.factories import FIRST
from tests.reportbuilder.returns.conftest import SECOND, edit

DUE = date(2025, 9, 30)
HEAD = "period_end,value,numerator,denominator,published,status,source,note\n"


def _asked(stem: str) -> Asked:
    edition = editions.load_edition(SECOND)
    inputs = record.load_inputs(paths.stems(), SECOND)
    (found,) = [one for one in ask(inputs, edition, editions.find_quarter_before(SECOND)) if one.indicator.stem == stem]
    return found


def _hold(stem: str, ends: list[date], value=80):
    rows = [f"{end},{value},,,2025-11-01,published,Synthetic,\n" for end in ends]
    Path("data", "figures", f"{stem}.csv").write_text(HEAD + "".join(rows), encoding="utf-8")


def _quarters(count: int, last=date(2025, 6, 30)) -> list[date]:
    return [months_before(last, 3 * ago) for ago in range(count)]


def test_the_figure_of_the_quarter_that_has_ended_is_due(second):
    asked = _asked("cosmic-009")
    assert asked.due == DUE and not asked.is_held and asked.is_rated_as_typed


def test_a_figure_that_the_report_has_is_not_due_again(second):
    _hold("cosmic-009", [*_quarters(2), DUE])
    assert _asked("cosmic-009").is_held


@pytest.mark.parametrize(("held", "offered"), [(1, 40), (11, 40), (12, 0), (13, 0)])
def test_a_history_is_offered_below_twelve_periods(second, held, offered):
    _hold("cosmic-009", _quarters(held))
    history = _asked("cosmic-009").history
    assert len(history) == offered
    assert not set(history) & {DUE, *_quarters(held)}


def test_a_history_goes_back_from_the_figure_that_is_due_and_fills_gaps(second):
    _hold("cosmic-009", [date(2025, 6, 30), date(2024, 12, 31)])
    assert _asked("cosmic-009").history[:3] == [date(2025, 3, 31), date(2024, 9, 30), date(2024, 6, 30)]


def test_the_target_is_that_of_the_period_that_is_due_and_not_of_the_last_figure(second):
    edit(
        second / "data/indicators/cosmic-009.yml",
        "targets:\n",
        "targets:\n  - from: 2025-07-01\n    value: 70\n    reason: Raised.\n",
    )
    asked = _asked("cosmic-009")
    assert asked.foreseen.target and asked.foreseen.target.value == 70
    assert asked.foreseen.previous and asked.foreseen.previous.value == 56


def test_the_target_by_the_year_before_is_worked_out_where_that_figure_is_held(second):
    _hold("cosmic-003", [date(2025, 6, 30), date(2024, 9, 30)], value=100_000)
    target = _asked("cosmic-003").foreseen.target
    assert target and target.value == 102_000


def test_what_is_foreseen_changes_no_record(second):
    assert _asked("cosmic-009").record.current is None


def test_the_target_that_is_foreseen_is_the_one_of_the_report_when_the_figure_is_in(project_copy):
    kinds.write(project_copy)
    inputs, edition = record.load_inputs(paths.stems(), FIRST), editions.load_edition(FIRST)
    held = {one.indicator.stem: one for one in ask(inputs, edition, None) if one.is_held and _is_current(one)}
    due = {stem: one.due for stem, one in held.items()}
    tables = zip(inputs.indicators, inputs.figures, strict=True)
    without = [table[table["period_end"] != due.get(indicator.stem)] for indicator, table in tables]
    foreseen = {one.indicator.stem: one.foreseen for one in ask(replace(inputs, figures=without), edition, None)}
    assert len(held) > 15
    for stem, asked in held.items():
        assert foreseen[stem].target == asked.record.target
        assert foreseen[stem].previous == asked.record.previous


def _is_current(asked: Asked) -> bool:
    return asked.record.current is not None and asked.record.current.period_end == asked.due


def test_a_suspended_indicator_is_asked_for_nothing(second):
    edit(
        second / "data/indicators/cosmic-009.yml",
        "targets:\n",
        "suspended:\n  - from: 2025-07-01\n    reason: A new system.\ntargets:\n",
    )
    with pytest.raises(ValueError):
        _asked("cosmic-009")


def test_of_a_quarter_that_is_made_of_months_the_other_months_are_asked_for_too(second):
    path = second / "data/indicators/cosmic-005.yml"
    edit(path, "basis: quarter", "basis: month\nreported_as: quarter")
    _hold("cosmic-005", [date(2025, 6, 30), date(2025, 8, 31)])
    asked = _asked("cosmic-005")
    assert asked.due == DUE and asked.months == [date(2025, 7, 31)]
    assert not asked.is_rated_as_typed
