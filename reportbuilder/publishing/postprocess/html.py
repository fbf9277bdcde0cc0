"""Tighten the policy of an HTML page to what it holds: its own style by hash, and no style but that."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from reportbuilder.content_policy import by_hash

_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
_LOOSE = re.compile(r"style-src (?:'|&#39;)unsafe-inline(?:'|&#39;)")


def drop_links(path: Path, names: Iterable[str]) -> None:
    """Take out of a page's list of files those that are not beside it, as where one format alone was rendered."""
    page = path.read_bytes().decode()
    for name in names:
        page = re.sub(rf'<a\s+href="{re.escape(name)}">[^<]*</a>(, )?', "", page)
    page = re.sub(r'<p class="files">Download: </p>\n', "", page.replace(", </p>", "</p>"))
    path.write_bytes(page.encode())


def finish(path: Path, _: date) -> None:
    """Allow the page's own style by its SHA-256 in place of any; a page without a policy is left as it is.

    Nothing else that the page may hold is allowed: a second style, or a style attribute. Neither publisher writes one.
    """
    page = path.read_bytes().decode()
    style = _STYLE.search(page)  # the first is in the head, before all words
    allowed = f"style-src {by_hash(style[1])}" if style else "style-src 'none'"
    path.write_bytes(_LOOSE.sub(allowed, page, count=1).encode())
