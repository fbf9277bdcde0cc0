"""The command line's commands and options, without the modules that do their work: those take a second to import."""

import argparse
from pathlib import Path

from reportbuilder.notebook_runs.pool import TIME_LIMIT, RunOptions

_QUARTER = "a quarter such as 2025-26-Q1; without one, the one in QUARTO_PROFILE, else the newest in params/"
_Commands = argparse._SubParsersAction


def parser() -> argparse.ArgumentParser:
    """The parser; what it parses has the command's name in `command`."""
    top = argparse.ArgumentParser(prog="cosmic", description="Make a quarter's performance report.")
    commands = top.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for add in (_build, _preview, _check, _explain, _new, _run, _collect, _verify):
        add(commands)
    return top


def _build(commands: _Commands) -> None:
    command = commands.add_parser(
        "build",
        help="run the notebooks and publish the edition",
        description="Run a quarter's notebooks and publish the edition: HTML, PDF, Word, scorecard.csv, record.json.",
    )
    _add_quarter(command)
    command.add_argument("--output", type=Path, metavar="DIR", help="where to leave it (default: _report/QUARTER)")
    command.add_argument(
        "--publisher",
        choices=("auto", "quarto", "embedded"),
        default="auto",
        help="quarto, the embedded one (pandoc and Typst), or auto: quarto where it is on the PATH (default: auto)",
    )
    _add_means(command)


def _preview(commands: _Commands) -> None:
    command = commands.add_parser(
        "preview",
        help="show the HTML edition in a browser while it is written",
        description="Serve a quarter's HTML edition to this machine's browsers, make it again whenever a notebook, "
        "data, params or the report's looks change, and show there what is at fault. Ctrl-C ends it.",
    )
    _add_quarter(command)
    command.add_argument("--port", type=int, default=0, metavar="N", help="where to serve it (default: any free port)")
    _add_means(command)


def _check(commands: _Commands) -> None:
    command = commands.add_parser(
        "check",
        help="check figures, targets and commentary",
        description="Check a quarter's figures, targets and commentary, and print what is found, by indicator. "
        "Exit status: 0 with no open error or warning, 1 with some, 2 where an input cannot be read.",
        epilog="A finding that is to stay is acknowledged in the quarter's params file, with its rule, indicator, "
        "quote and a reason.",
    )
    _add_quarter(command)
    command.add_argument("--json", action="store_true", help="print the findings as JSON, for programs")


def _explain(commands: _Commands) -> None:
    command = commands.add_parser(
        "explain",
        help="show where an indicator's numbers come from",
        description="Show the trail of one line of the scorecard: each figure with file, row, day of publication and "
        "source, the target's arithmetic, the rules with their numbers, findings, and the SHA-256 of each file read.",
    )
    command.add_argument("indicator", metavar="INDICATOR", help="an indicator such as cosmic-003, or 3")
    _add_quarter(command)


def _new(commands: _Commands) -> None:
    command = commands.add_parser(
        "new",
        help="start a quarter",
        description="Start a quarter: its params file, and fresh cells in every indicator's notebook. "
        "Prints which figures and words are due, and by when.",
    )
    command.add_argument("quarter", metavar="QUARTER", help="the quarter to start, such as 2025-26-Q2")
    command.add_argument(
        "--produced-on",
        metavar="DAY",
        help="the day of the edition, such as 2025-12-17 (default: as many days after the quarter's end as last time)",
    )


def _run(commands: _Commands) -> None:
    command = commands.add_parser(
        "run",
        help="run the notebooks only",
        description="Check the inputs and run a quarter's notebooks into build/, ready for quarto render.",
    )
    _add_quarter(command)
    _add_means(command)


def _collect(commands: _Commands) -> None:
    command = commands.add_parser(
        "collect",
        help="put what quarto render made into _report/QUARTER (Quarto calls this itself)",
        description="Put what quarto render made into _report/QUARTER, beside scorecard.csv and record.json.",
    )
    _add_quarter(command)


def _verify(commands: _Commands) -> None:
    command = commands.add_parser(
        "verify",
        help="say whether an edition still is what its inputs give",
        description="Run an edition's notebooks afresh, make it again aside, and set it against what is there: files, "
        "inputs, tools and commit. Exit status: 0 where all is the same to the byte, 1 where not, or where something "
        "that the edition says cannot be looked at.",
    )
    command.add_argument("folder", type=Path, metavar="DIR", help="the edition's folder, such as _report/2025-26-Q1")
    _add_means(command)


def _add_quarter(command: argparse.ArgumentParser) -> None:
    command.add_argument("quarter", nargs="?", metavar="QUARTER", help=_QUARTER)


def _add_means(command: argparse.ArgumentParser) -> None:
    """By what means the notebooks are run."""
    command.add_argument(
        "--jobs",
        type=_whole_number,
        default=RunOptions.jobs,
        metavar="N",
        help="how many notebooks to run at once (default: one for each core, here %(default)s)",
    )
    command.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="run them on a Dask cluster, such as tcp://host:8786, whose workers see this folder under the same path",
    )
    command.add_argument(
        "--time-limit",
        type=_whole_number,
        default=TIME_LIMIT,
        metavar="SECONDS",
        help="how long a cell may take (default: %(default)s)",
    )
    command.add_argument("--fresh", action="store_true", help="run every notebook, whatever is kept of earlier runs")


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"must be a whole number of one or more, got: {text!r}")
    return int(text)
