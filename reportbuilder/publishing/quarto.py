"""Quarto as the publisher: it calls `cosmic run` before it renders, and `cosmic collect` when it has rendered.

Its documents are made from the one `build` folder in the project's root, which therefore belongs to one render at a
time, from `run` to `collect`: two renders of one project take turns by hand.
"""

import json
import os
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

from cosmic.editions import Edition
from cosmic.errors import CosmicError
from cosmic.paths import build, root, shown
from reportbuilder.drafts import provenance
from reportbuilder.drafts.draft import Draft, read_draft
from reportbuilder.drafts.edition_files import RECORD, TABLES, edition_files
from reportbuilder.findings import Finding, stop_on_errors
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.notebook_runs.run import Progress
from reportbuilder.publishing import documents, engines
from reportbuilder.publishing.build_folder import furnish
from reportbuilder.publishing.postprocess import finish, html
from reportbuilder.publishing.staging import staged

_OUTPUT, _OPTIONS = "COSMIC_OUTPUT", "COSMIC_OPTIONS"  # from `cosmic build` to the commands that Quarto calls
_UNDER_QUARTO = "QUARTO_PROJECT_OUTPUT_DIR"  # set by Quarto, for these
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


def run_for_render(draft: Draft, findings: list[Finding], options: RunOptions, progress: Progress) -> None:
    """Run a quarter into the project's build folder, which is replaced whole, before `quarto render`."""
    handed = os.environ.get(_OPTIONS)
    options = RunOptions(**json.loads(handed)) if handed else options
    with staged(root() / "build") as (made, _):
        furnish(draft, findings, made, options, progress, "quarto")


def collect_edition(edition: Edition) -> None:
    """Put the edition into its own folder after `quarto render`, so that another quarter's is left alone.

    Where Quarto rendered some formats only, they go into a folder beside it. Puts nothing, and raises OpenErrors, where
    a file says otherwise than the records, and Changed where an input did not stay as `run` read it.
    """
    rendered = root() / os.environ.get(_UNDER_QUARTO, "_report")
    try:
        paths = [path for name in edition_files(edition) if (path := rendered / name).is_file()]
        with provenance.stop_if_changed(edition.quarter, build() / RECORD):
            for path in paths:
                finish(path, edition)
            _drop_links_to_missing(rendered, edition)
            paths += [build() / name for name in TABLES]
            stop_on_errors(documents.read_back(read_draft(edition.quarter), paths))
        _put(paths, edition)
    finally:
        # What does not agree must not stay for a later render of one format to find.
        for name in edition_files(edition):
            (rendered / name).unlink(missing_ok=True)
        # Pictures that Quarto copies, though the files embed them.
        shutil.rmtree(rendered / "build", ignore_errors=True)


def _drop_links_to_missing(rendered: Path, edition: Edition) -> None:
    """Take out of the web page the links to formats that were not rendered with it."""
    page = rendered / f"{edition.name}.html"
    missing = [name for name in edition_files(edition) if name not in TABLES and not (rendered / name).is_file()]
    if page.is_file() and missing:
        html.drop_links(page, missing)


def _put(paths: list[Path], edition: Edition) -> None:
    asked, place = os.environ.get(_OUTPUT), root() / "_report" / str(edition.quarter)
    if asked:
        _copy(paths, Path(asked))
        return
    if len(paths) < len(edition_files(edition)):
        place = place.with_name(f"{edition.quarter}.partial")
        print(f"cosmic: not all formats were rendered: they are in {shown(place)}", file=sys.stderr)
    with staged(place, edition_files(edition)) as (made, _):
        _copy(paths, made)


def _copy(paths: list[Path], folder: Path) -> None:
    for path in paths:
        shutil.copyfile(path, folder / path.name)
