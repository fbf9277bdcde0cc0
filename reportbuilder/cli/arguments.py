"""Define the commands and options, without the modules that do the work: those take a second to import."""

import argparse
from pathlib import Path

from reportbuilder.notebook_runs.pool import TIME_LIMIT, RunOptions

_QUARTER = "a quarter such as 2025-26-Q1 (default: the one in QUARTO_PROFILE, else the newest in params/)"
_Commands = argparse._SubParsersAction


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; the name of the command is parsed into `command`."""
    top = argparse.ArgumentParser(prog="cosmic", description="Make a quarter's performance report.")
    commands = top.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for add in (_build, _preview, _check, _status, _explain, _new, _returns, _words, _add, _history, _retire):
        add(commands)
    for add in (_init, _schema, _run, _collect, _verify):
        add(commands)
    return top


def _init(commands: _Commands) -> None:
    command = commands.add_parser(
        "init",
        help="make a new project for a committee",
        description="Make a new project for a committee's report in DIR, with an example to begin from. Asks for what "
        "is not given, at a terminal.",
    )
    command.add_argument("folder", type=Path, metavar="DIR", help="its folder: empty, or not there yet")
    command.add_argument("--council", metavar="NAME", help="the council that publishes the report")
    command.add_argument("--committee", metavar="NAME", help="the committee that the report is for")
    command.add_argument("--prefix", metavar="LETTERS", help="what its indicators' codes begin with: HC for HC 001")
    command.add_argument("--title", metavar="WORDS", help="the report's title (default: Quarterly Performance Report)")
    command.add_argument(
        "--quarter", metavar="QUARTER", help="the first quarter to report (default: the last one that has ended)"
    )


def _build(commands: _Commands) -> None:
    command = commands.add_parser(
        "build",
        help="run the notebooks and publish the edition",
        description="Run a quarter's notebooks and publish the edition: HTML, PDF, Word, CSV, record.json.",
    )
    _add_quarter(command)
    command.add_argument(
        "--output", type=Path, metavar="DIR", help="the folder to put it in (default: _report/QUARTER)"
    )
    command.add_argument(
        "--publisher",
        choices=("auto", "quarto", "embedded"),
        default="auto",
        help="quarto, embedded (pandoc and Typst), or auto: quarto if it is on the PATH, else embedded (default: auto)",
    )
    _add_run_options(command)


def _preview(commands: _Commands) -> None:
    command = commands.add_parser(
        "preview",
        help="show the HTML edition in a browser while you write",
        description="Show a quarter's HTML edition in a browser on this computer, make it again whenever a notebook, "
        "data, params or the report's looks change, and show what is wrong above the page. Ctrl-C ends it.",
    )
    _add_quarter(command)
    command.add_argument(
        "--port", type=int, default=0, metavar="N", help="the port of its address (default: any free port)"
    )
    _add_run_options(command)


def _check(commands: _Commands) -> None:
    command = commands.add_parser(
        "check",
        help="check figures, targets and commentary",
        description="Check a quarter's figures, targets and commentary, and print the findings by indicator. "
        "Exit status: 0 if no error or warning is open, 1 if any is, 2 if an input cannot be read.",
        epilog="To leave a finding as it is, copy its rule, indicator and quote into the quarter's params file, under "
        "acknowledged, and add a reason.",
    )
    _add_quarter(command)
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the findings as JSON, for programs")
    form.add_argument("--right", action="store_true", help="print what was found to be right too, sentence by sentence")


def _status(commands: _Commands) -> None:
    command = commands.add_parser(
        "status",
        help="show where a quarter stands: what is in, and what is missing",
        description="Show of each service and indicator whether its figure, its commentary and a path to green are in, "
        "how many findings are open, and how many days are left.",
    )
    _add_quarter(command)
    command.add_argument("--json", action="store_true", help="print it as JSON, for programs")


def _explain(commands: _Commands) -> None:
    command = commands.add_parser(
        "explain",
        help="show where an indicator's numbers come from",
        description="Show where one line of the scorecard comes from: each figure with file, row, day of publication "
        "and source, how the target was worked out, how the rules were applied, findings, and the files read.",
    )
    command.add_argument("indicator", metavar="INDICATOR", help="an indicator by its stem, code or number, such as 3")
    _add_quarter(command)


def _new(commands: _Commands) -> None:
    command = commands.add_parser(
        "new",
        help="start a quarter",
        description="Start a quarter: write its params file, and add empty cells to every indicator's notebook. "
        "Prints which figures and commentary are due, and by when.",
    )
    command.add_argument("quarter", metavar="QUARTER", help="the quarter to start, such as 2025-26-Q2")
    command.add_argument(
        "--produced-on",
        metavar="DAY",
        help="the day of the edition, such as 2025-12-17 (default: as many days after the quarter's end as last time)",
    )


def _returns(commands: _Commands) -> None:
    command = commands.add_parser(
        "returns",
        help="ask the services for figures and words, by workbooks, and take in what comes back",
        description="Ask the services for a quarter's figures and words, by a workbook for each; and take them in.",
    )
    steps = command.add_subparsers(required=True, metavar="STEP", dest="step")
    out = steps.add_parser(
        "out",
        help="write a workbook for each service to fill in",
        description="Write an Excel workbook for each service: what is due from it in a quarter, with cells to fill. "
        "Prints their paths. A workbook that is there already, and is another one, is never written over.",
    )
    out.add_argument("quarter", metavar="QUARTER", help="the quarter that they are for, such as 2025-26-Q2")
    out.add_argument("--service", metavar="NAME", help="write that of one service only")
    out.add_argument("--output", type=Path, metavar="DIR", help="the folder to put them in (default: _returns/QUARTER)")
    out.add_argument(
        "--due", metavar="DAY", help="the day by which they are to come back (default: the day of the edition)"
    )
    take_in = steps.add_parser(
        "in",
        help="take in workbooks that have come back",
        description="Read workbooks that services have filled in. Tells everything that is wrong with any of them by "
        "sheet and cell; or, if nothing is, shows what they change, and asks before it writes figures, words and the "
        "list of returns: all of them, or nothing.",
        epilog="Without a terminal nothing is written, unless --yes is given.",
    )
    take_in.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a workbook, as it came back")
    take_in.add_argument(
        "--reply",
        action="store_true",
        help="write each faulty workbook again, beside FILE, with every fault as a comment at its cell",
    )
    take_in.add_argument("--yes", action="store_true", help="write without asking")


def _schema(commands: _Commands) -> None:
    command = commands.add_parser(
        "schema",
        help="write the schemas by which an editor checks and completes the project's files",
        description="Write a JSON Schema of definitions, params files and _quarto.yml, and a Table Schema of the "
        "tables, for editors such as VS Code. Write them again after a newer version of this program is installed.",
    )
    command.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="their folder (default: .schema/)")


def _add(commands: _Commands) -> None:
    command = commands.add_parser(
        "add",
        help="add an indicator",
        description="Add an indicator under the next free number: its definition, an empty file of figures, its "
        "notebook, and its page in index.qmd. Asks for what is not given, at a terminal.",
    )
    command.add_argument("name", metavar="NAME", help='its name, such as "Number of visitors to libraries"')
    command.add_argument("--service", metavar="NAME", help="the service that is answerable for it")
    command.add_argument("--unit", metavar="UNIT", help="what it is measured in, such as percent or count")
    command.add_argument("--measured-in", metavar="WORDS", help="for the unit “measure”, such as tonnes")
    command.add_argument("--direction", metavar="WAY", help="higher, lower or another word for which way it improves")
    command.add_argument("--basis", metavar="PERIOD", help="the period that a figure covers, such as quarter")
    command.add_argument("--compared-with", metavar="PERIOD", help="such as previous quarter or previous year")
    command.add_argument("--target", metavar="VALUE", help="its target (default: none yet, so its rating is Baseline)")
    command.add_argument(
        "--from", metavar="DAY", help="the day from which the target is in force (default: the start of the year)"
    )
    command.add_argument("--reason", metavar="WORDS", help="why the target is what it is")
    command.add_argument(
        "--reported-from", metavar="QUARTER", help="the first quarter that reports it (default: the newest in params/)"
    )
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="any other key of a definition, as its file has it, such as decimals=1; may be given several times",
    )


def _history(commands: _Commands) -> None:
    command = commands.add_parser(
        "history",
        help="take in an indicator's figures of earlier periods",
        description="Take figures of earlier periods from a CSV file into an indicator's table of figures, as "
        "published on a day, so that no earlier edition changes. Shows what it would add, and asks before it writes.",
        epilog="FILE has the columns period_end, value and source, and where you like numerator, denominator, status "
        "and note, as in data/figures/. Without a terminal nothing is written, unless --yes is given.",
    )
    command.add_argument("indicator", metavar="INDICATOR", help="an indicator by its stem, code or number, such as 3")
    command.add_argument("file", type=Path, metavar="FILE", help="the CSV file, as Excel or another program saves it")
    command.add_argument(
        "--published-on",
        metavar="DAY",
        help="the day from which editions know these figures, such as 2025-12-17, after that of every edition that is "
        "out (default: today)",
    )
    command.add_argument("--yes", action="store_true", help="write without asking")


def _words(commands: _Commands) -> None:
    words = commands.add_parser("words", help="take in words that a service sent as a Word document")
    command = words.add_subparsers(required=True, metavar="in", dest="way").add_parser(
        "in",
        help="take the words of a Word document into a notebook",
        description="Take the words of a Word document into the cell of the quarter that is being written. Shows what "
        "changes and what is left out, and asks before it writes.",
        epilog="Where headings of the document part it into commentary and path to green, it takes the part asked for. "
        "Without a terminal nothing is written, unless --yes is given.",
    )
    command.add_argument("indicator", metavar="STEM", help="an indicator by its stem, code or number, such as 3")
    command.add_argument("file", type=Path, metavar="FILE", help="the Word document (.docx)")
    command.add_argument(
        "--part",
        choices=("commentary", "path-to-green"),
        default="commentary",
        help="the section that the words are for (default: commentary)",
    )
    command.add_argument("--yes", action="store_true", help="write without asking")


def _retire(commands: _Commands) -> None:
    command = commands.add_parser(
        "retire",
        help="report an indicator no longer",
        description="Write into an indicator's definition which quarter is the last that reports it, and why. All else "
        "stays: earlier editions come out as they were.",
    )
    command.add_argument("stem", metavar="STEM", help="the indicator's stem, such as ht-003")
    command.add_argument(
        "--from",
        required=True,
        metavar="QUARTER",
        help="the first quarter without it, such as 2026-27-Q1",
    )
    command.add_argument("--reason", required=True, metavar="WORDS", help="why it is no longer reported")
    command.add_argument("--replaced-by", metavar="STEM", help="the indicator that is reported in its place")


def _run(commands: _Commands) -> None:
    command = commands.add_parser(
        "run",
        help="run the notebooks only",
        description="Check the inputs and run a quarter's notebooks into build/, ready for quarto render.",
    )
    _add_quarter(command)
    _add_run_options(command)


def _collect(commands: _Commands) -> None:
    command = commands.add_parser(
        "collect",
        help="put the output of quarto render into _report/QUARTER (Quarto calls this itself)",
        description="Put the output of quarto render into _report/QUARTER, with its tables and record.json.",
    )
    _add_quarter(command)


def _verify(commands: _Commands) -> None:
    command = commands.add_parser(
        "verify",
        help="check that an edition still is what its inputs give",
        description="Run an edition's notebooks, make it again in a temporary folder, and compare files, inputs, "
        "tools and commit. Exit status: 0 if everything is the same to the byte, 3 if no word or figure differs, but "
        "numbers of cells or digests of inputs do, 1 if anything else differs or cannot be checked, 2 if an input "
        "cannot be read.",
    )
    command.add_argument("folder", type=Path, metavar="DIR", help="the edition's folder, such as _report/2025-26-Q1")
    _add_run_options(command)


def _add_quarter(command: argparse.ArgumentParser) -> None:
    command.add_argument("quarter", nargs="?", metavar="QUARTER", help=_QUARTER)


def _add_run_options(command: argparse.ArgumentParser) -> None:
    """Add the options that say how the notebooks are run."""
    command.add_argument(
        "--jobs",
        type=_whole_number,
        default=RunOptions.jobs,
        metavar="N",
        help="how many notebooks to run at once (default: three for each core, here %(default)s)",
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
    command.add_argument(
        "--fresh", action="store_true", help="run every notebook again, whatever was saved of earlier runs"
    )


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"must be a whole number of one or more, got: {text!r}")
    return int(text)
