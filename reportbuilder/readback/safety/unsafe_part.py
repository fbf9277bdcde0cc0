"""Describe a part that no file may hold, and tell which addresses a link may have, whatever the format."""

import re
from typing import NamedTuple

from reportbuilder.findings import Finding, Rule, Severity, shorten

FROM_NOTEBOOK = "take it out of the notebook that it comes from"
LINKS = "use https, mailto or a heading of the report"
BUILD_AGAIN = "build the edition again"
_LONGEST = 100  # characters of a quotation

_SAFE = re.compile(r"(?:https://|mailto:)[^\s\\]+", re.IGNORECASE)


class UnsafePart(NamedTuple):
    """A part of a file that it may not hold: what is wrong with it, the part quoted, and how to mend it."""

    fault: str
    quote: str
    mend: str = FROM_NOTEBOOK


def make_finding(place: str, fault: str, quote: str, mend: str = FROM_NOTEBOOK) -> Finding:
    """Return an error about a part of a file, which is quoted, with how to mend it."""
    quote = shorten(quote, _LONGEST)
    return Finding(
        rule=Rule.SAFETY,
        severity=Severity.ERROR,
        indicator=None,
        place=place,
        message=f"{fault}: “{quote}”; {mend}",
        quote=quote,
        expected=mend,
    )


def is_safe_address(address: str) -> bool:
    """Tell whether a link may lead to an address outside the report."""
    return _SAFE.fullmatch(address) is not None
