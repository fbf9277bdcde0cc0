"""Where an edition comes from: each file that it is made of with its SHA-256, and the versions of the tools."""

import hashlib
import platform
import re
import subprocess
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

import pypandoc

from cosmic import editions, project
from cosmic.periods import Quarter

_DISTRIBUTION = "cosmic-report"


def inputs(quarter: Quarter) -> dict[str, str]:
    """Every file that an edition is made of, as messages print it, with its SHA-256: data, words, order, looks."""
    root = project.root()
    stems = project.stems()
    looks = [path for path in sorted((root / "report").rglob("*")) if path.is_file()]
    paths = [
        project.params() / f"{quarter}.yml",
        *_of_data(stems, quarter),
        *map(project.notebook, [*stems, project.SCORECARD]),
        root / "index.qmd",
        root / "_quarto.yml",
        *looks,
    ]
    return _digests(paths)


def with_read(inputs: dict[str, str], read: Iterable[str]) -> dict[str, str]:
    """The same, and behind them what the notebooks read besides."""
    more = {name for name in read if name not in inputs and (project.root() / name).is_file()}
    return inputs | _digests([project.root() / name for name in sorted(more)])


def commit(inputs: Iterable[str]) -> str | None:
    """The commit that last changed one of some files, or the code; None where none holds them as they are.

    Later commits that change other files only leave it as it is.
    """
    code = Path(__file__).parent
    held = [*inputs, *([project.shown(code)] if code.is_relative_to(project.root()) else [])]
    changed = _git("status", "--porcelain", "--", *held)
    return _git("log", "-1", "--format=%H", "--", *held) or None if changed == "" else None


def _git(*arguments: str) -> str | None:
    """What git says of the project; None where it is no repository, or there is no git."""
    try:
        done = subprocess.run(["git", *arguments], cwd=project.root(), capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def of_indicator(stem: str, quarter: Quarter) -> dict[str, str]:
    """Every file that the record and the page of one indicator are made of, with its SHA-256."""
    return _digests([project.params() / f"{quarter}.yml", *_of_data([stem], quarter), project.notebook(stem)])


@cache
def tools() -> dict[str, str]:
    """The versions of the tools: this project's, by what it is declared to need, and pandoc's and Python's."""
    needed = [
        re.split(r"[^\w.-]", requirement)[0]
        for requirement in metadata.requires(_DISTRIBUTION) or []
        if "extra ==" not in requirement
    ]
    return {
        "cosmic-report": f"{metadata.version(_DISTRIBUTION)}, code {code()[:16]}",
        "Python": platform.python_version(),
        "pandoc": str(pypandoc.get_pandoc_version()),
        **{name: metadata.version(name) for name in sorted(needed)},
    }


def _of_data(stems: list[str], quarter: Quarter) -> list[Path]:
    """Definitions, figures and benchmarks, and what is kept of the edition before."""
    before = editions.before(quarter)
    kept = project.kept_records(before)
    paths = [*map(project.definition, stems), *map(project.figures, stems), project.benchmarks()]
    return [*paths, kept] if before and kept.is_file() else paths


def _digests(paths: list[Path]) -> dict[str, str]:
    return {project.shown(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


@cache
def code() -> str:
    """One SHA-256 over all the code of the module, as it was when it was first asked for: what runs is no newer."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
