"""What a return says of itself: its template, quarter, committee, service and indicators, and by which definitions."""

import hashlib
from collections.abc import Iterable

from cosmic.committee import Committee
from cosmic.editions import Edition
from projectfiles import files, paths
from reportbuilder.returns.layout import TEMPLATE, Item

_DIGITS = 6  # of a text: 4,000 texts fit into a cell, and one that is typed is hardly ever taken for one of them


def identify(edition: Edition, service: str, stems: list[str], texts: Iterable[str]) -> dict[Item, str]:
    """Return what the hidden sheet of a service's return says; `stems` are of its indicators, in the order asked for.

    `texts` are all that stand in its other sheets.

    Raises Faults where a definition cannot be read.
    """
    return {
        Item.TEMPLATE: str(TEMPLATE),
        Item.QUARTER: str(edition.quarter),
        Item.COMMITTEE: name_committee(edition.committee),
        Item.SERVICE: service,
        Item.INDICATORS: " ".join(stems),
        Item.DIGEST: digest_definitions(stems),
        Item.TEXTS: digest_texts(texts),
    }


def digest_texts(texts: Iterable[str]) -> str:
    """Return by what the texts of a workbook are known again, when it comes back: a few digits for each."""
    return " ".join(sorted({digest_text(text) for text in texts}))


def digest_text(text: str) -> str:
    """Return the first digits of the SHA-256 of a text, whatever spaces and line ends a program has put into it."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def name_committee(committee: Committee) -> str:
    """Return a committee by its council, name and prefix, by which another one's return is told."""
    council = f"{committee.council}, " if committee.council else ""
    return f"{council}{committee.name} ({committee.prefix})"


def digest_definitions(stems: Iterable[str]) -> str:
    """Return the SHA-256 of the definitions of indicators, which changes with any of them."""
    digest = hashlib.sha256()
    for stem in stems:
        digest.update(files.read_text(paths.definition(stem)).encode())
    return digest.hexdigest()
