"""From the rows of a meeting to the question that is solved; in as many queries for 15 people as for 150."""

from collections import defaultdict

from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.tafels.models import Tafelwens, Wenssoort
from pilots.traject.models import Bijeenkomst, Persoon
from pilots.werkconferentie.keuzes.models import Voorkeur
from pilots.werkconferentie.plaatsing.models import Plaatsing
from pilots.werkconferentie.plaatsing.vraagstuk import Deelnemer, Plek, Sessiemaat, Vraagstuk, pair
from pilots.werkconferentie.programma.botsingen import Rooster
from pilots.werkconferentie.programma.services.rooster import load


def question_for(meeting: Bijeenkomst, *, zaad: int, is_herstel: bool = False) -> Vraagstuk:
    """Everybody who comes or leads, every session with a room, what they wish; in a repair also where they are now."""
    rooster = load(meeting)
    sessies = _sessions(rooster)
    known = {sessie.nr for sessie in sessies}
    people = _people(meeting, rooster, known)
    now = {(one.persoon_id, one.ronde_id): one for one in Plaatsing.objects.filter(verdeling__bijeenkomst=meeting)}
    wishes = list(Tafelwens.objects.for_meeting(meeting))
    return Vraagstuk(
        deelnemers=people,
        sessies=sessies,
        vast={plek: one.sessie_id for plek, one in now.items() if one.is_vast and one.sessie_id in known},
        nu=_places(now) if is_herstel else {},
        dicht=frozenset(sessie.pk for sessie in rooster.sessies if not sessie.is_open),
        niet_samen=frozenset(pair(w.een_id, w.ander_id) for w in wishes if w.soort == Wenssoort.NIET_SAMEN),
        samen=frozenset(pair(w.een_id, w.ander_id) for w in wishes if w.soort == Wenssoort.SAMEN),
        zaad=zaad,
    )


def _places(now: dict[Plek, Plaatsing]) -> dict[Plek, int]:
    return {plek: one.sessie_id for plek, one in now.items()}


def _sessions(rooster: Rooster) -> tuple[Sessiemaat, ...]:
    """The sessions of the rounds with a choice. One without a room yet counts with what the workshop can take."""
    return tuple(
        Sessiemaat(
            nr=sessie.pk,
            ronde=sessie.ronde_id,
            workshop=sessie.workshop_id,
            minimum=sessie.workshop.plaatsen_min,
            maximum=sessie.plaatsen,
            toegankelijk=sessie.ruimte is None or sessie.ruimte.is_toegankelijk,
            begeleiders=frozenset(persoon.pk for persoon in sessie.workshop.begeleiders.all()),
        )
        for sessie in rooster.sessies
        if sessie.ronde.is_keuze
    )


def _people(meeting: Bijeenkomst, rooster: Rooster, known: set[int]) -> tuple[Deelnemer, ...]:
    choices: dict[int, dict[int, int]] = defaultdict(dict)
    for voorkeur in Voorkeur.objects.filter(sessie__in=known):
        choices[voorkeur.persoon_id][voorkeur.sessie_id] = voorkeur.keus
    coming = {
        one.persoon_id: Deelnemer(
            nr=one.persoon_id,
            organisatie=one.persoon.organisatie_id,
            toegang=bool(one.toegang.strip()),
            keuzes=choices[one.persoon_id],
        )
        for one in Uitnodiging.objects.filter(bijeenkomst=meeting).coming().with_persoon()
    }
    leads: dict[int, Persoon] = {one.pk: one for sessie in rooster.sessies for one in sessie.workshop.begeleiders.all()}
    busy: dict[int, set[int]] = defaultdict(set)
    for sessie in rooster.sessies:
        for persoon in sessie.workshop.begeleiders.all():
            busy[persoon.pk].add(sessie.ronde_id)
    # Who leads and was not invited is there for that only.
    extra = [
        Deelnemer(nr=pk, organisatie=one.organisatie_id, rondes=frozenset(busy[pk]))
        for pk, one in leads.items()
        if pk not in coming
    ]
    return tuple(sorted([*coming.values(), *extra], key=lambda one: one.nr))
