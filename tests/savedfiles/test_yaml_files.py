"""YAML as people type it: what it means, and its faults in plain words."""

import pytest

from savedfiles.errors import Unreadable
from savedfiles.yaml_files import DEEPEST, read_yaml

READ = {
    "a leading zero": ("a: 0273", {"a": "0273"}),
    "a colon": ("a: 4:30", {"a": "4:30"}),
    "an answer": ("a: no", {"a": "no"}),
    "an underscore": ("a: 1_000", {"a": "1_000"}),
    "a day": ("a: 2025-06-30", {"a": "2025-06-30"}),
    "a comma": ("a: 100,196", {"a": "100,196"}),
    "a percentage": ("a: 71%", {"a": "71%"}),
    "a number": ("a: 1.50", {"a": "1.50"}),
    "nothing": ("a:\nb: ~\nc: null", {"a": None, "b": None, "c": None}),
    "words that stand for nothing elsewhere": ("a: '~'\nb: \"null\"", {"a": "~", "b": "null"}),
    "a comment": (
        "a: 2025-04-01   # since then\nb: some words  # said so\nc: [1, 2] #x",
        {"a": "2025-04-01", "b": "some words", "c": ["1", "2"]},
    ),
    "a comment on the next line": ("a: some words\n#about b\nb: c", {"a": "some words", "b": "c"}),
    "a # between quotation marks": ('a: "users #1"\nb: |\n  users #1', {"a": "users #1", "b": "users #1"}),
    "a # within a word": ("a: users#1", {"a": "users#1"}),
    "lines that are folded": ("a: >-\n  one\n  two", {"a": "one two"}),
    "the start of a document": ("---\na: b\n...\n", {"a": "b"}),
    "line ends of Windows": ("a: b\r\nc:\r\n  - d\r\n", {"a": "b", "c": ["d"]}),
    "harmless backslashes": ('a: "S:\\\\new \\"x\\" \\u2014"', {"a": 'S:\\new "x" —'}),
    "as deep as may be": ("[" * DEEPEST + "]" * DEEPEST, None),
}


@pytest.mark.parametrize("name", READ)
def test_what_has_one_meaning_is_read_as_its_own_text(name):
    text, content = READ[name]
    assert read_yaml(text) == content or content is None


TOLD = {
    "a cut name": (
        "a: b\nname: Number of users #1",
        2,
        "goes on behind “#”, where YAML takes a comment to start: '#1'",
    ),
    "a number behind a #": ("name: Users # 1 of 2", 1, "goes on behind “#”"),
    "double marks within double marks": ('a: "say "hi""', 1, "a quotation mark within quotation marks"),
    "no space behind a colon": ("name:IDVA\nunit: percent", 1, "has no “: ” between a key and its value"),
    "a space that does not break behind a colon": ("a: b\nunit:\u00a0count\nc: d", 2, "has no “: ” between a key"),
    "an equals sign": ("a: b\nname = IDVA\nc: d", 2, "has no “: ” between a key and its value"),
    "a sign for more than": ("a:\n  value: >70\n  b: c", 2, "starts with “>” or “|”; type the number alone"),
    "words behind a #": ("name: Active users # all", 1, "goes on behind “#”"),
    "curly quotation marks": ("name: “Active users”", 1, "curly quotation marks round a value"),
    "a colon within words": ("a: b\nname: Users: all", 2, "has “: ” within a value; put the whole value in straight"),
    "no colon": ("a: b\nname\nc: d", 2, "has no “: ” between a key and its value"),
    "a tab before a key": ("a:\n\tb: c", 2, "has a tab, or a space of another kind, in front of its words"),
    "a tab after words": ("a: b\n\tc: d", 2, "has a tab, or a space of another kind, in front of its words"),
    "spaces that do not break": (
        "a:\n  b: c\n\u00a0 d: e\n  f",
        3,
        "has a tab, or a space of another kind, in front of its words",
    ),
    "an at sign": ("a: @home", 1, "starts with a character of YAML's own"),
    "a grave accent": ("a: `x`", 1, "starts with a character of YAML's own"),
    "a per cent sign": ("a: %x", 1, "starts with a character of YAML's own"),
    "an exclamation mark": ("a: !important note", 1, "starts with “!”"),
    "stars": ("a: *bold*", 1, "starts with “*” or “&”; put the whole value"),
    "an alias": ("a: *bold", 1, "anchors (&) and aliases (*) are not allowed"),
    "an anchor": ("a: &b c", 1, "anchors (&) and aliases (*) are not allowed"),
    "an apostrophe between single marks": ("a: 'Coroner's Service'", 1, "a quotation mark within quotation marks"),
    "quotation marks that end too soon": ('a: "Users" of libraries', 1, "does not go on as it began"),
    "brackets that end too soon": ("a: [Draft] users", 1, "does not go on as it began"),
    "an open quotation mark": ("a: 'open\nb: c", 1, "a quotation mark or a bracket that is not closed"),
    "an open bracket": ("a: [x\nb: c", 2, "a bracket “[” that is not closed"),
    "a path in double marks": ('a: "S:\\new"', 1, "a backslash between double quotation marks"),
    "a path with no escape": ('a: "S:\\Q"', 1, "a backslash between double quotation marks"),
    "two documents": ("a: b\n---\nc: d", 3, "a second part behind “---”"),
    "a repeated key": ("a: b\na: c", 2, "the key 'a' is repeated"),
    "a list as a key": ("? [a]\n: b", 1, "a key must be a word"),
    "too deep": ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), 1, "nested more than 50 deep"),
    "far too deep": ("[" * 200_000, 1, "nested more than 50 deep"),
    "a bad indent": ("targets:\n  - a: 1\n b: 2", 3, "does not go on as it began"),
    "a list in a value": ("a: - b", 1, "has a list (“- ”) where none can be"),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_wrong_with_yaml_is_told_in_plain_words_with_its_line(name):
    text, line, words = TOLD[name]
    with pytest.raises(Unreadable) as error:
        read_yaml(text)
    (problem,) = error.value.problems
    assert words in problem.message and problem.line == line
    assert not {"token", "mapping values are", "scalar", "block", "stream"} & set(problem.message.split())
