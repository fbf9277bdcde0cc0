"""The HTML edition made again where it changed: pages that differ are made anew, and take their places in the rest.

What comes of it is the same to the byte as if all of it had been made anew.
"""

import re
from pathlib import Path

from cosmic import embedded
from cosmic.editions import Edition

_PAGE = re.compile(r'<section id="([^"]+)" class="level2"')
_ANCHOR = re.compile(r'<(?:section|h[1-6])[^>]* id="([^"]+)"')
_MARK = "cosmic-page-"  # a heading of that name stands before each page that is made anew, and one behind the last


def splice(page: str, stems: list[str], edition: Edition, work: Path) -> str | None:
    """A page of the edition with some of its notebooks' parts made anew from `work`/build.

    None where headings came or went, so that all must be made anew. Raises CosmicError as the publisher does.
    """
    order = work / "changed.qmd"
    order.write_text(_order(stems, _ANCHOR.findall(page)), encoding="utf-8")
    made = _sections(embedded.pages(order, edition, work))
    marks = [place for place, (name, _) in enumerate(made) if name.startswith(_MARK)]
    held = dict(_sections(page))
    for start, end in zip(marks, marks[1:], strict=False):
        for name, part in made[start + 1 : end]:
            if name not in held or _ANCHOR.findall(held[name]) != _ANCHOR.findall(part):
                return None
            page = page.replace(held[name], part, 1)
    return page


def _order(stems: list[str], anchors: list[str]) -> str:
    """An order of pages for pandoc: those to make, each behind a mark, and headings that links to others arrive at."""
    parts = [f'## x {{#{_MARK}{stem}}}\n\n::: {{.notebook src="build/{stem}.ipynb"}}\n:::\n' for stem in stems]
    return "\n".join([*parts, f"## x {{#{_MARK}end}}\n", *(f"## x {{#{anchor}}}\n" for anchor in anchors)])


def _sections(page: str) -> list[tuple[str, str]]:
    """The parts of a page under its headings of the second level, by their anchors."""
    starts = [(found[1], found.start()) for found in _PAGE.finditer(page)]
    end = page.find("</main>")
    ends = [start for _, start in starts[1:]] + [end if end >= 0 else len(page)]
    return [(name, page[start:end]) for (name, start), end in zip(starts, ends, strict=True)]
