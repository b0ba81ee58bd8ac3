"""The invented guests of a practice pilot: who they are, who is invited, and what they answer."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.states import TransitionError
from pilots.bijeenkomsten.dag.models import Aanwezigheid, Binnenkomst
from pilots.bijeenkomsten.dag.services.incheck import Melding, check_in
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import say_no, say_yes
from pilots.bijeenkomsten.verslag.bezoekers import was_there
from pilots.bijeenkomsten.verslag.services.evaluatie import is_over
from pilots.keten.models import Organisatie, Organisatietype
from pilots.oefenen.mensen import organisations, people
from pilots.oefenen.services.gehouden import answer_questions_as_guests, fill_held
from pilots.partners.models import Ketenpartner
from pilots.partners.models.ketenpartner import KetenpartnerStatus
from pilots.traject.models import Bijeenkomst, Persoon, Pilot, Positie

VOOR_BESTUURDERS = {"bestuurders_kickoff", "verbeterplan_presentatie"}
MOST_ANSWERS = 30
NIET_GEKOMEN = 10  # every tenth who said yes does not come


def fill_with_people(pilot: Pilot, *, by: User) -> None:
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
        _invite(meeting, persons, by=by)


def _organisations() -> dict[str, Organisatie]:
    """Of kinds that exist, and out of sight of every other pilot."""
    types = list(Organisatietype.objects.order_by("pk"))
    if not types:
        raise TransitionError("Er zijn nog geen soorten organisaties ingesteld. Vraag het aan de beheerder.")
    rows = [
        Organisatie(naam=naam, type=types[nr % len(types)], is_oefening=True) for nr, naam in enumerate(organisations())
    ]
    return {one.naam: one for one in Organisatie.objects.bulk_create(rows)}


def _invite(meeting: Bijeenkomst, persons: Sequence[Persoon], *, by: User) -> None:
    """Who was there, for a meeting that was held; who may answer, for the next ones that people were invited to."""
    asked = [one for one in persons if _is_for(one, meeting)][: meeting.capaciteit]
    if meeting.is_held():
        _write(meeting, asked, UitnodigingStatus.AANWEZIG)
        Aanwezigheid.objects.bulk_create(
            Aanwezigheid(bijeenkomst=meeting, persoon=one, binnen_op=meeting.begint_op) for one in asked
        )
        fill_held(meeting, asked, by=by)
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
    refuse_real(meeting)
    waiting = Uitnodiging.objects.filter(bijeenkomst=meeting, status=UitnodigingStatus.VERSTUURD)
    found = list(waiting.select_related("persoon", "bijeenkomst__pilot__gemeente").order_by("pk")[:most])
    for nr, uitnodiging in enumerate(found):
        if nr % 5:
            say_yes(uitnodiging, by=by, door="een verzonnen gast")
        else:
            say_no(uitnodiging, by=by, door="een verzonnen gast", reden="Ik ben die dag vrij.")
    return len(found)


def refuse_real(meeting: Bijeenkomst) -> None:
    """The system speaks for nobody who is real."""
    if not meeting.pilot.is_oefening:
        raise TransitionError("Dat kan alleen in een oefenpilot. Voor echte mensen doet het systeem niets.")


@transaction.atomic
def come_in_as_guests(meeting: Bijeenkomst, *, by: User) -> int:
    """Let who said yes come in, but for every tenth; answers how many did."""
    refuse_real(meeting)
    coming = Uitnodiging.objects.coming().filter(bijeenkomst=meeting).select_related("persoon").order_by("pk")
    waiting = [one.persoon for nr, one in enumerate(coming) if nr % NIET_GEKOMEN != NIET_GEKOMEN - 1]
    inside = set(Aanwezigheid.objects.standing().filter(bijeenkomst=meeting).values_list("persoon", flat=True))
    found = [one for one in waiting if one.pk not in inside]
    for persoon in found:
        check_in(meeting, persoon, Melding(hoe=Binnenkomst.QR), by=by, wie="een verzonnen gast")
    return len(found)


@transaction.atomic
def look_back_as_guests(meeting: Bijeenkomst) -> int:
    """Let who was there answer the three questions; answers how many did."""
    refuse_real(meeting)
    if not is_over(meeting):
        raise TransitionError(f"‘{meeting}’ is nog niet voorbij. De vragen komen bij het laatste onderdeel.")
    return answer_questions_as_guests(meeting, list(was_there(meeting).order_by("pk")))
