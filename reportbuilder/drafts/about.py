"""What `_quarto.yml` says of the report itself: its publisher, whom to ask, its licence, and when the next is due."""

import difflib
import re
from collections.abc import Iterator

from cosmic.committee import Committee, read_committee
from projectfiles import files, paths
from projectfiles.errors import Fault

# The keys, each with what the page prints before it.
KEYS = {"council": "Published by", "contact": "Contact", "licence": "Licence", "next-edition": "Next edition"}
# Keys that the report cannot do without are told where they are missing.
_OPTIONAL = (*KEYS, "ratings", "key")
_KNOWN = {
    *_OPTIONAL,
    *("committee", "title", "prefix", "project", "metadata-files", "lang", "brand", "format", "profile", "author"),
}
_LIKENESS = 0.75
_ADDRESS = re.compile(r"[^\s@<>()\[\]]+@[^\s@<>()\[\]]+\.\w+|https://[^\s<>()\[\]]+")


def read_about(committee: Committee) -> dict[str, str]:
    """Return what a committee says of the report by its keys, in their order, without those that it does not give."""
    said = committee.model_dump(by_alias=True)
    return {key: said[key] for key in KEYS if said[key] is not None}


def is_address(text: str) -> bool:
    """Tell whether words are an e-mail or a web address and nothing else."""
    return _ADDRESS.fullmatch(text) is not None


def find_about_faults() -> Iterator[Fault]:
    """Yield the keys that look like one of the committee's misspelt. Raises Faults where its values are wrong."""
    read_committee()
    for key in files.read_yaml(paths.settings()):
        near = difflib.get_close_matches(str(key).lower(), _OPTIONAL, 1, _LIKENESS)
        if near and key not in _KNOWN:
            yield Fault(
                f"{paths.shown(paths.settings())}, {key}", f"is not a key that the report knows; write {near[0]}"
            )
