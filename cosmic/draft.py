"""A quarter before it is run: everything that its edition is made from, read and checked."""

from dataclasses import dataclass

from nbformat import NotebookNode

from cosmic import editions, notebooks, performance, project
from cosmic.editions import Edition
from cosmic.errors import gather
from cosmic.performance import Inputs, Record
from cosmic.periods import Quarter


@dataclass(frozen=True)
class Draft:
    """An edition's parameters, inputs, records in the order of the report, and notebooks by their stems."""

    edition: Edition
    inputs: Inputs
    records: list[Record]
    notebooks: dict[str, NotebookNode]


def read(quarter: Quarter) -> Draft:
    """All that a quarter's edition is made from. Raises Faults with everything that is wrong in any file."""
    edition, inputs, held = gather(
        [
            lambda: editions.read(quarter),
            lambda: performance.read_inputs(project.stems()),
            lambda: notebooks.read(quarter),
        ]
    )
    return Draft(edition, inputs, inputs.records(edition), held)
