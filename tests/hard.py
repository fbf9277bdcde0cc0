"""The hard cases as one edition of forty indicators over forty quarters: every figure, name and word is synthetic."""

import ast
import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat

from cosmic.periods import months_before
from projectfiles import paths
from reportbuilder import checks, places
from reportbuilder.drafts import draft
from reportbuilder.publishing import export, key_page, quality_page
from tests.factories import FIRST, notebook_of, save

QUARTERS = 40
INDICATORS = 40
LONG_NAME = (
    "Synthetic: a name as long as a name can be, of residents and families who were helped by one service " * 3
)[:200]
LONG_WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
OTHER_LETTERS = "Synthetic: Ŵyl y Môr, Żółć, Čiurlionis, Ελληνικά, Українська, اردو, עברית"
CHINESE = "文化與數字"  # in no font that the report or Typst brings
URL = "https://example.org/" + "a-very-long-word-in-an-address/" * 12
PARAGRAPH = (
    "Synthetic commentary, to see how a page holds when a service writes far more than it has room for. The words say "
    "nothing of any council, of any service or of any resident; they only go on, sentence after sentence, as some do. "
) * 3
THREE_PAGES = "\n\n".join(f"{number}, {PARAGRAPH.replace('words', f'words of {number}')}" for number in range(1, 25))
NESTED = f"""#### A heading within

- one
    - two
        1. three, with a word that is long: {LONG_WORD}
        2. four
- five

> A quotation, of {LONG_WORD}.

|   | Q1 | Q2 | Q3 | Q4 | Q1 | Q2 | Q3 | Q4 | Change |
|---|---:|---:|---:|---:|---:|---:|---:|---:|:------:|
| Households that were supported | 1,234,567,890 | 0 | 0.04% | 100% | 1 | 2 | 3 | 4 | none |
|   | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | x |

| Without a caption | Address |
|-------------------|---------|
| one row | <{URL}> |
"""


def has_chinese() -> bool:
    """Whether this machine has a font for the signs that the report's own has not; Windows and macOS come with one."""
    if shutil.which("fc-list") is None:
        return sys.platform != "linux"
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=True).stdout)


PERCENT = {"unit": "percent", "decimals": 2}
CASES = [  # what a definition says, the last figures (None: as many as the others), and the commentary
    ({"name": "Synthetic: all of them", **PERCENT, "target": 100}, [100, 100], "Synthetic: one sentence."),
    ({"name": "Synthetic: hardly any", **PERCENT, "target": "0.04"}, ["0.05", "0.039"], NESTED),
    ({"name": "Synthetic: none at all", "target": 10}, [12, 0], THREE_PAGES),
    (
        {"name": "Synthetic: visits to all places by all who ever came", "target": 1234567890},
        [1234567889, 1234567890],
        f"Synthetic: see <{URL}>.",
    ),
    ({"name": "Synthetic: no target yet"}, [3, 4], f"{OTHER_LETTERS}{', ' + CHINESE if has_chinese() else ''}."),
    ({"name": LONG_NAME, "direction": "contextual"}, [1234567, 7654321], f"Synthetic: {LONG_WORD}."),
    ({"name": OTHER_LETTERS, "in_development": True}, [], "Synthetic: in development."),
    ({"name": "Synthetic: last seen long ago", "target": 5}, ["old"], "Synthetic: nothing new."),
    ({"name": "Synthetic: a target of nought", "direction": "lower", "target": 0}, [1, 2], "Synthetic: too many."),
    ({"name": f"Synthetic: residents and visitors of {LONG_WORD}", "target": 2}, None, "Synthetic: a long word."),
]


def make(root: Path) -> draft.Draft:
    """Turn a copy of the project into the hard edition, all but published: build/ holds what a publisher needs."""
    shape = notebook_of(root, "cosmic-001")
    for folder, kind in (("data/indicators", "yml"), ("data/figures", "csv"), ("notebooks", "ipynb")):
        for path in (root / folder).glob(f"cosmic-*.{kind}"):
            path.unlink()
    stems = [f"cosmic-{number:03}" for number in range(1, INDICATORS + 1)]
    more = [
        ({"name": f"Synthetic: number {n}", "target": 90}, None, "Synthetic: as before.") for n in range(INDICATORS)
    ]
    for stem, case in zip(stems, CASES + more, strict=False):
        _write(root, stem, shape, *case)
    pages = "".join(f'::: {{.notebook src="build/{stem}.ipynb"}}\n:::\n\n' for stem in [*stems, places.QUALITY])
    head = (root / "index.qmd").read_text(encoding="utf-8").partition('::: {.notebook src="build/cosmic-001')[0]
    (root / "index.qmd").write_text(head + pages, encoding="utf-8")
    params = f"produced_on: 2025-09-17\nparameters:\n  quarter: {FIRST}\n"
    (root / "params" / f"{FIRST}.yml").write_text(params, encoding="utf-8")
    return run()


def _write(root: Path, stem: str, shape: dict, keys: dict, last: list | None, commentary: str):
    given = {"service": "Synthetic", "unit": "count", "direction": "higher", "basis": "quarter"} | keys
    given["compared_with"] = "previous quarter"
    target = given.pop("target", None)
    dated = [{"from": "2015-07-01", "value": str(target), "reason": "synthetic"}]
    given["targets"] = dated if target is not None else []
    (root / "data" / "indicators" / f"{stem}.yml").write_text(json.dumps(given), encoding="utf-8")
    with (root / "data" / "figures" / f"{stem}.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow("period_end value numerator denominator published status source note".split())
        rows.writerows(
            [end, value, "", "", "2025-09-17", "published", "synthetic", ""] for end, value in _figures(last)
        )
    cells = [cell for cell in shape["cells"] if "path-to-green" not in cell["metadata"].get("tags", [])]
    held = json.loads(json.dumps(shape | {"cells": cells}).replace("cosmic-001", stem))
    for cell in held["cells"]:
        if "commentary" in cell["metadata"].get("tags", []):
            cell["source"] = f"### Commentary\n\n{commentary}"
    save(root, stem, held)


def _figures(last: list | None) -> list[tuple]:
    """The last figures of a series of forty quarters up to June 2025; `old` ones end a year before."""
    ends = [months_before(FIRST.end, 3 * ago) for ago in reversed(range(QUARTERS))]
    if last == []:
        return []
    if last == ["old"]:
        return [(end, 5) for end in ends[:-4]]
    values = [80 + place % 17 for place in range(QUARTERS)]
    return list(zip(ends, values, strict=True)) if last is None else list(zip(ends[-2:], last, strict=True))


def run() -> draft.Draft:
    """Run the notebooks in this very process, which is quicker than forty kernels, and as good for how pages look."""
    read = draft.read_draft(FIRST)
    paths.build().mkdir(exist_ok=True)
    for stem, notebook in read.notebooks.items():
        (paths.build() / f"{stem}.ipynb").write_text(nbformat.writes(_executed(notebook)), encoding="utf-8")
    export.metadata(read.edition, paths.build())
    nbformat.write(key_page.make_notebook(read), paths.build() / f"{places.KEY}.ipynb")
    nbformat.write(quality_page.make_notebook(read, checks.run_checks(read)), paths.build() / f"{places.QUALITY}.ipynb")
    return read


def _executed(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    names: dict = {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        *lines, last = ast.parse(cell.source).body
        exec(compile(ast.Module(lines, []), stem_of(cell), "exec"), names)
        if not isinstance(last, ast.Expr):
            exec(compile(ast.Module([last], []), stem_of(cell), "exec"), names)
            continue
        shown = eval(compile(ast.Expression(last.value), stem_of(cell), "eval"), names)
        cell.outputs = [nbformat.v4.new_output("display_data", shown._repr_mimebundle_())]
    return notebook


def stem_of(cell: nbformat.NotebookNode) -> str:
    """What a traceback calls a cell."""
    return f"cell {cell.id}"
