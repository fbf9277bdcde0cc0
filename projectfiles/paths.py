"""Where the project's files and folders are, wherever a command or a notebook runs."""

import os
import re
from pathlib import Path

from projectfiles.errors import CosmicError

STEM = r"[a-z][a-z0-9]*-\d{3}"
BUILD_VARIABLE = "COSMIC_BUILD"
SCORECARD = "scorecard"


def root() -> Path:
    """Return the project's root: the nearest folder with `_quarto.yml`, from the working folder upwards."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "_quarto.yml").is_file():
            return folder
    raise CosmicError("no report's project here: neither this folder nor one above it contains _quarto.yml")


def shown(path: Path) -> str:
    """Return a path as messages and records print it: relative to the root, with forward slashes.

    A file of the project that is a link goes by its own name, not by that of what it points to.
    """
    top, path = root(), Path(os.path.abspath(path))
    for candidate in (path, Path(os.path.realpath(path))):
        if candidate.is_relative_to(top):
            return candidate.relative_to(top).as_posix()
    return path.as_posix()


def definition(stem: str) -> Path:
    """Return the file of an indicator's definition."""
    return root() / "data" / "indicators" / f"{stem}.yml"


def stems() -> list[str]:
    """Return the stems of all indicators, in the order of the report; copies and hidden files are none of them."""
    return sorted(path.stem for path in definition("*").parent.glob("*.yml") if is_stem(path.stem))


def is_stem(name: str) -> bool:
    """Tell whether a name is the stem of an indicator's files, as in `ht-003.csv`."""
    return re.fullmatch(STEM, name, re.ASCII) is not None


def figures(stem: str) -> Path:
    """Return the file of an indicator's figures."""
    return root() / "data" / "figures" / f"{stem}.csv"


def parts(stem: str) -> Path:
    """Return the file of the parts of an indicator's figures."""
    return root() / "data" / "parts" / f"{stem}.csv"


def benchmarks() -> Path:
    """Return the file with the means of England and of the statistical neighbours."""
    return root() / "data" / "benchmarks.csv"


def neighbours() -> Path:
    """Return the file with the lists of statistical neighbours, which may not be there."""
    return root() / "data" / "neighbours.yml"


def returns() -> Path:
    """Return the file that lists which returns were taken in, which is not there before the first."""
    return root() / "data" / "returns.csv"


def kept_records(quarter: object) -> Path:
    """Return the file with the records of a quarter's edition, saved when the next quarter was started."""
    return root() / "data" / "records" / f"{quarter}.json"


def params() -> Path:
    """Return the folder with one file for each quarter."""
    return root() / "params"


def settings() -> Path:
    """Return the file of the committee's settings, which are Quarto's too."""
    return root() / "_quarto.yml"


def brand() -> Path:
    """Return the file of the council's colours and typeface."""
    return root() / "_brand.yml"


def build() -> Path:
    """Return the folder of executed notebooks, charts and metadata, from which the publisher makes the edition.

    The kernel of a notebook that is run for an edition is given a folder of its own, by BUILD_VARIABLE.
    """
    return Path(os.environ.get(BUILD_VARIABLE) or root() / "build")


def figure(stem: str, of: str = "") -> Path:
    """Return where an indicator's chart is drawn, or another picture of it by what it is of, without a suffix."""
    return build() / "figures" / (f"{stem}-{of}" if of else stem)


def in_build(path: Path) -> str:
    """Return the path by which a document refers to a file of the build folder, wherever that folder is now."""
    return (Path("build") / path.relative_to(build())).as_posix()
