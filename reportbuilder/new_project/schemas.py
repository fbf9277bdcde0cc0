"""Write what editors check a project's files by while one types: a schema of each kind of file, from its model."""

import json
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

import yaml
from pydantic import BaseModel

from cosmic.committee import Committee
from cosmic.definitions import Indicator
from cosmic.editions import Params
from cosmic.figures import BenchmarkRow, FigureRow, PartRow, Status
from reportbuilder.new_project.indicator_files import heads
from reportbuilder.new_project.typed_schema import Descriptions, schema_of, spelling_of
from reportbuilder.new_quarter.all_or_nothing import write_all
from savedfiles.numbers import NO_NUMBER

FOLDER = ".schema"
_FROM_ELSEWHERE = ("stem", "prefix")  # keys of a definition that its file does not hold
_TABLES: dict[str, type[BaseModel]] = {
    "figures.json": FigureRow,
    "parts.json": PartRow,
    "benchmarks.json": BenchmarkRow,
}
_STATUSES = {str(status) for status in Status}
_KINDS: dict[Any, dict[str, Any]] = {
    date: {"type": "date", "format": "any"},
    Decimal: {"type": "number", "bareNumber": False, "groupChar": ","},
}


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas into a folder, and return their paths. Raises CosmicError where one cannot be written."""
    texts: dict[Path, str | bytes] = {folder / name: text for name, text in schemas().items()}
    write_all(texts)
    return list(texts)


def schemas() -> dict[str, str]:
    """Return the text of each schema by the name of its file: JSON Schemas of YAML files, Table Schemas of tables."""
    made = {
        "indicator.json": schema_of(Indicator, _descriptions(), _FROM_ELSEWHERE),
        "params.json": schema_of(Params, _descriptions()),
        "quarto.json": schema_of(Committee, _descriptions()),
        **{name: _table_schema(model) for name, model in _TABLES.items()},
    }
    return {name: json.dumps(schema, indent=1, ensure_ascii=False) + "\n" for name, schema in made.items()}


@cache
def _descriptions() -> Descriptions:
    return yaml.safe_load((files(__package__) / "descriptions.yml").read_text(encoding="utf-8"))


def _table_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the Table Schema of a CSV file (source: Frictionless Data, Table Schema 1.0)."""
    described: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        described |= _descriptions().get(kind.__name__, {})
    return {
        "fields": [
            {"name": name, "description": described.get(name, "")} | _column(model.model_fields[name].annotation)
            for name in heads(model)
        ],
        "missingValues": ["", *(sign for sign in NO_NUMBER if sign not in _STATUSES)],
    }


def _column(annotation: Any) -> dict[str, Any]:
    """Return what the cells of a column may be: days and numbers as people write them, words of a list in any case."""
    choices = get_args(annotation) or (annotation,)
    kinds = [get_args(choice)[0] if get_origin(choice) is Annotated else choice for choice in choices]
    kind = next(kind for kind in kinds if kind is not NoneType)
    constraints: dict[str, Any] = {} if NoneType in kinds else {"required": True}
    if issubclass(kind, StrEnum):
        return {"type": "string", "constraints": constraints | {"pattern": spelling_of(kind)}}
    return _KINDS.get(kind, {"type": "string"}) | {"constraints": constraints}
