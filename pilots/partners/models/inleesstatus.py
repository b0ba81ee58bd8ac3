"""The life of a list that was uploaded."""

from django.db import models

# So many lines are looked at and read in while the page is asked for; a longer list goes to the worker.
KLEIN = 200


class InleesStatus(models.TextChoices):
    NAKIJKEN = "nakijken", "Wordt nagekeken"
    OPEN = "open", "Wacht op uw ja"
    INLEZEN = "inlezen", "Wordt ingelezen"
    INGELEZEN = "ingelezen", "Ingelezen"
    TERUGGEDRAAID = "teruggedraaid", "Teruggedraaid"
    MISLUKT = "mislukt", "Mislukt"


class Hoe(models.TextChoices):
    """What the new partners become, and whether their contact persons are mailed."""

    UITGENODIGD = "uitgenodigd", "Als uitgenodigd"
    BEVESTIGD = "bevestigd", "Als bevestigd, zonder mail"
    MAILEN = "mailen", "Als bevestigd, met een mail"


# What a worker has to do; the status says what, `hartslag` whether somebody is at it.
WERK = (InleesStatus.NAKIJKEN, InleesStatus.INLEZEN)
ONAF = (*WERK, InleesStatus.OPEN, InleesStatus.MISLUKT)


class NotOursError(Exception):
    """Another try has this list now, or somebody threw it away: whatever this one did is dropped."""
