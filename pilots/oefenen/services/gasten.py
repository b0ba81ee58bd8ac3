"""The invented guests of a practice pilot: who they are, who is invited, and what they answer."""

from collections.abc import Sequence

from django.utils import timezone

from datt.accounts.models import User
from datt.core.states import TransitionError
from pilots.bijeenkomsten.dag.models import Aanwezigheid
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import say_no, say_yes
from pilots.keten.models import Organisatie, Organisatietype
from pilots.oefenen.mensen import organisations, people
from pilots.partners.models import Ketenpartner
from pilots.partners.models.ketenpartner import KetenpartnerStatus
from pilots.traject.models import Bijeenkomst, Persoon, Pilot, Positie

VOOR_BESTUURDERS = {"bestuurders_kickoff", "verbeterplan_presentatie"}
MOST_ANSWERS = 30


def fill_with_people(pilot: Pilot) -> None:
    """Forty organisations, 120 people, and the invitations that belong to how far the pilot is."""
    made = _organisations()
    persons = Persoon.objects.bulk_create(
        Persoon(
            pilot=pilot,
            organisatie=made[one.organisatie],
            naam=one.naam,
            email=one.email,
            positie=one.positie,
            is_sleutelfunctionaris=one.positie == Positie.SLEUTELFUNCTIONARIS,
        )
        for one in people()
    )
    contacts = {one.organisatie_id: one for one in persons if one.is_sleutelfunctionaris}
    Ketenpartner.objects.bulk_create(
        Ketenpartner(
            pilot=pilot, organisatie=one, contactpersoon=contacts.get(one.pk), status=KetenpartnerStatus.BEVESTIGD
        )
        for one in made.values()
    )
    for meeting in pilot.bijeenkomsten.all():
        _invite(meeting, persons)


def _organisations() -> dict[str, Organisatie]:
    """Of kinds that exist, and out of sight of every other pilot."""
    types = list(Organisatietype.objects.order_by("pk"))
    if not types:
        raise TransitionError("Er zijn nog geen soorten organisaties ingesteld. Vraag het aan de beheerder.")
    rows = [
        Organisatie(naam=naam, type=types[nr % len(types)], is_oefening=True) for nr, naam in enumerate(organisations())
    ]
    return {one.naam: one for one in Organisatie.objects.bulk_create(rows)}


def _invite(meeting: Bijeenkomst, persons: Sequence[Persoon]) -> None:
    """Who was there, for a meeting that was held; who may answer, for the next ones that people were invited to."""
    asked = [one for one in persons if _is_for(one, meeting)][: meeting.capaciteit]
    if meeting.is_held():
        _write(meeting, asked, UitnodigingStatus.AANWEZIG)
        Aanwezigheid.objects.bulk_create(
            Aanwezigheid(bijeenkomst=meeting, persoon=one, binnen_op=meeting.begint_op) for one in asked
        )
    elif meeting.is_open() and not Uitnodiging.objects.filter(bijeenkomst__pilot=meeting.pilot, status="verstuurd"):
        _write(meeting, asked, UitnodigingStatus.VERSTUURD)


def _is_for(persoon: Persoon, meeting: Bijeenkomst) -> bool:
    return (persoon.positie == Positie.BESTUURDER) == (meeting.soort in VOOR_BESTUURDERS)


def _write(meeting: Bijeenkomst, asked: Sequence[Persoon], status: UitnodigingStatus) -> None:
    Uitnodiging.objects.bulk_create(
        Uitnodiging(bijeenkomst=meeting, persoon=one, status=status, verstuurd_op=timezone.now()) for one in asked
    )


def answer_as_guests(meeting: Bijeenkomst, *, by: User, most: int = MOST_ANSWERS) -> int:
    """Let guests who did not answer yet do so: every fifth says no. Answers how many did."""
    if not meeting.pilot.is_oefening:
        raise TransitionError("Alleen in een oefenpilot antwoordt het systeem voor gasten.")
    waiting = Uitnodiging.objects.filter(bijeenkomst=meeting, status=UitnodigingStatus.VERSTUURD)
    found = list(waiting.select_related("persoon", "bijeenkomst__pilot__gemeente").order_by("pk")[:most])
    for nr, uitnodiging in enumerate(found):
        if nr % 5:
            say_yes(uitnodiging, by=by, door="een verzonnen gast")
        else:
            say_no(uitnodiging, by=by, door="een verzonnen gast", reden="Ik ben die dag vrij.")
    return len(found)
