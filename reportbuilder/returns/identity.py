"""What a return says of itself: by which template, for which quarter, committee and service, and by which definitions."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from cosmic.committee import Committee
from cosmic.editions import Edition
from projectfiles import files, paths
from reportbuilder.returns.layout import TEMPLATE, Item


@dataclass(frozen=True)
class Identity:
    """The content of a workbook's hidden sheet, all as text."""

    template: str
    quarter: str
    committee: str
    service: str
    indicators: str
    digest: str

    @property
    def items(self) -> dict[Item, str]:
        """Return what each cell of the hidden sheet says."""
        return {
            Item.TEMPLATE: self.template,
            Item.QUARTER: self.quarter,
            Item.COMMITTEE: self.committee,
            Item.SERVICE: self.service,
            Item.INDICATORS: self.indicators,
            Item.DIGEST: self.digest,
        }


def identify(edition: Edition, service: str, stems: Iterable[str]) -> Identity:
    """Return what the return of a service says of itself; `stems` are of the indicators that it asks for, in order."""
    stems = list(stems)
    return Identity(
        template=str(TEMPLATE),
        quarter=str(edition.quarter),
        committee=name_committee(edition.committee),
        service=service,
        indicators=" ".join(stems),
        digest=digest_definitions(stems),
    )


def name_committee(committee: Committee) -> str:
    """Return a committee by its name, council and prefix, by which another one's return is told."""
    council = f"{committee.council}, " if committee.council else ""
    return f"{council}{committee.name} ({committee.prefix})"


def digest_definitions(stems: Iterable[str]) -> str:
    """Return the SHA-256 of the definitions of indicators, which changes with any of them."""
    digest = hashlib.sha256()
    for stem in stems:
        digest.update(files.read_text(paths.definition(stem)).encode())
    return digest.hexdigest()
