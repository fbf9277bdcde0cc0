"""Find the commit that contains an edition's inputs, and check the commit that a record names."""

import hashlib
import io
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from projectfiles import paths

HOME = Path(__file__).parents[2]
PACKAGES = ("cosmic", "projectfiles", "prosecheck", "reportbuilder", "reportpages", "savedfiles", "showing")
_NAMED = 3  # files in one message


def find_commit(inputs: Mapping[str, str]) -> str | None:
    """Return the commit that last changed one of the inputs, or the code; None where none has them as they are.

    Later commits that change other files make no difference.
    """
    names = _with_code(inputs)
    if _git("status", "--porcelain", "--", *names) != b"":
        return None
    commit = _last_change("HEAD", names)
    return commit if commit and _digests(commit, inputs) == inputs else None


def is_committed(path: Path) -> bool | None:
    """Tell whether git holds a file of the project as it is now; None where there is no repository, or no git."""
    status = _git("status", "--porcelain", "--", paths.shown(path))
    return None if status is None else status == b""


def find_faults(commit: str, inputs: Mapping[str, str], tool: object) -> Iterator[str]:
    """Find what is wrong with a commit that a record names for its inputs, and for the code of its `tool`.

    A commit that cannot be checked is a fault too: nobody can say what it contains.
    """
    if _git("cat-file", "-t", commit) != b"commit\n":
        advice = "in a shallow clone, run git fetch --unshallow"
        yield f"the commit {commit} cannot be checked: it is in no git repository here ({advice})"
        return
    committed = _digests(commit, inputs)
    others = [name for name, digest in inputs.items() if committed[name] != digest]
    if others:
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        yield f"the commit {commit} does not contain {', '.join(others[:_NAMED])}{more} as the edition used it"
    code = _code(commit)
    if code and not str(tool).endswith(f" code {short(code)}"):
        yield f"the commit {commit} does not contain the code that made the edition"
    if not others and _last_change(commit, _with_code(inputs)) != commit:
        yield f"the commit {commit} is not the one that last changed an input or the code"


def digest_of_code(contents: Mapping[str, bytes]) -> str:
    """Return one SHA-256 over modules; `contents` are by path, relative to the folder of the packages."""
    digest = hashlib.sha256()
    for name in sorted(contents, key=lambda name: PurePosixPath(name).parts):
        digest.update(name.encode() + b"\0" + contents[name])
    return digest.hexdigest()


def short(code: str) -> str:
    """Return the first 16 digits of the code's SHA-256, which are enough to tell versions apart."""
    return code[:16]


def _digests(commit: str, names: Iterable[str]) -> dict[str, str | None]:
    """Return the SHA-256 of files as a commit has them; None for one that it does not have."""
    digests: dict[str, str | None] = {}
    for name, content in _contents(commit, names).items():
        digests[name] = None if content is None else hashlib.sha256(content).hexdigest()
    return digests


def _code(commit: str) -> str | None:
    """Return the SHA-256 of the code that a commit contains; None where the code is not part of the project."""
    places = _places()
    if not places:
        return None
    listed = _git("ls-tree", "-r", "-z", "--name-only", commit, "--", *places) or b""
    names = [name for name in listed.decode().split("\0") if name.endswith(".py")]
    if not names:
        return None  # it is installed below the project, in an environment of its own
    home = paths.shown(HOME)
    contents = _contents(commit, names)
    within = {PurePosixPath(name).relative_to(home).as_posix(): content or b"" for name, content in contents.items()}
    return digest_of_code(within)


def _with_code(inputs: Iterable[str]) -> list[str]:
    return [*inputs, *_places()]


def _places() -> list[str]:
    """Return the paths of the packages within the project; none where they are installed outside it."""
    if not HOME.is_relative_to(paths.root()):
        return []
    return [paths.shown(HOME / package) for package in PACKAGES]


def _last_change(start: str, names: Iterable[str]) -> str | None:
    answer = _git("log", "-1", "--format=%H", start, "--", *names)
    return None if answer is None else answer.decode().strip()


def _contents(commit: str, names: Iterable[str]) -> dict[str, bytes | None]:
    """Return the contents of files as a commit has them; None for one that it does not have."""
    names = list(names)
    objects = "".join(f"{commit}:./{name}\n" for name in names)
    answers = io.BytesIO(_git("cat-file", "--batch", stdin=objects.encode()) or b"")
    return {name: _read_answer(answers) for name in names}


def _read_answer(answers: io.BytesIO) -> bytes | None:
    """Return the next file that git gives: a line with its size, and its content; or a line that it is missing."""
    *_, size = answers.readline().split() or [b""]
    if not size.isdigit():
        return None
    content = answers.read(int(size))
    answers.read(1)  # the end of the line
    return content


def _git(*arguments: str, stdin: bytes | None = None) -> bytes | None:
    """Return what a git command prints in the project; None where it fails, or there is no repository or no git."""
    command = ["git", "--literal-pathspecs", *arguments]
    try:
        return subprocess.run(command, cwd=paths.root(), input=stdin, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
