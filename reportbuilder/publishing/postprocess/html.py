"""The policy of an HTML page, tightened to what it holds: its own style by hash, and no style but that."""

import base64
import hashlib
import re
from datetime import date
from pathlib import Path

ANY_STYLE = "'unsafe-inline'"  # in the template, whose style is known only when the page is made
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
_LOOSE = re.compile(r"style-src (?:'|&#39;)unsafe-inline(?:'|&#39;)")


def finish(path: Path, _: date) -> None:
    """Allow the page's own style by its SHA-256 in place of any; a page without a policy is left as it is.

    Nothing else that the page may hold is allowed: a second style, or a style attribute, of which neither publisher
    writes one.
    """
    page = path.read_bytes().decode()
    own = _STYLE.search(page)  # it stands in the head, before all words
    allowed = f"style-src {source(own[1])}" if own else "style-src 'none'"
    path.write_bytes(_LOOSE.sub(allowed, page, count=1).encode())


def source(style: str) -> str:
    """A style as the policy names it; a browser takes every line end for a line feed before it hashes."""
    digest = hashlib.sha256(style.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
