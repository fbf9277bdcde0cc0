"""Where an edition comes from: each file that it is made of with its SHA-256, and the versions of the tools."""

import json
import platform
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import metadata
from pathlib import Path

import pypandoc

from cosmic import editions, paths
from cosmic.errors import CosmicError
from cosmic.periods import Quarter
from reportbuilder.drafts import commits, snapshot

PROJECT = "cosmic-report"


def digest_inputs(quarter: Quarter) -> dict[str, str]:
    """Return every file that an edition would be made of now, by its path in the project, with its SHA-256."""
    return snapshot.digest_files(list_inputs(quarter))


def list_inputs(quarter: Quarter) -> list[Path]:
    """Return every file that an edition is made of, those too that are missing: data, words, order, looks."""
    root, stems = paths.root(), paths.stems()
    looks = [path for path in sorted(paths.looks().rglob("*")) if path.is_file()]
    return [
        paths.params() / f"{quarter}.yml",
        *_of_data(stems, quarter),
        *map(paths.notebook, [*stems, paths.SCORECARD]),
        root / "index.qmd",
        root / "_quarto.yml",
        paths.brand(),
        *looks,
    ]


@contextmanager
def stop_if_changed(quarter: Quarter, record: Path, files: dict[str, str] | None = None) -> Iterator[None]:
    """Stop where a file changes from which an edition is being made, before whatever goes wrong for it.

    What the files were is told by the record.json that is made for the edition; until it is there, by `files`. Raises
    Changed.
    """
    try:
        yield
    except CosmicError:
        _stop_on_changes(quarter, record, files)
        raise
    _stop_on_changes(quarter, record, files)


def _stop_on_changes(quarter: Quarter, record: Path, files: dict[str, str] | None) -> None:
    then = json.loads(record.read_text(encoding="utf-8"))["inputs"] if record.is_file() else files
    if then:
        now = digest_inputs(quarter)
        besides = snapshot.digest_files(paths.root() / name for name in then if name not in now)
        snapshot.stop_on_changes(then, now | besides)


def of_indicator(stem: str, quarter: Quarter) -> list[str]:
    """Return every file that the record and the page of one indicator are made of, by its path in the paths."""
    files = [paths.params() / f"{quarter}.yml", *_of_data([stem], quarter), paths.notebook(stem)]
    return [paths.shown(path) for path in files]


@cache
def list_tools() -> dict[str, str]:
    """The versions of the tools: this project's, by what it is declared to need, and pandoc's and Python's."""
    needed = [
        re.split(r"[^\w.-]", requirement)[0]
        for requirement in metadata.requires(PROJECT) or []
        if "extra ==" not in requirement
    ]
    return {
        PROJECT: f"{metadata.version(PROJECT)}, code {commits.short(digest_code())}",
        "Python": platform.python_version(),
        "pandoc": str(pypandoc.get_pandoc_version()),
        **{name: metadata.version(name) for name in sorted(needed)},
    }


def _of_data(stems: list[str], quarter: Quarter) -> list[Path]:
    """Definitions, figures and benchmarks; the parameters of the edition before, and what is kept of its records."""
    before = editions.find_quarter_before(quarter)
    files = [*map(paths.definition, stems), *map(paths.figures, stems), paths.benchmarks()]
    return [*files, paths.params() / f"{before}.yml", paths.kept_records(before)] if before else files


@cache
def digest_code() -> str:
    """Return one SHA-256 over all the code, as it was when it was first asked for: what runs is no newer."""
    return _code_of(*commits.PACKAGES)


@cache
def digest_code_of_pages() -> str:
    """Return one SHA-256 over the code of the pages that notebooks show, and of the calculations behind them."""
    return _code_of("cosmic")


def _code_of(*packages: str) -> str:
    files = [path for package in packages for path in (commits.HOME / package).rglob("*.py")]
    return commits.digest_of_code({path.relative_to(commits.HOME).as_posix(): path.read_bytes() for path in files})
