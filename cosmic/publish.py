"""Publish what was run: build/ → edition, by Quarto or by the embedded publisher (pandoc and Typst)."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypandoc
import yaml

from cosmic import project
from cosmic.checks.accessible import accessible
from cosmic.checks.surfaces import surfaces
from cosmic.draft import Draft, read
from cosmic.editions import Edition
from cosmic.errors import CosmicError
from cosmic.findings import Finding, stop_on_errors
from cosmic.finishing import finish
from cosmic.run import Progress, run
from cosmic.typesetting import typeset

PUBLISHERS = ("auto", "quarto", "embedded")
FORMATS = ("html", "pdf", "docx")
TABLES = ("scorecard.csv", "record.json")


def publish(draft: Draft, findings: list[Finding], output: Path, publisher: str, progress: Progress) -> list[Path]:
    """Run a quarter and leave its edition in `output`; returns its files.

    The files are put in place only when all of them are made and agree. Raises CosmicError where a publisher fails,
    OpenErrors where a file says otherwise than the records.
    """
    if publisher == "auto":
        publisher = "quarto" if shutil.which("quarto") else "embedded"
    with tempfile.TemporaryDirectory(prefix="cosmic-") as staging:
        made, edition = Path(staging), draft.edition
        if publisher == "quarto":
            _by_quarto(edition, made)
        else:
            run(draft, findings, progress)
            for number, form in enumerate(FORMATS):
                progress(number, len(FORMATS), form)
                _MAKERS[form](made / f"{edition.name}.{form}", edition)
            progress(len(FORMATS), len(FORMATS), "published")
        return _put(_agreeing(draft, made), output)


def collect(edition: Edition) -> None:
    """After `quarto render`: put the edition into its own folder, so that another quarter's is left alone.

    Raises OpenErrors, and puts nothing, where a file says otherwise than the records.
    """
    made = project.root() / os.environ.get("QUARTO_PROJECT_OUTPUT_DIR", "_report")
    output = Path(os.environ.get("COSMIC_OUTPUT") or project.root() / "_report" / str(edition.quarter))
    try:
        for path in made.glob(f"{edition.name}.*"):
            finish(path, edition)
        _put(_agreeing(read(edition.quarter), made), output)
    finally:
        # What does not agree must not stay for a later render of one format to find.
        for form in FORMATS:
            (made / f"{edition.name}.{form}").unlink(missing_ok=True)
        shutil.rmtree(made / "build", ignore_errors=True)  # pictures that Quarto copies, though the files embed them


def _agreeing(draft: Draft, made: Path) -> list[Path]:
    """The files of an edition that were made, each read back: it says what the records say, to every reader."""
    documents = [made / f"{draft.edition.name}.{form}" for form in FORMATS]
    paths = [path for path in documents if path.is_file()] + [project.build() / name for name in TABLES]
    stop_on_errors([*surfaces(draft, paths), *accessible(paths)])
    return paths


def _put(sources: list[Path], output: Path) -> list[Path]:
    """Copy an edition's files beside their places, then rename them into place."""
    output.mkdir(parents=True, exist_ok=True)
    waiting = [(Path(shutil.copyfile(path, output / f".{path.name}.new")), output / path.name) for path in sources]
    return [new.replace(place) for new, place in waiting]


def _by_quarto(edition: Edition, made: Path) -> None:
    """`quarto render`, whose pre-render runs the notebooks with this same Python."""
    if not shutil.which("quarto"):
        raise CosmicError("quarto is not on the PATH; install it (see the README) or use --publisher embedded")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = os.environ | {"PATH": path, "COSMIC_OUTPUT": str(made)}
    command = ["quarto", "render", str(project.root()), "--profile", str(edition.quarter)]
    if subprocess.run(command, env=environment, check=False).returncode:
        raise CosmicError("quarto render failed; what it said stands above")
    missing = [form for form in FORMATS if not (made / f"{edition.name}.{form}").is_file()]
    if missing:
        raise CosmicError(f"quarto render made no {', '.join(missing)}")


def _settings() -> dict:
    """The project's settings for Quarto, which the embedded publisher follows."""
    return yaml.safe_load((project.root() / "_quarto.yml").read_text(encoding="utf-8"))


def _pandoc(to: str, target: Path, *options: str) -> None:
    """Run pandoc on the edition's order with the project's own filters and metadata. Raises CosmicError."""
    settings = _settings()
    variables = {key: settings[key] for key in ("title", "committee", "lang", "toc-title")}
    with tempfile.TemporaryDirectory(prefix="cosmic-") as folder:
        metadata = Path(folder) / "project.yml"
        metadata.write_text(yaml.safe_dump(variables, allow_unicode=True), encoding="utf-8")
        command = [
            pypandoc.get_pandoc_path(), "index.qmd", "--from", "markdown-smart", "--to", to, "--output", str(target),
            "--standalone", "--toc", f"--toc-depth={settings['toc-depth']}",
            "--metadata-file", str(metadata), "--metadata-file", "build/edition.yml",
            *(f"--lua-filter={entry['path']}" for entry in settings["filters"]),
            *options,
        ]  # fmt: skip
        done = subprocess.run(
            command, cwd=project.root(), capture_output=True, text=True, encoding="utf-8", check=False
        )
    if done.returncode:
        raise CosmicError(f"pandoc could not make {target.name}: {done.stderr.strip()}")


def _html(target: Path, edition: Edition) -> None:
    _pandoc(
        "html5", target, "--template=report/template.html", "--css=report/style.css", "--embed-resources",
        "--default-image-extension=svg", "--section-divs",
    )  # fmt: skip
    finish(target, edition)


def _word(target: Path, edition: Edition) -> None:
    _pandoc(
        "docx",
        target,
        "--default-image-extension=png",
        "--reference-doc=report/reference.docx",
        "--template=report/template.openxml",
    )
    finish(target, edition)


def _pdf(target: Path, edition: Edition) -> None:
    source = project.build() / "edition.typ"
    _pandoc("typst", source, "--template=report/template.typ", "--wrap=none", "--default-image-extension=svg")
    typeset(source, target, edition.produced_on)
    finish(target, edition)


_MAKERS = {"html": _html, "pdf": _pdf, "docx": _word}
