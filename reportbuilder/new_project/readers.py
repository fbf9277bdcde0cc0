"""Read what a person answers of a file's keys as the file itself would be read."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, create_model

from cosmic.definitions import Indicator
from savedfiles import models
from savedfiles.errors import Unreadable
from savedfiles.models import Checked


def reader(key: str, model: type[BaseModel] = Indicator) -> Callable[[str], str]:
    """Return what reads the value of a key, and returns it as its file holds it; it raises ValueError."""
    field = model.model_fields[key]
    name = field.alias or key
    fields: dict[str, Any] = {key: (field.annotation, field)}
    answer = create_model("Answer", __base__=Checked, **fields)

    def read(text: str) -> str:
        if not text.strip():
            raise ValueError("must not be empty; fill it in")
        try:
            value = getattr(models.validate(answer, {name: text}), key)
        except Unreadable as error:
            raise ValueError("; ".join(problem.message for problem in error.problems)) from None
        return str(value)

    return read


def choices(key: str) -> str:
    """Return the words of which a key holds one, for a person to choose from."""
    kinds = Indicator.model_fields[key].annotation
    return ", ".join(kinds) if isinstance(kinds, type) and issubclass(kinds, StrEnum) else ""
