"""A quarter's HTML page while it is written: made again, where it changed only, as often as it is asked for."""

import shutil
from pathlib import Path

from cosmic import paths
from cosmic.editions import Edition
from cosmic.periods import Quarter
from reportbuilder import checks
from reportbuilder.drafts import draft
from reportbuilder.findings import Finding, Severity
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.preview.splicing import splice
from reportbuilder.publishing import pandoc
from reportbuilder.publishing.build_folder import furnish

_PAGES = ".ipynb"
_TABLES = (".csv", ".json")
_LIMIT = 5  # seconds for the words of a cell: who writes them waits


class Page:
    """The HTML edition of a quarter, as it was last made in a folder."""

    def __init__(self, quarter: Quarter, means: RunOptions, folder: Path):
        self._quarter, self._means, self._folder = quarter, means, folder
        self._html, self._built, self._looks = "", {}, {}

    def make(self) -> tuple[str, list[Finding]]:
        """Make it again: the page, and the open errors for which a build would stop. Raises CosmicError."""
        looks, read = _looks(), draft.read_draft(self._quarter)
        found = checks.run_checks(read)
        shutil.rmtree(self._folder, ignore_errors=True)
        (self._folder / "build").mkdir(parents=True)
        furnish(read, found, self._folder / "build", self._means, lambda *_: None)
        built = _contents(self._folder / "build")
        page = self._again(read.edition, built) if looks == self._looks else None
        self._html = page or self._anew(read.edition)
        self._built, self._looks = built, looks
        return self._html, [one for one in found if one.is_open and one.severity is Severity.ERROR]

    def _again(self, edition: Edition, built: dict[str, bytes]) -> str | None:
        """The last page with the notebooks' parts that changed; None where more than these may have."""
        changed = [name for name in {**self._built, **built} if self._built.get(name) != built.get(name)]
        changed = [name for name in changed if not name.endswith(_TABLES)]
        if not all(name.endswith(_PAGES) and name in built and name in self._built for name in changed):
            return None
        stems = [name.removesuffix(_PAGES) for name in changed]
        return splice(self._html, stems, edition, self._folder, _LIMIT) if stems else self._html

    def _anew(self, edition: Edition) -> str:
        target = self._folder / f"{edition.name}.html"
        pandoc.make_document("html", target, edition, self._folder, _LIMIT)
        return target.read_bytes().decode()


def _contents(folder: Path) -> dict[str, bytes]:
    """What a build folder holds."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _looks() -> dict[Path, tuple[int, int]]:
    """What decides on the looks and the order of a page, by time and size."""
    root = paths.root()
    held = [root / "index.qmd", root / "_quarto.yml", paths.brand(), *paths.looks().rglob("*")]
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in held if path.is_file()}
