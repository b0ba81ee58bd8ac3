"""Who hears of a verslag, who reads it with their own link, and what they say back."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Bericht
from datt.documenten.models import Document
from pilots.bijeenkomsten.verslag.models import Verslagopmerking, Verslagversie
from pilots.bijeenkomsten.verslag.services.vaststellen import Vaststelling, fix_verslag
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import UitnodigingFactory, open_as_guest
from tests.factories.traject import DeelnameFactory, PersoonFactory
from tests.factories.verslag import held_today, in_short


@pytest.fixture
def lead(pilot):
    """The account of a facilitator of the pilot."""
    return DeelnameFactory(persoon__pilot=pilot).persoon.user


def make_fixed(pilot, lead, **how):
    meeting = held_today(pilot)
    in_short(meeting)
    fix_verslag(meeting, Vaststelling(**{"reactie_tot": timezone.localdate(), **how}), by=lead)
    return meeting


@pytest.fixture
def fixed(pilot, lead):
    return make_fixed(pilot, lead)


def invited(meeting, **more):
    return UitnodigingFactory(bijeenkomst=meeting, **more).persoon


def guest(persoon):
    client = Client()
    open_as_guest(client, persoon)
    return client


def read_url(meeting):
    return reverse("verslag:verslag_read", args=[meeting.pk])


def make_ready(meeting, content=b"%PDF-1.7 een verslag"):
    """The PDF of the newest version is there, as the worker leaves it."""
    import hashlib

    document = Document.objects.filter(soort="verslag").latest("versie")
    document.claim(timezone.now())
    name = default_storage.save("documenten/verslag.pdf", ContentFile(content))
    document.finish(name, sha256=hashlib.sha256(content).hexdigest(), grootte=len(content), bladzijden=3)
    document.kind().when_ready(document)
    return document


def test_everybody_who_was_invited_hears_of_it_once_with_their_own_link(fixed):
    came, stayed_away = invited(fixed, status="aanwezig"), invited(fixed, status="nee")
    invited(fixed, status="klaar")  # chosen, never invited
    invited(fixed, persoon=PersoonFactory(pilot=fixed.pilot, email=""))

    document = make_ready(fixed)
    document.kind().when_ready(document)

    mails = Bericht.objects.filter(soort="verslag")
    assert {mail.aan for mail in mails} == {came.email, stayed_away.email}
    assert len({mail.tekst for mail in mails}) == 2
    assert all("3 bladen" in mail.tekst and "/u/" in mail.tekst for mail in mails)


def test_no_mail_goes_out_when_the_facilitator_said_no(pilot, lead):
    meeting = make_fixed(pilot, lead, mailen=False)
    invited(meeting)

    make_ready(meeting)

    assert not Bericht.objects.exists()


def test_a_guest_reads_and_downloads_what_they_were_invited_to(fixed):
    client = guest(invited(fixed, status="nee"))

    before = client.get(reverse("verslag:verslag_file", args=[fixed.pk]))
    make_ready(fixed)
    page, own = client.get(read_url(fixed)), client.get("/u/")
    file = client.get(reverse("verslag:verslag_file", args=[fixed.pk]))

    assert before.status_code == HTTPStatus.NOT_FOUND
    assert "Wij leerden elkaar kennen." in page.text
    assert read_url(fixed) in own.text
    assert file.content == b"%PDF-1.7 een verslag"
    assert "no-store" in file["Cache-Control"]


def test_who_was_not_invited_finds_nothing(fixed):
    make_ready(fixed)
    elsewhere = held_today(fixed.pilot)
    client = guest(invited(elsewhere))
    not_sent = guest(invited(fixed, status="klaar"))

    for who in (client, not_sent, Client()):
        assert who.get(read_url(fixed)).status_code == HTTPStatus.NOT_FOUND
        assert who.get(reverse("verslag:verslag_file", args=[fixed.pk])).status_code == HTTPStatus.NOT_FOUND
        assert who.post(read_url(fixed), {"tekst": "Hoi"}).status_code == HTTPStatus.NOT_FOUND


def test_a_concept_is_not_read_by_guests(pilot):
    meeting = held_today(pilot)
    in_short(meeting)

    assert guest(invited(meeting)).get(read_url(meeting)).status_code == HTTPStatus.NOT_FOUND


def test_a_guest_says_what_is_not_right_until_the_day_it_is_possible(fixed):
    persoon = invited(fixed)
    client = guest(persoon)

    client.post(read_url(fixed), {"tekst": "Wij waren met drie."})
    empty = client.post(read_url(fixed), {"tekst": ""})
    private = client.post(read_url(fixed), {"tekst": "Haar bsn is 123456782"})
    Verslagversie.objects.update(reactie_tot=timezone.localdate() - timedelta(days=1))
    too_late = client.post(read_url(fixed), {"tekst": "Nog iets."})
    page = client.get(read_url(fixed)).text

    assert [(one.persoon, one.tekst, one.nummer) for one in Verslagopmerking.objects.all()] == [
        (persoon, "Wij waren met drie.", 1)
    ]
    assert empty.status_code == private.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "123456782" in private.text
    assert too_late.status_code == HTTPStatus.CONFLICT
    assert "Reageren kon tot en met" in page


def test_a_guest_reacts_at_most_five_times(fixed):
    client = guest(invited(fixed))

    answers = [client.post(read_url(fixed), {"tekst": f"Punt {nr}"}).status_code for nr in range(6)]

    assert answers[-1] == HTTPStatus.CONFLICT
    assert Verslagopmerking.objects.count() == 5


def test_only_a_user_with_the_right_fetches_the_pdf(fixed, client_as):
    document = make_ready(fixed)
    url = reverse("traject:document_download", args=[fixed.pilot_id, document.kenmerk])

    answers = {rol: client_as(rol).get(url).status_code for rol in ("facilitator", "ambtenaar", "bestuurder")}

    assert answers == {"facilitator": 200, "ambtenaar": 200, "bestuurder": 403}


def test_somebody_else_cannot_order_the_document(fixed):
    from pilots.bijeenkomsten.verslag.documents import VERSLAG

    assert not VERSLAG.may_order(UserFactory(), fixed)
