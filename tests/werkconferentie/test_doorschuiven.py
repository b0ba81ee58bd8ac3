"""A seat that comes free goes to the same kind of guest, with a sentence; of the waiting list and the reserve list."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.models import Plaatsregels, Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.kijken import Kijk
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import say_no
from pilots.werkconferentie.selectie.models import Lot
from pilots.werkconferentie.selectie.rang import Wachtende, rank
from pilots.werkconferentie.selectie.services.reserve import call_reserve, reserve_of
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.selectie import MengregelFactory, SelectieFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.werkconferentie.test_selectie import taken_over

NAMEN = {1: "mensen van de Voedselbank", 2: "managers"}


def order(wachtenden, vertrokken=None, **tekort):
    found = rank(
        wachtenden, vertrokken=vertrokken, tekort={int(nr[1:]): many for nr, many in tekort.items()}, namen=NAMEN
    )
    return [one.nr for one in found]


def someone(nr, *regels, lot="", **rest):
    return Wachtende(nr=nr, regels=frozenset(regels), lot=lot, **rest)


def test_first_the_same_kind_then_the_group_that_is_short_then_the_list_of_the_draw():
    waiting = [someone(1, lot="01"), someone(2, 2, lot="02"), someone(3, 1, lot="04"), someone(4, 1, lot="03")]

    assert order(waiting, frozenset({1})) == [4, 3, 1, 2]
    assert order(waiting, frozenset({1, 2}), r2=3, r1=1) == [2, 4, 3, 1]
    assert order(waiting, frozenset()) == [1, 2, 4, 3]
    assert order(waiting) == [1, 2, 4, 3]


def test_who_was_not_in_the_draw_goes_after_who_was_and_a_full_group_last():
    waiting = [someone(1), someone(2), someone(3, lot="99"), someone(4, 1, lot="01", is_vol=True)]

    assert order(waiting, frozenset({1}), r1=2) == [3, 1, 2, 4]


pytest_db = pytest.mark.django_db


@pytest.fixture
def meeting(pilot):
    return BijeenkomstFactory(pilot=pilot, capaciteit=3, datum=timezone.localdate() + timedelta(days=60))


@pytest.fixture
def bank():
    return OrganisatieFactory(naam="Voedselbank")


@pytest.fixture
def selectie(meeting, bank):
    """Three seats, one of them for the food bank; two of the food bank and four others wanted to come."""
    people = [PersoonFactory(pilot=meeting.pilot, naam=f"Bank {nr}", organisatie=bank) for nr in range(2)]
    people += [PersoonFactory(pilot=meeting.pilot, naam=f"Ander {nr}") for nr in range(4)]
    for one in people:
        UitnodigingFactory(bijeenkomst=meeting, persoon=one, status="klaar")
    selectie = SelectieFactory(bijeenkomst=meeting, bron="lijst")
    for soort in ("minstens", "hooguit"):
        MengregelFactory(
            selectie=selectie, soort=soort, getal=1, kenmerk="organisatie", waarde=str(bank.pk), naam="Voedselbank"
        )
    return taken_over(selectie, UserFactory())


def all_come(meeting):
    """Who was drawn said yes, and the reserves said so later: they wait, the food bank longest of all."""
    Uitnodiging.objects.filter(bijeenkomst=meeting).update(status="ja")
    since = timezone.now()
    for nr, lot in enumerate(Lot.objects.filter(is_gekozen=False).order_by("-persoon__naam")):
        UitnodigingFactory(
            bijeenkomst=meeting, persoon=lot.persoon, status="wachtlijst", wacht_sinds=since + timedelta(minutes=nr)
        )


def came_up():
    return list(Uitnodiging.objects.filter(uitleg__startswith="U schuift door").select_related("persoon"))


@pytest_db
def test_a_seat_of_the_food_bank_goes_to_the_food_bank(meeting, selectie):
    all_come(meeting)
    seated = Uitnodiging.objects.get(status="ja", persoon__organisatie__naam="Voedselbank")

    say_no(seated, by=None)

    (up,) = came_up()
    assert str(up.persoon.organisatie) == "Voedselbank"
    assert up.uitleg == ("U schuift door van de wachtlijst, omdat er een plaats vrijkwam voor mensen van Voedselbank.")
    assert Gebeurtenis.objects.filter(
        zin__contains=f"omdat {seated.persoon} zich afmeldde, als dezelfde soort gast (mensen van Voedselbank)"
    ).exists()
    assert str(seated.persoon) not in up.uitleg


@pytest_db
def test_another_seat_goes_down_the_list_of_the_draw_and_not_past_a_limit(meeting, selectie):
    all_come(meeting)
    seated = Uitnodiging.objects.filter(status="ja", persoon__organisatie=None).first()
    first = Lot.objects.filter(is_gekozen=False, persoon__organisatie=None).order_by("plek").first()

    say_no(seated, by=None)

    (up,) = came_up()
    assert up.persoon == first.persoon
    assert Gebeurtenis.objects.filter(zin__endswith="als eerste op de lijst van de loting").exists()


@pytest_db
def test_the_group_that_is_short_goes_first_when_nobody_of_the_same_kind_waits(meeting, selectie, bank):
    all_come(meeting)
    selectie.regels.filter(soort="hooguit").delete()
    selectie.regels.update(getal=2)
    seated = Uitnodiging.objects.filter(status="ja", persoon__organisatie=None).first()

    say_no(seated, by=None)

    (up,) = came_up()
    assert up.persoon.organisatie == bank
    assert Gebeurtenis.objects.filter(zin__contains="want daarvan zijn er het meest te weinig").exists()


@pytest_db
def test_the_limits_of_the_seats_still_hold(meeting, selectie):
    all_come(meeting)
    Plaatsregels.objects.create(bijeenkomst=meeting, per_organisatie=0)
    seated = Uitnodiging.objects.get(status="ja", persoon__organisatie__naam="Voedselbank")

    say_no(seated, by=None)

    (up,) = came_up()
    assert up.persoon.organisatie is None


@pytest_db
def test_a_guest_who_waits_reads_no_number(meeting, selectie):
    all_come(meeting)

    assert Kijk(Uitnodiging.objects.filter(status="wachtlijst").first()).plek == 0


@pytest_db
def test_the_reserve_list_says_who_is_next_in_whose_place(meeting, selectie, client_as, bank):
    client = client_as(Rol.FACILITATOR)
    assert reserve_of(selectie).vrij == 0
    Uitnodiging.objects.filter(persoon__organisatie=bank).update(status="nee")

    found = reserve_of(selectie)
    assert (found.vrij, found.volgende.lot.persoon.organisatie) == (1, bank)
    assert found.volgende.zin == "als dezelfde soort gast (mensen van Voedselbank)"

    address = reverse("selectie:reserve_call", args=[meeting.pilot_id, meeting.pk])
    lot = found.volgende.lot
    client.post(address, {"versie": selectie.versie, "lot": lot.pk})

    lot.refresh_from_db()
    assert Uitnodiging.objects.get(persoon=lot.persoon).status == "klaar"
    assert lot.in_plaats_van.persoon.organisatie == bank
    assert reserve_of(selectie).vrij == 0
    again = client.post(address, {"versie": selectie.versie, "lot": lot.pk})
    assert again.status_code == 409


@pytest_db
def test_who_is_not_next_is_not_called(meeting, selectie, bank):
    Uitnodiging.objects.filter(persoon__organisatie=bank).update(status="nee")
    wrong = Lot.objects.filter(is_gekozen=False, persoon__organisatie=None).first()

    with pytest.raises(TransitionError, match="intussen iets veranderd"):
        call_reserve(selectie, wrong.pk, versie=selectie.versie, by=UserFactory())
