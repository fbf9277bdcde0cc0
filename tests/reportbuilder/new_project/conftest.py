"""What the tests of new projects share: a command with its answers, and a project that was just made."""

import os
from pathlib import Path

import pytest

from reportbuilder.cli.main import main
from reportbuilder.new_project import questions

COUNCIL = ["--council", "Example Borough Council", "--committee", "Housing Committee", "--prefix", "HC"]


@pytest.fixture
def cosmic(capsys, monkeypatch):
    """Run a command: returns its exit status, what it prints, and its errors; `answers` are those of a person."""

    def run(*arguments: str, answers: list[str] | None = None):
        left = list(answers or [])
        monkeypatch.setattr(questions, "is_at_terminal", lambda: answers is not None)
        monkeypatch.setattr("builtins.input", lambda _: left.pop(0))
        capsys.readouterr()
        status = main(list(arguments))
        said = capsys.readouterr()
        assert "Traceback" not in said.err and not left
        return status, said.out, said.err

    return run


@pytest.fixture
def housing(cosmic, tmp_path, monkeypatch) -> Path:
    """A project that was just made, as the working folder."""
    monkeypatch.delenv("QUARTO_PROFILE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert cosmic("init", "housing", *COUNCIL, "--quarter", "2025-26-Q1")[0] == 0
    monkeypatch.chdir(tmp_path / "housing")
    return tmp_path / "housing"


def contents_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too, but for what is made on the way."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if ".cosmic" not in path.parts}


def edit(path: Path, old: str, new: str):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
