"""Which commit holds an edition's inputs, and what a commit holds of them."""

import hashlib
import io
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from cosmic import paths

HOME = Path(__file__).parents[2]
PACKAGES = ("cosmic", "prosecheck", "reportbuilder")
_TOLD = 3  # files by their names


def find_commit(inputs: Mapping[str, str]) -> str | None:
    """Return the commit that last changed one of the inputs, or the code; None where none holds them as they are.

    Later commits that change other files only leave it as it is.
    """
    names = _with_code(inputs)
    if _git("status", "--porcelain", "--", *names) != b"":
        return None
    commit = _last_change("HEAD", names)
    return commit if commit and _digests(commit, inputs) == inputs else None


def find_faults(commit: str, inputs: Mapping[str, str], tool: object) -> Iterator[str]:
    """Tell what is wrong with a commit that a record names for its inputs, and for the code of its `tool`.

    A commit that cannot be looked at is told too: nobody can say what it holds.
    """
    if _git("cat-file", "-t", commit) != b"commit\n":
        shallow = "where the history is cut short, git fetch --unshallow brings it"
        yield f"the commit {commit} cannot be looked at: no git repository here has it ({shallow})"
        return
    held = _digests(commit, inputs)
    others = [name for name, digest in inputs.items() if held[name] != digest]
    if others:
        more = f" and {len(others) - _TOLD} more" if len(others) > _TOLD else ""
        yield f"the commit {commit} does not hold {', '.join(others[:_TOLD])}{more} as the edition was made from"
    code = _code(commit)
    if code and not str(tool).endswith(f" code {short(code)}"):
        yield f"the commit {commit} does not hold the code that made the edition"
    if not others and _last_change(commit, _with_code(inputs)) != commit:
        yield f"the commit {commit} is not the one that last changed an input or the code"


def digest_of_code(contents: Mapping[str, bytes]) -> str:
    """Return one SHA-256 over modules, by their paths beside the packages."""
    digest = hashlib.sha256()
    for name in sorted(contents, key=lambda name: PurePosixPath(name).parts):
        digest.update(name.encode() + b"\0" + contents[name])
    return digest.hexdigest()


def short(code: str) -> str:
    """Return as much of the code's digest as tells one version from another."""
    return code[:16]


def _digests(commit: str, names: Iterable[str]) -> dict[str, str | None]:
    """The SHA-256 of files as a commit holds them; None for one that it does not hold."""
    contents = _contents(commit, names)
    return {
        name: None if content is None else hashlib.sha256(content).hexdigest() for name, content in contents.items()
    }


def _code(commit: str) -> str | None:
    """The digest of the code that a commit holds; None where the code is no part of the project."""
    places = _places()
    if not places:
        return None
    listed = _git("ls-tree", "-r", "-z", "--name-only", commit, "--", *places) or b""
    names = [name for name in listed.decode().split("\0") if name.endswith(".py")]
    home = paths.shown(HOME)
    contents = _contents(commit, names)
    within = {PurePosixPath(name).relative_to(home).as_posix(): content or b"" for name, content in contents.items()}
    return digest_of_code(within)


def _with_code(inputs: Iterable[str]) -> list[str]:
    return [*inputs, *_places()]


def _places() -> list[str]:
    """Return where the packages stand in the project; nowhere, where they are installed outside it."""
    if not HOME.is_relative_to(paths.root()):
        return []
    return [paths.shown(HOME / package) for package in PACKAGES]


def _last_change(start: str, names: Iterable[str]) -> str | None:
    said = _git("log", "-1", "--format=%H", start, "--", *names)
    return said and said.decode().strip()


def _contents(commit: str, names: Iterable[str]) -> dict[str, bytes | None]:
    """What a commit holds of files."""
    names = list(names)
    asked = "".join(f"{commit}:./{name}\n" for name in names)
    answers = io.BytesIO(_git("cat-file", "--batch", put_in=asked.encode()) or b"")
    return {name: _answer(answers) for name in names}


def _answer(answers: io.BytesIO) -> bytes | None:
    """The next file that git gives: a line with its size, and its content; or a line that says it is missing."""
    *_, size = answers.readline().split() or [b""]
    if not size.isdigit():
        return None
    content = answers.read(int(size))
    answers.read(1)  # the end of the line
    return content


def _git(*arguments: str, put_in: bytes | None = None) -> bytes | None:
    """What git says of the project; None where it fails, where there is no repository, or no git."""
    command = ["git", "--literal-pathspecs", *arguments]
    try:
        return subprocess.run(command, cwd=paths.root(), input=put_in, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
