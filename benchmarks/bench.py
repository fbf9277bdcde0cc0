"""What `make bench` measures: each row against what it is to be held to, medians and ratios. See the README.

`bench.py --rounds 5 edition` measures some rows only: edition, publishing, records, large, returns. `bench.py --data
PATH ratings` counts how published figures are rated, from files that are not in the repository. `signals` prints what
charts tell of series that are made up, for which `signals.py` takes a seed.
"""

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import measuring
import prose
import ratings
import returned
import signals
import synthetic
from measuring import Comparison
from playwright.sync_api import sync_playwright

from prosecheck.sources import read_part

HEAD = "| measure | against | ours | theirs | ratio | to reach | |\n|---|---|---|---|---|---|---|"
QUARTER = str(synthetic.QUARTER)
BUILD = [sys.executable, "-m", "reportbuilder", "build", QUARTER, "--publisher", "embedded"]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
_ALL_CODE = """
import json, os
from pathlib import Path
for path in sorted(Path("notebooks").glob("*.ipynb")):
    names = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
"""
_IMPORTS_OUT = "from reportbuilder.cli import commands; from reportbuilder.returns import out"
_IMPORTS_IN = "from reportbuilder.cli import commands; from reportbuilder.returns import preview, reply, take_in, told"


def main() -> None:
    options = _options()
    rows = ROWS | ({"ratings": partial(rated, data=options.data)} if options.data else {})
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, medians\n\n{HEAD}")
    for name in options.rows or rows:
        if name not in rows:
            sys.exit(f"bench.py: {name} must be one of {', '.join([*ROWS, 'ratings (with --data)'])}")
        with tempfile.TemporaryDirectory(prefix="cosmic-bench-") as folder:
            for comparison in rows[name](Path(folder), options.rounds):
                print(comparison, flush=True)


def edition(folder: Path, rounds: int) -> Iterator[Comparison]:
    """The first edition against a fresh kernel for each notebook, and against no kernel at all; then a sentence."""
    if CHROMIUM is None:
        sys.exit("bench.py edition: needs Chromium, to see a preview in")
    project = synthetic.copy(folder / "project")
    notebooks = sorted((project / "notebooks").glob("*.ipynb"))
    build = partial(_run, project, *BUILD)
    new = partial(build, "--fresh")
    in_one_process = partial(_run, project, sys.executable, "-c", _ALL_CODE)
    apart = partial(_one_by_one, project, notebooks, folder)
    first, code, by_hand = measuring.in_turns([new, in_one_process, apart], rounds)
    yield Comparison("first edition, nothing kept", "papermill, then nbconvert to HTML, each", first, by_hand, 0.25)
    yield Comparison("the same", "all notebooks' code in one process", first, code, 2.5)
    # In turns of its own: some machines put a preview to sleep that waits for a minute.
    with _Preview(project) as preview:
        sentence, first = measuring.in_turns([preview.write, new], rounds)
    shown = "after one sentence changed, to the new page in a browser"
    yield Comparison(shown, "a first edition, nothing kept", sentence, first, 0.20)
    _, whole, first = measuring.in_turns([preview.save, build, new], rounds)
    yield Comparison("the same, to all five files", "a first edition, nothing kept", whole, first, 1.0)


def publishing(folder: Path, rounds: int) -> Iterator[Comparison]:
    """HTML, PDF and Word, finished and read back, against the engines alone, by hand, one after the other."""
    import by_hand

    project = synthetic.copy(folder / "project")
    os.chdir(project)
    ours, theirs = measuring.in_turns([*by_hand.ways(folder)], rounds)
    yield Comparison("publishing HTML, PDF and Word", "pandoc and Typst by hand", ours, theirs, 1.5)


def records(folder: Path, rounds: int) -> Iterator[Comparison]:
    """The records of a thousand indicators over forty quarters against those of a hundred, for each indicator."""
    from cosmic import editions, record
    from projectfiles import paths

    def read(root: Path) -> None:
        os.chdir(root)
        record.load_inputs(paths.stems()).records(editions.load_edition(synthetic.QUARTER))

    many, few = (synthetic.project(folder / str(count), count, 40) for count in (1000, 100))
    ours, theirs = measuring.in_turns([partial(read, many), partial(read, few)], rounds)
    yield Comparison("1,000 indicators over 40 quarters, each", "100, each", ours, theirs * 10, 1.2)


def large(folder: Path, rounds: int) -> Iterator[Comparison]:
    """An edition of two hundred indicators against one of twenty, for each indicator: time and memory."""
    many, few = (synthetic.project(folder / str(count), count, 8) for count in (200, 20))
    ways = [partial(_run, project, *BUILD, "--fresh") for project in (many, few)]
    ours, theirs = measuring.in_turns(ways, max(1, rounds // 3))
    yield Comparison("an edition of 200 indicators, each", "of 20, each", ours / 200, theirs / 20, 1.1)
    ours, theirs = (measuring.peak(way) for way in ways)
    yield Comparison("the same, peak memory", "of 20, each", ours / 200, theirs / 20, 1.1, "MB")


def returns(folder: Path, rounds: int) -> Iterator[Comparison]:
    """The returns of ten indicators with 40 earlier periods each, sent out and taken in, beyond the start of Python."""
    project = returned.project(folder / "project")
    files = returned.send_and_fill(project)
    cosmic = [sys.executable, "-m", "reportbuilder", "returns"]
    ways = [
        partial(_run, project, sys.executable, "-c", _IMPORTS_OUT),
        partial(_run, project, *cosmic, "out", str(returned.QUARTER), "--output", str(folder / "out")),
        partial(_run, project, sys.executable, "-c", _IMPORTS_IN),
        partial(_run, project, *cosmic, "in", *map(str, files)),
    ]
    start_out, sent, start_in, taken = measuring.in_turns(ways, rounds)
    against = "start-up alone, about 1 s"
    yield Comparison("returns of 10 indicators sent out, beyond start-up", against, sent - start_out, start_out, 1.0)
    yield Comparison("the same taken in, with 40 periods each", against, taken - start_in, start_in, 1.0)


def rated(_folder: Path, _rounds: int, data: Path) -> Iterator[Comparison]:
    """Quarters off target by true profiles against a flat pro rata; then Hart's ratings against those published.

    Each library authority's target is its own total of the year, on which it ends exactly.
    """
    folder = data.parent if data.is_file() else data
    authorities = ratings.library_quarters(folder)
    for basis in ("quarter", "year to date"):
        ours, theirs = (ratings.count_off_target(authorities, basis, has_profile) for has_profile in (True, False))
        measure = f"library quarters off target by true profiles, by {basis}, of {4 * len(authorities)}"
        yield Comparison(measure, "by a flat pro rata", ours, theirs, 0.0, "quarters")
    otherwise, count = ratings.compare_with_published(folder)
    measure = f"Hart's ratings that come out otherwise ({', '.join(otherwise)})"
    yield Comparison(measure, "all published", len(otherwise), count, 0.025, "ratings")


def claims(folder: Path, rounds: int) -> Iterator[Comparison]:
    """What is found of the wrong claims in the test part of prosecheck's corpus; then the time for 1,000 words."""
    print("\n".join([*prose.table(prose.measure()), prose.published()]))
    text = " ".join(" ".join(extract.text for extract in read_part("tune")).split(" ")[:1000])
    (folder / "text.md").write_text(text, encoding="utf-8")
    run = "import sys, time; from prosecheck import check_text; text = open(sys.argv[1], encoding='utf-8').read();"
    run += "start = time.perf_counter(); check_text(text); print(1000 * (time.perf_counter() - start))"
    command = [sys.executable, "-c", run, str(folder / "text.md")]
    times = [float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(rounds)]
    yield Comparison("1,000 words read for claims, cold", "the bar", statistics.median(times), 300.0, 1.0, "ms")


def changes(folder: Path, rounds: int) -> Iterator[Comparison]:
    """How often charts tell a change where there is none, and how often they find one."""
    print("\n".join(signals.table()))
    yield from ()


def _one_by_one(project: Path, notebooks: list[Path], folder: Path) -> None:
    for path in notebooks:
        made = folder / path.name
        run = [sys.executable, "-m", "papermill", "--no-progress-bar", str(path), str(made), "-p", "quarter", QUARTER]
        _run(path.parent, *run)
        _run(project, sys.executable, "-m", "nbconvert", "--to", "html", str(made))


class _Preview:
    """A preview that runs, open in a browser, and a sentence that changes in it."""

    def __init__(self, project: Path):
        self._notebook = project / "notebooks" / "cosmic-003.ipynb"
        self._project, self._times = project, 0

    def __enter__(self) -> "_Preview":
        command = [sys.executable, "-m", "reportbuilder", "preview", QUARTER]
        self._serving = subprocess.Popen(command, cwd=self._project, stdout=subprocess.PIPE, text=True)
        self._playwright = sync_playwright().start()
        browser = self._playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        self._page = browser.new_page()
        self._page.goto(re.search(r"http://\S+", self._serving.stdout.readline())[0])
        self._page.locator("#cosmic-003").wait_for(timeout=60_000)
        return self

    def __exit__(self, *_: object) -> None:
        self._playwright.stop()
        self._serving.kill()
        self._serving.wait()

    def save(self) -> None:
        """Save another sentence."""
        self._times += 1
        held = json.loads(self._notebook.read_text(encoding="utf-8"))
        (cell,) = (cell for cell in held["cells"] if "commentary" in cell["metadata"].get("tags", []))
        cell["source"] = "".join(cell["source"]).partition("\n\nSynthetic")[0] + f"\n\nSynthetic {self._times}."
        self._notebook.write_text(json.dumps(held), encoding="utf-8")

    def write(self) -> None:
        """Save another sentence, and wait until the browser shows it."""
        self.save()
        shown = "text => document.body.textContent.includes(text)"
        self._page.wait_for_function(shown, arg=f"Synthetic {self._times}.")


def _run(folder: Path, *command: str) -> None:
    """Run a command, and show what it said where it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", help="which rows (default: all)")
    parser.add_argument("--data", type=Path, help="where the published files lie (for ratings)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (default: 3)")
    return parser.parse_args()


ROWS = {
    "edition": edition,
    "publishing": publishing,
    "records": records,
    "large": large,
    "returns": returns,
    "prose": claims,
    "signals": changes,
}

if __name__ == "__main__":
    main()
