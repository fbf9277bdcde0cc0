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
from cosmic.errors import CosmicError
from cosmic.paths import build, root
from reportbuilder.drafts import provenance
from reportbuilder.drafts.draft import Draft, read_draft
from reportbuilder.drafts.edition_files import RECORD, TABLES, edition_files, to_json
from reportbuilder.findings import Finding, stop_on_errors
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.notebook_runs.run import Progress
from reportbuilder.publishing import documents, engines, leftovers
from reportbuilder.publishing.build_folder import furnish
from reportbuilder.publishing.formats import settings_for_quarto
from reportbuilder.publishing.postprocess import finish
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
        leftovers.expect_render(call, draft.edition)


def _write_settings(draft: Draft, folder: Path, call: Call | None) -> None:
    """Write what only Quarto needs to know: the settings of each format, and whose changes a preview has to show.

    `quarto preview index.qmd` renders again for those files only that it takes for filters. Those of notebooks are of
    no other use here: nothing in index.qmd runs.
    """
    settings = {
        "format": settings_for_quarto(call.formats if call else frozenset()),
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
    person chose a folder, that; for a preview, which is shown from where Quarto put it, there is none. Puts nothing,
    and raises OpenErrors, where a file says otherwise than the records, and Changed where an input did not stay as
    `run` read it.
    """
    tables = [build() / name for name in TABLES]
    try:
        _stop_on_other_formats(edition, call)
        with provenance.stop_if_changed(edition.quarter, build() / RECORD):
            for path in call.outputs:
                finish(path, edition)
            stop_on_errors(documents.read_back(read_draft(edition.quarter), [*call.outputs, *tables]))
        _keep_only(call.outputs, call.output)
        _copy(tables, call.output)
        if call.is_preview:
            _let_reload(call.outputs)
        place = _put([*call.outputs, *tables], edition, call)
    except BaseException:  # what does not agree must not stand where somebody finds it
        _keep_only((), call.output)
        raise
    leftovers.forget()
    return place


def _stop_on_other_formats(edition: Edition, call: Call) -> None:
    others = [path.name for path in call.outputs if path.name not in edition_files(edition)]
    if others:
        raise CosmicError(
            f"Quarto rendered {', '.join(others)}, for which the report has no looks; choose html, pdf or docx"
        )


def _keep_only(paths: tuple[Path, ...], folder: Path) -> None:
    """Delete all else in Quarto's folder: what an earlier render left, and copies of files that a preview watches."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path not in paths:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _let_reload(paths: tuple[Path, ...]) -> None:
    """Let a page be shown with the script by which a preview loads it again; an edition's page lets in no script."""
    for path in paths:
        if path.suffix == ".html":
            path.write_bytes(_POLICY.sub(b"", path.read_bytes(), count=1))


def _put(paths: list[Path], edition: Edition, call: Call) -> Path | None:
    asked, place = os.environ.get(_OUTPUT), root() / "_report" / str(edition.quarter)
    if asked:
        _copy(paths, Path(asked))
        return Path(asked)
    if not call.is_own_folder:
        return call.output
    is_whole = len(paths) == len(edition_files(edition))
    if call.is_preview and not is_whole:
        return None
    place = place if is_whole else place.with_name(f"{edition.quarter}.partial")
    with staged(place, edition_files(edition)) as (made, _):
        _copy(paths, made)
    return place


def _copy(paths: list[Path], folder: Path) -> None:
    for path in paths:
        shutil.copyfile(path, folder / path.name)
