"""Name what an HTML page's policy (Content-Security-Policy) allows. Source: CSP level 3, W3C."""

import base64
import hashlib

ANY_STYLE = "'unsafe-inline'"  # in the template, whose style is known only when the page is made


def by_hash(source: str) -> str:
    """Return the name of a style or a script in a policy: its SHA-256.

    A browser takes every line end for a line feed before it hashes.
    """
    digest = hashlib.sha256(source.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
