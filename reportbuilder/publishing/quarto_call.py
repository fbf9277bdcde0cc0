"""What Quarto is asked to do, as the commands that it calls can tell: from its variables and its own command line."""

import os
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import psutil

from projectfiles.errors import Fault, Faults
from projectfiles.paths import root, shown
from reportbuilder import places
from reportbuilder.drafts.edition_files import FORMATS
from reportbuilder.publishing.staging import OF_THE_SYSTEM

_OUTPUT = "QUARTO_PROJECT_OUTPUT_DIR"
_LISTS = {"inputs": "QUARTO_PROJECT_INPUT_FILES", "outputs": "QUARTO_PROJECT_OUTPUT_FILES"}
_IN_A_FILE = "QUARTO_USE_FILE_FOR"  # before the rest of a list's name: where a person has Quarto put it, if it is long
_PROGRAM = "quarto.js"  # what Quarto's own process runs, on every system
_NAMES = (*FORMATS, "typst", "all", "default")
_LOOKS = "cosmic-report-"
_PARAMETERS = ("-P", "--execute-param", "--execute-params")
_TO = ("--to", "-t", "--render")


@dataclass(frozen=True)
class Call:
    """A call by Quarto: what it renders, what it has rendered, into which folder, and what a person typed.

    `arguments` are the words behind `quarto`, none where they cannot be found out; `process` is Quarto's own.
    """

    inputs: tuple[str, ...]
    outputs: tuple[Path, ...]
    output: Path
    arguments: tuple[str, ...] = ()
    process: int | None = None

    @property
    def is_preview(self) -> bool:
        """Tell whether the page is shown while it is written."""
        return self.arguments[:1] == ("preview",)

    @property
    def is_own_folder(self) -> bool:
        """Tell whether Quarto puts what it renders where the project has it do so, and no person chose a folder."""
        return self.output == output_folder()

    @property
    def formats(self) -> frozenset[str]:
        """Return the formats that a person asked for by name."""
        return frozenset(name for text in self._values(_TO) for name in text.split(","))

    def check(self) -> None:
        """Raise Faults for what a person typed and would not get."""
        faults = [*self._parameters(), *self._other_formats(), *self._wrong_folder(), *self._nothing_to_render()]
        if faults:
            raise Faults(faults)

    def _parameters(self) -> list[Fault]:
        given = self._values(_PARAMETERS)
        reason = "no page of the report has parameters of Quarto's; a quarter is chosen by --profile, 2025-26-Q1 say"
        return [Fault(f"-P {given[0]}", reason)] if given else []

    def _other_formats(self) -> list[Fault]:
        others = sorted(name for name in self.formats if name not in _NAMES and not name.startswith(_LOOKS))
        reason = "the report has no such format; choose html, pdf or docx, or leave --to out for all three"
        return [Fault(f"--to {name}", reason) for name in others]

    def _wrong_folder(self) -> list[Fault]:
        if self.is_own_folder:
            return []
        place = f"--output-dir {shown(self.output)}"
        if self.is_preview:
            return [Fault(place, "a preview has a folder of its own; leave the option out")]
        held = [path.name for path in self.output.iterdir()] if self.output.is_dir() else []
        if not set(held) - set(OF_THE_SYSTEM):
            return []
        reason = "holds files, which would be replaced one by one; name an empty folder, or one that is not there yet"
        return [Fault(place, reason)]

    def _nothing_to_render(self) -> list[Fault]:
        if self.inputs or self.is_preview:
            return []
        reason = f"holds no page of the report; go to the project's folder, or call: quarto render {root()}"
        return [Fault("the folder that Quarto was called for", reason)]

    def _values(self, options: tuple[str, ...]) -> list[str]:
        """Return what was typed for an option, under any of its names."""
        values = []
        for word, after in pairwise([*self.arguments, ""]):
            name, equals, value = word.partition("=")
            if name in options:
                values.append(value if equals else after)
        return values


def output_folder() -> Path:
    """Return the folder in which Quarto works: `output-dir` of _quarto.yml says the same."""
    return places.scratch_folder("quarto")


def read_call() -> Call | None:
    """Return what Quarto asks of the command that it called; None where it was a person who called it."""
    output = os.environ.get(_OUTPUT)
    if output is None:
        return None
    process, arguments = _command_line()
    outputs = tuple(root() / name for name in _list("outputs"))
    return Call(tuple(_list("inputs")), outputs, root() / output, arguments, process)


def _list(kind: str) -> list[str]:
    """Return a list of files, which Quarto gives in a variable, or in a file that a variable names."""
    name = _LISTS[kind]
    file = os.environ.get(name.replace("QUARTO", _IN_A_FILE, 1))
    text = Path(file).read_text(encoding="utf-8") if file and Path(file).is_file() else os.environ.get(name, "")
    return text.split("\n") if text else []


def _command_line() -> tuple[int | None, tuple[str, ...]]:
    """Return Quarto's process and the words behind `quarto`; it is among those that this process descends from."""
    try:
        for process in psutil.Process().parents():
            words = process.cmdline()
            for place, word in enumerate(words):
                if Path(word).name == _PROGRAM:
                    return process.pid, tuple(words[place + 1 :])
    except psutil.Error:
        pass
    return None, ()
