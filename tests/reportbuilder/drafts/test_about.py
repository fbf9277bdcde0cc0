"""What `_quarto.yml` says of the report itself is read as it is, and a wrong key or value is told."""

import pytest

from cosmic.committee import read_committee
from projectfiles.errors import attempt
from reportbuilder.drafts.about import find_about_faults, is_address, read_about


def give(project, *lines):
    path = project / "_quarto.yml"
    path.write_text(path.read_text("utf-8") + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def test_the_first_edition_says_nothing_of_itself_and_has_no_fault():
    assert read_about(read_committee()) == {} and list(find_about_faults()) == []


def test_what_is_given_is_read_in_the_order_of_the_page(project_copy):
    give(project_copy, "licence: Synthetic Licence", "council: Example County Council")
    assert list(read_about(read_committee()).items()) == [
        ("council", "Example County Council"),
        ("licence", "Synthetic Licence"),
    ]
    assert list(find_about_faults()) == []


@pytest.mark.parametrize(
    "line, expected",
    [
        ("license: x", "is not a key that the report knows; write licence"),
        ("councel: x", "write council"),
        ("next_edition: x", "write next-edition"),
        ("council: [7]", "council: must be words, got: ['7']"),
        ("contact: [a, b]", "contact: must be words"),
        ("licence: ''", "licence: must not be empty"),
        (f"licence: {'x' * 201}", "licence: must be words on one line, at most 200 characters"),
        ("keys: []", "write key"),
    ],
)
def test_a_wrong_key_or_value_is_told(project_copy, line, expected):
    give(project_copy, line)
    found, wrong = attempt([lambda: list(find_about_faults())])
    (fault,) = wrong or found[0]
    assert expected in str(fault) and str(fault).startswith("_quarto.yml, ")


@pytest.mark.parametrize(
    "text, expected",
    [("a@example.org", True), ("https://example.org/x", True), ("http://example.org", False), ("Ask a@b.c", False)],
)
def test_an_address_is_one_and_nothing_else(text, expected):
    assert is_address(text) is expected
