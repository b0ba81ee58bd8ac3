"""Which documents of a meeting an audience may be given: those without names of guests."""

from typing import Any

from datt.documenten.kinds import DocumentKind, kinds

# Never the attendance list, badges or anything else with names on it.
VOOR_GASTEN = ("draaiboek_kort", "deurborden", "workshopborden_dag", "poster_a4", "poster_a3")


def stukken() -> list[DocumentKind[Any]]:
    """In the order in which kinds stand everywhere."""
    return [kind for kind in kinds() if kind.key in VOOR_GASTEN]
