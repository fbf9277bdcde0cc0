"""The command line: cosmic build, check, collect, explain, new, preview, run, verify."""

import os
import sys

from cosmic import forks
from cosmic.arguments import parser
from cosmic.errors import CosmicError

STOPPED = 130
_RUN_NOTEBOOKS = ("build", "preview", "run", "verify")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; returns its exit status.

    0 where it did its work, 1 where a check has something open, 2 where an input cannot be read or a step failed,
    130 on Ctrl-C.
    """
    options = parser().parse_args(arguments)
    try:
        if options.command in _RUN_NOTEBOOKS and not options.scheduler:
            forks.begin()
        from cosmic import commands  # only now: the fork server imports meanwhile, on another core

        status = commands.COMMANDS[options.command](options) or 0
        sys.stdout.flush()
        return status
    except CosmicError as error:
        print(f"cosmic: {error}" if "\n" not in str(error) else f"cosmic: faults found\n{error}", file=sys.stderr)
        return error.status
    except BrokenPipeError:
        return CosmicError.status  # whoever read what was said has gone, and needs no more
    except OSError as error:
        print(f"cosmic: {error}", file=sys.stderr)
        return CosmicError.status
    except KeyboardInterrupt:
        print("cosmic: stopped", file=sys.stderr)
        return STOPPED


def command() -> None:
    """The console script: a command, and its exit status."""
    os._exit(main())  # else Python takes half a second to clear away; after Ctrl-C it would wait for threads as well
