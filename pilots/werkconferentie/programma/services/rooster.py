"""Load a programme whole, in as many queries for six workshops as for sixty; and keep two editors apart."""

from django.db.models import F

from datt.core.versions import VerouderdError
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.programma.botsingen import Rooster
from pilots.werkconferentie.programma.models import Programma, Ronde, Ruimte, Sessie


def load(meeting: Bijeenkomst) -> Rooster:
    """The programme of this meeting as it stands now, in five queries."""
    rondes = list(Ronde.objects.filter(bijeenkomst=meeting).select_related("ruimte"))
    sessies = list(
        Sessie.objects.filter(ronde__bijeenkomst=meeting)
        .select_related("workshop__organisatie", "ruimte")
        .prefetch_related("workshop__begeleiders")
    )
    by_pk = {ronde.pk: ronde for ronde in rondes}
    for ronde in rondes:
        ronde.bijeenkomst = meeting
    for sessie in sessies:
        sessie.ronde = by_pk[sessie.ronde_id]
    return Rooster(
        rondes=tuple(rondes),
        ruimten=tuple(Ruimte.objects.filter(bijeenkomst=meeting)),
        sessies=tuple(sessies),
        gasten=Uitnodiging.objects.filter(bijeenkomst=meeting).coming().count(),
    )


def find_programme(meeting: Bijeenkomst) -> Programma:
    """The programme of a meeting to look at; one that is not stored as long as it has none: looking writes nothing."""
    programma = Programma.objects.filter(bijeenkomst=meeting).first() or Programma()
    programma.bijeenkomst = meeting
    return programma


def programme_of(meeting: Bijeenkomst) -> Programma:
    """The programme of a meeting, made when it has none yet."""
    programma, _ = Programma.objects.get_or_create(bijeenkomst=meeting)
    programma.bijeenkomst = meeting
    return programma


def step(programma: Programma, *, versie: int) -> None:
    """Take the next version, in the transaction of a change. Raises VerouderdError when somebody else changed it."""
    changed = Programma.objects.filter(pk=programma.pk, versie=versie).update(versie=F("versie") + 1)
    programma.refresh_from_db(fields=["versie"])
    if changed != 1:
        raise VerouderdError(programma)
