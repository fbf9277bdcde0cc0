"""List where an edition comes from: each file that it is made from with its SHA-256, and the versions of the tools."""

import json
import platform
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import metadata
from pathlib import Path

import pypandoc

from cosmic import editions
from cosmic.periods import Quarter
from projectfiles import paths
from projectfiles.errors import CosmicError, attempt
from reportbuilder import places
from reportbuilder.drafts import commits, logo, reported, snapshot
from reportpages import diary

PROJECT = "cosmic-report"


def digest_inputs(quarter: Quarter) -> dict[str, str]:
    """Return the SHA-256 of every file that an edition would be made from now, by its path in the project."""
    return snapshot.digest_files(list_inputs(quarter))


def list_inputs(quarter: Quarter) -> list[Path]:
    """Return every file that an edition is made from, missing ones too: data, notebooks, order of pages, looks."""
    root = paths.root()
    looks = [path for path in sorted(places.looks().rglob("*")) if path.is_file()]
    logos, _ = attempt([logo.list_files])
    return [
        paths.params() / f"{quarter}.yml",
        *_of_data(paths.stems(), reported.list_stems(*editions.with_quarter_before(quarter)), quarter),
        *map(places.notebook, [*reported.list_stems(quarter), paths.SCORECARD]),
        root / "index.qmd",
        paths.settings(),
        paths.brand(),
        paths.returns(),
        *(file for held in logos for file in held),
        *looks,
    ]


@contextmanager
def stop_if_changed(quarter: Quarter, record: Path, files: dict[str, str] | None = None) -> Iterator[None]:
    """Raise Changed where an input changes while an edition is made from it, in place of any fault that follows.

    The record.json that is made for the edition says what the files were; until it exists, `files` does.
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


def list_inputs_of(stem: str, quarter: Quarter) -> list[str]:
    """Return every file that the record and the page of one indicator are made from, as paths in the project."""
    files = [paths.params() / f"{quarter}.yml", *_of_data([stem], [stem], quarter), places.notebook(stem)]
    return [paths.shown(path) for path in files]


@cache
def list_tools() -> dict[str, str]:
    """Return the versions of this project, of the packages that it declares to need, of pandoc and of Python."""
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


def _of_data(defined: list[str], reported_stems: list[str], quarter: Quarter) -> list[Path]:
    """Return definitions, figures, parts, benchmarks and saved records, with the params file of the edition before."""
    before = editions.find_quarter_before(quarter)
    means = [paths.benchmarks(), paths.neighbours()]
    tables = [path(stem) for stem in reported_stems for path in (paths.figures, paths.parts)]
    files = [*map(paths.definition, defined), *tables, *means]
    if reported.list_left_out(quarter):  # else what was saved of this edition is only compared with it
        files.append(paths.kept_records(quarter))
    if before is None:
        return files
    earlier = [path for path in map(paths.kept_records, diary.list_before(quarter)) if path.is_file()]
    return [*files, paths.params() / f"{before}.yml", *dict.fromkeys([*earlier, paths.kept_records(before)])]


@cache
def digest_code() -> str:
    """Return one SHA-256 over all the code, as it was at the first call: the code that runs is no newer."""
    return _code_of(*commits.PACKAGES)


@cache
def digest_code_of_pages() -> str:
    """Return one SHA-256 over the code of the pages that notebooks show, and of all that they stand on."""
    return _code_of("cosmic", "projectfiles", "reportpages", "savedfiles", "showing")


def _code_of(*packages: str) -> str:
    contents = {}
    for package in packages:
        for path in (commits.HOME / package).rglob("*.py"):
            contents[path.relative_to(commits.HOME).as_posix()] = path.read_bytes()
    return commits.digest_of_code(contents)
