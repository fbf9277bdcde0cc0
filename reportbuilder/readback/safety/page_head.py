"""Check the head of an HTML page: its one policy, as strict as the template's, and its one style, the report's."""

import html
import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from reportbuilder import places
from reportbuilder.content_policy import ANY_STYLE, by_hash
from reportbuilder.findings import Finding
from reportbuilder.readback.safety.unsafe_part import make_finding
from reportbuilder.style_sheet import style_sheet

_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
_IN_HEAD = ("meta", "title", "style")
_NOT_COMPARED = re.compile(r"/\*.*?\*/|\s+|(?<=url\()[^)]*", re.DOTALL)
_FONTS = re.compile(r"data:font/\w+;base64,[\w+/=]+")
_MEND = "take it out of the notebook that it comes from, or mend template.html of the looks"


def unsafe(name: str, page: Element) -> Iterator[Finding]:
    """Find where a page's head differs from what the template and the style sheet give it."""
    place = f"{name}, head"
    for element in page.iterfind("head/*"):
        if element.tag not in _IN_HEAD:
            yield make_finding(place, "holds an element that the head of a page does not need", str(element.tag))
    styles = [style.text or "" for style in page.iter("style")]
    if len(styles) != 1:
        yield make_finding(place, "must have one style, that of the looks, but has", str(len(styles)), _MEND)
    for style in styles:
        yield from _of_style(f"{name}, style", style)
    metas = [meta for meta in page.iter("meta") if meta.get("http-equiv") is not None]
    yield from _of_policy(place, metas, styles)
    yield from _of_order(place, metas)


def _of_style(place: str, style: str) -> Iterator[Finding]:
    if _NOT_COMPARED.sub("", style) != _NOT_COMPARED.sub("", style_sheet()):
        yield make_finding(place, "differs from style.css of the looks", style)
    for address in re.findall(r"url\(([^)]*)\)", style):
        if not _FONTS.fullmatch(address):
            yield make_finding(place, "fetches something other than a font of the page", address)


def _of_policy(place: str, metas: list[Element], styles: list[str]) -> Iterator[Finding]:
    """Find a policy that is missing, repeated, or not the template's with the style allowed by its hash."""
    template = (places.looks() / "template.html").read_text(encoding="utf-8")
    (policy,) = _POLICY.findall(template)
    allowed_style = by_hash(styles[0]) if styles else "'none'"
    expected = html.unescape(policy).replace(ANY_STYLE, allowed_style)
    policies = [(meta.get("http-equiv"), meta.get("content")) for meta in metas]
    if policies != [("Content-Security-Policy", expected)]:
        quote = "; ".join(f"{kind}: {content}" for kind, content in policies) or "none"
        yield make_finding(place, "must have the template's policy and no other, but has", quote, _MEND)


def _of_order(place: str, metas: list[Element]) -> Iterator[Finding]:
    """Find a policy that comes after something that it should restrict."""
    earlier = metas[0].itersiblings(preceding=True) if metas else ()
    is_late = any(element.tag != "meta" for element in earlier)
    is_outside = any(parent is None or parent.tag != "head" for parent in (meta.getparent() for meta in metas))
    if is_late or is_outside:
        yield make_finding(place, "has its policy after what it is for", str(len(metas)), _MEND)
