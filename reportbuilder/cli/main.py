"""Run the command line: cosmic build, check, collect, explain, new, preview, run, verify."""

import sys
from contextlib import suppress

from cosmic.errors import CosmicError
from reportbuilder import endings
from reportbuilder.cli.arguments import make_parser
from reportbuilder.notebook_runs.fast_start import warm_processes

STOPPED = 130
_RUN_NOTEBOOKS = ("build", "preview", "run", "verify")


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status.

    0 if it succeeded, 1 if a finding is open or a verified edition differs, 3 if in no word or figure, 2 if an
    input cannot be read or a step failed, 130 if it was stopped: by Ctrl-C, or by the end of a service or terminal.
    """
    options = make_parser().parse_args(arguments)
    processes = warm_processes()
    try:
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
    except (CosmicError, OSError) as error:
        if endings.asked_to_stop.is_set():
            return _stopped()
        _print_error(error if "\n" not in str(error) else f"faults found\n{error}")
        return error.status if isinstance(error, CosmicError) else CosmicError.status
    except KeyboardInterrupt:
        return _stopped()


def command() -> int:
    """Run a command for the console script, end all processes that it started, and return its exit status."""
    endings.listen()
    processes = warm_processes()
    try:
        return main()
    except KeyboardInterrupt:  # before a command had begun, or when it was ending
        return _stopped()
    finally:
        if processes:
            processes.end_all()


def _stopped() -> int:
    _print_error("stopped")
    return STOPPED


def _print_error(message: object) -> None:
    """Print why a command ends, unless the terminal has closed."""
    with suppress(OSError):
        print(f"cosmic: {_harmless(str(message))}", file=sys.stderr)


def _harmless(text: str) -> str:
    """Return text in which characters that a terminal would act on are replaced by their codes."""
    shown = []
    for character in text:
        is_safe = character.isprintable() or character == "\n"
        shown.append(character if is_safe else f"[U+{ord(character):04X}]")
    return "".join(shown)
