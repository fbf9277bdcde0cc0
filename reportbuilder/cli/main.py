"""Run the command line: `cosmic` and the name of a command, such as `cosmic build`."""

import sys
from contextlib import suppress

from projectfiles.errors import CosmicError
from reportbuilder import endings
from reportbuilder.cli import last_resort, process
from reportbuilder.cli.arguments import make_parser
from reportbuilder.new_quarter.all_or_nothing import finish_interrupted
from reportbuilder.notebook_runs.fast_start import warm_processes
from reportbuilder.printable import as_printable

STOPPED = 130
_OUTSIDE_PROJECTS = ("init", "schema")
_RUN_NOTEBOOKS = ("build", "preview", "run", "verify")


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status.

    0 if it succeeded, 1 if a finding is open or a verified edition differs, 3 if in no word or figure, 2 if an
    input cannot be read or a step failed, 130 if it was stopped: by Ctrl-C, or by the end of a service or terminal.
    """
    options = make_parser().parse_args(arguments)
    try:
        process.check_folder(needs_project=options.command not in _OUTSIDE_PROJECTS)
        if options.command not in _OUTSIDE_PROJECTS:
            finish_interrupted()
        processes = warm_processes()
        if processes and options.command in _RUN_NOTEBOOKS and not options.scheduler:
            processes.warm_up()
        from reportbuilder.cli import commands  # only now: the warm process imports meanwhile, on another core

        if endings.asked_to_stop.is_set():  # while a library was imported that lets no interrupt through
            return _stopped()
        status = commands.COMMANDS[options.command](options) or 0
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        return CosmicError.status  # whoever read the output has gone, and needs no more
    except KeyboardInterrupt:
        return _stopped()
    except SystemExit:
        raise
    except BaseException as error:  # a library written in Rust panics beside Exception
        if endings.asked_to_stop.is_set():
            return _stopped()
        return _failed(error, options.command)


def command() -> int:
    """Run a command for the console script, end all processes that it started, and return its exit status."""
    process.make_sound()
    endings.listen()
    try:
        return main()
    except KeyboardInterrupt:  # before a command had begun, or when it was ending
        return _stopped()
    finally:
        processes = warm_processes()
        if processes:
            processes.end_all()
        endings.hear_no_more()


def _failed(error: BaseException, command: str) -> int:
    """Print why a command failed, and return its exit status."""
    if isinstance(error, CosmicError):
        _print_error(error if "\n" not in str(error) else f"faults found\n{error}")
        return error.status
    if isinstance(error, OSError):
        _print_error(last_resort.describe_system(error))
    else:
        _print_error(last_resort.describe(error, command))
    return CosmicError.status


def _stopped() -> int:
    _print_error("stopped")
    return STOPPED


def _print_error(message: object) -> None:
    """Print why a command ends, unless the terminal has closed."""
    with suppress(OSError):
        print(f"cosmic: {as_printable(str(message))}", file=sys.stderr)
