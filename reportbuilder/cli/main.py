"""The command line: cosmic build, check, collect, explain, new, preview, run, verify."""

import sys
from contextlib import suppress

from cosmic.errors import CosmicError
from reportbuilder import endings
from reportbuilder.cli.arguments import parser
from reportbuilder.notebook_runs.fast_start import warm_processes

STOPPED = 130
_RUN_NOTEBOOKS = ("build", "preview", "run", "verify")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns its exit status.

    0 where it did its work, 1 where a check has something open, 2 where an input cannot be read or a step failed,
    130 on Ctrl-C, or where the end of a service or of a terminal stops it.
    """
    options = parser().parse_args(arguments)
    processes = warm_processes()
    try:
        if processes and options.command in _RUN_NOTEBOOKS and not options.scheduler:
            processes.warm_up()
        from reportbuilder.cli import commands  # only now: the warm process imports meanwhile, on another core

        status = commands.COMMANDS[options.command](options) or 0
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        return CosmicError.status  # whoever read what was said has gone, and needs no more
    except (CosmicError, OSError) as error:
        if endings.asked_to_stop.is_set():
            return _stopped()
        _tell(error if "\n" not in str(error) else f"faults found\n{error}")
        return error.status if isinstance(error, CosmicError) else CosmicError.status
    except KeyboardInterrupt:
        return _stopped()


def command() -> int:
    """Run a command for the console script, which ends with all that it started; returns its exit status."""
    endings.listen()
    processes = warm_processes()
    try:
        return main()
    finally:
        if processes:
            processes.end_all()


def _stopped() -> int:
    _tell("stopped")
    return STOPPED


def _tell(words: object) -> None:
    """Tell a person why a command ends, if there still is one: a terminal may have closed."""
    with suppress(OSError):
        print(f"cosmic: {_harmless(str(words))}", file=sys.stderr)


def _harmless(text: str) -> str:
    """Words as a terminal only shows them: what would move, colour or turn them round stands by its code."""
    return "".join(sign if sign.isprintable() or sign == "\n" else f"[U+{ord(sign):04X}]" for sign in text)
