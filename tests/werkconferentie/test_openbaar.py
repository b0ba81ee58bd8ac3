"""The programme is made public in versions: with what changed, whom it concerns, and a message only when asked for."""

from datetime import time, timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Bericht
from pilots.access import Rol
from pilots.werkconferentie.programma import betrokken
from pilots.werkconferentie.programma.models import Begeleiding, Programmaversie
from pilots.werkconferentie.programma.services import schikken
from pilots.werkconferentie.programma.services.openbaar import look_ahead
from pilots.werkconferentie.programma.services.rooster import programme_of
from pilots.werkconferentie.programma.services.vergeten import leave_programme
from pilots.werkconferentie.programma.services.versies import latest
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.factories.werkconferentie import RondeFactory, RuimteFactory, SessieFactory
from tests.uitnodigen.gast import PAGE, browser, invited, mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(pilot):
    return BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() + timedelta(days=30))


@pytest.fixture
def sessie(meeting):
    return SessieFactory(ronde__bijeenkomst=meeting, workshop__titel="Geldrust", ruimte__naam="Atelier")


@pytest.fixture
def placed(monkeypatch):
    people = {}
    monkeypatch.setattr(
        betrokken, "_sources", [lambda meeting, keys: [pk for key in keys for pk in people.get(key, ())]]
    )
    return people


def url(name, meeting):
    return reverse(f"programma:{name}", args=[meeting.pilot_id, meeting.pk])


def publish(client, meeting, **fields):
    return client.post(url("versie_new", meeting), {"versie": programme_of(meeting).versie, **fields})


def move(sessie, naam):
    """To another room, by another facilitator."""
    meeting = sessie.ronde.bijeenkomst
    ruimte, programma = RuimteFactory(bijeenkomst=meeting, naam=naam), programme_of(meeting)
    schikken.move(sessie, sessie.ronde, ruimte, programma=programma, versie=programma.versie, by=UserFactory())


def come(meeting, **persoon):
    return UitnodigingFactory(
        bijeenkomst=meeting, persoon=PersoonFactory(pilot=meeting.pilot, **persoon), ja=True
    ).persoon


def test_before_the_first_version_the_page_says_what_happens(meeting, sessie, client_as):
    come(meeting)
    client = client_as(Rol.FACILITATOR)

    empty = client.get(url("versie_list", meeting))
    page = client.get(url("versie_new", meeting))

    assert "Gasten zien nog geen programma" in empty.text
    assert "Er komt 1 mens." in page.text
    assert "Het programma staat klaar" in page.text
    assert latest(meeting) is None


def test_nobody_is_told_unless_it_was_ticked(meeting, sessie, client_as):
    come(meeting)

    page = publish(client_as(Rol.FACILITATOR), meeting)

    assert page.status_code == HTTPStatus.FOUND
    assert latest(meeting).nummer == 1
    assert mails() == []


def test_the_first_version_is_told_to_everybody_who_comes_and_to_nobody_else(meeting, sessie, client_as):
    persoon = come(meeting)
    come(meeting, email="")
    invited(meeting)

    page = publish(client_as(Rol.FACILITATOR), meeting, vertel="ja")

    assert page.status_code == HTTPStatus.FOUND
    (bericht,) = Bericht.objects.all()
    assert (bericht.soort, bericht.aan) == ("programma_klaar", persoon.email)


def test_a_change_is_told_to_who_leads_or_goes_there_with_what_is_different(meeting, sessie, client_as, placed):
    leads, goes, other = (come(meeting, naam=naam) for naam in ("Leida", "Gast", "Ander"))
    Begeleiding.objects.create(workshop=sessie.workshop, persoon=leads)
    SessieFactory(ronde=sessie.ronde, workshop__titel="Brief", ruimte__naam="Serre")
    placed[sessie.pk] = [goes.pk]
    client = client_as(Rol.FACILITATOR)
    publish(client, meeting)
    move(sessie, "Zolder")

    page = client.get(url("versie_new", meeting))
    publish(client, meeting, vertel="ja")

    assert "‘Geldrust’ is in Zolder. Dat was Atelier." in page.text
    assert "Dit raakt 2 mensen" in page.text
    assert {one.aan for one in Bericht.objects.all()} == {leads.email, goes.email}
    assert other.email not in {one.aan for one in Bericht.objects.all()}
    bericht = Bericht.objects.get(aan=goes.email)
    assert bericht.soort == "programma_veranderd"
    assert "‘Geldrust’ is in Zolder" in bericht.tekst
    assert latest(meeting).verschil == [{"zin": "‘Geldrust’ is in Zolder. Dat was Atelier.", "sessies": [sessie.pk]}]


def test_what_changes_for_everybody_together_concerns_everybody_who_comes(meeting, client_as):
    lunch = RondeFactory(bijeenkomst=meeting, titel="Lunch", soort="pauze", begint_om=time(12))
    people = {come(meeting).pk for _ in range(3)}
    publish(client_as(Rol.FACILITATOR), meeting)
    lunch.begint_om = time(12, 30)
    lunch.save()

    blik = look_ahead(meeting)

    assert {one.pk for one in blik.mensen} == people
    assert [one["zin"] for one in blik.verschil] == ["‘Lunch’ begint om 12.30 uur. Dat was 12.00 uur."]


def test_a_room_that_is_removed_after_the_programme_was_sent(meeting, sessie, client_as):
    guest = come(meeting)
    client = client_as(Rol.FACILITATOR)
    publish(client, meeting)

    client.post(
        reverse("programma:ruimte_remove", args=[meeting.pilot_id, meeting.pk, sessie.ruimte_id]),
        {"versie": programme_of(meeting).versie},
    )
    refused = client.get(url("versie_new", meeting))
    tried = publish(client, meeting)
    before = browser(guest).get(reverse("programma:gast_programma", args=[meeting.pk]))
    sessie.refresh_from_db()
    move(sessie, "Zolder")
    publish(client, meeting)
    after = browser(guest).get(reverse("programma:gast_programma", args=[meeting.pk]))

    assert "‘Geldrust’ heeft in ‘Ronde 1’ nog geen ruimte." in refused.text
    assert "Tot die tijd zien gasten versie 1." in refused.text
    assert "Maak versie 2 openbaar</button>" not in refused.text
    assert tried.status_code == HTTPStatus.CONFLICT
    assert "Atelier" in before.text
    assert "Zolder" in after.text
    assert "Atelier" not in after.text


def test_who_did_not_see_the_last_change_makes_nothing_public(meeting, sessie, client_as):
    client = client_as(Rol.FACILITATOR)
    seen = programme_of(meeting).versie
    move(sessie, "Zolder")

    late = client.post(url("versie_new", meeting), {"versie": seen, "vertel": "ja"})

    assert late.status_code == HTTPStatus.CONFLICT
    assert "Iemand anders veranderde net het programma" in late.text
    assert not Programmaversie.objects.exists()


def test_nothing_changed_is_said(meeting, sessie, client_as):
    client = client_as(Rol.FACILITATOR)
    publish(client, meeting)

    page = client.get(url("versie_new", meeting))
    again = publish(client, meeting)

    assert "Er is niets veranderd sinds versie 1" in page.text
    assert again.status_code == HTTPStatus.CONFLICT


def test_texts_and_times_that_change_are_said_too(meeting, sessie, client_as):
    publish(client_as(Rol.FACILITATOR), meeting)
    sessie.ronde.minuten, sessie.workshop.omschrijving = 60, "Anders."
    sessie.ronde.save()
    sessie.workshop.save()

    assert [one["zin"] for one in look_ahead(meeting).verschil] == [
        "‘Ronde 1’ duurt 60 minuten. Dat was 45.",
        "De tekst bij ‘Geldrust’ is anders.",
    ]


def test_the_list_says_what_each_version_changed(meeting, sessie, client_as):
    client = client_as(Rol.FACILITATOR)
    publish(client, meeting)
    move(sessie, "Zolder")
    publish(client, meeting)

    page = client.get(url("versie_list", meeting))

    assert "Gasten zien versie 2." in page.text
    assert "‘Geldrust’ is in Zolder. Dat was Atelier." in page.text


@pytest.mark.parametrize(("status", "reads"), [("verstuurd", True), ("ja", True), ("nee", False), ("klaar", False)])
def test_who_is_invited_and_did_not_decline_reads_the_programme(meeting, sessie, client_as, status, reads):
    persoon = UitnodigingFactory(
        bijeenkomst=meeting, persoon=PersoonFactory(pilot=meeting.pilot), status=status
    ).persoon
    publish(client_as(Rol.FACILITATOR), meeting)
    client = browser(persoon)

    page = client.get(reverse("programma:gast_programma", args=[meeting.pk]))

    assert page.status_code == (HTTPStatus.OK if reads else HTTPStatus.NOT_FOUND)
    assert ("Lees het hele programma" in client.get(PAGE).text) == reads
    if reads:
        assert "13.40 tot 14.25 uur" in page.text


def test_a_workshop_that_does_not_take_place_is_not_read(meeting, sessie, client_as):
    client, guest = client_as(Rol.FACILITATOR), come(meeting)
    publish(client, meeting)
    programma = programme_of(meeting)
    schikken.close(sessie, omdat="Ziek.", programma=programma, versie=programma.versie, by=client.user)
    publish(client, meeting)

    page = browser(guest).get(reverse("programma:gast_programma", args=[meeting.pk]))

    assert "Geldrust" not in page.text
    assert latest(meeting).verschil[0]["zin"] == "‘Geldrust’ gaat niet door."


def test_somebody_who_is_forgotten_stands_in_no_version(meeting, sessie, client_as):
    persoon = PersoonFactory(pilot=meeting.pilot, naam="Samira de Wit")
    Begeleiding.objects.create(workshop=sessie.workshop, persoon=persoon)
    publish(client_as(Rol.FACILITATOR), meeting)

    leave_programme(persoon)

    assert "Samira" not in str(latest(meeting).inhoud)
    assert latest(meeting).inhoud["sessies"][0]["begeleiders"] == ["iemand"]


@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.BESTUURDER, Rol.KETENPARTNER])
def test_only_who_runs_the_meeting_makes_it_public(rol, meeting, sessie, client_as):
    assert publish(client_as(rol), meeting).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_before_publishing_asks_as_often_for_many(meeting, client_as, count, django_assert_num_queries):
    ronde = RondeFactory(bijeenkomst=meeting)
    for _ in range(count):
        made = SessieFactory(ronde=ronde)
        Begeleiding.objects.create(workshop=made.workshop, persoon=come(meeting))
    client = client_as(Rol.FACILITATOR)
    client.get(url("versie_new", meeting))

    with django_assert_num_queries(17):
        client.get(url("versie_new", meeting))
