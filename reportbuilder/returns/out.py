"""Send out the returns of a quarter: a workbook for each service, all of them or none."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from cosmic import editions, record
from cosmic.editions import Edition
from cosmic.periods import Quarter
from projectfiles import paths
from projectfiles.errors import CosmicError, Fault, Faults, raise_any
from reportbuilder.new_quarter.all_or_nothing import write_all
from reportbuilder.returned.under_way import with_asked
from reportbuilder.returns.asked import Asked, ask
from reportbuilder.returns.sheet_names import find_clashing_codes
from reportbuilder.returns.workbook import Return, make_workbook
from reportpages import formatting
from savedfiles import days, words

FOLDER = "_returns"


def send_out(quarter: Quarter, service: str | None, due: str | None, folder: Path | None, today: date) -> str:
    """Write the workbooks of all services, or of one, remember it, and return what is written, for people to read.

    `due` is the day by which they are to come back, as it is typed; without it the edition's day. Raises Faults with
    all that is wrong with the inputs, and where a workbook is there that is another one: it may be filled in.
    """
    edition = editions.load_edition(quarter)
    _stop_on_older(quarter)
    day = _read_due(due, edition)
    inputs = record.load_inputs(paths.stems(), quarter)
    asked = list(ask(inputs, edition, editions.find_quarter_before(quarter)))
    raise_any(find_clashing_codes(asked))
    services = _choose(list(dict.fromkeys(one.indicator.service for one in asked)), service)
    place = folder or paths.root() / FOLDER / str(quarter)
    made: dict[Path, bytes] = {}
    for name, file in _file_names(edition, services).items():
        own = [one for one in asked if one.indicator.service == name]
        made[place / file] = make_workbook(Return(edition, name, day, own))
    raise_any(_others_there(made))
    stems = [one.indicator.stem for one in asked if one.indicator.service in services]
    new = {path: content for path, content in made.items() if not path.exists()}  # the others may be open in Excel
    write_all({**new, **with_asked(quarter, stems, today, day)})
    return _report(edition, day, made, services, asked)


def _stop_on_older(quarter: Quarter) -> None:
    """Raise CosmicError where a later quarter is started, so that no return of this one could be taken in."""
    newest = editions.list_quarters()[-1]
    if quarter != newest:
        advice = f"ask for {newest}, or take older figures in by cosmic history"
        raise CosmicError(f"{newest} is started, and returns of {quarter} cannot be taken in any more; {advice}")


def _read_due(due: str | None, edition: Edition) -> date:
    if not due:
        return edition.produced_on
    try:
        day = days.read_day(due)
    except ValueError as error:
        raise Faults.at("--due", str(error)) from None
    if not edition.quarter.end < day <= edition.produced_on:
        message = f"must be after the quarter's end ({edition.quarter.end}) and by the day of the edition"
        raise Faults.at("--due", f"{message} ({edition.produced_on}, in {edition.place}), got: {day}")
    return day


def _choose(services: list[str], service: str | None) -> list[str]:
    """Return the services to write to: all that are asked for something, or the one that is named."""
    if not services:
        raise CosmicError("no indicator is due in this quarter, so there is no return to send out")
    if service is None:
        return services
    try:
        return [words.choose(service, services)]
    except ValueError as error:
        raise Faults.at("--service", str(error)) from None


def _file_names(edition: Edition, services: Iterable[str]) -> dict[str, str]:
    """Return the name of each service's file, each another one: `cosmic-2025-26-Q1-libraries.xlsx`."""
    names: dict[str, str] = {}
    for service in services:
        plain = re.sub(r"[^a-z0-9]+", "-", re.sub("['’]", "", service.lower())).strip("-") or "service"
        name, number = f"{edition.name}-{plain}", 2
        while f"{name}.xlsx" in names.values():
            name, number = f"{edition.name}-{plain}-{number}", number + 1
        names[service] = f"{name}.xlsx"
    return names


def _others_there(made: dict[Path, bytes]) -> Iterable[Fault]:
    for path, content in made.items():
        if path.exists() and path.read_bytes() != content:
            message = (
                "exists already and is another workbook, which may have been filled in; move it away, or delete it"
            )
            yield Fault(paths.shown(path), message)


def _report(edition: Edition, due: date, made: dict[Path, bytes], services: list[str], asked: list[Asked]) -> str:
    lines = [f"Returns for {edition.quarter.label}, to come back by {formatting.day_in_full(due)}:"]
    for path, service in zip(made, services, strict=True):
        codes = ", ".join(one.indicator.code for one in asked if one.indicator.service == service)
        lines.append(f"  {paths.shown(path)}  {codes}")
    lines.append("Send each to its service. When one comes back: cosmic returns in FILE.")
    return "\n".join(lines)
