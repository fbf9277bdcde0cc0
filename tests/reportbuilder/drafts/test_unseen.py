"""Words that nobody would see are told before a build: definitions of links, cells that stick out of a table."""

import pytest

from reportbuilder.drafts.cell_faults import find_faults

TOLD = {
    "[Note]: Provisional": "“[Note]: Provisional”",
    "Words.\n\n[^1]: Provisional": "“[^1]: Provisional”",
    "[Note]: <subject to audit>": "“[Note]: <subject to audit>”",
    "[a]: https://example.org 'and a\ntitle'": "“[a]: https://example.org 'and a title'”",
    "> [Note]: Provisional": "[Note]: Provisional”",
    "[a]\n\n[a]: https://example.org\n[A]: https://example.org/b": "“[A]: https://example.org/b”",
    "| a | b |\n|---|---|\n| 1 | 2 | a third \\| 3 |": "“a third | 3”",
    "- | a |\n  |---|\n  | 1 | two |": "“two”",
}
SEEN = [
    "[Note]: Provisional figures, subject to audit.",
    "[Note]\\: Provisional",
    "See [a], [b][c] and [c][].\n\n[a]: https://example.org\n[C]: https://example.org",
    "| a | b |\n|---|---|\n| 1 | 2 | |\n| 1 |\n| 1 \\| 2 | 3 |",
    "Words &amp; *more* <https://example.org> [words](https://example.org)",
]


@pytest.mark.parametrize("words", TOLD)
def test_words_that_are_not_shown_are_quoted(words):
    (told,) = find_faults(f"### Commentary\n\n{words}")
    assert told.startswith("has words that are not shown (“") and TOLD[words] in told


@pytest.mark.parametrize("words", SEEN)
def test_what_is_shown_or_used_is_left_alone(words):
    assert list(find_faults(f"### Commentary\n\n{words}")) == []
