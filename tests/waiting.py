"""Wait for what another process does: on a condition, with a deadline, never for a fixed time."""

import threading
import time
from collections.abc import Callable

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
