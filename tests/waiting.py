"""Wait for what another process does: on a condition, with a deadline, never for a fixed time."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

BETWEEN = 0.05


def wait_until[T](condition: Callable[[], T], what: str, *, seconds: float = 30) -> T:
    """Answer the first true answer of `condition`; fails with `what` when it does not come in time."""
    deadline = time.monotonic() + seconds
    between = threading.Event()
    while time.monotonic() < deadline:
        if answer := condition():
            return answer
        between.wait(BETWEEN)
    raise AssertionError(f"Not within {seconds} seconds: {what}.")


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Do things at the same moment, each in a thread with a connection of its own; what each answered or raised."""
    start = threading.Barrier(len(calls))
    answers: list[object] = [None] * len(calls)

    def go(nr: int, call: Callable[[], object]) -> None:
        start.wait()
        try:
            answers[nr] = call()
        except Exception as error:
            answers[nr] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def all_served(*calls: Callable[[], object], threads: int = 8) -> list[object]:
    """Do things that all come in at one moment, as many at a time as a worker of the site has threads."""

    def go(call: Callable[[], object]) -> object:
        try:
            return call()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(go, calls))
