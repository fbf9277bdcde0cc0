"""JSON Schemas of the models of saved files, as people may type their values: an editor flags nothing that is read."""

import inspect
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, core_schema

_DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest that editors' YAML servers know all of
_SCALAR = ["string", "number", "boolean"]  # a plain value of YAML, which the report's own reader takes as its text
_AROUND = r"""[\s'"“”‘’]*"""
_ANSWERS = ("true", "false", "yes", "no", "on", "off")
_QUARTER = "^[0-9]{4}-[0-9]{2}-Q[1-4]$"
Descriptions = Mapping[str, Mapping[str, str]]


class _AsTyped(GenerateJsonSchema):
    """What a value may be in its file, before the readers of `savedfiles` make a day, a number or a word of it."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return super().str_schema(schema) | {"type": _SCALAR}

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return super().int_schema(schema) | {"type": ["integer", "string"], "pattern": "^[0-9]+$"}

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        return {"type": ["string", "number"], "pattern": "[0-9]"}

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        return {"type": ["number", "string"], "pattern": "[0-9]"}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        return {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": spelling_of(_ANSWERS)}]}

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        return {"type": "string", "pattern": _QUARTER}  # quarters are the only ones that files hold

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        said = super().enum_schema(schema)
        other = {"type": "string", "pattern": spelling_of(said["enum"])}
        return {"title": said["title"], "anyOf": [{"enum": said["enum"]}, other]}

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """Return what a value may be before it is read: words too, where they are read as a list, keys or a number."""
        inner = super().function_before_schema(schema)
        if inspect.ismethod(schema["function"]["function"]):  # of a whole model, which only names its keys
            return inner
        kind = self.resolve_ref_schema(inner).get("type")
        if kind == ["integer", "string"]:
            return {"type": _SCALAR}
        return {"anyOf": [{"type": _SCALAR}, inner]} if kind in ("object", "array") else inner


def schema_of(model: type[BaseModel], descriptions: Descriptions, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the JSON Schema of a model's file, without keys that do not stand in it.

    `descriptions` say what each key, and each word of a list, means: by the name of the model, or of the list. What an
    entry of a list has in common with the whole file is described there.
    """
    schema = model.model_json_schema(by_alias=True, schema_generator=_AsTyped)
    for name in without:
        schema["properties"].pop(name, None)
    schema["required"] = [name for name in schema.get("required", []) if name not in without]
    for part in (schema, *schema.get("$defs", {}).values()):
        _describe(part, {**descriptions.get(model.__name__, {}), **descriptions.get(part.get("title", ""), {})})
        if part.get("additionalProperties") is False:
            _allow_spellings(part)
    return {"$schema": _DRAFT} | schema


def _describe(part: dict[str, Any], descriptions: Mapping[str, str]) -> None:
    """Put the descriptions of its keys, or of its words, into a part of a schema, in place of those of the code."""
    part.pop("description", None)
    for key, value in part.get("properties", {}).items():
        value.pop("title", None)
        if key in descriptions:
            value["description"] = descriptions[key]
    for choice in part.get("anyOf", ()):
        if "enum" in choice:
            choice["enumDescriptions"] = [descriptions.get(word, "") for word in choice["enum"]]


def _allow_spellings(part: dict[str, Any]) -> None:
    """Let keys be in any case, with spaces or hyphens for underscores, as the reader of the file does."""
    patterns = {key: rf"^[\W_]*{_any_spelling(key)}[\W_]*$" for key in part["properties"]}
    part["patternProperties"] = {pattern: {} for pattern in patterns.values()}  # or a fault would be told twice
    needed = part.pop("required", [])
    part["allOf"] = [
        {"not": {"propertyNames": {"not": {"pattern": patterns[key]}}}, "errorMessage": f"{key} is missing; add it"}
        for key in needed
    ]


def spelling_of(choices: Iterable[str]) -> str:
    """Return the pattern of the words of a list, as `savedfiles.words` reads them."""
    return f"^{_AROUND}({'|'.join(map(_any_spelling, choices))}){_AROUND}$"


def _any_spelling(words: str) -> str:
    """Return the pattern of words in any case, and with other characters between them."""
    return r"[\s_-]+".join(map(_any_case, re.split(r"[\s_-]+", words)))


def _any_case(word: str) -> str:
    return "".join(f"[{c.upper()}{c.lower()}]" if c.isalpha() else re.escape(c) for c in word)
