"""Take away what a render by Quarto that failed, or was stopped, left behind: Quarto itself leaves it where it is.

Quarto calls nobody then. So a small process waits for its end; what it left unswept, the next render sweeps.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from projectfiles.paths import root
from reportbuilder import places
from reportbuilder.publishing.quarto_call import Call, output_folder

_PATTERNS = ("index.*", "index_files")  # what Quarto writes beside index.qmd, and puts into its own folder


def expect_render(call: Call) -> None:
    """Note what stands in the project's folder before Quarto renders, and have a process wait for Quarto's end."""
    is_waited_for = _read().get("process") == call.process  # a preview renders again and again
    _write(process=call.process, before=os.listdir(root()), output=str(call.output))
    if call.process is None or is_waited_for:
        return
    detached = {"creationflags": 0x208} if os.name == "nt" else {"start_new_session": True}  # a group, no console
    silent = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    program = Path(__file__).with_name("leftovers_process.py")
    command = [sys.executable, "-P", str(program), str(call.process), str(root())]
    subprocess.Popen(command, cwd=tempfile.gettempdir(), **silent, **detached)  # type: ignore[call-overload]


def forget() -> None:
    """Let all stand: what Quarto rendered is collected."""
    _write(process=_read().get("process"))


def sweep(process: int | None = None) -> None:
    """Delete what the last render left and was not collected; where a process is given, only if it was its render."""
    note = _read()
    if not note or process not in (None, note["process"]):
        return
    if "output" in note:
        _sweep(note["before"], Path(note["output"]))
    if process is not None:
        _note().unlink(missing_ok=True)


def _sweep(before: list[str], output: Path) -> None:
    for pattern in _PATTERNS:
        for path in root().glob(pattern):
            if path.name not in before:
                _delete(path)
        for path in output.glob(pattern):
            _delete(path)
    if output == output_folder():
        _delete(output)


def _delete(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _read() -> dict:
    try:
        return json.loads(_note().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _write(**note: object) -> None:
    _note().parent.mkdir(parents=True, exist_ok=True)
    _note().write_text(json.dumps(note), encoding="utf-8")


def _note() -> Path:
    return places.scratch_folder("rendering.json")
