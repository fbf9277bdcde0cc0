"""How long heavy prose takes to be read, family by family (tests/heavy_prose.py), and the whole command if asked for.

`heavy.py --sizes 2 8 32 --whole check brackets` measures the families that have “brackets” in their names, as
commentary of 2, 8 and 32 thousand characters: the checks that read prose, then `cosmic check` (or `build`) with its
exit status.
"""

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import synthetic
from nbformat import v4

from reportbuilder.checks import commentary, stale_commentary
from reportbuilder.drafts import draft
from reportbuilder.drafts.draft import Draft

sys.path.insert(0, str(synthetic.ROOT))
from tests.heavy_prose import FAMILIES  # noqa: E402

STEM = "cosmic-003"
_READERS = (commentary.check_commentary, stale_commentary.check_stale_commentary)
_SLOWEST = 10


def main() -> None:
    options = _options()
    names = [name for name in FAMILIES if not options.words or any(word in name for word in options.words)]
    told = []
    with tempfile.TemporaryDirectory(prefix="cosmic-heavy-") as folder:
        os.chdir(synthetic.copy(Path(folder) / "project"))
        read = draft.read_draft(synthetic.QUARTER)
        head = [
            "family",
            "thousand characters",
            "seconds to read",
            *[f"seconds to {options.whole}, status"][: bool(options.whole)],
        ]
        print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
        for name in names:
            for size in options.sizes:
                words = FAMILIES[name].text(size * 1000)
                seconds = _read(read, words, options.most)
                whole = [_whole(options.whole, words, options.most)] if options.whole else []
                told.append((seconds, f"| {' | '.join([name, str(size), _said(seconds, options.most), *whole])} |"))
                print(told[-1][1], flush=True)
    print(f"\nThe {_SLOWEST} that take longest to read:\n")
    print("\n".join(line for _, line in sorted(told, reverse=True)[:_SLOWEST]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("words", nargs="*", help="only families with one of these words in their names")
    parser.add_argument("--sizes", nargs="+", type=int, default=[2, 8, 32], help="thousand characters")
    parser.add_argument("--whole", choices=["check", "build"], help="measure this command, too")
    parser.add_argument("--most", type=float, default=60, help="seconds, after which a measurement is given up")
    return parser.parse_args()


def _read(read: Draft, words: str, most: float) -> float:
    """The seconds that the checks take that read prose, in a process of their own, with nothing kept."""
    record = next(record for record in read.records if record.indicator.stem == STEM)
    tags = {"tags": ["commentary", str(synthetic.QUARTER)]}
    cell = v4.new_markdown_cell(f"### Commentary\n\n{words}", metadata=tags)
    heavy = replace(read, records=[record], notebooks={STEM: v4.new_notebook(cells=[cell])})
    fork = multiprocessing.get_context("fork")
    theirs, ours = fork.Pipe()
    process = fork.Process(target=_check, args=(heavy, ours))
    process.start()
    seconds = theirs.recv() if theirs.poll(most) else most
    process.kill()
    process.join()
    return seconds


def _check(heavy: Draft, told: Connection) -> None:
    begun = time.perf_counter()
    for reader in _READERS:
        list(reader(heavy))
    told.send(time.perf_counter() - begun)


def _whole(command: str, words: str, most: float) -> str:
    """The seconds that a command of cosmic takes, with its exit status, on the project that is the working folder."""
    path = Path("notebooks", f"{STEM}.ipynb")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if {"commentary", str(synthetic.QUARTER)} <= set(cell["metadata"].get("tags", [])):
            cell["source"] = f"### Commentary\n\n{words}"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    begun = time.perf_counter()
    run = [sys.executable, "-m", "reportbuilder", command, str(synthetic.QUARTER)]
    try:
        status = subprocess.run(run, capture_output=True, timeout=most).returncode
    except subprocess.TimeoutExpired:
        return _said(most, most)
    return f"{time.perf_counter() - begun:.2f}, {status}"


def _said(seconds: float, most: float) -> str:
    return f"{seconds:.3f}" if seconds < most else f"more than {most:g}"


if __name__ == "__main__":
    main()
