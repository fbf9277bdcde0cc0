"""The embedded publisher: pandoc and Typst, which Quarto drives too, with the same filters and looks."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pypandoc
import yaml

from cosmic.editions import Edition
from projectfiles import paths
from projectfiles.errors import CosmicError, Fault, Faults
from reportbuilder import places
from reportbuilder.publishing import engines
from reportbuilder.publishing.floors import stop_if_older
from reportbuilder.publishing.formats import FILES, read_formats
from reportbuilder.publishing.postprocess import finish
from reportbuilder.publishing.typst import check_source, typeset

_HANDING_OVER = "sandbox.lua"
_MEMORY = 2048  # MB; pandoc takes 600 for an edition of two hundred indicators
OUT_OF_MEMORY = 251  # pandoc's status
REFUSED = 120  # the status by which allowed_content.lua says that it has told each fault in a line of its own
_NOT_HANDED = "Could not fetch resource"
_LIMIT = 300  # seconds between the words of two cells; writing an edition of two hundred indicators takes ten
# The settings of the looks that are pandoc's own options too.
_OPTIONS = ("default-image-extension", "embed-resources", "reference-doc", "section-divs", "template", "wrap")
_WRITERS = {"html": "html5", "typst": "typst", "docx": "docx"}


def make_document(form: str, target: Path, edition: Edition, work: Path, limit: float = engines.LIMIT) -> None:
    """Make one document of an edition from what stands in `work`/build. Raises CosmicError where an engine fails.

    `limit` is how many seconds reading the words of a cell may take.
    """
    stop_if_older()
    _MAKERS[form](target, edition, work, limit)
    try:
        finish(target, edition)
    except Exception as error:  # on a full disk each library fails in its own way
        raise CosmicError(f"{target.name} could not be finished: {error}") from None


def _pandoc(form: str, target: Path, edition: Edition, work: Path, limit: float) -> None:
    """Run pandoc on the edition's order of pages, with the looks' filters and the project's metadata."""
    common, own = read_formats()["common"], edition.committee
    variables = {"title": own.title, "committee": own.name, "lang": own.lang, "toc-title": common["toc-title"]}
    metadata = work / f"{target.name}.yml"
    metadata.write_text(yaml.safe_dump(variables, allow_unicode=True), encoding="utf-8")
    filters = [*(entry["path"] for entry in common["filters"]), _HANDING_OVER]
    command = [
        pypandoc.get_pandoc_path(), str(paths.root() / "index.qmd"),
        "--from", common["from"], "--to", _WRITERS[form],
        "--output", str(target), "--standalone", "--toc", f"--toc-depth={common['toc-depth']}",
        "--metadata-file", str(metadata), "--metadata-file", "build/edition.yml",
        *(f"--lua-filter={places.looks() / path}" for path in filters), *_options(form, work),
        f"--data-dir={work / 'none'}",  # a person's own templates and translations have no part in an edition
        "--sandbox", "+RTS", f"-M{_MEMORY}M", "-RTS",
    ]  # fmt: skip
    reading = engines.Reading(work / f"{target.name}.reading", limit)
    environment = _environment(edition) | {engines.READING: str(reading.file)}
    try:
        done = engines.run_program(command, _LIMIT, reading, cwd=work, env=environment)
    except engines.TookTooLong as error:
        raise error.as_error("pandoc", target.name) from None
    if done.returncode == OUT_OF_MEMORY:
        needs = f"pandoc takes more than {_MEMORY} MB of memory"
        place = reading.place()
        if place:
            raise Faults([Fault(place, f"{needs} for these words; shorten them")])
        raise CosmicError(f"{needs} to make {target.name}")
    if done.returncode == REFUSED and (faults := told_faults(done.stderr)):
        raise Faults(faults)
    if done.returncode or _NOT_HANDED in done.stderr:
        raise CosmicError(f"pandoc could not make {target.name}: {done.stderr.strip() or f'status {done.returncode}'}")


def told_faults(stderr: str) -> list[Fault]:
    """Return the faults that the filters found in cells, each told once however often a cell has it."""
    lines = (line.partition(": ") for line in stderr.splitlines() if not line.startswith("[WARNING]"))
    return list(dict.fromkeys(Fault(place, message) for place, _, message in lines if message))


def _environment(edition: Edition) -> dict[str, str]:
    """Return what makes pandoc the same everywhere: the edition's day for its time, a locale that knows every path."""
    locale = {} if sys.platform == "darwin" else {"LC_ALL": "C.UTF-8"}  # macOS has none of that name, and needs none
    return os.environ | {"SOURCE_DATE_EPOCH": str(int(_day(edition).timestamp()))} | locale


def _day(edition: Edition) -> datetime:
    return datetime.combine(edition.produced_on, datetime.min.time(), UTC)


def _options(form: str, work: Path) -> Iterator[str]:
    """Yield the settings of the looks for a format, as pandoc takes them.

    Their files are put into `work`, where pandoc works: it would take a “%20” in a longer path for a space.
    """
    for name, value in read_formats()[form].items():
        if name in FILES:
            shutil.copyfile(places.looks() / value, work / value)
            yield f"--{name}={value}"
        elif name in _OPTIONS:
            yield f"--{name}" if value is True else f"--{name}={value}"


def _pdf(target: Path, edition: Edition, work: Path, limit: float) -> None:
    source = work / "build" / "edition.typ"
    _pandoc("typst", source, edition, work, limit)
    check_source(source, places.looks() / read_formats()["typst"]["template"])
    typeset(source, target, edition.produced_on)


_MAKERS: dict[str, Callable[[Path, Edition, Path, float], None]] = {
    "html": partial(_pandoc, "html"),
    "pdf": _pdf,
    "docx": partial(_pandoc, "docx"),
}
