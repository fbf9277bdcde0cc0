"""The files of a new indicator: its definition, figures and notebook, and its page in `index.qmd`."""

import csv
import io
from collections.abc import Iterable, Mapping

from pydantic import BaseModel

from cosmic.figures import FigureRow
from cosmic.periods import Quarter
from reportbuilder import places
from reportbuilder.drafts import cell_headings
from reportbuilder.drafts.commentary import Section
from reportbuilder.new_project import templates

SCHEMA = "# yaml-language-server: $schema=../../.schema/indicator.json"
_ORDER = "indicator benchmark part period_end value numerator denominator published status source note".split()
_WORDS = (
    "name",
    "service",
    "measured_in",
    "reason",
)  # which may hold anything; all other values are numbers, days and chosen words
_COMMENTS = {"in_development": "delete this line when its file of figures holds figures"}


def definition_text(keys: Mapping[str, object], targets: Iterable[Mapping[str, object]], *, has_schema: bool) -> str:
    """Return the text of a definition: its keys in their order, each target below `targets`."""
    lines = [SCHEMA] if has_schema else []
    lines += [_line(key, value) for key, value in keys.items()]
    entries = ["\n    ".join(_line(key, value) for key, value in target.items()) for target in targets]
    lines += ["targets:", *(f"  - {entry}" for entry in entries)] if entries else ["targets: []"]
    return "\n".join([*lines, ""])


def _line(key: str, value: object) -> str:
    comment = f"   # {_COMMENTS[key]}" if key in _COMMENTS else ""
    return f"{key}: {templates.quoted(str(value)) if key in _WORDS else value}{comment}"


def figures_text(rows: Iterable[Mapping[str, object]] = ()) -> str:
    """Return the text of a file of figures: its heads, and rows if there are any."""
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, heads(FigureRow), lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def heads(model: type[BaseModel]) -> list[str]:
    """Return the columns of a table in the order in which people fill them in, those that may be left out last."""

    def place(name: str) -> int:
        return _ORDER.index(name) if name in _ORDER and model.model_fields[name].is_required() else len(_ORDER)

    return sorted(model.model_fields, key=place)


def notebook_text(stem: str, quarter: Quarter, description: str = "", commentary: str = "") -> str:
    """Return the text of an indicator's notebook, with cells of a quarter for its words."""
    sections = {section.name.lower(): cell_headings.default_heading(section) for section in Section}
    headings = {name: cell_headings.with_quarter(f"### {heading}", quarter) for name, heading in sections.items()}
    return templates.fill_notebook(
        "indicator.ipynb",
        stem=stem,
        quarter=str(quarter),
        quarter_in_id=str(quarter).lower(),
        description=f"### {cell_headings.STANDING_HEADINGS[0]}\n\n{description}".strip(),
        commentary=f"{headings['commentary']}\n\n{commentary}".strip(),
        path_to_green=headings["path_to_green"],
    )


def with_page(index: str, stem: str) -> str:
    """Return the text of `index.qmd` with an indicator's page below those of the others, above the quality page."""
    end = "\r\n" if "\r\n" in index else "\n"
    page = f'::: {{.notebook src="build/{stem}.ipynb"}}{end}:::{end}'
    lines = index.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if f'src="build/{places.QUALITY}.ipynb"' in line:
            return "".join([*lines[:number], page, end, *lines[number:]])
    return f"{index.rstrip()}{end}{end}{page}"
