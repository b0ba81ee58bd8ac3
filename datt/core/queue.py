"""Ring the worker's doorbell. The row in the database is the truth; a lost ring only means: later."""

import logging
from typing import Any

from django.db import transaction

logger = logging.getLogger(__name__)


def ring_on_commit(task: Any, *pk: int) -> None:
    """Send the task once this transaction is committed; a broker that is away never breaks the request."""

    def ring() -> None:
        try:
            task.delay(*pk)
        except Exception as error:  # any broker fault: the sweeper rings again
            logger.warning("worker not reached for %s %s: %s", task.name, pk, type(error).__name__)

    transaction.on_commit(ring, robust=True)
