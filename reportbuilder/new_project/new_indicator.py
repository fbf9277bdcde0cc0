"""Add an indicator to a project: its definition, figures and notebook, and its page in `index.qmd`."""

from collections.abc import Iterator

from cosmic import definitions, editions
from cosmic.committee import read_committee
from cosmic.definitions import Direction, Target
from cosmic.periods import Quarter
from cosmic.units import Unit
from projectfiles import files, paths
from projectfiles.errors import Fault, Faults, attempt, raise_any
from reportbuilder import places
from reportbuilder.drafts.definition_faults import find_contradictions
from reportbuilder.new_project import indicator_files, questions, schemas
from reportbuilder.new_project.questions import Question, ask, find_answers
from reportbuilder.new_project.readers import choices, reader
from reportbuilder.new_quarter.all_or_nothing import write_all

_CHOSEN = {
    "unit": "what it is measured in",
    "direction": "which way it improves",
    "basis": "the period that a figure covers",
    "compared_with": "which figure it is compared with",
}
_OPTIONS = {"from": "--from", "value": "--target", "reason": "--reason"}  # of a target's keys
_MEASURED_IN = Question("--measured-in", "what its figures count, such as tonnes", reader("measured_in"))
_MOST = 999


def add_indicator(name: str, given: dict[str, str | None], others: list[str]) -> str:
    """Add an indicator, and return what to fill in next, for people to read.

    `given` are the options by their names, `others` further keys of its definition as KEY=VALUE; what is missing is
    asked for at a terminal. Raises Faults with all that is wrong, and CosmicError where a file cannot be written: then
    nothing is changed.
    """
    quarter = _newest_quarter()
    faults = [*_name_faults(name), *_target_faults(given), *_key_faults(others)]
    answers = {"name": " ".join(name.split())} | find_answers(_questions(given, quarter), given, faults)
    if answers["unit"] == Unit.MEASURE and not given["measured_in"]:
        answers |= find_answers([_MEASURED_IN], given, [])
    if questions.is_at_terminal() and not given["target"] and answers["direction"] != Direction.CONTEXTUAL:
        target = ask(Question("--target", "its target (press Enter where none is set yet)", str))
        answers |= find_answers(_of_target(quarter), given | {"target": target}, []) if target else {}
    stem = _next_stem()
    keys = {key: answers[key] for key in ("name", "service", *_CHOSEN, "measured_in") if key in answers}
    keys |= dict(map(_split, others)) | {"in_development": "true", "reported_from": answers["reported_from"]}
    targets = [{key: answers[option[2:]] for key, option in _OPTIONS.items()}] if "target" in answers else []
    has_schema = (paths.root() / schemas.FOLDER / "indicator.json").is_file()
    text = indicator_files.definition_text(keys, targets, has_schema=has_schema)
    _check(stem, text)
    index = paths.root() / "index.qmd"
    write_all(
        {
            paths.definition(stem): text,
            paths.figures(stem): indicator_files.figures_text(),
            places.notebook(stem): indicator_files.notebook_text(stem, quarter),
            index: indicator_files.with_page(files.read_text(index), stem),
        }
    )
    return _what_next(stem, quarter)


def _newest_quarter() -> Quarter:
    quarters = editions.list_quarters()
    if not quarters:
        raise Faults.at("params/", "has no quarter; add a file such as 2025-26-Q1.yml")
    return quarters[-1]


def _questions(given: dict[str, str | None], quarter: Quarter) -> list[Question]:
    """Return what has to be known of every indicator, and of its target where one is given."""
    asked = [Question("--service", "the service that is answerable for it", reader("service"))]
    for key, words in _CHOSEN.items():
        asked.append(Question(_option(key), f"{words} ({choices(key)})", reader(key)))
    asked.append(
        Question("--reported-from", "the first quarter that reports it", reader("reported_from"), str(quarter))
    )
    asked += [_MEASURED_IN] if given["measured_in"] else []
    return [*asked, *_of_target(quarter)] if given["target"] else asked


def _of_target(quarter: Quarter) -> list[Question]:
    """Return what has to be known of a target, which is proposed to be in force from the start of the year."""
    start = str(Quarter(quarter.year, 1).start)
    return [
        Question("--target", "its target", str),
        Question("--from", "the day from which the target is in force", reader("start", Target), start),
        Question("--reason", "why the target is what it is", reader("reason", Target)),
    ]


def _name_faults(name: str) -> Iterator[Fault]:
    try:
        reader("name")(name)
    except ValueError as error:
        yield Fault("NAME", str(error))


def _target_faults(given: dict[str, str | None]) -> Iterator[Fault]:
    for option in ("from", "reason"):
        if given[option] and not given["target"]:
            yield Fault(f"--{option}", "is of a target, and none is given; add --target")


def _key_faults(others: list[str]) -> Iterator[Fault]:
    """Find further keys that are none, or have an option of their own."""
    for text in others:
        key, value = _split(text)
        if not key or not value:
            yield Fault("--set", f"must be a key and its value, such as decimals=1, got: {text!r}")
        elif key in (*_CHOSEN, "name", "service", "measured_in", "reported_from", "in_development", "targets"):
            yield Fault("--set", f"has another way to be given: {_option(key)}, got: {text!r}")


def _split(text: str) -> tuple[str, str]:
    key, _, value = text.partition("=")
    return key.strip(), value.strip()


def _option(key: str) -> str:
    return f"--{key.replace('_', '-')}"


def _next_stem() -> str:
    """Return the stem with the next free number: a number that any file bears is not given again."""
    folders = [paths.definition("*").parent, paths.figures("*").parent, places.notebook("*").parent]
    taken = {path.stem for folder in folders for path in folder.glob("*") if paths.is_stem(path.stem)}
    prefix = read_committee().stem
    number = max((int(stem[-3:]) for stem in taken if stem.startswith(f"{prefix}-")), default=0) + 1
    if number > _MOST:
        raise Faults.at("data/indicators/", f"has an indicator with the number {_MOST}; no number is left")
    return f"{prefix}-{number:03}"


def _check(stem: str, text: str) -> None:
    """Raise Faults, by the options, where the definition cannot be read or contradicts itself."""
    with files.as_if_written({paths.definition(stem): text.encode()}):
        found, faults = attempt([lambda: definitions.load_definition(stem)])
    raise_any(Fault(_by_option(fault.place), fault.message) for fault in faults)
    (indicator,) = found
    raise_any(Fault("cosmic add", message) for message in find_contradictions(indicator))
    names = {definitions.load_definition(other).name: other for other in paths.stems()}
    if other := names.get(indicator.name):
        raise Faults.at("NAME", f"is that of {other} already, got: {indicator.name!r}; give this one another")


def _by_option(place: str) -> str:
    """Return the option that gave the value at a place in the definition."""
    *above, key = place.split(", ")
    if key.startswith("line "):
        return "--set"
    if "targets" in above:
        return _OPTIONS.get(key, f"the target's {key}")
    return _option(key) if key in (*_CHOSEN, "service", "measured_in", "reported_from") else f"--set {key}"


def _what_next(stem: str, quarter: Quarter) -> str:
    """Return what was added, what was decided for the person, and what to fill in next."""
    added = definitions.load_definition(stem)
    return "\n".join(
        [
            f"{added.code} is added as {stem}, reported from {added.reported_from}; its page stands last in index.qmd.",
            "Fill in next:",
            f"  {paths.shown(paths.figures(stem))}: a row for each figure, the ones to compare it with too",
            f"  {paths.shown(places.notebook(stem))}: its description, and the commentary for {quarter}",
            f"Until there are figures it is reported as In Development: then delete that line in "
            f"{paths.shown(paths.definition(stem))}.",
        ]
    )
