"""Underline the words of findings in the page of a preview, with what is said of them."""

import html
import re
from collections.abc import Iterable, Iterator

from reportbuilder.findings import Finding, Severity

STYLE = (
    "mark{background:none;color:inherit;text-underline-offset:.15em}"
    "mark.error{text-decoration:underline wavy #b10e1e}mark.note{text-decoration:underline dotted #1d70b8 .15em}"
)
# A space, or the bar between two cells, is none: the page has its own.
_SIGN = re.compile(r"<[^>]*>|&nbsp;|&#160;|(?P<sign>&#?\w+;|[^\s|])")
_Place = tuple[int, int]


def underline_findings(page: str, findings: Iterable[Finding]) -> str:
    """Return a page with the words underlined that have an open error, or are asked about."""
    for finding in findings:
        is_told = finding.is_question or finding.is_open and finding.severity is Severity.ERROR
        if is_told and finding.sentence and finding.indicator:
            page = _underline(page, finding, finding.indicator)
    return page


def _underline(page: str, finding: Finding, stem: str) -> str:
    """Underline words in the section of an indicator, in as many parts as other marks make of them."""
    before, start, after = page.partition(f'<section id="{stem}" class="level2')
    section, end, rest = after.partition('" class="level2')
    mark = f'<mark class="{finding.severity}" title="{html.escape(finding.message)}">'
    for at, past in reversed(list(_parts(section, finding))):
        section = f"{section[:at]}{mark}{section[at:past]}</mark>{section[past:]}"
    return f"{before}{start}{section}{end}{rest}"


def _parts(section: str, finding: Finding) -> Iterator[_Place]:
    """Yield where the words of a finding are shown in a section, each part between two tags."""
    signs = [match for match in _SIGN.finditer(section) if match["sign"]]
    at = "".join(html.unescape(sign[0]) for sign in signs).find(_dense(finding.sentence))
    first = at + len(_dense(finding.sentence[: finding.start]))
    own = signs[first : first + len(_dense(finding.quote))] if at >= 0 else []
    start = 0
    for number, sign in enumerate(own):
        is_last = number + 1 == len(own)
        if is_last or "<" in section[sign.end() : own[number + 1].start()]:
            yield own[start].start(), sign.end()
            start = number + 1


def _dense(text: str) -> str:
    """Return words without the spaces and bars between them."""
    return "".join(text.replace("|", "").split())
