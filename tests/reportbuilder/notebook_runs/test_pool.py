"""Notebooks are run by as many threads as were asked for, and none is begun after an error."""

import subprocess
import sys
import threading
import time

import pytest

from reportbuilder.notebook_runs.pool import RunOptions, open_pool


def test_as_many_calls_run_at_a_time_as_there_are_jobs():
    running, most, counting = 0, 0, threading.Lock()

    def call(number: int) -> int:
        nonlocal running, most
        with counting:
            running += 1
            most = max(most, running)
        time.sleep(0.05)
        with counting:
            running -= 1
        return number

    with open_pool(RunOptions(jobs=3)) as workers:
        futures = [workers.submit(call, number) for number in range(9)]
        assert [future.result() for future in futures] == list(range(9))
    assert most == 3


def test_an_error_of_a_call_is_raised_where_its_result_is_asked_for():
    with open_pool(RunOptions(jobs=1)) as workers:
        future = workers.submit(int, "synthetic")
        with pytest.raises(ValueError, match="synthetic"):
            future.result()


def test_after_an_error_no_call_that_waits_is_begun():
    begun, may_end = [], threading.Event()

    def call(number: int):
        begun.append(number)
        may_end.wait(10)

    with pytest.raises(KeyboardInterrupt), open_pool(RunOptions(jobs=1)) as workers:
        futures = [workers.submit(call, number) for number in range(3)]
        while not begun:
            time.sleep(0.01)
        raise KeyboardInterrupt
    may_end.set()
    futures[0].result(10)
    assert begun == [0] and all(future.cancelled() for future in futures[1:])


def test_no_thread_stays_when_the_calls_are_done():
    before = set(threading.enumerate())
    with open_pool(RunOptions(jobs=4)) as workers:
        workers.submit(int, "1").result()
    until = time.monotonic() + 5
    while set(threading.enumerate()) - before and time.monotonic() < until:
        time.sleep(0.01)
    assert not set(threading.enumerate()) - before


ENDLESS = """
import threading, time
from reportbuilder.notebook_runs.pool import RunOptions, open_pool
begun = threading.Event()
with open_pool(RunOptions(jobs=1)) as workers:
    workers.submit(lambda: begun.set() or time.sleep(60))
    begun.wait()
    raise SystemExit(7)
"""


def test_python_ends_while_a_call_still_runs():
    """As that of a notebook does whose kernel was killed: it waits for seconds until it notices."""
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", ENDLESS], timeout=50, check=False)
    assert done.returncode == 7 and time.monotonic() - begun < 30
