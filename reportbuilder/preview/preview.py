"""Serve the HTML page of an edition while it is written, and make it again when one of its files changes."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from watchfiles import watch

from cosmic.periods import Quarter
from projectfiles import paths
from projectfiles.errors import CosmicError
from reportbuilder import findings
from reportbuilder.endings import asked_to_stop
from reportbuilder.notebook_runs.papermill_task import temporary_folder
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.preview.page import Made, make_page
from reportbuilder.preview.server import STATUS, Server
from reportbuilder.returned import under_way

_SETTLED, _STEP = 40, 10  # milliseconds: how long nothing changes before it is looked at, and how often that is asked
_FOLDERS = (
    "notebooks params data data/indicators data/figures data/parts data/records "
    "_extensions/cosmic-report _extensions/cosmic-report/fonts"
).split()
_IN_ROOT = ("index.qmd", "_quarto.yml", "_brand.yml")


def serve_preview(quarter: Quarter, port: int, options: RunOptions) -> None:
    """Serve a quarter's page and keep it up to date until Ctrl-C. Raises CosmicError where the port is taken."""
    with Server(port) as server, temporary_folder() as folder:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"cosmic: {quarter} at {server.address} (Ctrl-C ends it)", flush=True)
        print(f"cosmic: where it stands, at {server.address}{STATUS}", flush=True)

        def make() -> Made:
            return make_page(quarter, options, Path(folder), date.today())

        changed = _watch()
        while changed.wait():
            changed.clear()
            show(make, server)
            if asked_to_stop.is_set():  # while the page was made, and what then had to end may have failed
                raise KeyboardInterrupt


def show(make: Callable[[], Made], server: Server) -> None:
    """Make the page again and show it, with what would stop a build; or the last one, with what is at fault."""
    try:
        made = make()
        server.show({"": made.page, STATUS: made.status}, _errors(made), made.to_come)
    except CosmicError as error:
        server.show({}, str(error))
    except Exception as error:  # whatever it is, the person who writes sees it, and goes on
        server.show({}, f"{type(error).__name__}: {error}")


def _errors(made: Made) -> str:
    told = "\n".join(map(findings.describe, made.errors))
    return f"cosmic build would stop:\n{told}" if told else ""


def _watch() -> threading.Event:
    """Return an event that is set at first, and whenever a file changes that the pages are made from."""
    changed = threading.Event()
    changed.set()

    def tell() -> None:
        for _ in _changes():
            changed.set()

    threading.Thread(target=tell, daemon=True).start()
    return changed


def _changes() -> Iterator[set]:
    """Yield each time that a file changes that an edition is made from, or that says which returns are under way."""
    root, returns = paths.root(), under_way.file()
    folders = [folder for folder in (root, returns.parent, *map(root.joinpath, _FOLDERS)) if folder.is_dir()]

    def counts(_: object, path: str) -> bool:
        changed = Path(path)
        if changed.parent in (root, returns.parent):
            return changed.name in _IN_ROOT or changed == returns
        return not changed.name.startswith((".", "~"))

    return watch(*folders, watch_filter=counts, debounce=_SETTLED, step=_STEP, recursive=False)
