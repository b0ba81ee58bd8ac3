"""Every message about a meeting can be written with what is known, whatever is missing, and for many at once."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from datt.berichten.kinds import kinds
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.services.agenda import CANCEL, Gastagenda, guest_calendar
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import cancel_fields, fields_for, fields_for_all, sentence
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.plannen import PlangroepFactory
from tests.factories.traject import BijeenkomstFactory, DeelnameFactory, PersoonFactory

OVER_EEN_BIJEENKOMST = [
    slug
    for slug in kinds()
    if slug.startswith(("uitnodiging_", "herinnering_", "bevestiging_", "wijziging_", "collega_"))
    or slug in {"save_the_date", "wachtlijst", "plaats_vrijgekomen", "afgelast", "afgemeld"}
]
# What only the change itself knows.
VAN_DE_WIJZIGING = {"oude_datum", "oude_datum_kort"}


@pytest.mark.parametrize("soort", OVER_EEN_BIJEENKOMST)
def test_a_bare_invitation_fills_every_message_about_a_meeting(db, soort):
    velden = fields_for(UitnodigingFactory(), oude_datum="maandag", oude_datum_kort="ma")

    subject, text, html = kinds()[soort].fill(velden)

    assert "{{" not in subject + text + html
    for naam in kinds()[soort].velden.keys() - VAN_DE_WIJZIGING - {"toegankelijk"}:
        assert velden[naam].strip(), naam


def test_what_is_known_stands_in_it(db):
    meeting = BijeenkomstFactory(
        datum=timezone.localdate() + timedelta(days=30), plaats="De Brug\nachterom", adres="Dorpsstraat 1"
    )
    facilitator = PersoonFactory(pilot=meeting.pilot, naam="Anouk Vermeer", telefoon="0123-456789")
    DeelnameFactory(persoon=facilitator, rol=Rol.FACILITATOR)
    uitnodiging = UitnodigingFactory(bijeenkomst=meeting, persoon__naam="Zoë ‘Z’ d'Hondt 🌷")

    velden = fields_for(uitnodiging)

    assert velden["naam"] == "Zoë ‘Z’ d'Hondt 🌷"
    assert velden["contact_telefoon"] == "0123-456789"
    assert velden["afzender"] == "Anouk Vermeer, projectleider"
    assert velden["antwoordlink"].startswith("http")
    assert "://" not in velden["korte_link"]
    _, text, _ = kinds()["herinnering_1_dag"].fill(velden)
    assert "De Brug achterom, Dorpsstraat 1" in text


@pytest.mark.parametrize("count", [1, 150])
def test_many_take_as_many_queries_as_one(db, count, django_assert_num_queries):
    meeting = BijeenkomstFactory(datum=timezone.localdate() + timedelta(days=30))
    invited = [UitnodigingFactory(bijeenkomst=meeting) for _ in range(count)]
    fields_for_all(invited)  # the links are made

    with django_assert_num_queries(6):
        velden = fields_for_all(invited)

    assert len({one["antwoordlink"] for one in velden.values()}) == count


def test_who_waits_reads_their_own_place_in_line(db):
    meeting = BijeenkomstFactory(datum=timezone.localdate() + timedelta(days=30))
    first, second = (UitnodigingFactory(bijeenkomst=meeting, wacht=True) for _ in range(2))

    velden = fields_for_all([second, first])

    assert (velden[first.pk]["plek_op_lijst"], velden[second.pk]["plek_op_lijst"]) == ("1", "2")


def test_a_reason_becomes_a_sentence(db):
    assert sentence("de zaal is\nonder water gelopen") == "De zaal is onder water gelopen."
    assert cancel_fields(BijeenkomstFactory(), "")["reden"].startswith("Wij leggen")


def test_a_guest_gets_the_meeting_in_their_own_calendar(db):
    meeting = BijeenkomstFactory(
        datum=timezone.localdate() + timedelta(days=30), plaats="De Brug\r\nATTENDEE:mailto:spion@kwaad.example"
    )
    uitnodiging = UitnodigingFactory(bijeenkomst=meeting)

    whole = guest_calendar(uitnodiging)

    calendar = Calendar.from_ical(whole)
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"] == f"{meeting.uid}@datt-werkt"
    assert event["ATTENDEE"] == f"mailto:{uitnodiging.persoon.email}"
    assert "/pilots/" not in whole
    assert all(len(line.encode()) <= 75 for line in whole.split("\r\n"))


def test_the_number_rises_and_a_cancellation_says_so(db):
    uitnodiging = UitnodigingFactory(bijeenkomst__ics_nummer=4, bijeenkomst__status="geannuleerd")

    calendar = Calendar.from_ical(guest_calendar(uitnodiging, method=CANCEL))

    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 5)


def test_who_has_no_mail_address_gets_no_calendar_file(db):
    uitnodiging = UitnodigingFactory(persoon__email="")

    assert Gastagenda(uitnodiging.bijeenkomst).of(uitnodiging) == ""


def test_a_gemeente_without_a_projectleider_signs_itself(db):
    one = UitnodigingFactory()

    assert fields_for(one)["afzender"] == f"Gemeente {one.bijeenkomst.pilot.gemeente}"


@pytest.mark.parametrize(
    ("groepen", "zin"),
    [
        ([], "Zit u nog niet in een groep? Dan zoeken we er bij binnenkomst een met u uit."),
        (["Eerst bellen"], "U zit in de groep ‘Eerst bellen’."),
        (["Brieven", "Eerst bellen"], "U zit in de groepen ‘Brieven’ en ‘Eerst bellen’."),
    ],
)
def test_who_makes_a_plan_reads_in_which_group(db, groepen, zin):
    one = UitnodigingFactory(bijeenkomst__soort="plannen_maken")
    for naam in groepen:
        groep = PlangroepFactory(pilot=one.bijeenkomst.pilot, naam=naam)
        groep.leden.create(persoon=one.persoon)

    velden = fields_for(one)

    _, text, _ = kinds()["uitnodiging_plannen_maken"].fill(velden)
    assert f"verbeterplan te maken? {zin} Laat het weten" in text
    assert zin in kinds()["uitnodiging_plannen_maken"].fill_letter(velden)


def test_what_is_empty_leaves_no_double_space(db):
    velden = fields_for(UitnodigingFactory(), reden="", oude_datum="maandag", oude_datum_kort="ma")

    for soort in OVER_EEN_BIJEENKOMST:
        _, text, html = kinds()[soort].fill(velden)
        assert not any("  " in line or line.startswith(" ") for line in text.splitlines()), soort
        assert "<p> " not in html
