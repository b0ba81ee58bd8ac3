"""Letters: each guest one sheet, as one file to print or as a ZIP with a file for each of them."""

import io
import zipfile

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from datt.berichten.kinds import kinds
from datt.documenten.kinds import Colofon
from datt.documenten.models import Document
from datt.documenten.tasks import make_document
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.brieven import BRIEVEN
from pilots.traject.models import Persoon
from tests.documenten.papier import pdf_of, zip_of
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.keten import OrganisatieFactory

pytestmark = pytest.mark.django_db
LANGE_NAAM = "W" * 60
LANGE_ORGANISATIE = "Stichting Samenwerkende Maatschappelijke Dienstverlening Waterrade en Omstreken"
NAMEN = [
    "../../etc/passwd",
    "Zoë ‘Z’ d'Hondt 🌷",
    "Jan Jansen",
    "Jan Jansen",
    "CON",
    "\u202egpj.exe",
    "فاطمة الزهراء",
    "Naam " * 12,
]


def ready(meeting, namen):
    return [UitnodigingFactory(bijeenkomst=meeting, status="klaar", persoon__naam=naam[:60]) for naam in namen]


def url(meeting, name="gast_brieven") -> str:
    return reverse(f"uitnodigen:{name}", args=[meeting.pilot_id, meeting.pk])


def html_of(key, meeting) -> str:
    return BRIEVEN[key].html(meeting, Colofon(versie=1, besteld_op=timezone.now(), besteld_door="Anouk Vermeer"))


def texts(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def test_a_zip_has_a_letter_for_each_guest_under_a_name_that_is_safe_everywhere(meeting):
    ready(meeting, NAMEN)

    made = zip_of(html_of("allemaal_los", meeting))

    with zipfile.ZipFile(io.BytesIO(made.content)) as letters:
        assert letters.testzip() is None
        names = letters.namelist()
        pages = {name: texts(letters.read(name)) for name in names}
    assert made.warnings == []
    assert len(set(names)) == len(NAMEN)
    assert sum("Jan Jansen.pdf" in name for name in names) == 2
    assert all(name[0].isdigit() and name.endswith(".pdf") for name in names)
    assert all(name.isprintable() and not set(name) & set('/\\:*?"<>|') for name in names)
    assert all("".join(found).count("Uitnodiging: Werkconferentie") == 1 for found in pages.values())


def test_each_letter_of_a_zip_is_a_document_that_can_be_read_aloud(meeting):
    ready(meeting, ["Samira de Wit", "Piet Papier"])

    made = zip_of(html_of("allemaal_los", meeting))

    with zipfile.ZipFile(io.BytesIO(made.content)) as letters:
        for name in letters.namelist():
            with pikepdf.open(io.BytesIO(letters.read(name))) as pdf, pdf.open_metadata() as metadata:
                assert bool(pdf.Root.MarkInfo.Marked)
                assert metadata["pdfuaid:part"] == "1"
                assert metadata["dc:title"] == name.removesuffix(".pdf")


@pytest.mark.parametrize("slug", [slug for slug in kinds() if slug.startswith("uitnodiging_")])
def test_every_invitation_on_paper_is_one_sheet(meeting, slug):
    meeting.soort = slug.removeprefix("uitnodiging_")
    meeting.plaats, meeting.adres = "Cultureel centrum De Waag", "Markt 8, 1234 AB Waterrade"
    meeting.doel = "Wij leren elkaar kennen en kiezen samen wat er beter moet. " * 5
    meeting.save()
    long = UitnodigingFactory(bijeenkomst=meeting, status="klaar", persoon__naam=LANGE_NAAM).persoon
    Persoon.objects.filter(pk=long.pk).update(
        organisatie=OrganisatieFactory(naam=LANGE_ORGANISATIE), postadres="W" * 60
    )
    ready(meeting, ["Samira de Wit"])

    made = pdf_of(html_of("allemaal", type(meeting).objects.get(pk=meeting.pk)))

    pages = texts(made.content)
    assert (len(pages), made.warnings) == (2, [])
    for page in pages:
        assert all(words in page for words in ("Ik kom niet", "Met vriendelijke groet", "/k/"))
        assert "[emoji]" not in page


def test_a_zip_is_made_by_the_worker_and_fetched_by_who_may_invite(client_as, meeting):
    ready(meeting, ["Samira de Wit"])
    client = client_as(Rol.FACILITATOR)

    client.post(url(meeting), {"voor": "allemaal_los"})
    document = Document.objects.get()
    make_document(document.pk)

    assert "Download de zip" in client.get(url(meeting)).text
    address = reverse("traject:document_download", args=[meeting.pilot_id, document.kenmerk])
    answer = client.get(address)
    assert answer["Content-Type"] == "application/zip"
    assert ".zip" in answer["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as letters:
        assert letters.namelist() == ["1 Samira de Wit.pdf"]
    assert client_as(Rol.KETENPARTNER).get(address).status_code == 403
    assert client_as(None).get(address).status_code in {403, 404}


def test_a_word_that_means_nothing_orders_the_letters_for_who_has_no_mail(client_as, meeting):
    ready(meeting, ["Samira de Wit"])

    client_as(Rol.FACILITATOR).post(url(meeting), {"voor": "iedereen; drop"})

    assert Document.objects.get().soort == BRIEVEN["zonder_mail"].key
