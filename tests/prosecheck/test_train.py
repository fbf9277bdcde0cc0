"""Hold the corpus to its parts, and training to learning from right prose what ties a number to its operands."""

import pytest

from prosecheck.sources import CORPUS, PARTS, Extract, part_of, read_part
from prosecheck.train import learn

FILES = {part: sorted((CORPUS / part).glob("*.md")) for part in PARTS}


@pytest.mark.parametrize("part", PARTS)
def test_each_source_is_in_the_part_that_its_name_gives_it(part):
    assert FILES[part] and {part_of(file.stem) for file in FILES[part]} == {part}


def test_no_source_is_in_two_parts():
    names = [file.stem for files in FILES.values() for file in files]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("part", ["train", "tune"])
def test_a_passage_has_its_marks_where_its_text_has_the_words(part):
    extracts = list(read_part(part))
    assert extracts and all(0 <= mark.start < mark.end <= len(one.text) for one in extracts for mark in one.marks)
    assert not any("](" in one.text for one in extracts)


NUMBERS = ((1717, 99), (640, 160), (853, 212), (1204, 331), (96, 35), (2480, 713), (377, 58), (5120, 1401))
WAYS = (
    "Of {whole:,} births, {part:,} ({share:.1f}%) were late while {other}% of staff left.",
    "Staff grew by {other}%. Late were {part:,} of {whole:,} births ({share:.1f}%).",
    "With {other}% fewer staff, {part:,} ({share:.1f}%), in all, of {whole:,} births were late.",
    "We took {part:,} calls from {whole:,} people ({share:.1f}%) and {other}% of letters.",
    "There were {whole:,} people, {part:,} late ({share:.1f}%); {other}% paid.",
)


def test_training_learns_from_right_prose_that_brackets_tie_a_share_to_what_stands_before_them():
    texts = [
        way.format(whole=whole, part=part, share=100 * part / whole, other=part % 37 + 3)
        for whole, part in NUMBERS
        for way in WAYS
    ]
    weights = learn([Extract("made-up", "council", text, ()) for text in texts])
    worth = {tie: sum(own.get(tie, 0) for own in weights.values()) for own in weights.values() for tie in own}
    of_brackets = [weight for tie, weight in worth.items() if tie in ("in brackets", "left:(", "before:(")]
    assert of_brackets and min(of_brackets) > 0
