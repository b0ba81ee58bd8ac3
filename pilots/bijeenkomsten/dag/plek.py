"""At which table everybody sits, in words; empty as long as nobody was given a fixed seat."""

from pilots.tafels.plekken import seat_words, seats_of
from pilots.traject.models import Bijeenkomst


def tables_of(meeting: Bijeenkomst) -> dict[int, str]:
    """By person: 'Tafel 4', or one for each round."""
    return {persoon: seat_words(tafels) for persoon, tafels in seats_of(meeting).items()}
