"""The HTML edition made again where it changed: pages that differ are made anew, and take their places in the rest.

What comes of it is the same to the byte as if all of it had been made anew.
"""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

from cosmic.editions import Edition
from reportbuilder.publishing import engines, pandoc

_PAGE = re.compile(r'<section id="([^"]+)" class="level2"')
_ANCHOR = re.compile(r'<(?:section|h[1-6])[^>]* id="([^"]+)"')
_MARK = "cosmic-page-"  # a heading of that name stands before a page that is made anew, and one behind it


def splice(page: str, stems: list[str], edition: Edition, work: Path, limit: float) -> str | None:
    """A page of the edition with some of its notebooks' parts made anew, side by side, from `work`/build.

    None where headings came or went, so that all must be made anew. Raises CosmicError as the publisher does, whose
    `limit` it is.
    """
    held, anchors = dict(_sections(page)), _ANCHOR.findall(page)
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        waiting = [workers.submit(_anew, stem, anchors, edition, work, limit) for stem in stems]
        try:
            made = [one.result() for one in waiting]
        except BaseException:  # Ctrl-C too: nobody waits for the others
            workers.shutdown(wait=False, cancel_futures=True)
            engines.stop_all()
            raise
    for name, part in chain.from_iterable(made):
        if name not in held or _ANCHOR.findall(held[name]) != _ANCHOR.findall(part):
            return None
        page = page.replace(held[name], part, 1)
    return page


def _anew(stem: str, anchors: list[str], edition: Edition, work: Path, limit: float) -> list[tuple[str, str]]:
    """What a notebook gives now: parts of a page, by their anchors."""
    order = work / f"{stem}-again.qmd"
    order.write_text(_order(stem, anchors), encoding="utf-8")
    made = _sections(pandoc.pages(order, edition, work, limit))
    start, end = (place for place, (name, _) in enumerate(made) if name.startswith(_MARK))
    return made[start + 1 : end]


def _order(stem: str, anchors: list[str]) -> str:
    """An order of pages for pandoc: the one to make, between marks, and headings that links to others arrive at."""
    page = f'## x {{#{_MARK}start}}\n\n::: {{.notebook src="build/{stem}.ipynb"}}\n:::\n\n## x {{#{_MARK}end}}\n'
    return "\n".join([page, *(f"## x {{#{anchor}}}\n" for anchor in anchors)])


def _sections(page: str) -> list[tuple[str, str]]:
    """The parts of a page under its headings of the second level, by their anchors."""
    starts = [(found[1], found.start()) for found in _PAGE.finditer(page)]
    end = page.find("</main>")
    ends = [start for _, start in starts[1:]] + [end if end >= 0 else len(page)]
    return [(name, page[start:end]) for (name, start), end in zip(starts, ends, strict=True)]
