"""What is a committee's own, from `_quarto.yml`: who it is, the prefix of its codes, its ratings, its report's key."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from cosmic.ratings import Ratings
from cosmic.xmr import SignalRules
from projectfiles import files, paths
from savedfiles.models import Checked, Text, chosen

_LONGEST = 200  # characters


def _line(text: str) -> str:
    if len(text) > _LONGEST or not text.isprintable():
        raise ValueError(f"must be words on one line, at most {_LONGEST} characters, got: {text!r}")
    return text


def _prefix(text: str) -> str:
    if not (text.isascii() and text.isalnum() and text[0].isalpha()):
        raise ValueError(f"must be letters and digits that begin with a letter, such as HT, got: {text!r}; change it")
    return text


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Line = Annotated[Text, AfterValidator(_line)]


class KeyRow(Checked):
    """A row of the report's key: an item, and what it means, in a line or in several points."""

    item: Text
    explanation: Annotated[tuple[Text, ...], BeforeValidator(_as_list), Field(min_length=1)]


class Committee(BaseModel):
    """What the report takes from `_quarto.yml`, which contains Quarto's own settings too."""

    model_config = ConfigDict(frozen=True)

    name: Line = Field(alias="committee")
    title: Line
    lang: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    prefix: Annotated[Text, AfterValidator(_prefix)]
    ratings: Ratings = Ratings()
    key: tuple[KeyRow, ...] = ()
    council: Line | None = None
    contact: Line | None = None
    licence: Line | None = None
    next_edition: Line | None = Field(default=None, alias="next-edition")
    signal_rules: Annotated[SignalRules, chosen(SignalRules)] = Field(
        default=SignalRules.AT_FIRST, alias="signal-rules"
    )

    @property
    def stem(self) -> str:
        """Return what the names of its files begin with: its prefix in small letters."""
        return self.prefix.lower()


def read_committee() -> Committee:
    """Return the committee of the project. Raises Faults with each of its settings that is missing or wrong."""
    return files.read_model(paths.settings(), Committee)
