"""Find misleading characters in what people type into data files: names, reasons, sources and notes."""

from collections.abc import Iterator

import pandas as pd

from cosmic.editions import Edition
from cosmic.record import Inputs
from projectfiles import paths
from projectfiles.errors import Fault
from reportbuilder.drafts.characters import find_misleading

_COLUMNS = ("source", "note")


def find_text_faults(edition: Edition, inputs: Inputs) -> Iterator[Fault]:
    """Yield a fault for each text that holds a misleading character, with its file and its key or row."""
    for acknowledgement in edition.acknowledged:
        yield from _in_value(acknowledgement.model_dump(), f"{edition.place}, acknowledged")
    for indicator, table in zip(inputs.indicators, inputs.figures, strict=True):
        yield from _in_value(indicator.model_dump(), paths.shown(paths.definition(indicator.stem)))
        yield from _in_table(table, paths.shown(paths.figures(indicator.stem)))
    yield from _in_table(inputs.benchmarks, paths.shown(paths.benchmarks()))


def _in_value(value: object, place: str) -> Iterator[Fault]:
    if isinstance(value, str):
        yield from (Fault(place, message) for message in find_misleading(value))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _in_value(part, f"{place}, {key}")
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _in_value(part, place)


def _in_table(table: pd.DataFrame, place: str) -> Iterator[Fault]:
    for column in _COLUMNS:
        for row, text in zip(table["row"], table[column], strict=True):
            if text:
                yield from _in_value(text, f"{place}, row {row}, {column}")
