"""The head of an HTML page: its one policy, as strict as the template's, and its one style, which is the report's."""

import html
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from cosmic import paths
from reportbuilder.content_policy import ANY_STYLE, by_hash
from reportbuilder.findings import Finding
from reportbuilder.readback.safety.telling import FROM_WORDS, make_finding
from reportbuilder.style_sheet import style_sheet

_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
_IN_HEAD = ("meta", "title", "style")
_NOT_COMPARED = re.compile(r"/\*.*?\*/|\s+|(?<=url\()[^)]*", re.DOTALL)
_FONTS = re.compile(r"data:font/\w+;base64,[\w+/=]+")
_MEND = "take it out of the notebook that it comes from, or mend template.html of the looks"


def unsafe(name: str, root: HtmlElement) -> Iterator[Finding]:
    """Find what differs in a page's head from what the template and the style sheet give it."""
    head = root.find("head")
    for element in head.iterchildren() if head is not None else ():
        if element.tag not in _IN_HEAD:
            yield make_finding(f"{name}, head", "holds what no head of a page needs", str(element.tag), FROM_WORDS)
    styles = [style.text or "" for style in root.iter("style")]
    if len(styles) != 1:
        yield make_finding(f"{name}, head", "has one style, that of the looks, got", str(len(styles)), _MEND)
    for style in styles:
        yield from _of_style(name, style)
    yield from _of_policy(name, root, styles)


def _of_style(name: str, style: str) -> Iterator[Finding]:
    own = style_sheet()
    if _NOT_COMPARED.sub("", style) != _NOT_COMPARED.sub("", own):
        yield make_finding(f"{name}, style", "differs from style.css of the looks", style, FROM_WORDS)
    for address in re.findall(r"url\(([^)]*)\)", style):
        if not _FONTS.fullmatch(address):
            yield make_finding(f"{name}, style", "fetches what is no font of the page", address, FROM_WORDS)


def _of_policy(name: str, root: HtmlElement, styles: list[str]) -> Iterator[Finding]:
    """The policy stands once, in front of all that it is for, and allows no more than the template does."""
    template = (paths.looks() / "template.html").read_text(encoding="utf-8")
    (given,) = _POLICY.findall(template)
    expected = html.unescape(given).replace(ANY_STYLE, by_hash(styles[0]) if styles else "'none'")
    metas = [meta for meta in root.iter("meta") if meta.get("http-equiv") is not None]
    policies = [(meta.get("http-equiv"), meta.get("content")) for meta in metas]
    if policies != [("Content-Security-Policy", expected)]:
        message = "has one policy, as strict as the template's, got"
        yield make_finding(
            f"{name}, head", message, "; ".join(f"{kind}: {held}" for kind, held in policies) or "none", _MEND
        )
    ahead = metas[0].itersiblings(preceding=True) if metas else ()
    if any(element.tag != "meta" for element in ahead) or any(meta.getparent().tag != "head" for meta in metas):
        yield make_finding(f"{name}, head", "has its policy behind what it is for", str(len(metas)), _MEND)
