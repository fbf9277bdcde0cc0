"""The badge of a RAG rating: its word with its colour, which the publisher and JupyterLab draw each in its own way."""

import html

from cosmic.ratings import RAG, Ratings
from reportpages import brand
from showing import markup
from showing.markup import Marked

_ON_DARK = "#FFFFFF"


def badge(rating: RAG, ratings: Ratings, count: int | None = None) -> Marked:
    """Return the badge of a rating for the publisher, with how many indicators have it where that is given.

    Its class is that of the rating's own word; `signed` says that the committee's sign is in place of the looks' own.
    """
    kind, printed = str(rating).lower().replace(" ", "-"), ratings.printed(rating)
    words = printed if count is None else f"{count} {printed}"
    signed = " .signed" if rating in ratings.symbols else ""
    return Marked(words, f"[{markup.escaped(words)}]{{.rag .rag-{kind}{signed}}}")


def in_jupyter(rating: RAG, ratings: Ratings) -> str:
    """Return the badge of a rating as HTML for JupyterLab, which knows nothing of the report's style sheet."""
    background, colour = colours(rating)
    style = f"background:{background};color:{colour};padding:2px 12px;font-weight:bold"
    return f'<span style="{style}">{html.escape(ratings.printed(rating))}</span>'


def colours(rating: RAG) -> tuple[str, str]:
    """Return the colour of a rating, and that of its word upon it."""
    if rating in (RAG.RED, RAG.AMBER, RAG.GREEN):
        return brand.colour(rating.lower()), _ON_DARK if rating is RAG.RED else brand.colour("ink")
    return brand.colour("neutral"), brand.colour("ink")
