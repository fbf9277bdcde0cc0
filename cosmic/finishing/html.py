"""The policy of an HTML page, tightened to what it holds: its own style by hash, and no style but that."""

import base64
import hashlib
import re
from datetime import date
from pathlib import Path

_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
_STYLE_ATTRIBUTE = re.compile(r"<\w[^>]*\sstyle=")
_LOOSE = re.compile(r"style-src (?:'|&#39;)unsafe-inline(?:'|&#39;)")


def finish(path: Path, _: date) -> None:
    """Allow the page's own styles by their SHA-256 in place of any; a page without a policy is left as it is.

    Style attributes, of which the embedded publisher writes none, stay allowed where there are some: they cannot come
    from commentary (report/notebook.lua), and cannot be told by a hash.
    """
    page = path.read_bytes().decode()
    allowed = f"style-src {' '.join(map(source, _STYLE.findall(page)))}"
    if _STYLE_ATTRIBUTE.search(page):
        allowed += "; style-src-attr 'unsafe-inline'"
    path.write_bytes(_LOOSE.sub(allowed, page, count=1).encode())


def source(style: str) -> str:
    """A style as the policy names it; a browser takes every line end for a line feed before it hashes."""
    digest = hashlib.sha256(style.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
