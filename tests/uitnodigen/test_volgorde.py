"""Who gets a seat that comes free when an app knows another order than who waits longest."""

from datetime import timedelta

import pytest
from django.utils import timezone

from datt.core.models import Gebeurtenis
from pilots.bijeenkomsten.uitnodigen import volgorde
from pilots.bijeenkomsten.uitnodigen.models import Plaatsregels
from pilots.bijeenkomsten.uitnodigen.services.kijken import Kijk
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import say_no
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.traject import BijeenkomstFactory

pytestmark = pytest.mark.django_db
ZIN = "Wie het laatst kwam, gaat voor."


@pytest.fixture
def meeting():
    return BijeenkomstFactory(capaciteit=1, datum=timezone.localdate() + timedelta(days=30))


@pytest.fixture
def last_goes_first(monkeypatch, meeting):
    """An order of this meeting only; remembers who gave the seat back."""
    left = []

    def rang(of, vrijgekomen, waiting):
        if of.pk != meeting.pk:
            return None
        left.append(vrijgekomen)
        return [
            volgorde.Beurt(uitnodiging=one, zin=", als laatste", uitleg=" voor wie het laatst kwam") for one in waiting
        ][::-1]

    mine = volgorde.Volgorde(rang=rang, uitleg=lambda of: ZIN if of.pk == meeting.pk else "")
    monkeypatch.setattr(volgorde, "_volgordes", [mine])
    return left


def waiting(meeting, minutes, **persoon):
    since = timezone.now() - timedelta(minutes=minutes)
    return UitnodigingFactory(
        bijeenkomst=meeting, status="wachtlijst", wacht_sinds=since, **{f"persoon__{k}": v for k, v in persoon.items()}
    )


def test_the_seat_goes_to_who_is_first_in_that_order_with_its_sentence(meeting, last_goes_first):
    seated = UitnodigingFactory(bijeenkomst=meeting, ja=True)
    first, second = waiting(meeting, 20), waiting(meeting, 10)

    say_no(seated, by=None)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == ("wachtlijst", "ja")
    assert second.uitleg == ("U schuift door van de wachtlijst, omdat er een plaats vrijkwam voor wie het laatst kwam.")
    assert Gebeurtenis.objects.filter(zin__endswith=f"omdat {seated.persoon} zich afmeldde, als laatste").count() == 1
    assert last_goes_first == [seated.persoon]


def test_the_limits_of_the_meeting_go_before_any_order(meeting, last_goes_first):
    Plaatsregels.objects.create(bijeenkomst=meeting, per_organisatie=0)
    seated = UitnodigingFactory(bijeenkomst=meeting, ja=True)
    first, second = waiting(meeting, 20), waiting(meeting, 10, organisatie=OrganisatieFactory())

    say_no(seated, by=None)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == ("ja", "wachtlijst")
    assert "past niet binnen de grenzen" in first.uitleg


def test_a_meeting_without_an_own_order_stays_as_it_was(last_goes_first):
    other = BijeenkomstFactory(capaciteit=1, datum=timezone.localdate() + timedelta(days=30))
    seated = UitnodigingFactory(bijeenkomst=other, ja=True)
    first, second = waiting(other, 20), waiting(other, 10)

    say_no(seated, by=None)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == ("ja", "wachtlijst")
    assert first.uitleg == "U schuift door van de wachtlijst, omdat er een plaats vrijkwam."


def test_nobody_is_told_a_number_that_says_nothing(meeting, last_goes_first):
    one, other = waiting(meeting, 20), waiting(BijeenkomstFactory(), 20)

    assert (Kijk(one).plek, Kijk(other).plek) == (0, 1)
