"""How much room words take: a row is high enough for them, and what no row is high enough for goes on in the next."""

import pytest

from reportbuilder.returns import text_sizes

LONG = " ".join(f"Sentence {number} says that more deaths were registered in time." for number in range(200))


def test_words_too_long_for_a_row_go_on_in_the_next_and_none_is_lost():
    pieces = text_sizes.split(LONG, 54)
    assert len(pieces) > 2
    assert " ".join(pieces) == LONG
    assert all(len(text_sizes.wrap(piece, 54)) <= text_sizes.MOST_LINES for piece in pieces)
    assert all(text_sizes.find_height(piece, 54) <= text_sizes.HIGHEST for piece in pieces)


def test_words_that_fit_stay_in_one_piece_with_their_lines():
    assert text_sizes.split("One line.\nAnother.", 54) == ["One line.\nAnother."]
    assert text_sizes.split("", 54) == [""]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("short", 1),
        ("one\n\nthree", 3),
        ("i" * 100, 1),
        ("W" * 40, 2),
        ("統" * 26, 2),
        (f"Look: {'m' * 60}", 4),
    ],
)
def test_lines_are_counted_by_how_wide_letters_are(text, lines):
    assert len(text_sizes.wrap(text, 54)) == lines


def test_bold_words_take_more_room():
    text = "The share of all deaths that were registered in 5 days"
    assert text_sizes.find_height(text, 54, is_bold=True) > text_sizes.find_height(text, 54)
