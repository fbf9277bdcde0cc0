"""Make a new project: everything that a committee's report needs, with an indicator as an example."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import metadata
from pathlib import Path

from cosmic.committee import Committee
from cosmic.figures import BenchmarkRow
from cosmic.periods import Quarter
from projectfiles.errors import CosmicError, Fault
from reportbuilder.new_project import example, indicator_files, schemas, templates
from reportbuilder.new_project.questions import Question, find_answers
from reportbuilder.new_project.readers import reader
from reportbuilder.new_quarter import params_file
from reportbuilder.new_quarter.all_or_nothing import write_all

_PRODUCED_AFTER = timedelta(weeks=10)  # the end of the quarter; a proposal
_WORKFLOW = ".github/workflows/report.yml"
_MAY_BE_THERE = {".git", ".venv", ".DS_Store", "desktop.ini"}  # in a folder that counts as empty


def make_project(folder: Path, given: dict[str, str | None]) -> str:
    """Make a project in a folder that is empty, or not there yet, and return what to do next, for people to read.

    `given` are the options by their names; what is missing is asked for at a terminal. Raises Faults with all that is
    wrong, and CosmicError where a file cannot be written; then nothing is changed.
    """
    answers = find_answers(_questions(), given, _folder_faults(folder))
    quarter = Quarter.parse(answers["quarter"])
    within = _folder_in_repository(folder)
    files = _files(answers, quarter, within)
    _write(folder, files)
    stem = f"{answers['prefix'].lower()}-001"
    lines = [
        f"{folder} is the project of the {answers['committee']}: {len(files)} files, for {quarter.label}.",
        f"Its title is “{answers['title']}”; _quarto.yml has it, and _brand.yml the colours.",
        f"{answers['prefix']} 001 ({stem}) is an example with made-up figures; README.md says how to delete it.",
    ]
    if within != ".":
        lines.append(f"GitHub reads workflows at the repository's top only: move {_WORKFLOW} there.")
    lines.append(f'Next: cd {folder}, then cosmic build; cosmic add "Name of an indicator" adds one of your own.')
    return "\n".join(lines)


def _questions() -> list[Question]:
    return [
        Question("--council", "the council's name, such as Example County Council", reader("council", Committee)),
        Question("--committee", "the committee's name, such as Housing Committee", reader("name", Committee)),
        Question("--prefix", "the prefix of its indicators' codes, such as HC for HC 001", reader("prefix", Committee)),
        Question("--title", "the report's title", reader("title", Committee), "Quarterly Performance Report"),
        Question("--quarter", "the first quarter to report", _quarter, str(last_quarter(date.today()))),
    ]


def last_quarter(day: date) -> Quarter:
    """Return the last quarter that had ended before a day: the one that there is something to report of."""
    past = [Quarter(year, number) for year in (day.year - 1, day.year) for number in (1, 2, 3, 4)]
    return max(quarter for quarter in past if quarter.end < day)


def _quarter(text: str) -> str:
    try:
        return str(Quarter.parse(text))
    except CosmicError as error:
        raise ValueError(str(error)) from None


def _folder_faults(folder: Path) -> Iterator[Fault]:
    """Find why a project cannot be made in a folder: it is none, or holds something."""
    if folder.is_dir():
        held = sorted({path.name for path in folder.iterdir()} - _MAY_BE_THERE)
        if held:
            more = f" and {len(held) - 1} more" if len(held) > 1 else ""
            yield Fault(str(folder), f"must be an empty folder, got: {held[0]}{more}; name another, or empty this one")
    elif folder.exists() or folder.is_symlink():
        yield Fault(str(folder), "must be a folder, and is none; name another")


def _files(answers: dict[str, str], quarter: Quarter, within: str) -> dict[str, bytes]:
    """Return what each file of a new project holds, by its path in the project."""
    stem_prefix = answers["prefix"].lower()
    stem = f"{stem_prefix}-001"
    words = {
        **{f"{name}_plain": answers[name] for name in ("title", "council", "committee")},
        **{name: templates.quoted(answers[name]) for name in ("title", "council", "committee")},
        "prefix": answers["prefix"],
        "stem": stem,
        "stem_prefix": stem_prefix,
        "code": f"{answers['prefix']} 001",
        "quarter": str(quarter),
        "next_quarter": str(last_quarter(quarter.end + timedelta(days=93))),
        "version": metadata.version("cosmic-report"),
    }
    texts = {
        "_quarto.yml": templates.fill("quarto.yml", **words),
        "_brand.yml": templates.fill("brand.yml"),
        "index.qmd": templates.fill("index.qmd", **words),
        "README.md": templates.fill("README.md", **words),
        "requirements.txt": templates.fill("requirements.txt", **words),
        "environment.yml": templates.fill("environment.yml", **words),
        ".gitignore": templates.fill("gitignore"),
        ".gitattributes": templates.fill("gitattributes"),
        _WORKFLOW: templates.fill("report.yml", folder=templates.quoted(within)),
        f"params/{quarter}.yml": _params(quarter),
        f"data/indicators/{stem}.yml": example.definition(quarter),
        f"data/figures/{stem}.csv": example.figures(quarter),
        "data/benchmarks.csv": ",".join(indicator_files.heads(BenchmarkRow)) + "\n",
        f"notebooks/{stem}.ipynb": example.notebook(stem, quarter),
        "notebooks/scorecard.ipynb": templates.fill_notebook("scorecard.ipynb", **words),
    }
    texts |= {f"{schemas.FOLDER}/{name}": text for name, text in schemas.schemas().items()}
    return {name: text.encode() for name, text in texts.items()} | _looks()


def _folder_in_repository(folder: Path) -> str:
    """Return the path of a folder in the git repository around it; “.” where there is none, or it is its top."""
    place = folder.resolve()
    top = next((parent for parent in (place, *place.parents) if (parent / ".git").exists()), place)
    return place.relative_to(top).as_posix()


def _looks() -> dict[str, bytes]:
    home = templates.looks()
    held = [path for path in sorted(home.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    return {f"_extensions/cosmic-report/{path.relative_to(home).as_posix()}": path.read_bytes() for path in held}


def _params(quarter: Quarter) -> str:
    """Return the params file of the first quarter."""
    return "\n".join(
        [
            "# yaml-language-server: $schema=../.schema/params.json",
            params_file.title(quarter),
            f"{params_file.PROPOSED}: ten weeks after the quarter's end; correct it if need be",
            f"produced_on: {quarter.end + _PRODUCED_AFTER}   # figures that are published later are not in the edition",
            "parameters:               # what papermill hands to every notebook",
            f"  quarter: {quarter}",
            "",
        ]
    )


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files of a project. Raises CosmicError, with the folder as it was, where one cannot be written."""
    was_there = folder.is_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_all({folder / name: content for name, content in files.items()})
    except BaseException as error:
        for name in {name.partition("/")[0] for name in files if "/" in name}:
            shutil.rmtree(folder / name, ignore_errors=True)
        if not was_there:
            shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise CosmicError(f"could not write: {error}; nothing is changed") from None
        raise
