"""The ratings, and the names and signs that a committee prints them by."""

from collections import Counter
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from cosmic.schemes import Scheme
from savedfiles import words
from savedfiles.models import Checked, Text, chosen

_LONGEST_NAME, _LONGEST_SIGN = 40, 3  # characters


class RAG(StrEnum):
    RED = "Red"
    AMBER = "Amber"
    GREEN = "Green"
    BASELINE = "Baseline"
    CONTEXTUAL = "Contextual"
    IN_DEVELOPMENT = "In Development"
    SUSPENDED = "Suspended"
    NOT_DUE = "Not due"
    NO_DATA = "No data"


def _name(text: str) -> str:
    if len(text) > _LONGEST_NAME or not text.isprintable():
        raise ValueError(f"must be a name of at most {_LONGEST_NAME} characters, got: {text!r}; shorten it")
    return text


def _sign(text: str) -> str:
    if len(text) > _LONGEST_SIGN or not text.isprintable() or " " in text:
        raise ValueError(f"must be a sign of at most {_LONGEST_SIGN} characters without spaces, got: {text!r}")
    return text


Rated = Annotated[RAG, chosen(RAG)]


class Ratings(Checked):
    """The names and signs of a committee's ratings, and its scheme: one that has no name keeps its own word."""

    scheme: Scheme = Scheme()
    names: dict[Rated, Annotated[Text, AfterValidator(_name)]] = {}
    symbols: dict[Rated, Annotated[Text, AfterValidator(_sign)]] = {}

    @model_validator(mode="after")
    def _check(self) -> Self:
        by_name = Counter(words.normal(self.name(rag)) for rag in RAG)
        for name in (name for name, count in by_name.items() if count > 1):
            alike = [str(rag) for rag in RAG if words.normal(self.name(rag)) == name]
            raise ValueError(f"names must tell ratings apart, got: {' and '.join(alike)} are both {name!r}; rename one")
        return self

    def name(self, rag: RAG | str) -> str:
        """Return the name of a rating, as a sentence has it: `On track`."""
        return self.names.get(RAG(rag), str(rag))

    def printed(self, rag: RAG | str) -> str:
        """Return a rating as badges and tables print it, with its sign where it has one: `✔ On track`."""
        return f"{self.symbols.get(RAG(rag), '')} {self.name(rag)}".strip()
