"""Remember for a moment that a mail server or an SMS service is away or slow, so that other work goes on.

Only in the cache: when it forgets, one message waits for the service once more.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache

# So long after a failure only the sweeper tries, one message at a time.
REMEMBERED_SECONDS = 120
# An answer that takes longer than this keeps a worker from its other work.
SLOW_SECONDS = 10
# A sweeper that was killed is missed for so long.
SWEEP_SECONDS = 90


def is_away(kanaal: str) -> bool:
    return bool(cache.get(_key(kanaal)))


@contextmanager
def watched(kanaal: str) -> Iterator[list[bool]]:
    """Time one try; put in the list whether the service could be reached."""
    began, answers = time.monotonic(), list[bool]()
    yield answers
    reached = all(answers)
    if not reached or time.monotonic() - began > SLOW_SECONDS:
        cache.set(_key(kanaal), 1, REMEMBERED_SECONDS)
    else:
        cache.delete(_key(kanaal))


def begin_sweep() -> bool:
    """Only one sweeper at a time: a server that hangs must not hold every worker."""
    return bool(cache.add("berichten-veger", 1, SWEEP_SECONDS))


def keep_sweeping() -> None:
    cache.set("berichten-veger", 1, SWEEP_SECONDS)


def end_sweep() -> None:
    cache.delete("berichten-veger")


def _key(kanaal: str) -> str:
    return f"berichten-weg:{kanaal}"
