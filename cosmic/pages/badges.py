"""The badge of a RAG rating: its word with its colour, which the publisher and JupyterLab draw each in its own way."""

from cosmic.pages.markup import Marked
from cosmic.rules import RAG

_COLOURS = {  # the background's, and the word's
    RAG.RED: ("#B10E1E", "#FFFFFF"),
    RAG.AMBER: ("#FFBF47", "#0B0C0C"),
    RAG.GREEN: ("#33A364", "#0B0C0C"),
}
_NEUTRAL = ("#F2F4F6", "#0B0C0C")


def badge(rating: RAG, count: int | None = None) -> Marked:
    """Return the badge of a rating for the publisher, with how many indicators have it where that is given."""
    name = str(rating).lower().replace(" ", "-")
    word = str(rating) if count is None else f"{count} {rating}"
    return Marked(word, f"[{word}]{{.rag .rag-{name}}}")


def in_jupyter(rating: RAG) -> str:
    """Return the badge of a rating as HTML for JupyterLab, which knows nothing of the report's style sheet."""
    background, word = _COLOURS.get(rating, _NEUTRAL)
    return f'<span style="background:{background};color:{word};padding:2px 12px;font-weight:bold">{rating}</span>'
