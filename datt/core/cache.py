"""The cache in Redis, which may be away: then this process counts by itself for a while."""

import logging
import time
from functools import partial
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

PAUSE, LOG_EVERY = 5, 60
MAX_KEYS = 20_000

# Of the whole process, as every thread has a cache of its own.
_ask_again_at: dict[str, float] = {}
_log_again_at: dict[str, float] = {}


class SteadyClient:
    """Redis, or the memory of this process for the next seconds once Redis did not answer.

    Without it a Redis that is away would close the site, as signing in counts its tries.
    """

    def __init__(self, servers: list[str], **options: Any) -> None:
        self._servers = ",".join(servers)
        self._redis = RedisCacheClient(servers, **options)
        self._here = LocMemCache("datt", {"OPTIONS": {"MAX_ENTRIES": MAX_KEYS}})

    def __getattr__(self, name: str) -> Any:
        return partial(self._ask, name)

    def _ask(self, name: str, *args: Any) -> Any:
        if time.monotonic() >= _ask_again_at.get(self._servers, 0):
            try:
                return getattr(self._redis, name)(*args)
            except (RedisError, OSError) as error:
                self._note(error)
        return getattr(self._here, name)(*args)

    def answers(self) -> bool:
        """Whether Redis itself answers now."""
        try:
            return bool(self._redis.get_client().ping())
        except (RedisError, OSError) as error:
            self._note(error)
            return False

    def _note(self, error: Exception) -> None:
        """Leave Redis alone for a moment, so that one that hangs does not slow every request; log once a minute."""
        now = time.monotonic()
        _ask_again_at[self._servers] = now + PAUSE
        if now >= _log_again_at.get(self._servers, 0):
            _log_again_at[self._servers] = now + LOG_EVERY
            logger.warning("cache not reached, this process counts by itself: %s", type(error).__name__)


class SteadyRedisCache(RedisCache):
    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = SteadyClient

    def answers(self) -> bool:
        client: Any = self._cache
        return bool(client.answers())
