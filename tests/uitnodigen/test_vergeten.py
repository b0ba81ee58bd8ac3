"""After somebody is removed no row of any model still names them, and every count is as it was."""

import json

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from datt.berichten.models import Bericht
from datt.berichten.tasks import deliver_bericht, sweep_berichten
from pilots.access import Rol
from pilots.bijeenkomsten.dag.models import Badgekeuze
from pilots.bijeenkomsten.uitnodigen.services.vergeten import take_out
from pilots.bijeenkomsten.verslag.models import Evaluatiebeurt
from pilots.bijeenkomsten.verslag.services.acties import standing_of
from pilots.partners.models import Inleesregel
from pilots.tafels.models import Tafelplaats, Tafelstap, Tafelwens, Tafelwissel
from pilots.traject.models import Persoon
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import AanwezigheidFactory, UitnodigingFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.partners import InleesvoorstelFactory, KetenpartnerFactory
from tests.factories.plannen import PlangroepFactory
from tests.factories.tafels import IndelingFactory, TafelFactory, TafelplaatsFactory, TafelwensFactory
from tests.factories.traject import BijeenkomstFactory, DeelnameFactory, PersoonFactory, TaakFactory
from tests.factories.verslag import AfspraakFactory, EigenActieFactory, VerslagopmerkingFactory
from tests.uitnodigen.gast import address, answer, browser, invited, status
from verbeterplannen.plannen.models import Plangroeplid

DATA, GONE = address("gast_gegevens"), address("gast_wis")
NAAM, EMAIL, TELEFOON = "Samira de Wit", "samira@voedselbank.example", "06 12345678"


@pytest.fixture
def guest(meeting):
    return invited(
        meeting, naam=NAAM, email=EMAIL, telefoon=TELEFOON, organisatie=OrganisatieFactory(naam="Voedselbank"),
        user=UserFactory(naam=NAAM, email=EMAIL),
    )  # fmt: skip


@pytest.fixture
def held(guest, meeting):
    """A meeting at which this guest did everything that somebody can do."""
    held, persoon, by = BijeenkomstFactory(pilot=meeting.pilot, status="gehouden"), guest.persoon, UserFactory()
    UitnodigingFactory(bijeenkomst=held, persoon=persoon, status="aanwezig")
    AanwezigheidFactory(bijeenkomst=held, persoon=persoon)
    TafelplaatsFactory(indeling=IndelingFactory(bijeenkomst=held, fixed=True), persoon=persoon)
    EigenActieFactory(
        bijeenkomst=held, persoon=persoon, tekst="Ik bel Samira de Wit", status="gelukt", mag_gedeeld=True
    )
    VerslagopmerkingFactory(verslag__bijeenkomst=held, persoon=persoon, tekst="Groet, Samira de Wit")
    AfspraakFactory(bijeenkomst=held, wie=NAAM)
    Evaluatiebeurt.objects.create(bijeenkomst=held, persoon=persoon, is_beantwoord=True)
    Badgekeuze.objects.create(bijeenkomst=held, door=by).personen.add(persoon)
    DeelnameFactory(persoon=persoon, rol=Rol.DEELNEMER)
    return held


@pytest.fixture
def coming(guest, meeting):
    """A seat and a wish for the meeting to come, and a line of a list that was read in."""
    tafel, indeling = TafelFactory(bijeenkomst=meeting, gastheer=guest.persoon), IndelingFactory(bijeenkomst=meeting)
    TafelplaatsFactory(indeling=indeling, tafel=tafel, persoon=guest.persoon)
    step = Tafelstap.objects.create(indeling=indeling, zin=f"zette {NAAM} aan tafel 4", door=UserFactory())
    Tafelwissel.objects.create(stap=step, persoon=guest.persoon)
    other = PersoonFactory(pilot=meeting.pilot)
    een, ander = sorted([guest.persoon, other], key=lambda one: one.pk)
    TafelwensFactory(een=een, ander=ander, pilot=meeting.pilot, reden=f"{NAAM} is zijn buurvrouw")
    voorstel = InleesvoorstelFactory(
        pilot=meeting.pilot, kolommen=["naam", "persoon_naam", "persoon_email"], koppen=["a", "b", "c"]
    )
    Inleesregel.objects.create(voorstel=voorstel, nr=2, cellen=["Voedselbank", NAAM, EMAIL], meldingen=[EMAIL])
    return indeling


def traces(*words):
    """Every column of every table in which one of these words stands."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label in {"sessions.Session", "contenttypes.ContentType"}:
            continue
        columns = [one.attname for one in model._meta.concrete_fields if not isinstance(one, models.BinaryField)]
        for row in model._base_manager.values(*columns):
            found += [
                (model._meta.label, column, text)
                for column, value in row.items()
                if any(word in (text := json.dumps(value, default=str, ensure_ascii=False)) for word in words)
            ]  # fmt: skip
    return found


def test_no_row_of_any_model_names_them_and_the_counts_stay(guest, held, coming, meeting, settings):
    settings.DEMO = False
    client = browser(guest.persoon)
    answer(client, meeting, "ja", dieet="halal")
    client.post(DATA, {"telefoon": TELEFOON, "sms": "on"})
    client.post(address("gast_collega", meeting.pk), {"naam": "Mo Jansen", "email": "mo@voedselbank.example"})
    assert NAAM in Bericht.objects.get(soort="collega_welkom").tekst
    before = (held.aanwezigheden.count(), held.uitnodigingen.count(), standing_of(held).gelukt,
              Tafelplaats.objects.filter(indeling__bijeenkomst=held).count())  # fmt: skip
    assert before == (1, 1, 1, 1)

    page = client.post(GONE, follow=True)

    assert "Uw gegevens zijn verwijderd" in page.text
    deliver_bericht(Bericht.objects.get(soort="gegevens_verwijderd").pk)
    sweep_berichten()
    assert traces("Samira", "de Wit", EMAIL, "12345678", "halal") == []
    after = (held.aanwezigheden.count(), held.uitnodigingen.count(), standing_of(held).gelukt,
             Tafelplaats.objects.filter(indeling__bijeenkomst=held).count())  # fmt: skip
    assert after == before
    assert not Tafelplaats.objects.filter(indeling=coming).exists()
    assert not Tafelwens.objects.exists()
    assert "iemand" in Bericht.objects.get(soort="collega_welkom").tekst


def test_the_page_and_the_file_hold_what_every_app_keeps(guest, held, coming):
    page, file = browser(guest.persoon).get(DATA).text, browser(guest.persoon).get(address("gast_bestand", "txt")).text

    for word in ("Uw plek aan tafel", "Wensen over bij wie u aan tafel zit", "Wanneer u er was", "Ik bel Samira de Wit",
                 "Groet, Samira de Wit", "wij weten niet welk antwoord van u is"):  # fmt: skip
        assert word in page
        assert word in file
    assert "is zijn buurvrouw" not in page


@pytest.mark.parametrize(
    ("tie", "said"),
    [
        (lambda one: KetenpartnerFactory(pilot=one.pilot, organisatie=one.organisatie, contactpersoon=one),
         "U bent de contactpersoon van Voedselbank."),
        (lambda one: TaakFactory(bijeenkomst__pilot=one.pilot, eigenaar=one, titel="Bel de zaal"),
         "U heeft nog een taak: Bel de zaal."),
        (lambda one: Plangroeplid.objects.create(groep=PlangroepFactory(pilot=one.pilot, naam="Bellen"), persoon=one),
         "U werkt mee aan het plan van Bellen."),
    ],
)  # fmt: skip
def test_who_still_does_something_reads_what_to_hand_over_first(guest, tie, said):
    tie(guest.persoon)
    client = browser(guest.persoon)

    assert said in client.get(GONE).text
    client.post(GONE)

    guest.persoon.refresh_from_db()
    assert (guest.persoon.naam, guest.persoon.telefoon) == (NAAM, "")


def test_a_facilitator_removes_somebody_who_was_invited_and_the_seat_goes_on(guest, held, meeting, limits, client_as):
    limits(plaatsen=1)
    answer(browser(guest.persoon), meeting, "ja")
    waiting = invited(meeting)
    answer(browser(waiting.persoon), meeting, "ja")
    Persoon.objects.filter(pk=guest.persoon.pk).update(organisatie=None)
    client, forget = (
        client_as(Rol.FACILITATOR),
        reverse("partners:persoon_forget", args=[meeting.pilot_id, guest.persoon.pk]),
    )

    assert "alleen dat er iemand was" in client.get(forget).text
    page = client.post(forget, follow=True)

    assert f"{NAAM} is verwijderd." in page.text
    assert (status(guest), status(waiting)) == ("afgemeld", "ja")
    assert held.aanwezigheden.count() == 1
    assert client.get(forget).status_code == 404
    assert [label for label, _, _ in traces(NAAM, TELEFOON) if label != "berichten.Bericht"] == []


def test_a_facilitator_reads_what_must_be_done_first(guest, meeting, client_as):
    Persoon.objects.filter(pk=guest.persoon.pk).update(organisatie=None)
    TaakFactory(bijeenkomst=meeting, eigenaar=guest.persoon, titel="Bel de zaal")

    page = client_as(Rol.FACILITATOR).post(
        reverse("partners:persoon_forget", args=[meeting.pilot_id, guest.persoon.pk])
    )

    assert page.status_code == 409
    assert f"{NAAM} kan nog niet weg. {NAAM} heeft nog een taak: Bel de zaal." in page.text


def test_who_was_removed_is_not_proposed_again(guest, meeting, client_as):
    take_out(guest.persoon)
    later = BijeenkomstFactory(pilot=meeting.pilot)

    page = client_as(Rol.FACILITATOR).get(
        reverse("uitnodigen:gast_kiezen", args=[meeting.pilot_id, later.pk]), {"wie": "iedereen"}
    )

    assert "iemand" not in [str(row[0].persoon) for row in page.context["rijen"]]


def test_the_log_of_somebody_with_the_same_name_stays_readable(guest, meeting):
    other = invited(meeting, naam=f"{NAAM}-Bos")
    same = invited(meeting, naam=NAAM)
    answer(browser(same.persoon), meeting, "ja")
    answer(browser(other.persoon), meeting, "ja")

    browser(guest.persoon).post(GONE)

    same.persoon.refresh_from_db()
    assert same.persoon.naam == NAAM
    assert any(label == "core.Gebeurtenis" for label, _, _ in traces(f"{NAAM}-Bos"))
