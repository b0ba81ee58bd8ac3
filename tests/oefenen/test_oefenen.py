"""Practising: a copy with invented people, in which everything works, nothing leaves, and of which nothing stays."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Bericht
from datt.berichten.tasks import sweep_berichten
from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from datt.documenten.kinds import kind_of
from datt.documenten.models import Document
from datt.documenten.services import order_document
from pilots.access import Rol
from pilots.bijeenkomsten.draaiboek.models import Draaiboekblok
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.keten.models import Organisatie
from pilots.oefenen.mensen import organisations, people
from pilots.oefenen.services.gasten import answer_as_guests
from pilots.oefenen.services.kopie import copy_to_practice
from pilots.oefenen.services.weggooien import throw_away
from pilots.traject.models import Maatstaf, Pilot
from tests.factories.bijeenkomsten import DraaiboekblokFactory, DraaiboekFactory, UitnodigingFactory
from tests.factories.keten import OrganisatietypeFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory, TaakFactory


@pytest.fixture
def bron(pilot):
    """A pilot halfway: one meeting held, one to come, one cancelled; with real people in it."""
    OrganisatietypeFactory()
    today = timezone.localdate()
    held = BijeenkomstFactory(pilot=pilot, datum=today - timedelta(days=20), status="gehouden", titel="De eerste")
    coming = BijeenkomstFactory(
        pilot=pilot, volgorde=2, datum=today + timedelta(days=15), status="uitgenodigd", titel="De tweede"
    )
    BijeenkomstFactory(
        pilot=pilot,
        volgorde=3,
        datum=today + timedelta(days=40),
        status="geannuleerd",
        soort="verbeterplan_presentatie",
    )
    TaakFactory(bijeenkomst=coming, titel="Zaal bellen", eigenaar=PersoonFactory(pilot=pilot, naam="Echte Eigenaar"))
    TaakFactory(bijeenkomst=held, titel="Al gedaan", status="gedaan", volgorde=2)
    sheet = DraaiboekFactory(bijeenkomst=coming)
    for nr, titel in ((2, "Tweede blok"), (1, "Eerste blok")):
        DraaiboekblokFactory(draaiboek=sheet, volgorde=nr, titel=titel, materiaal=["stiften"], notitie="Let op.")
    DraaiboekblokFactory(draaiboek=sheet, volgorde=3, titel="Weggehaald", weg_op=timezone.now())
    Maatstaf.objects.create(pilot=pilot, volgorde=1, tekst="Iedereen belt terug")
    partner = KetenpartnerFactory(pilot=pilot, confirmed=True)
    UitnodigingFactory(bijeenkomst=coming, persoon__naam="Echte Gast", persoon__organisatie=partner.organisatie)
    pilot.refresh_from_db()
    return pilot


@pytest.fixture
def facilitator(client_as, bron):
    return client_as(Rol.FACILITATOR)


@pytest.fixture
def oefening(bron, facilitator):
    return copy_to_practice(bron, by=facilitator.user)


def shape(pilot):
    """Everything that must be the same in a copy, with days as distance to the first."""
    meetings = list(pilot.bijeenkomsten.all())
    first = meetings[0].datum
    blocks = Draaiboekblok.objects.standing().filter(draaiboek__bijeenkomst__pilot=pilot)
    return {
        "pilot": (pilot.doelstelling, pilot.regio, pilot.status, pilot.sjabloon_id, pilot.gemeente_id),
        "maatstaven": list(pilot.maatstaven.values_list("volgorde", "tekst")),
        "bijeenkomsten": [
            (one.titel, one.korte_titel, one.soort, one.volgorde, one.status, one.begin, one.eind, one.capaciteit,
             one.datum - first)
            for one in meetings
        ],
        "taken": [
            (taak.titel, taak.uitleg, taak.status, taak.volgorde, taak.dagen_ervoor, taak.uiterlijk - first)
            for one in meetings
            for taak in one.taken.all()
        ],
        "blokken": list(
            blocks.values_list("titel", "volgorde", "minuten", "min_minuten", "materiaal", "notitie", "vast_tijdstip")
        ),
    }  # fmt: skip


def census():
    """How many rows every table has."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_a_copy_has_the_same_order_texts_and_statuses(bron, oefening):
    assert shape(oefening) == shape(bron)
    assert [one.titel for one in Draaiboekblok.objects.filter(draaiboek__bijeenkomst__pilot=oefening)] == [
        "Eerste blok",
        "Tweede blok",
    ]


def test_the_next_meeting_is_tomorrow_and_has_a_uid_of_its_own(bron, oefening):
    coming = next(one for one in oefening.bijeenkomsten.all() if one.is_open())

    assert coming.datum == timezone.localdate() + timedelta(days=1)
    assert not set(bron.bijeenkomsten.values_list("uid")) & set(oefening.bijeenkomsten.values_list("uid"))


def test_nobody_of_the_real_pilot_comes_along(bron, facilitator, oefening):
    real = set(bron.personen.exclude(user=facilitator.user).values_list("naam", flat=True))
    real_addresses = set(bron.personen.exclude(user=facilitator.user).values_list("email", flat=True))

    assert not real & set(oefening.personen.values_list("naam", flat=True))
    assert not real_addresses & set(oefening.personen.values_list("email", flat=True))
    invented = oefening.personen.exclude(user=facilitator.user)
    assert invented.count() == 120
    assert all(email.endswith("@oefening.example") for email in invented.values_list("email", flat=True))
    assert oefening.ketenpartners.count() == 40
    assert not oefening.ketenpartners.filter(organisatie__is_oefening=False).exists()
    assert not any(taak.eigenaar_id for one in oefening.bijeenkomsten.all() for taak in one.taken.all())


def test_the_invented_people_are_always_the_same_and_all_different():
    assert list(people()) == list(people())
    assert len({one.naam for one in people()}) == len({one.email for one in people()}) == 120
    assert len(set(organisations())) == 40


def test_guests_answer_and_nothing_leaves_the_building(oefening, facilitator, server):
    coming = next(one for one in oefening.bijeenkomsten.all() if one.is_open())

    count = answer_as_guests(coming, by=facilitator.user)
    sweep_berichten()

    answered = Uitnodiging.objects.filter(bijeenkomst=coming).exclude(status="verstuurd")
    messages = Bericht.objects.filter(kring_nr=oefening.pk)
    assert count == answered.count() == 30
    assert set(answered.values_list("status", flat=True)) == {"ja", "nee"}
    assert messages.count() >= 30
    assert all(one.binnengebleven and one.status == "verstuurd" for one in messages)
    assert (server.mails, server.asked) == ([], [])


def test_the_system_answers_for_nobody_who_is_real(bron, facilitator):
    with pytest.raises(TransitionError):
        answer_as_guests(bron.bijeenkomsten.get(titel="De tweede"), by=facilitator.user)


@pytest.mark.django_db(transaction=True)
def test_thrown_away_nothing_is_left_but_lines_in_the_log_of_the_real_pilot(bron, facilitator):
    before = census()
    oefening = copy_to_practice(bron, by=facilitator.user)
    coming = next(one for one in oefening.bijeenkomsten.all() if one.is_open())
    answer_as_guests(coming, by=facilitator.user)
    order_document(kind_of("trajectplan"), oefening, by=facilitator.user)
    document = Document.objects.get(kring_nr=oefening.pk)
    document.claim(timezone.now())
    name = default_storage.save("documenten/oefening.pdf", ContentFile(b"%PDF-"))
    document.finish(name, sha256="a" * 64, grootte=5, bladzijden=1)

    throw_away(oefening, by=facilitator.user)
    connection.check_constraints()

    after = census()
    after["core.Gebeurtenis"] -= 2
    assert {label: (before[label], count) for label, count in after.items() if count != before[label]} == {}
    assert list(Gebeurtenis.objects.within(bron).filter(wat__startswith="oefenen.").values_list("wat", flat=True)) == [
        "oefenen.weggegooid",
        "oefenen.begonnen",
    ]
    assert not default_storage.exists(name)


def test_a_real_pilot_is_never_thrown_away(bron, facilitator):
    response = facilitator.post(reverse("oefenen:oefening_weg", args=[bron.pk]))

    assert response.status_code == HTTPStatus.CONFLICT
    assert Pilot.objects.filter(pk=bron.pk).exists()


def test_a_practice_pilot_says_so_on_every_page_and_counts_nowhere(bron, facilitator, oefening, client):
    page = facilitator.get(oefening.get_absolute_url())
    own = facilitator.get(reverse("traject:pilot_list"), follow=True)
    public = client.get(reverse("partners:aanmelden", args=[oefening.slug]))
    invented = oefening.personen.get(email="gast1@oefening.example")
    found = [
        facilitator.get(reverse("traject:search"), {"q": words}).text
        for words in ("Oefening", invented.naam, "Voedselbank De Linde", "De tweede")
    ]

    assert "Oefenpilot: niets gaat echt weg." in page.text
    assert oefening.get_absolute_url() not in own.text
    assert public.status_code == HTTPStatus.NOT_FOUND
    assert not any(oefening.titel in text or f"/pilots/{oefening.pk}/" in text for text in found)
    assert not Organisatie.objects.live().filter(is_oefening=True).exists()


def test_practising_with_the_buttons(bron, facilitator):
    page = reverse("oefenen:oefening_list", args=[bron.pk])

    facilitator.post(reverse("oefenen:oefening_new", args=[bron.pk]))
    oefening = Pilot.objects.get(is_oefening=True)
    listed = facilitator.get(page).text
    facilitator.post(reverse("oefenen:oefening_antwoord", args=[oefening.pk]))
    again = facilitator.post(reverse("oefenen:oefening_new", args=[oefening.pk]))
    gone = facilitator.post(reverse("oefenen:oefening_weg", args=[oefening.pk]))

    assert oefening.get_absolute_url() in listed
    assert again.status_code == HTTPStatus.CONFLICT
    assert gone.url == page
    assert not Pilot.objects.filter(is_oefening=True).exists()


def test_three_at_a_time(bron, facilitator):
    for _ in range(3):
        facilitator.post(reverse("oefenen:oefening_new", args=[bron.pk]))

    assert facilitator.post(reverse("oefenen:oefening_new", args=[bron.pk])).status_code == HTTPStatus.CONFLICT
    assert Pilot.objects.filter(is_oefening=True).count() == 3
