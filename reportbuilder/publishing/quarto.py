"""Quarto as the publisher: it calls `cosmic run` before it renders, and `cosmic collect` when it has rendered.

Its documents are made from the one `build` folder in the project's root, which therefore belongs to one render at a
time, from `run` to `collect`: two renders of one project take turns by hand.
"""

import json
import os
import re
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

from cosmic.editions import Edition
from projectfiles.errors import CosmicError
from projectfiles.paths import build, root
from reportbuilder.drafts import provenance
from reportbuilder.drafts.draft import Draft, read_draft
from reportbuilder.drafts.edition_files import RECORD, TABLES, edition_files, to_json
from reportbuilder.findings import Finding, stop_on_errors
from reportbuilder.notebook_runs.papermill_task import temporary_folder
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.notebook_runs.run import Progress
from reportbuilder.publishing import documents, engines, leftovers
from reportbuilder.publishing.build_folder import furnish
from reportbuilder.publishing.formats import settings_for_quarto
from reportbuilder.publishing.postprocess import finish, html
from reportbuilder.publishing.quarto_call import Call
from reportbuilder.publishing.staging import staged

_OUTPUT, _OPTIONS = "COSMIC_OUTPUT", "COSMIC_OPTIONS"  # from `cosmic build` to the commands that Quarto calls
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_WATCHED = (".ipynb", ".csv", ".yml", ".json")
_LIMIT = 3600  # seconds for all but the words of a cell; the notebooks run in this time too


def render(edition: Edition, made: Path, work: Path, options: RunOptions) -> None:
    """Call `quarto render` into an empty folder, with this same Python. Raises CosmicError where it fails.

    `work` is a folder for what is of no use afterwards.
    """
    if not shutil.which("quarto"):
        raise CosmicError("quarto is not on the PATH; install it (see the README) or use --publisher embedded")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    reading = engines.Reading(work / "reading")
    asked = {_OUTPUT: str(made), _OPTIONS: json.dumps(asdict(options)), engines.READING: str(reading.file)}
    command = ["quarto", "render", str(root()), "--profile", str(edition.quarter)]
    try:
        environment = os.environ | {"PATH": path} | asked
        done = engines.run_program(command, _LIMIT, reading, env=environment, is_heard=False)
    except engines.TookTooLong as error:
        raise error.as_error("quarto render", "the edition") from None
    if done.returncode:
        raise CosmicError("quarto render failed; its own message stands above")


def run_for_render(
    draft: Draft, findings: list[Finding], options: RunOptions, progress: Progress, call: Call | None = None
) -> None:
    """Run a quarter into the project's build folder, which is replaced whole, before `quarto render`."""
    handed = os.environ.get(_OPTIONS)
    options = RunOptions(**json.loads(handed)) if handed else options
    build = root() / "build"
    with staged(build) as (made, _):
        furnish(draft, findings, made, options, progress, "quarto")
        _write_settings(draft, made, call)
        _keep_times(made, build)
    if call:
        leftovers.expect_render(call)


def _write_settings(draft: Draft, folder: Path, call: Call | None) -> None:
    """Write what only Quarto needs to know: the settings of each format, and whose changes a preview has to show.

    `quarto preview index.qmd` renders again for those files only that it takes for filters. Those of notebooks are of
    no other use here: nothing in index.qmd runs.
    """
    settings = {
        "format": settings_for_quarto(call.formats if call else frozenset()),
        "resources": [f"build/{name}" for name in TABLES],
        "ipynb-filters": [name for name in draft.files if (root() / name).suffix in _WATCHED],
    }
    (folder / "quarto.yml").write_text(to_json(settings), encoding="utf-8", newline="\n")


def _keep_times(made: Path, before: Path) -> None:
    """Give files that come out as they were their old times, or a preview would see them change, and never rest."""
    for path in made.rglob("*"):
        old = before / path.relative_to(made)
        if path.is_file() and old.is_file() and old.read_bytes() == path.read_bytes():
            shutil.copystat(old, path)


def collect_edition(edition: Edition, call: Call) -> Path | None:
    """Finish what Quarto rendered, read it back, and return where it was put: the edition's own folder.

    So no edition is ever half replaced. Where Quarto rendered some formats only, that is a folder beside it; where a
    person chose a folder, that; what a preview shows goes nowhere. Puts nothing, and raises OpenErrors, where a file
    says otherwise than the records, and Changed where an input did not stay as `run` read it.
    """
    try:
        with temporary_folder() as finished:
            files = _finish(edition, call.outputs, Path(finished))
            place = _put(files, edition, call)
            _show(files, call)
    except BaseException:  # what does not agree must not stand where somebody finds it
        _empty(call.output)
        raise
    leftovers.forget()
    return place


def _finish(edition: Edition, rendered: tuple[Path, ...], folder: Path) -> list[Path]:
    """Return an edition's files in a folder: what Quarto rendered, finished and read back, and the tables."""
    tables = [build() / name for name in TABLES]
    files = [folder / name for name in (*(f"{edition.name}{path.suffix}" for path in rendered), *TABLES)]
    if others := sorted({file.name for file in files} - set(edition_files(edition))):
        raise CosmicError(f"{', '.join(others)}: the report has no looks for this format; choose html, pdf or docx")
    with provenance.stop_if_changed(edition.quarter, build() / RECORD):
        for path, file in zip([*rendered, *tables], files, strict=True):
            shutil.copyfile(path, file)
            finish(file, edition)
        _drop_links_to_missing(files, edition)
        stop_on_errors(documents.read_back(read_draft(edition.quarter), files))
    return files


def _drop_links_to_missing(files: list[Path], edition: Edition) -> None:
    """Take out of the web page the links to formats that were not rendered with it."""
    missing = set(edition_files(edition)) - {file.name for file in files}
    for page in files if missing else ():
        if page.suffix == ".html":
            html.drop_links(page, sorted(missing))


def _put(files: list[Path], edition: Edition, call: Call) -> Path | None:
    """Put an edition's files where they belong, and return which folder that is; None where nobody asked for them."""
    asked, place = os.environ.get(_OUTPUT), root() / "_report" / str(edition.quarter)
    if asked:
        _copy(files, Path(asked))
        return Path(asked)
    if not call.is_own_folder:
        return call.output
    if call.is_preview:
        return None
    if len(files) < len(edition_files(edition)):
        place = place.with_name(f"{edition.quarter}.partial")
    with staged(place, edition_files(edition)) as (made, _):
        _copy(files, made)
    return place


def _show(files: list[Path], call: Call) -> None:
    """Leave the finished files alone in Quarto's folder: by their names where a person chose it, else by Quarto's.

    By its own names Quarto shows and publishes them, with the pictures that it found in them; so the page links to the
    other files by these names too.
    """
    if not call.is_own_folder:
        _empty(call.output)
        _copy(files, call.output)
        return
    _empty(call.output, but="build")
    links = {file.name: path.name for path, file in zip(call.outputs, files, strict=False)}
    links |= {name: f"build/{name}" for name in TABLES}
    for path, file in zip(call.outputs, files, strict=False):
        content = file.read_bytes()
        if path.suffix == ".html":
            content = _linked(content, links)
            # An edition's page lets in no script, and so not that by which a preview loads it again.
            content = _POLICY.sub(b"", content, count=1) if call.is_preview else content
        path.write_bytes(content)


def _linked(page: bytes, links: dict[str, str]) -> bytes:
    for name, other in links.items():
        page = page.replace(f'href="{name}"'.encode(), f'href="{other}"'.encode())
    return page


def _empty(folder: Path, but: str = "") -> None:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name != but:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _copy(files: list[Path], folder: Path) -> None:
    for file in files:
        shutil.copyfile(file, folder / file.name)
