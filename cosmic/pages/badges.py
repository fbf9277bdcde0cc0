"""The badge of a RAG rating: its word with its colour, which the publisher and JupyterLab draw each in its own way."""

from cosmic import brand
from cosmic.rules import RAG
from showing.markup import Marked

_ON_DARK = "#FFFFFF"


def badge(rating: RAG, count: int | None = None) -> Marked:
    """Return the badge of a rating for the publisher, with how many indicators have it where that is given."""
    name = str(rating).lower().replace(" ", "-")
    word = str(rating) if count is None else f"{count} {rating}"
    return Marked(word, f"[{word}]{{.rag .rag-{name}}}")


def in_jupyter(rating: RAG) -> str:
    """Return the badge of a rating as HTML for JupyterLab, which knows nothing of the report's style sheet."""
    background, word = colours(rating)
    return f'<span style="background:{background};color:{word};padding:2px 12px;font-weight:bold">{rating}</span>'


def colours(rating: RAG) -> tuple[str, str]:
    """Return the colour of a rating, and that of its word upon it."""
    if rating in (RAG.RED, RAG.AMBER, RAG.GREEN):
        return brand.colour(rating.lower()), _ON_DARK if rating is RAG.RED else brand.colour("ink")
    return brand.colour("neutral"), brand.colour("ink")
