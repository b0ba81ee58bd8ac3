"""Guests whom no mail reaches get the verslag on paper: a letter each, as one file or as a ZIP."""

import io
import zipfile
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from datt.berichten.models import Mailadres
from datt.berichten.services.afmelden import opt_out
from datt.documenten.kinds import Colofon
from datt.documenten.models import Document
from datt.documenten.tasks import make_document
from pilots.access import Rol
from pilots.bijeenkomsten.verslag.brieven import BRIEVEN
from pilots.bijeenkomsten.verslag.services.vaststellen import Vaststelling, fix_verslag
from pilots.traject.models import Persoon
from tests.bijeenkomsten.test_verslag_lezen import make_ready
from tests.documenten.papier import pdf_of, zip_of
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.traject import PersoonFactory, PilotFactory
from tests.factories.verslag import held_today, in_short


@pytest.fixture
def facilitator(client_as):
    return client_as(Rol.FACILITATOR)


@pytest.fixture
def fixed(pilot, facilitator):
    """A verslag that was fixed, of which the PDF is not there yet."""
    meeting = held_today(pilot)
    in_short(meeting)
    fix_verslag(meeting, Vaststelling(reactie_tot=timezone.localdate()), by=facilitator.user)
    return meeting


@pytest.fixture
def ready(fixed):
    make_ready(fixed)
    return fixed


def url(meeting, name="verslag_brieven"):
    return reverse(f"verslag:{name}", args=[meeting.pilot_id, meeting.pk])


def guest(meeting, naam, email="", **more):
    persoon = PersoonFactory(pilot=meeting.pilot, naam=naam, email=email, **more)
    return UitnodigingFactory(bijeenkomst=meeting, persoon=persoon, status="aanwezig").persoon


def html_of(key, meeting):
    return BRIEVEN[key].html(meeting, Colofon(versie=1, besteld_op=timezone.now(), besteld_door="Anouk Vermeer"))


def pages_of(content):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def test_whom_no_mail_reaches_gets_a_letter_and_the_others_do_not(ready, facilitator):
    guest(ready, "Op Papier")
    guest(ready, "Wil Niet", email="wil.niet@leren.example")
    guest(ready, "Komt Terug", email="komt.terug@leren.example")
    guest(ready, "Heeft Mail", email="heeft.mail@leren.example")
    opt_out("wil.niet@leren.example", ready.pilot)
    Mailadres.objects.create(adres="komt.terug@leren.example", keer_terug=3, onbestelbaar_op=timezone.now())

    page = facilitator.get(url(ready)).text
    made = pages_of(pdf_of(html_of("een", ready)).content)

    assert "Komt Terug (mail komt terug), Op Papier (geen mailadres), Wil Niet (wil geen mail meer)." in page
    assert [name in made[nr] for nr, name in enumerate(("Komt Terug", "Op Papier", "Wil Niet"))] == [True] * 3
    assert len(made) == 3
    assert "Heeft Mail" not in page


def test_a_letter_says_how_long_it_is_until_when_one_may_react_and_where(ready):
    guest(ready, "Op Papier")

    (page,) = pages_of(pdf_of(html_of("een", ready)).content)

    assert "Beste Op Papier" in page
    assert "3 bladen lang" in page
    assert "Klopt er iets niet?" in page
    assert "/k/" in page
    assert "versie 1" in page


def test_a_letter_to_somebody_with_a_long_name_stays_on_one_sheet(ready):
    bank = OrganisatieFactory(naam="Stichting Samenwerkende Maatschappelijke Dienstverlening Waterrade en Omstreken")
    long = guest(ready, "W" * 60, postadres="W" * 60)
    Persoon.objects.filter(pk=long.pk).update(organisatie=bank)

    made = pdf_of(html_of("een", ready))

    assert (len(pages_of(made.content)), made.warnings) == (1, [])


def test_a_zip_has_a_letter_for_each(ready):
    guest(ready, "Jan Jansen")
    guest(ready, "Jan Jansen")

    made = zip_of(html_of("los", ready))

    assert made.warnings == []
    with zipfile.ZipFile(io.BytesIO(made.content)) as letters:
        assert letters.namelist() == ["1 Jan Jansen.pdf", "2 Jan Jansen.pdf"]


def test_the_worker_makes_them_and_only_who_may_invite_fetches_them(ready, facilitator, client_as):
    guest(ready, "Op Papier")

    answer = facilitator.post(url(ready), {"als": "een"})
    document = Document.objects.get(soort=BRIEVEN["een"].key)
    make_document(document.pk)

    assert answer.status_code == HTTPStatus.FOUND
    assert "Download de brieven (1 bladzijde)" in facilitator.get(url(ready)).text
    address = reverse("traject:document_download", args=[ready.pilot_id, document.kenmerk])
    assert facilitator.get(address).status_code == HTTPStatus.OK
    assert client_as(Rol.AMBTENAAR).get(address).status_code == HTTPStatus.FORBIDDEN
    assert client_as(Rol.AMBTENAAR).get(url(ready)).status_code == HTTPStatus.FORBIDDEN
    assert client_as(Rol.FACILITATOR, in_pilot=PilotFactory()).get(url(ready)).status_code == HTTPStatus.NOT_FOUND


def test_a_word_that_means_nothing_makes_one_file(ready, facilitator):
    facilitator.post(url(ready), {"als": "iets; drop"})

    assert Document.objects.latest("pk").soort == BRIEVEN["een"].key


def test_letters_wait_for_the_verslag_itself(fixed, facilitator):
    guest(fixed, "Op Papier")

    page, answer = facilitator.get(url(fixed, "verslag_detail")).text, facilitator.post(url(fixed), {"als": "een"})

    assert "Maak de brieven" not in page
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Wacht tot de pdf van het verslag er is." in answer.text


def test_there_are_no_letters_with_a_verslag_that_was_withdrawn(ready, facilitator):
    facilitator.post(url(ready, "verslag_withdraw"), {"reden": "Er stond een naam in."})

    assert facilitator.get(url(ready)).status_code == HTTPStatus.CONFLICT
    assert facilitator.post(url(ready), {"als": "een"}).status_code == HTTPStatus.CONFLICT


def test_letters_with_an_older_version_are_not_offered_any_more(ready, facilitator):
    guest(ready, "Op Papier")
    facilitator.post(url(ready), {"als": "een"})
    make_document(Document.objects.latest("pk").pk)

    facilitator.post(url(ready, "verslag_reopen"), {"reden": "Er stond een fout in."})
    fix_verslag(ready, Vaststelling(reactie_tot=timezone.localdate(), wat_veranderd="Een getal."), by=facilitator.user)
    make_ready(ready)

    assert "Download de brieven" not in facilitator.get(url(ready)).text


def test_as_many_queries_for_many_as_for_two(ready, facilitator, django_assert_max_num_queries):
    for nr in range(2):
        guest(ready, f"Gast {nr}")
    facilitator.get(url(ready))
    with django_assert_max_num_queries(60) as few:
        html_of("een", ready)
    for nr in range(20):
        guest(ready, f"Meer {nr}")
    with django_assert_max_num_queries(len(few.captured_queries) + 2):
        html_of("een", ready)
