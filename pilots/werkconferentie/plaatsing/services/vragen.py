"""From the rows of a meeting to the question that is solved; in as many queries for 15 people as for 150."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.tafels.models import Tafelwens, Wenssoort
from pilots.traject.models import Bijeenkomst, Persoon
from pilots.werkconferentie.keuzes.models import Voorkeur
from pilots.werkconferentie.plaatsing.models import Plaatsing
from pilots.werkconferentie.plaatsing.vraagstuk import Deelnemer, Pair, Plek, Sessiemaat, Vraagstuk, pair
from pilots.werkconferentie.programma.botsingen import Rooster
from pilots.werkconferentie.programma.models import Ronde, Sessie
from pilots.werkconferentie.programma.services.rooster import load


@dataclass(frozen=True, kw_only=True)
class Mens:
    """Somebody who comes or leads; `toegang` is what they need, `rondes` None when they are there all day."""

    pk: int
    naam: str
    organisatie_pk: int | None
    organisatie: str = ""
    toegang: str = ""
    rondes: frozenset[int] | None = None


@dataclass(frozen=True, kw_only=True)
class Gegevens:
    """Everything a division is made from and shown with."""

    meeting: Bijeenkomst
    rooster: Rooster
    mensen: Mapping[int, Mens]
    keuzes: Mapping[int, Mapping[int, int]]  # who: session: what they wished
    plaatsen: Mapping[Plek, Plaatsing]
    samen: frozenset[Pair]
    niet_samen: frozenset[Pair]

    @property
    def rondes(self) -> list[Ronde]:
        """The rounds with a choice that have workshops."""
        return [ronde for ronde in self.rooster.rondes if ronde.is_keuze and self.rooster.of_round(ronde)]

    @property
    def sessies(self) -> Sequence[Sessie]:
        return [sessie for sessie in self.rooster.sessies if sessie.ronde.is_keuze]

    def names_of(self, people: Sequence[int]) -> list[str]:
        return sorted(self.mensen[nr].naam if nr in self.mensen else "iemand die niet meer komt" for nr in people)


def fetch(meeting: Bijeenkomst) -> Gegevens:
    """Who comes, what they wish and where they are now, with the programme; nine queries."""
    rooster = load(meeting)
    keuzes: dict[int, dict[int, int]] = defaultdict(dict)
    for who, sessie, keus in Voorkeur.objects.filter(sessie__ronde__bijeenkomst=meeting).values_list(
        "persoon", "sessie", "keus"
    ):
        keuzes[who][sessie] = keus
    places = Plaatsing.objects.standing().filter(verdeling__bijeenkomst=meeting)
    wishes = list(Tafelwens.objects.for_meeting(meeting))
    return Gegevens(
        meeting=meeting,
        rooster=rooster,
        mensen=_people(meeting, rooster),
        keuzes=keuzes,
        plaatsen={(one.persoon_id, one.ronde_id): one for one in places},
        samen=frozenset(pair(w.een_id, w.ander_id) for w in wishes if w.soort == Wenssoort.SAMEN),
        niet_samen=frozenset(pair(w.een_id, w.ander_id) for w in wishes if w.soort == Wenssoort.NIET_SAMEN),
    )


def question_for(meeting: Bijeenkomst, *, zaad: int, is_herstel: bool = False) -> Vraagstuk:
    """Everybody who comes or leads, every session with a room, what they wish; in a repair also where they are now."""
    return question_of(fetch(meeting), zaad=zaad, is_herstel=is_herstel)


def question_of(gegevens: Gegevens, *, zaad: int = 0, is_herstel: bool = False) -> Vraagstuk:
    sessies = tuple(_size_of(sessie) for sessie in gegevens.sessies)
    known = {sessie.nr for sessie in sessies}
    # Who closes a session lets go of who was pinned there.
    held = {sessie.pk for sessie in gegevens.sessies if sessie.is_open}
    now = gegevens.plaatsen
    return Vraagstuk(
        deelnemers=tuple(_participant(one, gegevens.keuzes, known) for _, one in sorted(gegevens.mensen.items())),
        sessies=sessies,
        vast={plek: one.sessie_id for plek, one in now.items() if one.is_vast and one.sessie_id in held},
        nu={plek: one.sessie_id for plek, one in now.items()} if is_herstel else {},
        dicht=frozenset(sessie.pk for sessie in gegevens.sessies if not sessie.is_open),
        niet_samen=gegevens.niet_samen,
        samen=gegevens.samen,
        zaad=zaad,
    )


def _participant(one: Mens, keuzes: Mapping[int, Mapping[int, int]], known: set[int]) -> Deelnemer:
    mine = {sessie: keus for sessie, keus in sorted(keuzes.get(one.pk, {}).items()) if sessie in known}
    return Deelnemer(
        nr=one.pk, organisatie=one.organisatie_pk, toegang=bool(one.toegang), keuzes=mine, rondes=one.rondes
    )


def _size_of(sessie: Sessie) -> Sessiemaat:
    """Without a room yet it counts with what the workshop can take."""
    return Sessiemaat(
        nr=sessie.pk,
        ronde=sessie.ronde_id,
        workshop=sessie.workshop_id,
        minimum=sessie.workshop.plaatsen_min,
        maximum=sessie.plaatsen,
        toegankelijk=sessie.ruimte is None or sessie.ruimte.is_toegankelijk,
        begeleiders=frozenset(persoon.pk for persoon in sessie.workshop.begeleiders.all()),
    )


def _people(meeting: Bijeenkomst, rooster: Rooster) -> dict[int, Mens]:
    coming = {
        one.persoon_id: Mens(
            pk=one.persoon_id,
            naam=one.persoon.naam,
            organisatie_pk=one.persoon.organisatie_id,
            organisatie=str(one.persoon.organisatie or ""),
            toegang=one.toegang.strip(),
        )
        for one in Uitnodiging.objects.filter(bijeenkomst=meeting).coming().with_persoon()
    }
    leads: dict[int, Persoon] = {}
    busy: dict[int, set[int]] = defaultdict(set)
    for sessie in rooster.sessies:
        for persoon in sessie.workshop.begeleiders.all():
            leads[persoon.pk] = persoon
            busy[persoon.pk].add(sessie.ronde_id)
    # Who leads and was not invited is there for that only.
    extra = {
        pk: Mens(pk=pk, naam=one.naam, organisatie_pk=one.organisatie_id, rondes=frozenset(busy[pk]))
        for pk, one in leads.items()
        if pk not in coming
    }
    return {**coming, **extra}
