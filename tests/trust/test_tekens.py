"""Whatever people type, it stays text: on the page, in a mail, in a file, in a calendar and in a name of a file."""

import csv
import io

import pytest
from django.urls import reverse

from datt.berichten.models import Bericht
from pilots.access import Rol
from pilots.partners.models import Ketenpartner
from pilots.traject.models import Pilot
from pilots.traject.services import agendalinks
from tests.factories.partners import KetenpartnerFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.trust.test_grenzen import device, form

SCRIPT = "<svg/onload=alert(1)>"
TRICKS = [
    f"\"'>{SCRIPT}",
    "{{ 7*7 }}{% debug %}${7*7}",
    "</title><script src=//kwaad.example></script>",
    "\u202egnp.exe\u202c\u200b\u2066",
    "👩‍👩‍👧 Zoë Ærø ﷽",
    "a\r\nBcc: kwaad@elders.example",
    "=cmd|' /C calc'!A0",
    "x" * 10_000,
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
]


@pytest.mark.parametrize("trick", TRICKS, ids=range(len(TRICKS)))
def test_what_a_stranger_types_stays_text_everywhere(trick, client_as, pilot):
    address = reverse("partners:aanmelden", args=[pilot.slug])
    answer = device(address).post(address, form(1, naam=trick, contact_naam=trick, wat_doen_we=trick))

    assert answer.status_code in {302, 422}
    assert SCRIPT not in answer.text
    client = client_as(Rol.FACILITATOR)
    for partner in Ketenpartner.objects.filter(pilot=pilot):
        for page in (partner.get_absolute_url(), reverse("partners:partner_list", args=[pilot.pk])):
            text = client.get(page).text
            assert SCRIPT not in text
            assert "<script src=//" not in text
    for mail in Bericht.objects.all():
        assert "<svg" not in mail.html
        assert "\n" not in mail.onderwerpregel
        assert "49" not in mail.onderwerpregel


@pytest.mark.parametrize("trick", [trick for trick in TRICKS if len(trick) < 100], ids=range(len(TRICKS) - 1))
def test_what_stands_in_the_database_stays_text_on_every_page_and_in_every_file(trick, client_as, pilot):
    """As if it came in by another way: the outputs do not trust what was checked at the door."""
    client = client_as(Rol.FACILITATOR)
    Pilot.objects.filter(pk=pilot.pk).update(titel=trick, doelstelling=trick)
    BijeenkomstFactory(pilot=pilot, titel=trick, korte_titel=trick[:40], plaats=trick)
    partner = KetenpartnerFactory(pilot=pilot, confirmed=True, organisatie__naam=trick, organisatie__wij_bieden=trick)
    PersoonFactory(pilot=pilot, naam=trick, organisatie=partner.organisatie)
    pages = ["traject:pilot_detail", "traject:team", "partners:partner_list", "partners:sociale_kaart",
             "partners:persoon_list", "traject:logboek", "traject:agenda_detail"]  # fmt: skip

    for name in pages:
        page = client.get(reverse(name, args=[pilot.pk]))
        assert page.status_code == 200
        assert SCRIPT not in page.text
        assert "<script src=//" not in page.text

    found = client.get(reverse("traject:search"), {"q": trick.strip()[:60]})
    assert found.status_code in {200, 400}
    assert SCRIPT not in found.text

    file = client.get(reverse("partners:export_mensen", args=[pilot.pk]), {"als": "csv"})
    cells = [cell for row in csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]
    assert all("\n" not in value for value in file.headers.values())

    feed = client.get(reverse("traject:agenda_pilot", args=[agendalinks.pilot_token(pilot)]))
    assert feed.status_code == 200
    assert not [line for line in feed.content.decode().split("\r\n") if line.startswith("Bcc")]
    assert feed.content.count(b"BEGIN:VEVENT") == 1
