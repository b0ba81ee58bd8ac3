"""What is printed for the day: badges, the list to sign, door signs, material; the templates only show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from pilots.bijeenkomsten.dag.badgeregels import Badgeregel, badge_lines
from pilots.bijeenkomsten.dag.code import url_of
from pilots.bijeenkomsten.dag.deurlijst import door_list
from pilots.bijeenkomsten.dag.materiaallijst import material_of
from pilots.bijeenkomsten.dag.models import Aanwezigheid, Badgekeuze
from pilots.bijeenkomsten.dag.qr import qr_png
from pilots.bijeenkomsten.draaiboek.models import Draaiboekblok
from pilots.bijeenkomsten.draaiboek.tijden import rooster
from pilots.bijeenkomsten.uitnodigen.models import KOMT, Uitnodiging
from pilots.tafels.models import Tafel
from pilots.tafels.plekken import seats_of
from pilots.traject.kleuren import Kleuren
from pilots.traject.models import Bijeenkomst

PER_VEL = 10
LEGE_REGELS = 15
LANG, LANGER, LANGST = 18, 40, 60  # letters of a name from which it is set smaller
WOORD, LANG_WOORD = 14, 19  # letters of its longest word
# The back of a badge: letters on one of its lines, and from how many lines on it is set smaller.
PER_REGEL, VEEL, HEEL_VEEL = 44, 9, 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Badge:
    naam: str
    maat: str
    organisatie: str
    tafel: str
    ronden: Sequence[tuple[int, int]]
    qr: str
    geen_foto: bool
    dieet: bool
    achterkant: Sequence[Badgeregel] = ()

    @property
    def achtermaat(self) -> str:
        """The class that makes the back fit."""
        lines = lines_on_back(self.achterkant)
        if lines > HEEL_VEEL:
            return "heel-veel"
        return "veel" if lines > VEEL else ""


def lines_on_back(regels: Sequence[Badgeregel]) -> int:
    """About how many lines these fill: the title runs on, the room stands below it."""
    return sum(-(-len(one.wat) // PER_REGEL) + bool(one.waar) for one in regels)


def paper_of(meeting: Bijeenkomst) -> dict[str, Any]:
    """What every sheet for the day begins with."""
    gemeente = meeting.pilot.gemeente
    return {
        "bijeenkomst": meeting,
        "pilot": meeting.pilot,
        "gemeente": gemeente,
        "kleuren": Kleuren.of(gemeente.kleur),
        "stand": timezone.now(),
    }


def badges_context(meeting: Bijeenkomst) -> Mapping[str, Any]:
    """A badge for everybody who comes, by name."""
    return _badges(meeting, meeting.uitnodigingen.filter(status__in=KOMT))


def badges_again_context(keuze: Badgekeuze) -> Mapping[str, Any]:
    """Only the badges that were chosen."""
    meeting = keuze.bijeenkomst
    return _badges(meeting, meeting.uitnodigingen.filter(persoon__in=keuze.personen.all()))


def _badges(meeting: Bijeenkomst, rows: Any) -> Mapping[str, Any]:
    tables = seats_of(meeting)
    said = dict(
        Aanwezigheid.objects.standing().filter(bijeenkomst=meeting).values_list("persoon_id", "opgegeven_organisatie")
    )
    guests = rows.filter(persoon__samengevoegd_in__isnull=True).with_persoon().order_by("persoon__naam", "pk")
    backs = badge_lines(meeting)
    made = [
        _badge(row, tables.get(row.persoon_id, {}), said.get(row.persoon_id, ""), backs.get(row.persoon_id, ()))
        for row in guests
    ]
    sheets = [made[at : at + PER_VEL] for at in range(0, len(made), PER_VEL)]
    return {
        **paper_of(meeting),
        "vellen": sheets,
        "aantal": len(made),
        # Who has the own programme on the back needs no list of all rooms.
        "zalen": [] if backs else _choices_of_rooms(meeting),
        "is_dubbel": bool(backs),
    }


def _choices_of_rooms(meeting: Bijeenkomst) -> list[str]:
    """When several rooms go on at the same time: '10.40 uur: zaal Oost of zaal West', for the badge of everybody."""
    blocks = list(Draaiboekblok.objects.standing().filter(draaiboek__bijeenkomst=meeting))
    times: dict[str, list[str]] = {}
    for group in rooster(blocks, begin=meeting.begin, eind=meeting.eind).groepen:
        rooms = list(dict.fromkeys(" ".join(one.blok.ruimte.split()) for one in group if one.blok.ruimte.strip()))
        if len(rooms) > 1:
            where = f"{', '.join(rooms[:-1])} of {rooms[-1]}"
            times.setdefault(where, []).append(f"{group[0].begint:%H.%M}")
    return [f"{' en '.join(at)} uur: {where}" for where, at in times.items()]


def _badge(row: Uitnodiging, tables: Mapping[int, Tafel], said: str, back: Sequence[Badgeregel]) -> Badge:
    person = row.persoon
    numbers = [(ronde, tafel.nummer) for ronde, tafel in sorted(tables.items())]
    # One round, or a host, who keeps the table in all of them.
    only = f"Tafel {numbers[0][1]}" if len({nummer for _, nummer in numbers}) == 1 else ""
    return Badge(
        naam=person.naam,
        maat=size_of(person.naam),
        organisatie=person.organisatie.naam if person.organisatie else said,
        tafel=only,
        ronden=() if only else numbers,
        qr=qr_png(url_of(row.bijeenkomst_id, person.pk), scale=3),
        geen_foto=person.geen_foto,
        dieet=bool(row.dieet.strip()),
        achterkant=back,
    )


def size_of(naam: str) -> str:
    """The class that makes a long name fit: by its length, and by its longest word, which does not break."""
    word = max((len(part) for part in naam.replace("-", " ").split()), default=0)
    if len(naam) > LANGST:
        return "langst"
    if len(naam) > LANGER or word > LANG_WOORD:
        return "langer"
    return "lang" if len(naam) > LANG or word > WOORD else ""


def attendance_list_context(meeting: Bijeenkomst) -> Mapping[str, Any]:
    """Everybody who is expected, to sign, and empty lines for who walks in."""
    rows = [row for row in door_list(meeting, {}) if not row.zei]
    return {**paper_of(meeting), "rijen": rows, "leeg": range(LEGE_REGELS)}


@dataclass(frozen=True, kw_only=True)
class Bordje:
    """A sign on a door: what happens here, and when."""

    ruimte: str
    blokken: Sequence[Any]


def door_signs_context(meeting: Bijeenkomst) -> Mapping[str, Any]:
    """One sign for each room of the run sheet, in the order in which they are used."""
    blocks = list(Draaiboekblok.objects.standing().filter(draaiboek__bijeenkomst=meeting))
    timed = rooster(blocks, begin=meeting.begin, eind=meeting.eind).blokken
    rooms: dict[str, list[Any]] = {}
    for one in timed:
        if one.blok.ruimte.strip():
            rooms.setdefault(" ".join(one.blok.ruimte.split()), []).append(one)
    return {**paper_of(meeting), "bordjes": [Bordje(ruimte=naam, blokken=rows) for naam, rows in rooms.items()]}


def material_context(meeting: Bijeenkomst) -> Mapping[str, Any]:
    return {**paper_of(meeting), "lijst": material_of(meeting)}
