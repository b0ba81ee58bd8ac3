"""Limits on how often something may happen, counted in the cache."""

import hashlib
import time

from django.core.cache import cache


def allow(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more; False once `who` did `what` more than `most` times in this period.

    `who` is hashed: the cache holds no address.
    """
    period = int(time.time()) // seconds
    key = f"grens:{what}:{period}:{hashlib.sha256(who.casefold().encode()).hexdigest()}"
    if cache.add(key, 1, timeout=seconds):
        return most >= 1
    try:
        count = cache.incr(key)
    except ValueError:  # thrown out of the cache between the two lines
        cache.set(key, 1, timeout=seconds)
        return most >= 1
    cache.touch(key, seconds)  # counting in a file forgets how long it was to be kept
    return count <= most
