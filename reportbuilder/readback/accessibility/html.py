"""What bars a reader from an HTML page."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from reportbuilder.readback import accessibility

_LEVELS = {f"h{level}": level for level in range(1, 7)}


def barriers(path: Path) -> Iterator[str]:
    """What is wrong with a page: language, landmarks, headings, alternative texts, tables."""
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    yield from page.found
    yield from accessibility.of_headings(page.levels)
    for landmark in ("main", "nav", "header"):
        if page.landmarks.count(landmark) != 1:
            yield f"has one {landmark}, got: {page.landmarks.count(landmark)}"


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self.levels: list[int] = []
        self.landmarks: list[str] = []
        self._frames = 0  # divisions that are open, from the outermost frame of a table of the commentary on
        self._cell: tuple[str, dict] | None = None
        self._said = ""

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        if tag == "html" and not held.get("lang"):
            self.found.append("says what language it is in")
        elif tag == "img" and "alt" not in held:
            self.found.append(f"gives every picture an alternative text, got: {held.get('class') or 'a picture'}")
        elif tag in _LEVELS:
            self.levels.append(_LEVELS[tag])
        elif tag in ("main", "nav", "header"):
            self.landmarks.append(tag)
        elif tag == "div" and (self._frames or "table" in held.get("class", "").split()):
            self._frames += 1
        elif tag == "table" and not self._frames and held.get("role") != "table":
            self.found.append("keeps a table one where its rows are laid out as cards (role)")
        elif tag in ("th", "td"):
            self._cell, self._said = (tag, held), ""

    def handle_data(self, data):
        self._said += data

    def handle_endtag(self, tag):
        if tag == "div" and self._frames:
            self._frames -= 1
        if self._cell and tag == self._cell[0]:
            if tag == "th" and self._said.strip() and self._cell[1].get("scope") not in ("col", "row"):
                self.found.append(f"gives every head of a table its scope, got: {self._said.strip()}")
            self._cell = None
