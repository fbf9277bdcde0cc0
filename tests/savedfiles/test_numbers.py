"""Numbers: thousands however they are set apart, and what people write where there is no number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savedfiles.errors import Unreadable
from savedfiles.numbers import find_meaning, read_number, without_percent_sign

SPACES = " \u00a0\u2009\u202f\u2007"
READ = {
    "100196": "100196", "100,196": "100196", "1,234,567.5": "1234567.5", "'100196": "100196", " 71.5 ": "71.5",
    "0273": "273", ".5": "0.5", "71.": "71", "0": "0", "9" * 15: "9" * 15,
    **{f"100{gap}196": "100196" for gap in SPACES},
}  # fmt: skip
TOLD = {
    "1,00,196": "a comma that parts no thousands", "71,5": "a comma that parts no thousands", "71%": "is a percentage",
    "£12": "a currency", "+5": "may be a change", "1.00E+05": "Excel has shortened", "#REF!": "a spreadsheet's formula",
    "#DIV/0!": "a spreadsheet's formula", "#####": "a column is too narrow", "71p": "a mark behind the number",
    "71 [p]": "a mark behind the number", "5*": "a mark behind the number", "~490": "is not exact",
    ">90%": "is not exact",
    "12k": "is shortened", "-5": "got: '-5'", "−5": "got: '−5'", "１００": "got: '１００'",
    "1_000": "got", "0x1f": "got",
    "1 234,567": "got", "nan": "got", "inf": "got", "many": "got", "9" * 16: "at most 15", 
    "9" * 4000: "at most 15",
    "0." + "1" * 21: "and 20 behind it", "1" + " " * 100_000 + "x": "got",
    "71-73": "holds two numbers", "71 of 90": "holds two numbers", "71/90": "holds two numbers",
    "71.5 (73)": "holds two numbers", "71½": "has a fraction", "¼": "has a fraction",
    "7O.5": "a letter in a digit’s place",
    "l00": "a letter in a digit’s place", "#SPILL!": "an error of a spreadsheet", "#CALC!": "an error of a spreadsheet",
}  # fmt: skip
MEANINGS = {
    "<5": "too small", "fewer than 5": "too small", "[c]": "confidential", "[x]": "not available",
    "-": "either 0 or no",
    "–": "either 0 or no", "--": "either 0 or no", "..": "not available", "…": "not available", "n/a": "not available",
    "N/A": "not available", "#N/A": "was not found", "TBC": "not known yet", "nil": "either 0 or no", "*": "withheld",
    "Suppressed": "withheld",
}  # fmt: skip


@pytest.mark.parametrize(("text", "number"), READ.items())
def test_a_number_that_has_one_meaning_is_read(text, number):
    assert str(read_number(text)) in (number, f"0{number}", str(Decimal(number))) and read_number(text) == Decimal(
        number
    )


@pytest.mark.parametrize(("text", "told"), TOLD.items(), ids=[text[:20] for text in TOLD])
def test_what_is_no_number_is_told_with_what_it_probably_is(text, told):
    with pytest.raises(Unreadable) as error:
        read_number(text)
    assert told in str(error.value) and str(error.value).startswith("must be a number")


@pytest.mark.parametrize(("text", "meaning"), MEANINGS.items())
def test_what_stands_for_no_number_is_known(text, meaning):
    assert meaning in str(find_meaning(text))
    with pytest.raises(Unreadable, match="which stands for"):
        read_number(text)


@pytest.mark.parametrize("text", ["0", "71", "words", "", "-5"])
def test_what_stands_for_nothing_else_has_no_other_meaning(text):
    assert find_meaning(text) is None


@pytest.mark.parametrize("text", ["71%", "71 %", "71\u00a0%", " 71% ", "71"])
def test_the_sign_of_a_percentage_can_be_left_away(text):
    assert read_number(without_percent_sign(text)) == 71


@given(st.integers(0, 10**15 - 1), st.sampled_from([",", *SPACES]))
def test_a_number_is_the_same_with_its_thousands_set_apart(number, gap):
    assert read_number(f"{number:,}".replace(",", gap)) == read_number(str(number)) == number
