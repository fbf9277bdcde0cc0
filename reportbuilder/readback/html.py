"""A published HTML page read back."""

from html.parser import HTMLParser
from pathlib import Path

from reportbuilder.readback.blocks import Block, Heading, Paragraph, Table, in_a_row

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = ("th", "td")
_TEXTS = (*_HEADINGS, "p", "caption", *_CELLS)
_UNSEEN = ("script", "style", "svg", "template")


def parse_html(path: Path) -> list[Block]:
    """The blocks of a page."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return reader.blocks


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks = []
        self._texts = []  # the elements that are open and what was said in each, the innermost last
        self._tables = []
        self._captions = []
        self._unseen = 0

    def handle_starttag(self, tag, attrs):
        self.handle_data(" " if tag in ("br", *_TEXTS) else "")
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _TEXTS:
            self._texts.append((tag, []))
        elif tag == "table":
            self._tables.append([])
            self._captions.append("")
        elif tag == "tr":
            self._tables[-1].append([])

    def handle_data(self, data):
        for _, said in self._texts if not self._unseen else ():
            said.append(data)

    def handle_endtag(self, tag):
        if tag in _UNSEEN:
            self._unseen -= 1
        elif tag == "table":
            self.blocks.append(Table(self._tables.pop(), self._captions.pop()))
        elif tag in (held for held, _ in self._texts):
            while self._texts[-1][0] != tag:
                self._texts.pop()
            self._keep(tag, in_a_row("".join(self._texts.pop()[1])))

    def _keep(self, tag, text):
        if tag in _CELLS:
            self._tables[-1][-1].append(text)
        elif tag == "caption":
            self._captions[-1] = text
        else:
            self.blocks.append(Paragraph(text) if tag == "p" else Heading(_HEADINGS[tag], text))
