"""What the Trajectplan says: the meetings with their run sheet and checklist, the goal, the people, the deviations."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from datt.core import dates
from pilots.access import Rol
from pilots.traject.models import Bijeenkomst, Pilot, Positie, Taak, TaakStatus
from pilots.traject.onderdelen import Programmaregel, programmes_of
from pilots.traject.papier import Hoofdstuk, count, paper_context

# The roles that the plan names people for, in this order.
ROLLEN = (Rol.FACILITATOR, Rol.AMBTENAAR, Rol.BESTUURDER, Rol.KETENPARTNER)
WOORDEN: dict[str, str] = dict(Positie.choices) | {
    "ambtenaar": "Ambtenaar",
    "bestuurder": "Bestuurder",
    "facilitator": "Facilitator",
    "ketenpartner": "Ketenpartner",
}
STEEN = {TaakStatus.GEDAAN: "vol", TaakStatus.BEZIG: "half", TaakStatus.VERVALLEN: "weg"}


@dataclass(frozen=True, kw_only=True)
class Taakregel:
    titel: str
    uiterlijk: str
    teller: str
    wie: str
    staat: str
    steen: str


@dataclass(frozen=True, kw_only=True)
class Bijeenkomstdeel:
    """One meeting as a chapter."""

    anker: str
    nummer: str
    bijeenkomst: Bijeenkomst
    tijden: str
    doelgroep: str
    opbrengst: Sequence[str]
    blokken: Sequence[Programmaregel]
    taken: Sequence[Taakregel]
    gedaan: int


@dataclass(frozen=True, kw_only=True)
class Mens:
    naam: str
    organisatie: str


def trajectplan_context(pilot: Pilot) -> dict[str, Any]:
    meetings = list(
        pilot.bijeenkomsten.select_related("sjabloon").prefetch_related(
            Prefetch("taken", Taak.objects.select_related("eigenaar__organisatie").order_by("uiterlijk", "volgorde")),
        )
    )
    delen = _parts(meetings)
    afwijkingen = list(pilot.afwijkingen.select_related("door"))
    rollen = _people(pilot)
    chapters = [
        Hoofdstuk(anker="overzicht", titel="De bijeenkomsten op een rij"),
        Hoofdstuk(anker="doel", titel="Doel en maatstaven"),
        Hoofdstuk(anker="mensen", titel="Wie doet wat"),
        *(
            Hoofdstuk(anker=deel.anker, titel=deel.bijeenkomst.titel, uitleg=dates.day(deel.bijeenkomst.datum))
            for deel in delen
        ),
        Hoofdstuk(anker="afwijkingen", titel="Anders dan het sjabloon"),
    ]
    onder = "De bijeenkomsten, het doel, de mensen en de taken"
    if meetings:
        onder += f". Van {dates.day(meetings[0].datum)} tot en met {dates.day(meetings[-1].datum)}"
    return {
        **paper_context(
            pilot,
            soort="Trajectplan",
            onder=f"{onder}.",
            gegevens=_counted(meetings, sum(len(deel.taken) for deel in delen)),
            hoofdstukken=chapters,
            meetings=meetings,
            privacy=(
                "In dit document staan namen van mensen die meewerken, zonder hun mailadres of telefoonnummer."
                " Er staan geen gegevens van inwoners in."
            ),
        ),
        "delen": delen,
        "maatstaven": list(pilot.maatstaven.all()),
        "rollen": rollen,
        "afwijkingen": afwijkingen,
    }


def _counted(meetings: Sequence[Bijeenkomst], tasks: int) -> str:
    return f"{count(len(meetings), 'bijeenkomst', 'bijeenkomsten')} en {count(tasks, 'taak', 'taken')}"


def _parts(meetings: Sequence[Bijeenkomst]) -> list[Bijeenkomstdeel]:
    parts, nr = [], 0
    programmes = programmes_of(meetings)
    for meeting in meetings:
        nr += not meeting.is_extra
        found = programmes.get(meeting.pk)
        parts.append(_part(meeting, "extra" if meeting.is_extra else str(nr), found.regels if found else ()))
    return parts


def _part(meeting: Bijeenkomst, nummer: str, blokken: Sequence[Programmaregel]) -> Bijeenkomstdeel:
    sjabloon = meeting.sjabloon
    tasks = list(meeting.taken.all())
    return Bijeenkomstdeel(
        anker=f"bijeenkomst-{meeting.pk}",
        nummer=nummer,
        bijeenkomst=meeting,
        tijden=f"{dates.clock(meeting.begin).removesuffix(' uur')} tot {dates.clock(meeting.eind)}",
        doelgroep=", ".join(word(slug).lower() for slug in sjabloon.doelgroep) if sjabloon else "",
        opbrengst=sjabloon.opbrengst if sjabloon else (),
        blokken=blokken,
        taken=[_task(task) for task in tasks],
        gedaan=sum(task.status == TaakStatus.GEDAAN for task in tasks),
    )


def word(slug: str) -> str:
    """A role, functie or positie of the template as a word."""
    return WOORDEN.get(slug) or slug.replace("_", " ").capitalize()


def _task(task: Taak) -> Taakregel:
    return Taakregel(
        titel=task.titel,
        uiterlijk=dates.day(task.uiterlijk),
        teller=_counter(task.dagen_ervoor),
        wie=_who(task),
        staat=task.get_status_display(),
        steen=STEEN.get(TaakStatus(task.status), "leeg"),
    )


def _who(task: Taak) -> str:
    """The owner with their organisation; without an owner, for whom the template meant it."""
    if task.eigenaar is None:
        return f"nog niemand ({word(task.wie).lower()})" if task.wie else "nog niemand"
    organisatie = task.eigenaar.organisatie
    return f"{task.eigenaar.naam}, {organisatie}" if organisatie else task.eigenaar.naam


def _counter(days: int) -> str:
    """'21 dagen ervoor', 'op de dag zelf', '1 dag erna'."""
    if days == 0:
        return "op de dag zelf"
    return f"{count(abs(days), 'dag', 'dagen')} {'ervoor' if days > 0 else 'erna'}"


def _people(pilot: Pilot) -> list[tuple[str, list[Mens]]]:
    """The roles, each with its people by name; officials follow the pilot through the gemeente."""
    found: dict[str, dict[int, Mens]] = {rol: {} for rol in ROLLEN}
    rows = pilot.deelnames.current().filter(rol__in=ROLLEN).select_related("persoon__organisatie")
    for deelname in rows.order_by("persoon__naam"):
        person = deelname.persoon
        found[deelname.rol][person.pk] = Mens(naam=person.naam, organisatie=str(person.organisatie or ""))
    officials = pilot.gemeente.ambtenaren.current().select_related("user")
    for ambtenaar in officials.order_by("user__naam"):
        found[Rol.AMBTENAAR][-ambtenaar.pk] = Mens(naam=ambtenaar.user.naam, organisatie=f"gemeente {pilot.gemeente}")
    return [(str(Rol(rol).label), list(people.values())) for rol, people in found.items()]
