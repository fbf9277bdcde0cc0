"""What `_quarto.yml` says of the report itself: its publisher, whom to ask, its licence, and when the next is due."""

import difflib
import re
from collections.abc import Iterator

from cosmic import files, paths
from cosmic.errors import Fault

# The keys, each with what the page prints before it.
KEYS = {"council": "Published by", "contact": "Contact", "licence": "Licence", "next-edition": "Next edition"}
_KNOWN = {*KEYS, "committee", "title", "project", "metadata-files", "lang", "brand", "format", "profile", "author"}
_LIKENESS = 0.75
_ADDRESS = re.compile(r"[^\s@<>()\[\]]+@[^\s@<>()\[\]]+\.\w+|https://[^\s<>()\[\]]+")
_LONGEST = 200  # characters


def read_about() -> dict[str, str]:
    """Return what the project says of the report by its keys, in their order, without those that it does not give.

    Raises Faults where `_quarto.yml` cannot be read.
    """
    metadata = _metadata()
    return {key: " ".join(str(metadata[key]).split()) for key in KEYS if key in metadata}


def is_address(text: str) -> bool:
    """Tell whether words are an e-mail or a web address and nothing else."""
    return _ADDRESS.fullmatch(text) is not None


def find_about_faults() -> Iterator[Fault]:
    """Yield what is wrong with these keys: values that are no words, and keys that look like one of them misspelt."""
    place, metadata = paths.shown(paths.root() / "_quarto.yml"), _metadata()
    for key, value in metadata.items():
        if key in KEYS and not _is_line(value):
            yield Fault(f"{place}, {key}", f"must be words on one line, such as {_EXAMPLES[key]}, got: {value!r}")
        near = difflib.get_close_matches(str(key).lower(), KEYS, 1, _LIKENESS)
        if near and key not in _KNOWN:
            yield Fault(f"{place}, {key}", f"is not a key that the report knows; write {near[0]}")


_EXAMPLES = {
    "council": "“Example County Council”",
    "contact": "“performance@example.org”",
    "licence": "“Open Government Licence v3.0”",
    "next-edition": "“December 2025”",
}


def _is_line(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST and value.isprintable()


def _metadata() -> dict:
    metadata = files.read_yaml(paths.root() / "_quarto.yml")
    return metadata if isinstance(metadata, dict) else {}
