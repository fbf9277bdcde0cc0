"""Carry out each command of the command line with its options."""

import argparse
import json
import os
import sys
from dataclasses import asdict
from datetime import date
from itertools import groupby
from pathlib import Path

from cosmic import editions
from cosmic.periods import Quarter
from projectfiles import paths
from projectfiles.errors import CosmicError
from reportbuilder import checks
from reportbuilder.audit import explain, verify
from reportbuilder.checks.commentary import list_right
from reportbuilder.cli.quarters import choose_quarter
from reportbuilder.drafts.commentary import Section
from reportbuilder.drafts.draft import Draft, read_draft
from reportbuilder.drafts.edition_files import FORMATS
from reportbuilder.findings import Finding, describe, list_findings, stop_on_errors, underline
from reportbuilder.new_project import (
    history,
    history_preview,
    new_indicator,
    project,
    questions,
    retirement,
    schemas,
)
from reportbuilder.new_quarter.start import start_quarter
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.preview import preview
from reportbuilder.publishing import leftovers, quarto, quarto_call
from reportbuilder.publishing.publish import publish_edition
from reportbuilder.status import quarter_status, shown
from reportbuilder.words_in import words

ONLY_THE_TRAIL = 3


def add_indicator(options: argparse.Namespace) -> None:
    """Add an indicator, and print what to fill in next."""
    print(new_indicator.add_indicator(options.name, vars(options), options.set))


def build_edition(options: argparse.Namespace) -> None:
    """Run the notebooks of a quarter, publish its edition, and print the paths of its files."""
    draft = read_draft(choose_quarter(options.quarter))
    output = options.output or paths.root() / "_report" / str(draft.edition.quarter)
    findings = _check_before_run(draft)
    files = publish_edition(
        draft, findings, output.resolve(), options.publisher, _print_progress, _run_options(options)
    )
    for path in files:
        print(path)


def check_quarter(options: argparse.Namespace) -> int:
    """Print the findings of a quarter, and what is right if that is asked for; return 1 if a finding is open."""
    draft = read_draft(choose_quarter(options.quarter))
    findings = checks.run_checks(draft)
    if options.json:
        print(json.dumps([asdict(finding) for finding in findings], indent=2, ensure_ascii=False))
    else:
        titles = {record.indicator.stem: record.indicator.title for record in draft.records}
        print(list_findings(findings, titles))
        if options.right:
            print(f"\n{_list_right(draft)}")
    return int(any(finding.is_open for finding in findings))


def _list_right(draft: Draft) -> str:
    """Return the claims that are right: where each is, its sentence with a line under the words, and why."""
    lines = ["Claims that are right"]
    for place, of_place in groupby(list_right(draft), key=lambda one: one.place):
        lines.append(f"  {place}")
        for one in of_place:
            lines += [f"    {line}" for line in underline(one.claim.sentence, one.claim.start, one.claim.quote)]
            lines += [f"    {one.claim.message}"] if one.claim.message else []
    return "\n".join(lines if len(lines) > 1 else [*lines, "  none"])


def collect_edition(options: argparse.Namespace) -> None:
    """Put what Quarto rendered into its folder, and print which that is; nothing where Quarto had nothing to render."""
    call = quarto_call.read_call()
    if call is None:
        raise CosmicError("Quarto calls this when it has rendered; call `quarto render`, or `cosmic build`")
    if call.outputs and (place := quarto.collect_edition(editions.load_edition(choose_quarter(options.quarter)), call)):
        held = ", ".join(path.suffix[1:] for path in call.outputs)
        is_whole = len(call.outputs) == len(FORMATS)
        print(f"cosmic: {'the edition' if is_whole else f'only {held}, no whole edition,'} is in {paths.shown(place)}")


def explain_indicator(options: argparse.Namespace) -> None:
    """Print where an indicator's numbers come from."""
    stem = explain.find_stem(options.indicator)
    draft = read_draft(choose_quarter(options.quarter))
    explain.check_reported(draft, stem)
    print(explain.explain_indicator(draft, checks.run_checks(draft), stem))


def take_in_history(options: argparse.Namespace) -> None:
    """Show which earlier figures a file holds, and write them if a person, or the option, says so."""
    found = history.read_history(explain.find_stem(options.indicator), options.file, options.published_on)
    print(history_preview.describe(found))
    if found.added and _may_write(options, _these(len(found.added), "row")):
        history.write_history(found)
        print(history_preview.describe_written(found))


def take_in_words(options: argparse.Namespace) -> None:
    """Show what a Word document changes in a notebook, and write it if a person, or the option, says so."""
    stem, section = explain.find_stem(options.indicator), Section(options.part)
    found = words.read_new_words(stem, options.file, section, choose_quarter())
    print(words.describe(found))
    if found.is_new and _may_write(options, "these words"):
        words.write_new_words(found)
        print(f"The words are in {paths.shown(found.notebook)}. Next: cosmic check")


def _these(count: int, what: str) -> str:
    return f"this {what}" if count == 1 else f"these {count} {what}s"


def _may_write(options: argparse.Namespace, what: str) -> bool:
    """Tell whether the option, or a person, says that what was shown is to be written; if not, say how to."""
    may_write = options.yes or questions.is_confirmed(f"Write {what}")
    if not may_write:
        print(f"Nothing is written. To write {what}, add --yes.")
    return may_write


def make_project(options: argparse.Namespace) -> None:
    """Make a new project, and print what to do next."""
    print(project.make_project(options.folder, vars(options)))


def new_quarter(options: argparse.Namespace) -> None:
    """Start a quarter, and print what is due."""
    print(start_quarter(Quarter.parse(options.quarter), options.produced_on, RunOptions(), _print_progress))


def preview_quarter(options: argparse.Namespace) -> None:
    """Show a quarter's page while it is written; a quarter that does not exist is an error at once, not in the page."""
    edition = editions.load_edition(choose_quarter(options.quarter))
    preview.serve_preview(edition.quarter, options.port, _run_options(options))


def retire_indicator(options: argparse.Namespace) -> None:
    """Retire an indicator, and print what was written."""
    start = vars(options)["from"]
    print(retirement.retire_indicator(options.stem, start, options.reason, options.replaced_by))


def exchange_returns(options: argparse.Namespace) -> None:
    """Write the workbooks that services fill in, and print their paths; or take in those that came back."""
    if options.step == "in":
        _take_in_returns(options)
        return
    from reportbuilder.returns import out  # only now: no other command needs the library that writes workbooks

    print(out.send_out(Quarter.parse(options.quarter), options.service, options.due, options.output, date.today()))


def _take_in_returns(options: argparse.Namespace) -> None:
    """Tell what is wrong with returns; or show what they change, and write it if a person, or the option, says so."""
    from reportbuilder.returns import preview as returns_preview  # only now: they need the library for workbooks
    from reportbuilder.returns import take_in, told

    today = date.today()
    found = take_in.read_returns(options.files, today)
    if found.is_wrong:
        raise told.refuse(found, today, is_to_reply=options.reply)
    print(returns_preview.describe(found))
    if found.contents and _may_write(options, _these(len(found.contents), "file")):
        take_in.write_returns(found)
        print(returns_preview.describe_written(found))


def run_notebooks(options: argparse.Namespace) -> None:
    """Run the notebooks of a quarter, ready for quarto render."""
    call = quarto_call.read_call()
    if call:
        call.check()
        if not call.is_preview:  # which still shows what it rendered before
            leftovers.sweep()
        if not call.inputs:
            return  # a preview of what is rendered already
    draft = read_draft(choose_quarter(options.quarter))
    quarto.run_for_render(draft, _check_before_run(draft), _run_options(options), _print_progress, call)


def show_status(options: argparse.Namespace) -> None:
    """Print where a quarter stands."""
    draft = read_draft(choose_quarter(options.quarter))
    status = quarter_status.find_status(draft, checks.run_checks(draft), date.today())
    print(json.dumps(shown.as_values(status), indent=2, ensure_ascii=False) if options.json else shown.as_text(status))


def write_schemas(options: argparse.Namespace) -> None:
    """Write the schemas of the project's files, and print their paths."""
    for path in schemas.write_schemas(options.folder or paths.root() / schemas.FOLDER):
        print(path)


def verify_edition(options: argparse.Namespace) -> int:
    """Print the differences between an edition and what its inputs give.

    Returns 1 if there are any, or 3 if no word and no figure differs by them.
    """
    folder = Path(os.path.abspath(options.folder))
    differences = verify.verify_edition(folder, _run_options(options), _print_progress)
    if not differences:
        print(f"{options.folder}: is exactly what its inputs give")
        return 0
    print(*differences, sep="\n")
    if not all(difference.is_of_trail for difference in differences):
        return 1
    print(
        f"{options.folder}: no word or figure differs; what differs is from what it says it was made, as listed above"
    )
    return ONLY_THE_TRAIL


def _check_before_run(draft: Draft) -> list[Finding]:
    """Return the findings of a draft, and print those that are open. Raises OpenErrors if one of them is an error."""
    findings = checks.run_checks(draft)
    stop_on_errors(findings)
    for finding in findings:
        if finding.is_open:
            print(f"cosmic: {describe(finding)}", file=sys.stderr)
    return findings


def _run_options(options: argparse.Namespace) -> RunOptions:
    return RunOptions(options.jobs, options.scheduler, options.time_limit, options.fresh)


def _print_progress(done: int, total: int, step: str) -> None:
    """Print the progress: on a terminal one line that is written over, elsewhere a line for each step."""
    text = f"[{done}/{total}] {step}"
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="\n" if done == total else "", file=sys.stderr, flush=True)
    else:
        print(text, file=sys.stderr, flush=True)


COMMANDS = {
    "add": add_indicator,
    "build": build_edition,
    "check": check_quarter,
    "collect": collect_edition,
    "explain": explain_indicator,
    "history": take_in_history,
    "init": make_project,
    "new": new_quarter,
    "preview": preview_quarter,
    "retire": retire_indicator,
    "returns": exchange_returns,
    "run": run_notebooks,
    "schema": write_schemas,
    "status": show_status,
    "verify": verify_edition,
    "words": take_in_words,
}
