"""A verslag is withdrawn: guests read it no more, mail that waits stays, and a new version can follow."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from datt.documenten.models import Document
from pilots.access import Rol
from pilots.bijeenkomsten.verslag.models import Verslag
from pilots.bijeenkomsten.verslag.services.vaststellen import Vaststelling, fix_verslag
from tests.bijeenkomsten.test_verslag_lezen import make_ready
from tests.factories.bijeenkomsten import UitnodigingFactory, open_as_guest
from tests.factories.traject import PersoonFactory, PilotFactory
from tests.factories.verslag import AfspraakFactory, VerslagopmerkingFactory, held_today, in_short

REASON = {"reden": "Er stond een naam van een inwoner in."}


@pytest.fixture
def facilitator(client_as):
    return client_as(Rol.FACILITATOR)


@pytest.fixture
def fixed(pilot, facilitator):
    meeting = held_today(pilot)
    in_short(meeting)
    fix_verslag(meeting, Vaststelling(reactie_tot=timezone.localdate()), by=facilitator.user)
    return meeting


def url(name, meeting, *more):
    return reverse(f"verslag:{name}", args=[meeting.pilot_id, meeting.pk, *more])


@pytest.fixture
def guest(fixed):
    client = Client()
    open_as_guest(client, UitnodigingFactory(bijeenkomst=fixed, status="aanwezig").persoon)
    return client


def read(meeting):
    return reverse("verslag:verslag_read", args=[meeting.pk])


def test_guests_read_it_no_more_and_waiting_mail_stays(fixed, facilitator, guest):
    make_ready(fixed)
    before = guest.get(read(fixed))

    facilitator.post(url("verslag_withdraw", fixed), REASON)
    after, file = guest.get(read(fixed)), guest.get(reverse("verslag:verslag_file", args=[fixed.pk]))

    assert before.status_code == HTTPStatus.OK
    assert after.status_code == HTTPStatus.GONE
    assert "Dit verslag is ingetrokken" in after.text
    assert "Wij leerden elkaar kennen." not in after.text
    assert REASON["reden"] not in after.text
    assert file.status_code == HTTPStatus.NOT_FOUND
    assert read(fixed) not in guest.get("/u/").text
    assert guest.post(read(fixed), {"tekst": "Nog iets"}).status_code == HTTPStatus.GONE
    assert {one.status for one in Bericht.objects.filter(soort="verslag")} == {"ingetrokken"}
    assert Gebeurtenis.objects.get(wat="verslag.verslag.ingetrokken").reden == REASON["reden"]


def test_a_pdf_that_comes_late_mails_nobody(fixed, facilitator, guest):
    facilitator.post(url("verslag_withdraw", fixed), REASON)

    make_ready(fixed)

    assert not Bericht.objects.filter(soort="verslag").exists()
    assert guest.get(reverse("verslag:verslag_file", args=[fixed.pk])).status_code == HTTPStatus.NOT_FOUND


def test_a_new_version_after_it_is_read_again(fixed, facilitator, guest):
    facilitator.post(url("verslag_withdraw", fixed), REASON)
    locked = facilitator.post(url("deel_save", fixed, "kort"), {"inhoud": "Stiekem.", "versie": "1"})
    facilitator.post(url("verslag_reopen", fixed), {"reden": "De naam gaat eruit."})
    between = guest.get(read(fixed))
    facilitator.post(url("deel_save", fixed, "kort"), {"inhoud": "Zonder naam.", "versie": "1"})
    day = (timezone.localdate() + timedelta(days=7)).isoformat()
    facilitator.post(url("verslag_fix", fixed), {"reactie_tot": day, "wat_veranderd": "Een naam is weg."})

    page = guest.get(read(fixed))

    assert locked.status_code == HTTPStatus.CONFLICT
    assert between.status_code == HTTPStatus.GONE
    assert page.status_code == HTTPStatus.OK
    assert "Zonder naam." in page.text
    assert Document.objects.filter(soort="verslag").count() == 2


def test_what_was_opened_again_can_be_withdrawn_too(fixed, facilitator, guest):
    facilitator.post(url("verslag_reopen", fixed), {"reden": "Een fout."})
    still = guest.get(read(fixed))
    facilitator.post(url("verslag_withdraw", fixed), REASON)

    assert still.status_code == HTTPStatus.OK
    assert guest.get(read(fixed)).status_code == HTTPStatus.GONE
    assert Verslag.objects.get().status == "ingetrokken"


def test_the_reason_is_asked_and_the_second_time_there_is_nothing_left(fixed, facilitator):
    asked = facilitator.get(url("verslag_withdraw", fixed))
    without = facilitator.post(url("verslag_withdraw", fixed), {"reden": ""})
    facilitator.post(url("verslag_withdraw", fixed), REASON)
    again = facilitator.post(url("verslag_withdraw", fixed), REASON)

    assert "Trek het verslag in?" in asked.text
    assert without.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert again.status_code == HTTPStatus.CONFLICT
    assert Gebeurtenis.objects.filter(wat="verslag.verslag.ingetrokken").count() == 1


def test_what_was_never_fixed_is_not_withdrawn(pilot, facilitator):
    meeting = held_today(pilot)
    in_short(meeting)

    assert facilitator.get(url("verslag_withdraw", meeting)).status_code == HTTPStatus.FOUND
    assert facilitator.post(url("verslag_withdraw", meeting), REASON).status_code == HTTPStatus.CONFLICT


def test_who_has_no_mail_address_is_named_for_the_paper(fixed, facilitator, client_as):
    UitnodigingFactory(bijeenkomst=fixed, persoon=PersoonFactory(pilot=fixed.pilot, naam="Op Papier", email=""))

    page, official = facilitator.get(url("verslag_detail", fixed)), client_as(Rol.AMBTENAAR)
    facilitator.post(url("verslag_reopen", fixed), {"reden": "Een fout."})
    before_fixing = facilitator.get(url("verslag_fix", fixed))

    assert "1 gast krijgt geen mail" in " ".join(page.text.split())
    assert "Op Papier" in page.text
    assert "Op Papier" in before_fixing.text
    assert "Op Papier" not in official.get(url("verslag_detail", fixed)).text


def test_an_official_reads_no_verslag_that_was_withdrawn(fixed, facilitator, client_as):
    facilitator.post(url("verslag_withdraw", fixed), REASON)

    page = client_as(Rol.AMBTENAAR).get(url("verslag_detail", fixed)).text

    assert "Dit verslag is ingetrokken" in page
    assert "Wij leerden elkaar kennen." not in page
    assert REASON["reden"] not in page


# ---- who may, for every step ---------------------------------------------------------------------

STEPS = [
    ("deel_save", ("kort",)), ("verslag_fix", ()), ("verslag_reopen", ()), ("verslag_withdraw", ()),
    ("verslag_pdf_retry", ()), ("afspraak_add", ()), ("terugblik_detail", ()), ("bedankje_aan", ()),
    ("bedankje_uit", ()), ("evaluatie_papier", ()),
]  # fmt: skip
OF_ONE = ["afspraak_edit", "afspraak_drop", "afspraak_done", "afspraak_reopen", "opmerking_done"]


@pytest.mark.parametrize(("name", "more"), STEPS)
@pytest.mark.parametrize(("rol", "status"), [(Rol.AMBTENAAR, 403), (Rol.BESTUURDER, 403), (None, 404)])
def test_no_step_for_who_only_reads_or_is_a_stranger(fixed, client_as, name, more, rol, status):
    assert client_as(rol).post(url(name, fixed, *more), REASON).status_code == status


@pytest.mark.parametrize("name", OF_ONE)
@pytest.mark.parametrize(("rol", "status"), [(Rol.AMBTENAAR, 403), (None, 404)])
def test_no_step_on_one_agreement_or_remark_either(fixed, client_as, name, rol, status):
    row = (
        VerslagopmerkingFactory(verslag=fixed.verslag)
        if name == "opmerking_done"
        else AfspraakFactory(bijeenkomst=fixed)
    )

    assert client_as(rol).post(url(name, fixed, row.pk)).status_code == status


@pytest.mark.parametrize(("name", "more"), STEPS)
def test_no_step_in_the_meeting_of_another_pilot(facilitator, pilot, name, more):
    other = held_today(PilotFactory())
    mixed = reverse(f"verslag:{name}", args=[pilot.pk, other.pk, *more])

    assert facilitator.post(mixed, REASON).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", ["afspraak_edit", "afspraak_drop"])
def test_an_agreement_of_a_fixed_verslag_does_not_change(fixed, facilitator, name):
    afspraak = AfspraakFactory(bijeenkomst=fixed, wat="Zoals het was")
    data = {"soort": "besluit", "wat": "Anders", "wie": "", "uiterlijk": "", "versie": afspraak.versie}

    response = facilitator.post(url(name, fixed, afspraak.pk), data)

    afspraak.refresh_from_db()
    assert response.status_code == HTTPStatus.CONFLICT
    assert (afspraak.wat, afspraak.status) == ("Zoals het was", "open")


def test_a_pdf_that_did_not_fail_is_not_made_again(fixed, facilitator):
    assert facilitator.post(url("verslag_pdf_retry", fixed)).status_code == HTTPStatus.CONFLICT


@pytest.mark.parametrize(("name", "more"), [("deel_save", ("kort",)), ("afspraak_add", ()), ("verslag_withdraw", ())])
def test_a_pilot_that_is_over_keeps_its_verslag(fixed, facilitator, name, more):
    type(fixed.pilot).objects.update(status="gearchiveerd")
    data = {"inhoud": "Anders", "versie": "1", "soort": "besluit", "wat": "Anders", **REASON}

    assert facilitator.post(url(name, fixed, *more), data).status_code == HTTPStatus.CONFLICT
