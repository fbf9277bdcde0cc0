"""The schemas: what the readers take is flagged nowhere, what they refuse is flagged, and every key says what it is."""

import json

import jsonschema
import pytest
import yaml

from reportbuilder.new_project import schemas
from tests.factories import FIRST_EDITION


class _AsAnEditorReads(yaml.SafeLoader):
    """YAML 1.2, as editors read it: a day is a word."""


_AsAnEditorReads.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_FILES = {"indicator.json": "data/indicators/*.yml", "params.json": "params/*.yml", "quarto.json": "_quarto.yml"}
DEFINITION = """\
name: Open cases
service: Housing
unit: count
direction: lower
basis: quarter
compared_with: previous quarter
targets:
  - from: 2025-04-01
    value: 100
    reason: Agreed
"""


@pytest.fixture(scope="module")
def validators() -> dict[str, jsonschema.Draft7Validator]:
    made = {name: json.loads(text) for name, text in schemas.schemas().items()}
    for name in _FILES:
        jsonschema.Draft7Validator.check_schema(made[name])
    return {name: jsonschema.Draft7Validator(schema) for name, schema in made.items()}


def faults(validator: jsonschema.Draft7Validator, text: str) -> list[str]:
    found = validator.iter_errors(yaml.load(text, _AsAnEditorReads))
    return [error.schema.get("errorMessage", error.message) for error in found]


@pytest.mark.parametrize(("name", "paths"), _FILES.items())
def test_nothing_is_flagged_in_the_first_edition(validators, name, paths):
    told = {path.name: faults(validators[name], path.read_text(encoding="utf-8")) for path in FIRST_EDITION.glob(paths)}
    assert told and not any(told.values())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("unit: count", "unit: Count"),
        ("compared_with: previous quarter", 'Compared With: "Previous_Quarter"'),
        ("basis: quarter", "basis: Rolling 12 Months"),
        ("2025-04-01", "1 April 2025"),
        ("value: 100", 'value: "1,000"'),
        ("name: Open cases", "name: 2025"),
        ("unit: count", "unit: count\nin_development: yes\ndecimals: 2\ntolerance: 5%\nreported_from: 2025-26-Q1"),
        ("unit: count", 'unit: count\ndecimals: "2"\nreported_until:\nlag-months: 3'),
        ("unit: count", "unit: per 1,000\nyear_ends: September\nrating: {amber_within: 2 points}\nlowest: -5"),
        ("unit: count", "unit: Measure\nmeasured_in: tonnes\nreported_as: Year to date\ncombined_by: weighted mean"),
        ("value: 100", "annual: £1.2m\n    profile: past years"),
        ("value: 100", "annual: 100\n    profile: [20, 30, 25%, 25]"),
        ("value: 100", "milestones: [{by: 30 June 2025, value: 5}]"),
    ],
)
def test_what_the_readers_take_is_not_flagged(validators, old, new):
    assert old in DEFINITION
    assert faults(validators["indicator.json"], DEFINITION.replace(old, new)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("unit: count", "unit: pieces", "pieces"),
        ("unit: count\n", "", "unit is missing; add it"),
        ("unit: count", "unit: count\ncolour: red", "colour"),
        ("value: 100", "value: ninety", "ninety"),
        ("unit: count", "unit: count\nreported_from: 2025-Q1", "2025-Q1"),
        ("unit: count", "unit: count\ndecimals: 7", "7"),
        ("reason: Agreed", "reasons: Agreed", "reason"),
        ("unit: count", "unit: count\nstem: ht-001", "stem"),
    ],
)
def test_what_the_readers_refuse_is_flagged(validators, old, new, said):
    assert old in DEFINITION
    assert any(said in message for message in faults(validators["indicator.json"], DEFINITION.replace(old, new)))


def test_every_key_and_every_word_of_a_list_says_what_it_is(validators):
    silent = []
    for name in _FILES:
        schema = validators[name].schema
        for part in (schema, *schema["$defs"].values()):
            title = part.get("title")
            silent += [
                f"{title}.{key}" for key, value in part.get("properties", {}).items() if not value.get("description")
            ]
            for choice in (choice for choice in part.get("anyOf", ()) if "enum" in choice):
                words = zip(choice["enum"], choice["enumDescriptions"], strict=True)
                silent += [f"{title}.{word}" for word, said in words if not said]
    for name in ("figures.json", "parts.json", "benchmarks.json"):
        silent += [f"{name} {field['name']}" for field in validators[name].schema["fields"] if not field["description"]]
    assert silent == []


def test_a_table_schema_has_the_columns_of_the_table(validators, first_edition):
    for name, table in (("figures.json", "data/figures/cosmic-003.csv"), ("benchmarks.json", "data/benchmarks.csv")):
        heads = (first_edition / table).read_text(encoding="utf-8").splitlines()[0].split(",")
        fields = validators[name].schema["fields"]
        assert [field["name"] for field in fields][: len(heads)] == heads
    status = next(field for field in validators["figures.json"].schema["fields"] if field["name"] == "status")
    assert status["constraints"]["required"]
    assert "not available" not in validators["figures.json"].schema["missingValues"]  # or the status would be none


def test_a_new_project_has_its_schemas_and_its_files_name_them(housing, cosmic):
    for path in [
        path for names in ("_quarto.yml", "data/indicators/*.yml", "params/*.yml") for path in housing.glob(names)
    ]:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        schema = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        assert schema.parent == housing / ".schema" and schema.is_file()
    (housing / ".schema" / "indicator.json").write_text("old")
    status, said, _ = cosmic("schema")
    assert status == 0 and str(housing / ".schema" / "indicator.json") in said
    assert json.loads((housing / ".schema" / "indicator.json").read_bytes())["title"] == "Indicator"


def test_schemas_are_written_where_there_is_no_project(cosmic, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cosmic("schema", "held")[0] == 0
    assert (tmp_path / "held" / "params.json").is_file()
    status, _, said = cosmic("schema")
    assert status == 2 and "neither this folder nor one above it contains _quarto.yml" in said
