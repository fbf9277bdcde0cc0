"""Where things stand: the project's folders, found from wherever a command or a notebook runs."""

import os
from pathlib import Path

from cosmic.errors import CosmicError

BUILD_VARIABLE = "COSMIC_BUILD"
SCORECARD = "scorecard"
QUALITY = "quality"


def root() -> Path:
    """The project's root: the nearest folder upwards of the working folder that holds `_quarto.yml`."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "_quarto.yml").is_file():
            return folder
    raise CosmicError("no CoSMIC project here: neither this folder nor one above it holds _quarto.yml")


def shown(path: Path) -> str:
    """Return a path as messages and records print it: relative to the root, with forward slashes.

    A file of the project that is a link goes by its own name, not by that of what it points to.
    """
    top, path = root(), Path(os.path.abspath(path))
    within = next((held for held in (path, path.resolve()) if held.is_relative_to(top)), None)
    return within.relative_to(top).as_posix() if within else path.as_posix()


def definition(stem: str) -> Path:
    """The definition of an indicator."""
    return root() / "data" / "indicators" / f"{stem}.yml"


def figures(stem: str) -> Path:
    """The figures of an indicator."""
    return root() / "data" / "figures" / f"{stem}.csv"


def benchmarks() -> Path:
    """The means of England and of the statistical neighbours."""
    return root() / "data" / "benchmarks.csv"


def kept_records(quarter: object) -> Path:
    """What an earlier edition said, kept when the next one was started."""
    return root() / "data" / "records" / f"{quarter}.json"


def notebook(stem: str) -> Path:
    """The notebook of an indicator, or the scorecard's."""
    return root() / "notebooks" / f"{stem}.ipynb"


def params() -> Path:
    """The folder with one file for each quarter."""
    return root() / "params"


def build() -> Path:
    """Where executed notebooks, charts and the edition's metadata go on their way to the publisher.

    A notebook that is run for an edition draws into a folder of its own, which its kernel is told of.
    """
    return Path(os.environ.get(BUILD_VARIABLE) or root() / "build")


def figure(stem: str) -> Path:
    """Where an indicator's chart is drawn, without an ending."""
    return build() / "figures" / stem


def standing_figure(stem: str) -> Path:
    """Where the small picture of a figure and its target is drawn, without an ending."""
    return build() / "figures" / f"{stem}-standing"


def in_build(path: Path) -> str:
    """How a document refers to a file of the build folder, wherever that stands for now."""
    return (Path("build") / path.relative_to(build())).as_posix()


def brand() -> Path:
    """Return the file of the council's colours and typeface."""
    return root() / "_brand.yml"


def looks() -> Path:
    """Return the folder of the report's looks, which is a Quarto extension."""
    return root() / "_extensions" / "cosmic-report"


def stems() -> list[str]:
    """The stems of all indicators, in the order of the report."""
    return sorted(path.stem for path in (root() / "data" / "indicators").glob("*.yml"))
