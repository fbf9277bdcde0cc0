"""Choose the quarter that a command is for."""

import os

from cosmic import editions
from cosmic.periods import Quarter
from projectfiles.errors import Fault, Faults


def choose_quarter(text: str | None = None) -> Quarter:
    """Return the quarter that a person asked for, else the one in QUARTO_PROFILE, else the newest in params/.

    Raises CosmicError where the text is not a quarter, and Faults where params/ has none.
    """
    profiles = os.environ.get("QUARTO_PROFILE", "").replace(",", " ").split()
    asked = text or next(iter(profiles), "")
    if asked:
        return Quarter.parse(asked)
    quarters = editions.list_quarters()
    if not quarters:
        raise Faults([Fault("params/", "has no quarter; add a file such as 2025-26-Q1.yml")])
    return quarters[-1]
