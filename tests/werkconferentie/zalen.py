"""A conference with guests and workshops, for the tests of the pages of the division."""

from datetime import time

from django.urls import reverse

from pilots.werkconferentie.plaatsing.models import Verdeelbeurt
from pilots.werkconferentie.plaatsing.services import beurten
from pilots.werkconferentie.plaatsing.services.plekken import division_of
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.werkconferentie import RondeFactory, SessieFactory, VoorkeurFactory, WorkshopFactory

HTMX = {"HX-Request": "true"}


def url(name, meeting, *more):
    return reverse(f"plaatsing:{name}", args=[meeting.pilot_id, meeting.pk, *more])


def a_conference(meeting, *, gasten=6, rondes=1, titels=("Brieven", "Budget"), plaatsen=4):
    """Guests who all wish for the first workshop first, and workshops in each round; answers the people."""
    workshops = [
        WorkshopFactory(bijeenkomst=meeting, titel=titel, plaatsen_max=plaatsen, plaatsen_min=1) for titel in titels
    ]
    people = [UitnodigingFactory(bijeenkomst=meeting, status="ja").persoon for _ in range(gasten)]
    for nr in range(rondes):
        ronde = RondeFactory(bijeenkomst=meeting, titel=f"Ronde {nr + 1}", begint_om=time(13 + nr, 0))
        sessies = [SessieFactory(ronde=ronde, workshop=workshop, ruimte__plaatsen=plaatsen) for workshop in workshops]
        for persoon in people:
            VoorkeurFactory(sessie=sessies[0], persoon=persoon)
    return people


def proposed(meeting, *, by=None, **rest) -> Verdeelbeurt:
    """A proposal that the worker made."""
    beurt = beurten.order(meeting, by=by or UserFactory(), **rest)
    beurten.process(beurt.pk)
    beurt.refresh_from_db()
    beurt.bijeenkomst = meeting
    return beurt


def divided(meeting, **rest):
    """The division as a proposal became it."""
    by = UserFactory()
    beurten.take_over(proposed(meeting, by=by, **rest), by=by)
    return division_of(meeting)


def places_of(verdeling):
    return {(one.persoon_id, one.ronde_id): one.sessie_id for one in verdeling.plaatsingen.standing()}


def withdraw(meeting, persoon):
    meeting.uitnodigingen.filter(persoon=persoon).update(status="afgemeld")
