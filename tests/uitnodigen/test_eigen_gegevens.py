"""What we know about a guest: to read, to take along and to have removed, without a trace of the name."""

import json

import pytest
from django.apps import apps

from datt.berichten.models import Bericht
from datt.berichten.tasks import deliver_bericht, sweep_berichten
from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.models import Gastlink
from tests.factories.bijeenkomsten import AanwezigheidFactory, UitnodigingFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.traject import BijeenkomstFactory, DeelnameFactory
from tests.uitnodigen.gast import PAGE, address, answer, browser, invited, mails, status

DATA, GONE = address("gast_gegevens"), address("gast_wis")


@pytest.fixture
def guest(meeting):
    return invited(
        meeting, naam="Samira de Wit", telefoon="06 12345678", postadres="Dorpsstraat 9",
        organisatie=OrganisatieFactory(naam="Voedselbank"), positie="vrijwilliger",
    )  # fmt: skip


def test_the_page_says_what_is_kept_why_and_until_when(guest, meeting):
    client = browser(guest.persoon)
    answer(client, meeting, "nee", reden="Met vakantie")

    page = client.get(DATA).text

    for word in ("Samira de Wit", guest.persoon.email, "06 12345678", "Dorpsstraat 9", "Voedselbank", "Vrijwilliger",
                 "Met vakantie", "Werkconferentie", "Tot twee weken na de bijeenkomst" if guest.dieet else "Tot ",
                 "24 maanden"):  # fmt: skip
        assert word in page


def test_it_can_be_taken_along_for_a_machine_and_to_read(guest):
    client = browser(guest.persoon)

    machine, reader = client.get(address("gast_bestand", "json")), client.get(address("gast_bestand", "txt"))

    assert "attachment" in machine["Content-Disposition"]
    kinds = {one["soort"]: one["inhoud"] for one in json.loads(machine.text)["gegevens"]}
    assert kinds["Wie u bent"]["Naam"] == "Samira de Wit"
    assert "- Naam: Samira de Wit" in reader.text
    assert client.get(address("gast_bestand", "xml")).status_code == 404


def test_what_was_told_about_food_goes_only_to_the_own_address(guest, meeting):
    client = browser(guest.persoon)
    answer(client, meeting, "ja", dieet="halal", toegang="een tolk")

    client.post(address("gast_behoeften"))

    mail = Bericht.objects.get(soort="uw_behoeften")
    assert mail.aan == guest.persoon.email
    assert "eten: halal, verder nodig: een tolk" in mail.tekst
    assert mail.geheim


def test_looking_at_the_question_removes_nothing(guest):
    page = browser(guest.persoon).get(GONE)

    assert "U kunt dit niet ongedaan maken" in page.text
    guest.persoon.refresh_from_db()
    assert guest.persoon.naam == "Samira de Wit"


def everything_stored():
    """Every text in the database."""
    return json.dumps(
        [list(model._base_manager.values()) for model in apps.get_models() if model._meta.label != "sessions.Session"],
        default=str,
        ensure_ascii=False,
    )


def test_after_removal_nothing_in_the_database_names_them(guest, meeting, limits, settings):
    settings.DEMO = False
    limits(plaatsen=1)
    client = browser(guest.persoon)
    answer(client, meeting, "ja", dieet="halal", toegang="een tolk")
    waiting = invited(meeting)
    answer(browser(waiting.persoon), meeting, "ja")
    client.post(DATA, {"telefoon": "06 12345678", "sms": "on"})
    held = BijeenkomstFactory(pilot=meeting.pilot, status="gehouden")
    UitnodigingFactory(
        bijeenkomst=held, persoon=guest.persoon, status="aanwezig", reden="Op de fiets", antwoord_door="x"
    )
    AanwezigheidFactory(bijeenkomst=held, persoon=guest.persoon)
    old = guest.persoon.email

    page = client.post(GONE, follow=True)

    assert "Uw gegevens zijn verwijderd" in page.text
    assert (status(guest), status(waiting)) == ("afgemeld", "ja")
    assert held.aanwezigheden.count() == 1
    assert client.get(PAGE).status_code == 404
    assert not Gastlink.objects.valid().filter(persoon=guest.persoon_id).exists()
    last = Bericht.objects.get(soort="gegevens_verwijderd")
    assert last.aan == old
    deliver_bericht(last.pk)
    sweep_berichten()
    stored = everything_stored()
    for trace in ("Samira", "de Wit", old, "12345678", "Dorpsstraat 9", "halal", "een tolk", "Op de fiets"):
        assert trace not in stored
    assert mails(waiting.persoon)[-1] == "plaats_vrijgekomen"
    line = Gebeurtenis.objects.get(wat="uitnodigen.gegevens.verwijderd")
    assert str(line) == "iemand met een persoonlijke link liet de eigen gegevens verwijderen"


def test_the_name_of_somebody_else_who_is_called_alike_stays(guest, meeting):
    other = invited(meeting, naam="Samira de Witte")
    answer(browser(other.persoon), meeting, "ja")
    client = browser(guest.persoon)
    answer(client, meeting, "ja")

    client.post(GONE)

    assert "Samira de Witte" in Gebeurtenis.objects.about(other).get().zin
    other.persoon.refresh_from_db()
    assert other.persoon.naam == "Samira de Witte"


def test_who_has_a_task_keeps_the_name_and_reads_why(guest, meeting):
    DeelnameFactory(persoon=guest.persoon, pilot=meeting.pilot, rol=Rol.BESTUURDER)
    client = browser(guest.persoon)
    answer(client, meeting, "ja", dieet="halal", toegang="een tolk")
    assert "U bent bestuurder of leidinggevende in deze pilot." in client.get(GONE).text

    page = client.post(GONE, follow=True)

    guest.persoon.refresh_from_db()
    guest.refresh_from_db()
    assert "Uw naam en mailadres blijven nog staan" in page.text
    assert (guest.persoon.naam, guest.persoon.telefoon, guest.persoon.postadres) == ("Samira de Wit", "", "")
    assert (guest.status, guest.dieet, guest.toegang) == ("ja", "", "")
    assert mails(guest.persoon) == ["bevestiging_ja"]


def test_a_guest_without_a_mail_address_goes_without_a_mail(meeting):
    guest = invited(meeting, email="", telefoon="06 11112222")

    assert browser(guest.persoon).post(GONE).status_code == 302

    assert mails() == []
    guest.persoon.refresh_from_db()
    assert guest.persoon.naam == "iemand"
