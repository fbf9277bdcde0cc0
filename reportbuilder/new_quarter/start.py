"""Start a quarter: its params file, fresh cells in the notebooks, what the last edition said, and what is due."""

import re
from dataclasses import dataclass
from datetime import date

import yaml

from cosmic import editions, files, formatting, paths, record, saved_records
from cosmic.definitions import iso_day
from cosmic.editions import Edition
from cosmic.errors import Fault, Faults, attempt, gather, raise_any
from cosmic.periods import Quarter, months_before
from reportbuilder.drafts.commentary import Section
from reportbuilder.new_quarter import due, notebook_cells
from reportbuilder.new_quarter.write_all import write_all

_PROPOSED = "# produced_on is proposed"


@dataclass(frozen=True)
class _Params:
    """The new edition's parameters, the last one's, and the text of the new file."""

    edition: Edition
    last: Edition
    text: str
    is_proposed: bool


def start_quarter(quarter: Quarter, produced_on: str | None = None) -> str:
    """Start a quarter from the last one; returns what is due, as people read it.

    `produced_on` is proposed from the last edition where it is not given. Raises Faults with all that stands in the
    way, and CosmicError where a file cannot be written; either way nothing is changed.
    """
    params, inputs, notebooks = gather(
        [
            lambda: _params(quarter, produced_on),
            lambda: record.load_inputs(paths.stems()),
            lambda: dict(
                gather(
                    lambda stem=stem: (stem, notebook_cells.read_notebook_text(stem, quarter)) for stem in paths.stems()
                )
            ),
        ]
    )
    headings = notebook_cells.headings(notebooks, params.last.quarter)
    for stem, text in notebooks.items():
        for section in Section:
            text = notebook_cells.with_fresh_cell(text, section, quarter, headings[stem, section])
        notebooks[stem] = text
    made = {paths.root() / params.edition.place: params.text}
    made[paths.kept_records(params.last.quarter)] = saved_records.to_json(
        saved_records.to_plain(inputs.records(params.last))
    )
    write_all(made | {paths.notebook(stem): text for stem, text in notebooks.items()})
    return _told(params, due.told(inputs.records(params.edition), notebooks))


def _params(quarter: Quarter, produced_on: str | None) -> _Params:
    """The parameters to start a quarter with. Raises Faults where it is started already, or cannot be."""
    path = paths.params() / f"{quarter}.yml"
    faults = [Fault(paths.shown(path), "is there already: the quarter is started")] if path.exists() else []
    held = editions.list_quarters()
    if not held:
        raise Faults([Fault("params/", "holds no quarter to start from (a file like 2025-26-Q1.yml)")])
    if quarter < held[-1]:
        faults.append(Fault("QUARTER", f"must be after the last one in params/, {held[-1]}, got: {quarter}"))
    kept = paths.kept_records(held[-1])
    if kept.exists():
        faults.append(Fault(paths.shown(kept), "is there already: delete it where it is of a start that was undone"))
    read, wrong = attempt([lambda: editions.load_edition(held[-1]), lambda: _given_day(produced_on, quarter)])
    raise_any([*faults, *wrong])
    last, day = read
    proposed = quarter.end + (last.produced_on - last.quarter.end)
    edition = Edition(quarter, day or proposed, last.parameters | {"quarter": str(quarter)})
    return _Params(edition, last, _copied(last, edition, day is None), day is None)


def _given_day(text: str | None, quarter: Quarter) -> date | None:
    try:
        day = text and iso_day(text)
    except ValueError as error:
        raise Faults([Fault("--produced-on", str(error))]) from None
    if day and day <= quarter.end:
        raise Faults([Fault("--produced-on", f"must be after the quarter's end ({quarter.end}), got: {day}")])
    return day


def _copied(last: Edition, new: Edition, is_proposed: bool) -> str:
    """The last quarter's params file with the new quarter's values, its comments kept, nothing acknowledged."""
    held = files.read_text(paths.root() / last.place)
    text = held.replace("\r\n", "\n").rstrip("\n") + "\n"
    why = f"{_PROPOSED}, as many days after the quarter's end as for {last.quarter}: put in the right day\n"
    months = f"{formatting.month_in_full(new.quarter.start).split()[0]} to {formatting.month_in_full(new.quarter.end)}"
    for pattern, value in (
        (rf"^{_PROPOSED}.*\n", ""),
        (r"^# Quarter [1-4], \d{4}/\d\d.*$", f"# {new.quarter.label.removesuffix(' Financial Year')}: {months}."),
        (r"^produced_on:([ \t]*)\S+", rf"{why if is_proposed else ''}produced_on:\g<1>{new.produced_on}"),
        (rf"(\bquarter[\"']?:[ \t]*[\"']?){last.quarter}\b", rf"\g<1>{new.quarter}"),
        (r"^acknowledged:(.*)\n(?:(?:#.*\n|\n)*[ \t\]-].*\n)*", _nothing_acknowledged),
    ):
        text = re.sub(pattern, value, text, flags=re.MULTILINE)
    if _says(text) != {"produced_on": new.produced_on, "parameters": new.parameters}:
        message = "cannot be copied: produced_on, quarter and acknowledged must each start a line, with plain values"
        raise Faults([Fault(last.place, message)])
    return text.replace("\n", "\r\n") if "\r\n" in held else text


def _nothing_acknowledged(block: re.Match) -> str:
    before, mark, comment = block[1].partition("#")
    return f"acknowledged:{' ' * len(before)}{mark}{comment}".rstrip() + "\n"


def _says(text: str) -> object:
    """What a params file says, but for an empty list of acknowledgements."""
    try:
        said = yaml.safe_load(text)
        return {key: value for key, value in said.items() if key != "acknowledged" or value}
    except yaml.YAMLError:
        return None


def _told(params: _Params, due: list[str]) -> str:
    """What is started, what is due by when, and what to do next."""
    edition, last = params.edition, params.last.quarter
    day, how = formatting.day_in_full(edition.produced_on), "proposed" if params.is_proposed else "set"
    kept = f"{paths.shown(paths.kept_records(last))} (what {last} said)"
    lines = [
        f"{edition.quarter.label} is started: {edition.place}, {kept}, fresh cells in {len(paths.stems())} notebooks."
    ]
    if months_before(edition.quarter.start, 1) != last.end:
        lines.append(f"It follows {last}: the quarters between have no edition.")
    lines.append(f"Due by {day} ({how} in {edition.place}); a figure published later is not in the edition:")
    red = "Where a rating turns out Red or Amber, its path to green is due too, in the same notebook."
    newest = f"Next: cosmic check {edition.quarter}. Without a quarter, cosmic now means this one, not {last}."
    return "\n".join([*lines, *due, "", red, newest])
