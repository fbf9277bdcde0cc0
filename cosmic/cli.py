"""The command line: cosmic build, cosmic run."""

import argparse
import sys
from pathlib import Path

from cosmic import editions, project, publish
from cosmic.errors import CosmicError
from cosmic.run import run

_QUARTER = "a quarter such as 2025-26-Q1; without one, the one in QUARTO_PROFILE, else the newest in params/"


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 where it did its work, 2 where an input cannot be read or a step failed, 130 on Ctrl-C."""
    options = _parser().parse_args(arguments)
    try:
        options.command(options)
    except CosmicError as error:
        print(f"cosmic: {error}" if "\n" not in str(error) else f"cosmic: faults found\n{error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("cosmic: stopped", file=sys.stderr)
        return 130
    return 0


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
    run(editions.chosen(options.quarter), _progress)


def _build(options: argparse.Namespace) -> None:
    quarter = editions.chosen(options.quarter)
    output = options.output or project.root() / "_report" / str(quarter)
    for path in publish.publish(quarter, output.resolve(), options.publisher, _progress):
        print(path)


def _progress(done: int, total: int, what: str) -> None:
    """One line that rewrites itself on a terminal; a line a step elsewhere."""
    text = f"[{done}/{total}] {what}"
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="\n" if done == total else "", file=sys.stderr, flush=True)
    else:
        print(text, file=sys.stderr, flush=True)
