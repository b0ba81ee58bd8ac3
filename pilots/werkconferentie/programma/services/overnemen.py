"""Begin a programme with what the run sheet of the meeting says: its rooms, and its rounds."""

from collections.abc import Sequence

from django.db import transaction

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.traject.models import Bijeenkomst
from pilots.traject.onderdelen import Programmaregel, programmes_of
from pilots.werkconferentie.programma.models import Programma, Ronde, Rondesoort, Ruimte
from pilots.werkconferentie.programma.services.rooster import step
from pilots.werkconferentie.programma.services.schikken import MEESTE_RONDES, MEESTE_RUIMTEN, refuse_closed

KORTSTE = 5
# As many places as a room gets as long as nobody counted its chairs.
ZAALTJE = 20
type Groep = Sequence[Programmaregel]


def can_begin_with(meeting: Bijeenkomst) -> bool:
    """Whether the run sheet has something to begin with."""
    return bool(_groups(meeting))


@transaction.atomic
def take_over(programma: Programma, *, versie: int, by: User) -> tuple[int, int]:
    """Make the rounds and rooms of the run sheet; answers how many rounds and how many rooms.

    Raises VerouderdError when somebody changed the programme since `versie`, TransitionError when there are rounds or
    rooms already, or when the run sheet has none.
    """
    refuse_closed(programma)
    meeting = programma.bijeenkomst
    if meeting.rondes.exists() or meeting.ruimten.exists():
        raise TransitionError("Er staan al rondes of ruimten in het programma. Overnemen kan alleen in het begin.")
    groups = _groups(meeting)
    if not groups:
        raise TransitionError("In het draaiboek staan nog geen onderdelen. Maak hier zelf uw rondes en ruimten.")
    step(programma, versie=versie)
    ruimten = _rooms(meeting, groups)
    rondes = _rounds(meeting, groups, {one.naam: one for one in ruimten})
    record(programma, "programma.overgenomen", "nam rondes en ruimten over uit het draaiboek", by=by)
    return len(rondes), len(ruimten)


def _groups(meeting: Bijeenkomst) -> list[Groep]:
    """What runs beside each other, in time; when that is too much, without what is for everybody."""
    found = programmes_of([meeting]).get(meeting.pk)
    if found is None:
        return []
    starts = [nr for nr, line in enumerate(found.regels) if not line.is_naast]
    groups: list[Groep] = [found.regels[at:until] for at, until in zip(starts, [*starts[1:], None], strict=True)]
    groups = [group for group in groups if _minutes(group) >= KORTSTE]
    if len(groups) > MEESTE_RONDES:
        groups = [group for group in groups if len(group) > 1]
    return groups[:MEESTE_RONDES]


def _minutes(group: Groep) -> int:
    return max(line.minuten for line in group)


def _rooms(meeting: Bijeenkomst, groups: Sequence[Groep]) -> list[Ruimte]:
    """Each room that is named, once; where everybody is together there is room for everybody."""
    whole = {group[0].ruimte.strip() for group in groups if len(group) == 1}
    named = dict.fromkeys(line.ruimte.strip() for group in groups for line in group)
    names = [name for name in named if name][:MEESTE_RUIMTEN]
    return Ruimte.objects.bulk_create(
        Ruimte(
            bijeenkomst=meeting,
            naam=name[:80],
            plaatsen=meeting.capaciteit if name in whole else ZAALTJE,
            volgorde=nr,
        )
        for nr, name in enumerate(names, start=1)
    )


def _rounds(meeting: Bijeenkomst, groups: Sequence[Groep], ruimten: dict[str, Ruimte]) -> list[Ronde]:
    numbers = {id(group): nr for nr, group in enumerate((one for one in groups if len(one) > 1), start=1)}
    made = [
        Ronde(
            bijeenkomst=meeting,
            soort=_kind(group),
            titel=f"Ronde {numbers[id(group)]}" if id(group) in numbers else group[0].titel[:80],
            begint_om=group[0].begint,
            minuten=_minutes(group),
            ruimte=None if id(group) in numbers else ruimten.get(group[0].ruimte.strip()),
        )
        for group in groups
    ]
    return Ronde.objects.bulk_create(made)


def _kind(group: Groep) -> Rondesoort:
    if len(group) > 1:
        return Rondesoort.KEUZE
    return Rondesoort.PAUZE if group[0].is_pauze else Rondesoort.PLENAIR
