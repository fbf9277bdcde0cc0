"""The command line: cosmic build, check, collect, explain, new, preview, run, verify."""

import atexit
import os
import signal
import sys
from contextlib import suppress

from cosmic.errors import CosmicError
from reportbuilder.cli.arguments import parser
from reportbuilder.notebook_runs.warm import processes

STOPPED = 130
_RUN_NOTEBOOKS = ("build", "preview", "run", "verify")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns its exit status.

    0 where it did its work, 1 where a check has something open, 2 where an input cannot be read or a step failed,
    130 on Ctrl-C, or where the end of a service or of a terminal stops it.
    """
    options = parser().parse_args(arguments)
    try:
        if options.command in _RUN_NOTEBOOKS and not options.scheduler:
            processes.begin()
        from reportbuilder.cli import commands  # only now: the fork server imports meanwhile, on another core

        status = commands.COMMANDS[options.command](options) or 0
        sys.stdout.flush()
        return status
    except CosmicError as error:
        _tell(error if "\n" not in str(error) else f"faults found\n{error}")
        return error.status
    except BrokenPipeError:
        return CosmicError.status  # whoever read what was said has gone, and needs no more
    except OSError as error:
        _tell(error)
        return CosmicError.status
    except KeyboardInterrupt:
        _tell("stopped")
        return STOPPED


def command() -> None:
    """The console script: a command, and its exit status."""
    for ending in processes.ENDINGS:
        if signal.getsignal(ending) in (signal.SIG_DFL, signal.default_int_handler):  # nohup has one ignored
            signal.signal(ending, _stop)
    status = main()
    processes.end_all()
    atexit._run_exitfuncs()
    os._exit(status)  # Python would take another half a second to clear its memory, and wait for threads


def _stop(*_: object) -> None:
    """Stop as on Ctrl-C, once: a terminal that closes, the shell and who started this command may all say so."""
    for ending in processes.ENDINGS - {signal.SIGINT}:
        signal.signal(ending, signal.SIG_IGN)
    raise KeyboardInterrupt


def _tell(words: object) -> None:
    """Tell a person why a command ends, if there still is one: a terminal may have closed."""
    with suppress(OSError):
        print(f"cosmic: {_harmless(str(words))}", file=sys.stderr)


def _harmless(text: str) -> str:
    """Words as a terminal only shows them: what would move, colour or turn them round stands by its code."""
    return "".join(sign if sign.isprintable() or sign == "\n" else f"[U+{ord(sign):04X}]" for sign in text)
