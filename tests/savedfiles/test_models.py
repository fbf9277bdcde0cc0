"""Keys and values of a file: read in the ways that people type them, and each fault told once, in plain words."""

import pytest
from pydantic import Field

from savedfiles.errors import Unreadable
from savedfiles.models import Checked, Day, Number, Text, validate


class _Step(Checked):
    start: Day = Field(alias="from")
    value: Number


class _Measure(Checked):
    name: Text
    lag_months: int = 0
    targets: tuple[_Step, ...] = ()


def _told(**keys) -> list[tuple[str, str]]:
    with pytest.raises(Unreadable) as error:
        validate(_Measure, keys)
    return [(problem.key, problem.message) for problem in error.value.problems]


@pytest.mark.parametrize(
    "key", ["lag_months", "Lag_Months", "LAG MONTHS", "lag-months", "‘lag months’", "Lag\u00a0months"]
)
def test_keys_may_be_in_any_case_and_with_other_spaces(key):
    assert validate(_Measure, {"Name": "x", key: "6"}).lag_months == 6


def test_a_key_that_is_given_twice_in_different_cases_is_told():
    assert _told(name="x", Name="y") == [("Name", "is not a known key (a misspelling?), got: 'y'")]


def test_a_misspelt_key_is_told_once_with_the_one_that_is_meant():
    assert _told(nmae="x") == [("nmae", "is not a known key, and name is missing; if that is meant, rename it")]
    (told,) = _told(name="x", targets=[{"from": "2025-04-01", "value": "1"}, {"start": "2026-04-01", "value": "2"}])
    assert told == ("targets, entry 2, start", "is not a known key, and from is missing; if that is meant, rename it")


def test_a_key_too_many_beside_none_that_is_missing_is_told_as_such():
    assert _told(name="x", extra="y") == [("extra", "is not a known key (a misspelling?), got: 'y'")]


def test_a_comma_between_braces_is_told_as_what_it_does():
    ((key, message),) = _told(name="x", targets=[{"from": "2025-04-01", "value": "100", "196": None}])
    assert key == "targets, entry 1, 196" and "write the number without commas" in message


@pytest.mark.parametrize(
    ("value", "words"), [(None, "must not be empty; fill it in"), (["70"], "must be a single value, got: ['70']")]
)
def test_a_value_that_is_none_or_several_is_told(value, words):
    told = _told(name="x", targets=[{"from": "2025-04-01", "value": value}])
    assert told == [("targets, entry 1, value", words)]


def test_words_that_are_empty_and_a_file_of_comments_are_told():
    assert _told(name=None) == [("name", "must not be empty; fill it in")]
    with pytest.raises(Unreadable, match="must hold keys and values, got: none"):
        validate(_Measure, None)
