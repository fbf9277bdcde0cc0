"""Notebooks of every editor are read alike; what is no notebook is told in one line, with its line or its cell."""

import json
from pathlib import Path

import pytest

from projectfiles.errors import Faults
from reportbuilder.drafts import notebook_file
from reportbuilder.drafts.draft import read_draft
from reportbuilder.notebook_runs import papermill_task
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.notebook_runs.run import run_notebooks
from tests.factories import FIRST, notebook_of, save
from tests.notebook_forms import FORMS, papermill

NAME = "notebooks/cosmic-003.ipynb"


def _source_by_kind(notebook) -> list[tuple[str, str]]:
    return [(cell.cell_type, cell.source) for cell in notebook.cells]


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_a_notebook_of_any_editor_is_run_and_gives_the_same(small_project, form):
    draft = read_draft(FIRST)
    before = run_notebooks(draft, RunOptions(keep=False), lambda *_: None)
    save(small_project, "cosmic-003", FORMS[form](notebook_of(small_project, "cosmic-003")))
    draft = read_draft(FIRST)
    assert run_notebooks(draft, RunOptions(keep=False), lambda *_: None)["cosmic-003"] == before["cosmic-003"]


def test_what_papermill_put_in_is_replaced_and_cells_keep_their_numbers(small_project):
    held = papermill(notebook_of(small_project, "cosmic-003"))
    held["cells"][1]["source"] = 'quarter = "1999-00-Q1"'
    held["cells"][2]["source"] = "page = nowhere"
    save(small_project, "cosmic-003", held)
    with pytest.raises(Faults, match="cosmic-003.ipynb, cell 3: `page = nowhere` failed"):
        run_notebooks(read_draft(FIRST), RunOptions(keep=False), lambda *_: None)


def test_the_kernel_is_this_pythons_whatever_the_notebook_calls_it(small_project):
    held = notebook_of(small_project, "cosmic-003")
    for name in ("conda-env-cosmic-py", "python310", "", 7):
        held["metadata"]["kernelspec"] = {"name": name, "display_name": "x", "language": "python"}
        save(small_project, "cosmic-003", held)
        task = papermill_task.make_task(read_draft(FIRST), "cosmic-003", 10)
        assert json.loads(task.code)["metadata"]["kernelspec"]["name"] == "python3"


@pytest.mark.parametrize(
    ("metadata", "told"),
    [
        (
            {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}},
            "by the kernel 'ir', in R, but its code",
        ),
        ({"language_info": {"name": "julia"}}, "by the kernel None, in julia, but its code must be Python"),
    ],
)
def test_another_language_is_told_with_its_kernel(small_project, metadata, told):
    save(small_project, "cosmic-003", notebook_of(small_project, "cosmic-003") | {"metadata": metadata})
    with pytest.raises(Faults) as stopped:
        read_draft(FIRST)
    (fault,) = stopped.value.faults
    assert fault.place == NAME and told in fault.message


def _cell(**parts) -> str:
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "words"} | parts
    held = {key: value for key, value in cell.items() if value is not ...}
    return json.dumps({"cells": [held], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def _code(**parts) -> str:
    return _cell(cell_type="code", **{"outputs": [], "execution_count": None} | parts)


MERGED = '{\n "cells": [\n<<<<<<< HEAD\n  1\n=======\n  2\n>>>>>>> main\n ]\n}\n'
WRONG = {
    "cut off": ('{"cells": [\n', ", line 2: is not a notebook: the file is damaged here"),
    "a page of HTML": ("<!DOCTYPE html>\n<p>", ", line 1: is not a notebook: the file is damaged here"),
    "a number of 5,000 digits": ("1" * 5000, ": is not a notebook: the file is damaged here"),
    "merged": (MERGED, ", line 3: holds two versions that could not be merged (“<<<<<<< HEAD”); keep one of them"),
    "a key twice": (
        '{"cells": [], "cells": []}',
        ": is not a notebook: the file is damaged here (the key 'cells' is rep",
    ),
    "a list": ("[]", ": is not a notebook: it does not say of which format it is"),
    "other JSON": ('{"a": 1}', ": is not a notebook: it does not say of which format it is"),
    "no cells": (
        '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}',
        ": is not a notebook: it has no list of cells",
    ),
    "format 3": (
        '{"nbformat": 3, "worksheets": []}',
        ": is a notebook of format 3, but must be of format 4; open it in",
    ),
    "format 5": ('{"nbformat": 5, "cells": []}', ": is a notebook of format 5, but must be of format 4"),
    "format in words": ('{"nbformat": "4", "cells": []}', ": is not a notebook: it does not say of which format"),
    "no cell": ('{"nbformat": 4, "cells": [7]}', ", cell 1: is not a cell of a notebook"),
    "kind unknown": (_cell(cell_type="heading"), ", cell 1: must be one of code, Markdown and raw, got: 'heading'"),
    "no source": (_cell(source=...), ", cell 1: has no source"),
    "source of numbers": (_cell(source=["a", 1]), ", cell 1: has no source"),
    "tags in one word": (_cell(metadata={"tags": "commentary"}), ", cell 1: must have a list of words as its tags"),
    "tags of numbers": (_cell(metadata={"tags": [1]}), ", cell 1: must have a list of words as its tags"),
    "metadata of words": (_cell(metadata="x"), ", cell 1: must have a list of words as its tags, got: None"),
    "half a character": (_cell(source="a \ud83d b"), ", cell 1: holds half a character (U+D83D); type"),
    "outputs in one word": (_code(outputs="x"), ", cell 1: holds what no notebook can ("),
    "an output of no kind": (_code(outputs=[{"output_type": "x"}]), ", cell 1: holds what no notebook can ("),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_notebook_is_told_in_one_line(name, tmp_path, monkeypatch):
    text, told = WRONG[name]
    monkeypatch.chdir(tmp_path)
    Path("_quarto.yml").touch()
    Path("a.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(Faults) as stopped:
        notebook_file.read_notebook(Path("a.ipynb"))
    (line,) = str(stopped.value).splitlines()
    assert line.startswith(f"a.ipynb{told}")


def test_an_id_that_is_given_twice_is_told_with_both_cells(small_project):
    held = notebook_of(small_project, "cosmic-003")
    held["cells"][8]["id"] = held["cells"][7]["id"]
    save(small_project, "cosmic-003", held)
    with pytest.raises(Faults, match=f"{NAME}, cell 9: has the id of cell 8, 'commentary-2025-26-q1'; delete one"):
        read_draft(FIRST)


def test_an_id_that_is_made_up_is_no_other_cells(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("_quarto.yml").touch()
    cells = [{"cell_type": "markdown", "source": "", **more} for more in ({"id": "cell-2"}, {}, {"id": "ä ö"})]
    Path("a.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 4}), encoding="utf-8")
    ids = [cell.id for cell in notebook_file.read_notebook(Path("a.ipynb")).cells]
    assert ids == ["cell-2", "cell-2-1", "cell-3"]


ENCODED = {
    "utf-8-sig": None,
    "utf-16": "starts with a byte order mark; save it as UTF-8",
    "cp1252": "must be UTF-8 text, got: byte 0x96; save it as UTF-8",
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_a_byte_order_mark_is_passed_over_and_any_other_encoding_told(small_project, encoding):
    path, told = small_project / NAME, ENCODED[encoding]
    before = notebook_file.read_notebook(path)
    text = path.read_text(encoding="utf-8").replace("when someone interacts", "– when someone interacts")
    path.write_bytes(text.replace("↑", "").encode(encoding))
    if told is None:
        assert len(_source_by_kind(notebook_file.read_notebook(path))) == len(_source_by_kind(before))
        return
    with pytest.raises(Faults) as stopped:
        notebook_file.read_notebook(path)
    assert told in str(stopped.value) and (encoding == "utf-16" or f"{NAME}, line " in str(stopped.value))
