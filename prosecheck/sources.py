"""Read the corpus: passages of right prose from reports of public bodies, with the numbers marked that others give.

A file is one source: lines of `Name: value`, then passages parted by `---`. `[20%](change)` marks a number that the
passage's other numbers settle, and the kind of claim that it is.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).with_name("corpus")
PARTS = {"train": 128, "tune": 179, "test": 256}  # up to which first byte of its name's SHA-256 a source belongs
_MARK = re.compile(r"\[([^\[\]]+)\]\(([a-z]+)\)")


@dataclass(frozen=True)
class Mark:
    """A number or word of a passage that others settle: where it stands in the text, and the kind of claim it is."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Extract:
    """A passage of a source without its marks, and these."""

    source: str
    body: str
    text: str
    marks: tuple[Mark, ...]


def part_of(source: str) -> str:
    """Return the part of the corpus that a source belongs to, by its name alone: train, tune or test."""
    first = hashlib.sha256(source.encode()).digest()[0]
    return next(part for part, limit in PARTS.items() if first < limit)


def read_part(part: str, folder: Path = CORPUS) -> Iterator[Extract]:
    """Yield the passages of a part of the corpus, by their sources' names."""
    for file in sorted((folder / part).glob("*.md")):
        head, *passages = re.split(r"^---\s*$", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        kind = re.search(r"^Kind: (.*)$", head, re.MULTILINE)
        for passage in passages:
            yield _extract(file.stem, kind[1] if kind else "", passage.strip())


def _extract(source: str, body: str, marked: str) -> Extract:
    marks, text, last = [], "", 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        marks.append(Mark(len(text), len(text) + len(match[1]), match[2]))
        text, last = text + match[1], match.end()
    return Extract(source, body, text + marked[last:], tuple(marks))
