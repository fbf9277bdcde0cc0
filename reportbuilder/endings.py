"""What ends a command: Ctrl-C, the end of a service, a terminal that closes."""

import signal
import threading

ENDINGS = {  # Windows has not all of them
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
}
asked_to_stop = threading.Event()


def listen() -> None:
    """Stop on each of them as on Ctrl-C, but for those that whoever started this command has it ignore (nohup)."""
    for ending in ENDINGS:
        if signal.getsignal(ending) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(ending, _stop)


def _stop(*_: object) -> None:
    """Raise KeyboardInterrupt, and remember it: the clean-up that follows may fail, and end in another error.

    Once where a terminal closes, or Quarto is stopped: the shell, and who started this command, may all say so. To
    ignore what has come already, and was not heard yet, would make Python complain: so it is heard, and nothing done.
    """
    for ending in ENDINGS - {signal.SIGINT}:
        signal.signal(ending, _do_nothing)
    asked_to_stop.set()
    raise KeyboardInterrupt


def hear_no_more() -> None:
    """Let those that come again while Python ends have no effect: it would end by them, as if nobody had heard."""
    for ending in ENDINGS:
        if signal.getsignal(ending) is _do_nothing:
            signal.signal(ending, signal.SIG_IGN)


def _do_nothing(*_: object) -> None:
    pass
