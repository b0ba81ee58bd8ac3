"""An uploaded image becomes one of our own: decoded within limits and drawn anew, so nothing hides in it."""

import io
import warnings
from typing import IO

from PIL import Image, ImageFile

MOST_BYTES = 2_000_000
MOST_PIXELS = 16_000_000
MOST_SIDE = 8_000
# What a page and a document need, twice for sharp screens.
BREED, HOOG = 800, 320
FORMATEN = ("PNG", "JPEG", "WEBP")
GEEN_BEELD = "Dit bestand is geen PNG, JPG of WebP, of het is kapot. Kies een ander bestand."
TE_GROOT = "Dit beeld is te groot. Maak het hooguit 4.000 bij 4.000 punten."
SVG = "Een SVG-bestand kan hier niet, want daar kan een programma in zitten. Bewaar het logo als PNG."


class BeeldError(ValueError):
    """The file cannot be used; the text is Dutch and says what to do."""


def redraw(file: IO[bytes]) -> bytes:
    """The image as a PNG of at most 800 by 320, without anything else that was in the file."""
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise BeeldError("Dit bestand is groter dan 2 MB. Maak het kleiner en probeer het opnieuw.")
    if b"<svg" in raw[:4096].lower():
        raise BeeldError(SVG)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn(raw)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BeeldError(TE_GROOT) from None
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise error if isinstance(error, BeeldError) else BeeldError(GEEN_BEELD) from None


def _drawn(raw: bytes) -> bytes:
    # The PDF engine lets half images through, for the whole process, as soon as it is loaded; an upload must be whole.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with Image.open(io.BytesIO(raw), formats=FORMATEN) as image:
        wide, high = image.size
        # Only the header was read so far: a bomb goes off when it is decoded.
        if wide * high > MOST_PIXELS or max(wide, high) > MOST_SIDE:
            raise BeeldError(TE_GROOT)
        canvas = image.convert("RGBA")
    canvas.thumbnail((BREED, HOOG))
    clean = Image.new("RGBA", canvas.size)
    clean.paste(canvas)
    made = io.BytesIO()
    clean.save(made, format="PNG", optimize=True)
    return made.getvalue()
