"""Ring the worker's doorbell. The row in the database is the truth; a lost ring only means: later."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction

logger = logging.getLogger(__name__)

_is_quiet: ContextVar[bool] = ContextVar("is_quiet", default=False)


@contextmanager
def without_ringing() -> Iterator[None]:
    """Ring for nothing inside: for hundreds of rows at once the sweeper comes by soon enough."""
    token = _is_quiet.set(True)
    try:
        yield
    finally:
        _is_quiet.reset(token)


def ring_on_commit(task: Any, *pk: int) -> None:
    """Send the task once this transaction is committed; a broker that is away never breaks the request."""

    if _is_quiet.get():
        return

    def ring() -> None:
        try:
            task.delay(*pk)
        except Exception as error:  # any broker fault: the sweeper rings again
            logger.warning("worker not reached for %s %s: %s", task.name, pk, type(error).__name__)

    transaction.on_commit(ring, robust=True)
