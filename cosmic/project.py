"""Where things stand: the project's folders, found from wherever a command or a notebook runs."""

from pathlib import Path

from cosmic.errors import CosmicError

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
    """A path as messages and records print it: relative to the root, with forward slashes."""
    path = path.resolve()
    return path.relative_to(root()).as_posix() if path.is_relative_to(root()) else path.as_posix()


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
    """Where executed notebooks, charts and the edition's metadata go on their way to the publisher."""
    return root() / "build"


def stems() -> list[str]:
    """The stems of all indicators, in the order of the report."""
    return sorted(path.stem for path in (root() / "data" / "indicators").glob("*.yml"))
