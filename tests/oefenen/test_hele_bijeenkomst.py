"""A whole practice meeting through its pages: invite, tables, check in, run, questions, verslag; and nothing leaves."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Bericht
from datt.berichten.tasks import sweep_berichten
from datt.documenten.models import Document
from pilots.access import Rol
from pilots.bijeenkomsten.dag.code import code_of
from pilots.bijeenkomsten.dag.models import Aanwezigheid
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.verslag.models import Evaluatie, Verslag, Verslagversie
from pilots.oefenen.services.kopie import copy_to_practice
from pilots.tafels.models import Indeling, Tafelplaats
from pilots.traject.models import Pilot
from tests.bijeenkomsten import lopend
from tests.factories.bijeenkomsten import DraaiboekblokFactory, DraaiboekFactory
from tests.factories.keten import OrganisatietypeFactory
from tests.factories.traject import BijeenkomstFactory


@pytest.fixture
def bron(pilot):
    """One meeting with a verslag, one to come with a run sheet."""
    OrganisatietypeFactory()
    today = timezone.localdate()
    BijeenkomstFactory(pilot=pilot, datum=today - timedelta(days=9), status="verslagen", titel="De eerste")
    coming = BijeenkomstFactory(
        pilot=pilot, volgorde=2, datum=today + timedelta(days=15), status="uitgenodigd", titel="De tweede"
    )
    sheet = DraaiboekFactory(bijeenkomst=coming)
    DraaiboekblokFactory(draaiboek=sheet, volgorde=1, titel="Welkom", minuten=30)
    DraaiboekblokFactory(draaiboek=sheet, volgorde=2, titel="Aan tafel", minuten=60)
    DraaiboekblokFactory(draaiboek=sheet, volgorde=3, titel="Slot", minuten=20)
    pilot.refresh_from_db()
    return pilot


@pytest.fixture
def facilitator(client_as, bron):
    return client_as(Rol.FACILITATOR)


@pytest.fixture
def oefening(bron, facilitator):
    return copy_to_practice(bron, by=facilitator.user)


def url(name, pilot, *more):
    return reverse(f"oefenen:oefening_{name}", args=[pilot.pk, *more])


def test_what_lies_behind_the_copy_is_there_with_invented_people(oefening):
    held = oefening.bijeenkomsten.get(titel="De eerste")
    seats = Tafelplaats.objects.filter(tafel__bijeenkomst=held)
    verslag = Verslag.objects.get(bijeenkomst=held)

    assert Indeling.objects.fixed().filter(bijeenkomst=held).count() == 1
    assert seats.count() == Aanwezigheid.objects.filter(bijeenkomst=held).count() > 0
    assert max(one.plaatsen.count() for one in held.tafels.all()) <= held.tafels.first().plaatsen_max
    assert (verslag.status, Verslagversie.objects.filter(verslag=verslag).count()) == ("vastgesteld", 1)
    assert Evaluatie.objects.filter(bijeenkomst=held).count() >= 5
    assert held.eigen_acties.count() == 3
    assert held.afspraken.count() == 3
    assert set(seats.values_list("persoon__pilot", flat=True)) == {oefening.pk}


def test_a_whole_practice_meeting(oefening, facilitator, server):
    meeting = oefening.bijeenkomsten.get(titel="De tweede")
    at = [oefening.pk, meeting.pk]
    sheet = meeting.draaiboek

    def press(name, *args, **data):
        response = facilitator.post(reverse(name, args=[*at, *args]), data)
        assert response.status_code in {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.OK}, (name, response.text)

    first_page = facilitator.get(url("list", oefening)).text
    for step in ("antwoord", "vandaag"):
        facilitator.post(url(step, oefening))
    meeting.refresh_from_db()
    coming = Uitnodiging.objects.coming().filter(bijeenkomst=meeting).count()
    press("tafels:zaal_edit", aantal=4, plaatsen_min=3, plaatsen_max=8, rondes=1)
    press("tafels:indeling_fix", versie=meeting.indelingen.get().versie)
    press("traject:bijeenkomst_begin")
    facilitator.post(url("binnen", oefening))
    inside = Aanwezigheid.objects.standing().filter(bijeenkomst=meeting)
    too_early = facilitator.post(url("vragen", oefening))
    press("draaiboek:loop_begin")
    for _ in range(2):
        press("draaiboek:loop_next", **lopend.numbers(sheet))
    someone = inside.first().persoon
    by_badge = Client().post(
        reverse("verslag:evaluatie_badge", args=[code_of(meeting.pk, someone.pk)]), {"cijfer": "4", "bellen": "nee"}
    )
    facilitator.post(url("vragen", oefening))
    press("traject:bijeenkomst_close")
    page = facilitator.get(url("list", oefening)).text
    press("verslag:deel_save", "kort", inhoud="Het ging goed.", versie=0)
    press("verslag:verslag_fix", reactie_tot=timezone.localdate().isoformat(), mailen="on")
    sweep_berichten()

    meeting.refresh_from_db()
    assert (meeting.datum, meeting.status) == (timezone.localdate(), "verslagen")
    assert coming > inside.count() > 0
    assert too_early.status_code == HTTPStatus.CONFLICT
    assert by_badge.status_code == HTTPStatus.FOUND
    assert Evaluatie.objects.filter(bijeenkomst=meeting).count() > 5
    assert "Doe alsof het zover is" in first_page
    assert "Maak het verslag af" in page
    assert Document.objects.within(oefening).filter(soort="verslag").count() == 2
    assert all(one.binnengebleven for one in Bericht.objects.within(oefening))
    assert (server.mails, server.asked) == ([], [])


def test_the_meeting_begins_now_with_its_length_and_fixed_times(oefening, facilitator):
    meeting = oefening.bijeenkomsten.get(titel="De tweede")
    block = meeting.draaiboek.blokken.get(titel="Aan tafel")
    type(block).objects.filter(pk=block.pk).update(vast_tijdstip=meeting.begin.replace(minute=59))
    block.refresh_from_db()
    length = meeting.eindigt_op - meeting.begint_op
    after = block.vast_tijdstip.minute - meeting.begin.minute

    facilitator.post(url("vandaag", oefening))

    meeting, block = type(meeting).objects.get(pk=meeting.pk), type(block).objects.get(pk=block.pk)
    assert meeting.datum == timezone.localdate()
    assert meeting.begint_op <= timezone.now()
    assert meeting.eindigt_op - meeting.begint_op == length
    moved = (block.vast_tijdstip.hour * 60 + block.vast_tijdstip.minute) - (
        meeting.begin.hour * 60 + meeting.begin.minute
    )
    assert moved == after


@pytest.mark.parametrize("step", ["antwoord", "vandaag", "binnen", "vragen"])
def test_the_system_plays_nobody_in_a_real_pilot(bron, facilitator, step):
    before = bron.bijeenkomsten.get(titel="De tweede").datum

    assert facilitator.post(url(step, bron)).status_code == HTTPStatus.CONFLICT
    assert bron.bijeenkomsten.get(titel="De tweede").datum == before
    assert not Aanwezigheid.objects.filter(bijeenkomst__pilot=bron).exists()


@pytest.mark.parametrize("step", ["new", "antwoord", "vandaag", "binnen", "vragen", "weg"])
@pytest.mark.parametrize(("rol", "status"), [(Rol.AMBTENAAR, 403), (Rol.KETENPARTNER, 403), (None, 404)])
def test_only_a_facilitator_practises(bron, client_as, step, rol, status):
    assert client_as(rol).post(url(step, bron)).status_code == status


def test_nobody_else_sees_the_copy(oefening, client_as):
    client = client_as(Rol.AMBTENAAR)

    assert client.post(url("weg", oefening)).status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    assert Pilot.objects.filter(pk=oefening.pk).exists()


def test_without_a_meeting_there_is_nothing_to_practise_with(oefening, facilitator):
    oefening.bijeenkomsten.update(status="geannuleerd")

    for step in ("antwoord", "vandaag", "binnen", "vragen"):
        assert facilitator.post(url(step, oefening)).status_code == HTTPStatus.NOT_FOUND


def test_a_meeting_that_began_does_not_begin_again(oefening, facilitator):
    facilitator.post(url("vandaag", oefening))
    oefening.bijeenkomsten.filter(titel="De tweede").update(status="bezig")

    assert facilitator.post(url("vandaag", oefening)).status_code == HTTPStatus.CONFLICT


def test_throwing_away_asks_first_and_says_what_goes(oefening, facilitator, bron):
    asked = facilitator.get(url("weg", oefening))
    real = facilitator.get(url("weg", bron))

    assert "121 verzonnen mensen" in asked.text
    assert Pilot.objects.filter(pk=oefening.pk).exists()
    assert real.status_code == HTTPStatus.CONFLICT
