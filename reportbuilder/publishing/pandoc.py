"""The embedded publisher: pandoc and Typst, which Quarto drives too, with the project's own filters and looks."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pypandoc
import yaml

from cosmic import paths
from cosmic.editions import Edition
from cosmic.errors import CosmicError, Fault, Faults
from reportbuilder.publishing import engines
from reportbuilder.publishing.postprocess import finish
from reportbuilder.publishing.typst import check, typeset

_HANDING_OVER = "report/sandbox.lua"
_MEMORY = 2048  # MB; pandoc takes 600 for an edition of two hundred indicators
_OUT_OF_MEMORY = 251  # pandoc's status
_NOT_HANDED = "Could not fetch resource"
_LIMIT = 300  # seconds between the words of two cells; writing an edition of two hundred indicators takes ten
_HTML = ("--embed-resources", "--default-image-extension=svg", "--section-divs")


def make(form: str, target: Path, edition: Edition, work: Path, limit: float = engines.LIMIT) -> None:
    """Make one document of an edition from what stands in `work`/build. Raises CosmicError where an engine fails.

    `limit` is how many seconds reading the words of a cell may take.
    """
    _MAKERS[form](target, edition, work, limit)
    try:
        finish(target, edition)
    except Exception as error:  # on a full disk each library fails in its own way
        raise CosmicError(f"{target.name} could not be finished: {error}") from None


def pages(order: Path, edition: Edition, work: Path, limit: float) -> str:
    """The HTML of an order of pages alone, without what stands around them in the document. Raises CosmicError.

    `limit` as above.
    """
    template, target = order.with_suffix(".template"), order.with_suffix(".html")
    template.write_text("$body$", encoding="utf-8")
    _pandoc("html5", target, edition, work, limit, f"--template={template}", *_HTML, order=order)
    return target.read_bytes().decode()


def _settings() -> dict:
    """The project's settings for Quarto, which the embedded publisher follows."""
    return yaml.safe_load((paths.root() / "_quarto.yml").read_text(encoding="utf-8"))


def _pandoc(
    to: str, target: Path, edition: Edition, work: Path, limit: float, *options: str, order: Path | None = None
) -> None:
    """Run pandoc on the edition's order, or another, with the project's filters and metadata. Raises CosmicError."""
    root, settings = paths.root(), _settings()
    variables = {key: settings[key] for key in ("title", "committee", "lang", "toc-title")}
    metadata = work / f"{target.name}.yml"
    metadata.write_text(yaml.safe_dump(variables, allow_unicode=True), encoding="utf-8")
    filters = [*(entry["path"] for entry in settings["filters"]), _HANDING_OVER]
    command = [
        pypandoc.get_pandoc_path(), str(order or root / "index.qmd"), "--from", "markdown-smart", "--to", to,
        "--output", str(target), "--standalone", "--toc", f"--toc-depth={settings['toc-depth']}",
        "--metadata-file", str(metadata), "--metadata-file", "build/edition.yml",
        *(f"--lua-filter={root / path}" for path in filters), *options,
        f"--data-dir={work / 'none'}",  # a person's own templates and translations have no part in an edition
        "--sandbox", "+RTS", f"-M{_MEMORY}M", "-RTS",
    ]  # fmt: skip
    reading = engines.Reading(work / f"{target.name}.reading", limit)
    environment = _environment(edition) | {engines.READING: str(reading.file)}
    try:
        done = engines.run(command, _LIMIT, reading, cwd=work, env=environment)
    except engines.TookTooLong as error:
        raise error.told("pandoc", target.name) from None
    if done.returncode == _OUT_OF_MEMORY:
        needs = f"pandoc takes more than {_MEMORY} MB of memory"
        place = reading.place()
        if place:
            raise Faults([Fault(place, f"{needs} for these words; shorten them")])
        raise CosmicError(f"{needs} to make {target.name}")
    if done.returncode or _NOT_HANDED in done.stderr:
        raise CosmicError(f"pandoc could not make {target.name}: {done.stderr.strip() or f'status {done.returncode}'}")


def _environment(edition: Edition) -> dict[str, str]:
    """What makes pandoc the same everywhere: the edition's day for its time, and a locale that can say every path."""
    locale = {} if sys.platform == "darwin" else {"LC_ALL": "C.UTF-8"}  # macOS has none of that name, and needs none
    return os.environ | {"SOURCE_DATE_EPOCH": str(int(_day(edition).timestamp()))} | locale


def _day(edition: Edition) -> datetime:
    return datetime.combine(edition.produced_on, datetime.min.time(), UTC)


def _html(target: Path, edition: Edition, work: Path, limit: float) -> None:
    report = paths.root() / "report"
    looks = f"--template={report / 'template.html'}", f"--css={report / 'style.css'}"
    _pandoc("html5", target, edition, work, limit, *looks, *_HTML)


def _word(target: Path, edition: Edition, work: Path, limit: float) -> None:
    report = paths.root() / "report"
    _pandoc(
        "docx", target, edition, work, limit, "--default-image-extension=png",
        f"--reference-doc={report / 'reference.docx'}", f"--template={report / 'template.openxml'}",
    )  # fmt: skip


def _pdf(target: Path, edition: Edition, work: Path, limit: float) -> None:
    source, report = work / "build" / "edition.typ", paths.root() / "report"
    _pandoc(
        "typst", source, edition, work, limit, f"--template={report / 'template.typ'}", "--wrap=none",
        "--default-image-extension=svg",
    )  # fmt: skip
    check(source, report / "template.typ")
    typeset(source, target, edition.produced_on)


_MAKERS = {"html": _html, "pdf": _pdf, "docx": _word}
