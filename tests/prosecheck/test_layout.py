"""Hold texts to their parting into blocks and sentences, and Markdown to what is left of it."""

import pytest

from prosecheck.layout import Form, blocks, plain, sentences

TEXT = """# Births

Of 1,717 births,
99 were late.

- 12 in May
- 8 in June
  at home

| Area | Late |
|---|---|
| Ash | 12 |
"""


def test_a_text_is_parted_into_paragraphs_items_rows_and_headings():
    assert [(block.form, block.text) for block in blocks(TEXT)] == [
        (Form.HEADING, "Births"),
        (Form.PARAGRAPH, "Of 1,717 births, 99 were late."),
        (Form.ITEM, "12 in May"),
        (Form.ITEM, "8 in June at home"),
        (Form.ROW, "Area | Late"),
        (Form.ROW, "Ash | 12"),
    ]


def test_the_items_of_a_list_are_of_one_group_and_what_leads_up_to_it_of_another():
    groups = [block.group for block in blocks("We met 20:\n\n- 12 in May\n- 8 in June\n\nMore followed.")]
    assert groups[1] == groups[2] and len(set(groups)) == 3


@pytest.mark.parametrize(
    ("paragraph", "parts"),
    [
        ("We met 12. Of these 8 were late.", ["We met 12.", "Of these 8 were late."]),
        ("It took 4.6 days (vs. 5.3).", ["It took 4.6 days (vs. 5.3)."]),
        ("We met 12. Last year: 9.", ["We met 12. Last year: 9."]),
        ("Did we? 12 came.", ["Did we?", "12 came."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(paragraph, parts):
    assert list(sentences(paragraph)) == parts


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("**99** of _1,717_", "99 of 1,717"),
        ("**99 of\n1,717** births", "99 of\n1,717 births"),
        ("[99](https://example.org) births[^1]", "99 births"),
        ("99&nbsp;births &amp; 3", "99\u00a0births & 3"),
        ("2 * 3 * 4 and snake_case_word", "2 * 3 * 4 and snake_case_word"),
    ],
)
def test_markdown_is_read_without_its_marks(markdown, words):
    assert plain(markdown) == words
