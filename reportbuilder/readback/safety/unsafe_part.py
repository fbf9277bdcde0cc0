"""How a thing that no file may hold is told; and which addresses a link may have, whatever the format."""

import re

from reportbuilder.findings import Finding, Rule, Severity

FROM_WORDS = "take it out of the notebook that it comes from"
LINKS = "a link goes to https, mailto or a heading of the report"
_LONGEST = 100  # signs of a quotation

_SAFE = re.compile(r"(?:https://|mailto:)[^\s\\]+", re.IGNORECASE)


def make_finding(place: str, what: str, quote: str, mend: str) -> Finding:
    """Tell what was found in a place, quoted, and what to do."""
    quote = quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST]}…"
    message = f"{what}: “{quote}”; {mend}"
    return Finding(
        Rule.SAFETY, Severity.ERROR, indicator=None, place=place, message=message, quote=quote, expected=mend
    )


def is_safe_address(address: str) -> bool:
    """Whether a link may lead to an address outside the report."""
    return _SAFE.fullmatch(address) is not None
