"""The personal link: one person, revocable, expiring, in no log and no Referer, not to be guessed."""

import io
import json
import logging
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Bericht
from datt.berichten.tasks import deliver_bericht
from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.models import Gastlink
from pilots.bijeenkomsten.uitnodigen.services.links import code_of, extend_links, grouped_code, link_for, token_of
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory, PilotFactory
from tests.uitnodigen.gast import PAGE, address, answer, browser, invited, mails, open_link, status

LOST, TYPE = address("gast_kwijt"), address("gast_typ")


@pytest.fixture
def guest(meeting):
    return invited(meeting, naam="Samira de Wit")


def test_the_link_leads_to_a_clean_address_without_the_key_in_it(guest):
    client = Client()

    answered = open_link(client, guest.persoon)

    assert answered.status_code == 303
    assert answered["Location"] == PAGE
    assert answered["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answered["Cache-Control"]
    page = client.get(PAGE)
    assert token_of(link_for(guest.persoon)) not in page.text
    assert code_of(link_for(guest.persoon)) not in page.text


def test_nothing_that_is_stored_works_as_a_link(guest, client):
    link = link_for(guest.persoon)

    for stored in (link.token_hash, link.code_hash, link.zaad, str(link.pk)):
        assert client.get(f"/u/{stored}/").status_code == 404
        assert client.get(f"/k/{stored}/").status_code == 404


@pytest.mark.parametrize("how", ["revoked", "expired", "merged"])
def test_a_link_that_stopped_is_useless_also_where_the_page_is_still_open(how, guest, meeting):
    client = browser(guest.persoon)
    token = token_of(link_for(guest.persoon))
    link = Gastlink.objects.filter(persoon=guest.persoon)
    if how == "revoked":
        link.update(ingetrokken_op=timezone.now())
    elif how == "expired":
        link.update(verloopt_op=timezone.now() - timedelta(seconds=1))
    else:
        guest.persoon.samengevoegd_in = PersoonFactory(pilot=meeting.pilot)
        guest.persoon.save()

    for where in (f"/u/{token}/", PAGE, address("gast_bijeenkomst", meeting.pk), address("gast_gegevens")):
        page = client.get(where)
        assert page.status_code == 404
        assert "Laat uw link opnieuw mailen" in page.text
    assert answer(client, meeting, "ja").status_code == 404
    assert status(guest) == "verstuurd"


def test_link_b_in_the_browser_of_a_shows_only_b(guest, meeting):
    other = UitnodigingFactory(persoon__naam="Mo Jansen")
    client = browser(guest.persoon)
    before = client.cookies["sessionid"].value

    open_link(client, other.persoon)

    assert client.cookies["sessionid"].value != before
    page = client.get(PAGE).text
    assert "Mo Jansen" in page
    assert "Samira" not in page
    assert client.get(address("gast_bijeenkomst", meeting.pk)).status_code == 404
    assert answer(client, meeting, "ja").status_code == 404


def test_a_link_of_one_pilot_opens_nothing_of_another(guest):
    elsewhere = UitnodigingFactory(bijeenkomst__pilot=PilotFactory(titel="Elders"))
    client = browser(guest.persoon)

    page = client.get(address("gast_bijeenkomst", elsewhere.bijeenkomst_id))

    assert page.status_code == 404
    assert "Elders" not in client.get(PAGE).text


def test_who_signed_in_stays_so_and_the_guest_gets_no_rights_of_it(guest, client_as, pilot):
    client = client_as(Rol.FACILITATOR)
    overview = reverse("traject:pilot_detail", args=[pilot.pk])

    open_link(client, guest.persoon)
    answer(client, guest.bijeenkomst, "ja")
    client.post(address("gast_close"))

    assert client.get(overview).status_code == 200
    assert client.get(PAGE).status_code == 404
    assert Gebeurtenis.objects.about(guest).get().door is None
    assert browser(guest.persoon).get(overview).status_code == 302


@pytest.mark.parametrize("status_", ["gearchiveerd", "afgebroken"])
def test_in_a_pilot_that_is_over_one_reads_and_may_still_go(status_, guest, meeting):
    client = browser(guest.persoon)
    type(meeting.pilot).objects.filter(pk=meeting.pilot_id).update(status=status_)

    for where in (PAGE, address("gast_bijeenkomst", meeting.pk), address("gast_gegevens"), address("gast_wis")):
        assert client.get(where).status_code == 200
    for where in (address("gast_bijeenkomst", meeting.pk), address("gast_gegevens"), address("gast_vernieuw")):
        page = client.post(where, {"keuze": "ja"})
        assert page.status_code == 409
        assert "U kunt hier niets meer veranderen." in page.text
    assert client.post(address("gast_wis")).status_code == 302


def test_five_hundred_wrong_links_end_in_waiting_and_a_right_one_always_works(guest):
    cache.clear()
    answers = [Client().get(f"/u/{'x' * 40}{nr:03}/").status_code for nr in range(500)]

    assert answers[0] == 404
    assert answers[-1] == 429
    assert set(answers) == {404, 429}
    assert open_link(Client(), guest.persoon).status_code == 303
    assert Client().post(TYPE, {"code": "zzzz zzzz zzzz"}).status_code == 429
    assert Client().post(TYPE, {"code": code_of(link_for(guest.persoon))}).status_code == 303


@pytest.mark.parametrize("shape", ["{}", "{:.4}-", " upper", "grouped"])
def test_a_code_from_paper_may_be_typed_as_people_do(shape, guest):
    link = link_for(guest.persoon)
    code = {"{}": code_of(link), " upper": f"  {code_of(link).upper()} ", "grouped": grouped_code(link)}.get(
        shape, "-".join([code_of(link)[:4], code_of(link)[4:8], code_of(link)[8:]])
    )
    client = Client()

    typed = client.post(TYPE, {"code": code})

    assert typed.status_code == 303
    assert "Samira de Wit" in client.get(PAGE).text
    assert Client().get(f"/k/{code.strip()}/").status_code == 303


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("", "Vul de code in"),
        ("abcd efgh", "Een code heeft 12 tekens. U typte er 8."),
        ("abcd efgh jkmn", "Deze code klopt niet"),
    ],
)
def test_a_wrong_code_says_what_is_wrong_and_keeps_what_was_typed(code, sentence, db, client):
    page = client.post(TYPE, {"code": code})

    assert page.status_code == 422
    assert sentence in page.text
    assert code in page.text


def without_token(page):
    """The page as anybody would get it."""
    return re.sub(r'(X-CSRFToken": "|csrfmiddlewaretoken" value=")[^"]*', "", page.text)


def test_who_lost_the_link_gets_it_by_mail_and_nobody_learns_who_takes_part(guest, client):
    link_for(guest.persoon)
    known = client.post(LOST, {"email": guest.persoon.email.upper()})
    unknown = client.post(LOST, {"email": "niemand@nergens.example"})

    assert known.status_code == unknown.status_code == 200
    assert "Kijk in uw mail" in known.text
    assert without_token(known) == without_token(unknown)
    assert mails() == ["link_kwijt"]
    assert token_of(link_for(guest.persoon)) in Bericht.objects.get().tekst


def test_at_most_three_mails_an_hour_go_to_one_address(guest, client):
    cache.clear()
    link_for(guest.persoon)

    pages = {client.post(LOST, {"email": guest.persoon.email}).status_code for _ in range(6)}

    assert pages == {200}
    assert mails() == ["link_kwijt"] * 3


def test_the_text_with_the_link_is_wiped_when_it_went_out(guest, client, settings):
    settings.DEMO = False
    link_for(guest.persoon)
    client.post(LOST, {"email": guest.persoon.email})

    deliver_bericht(Bericht.objects.get().pk)

    assert Bericht.objects.get().tekst == ""


def test_no_mail_goes_for_a_pilot_that_is_over_or_to_who_was_never_invited(guest, client, pilot):
    PersoonFactory(pilot=pilot, email="nooit@gevraagd.example")
    link_for(guest.persoon)
    type(pilot).objects.filter(pk=pilot.pk).update(status="gearchiveerd")

    client.post(LOST, {"email": guest.persoon.email})
    client.post(LOST, {"email": "nooit@gevraagd.example"})

    assert mails() == []


def test_a_guest_renews_the_own_link_and_only_the_new_one_works(guest):
    client, elsewhere = browser(guest.persoon), browser(guest.persoon)
    old = token_of(link_for(guest.persoon))

    page = client.post(address("gast_vernieuw"), follow=True)

    assert "Uw oude link werkt niet meer." in page.text
    assert Client().get(f"/u/{old}/").status_code == 404
    assert elsewhere.get(PAGE).status_code == 404
    assert mails(guest.persoon) == ["link_nieuw"]
    assert token_of(link_for(guest.persoon)) in Bericht.objects.get().tekst
    assert open_link(Client(), guest.persoon).status_code == 303


def test_without_a_mail_address_the_guest_keeps_the_link_and_is_told_to_call(meeting):
    guest = invited(meeting, email="")
    client = browser(guest.persoon)

    page = client.post(address("gast_vernieuw"))

    assert page.status_code == 409
    assert "Bel ons voor een nieuwe link" in page.text
    assert client.get(PAGE).status_code == 200


def test_a_facilitator_renews_the_link_of_a_guest_and_reads_the_code(guest, client_as, pilot):
    client, phone = client_as(Rol.FACILITATOR), browser(guest.persoon)
    where = reverse("uitnodigen:link_detail", args=[pilot.pk, guest.persoon_id])
    assert grouped_code(link_for(guest.persoon)) in client.get(where).text
    detail = reverse("uitnodigen:gast_detail", args=[pilot.pk, guest.bijeenkomst_id, guest.pk])
    assert f'href="{where}"' in client.get(detail).text

    page = client.post(where)

    assert page.status_code == 200
    assert f"De oude link van {guest.persoon} werkt niet meer." in page.text
    assert phone.get(PAGE).status_code == 404
    assert mails(guest.persoon) == ["link_nieuw"]
    assert Gebeurtenis.objects.about(guest.persoon).get().door == client.user
    elsewhere = reverse("uitnodigen:link_detail", args=[pilot.pk, UitnodigingFactory().persoon_id])
    assert client.get(elsewhere).status_code == 404
    assert client_as(Rol.AMBTENAAR).get(where).status_code == 403


def test_the_key_stands_in_no_log_line_in_no_event_and_in_no_page(guest, meeting, monkeypatch):
    written = io.StringIO()
    handler = next(one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler)
    monkeypatch.setattr(handler, "stream", written)
    link = link_for(guest.persoon)
    token, code = token_of(link), code_of(link)
    client = Client()

    for where in (f"/u/{token}/", f"/u/{token}x/", f"/k/{code}/", f"/k/{grouped_code(link)}x/"):
        client.get(where)
        client.post(where)
    logging.getLogger("gunicorn.access").warning('"GET %s" "http://localhost/u/%s/"', f"/k/{code}/", token)
    answer(client, meeting, "ja")
    client.post(address("gast_vernieuw"))

    said = written.getvalue() + json.dumps(list(Gebeurtenis.objects.values()), default=str)
    assert written.getvalue()
    assert token not in said
    assert code not in said
    assert grouped_code(link).replace(" ", "%20") not in said


def test_a_meeting_on_a_later_day_keeps_the_links_working(guest, pilot):
    link = link_for(guest.persoon)
    BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() + timedelta(days=200))

    extend_links(pilot)

    again = Gastlink.objects.get(pk=link.pk)
    assert again.verloopt_op > link.verloopt_op
    assert link_for(guest.persoon).pk == link.pk
