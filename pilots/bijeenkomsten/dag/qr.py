"""QR codes as PNG: for a page of a guest, and for paper."""

from functools import lru_cache

import segno


@lru_cache(maxsize=512)
def qr_png(text: str, *, scale: int = 4) -> str:
    """As an image that a page or a document carries itself: one colour, a few hundred bytes."""
    made: str = segno.make(text, error="m", micro=False).png_data_uri(scale=scale, border=2)
    return made
