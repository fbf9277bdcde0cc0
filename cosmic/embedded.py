"""The embedded publisher: pandoc and Typst, which Quarto drives too, with the project's own filters and looks."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pypandoc
import yaml

from cosmic import project
from cosmic.editions import Edition
from cosmic.errors import CosmicError
from cosmic.finishing import finish
from cosmic.typesetting import typeset

_HTML = ("--embed-resources", "--default-image-extension=svg", "--section-divs")


def make(form: str, target: Path, edition: Edition, work: Path) -> None:
    """Make one document of an edition from what stands in `work`/build. Raises CosmicError where an engine fails."""
    _MAKERS[form](target, edition, work)
    try:
        finish(target, edition)
    except Exception as error:  # on a full disk each library fails in its own way
        raise CosmicError(f"{target.name} could not be finished: {error}") from None


def pages(order: Path, edition: Edition, work: Path) -> str:
    """The HTML of an order of pages alone, without what stands around them in the document. Raises CosmicError."""
    template, target = order.with_suffix(".template"), order.with_suffix(".html")
    template.write_text("$body$", encoding="utf-8")
    _pandoc("html5", target, edition, work, f"--template={template}", *_HTML, order=order)
    return target.read_bytes().decode()


def _settings() -> dict:
    """The project's settings for Quarto, which the embedded publisher follows."""
    return yaml.safe_load((project.root() / "_quarto.yml").read_text(encoding="utf-8"))


def _pandoc(to: str, target: Path, edition: Edition, work: Path, *options: str, order: Path | None = None) -> None:
    """Run pandoc on the edition's order, or another, with the project's filters and metadata. Raises CosmicError."""
    root, settings = project.root(), _settings()
    variables = {key: settings[key] for key in ("title", "committee", "lang", "toc-title")}
    metadata = work / f"{target.name}.yml"
    metadata.write_text(yaml.safe_dump(variables, allow_unicode=True), encoding="utf-8")
    command = [
        pypandoc.get_pandoc_path(), str(order or root / "index.qmd"), "--from", "markdown-smart", "--to", to,
        "--output", str(target), "--standalone", "--toc", f"--toc-depth={settings['toc-depth']}",
        "--metadata-file", str(metadata), "--metadata-file", "build/edition.yml",
        *(f"--lua-filter={root / entry['path']}" for entry in settings["filters"]), *options,
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=work, env=_environment(edition), capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise CosmicError(f"pandoc could not make {target.name}: {done.stderr.strip() or f'status {done.returncode}'}")


def _environment(edition: Edition) -> dict[str, str]:
    """What makes pandoc the same everywhere: the edition's day for its time, and a locale that can say every path."""
    locale = {} if sys.platform == "darwin" else {"LC_ALL": "C.UTF-8"}  # macOS has none of that name, and needs none
    return os.environ | {"SOURCE_DATE_EPOCH": str(int(_day(edition).timestamp()))} | locale


def _day(edition: Edition) -> datetime:
    return datetime.combine(edition.produced_on, datetime.min.time(), UTC)


def _html(target: Path, edition: Edition, work: Path) -> None:
    report = project.root() / "report"
    _pandoc(
        "html5", target, edition, work, f"--template={report / 'template.html'}", f"--css={report / 'style.css'}",
        *_HTML,
    )  # fmt: skip


def _word(target: Path, edition: Edition, work: Path) -> None:
    report = project.root() / "report"
    _pandoc(
        "docx", target, edition, work, "--default-image-extension=png",
        f"--reference-doc={report / 'reference.docx'}", f"--template={report / 'template.openxml'}",
    )  # fmt: skip


def _pdf(target: Path, edition: Edition, work: Path) -> None:
    source, report = work / "build" / "edition.typ", project.root() / "report"
    _pandoc(
        "typst", source, edition, work, f"--template={report / 'template.typ'}", "--wrap=none",
        "--default-image-extension=svg",
    )  # fmt: skip
    typeset(source, target, edition.produced_on)


_MAKERS = {"html": _html, "pdf": _pdf, "docx": _word}
