"""What a person types behind `quarto` is done, or told in a line; what Quarto leaves is swept up."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from projectfiles.errors import Faults
from reportbuilder.cli.main import main
from reportbuilder.publishing import formats, leftovers, quarto_call
from reportbuilder.publishing.quarto_call import Call
from tests.factories import FIRST_EDITION, LOOKS, ROOT
from tests.processes import soon

SCRIPT = LOOKS / "cosmic.py"


@pytest.fixture
def quarto_calls(project_copy, monkeypatch):
    """Have commands called as Quarto calls them, for a page or for none."""

    def call(*inputs: str):
        monkeypatch.setenv("QUARTO_PROJECT_OUTPUT_DIR", str(quarto_call.output_folder()))
        monkeypatch.setenv("QUARTO_PROJECT_INPUT_FILES", "\n".join(inputs))

    return call


def _told(*arguments: str, output: Path | None = None, inputs: tuple[str, ...] = ("index.qmd",)) -> str:
    """What is told of a call, nothing if it is done."""
    call = Call(inputs, (), output or quarto_call.output_folder(), arguments)
    try:
        call.check()
    except Faults as error:
        return str(error)
    return ""


DONE = [
    ("render",),
    ("render", "--to", "html"),
    ("render", "--to=pdf"),
    ("render", "index.qmd", "-t", "docx"),
    ("render", "--to", "typst"),
    ("render", "--to", "all"),
    ("render", "--to", "html,docx"),
    ("render", "--to", "cosmic-report-html"),
    ("preview", "index.qmd", "--port", "4747"),
    ("preview", "--render", "html"),
    ("publish", "gh-pages", "--no-prompt"),
    ("render", "--profile", "2025-26-Q1"),
]


@pytest.mark.parametrize("arguments", DONE, ids=" ".join)
def test_what_the_report_can_do_is_done(arguments):
    assert _told(*arguments) == ""


TOLD = {
    (
        "-P",
        "quarter:2025-26-Q2",
    ): "-P quarter:2025-26-Q2: no page of the report has parameters of Quarto's; a quarter is chosen by --profile",
    ("--execute-param=quarter:2025-26-Q2",): "-P quarter:2025-26-Q2: ",
    ("--execute-params", "own.yml"): "-P own.yml: ",
    ("--to", "epub"): "--to epub: the report has no such format; choose html, pdf or docx",
    ("-t", "latex"): "--to latex: ",
    ("--to", "html,epub"): "--to epub: ",
}


@pytest.mark.parametrize("arguments", TOLD, ids=" ".join)
def test_what_it_cannot_do_is_told(arguments):
    assert _told("render", *arguments).startswith(TOLD[arguments])


def test_all_of_it_is_told_at_once():
    assert len(_told("render", "-P", "a:b", "--to", "epub", inputs=()).splitlines()) == 3


def test_a_folder_of_a_persons_own_is_taken_while_it_is_empty(tmp_path):
    assert _told("render", output=tmp_path / "new") == ""
    (tmp_path / ".DS_Store").touch()
    assert _told("render", output=tmp_path) == ""
    (tmp_path / "held.html").touch()
    assert "holds files" in _told("render", output=tmp_path)
    assert "a preview has a folder of its own" in _told("preview", output=tmp_path / "new")


def test_a_folder_without_a_page_is_told_but_for_a_preview_of_what_is_rendered():
    assert "holds no page of the report; go to the project's folder" in _told("render", inputs=())
    assert _told("preview", inputs=()) == ""


def test_what_a_person_typed_is_read_from_the_command_line_of_quarto(tmp_path):
    program = tmp_path / "quarto.js"
    reading = "from reportbuilder.publishing import quarto_call as q; print(*q._command_line()[1])"
    program.write_text(f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {reading!r}], check=True)\n")
    command = [sys.executable, str(program), "render", "--to", "html"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "render --to html\n"
    assert quarto_call._command_line()[1] == ()


def test_a_long_list_is_read_from_the_file_that_quarto_was_told_to_use(tmp_path, quarto_calls, monkeypatch):
    quarto_calls("other.qmd")
    (tmp_path / "list").write_text("index.qmd\nanother.qmd")
    monkeypatch.setenv("QUARTO_USE_FILE_FOR_PROJECT_INPUT_FILES", str(tmp_path / "list"))
    assert quarto_call.read_call().inputs == ("index.qmd", "another.qmd")


def test_cosmic_run_tells_before_it_runs_anything(quarto_calls, capsys):
    quarto_calls()
    assert main(["run"]) == 2
    assert capsys.readouterr().err.startswith("cosmic: the folder that Quarto was called for: holds no page")
    assert not Path("build").exists()


def test_cosmic_collect_says_who_calls_it(capsys, monkeypatch):
    monkeypatch.delenv("QUARTO_PROJECT_OUTPUT_DIR", raising=False)
    assert main(["collect"]) == 2
    assert "call `quarto render`, or `cosmic build`" in capsys.readouterr().err


def test_cosmic_collect_has_nothing_to_do_where_nothing_was_rendered(quarto_calls):
    quarto_calls()
    assert main(["collect"]) == 0


# The project's settings.


@pytest.mark.parametrize("project", [FIRST_EDITION, ROOT])
def test_quarto_is_told_to_work_where_collect_looks(project):
    content = (project / "_quarto.yml").read_bytes() if project == FIRST_EDITION else _of_the_project("_quarto.yml")
    settings = yaml.safe_load(content)
    assert settings["project"]["output-dir"] == quarto_call.output_folder().relative_to(Path.cwd()).as_posix()
    assert settings["quarto-required"] == ">=1.10.0"


def _of_the_project(name: str) -> bytes:
    """A file of the live project as it is committed, which no person is writing in."""
    command = ["git", "show", f"HEAD:{name}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else pytest.skip("needs the project's repository")


def test_each_format_has_the_looks_under_the_name_that_people_type():
    settings = formats.settings_for_quarto(frozenset())
    assert list(settings) == ["html", "typst", "docx"]
    for each in settings.values():
        named = [each.get(key) for key in formats.FILES if key in each] + [one["path"] for one in each["filters"]]
        assert len(named) > 2 and all(Path(name).is_file() for name in named)
    assert Path(*settings["typst"]["font-paths"]).is_dir()


def test_a_pdf_that_is_asked_for_by_its_name_is_made_by_typst():
    settings = formats.settings_for_quarto(frozenset({"pdf"}))
    assert settings["pdf"] == settings["typst"] | {"to": "typst"}


# Who is called.


def _call_script(folder: Path, **environment: str) -> subprocess.CompletedProcess:
    script = folder / "_extensions" / "cosmic-report" / "cosmic.py"
    script.parent.mkdir(parents=True)
    shutil.copyfile(SCRIPT, script)
    (folder / "python").mkdir()
    python = folder / "python" / "python3"
    python.symlink_to(Path(sys.executable).resolve())
    held = {"PATH": str(folder / "nothing")} | environment
    return subprocess.run([python, "-S", script, "run"], env=held, capture_output=True, text=True, check=False)


def _program(folder: Path, said: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "cosmic").write_text(f'#!/bin/sh\necho {said} "$@"\n')
    (folder / "cosmic").chmod(0o755)
    return folder


@pytest.mark.skipif(os.name == "nt", reason="programs are not shell scripts there")
def test_quarto_finds_cosmic_in_the_active_environment_else_in_the_projects(tmp_path):
    _program(tmp_path / "project" / ".venv" / "bin", "own")
    active = _program(tmp_path / "active", "active")
    assert _call_script(tmp_path / "project").stdout == "own run\n"
    shutil.rmtree(tmp_path / "project" / "_extensions")
    shutil.rmtree(tmp_path / "project" / "python")
    assert _call_script(tmp_path / "project", PATH=str(active)).stdout == "active run\n"


def test_quarto_without_an_environment_is_told_in_one_line(tmp_path):
    done = _call_script(tmp_path)
    assert done.returncode == 1 and done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("cosmic: cosmic is installed neither for this Python (")
    assert line.endswith("; activate the environment that has it, or `pip install cosmic-report`")


# What a render that failed leaves.


@pytest.fixture
def failing(project_copy):
    """A Quarto that has begun to render, and a person's file of a like name."""
    Path("index.bib").touch()

    def begin(process: int | None = None) -> Path:
        leftovers.expect_render(Call(("index.qmd",), (), quarto_call.output_folder(), process=process))
        Path("index_files").mkdir()
        Path("index.typ").touch()
        quarto_call.output_folder().mkdir()
        (quarto_call.output_folder() / "index.docx").touch()
        return project_copy

    return begin


def _left() -> list[str]:
    left = [*Path().glob("index*"), *quarto_call.output_folder().glob("*")]
    return sorted(path.name for path in left)


def test_what_a_render_that_failed_left_is_swept_before_the_next(failing):
    failing()
    leftovers.sweep()
    assert _left() == ["index.bib", "index.qmd"]


def test_what_was_collected_stands(failing):
    failing()
    leftovers.forget()
    leftovers.sweep()
    assert len(_left()) == 5


def test_it_is_swept_as_soon_as_quarto_ends(failing):
    with subprocess.Popen(["sleep", "100"]) as quarto:
        failing(quarto.pid)
        assert len(_left()) == 5
        quarto.kill()
    assert soon(lambda: _left() == ["index.bib", "index.qmd"])
    assert soon(lambda: not Path(".cosmic/rendering.json").exists())


def test_one_process_waits_for_a_quarto_however_often_it_renders(failing, monkeypatch):
    started = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: started.append(command))
    call = Call(("index.qmd",), (), quarto_call.output_folder(), process=os.getpid())
    for _ in range(3):
        leftovers.expect_render(call)
        leftovers.forget()
    assert len(started) == 1
    leftovers.sweep(os.getpid() + 1)
    assert json.loads(Path(".cosmic/rendering.json").read_text()) == {"process": os.getpid()}
