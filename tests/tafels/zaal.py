"""A meeting with guests, for the tests of the pages."""

from django.urls import reverse

from pilots.tafels import gasten
from pilots.tafels.gasten import Gast
from pilots.tafels.services.indelen import Zaal, propose, set_tables
from tests.factories.accounts import UserFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.traject import PersoonFactory

HTMX = {"HX-Request": "true"}


def url(name, meeting, *more):
    return reverse(f"tafels:{name}", args=[meeting.pilot_id, meeting.pk, *more])


def as_guest(persoon):
    return Gast(
        persoon=persoon.pk,
        naam=persoon.naam,
        organisatie=persoon.organisatie_id,
        organisatie_naam=persoon.organisatie.naam if persoon.organisatie else "",
        positie=persoon.positie,
    )


class Gastenlijst:
    """Who comes, as a higher app would say it; a test changes `mensen`."""

    def __init__(self, monkeypatch):
        self.mensen = []
        monkeypatch.setattr(gasten, "_sources", [(0, lambda meeting: [as_guest(one) for one in self.mensen])])

    def invite(self, pilot, count, *, organisaties=0):
        """So many new people, of so many organisations in turn."""
        houses = [OrganisatieFactory() for _ in range(organisaties)]
        for nr in range(count):
            house = houses[nr % organisaties] if organisaties else None
            self.mensen.append(PersoonFactory(pilot=pilot, organisatie=house))
        return self.mensen


def seated(meeting, count, *, minimum=2, maximum=4, rondes=1):
    """Tables with everybody at one of them, as proposed; answers the first round."""
    by = UserFactory()
    set_tables(meeting, Zaal(aantal=count, plaatsen_min=minimum, plaatsen_max=maximum, rondes=rondes), by=by)
    indeling = meeting.indelingen.first()
    indeling.bijeenkomst = meeting
    propose(indeling, versie=indeling.versie, by=by)
    indeling.refresh_from_db()
    indeling.bijeenkomst = meeting
    return indeling
