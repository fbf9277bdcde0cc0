"""YAML as people type it: every value as its own text, so that 0273 is no octal number and `no` no answer.

That is narrower than YAML 1.2: no anchors, no tags, no key twice. What a number or an answer is, who reads it decides.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import yaml

from savedfiles.errors import Unreadable, quote

if TYPE_CHECKING:
    from yaml import SafeLoader as Loader
else:
    Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C, ten times faster, is not on every machine

DEEPEST = 50  # levels of lists and keys one inside the other
_NONE = ("", "~", "null", "Null", "NULL")
_OPENING, _CLOSING = "“”‘’„", "“”‘’"
_COMMENT = re.compile(r"([ \t]+)(#\S*)[^\n]*")
_QUOTES = "put the whole value in straight quotation marks"
_INDENT = "start the lines of one list, and the keys that belong together, below one another, with spaces"
_BACKSLASH = "has a backslash between double quotation marks, which changes what follows; put the value in single ones"
_HARMLESS = re.compile(r"\\[\\\"/ \r\nuUx]")  # backslashes that leave words as they are, or that a program wrote
# By what the engine says, in either of its kinds; the first that fits.
_PLAIN_WORDS = {
    "tab character": "has a tab, or a space of another kind, in front of its words; use plain spaces",
    "mapping values are not allowed": f"has “: ” within a value; {_QUOTES}, or check how far the line is indented",
    "could not find expected ':'": "has no “: ” between a key and its value; add it, with a plain space",
    "line break": f"has a value that starts with “>” or “|”; type the number alone, or {_QUOTES}",
    "cannot start any token": f"has a value that starts with a character of YAML's own; {_QUOTES}",
    "unexpected end of stream": "has a quotation mark or a bracket that is not closed; close it",
    "unexpected document": "has a quotation mark or a bracket that is not closed; close it",
    "escape": _BACKSLASH,
    "hexadecimal": _BACKSLASH,
    "block sequence entries are not allowed": f"has a list (“- ”) where none can be; {_INDENT}",
    "document start": "has “---” within the file, or words behind its end; delete what does not belong there",
    "single document": "has a second part behind “---”; delete it",
    "',' or ']'": "has a bracket “[” that is not closed; close it, or put the whole value in straight quotation marks",
    "',' or '}'": "has a brace “{” that is not closed; close it, or put the whole value in straight quotation marks",
    "alphabetic": f"has a value that starts with “*” or “&”; {_QUOTES}",
    "expected": f"does not go on as it began: {_INDENT}; put values with apostrophes or brackets in double quotes",
}
_ENDS_EARLY = re.compile(r""":\s+(?:'[^']*'\w|"[^"]*"\w)""")
_EARLY = "has a quotation mark within quotation marks; put words with ' in \"…\", and words with \" in '…'"
_OTHERWISE = "cannot be read; compare it with the same line of another file of its kind"


def read_yaml(text: str) -> Any:
    """Return the content of YAML: dicts and lists of texts, and None for an empty value.

    Raises Unreadable with the line for what is no YAML, or not of this plain kind.
    """
    try:
        events = yaml.parse(text, Loader)
        content = _read_document(events, text)
    except yaml.YAMLError as error:
        raise _in_plain_words(error, text) from None
    return content


def _read_document(events: Iterator[yaml.Event], text: str) -> Any:
    content = None
    documents = 0
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            if documents:
                raise _problem(_PLAIN_WORDS["single document"], event)
            content = _read(event, events, text, 0)
            documents += 1
    return content


def _read(event: yaml.Event, events: Iterator[yaml.Event], text: str, depth: int) -> Any:
    if getattr(event, "anchor", None):  # of a few lines of these a gigabyte can be made
        raise _problem("anchors (&) and aliases (*) are not allowed; write the words out, or in quotation marks", event)
    if getattr(event, "tag", None):
        raise _problem(f"has a value that starts with “!”; {_QUOTES}", event)
    if depth >= DEEPEST and isinstance(event, yaml.CollectionStartEvent):
        raise _problem(f"lists and keys are nested more than {DEEPEST} deep", event)
    match event:
        case yaml.ScalarEvent():
            return _scalar(event, text)
        case yaml.SequenceStartEvent():
            return [_read(each, events, text, depth + 1) for each in _until(yaml.SequenceEndEvent, events)]
        case _:
            return _mapping(events, text, depth)


def _mapping(events: Iterator[yaml.Event], text: str, depth: int) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key in _until(yaml.MappingEndEvent, events):
        if not isinstance(key, yaml.ScalarEvent):
            raise _problem("a key must be a word", key)
        if key.value != key.value.strip():  # of the spaces that YAML does not take for any
            raise _problem(_PLAIN_WORDS["tab character"], key)
        if key.value in content:
            raise _problem(f"the key {quote(key.value)} is repeated; delete one of them", key)
        content[key.value] = _read(next(events), events, text, depth + 1)
    return content


def _until(end: type[yaml.Event], events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    for event in events:
        if isinstance(event, end):
            return
        yield event


def _scalar(event: yaml.ScalarEvent, text: str) -> str | None:
    start, end = _index(event.start_mark), _index(event.end_mark)
    if event.style == '"' and "\\" in _HARMLESS.sub("", text[start:end]):
        raise _problem(_BACKSLASH, event)
    if event.style in ("'", '"', "|", ">"):
        return event.value
    value = event.value
    if len(value) > 1 and value[0] in _OPENING and value[-1] in _CLOSING:
        raise _problem(f"has curly quotation marks round a value, {quote(value)}; type straight ones", event)
    comment = _COMMENT.match(text, end)
    if comment and _cuts(value, comment):
        cut = quote(comment[0].strip())
        remedy = f"{_QUOTES}, or start a comment with two spaces, # and a space"
        raise _problem(f"goes on behind “#”, where YAML takes a comment to start: {cut} is left out; {remedy}", event)
    return None if value in _NONE else value


def _cuts(value: str, comment: re.Match) -> bool:
    """Tell whether what looks like a comment is likely to belong to the words before it."""
    has_words = any(character.isalpha() for character in value)
    goes_on = len(comment[2]) > 1 or (" " in value and len(comment[1]) == 1)
    return has_words and (goes_on or re.match(r" #\s+[0-9]", comment[0]) is not None)


def _problem(message: str, event: yaml.Event) -> Unreadable:
    return Unreadable.because(message, event.start_mark.line + 1 if event.start_mark else None)


def _index(mark: Any) -> int:
    """Return the place of a mark in the text, which the engine's types allow to be missing."""
    return mark.index


def _in_plain_words(error: yaml.YAMLError, text: str) -> Unreadable:
    """Return what the engine says in plain words, at the line where the fault began."""
    problem = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None))
    begins_earlier = "simple key" in context or "quoted scalar" in context
    mark = getattr(error, "context_mark" if begins_earlier else "problem_mark", None)
    if mark and re.match(r" *[^\S \r\n]", text[text.rfind("\n", 0, mark.index) + 1 :]):
        problem = "a tab character"
    line = mark.line if mark else 0
    if "mapping values" in problem and (wrong := _line_without_colon(text.splitlines()[: line + 1])) is not None:
        problem, line = "could not find expected ':'", wrong
    if "expected" in problem and _ENDS_EARLY.search(text.splitlines()[line] if line < len(text.splitlines()) else ""):
        return Unreadable.because(_EARLY, line + 1)
    words = (words for phrase, words in _PLAIN_WORDS.items() if phrase in problem)
    return Unreadable.because(next(words, _OTHERWISE), line + 1 if mark else None)


def _line_without_colon(lines: list[str]) -> int | None:
    """Return the place of the line before the last that goes on into it, as no “: ” parts its key from its value."""
    before = [number for number, line in enumerate(lines[:-1]) if line.strip() and not line.lstrip().startswith("#")]
    if not before or re.search(r":(?: |\t|$)", lines[before[-1]].rstrip()):
        return None
    return before[-1] if re.match(r"\s*(?:- )?\w+\s*[:=]", lines[before[-1]]) else None
