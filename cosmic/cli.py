"""The command line: cosmic build, check, new, run."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from cosmic import checks, draft, editions, explain, findings, project, publish, start
from cosmic.errors import CosmicError
from cosmic.periods import Quarter
from cosmic.run import run

_QUARTER = "a quarter such as 2025-26-Q1; without one, the one in QUARTO_PROFILE, else the newest in params/"


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns its exit status.

    0 where it did its work, 1 where a check has something open, 2 where an input cannot be read or a step failed,
    130 on Ctrl-C.
    """
    options = _parser().parse_args(arguments)
    try:
        return options.command(options) or 0
    except CosmicError as error:
        print(f"cosmic: {error}" if "\n" not in str(error) else f"cosmic: faults found\n{error}", file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        print("cosmic: stopped", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cosmic", description="Make a quarter's performance report.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser(
        "build",
        help="run the notebooks and publish the edition",
        description="Run a quarter's notebooks and publish the edition: HTML, PDF, Word, scorecard.csv, record.json.",
    )
    build.add_argument("quarter", nargs="?", metavar="QUARTER", help=_QUARTER)
    build.add_argument("--output", type=Path, metavar="DIR", help="where to leave it (default: _report/QUARTER)")
    build.add_argument(
        "--publisher",
        choices=publish.PUBLISHERS,
        default="auto",
        help="quarto, the embedded one (pandoc and Typst), or auto: quarto where it is on the PATH (default: auto)",
    )
    build.set_defaults(command=_build)

    check = commands.add_parser(
        "check",
        help="check figures, targets and commentary",
        description="Check a quarter's figures, targets and commentary, and print what is found, by indicator. "
        "Exit status: 0 with no open error or warning, 1 with some, 2 where an input cannot be read.",
        epilog="A finding that is to stay is acknowledged in the quarter's params file, with its rule, indicator, "
        "quote and a reason.",
    )
    check.add_argument("quarter", nargs="?", metavar="QUARTER", help=_QUARTER)
    check.add_argument("--json", action="store_true", help="print the findings as JSON, for programs")
    check.set_defaults(command=_check)

    explain_ = commands.add_parser(
        "explain",
        help="show where an indicator's numbers come from",
        description="Show the trail of one line of the scorecard: each figure with file, row, day of publication and "
        "source, the target's arithmetic, the rules with their numbers, findings, and the SHA-256 of each file read.",
    )
    explain_.add_argument("indicator", metavar="INDICATOR", help="an indicator such as cosmic-003, or 3")
    explain_.add_argument("quarter", nargs="?", metavar="QUARTER", help=_QUARTER)
    explain_.set_defaults(command=_explain)

    new = commands.add_parser(
        "new",
        help="start a quarter",
        description="Start a quarter: its params file, and fresh cells in every indicator's notebook. "
        "Prints which figures and words are due, and by when.",
    )
    new.add_argument("quarter", metavar="QUARTER", help="the quarter to start, such as 2025-26-Q2")
    new.add_argument(
        "--produced-on",
        metavar="DAY",
        help="the day of the edition, such as 2025-12-17 (default: as many days after the quarter's end as last time)",
    )
    new.set_defaults(command=lambda options: print(start.start(Quarter.parse(options.quarter), options.produced_on)))

    run_ = commands.add_parser(
        "run",
        help="run the notebooks only",
        description="Check the inputs and run a quarter's notebooks into build/, ready for quarto render.",
    )
    run_.add_argument("quarter", nargs="?", metavar="QUARTER", help=_QUARTER)
    run_.set_defaults(command=_run)

    collect = commands.add_parser(
        "collect",
        help="put what quarto render made into _report/QUARTER (Quarto calls this itself)",
        description="Put what quarto render made into _report/QUARTER, beside scorecard.csv and record.json.",
    )
    collect.add_argument("quarter", nargs="?", metavar="QUARTER", help=_QUARTER)
    collect.set_defaults(command=lambda options: publish.collect(editions.read(editions.chosen(options.quarter))))
    return parser


def _run(options: argparse.Namespace) -> None:
    read = draft.read(editions.chosen(options.quarter))
    run(read, _checked(read), _progress)


def _check(options: argparse.Namespace) -> int:
    read = draft.read(editions.chosen(options.quarter))
    found = checks.run(read)
    if options.json:
        print(json.dumps([asdict(finding) for finding in found], indent=2, ensure_ascii=False))
    else:
        print(findings.told(found, {record.indicator.stem: record.indicator.title for record in read.records}))
    return int(any(finding.is_open for finding in found))


def _explain(options: argparse.Namespace) -> None:
    stem = explain.stem(options.indicator)
    read = draft.read(editions.chosen(options.quarter))
    print(explain.explain(read, checks.run(read), stem))


def _checked(read: draft.Draft) -> list[findings.Finding]:
    """The findings of a draft that may be published: what is open is printed, and an open error stops the build."""
    found = checks.run(read)
    findings.stop_on_errors(found)
    for finding in found:
        if finding.is_open:
            print(f"cosmic: {findings.line(finding)}", file=sys.stderr)
    return found


def _build(options: argparse.Namespace) -> None:
    read = draft.read(editions.chosen(options.quarter))
    output = options.output or project.root() / "_report" / str(read.edition.quarter)
    for path in publish.publish(read, _checked(read), output.resolve(), options.publisher, _progress):
        print(path)


def _progress(done: int, total: int, what: str) -> None:
    """One line that rewrites itself on a terminal; a line a step elsewhere."""
    text = f"[{done}/{total}] {what}"
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="\n" if done == total else "", file=sys.stderr, flush=True)
    else:
        print(text, file=sys.stderr, flush=True)
