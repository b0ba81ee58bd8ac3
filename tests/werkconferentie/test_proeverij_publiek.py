"""The public page of an open meeting: who may see it, and what happens when residents sign up, change and cancel."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from pilots.traject.models import Persoon
from pilots.werkconferentie.proeverij.codes import code_of
from pilots.werkconferentie.proeverij.models import Bezoekaanmelding, Openstelling
from pilots.werkconferentie.proeverij.services.aanmelden import Bezoek, VolError, sign_up
from pilots.werkconferentie.proeverij.views import publiek as view
from tests.factories.proeverij import BezoekaanmeldingFactory, OpenstellingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def openstelling(pilot) -> Openstelling:
    return OpenstellingFactory(bijeenkomst__pilot=pilot, bijeenkomst__plaats="Buurthuis De Brug")


def page_of(openstelling) -> str:
    return reverse("proeverij:publiek", args=[openstelling.slug])


def form(**more) -> dict[str, str]:
    return {"aantal": "3", "sleutel": str(uuid.uuid4()), **more}


def test_everybody_reads_the_page_without_signing_in_and_without_script(client, openstelling):
    page = client.get(page_of(openstelling))

    assert page.status_code == 200
    for words in ("Proeverij voor inwoners", "Buurthuis De Brug", "Het kost niets", "Er is gratis eten", "Samen eten"):
        assert words in page.text
    assert "Kinderen</span>" not in page.text  # left empty, so left out


def test_every_pictogram_has_a_word_beside_it(client, openstelling):
    page = client.get(page_of(openstelling)).text

    drawings = re.findall(r'<svg class="picto"([^>]*)>.*?</svg><span>([^<]+)</span>', page)
    assert len(drawings) == page.count('class="picto"') > page.count("<dt>") > 3
    assert all("aria-hidden" in marks and word.strip() for marks, word in drawings)


@pytest.mark.parametrize("how", [{"status": "dicht"}, {"bijeenkomst__pilot__status": "concept"},
                                 {"bijeenkomst__pilot__is_oefening": True}])  # fmt: skip
def test_a_page_that_is_not_open_does_not_exist(client, how):
    found = OpenstellingFactory(**how)

    assert client.get(page_of(found)).status_code == 404
    assert client.post(page_of(found), form()).status_code == 404


def test_a_resident_signs_up_with_nothing_but_a_number(client, openstelling):
    answer = client.post(page_of(openstelling), form())

    made = openstelling.aanmeldingen.get()
    assert answer.status_code == 302
    assert answer.url == reverse("proeverij:mijn", args=[code_of(made)])
    assert (made.aantal, made.naam, made.email, made.telefoon, made.akkoord_op) == (3, "", "", "", None)
    assert not Bericht.objects.exists()
    assert not Persoon.objects.filter(naam="").exists()


def test_a_resident_never_becomes_a_person_of_the_pilot(client, openstelling):
    before = Persoon.objects.count()

    client.post(page_of(openstelling), form(naam="Fatma", bereik="fatma@voorbeeld.example", akkoord="on"))

    assert Persoon.objects.count() == before
    assert not Gebeurtenis.objects.filter(zin__contains="Fatma").exists()


def test_who_leaves_an_address_gets_a_confirmation_there(client, openstelling):
    client.post(page_of(openstelling), form(naam="Fatma", bereik="fatma@voorbeeld.example", akkoord="on"))

    made, bericht = openstelling.aanmeldingen.get(), Bericht.objects.get()
    assert (bericht.aan, bericht.kanaal, bericht.soort) == ("fatma@voorbeeld.example", "mail", "proeverij_bevestiging")
    assert "3 mensen" in bericht.tekst
    assert reverse("proeverij:mijn", args=[code_of(made)]) in bericht.tekst
    assert made.akkoord_op is not None


def test_who_leaves_a_mobile_number_gets_one_text_message(client, openstelling):
    client.post(page_of(openstelling), form(bereik="06-12 34 56 78", akkoord="on"))

    assert openstelling.aanmeldingen.get().telefoon == "0031612345678"
    assert [(one.kanaal, one.aan) for one in Bericht.objects.all()] == [("sms", "0031612345678")]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"aantal": "0"}, "aantal"),
        ({"aantal": "11"}, "aantal"),
        ({"aantal": "veel"}, "aantal"),
        ({"aantal": ""}, "aantal"),
        ({"bereik": "+44 7700 900123", "akkoord": "on"}, "bereik"),
        ({"bereik": "0123 456 789", "akkoord": "on"}, "bereik"),
        ({"bereik": "geen adres", "akkoord": "on"}, "bereik"),
        ({"naam": "Fatma"}, "akkoord"),
        ({"halal": "4", "akkoord": "on"}, "halal"),
        ({"behoefte": "BSN 123456782", "akkoord": "on"}, "behoefte"),
    ],
)
def test_what_is_wrong_is_said_in_words_and_nothing_typed_is_lost(client, openstelling, typed, field):
    page = client.post(
        page_of(openstelling), form(**{"naam": "Fatma", "akkoord": "on", **typed} if typed.get("akkoord") else typed)
    )

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert all(f'value="{value}"' in page.text for name, value in typed.items() if name not in ("akkoord",) and value)
    assert not openstelling.aanmeldingen.exists()


def test_the_same_form_twice_is_one_sign_up(client, openstelling):
    twice = form()

    answers = [client.post(page_of(openstelling), twice) for _ in range(2)]

    assert openstelling.aanmeldingen.count() == 1
    assert answers[0].url == answers[1].url


def test_a_program_that_fills_in_everything_is_sent_back(client, openstelling):
    answer = client.post(page_of(openstelling), form(laat_leeg="koop nu"))

    assert answer.status_code == 302
    assert not openstelling.aanmeldingen.exists()


def test_the_limit_that_is_reached_between_looking_and_sending(client, openstelling):
    BezoekaanmeldingFactory.create_batch(4, openstelling=openstelling, aantal=9)

    page = client.post(page_of(openstelling), form(aantal="5", naam="Fatma", akkoord="on"))

    assert page.status_code == 409
    assert "Er zijn nog 4 plaatsen" in page.text
    assert 'value="Fatma"' in page.text
    assert openstelling.aanmeldingen.count() == 4


def test_the_last_place_makes_it_full_and_a_cancellation_frees_it(client, openstelling):
    BezoekaanmeldingFactory.create_batch(4, openstelling=openstelling, aantal=9)
    client.post(page_of(openstelling), form(aantal="4"))

    full = client.get(page_of(openstelling))
    refused = client.post(page_of(openstelling), form(aantal="1"))
    last = openstelling.aanmeldingen.get(aantal=4)
    client.post(reverse("proeverij:mijn_cancel", args=[code_of(last)]))

    openstelling.refresh_from_db()
    assert "U mag ook zo binnenlopen" in full.text
    assert "<form" not in full.text.split('id="aanmelden"')[1].split("</section>")[0]
    assert refused.status_code == 409
    assert openstelling.status == "open"


def test_without_walking_in_a_full_page_says_to_call(client, openstelling):
    Openstelling.objects.filter(pk=openstelling.pk).update(status="vol", zonder_aanmelding=False)

    page = client.get(page_of(openstelling)).text

    assert "binnenlopen" not in page
    assert "Bel ons. Dan kijken we samen" in page


@pytest.mark.parametrize("status", ["vol", "gesloten"])
def test_nobody_signs_up_where_it_is_closed(openstelling, status):
    Openstelling.objects.filter(pk=openstelling.pk).update(status=status)
    BezoekaanmeldingFactory.create_batch(4, openstelling=openstelling, aantal=10)

    answer = Client().post(page_of(openstelling), form())

    assert answer.status_code == 409
    assert openstelling.aanmeldingen.count() == 4


def test_a_meeting_that_is_off_says_so_and_takes_nobody(client, openstelling):
    openstelling.bijeenkomst.cancel(by=None, reden="")

    page, answer = client.get(page_of(openstelling)), client.post(page_of(openstelling), form())

    assert "Dit gaat niet door" in page.text
    assert answer.status_code == 409
    assert not openstelling.aanmeldingen.exists()


def test_a_meeting_that_is_over_takes_nobody(client):
    found = OpenstellingFactory(bijeenkomst__datum=timezone.localdate() - timedelta(days=1))

    assert "Dit is geweest" in client.get(page_of(found)).text
    assert client.post(page_of(found), form()).status_code == 409


def test_the_page_tells_how_many_only_when_the_facilitator_says_so_and_never_who(client, openstelling):
    BezoekaanmeldingFactory(openstelling=openstelling, aantal=4, naam="Fatma", email="fatma@voorbeeld.example")

    silent = client.get(page_of(openstelling)).text
    Openstelling.objects.filter(pk=openstelling.pk).update(toon_aantal=True)
    telling = client.get(page_of(openstelling)).text

    assert "Al 4 mensen komen" not in silent
    assert "Al 4 mensen komen" in telling
    assert "atma" not in silent + telling


def test_a_hundred_sign_ups_from_one_address_stop_at_five(client, openstelling, monkeypatch):
    monkeypatch.setattr(view, "PER_DEVICE", 200)
    monkeypatch.setattr(Openstelling, "may_sign_up", lambda self, now: True)
    Openstelling.objects.filter(pk=openstelling.pk).update(hoogstens=1000)

    answers = [
        client.post(page_of(openstelling), form(aantal="1", bereik="een@voorbeeld.example", akkoord="on")).status_code
        for _ in range(100)
    ]

    assert answers == [302] * 5 + [429] * 95
    assert openstelling.aanmeldingen.count() == 5
    assert Bericht.objects.count() == 2


def test_one_device_that_floods_does_not_shut_out_the_others(openstelling, monkeypatch):
    monkeypatch.setattr(view, "PER_DEVICE", 2)
    flood, other = Client(), Client()
    for device in (flood, other):
        device.get(page_of(openstelling))

    answers = [flood.post(page_of(openstelling), form(aantal="1")).status_code for _ in range(4)]

    assert answers == [302, 302, 429, 429]
    assert other.post(page_of(openstelling), form(aantal="1")).status_code == 302


def test_the_own_page_shows_only_what_was_given_here(client, openstelling):
    BezoekaanmeldingFactory(openstelling=openstelling, naam="Iemand Anders")
    mine = BezoekaanmeldingFactory(openstelling=openstelling, naam="Fatma", telefoon="0031612345678", vegetarisch=1)

    page = client.get(reverse("proeverij:mijn", args=[code_of(mine)]))

    assert page.status_code == 200
    assert page["Referrer-Policy"] == "no-referrer"
    assert "Fatma" in page.text
    assert "06 12345678" in page.text
    assert "Iemand Anders" not in page.text


def test_a_code_is_typed_over_with_spaces_and_capitals(client, openstelling):
    code = code_of(BezoekaanmeldingFactory(openstelling=openstelling))
    typed = f" {code[:4]} {code[4:8].upper()}-{code[8:]} "

    answer = client.post(reverse("proeverij:code"), {"code": typed})

    assert answer.url == reverse("proeverij:mijn", args=[code])


@pytest.mark.parametrize("code", ["abcdefghjkmn", "", "!!", "x" * 60])
def test_a_wrong_code_is_said_in_words(client, code):
    page = client.post(reverse("proeverij:code"), {"code": code})

    assert page.status_code == 422
    assert page.context["form"].errors["code"]


def test_a_wrong_link_is_a_page_that_helps_and_guessing_ends(client, monkeypatch, db):
    monkeypatch.setattr(view, "WRONG_PER_HOUR", 2)

    answers = [client.get(reverse("proeverij:mijn", args=["abcdefghjkmn"])) for _ in range(3)]

    assert [one.status_code for one in answers] == [404, 404, 429]
    assert "is er niet (meer)" in answers[0].text


def test_a_sign_up_is_changed_by_its_link(client, openstelling):
    mine = BezoekaanmeldingFactory(openstelling=openstelling, naam="Fatma", email="fatma@voorbeeld.example")
    address = reverse("proeverij:mijn_edit", args=[code_of(mine)])
    shown = client.get(address)

    answer = client.post(address, form(aantal="5", versie="1"))

    mine.refresh_from_db()
    assert 'value="fatma@voorbeeld.example"' in shown.text
    assert answer.status_code == 302
    assert (mine.aantal, mine.naam, mine.email, mine.versie) == (5, "", "", 2)


def test_a_change_beyond_the_limit_or_on_an_old_page_is_refused(client, openstelling):
    BezoekaanmeldingFactory.create_batch(3, openstelling=openstelling, aantal=10)
    BezoekaanmeldingFactory(openstelling=openstelling, aantal=3)
    mine = BezoekaanmeldingFactory(openstelling=openstelling, aantal=7)
    address = reverse("proeverij:mijn_edit", args=[code_of(mine)])

    too_many = client.post(address, form(aantal="11", versie="1"))
    full = client.post(address, form(aantal="10", versie="1"))
    Bezoekaanmelding.objects.filter(pk=mine.pk).update(versie=2)
    old = client.post(address, form(aantal="2", versie="1"))

    mine.refresh_from_db()
    assert [too_many.status_code, full.status_code, old.status_code] == [422, 409, 409]
    assert mine.aantal == 7


def test_cancelling_removes_everything_that_was_given(client, openstelling):
    client.post(page_of(openstelling), form(naam="Fatma", bereik="fatma@voorbeeld.example", akkoord="on"))
    mine = openstelling.aanmeldingen.get()
    address = reverse("proeverij:mijn_cancel", args=[code_of(mine)])
    client.get(address)
    assert openstelling.aanmeldingen.exists()  # looking changes nothing

    client.post(address)

    assert not openstelling.aanmeldingen.exists()
    assert [(one.aan, one.aan_naam, one.tekst, one.status) for one in Bericht.objects.all()] == [
        ("", "", "", "ingetrokken")
    ]
    assert client.get(reverse("proeverij:mijn", args=[code_of(mine)])).status_code == 404


def test_a_calendar_file_holds_the_meeting_and_nobodys_name(client, openstelling):
    mine = BezoekaanmeldingFactory(openstelling=openstelling, naam="Fatma")

    answer = client.get(reverse("proeverij:mijn_ics", args=[code_of(mine)]))

    assert answer["Content-Type"].startswith("text/calendar")
    assert b"Proeverij voor inwoners" in answer.content
    assert b"Fatma" not in answer.content
    assert b"/pilots/" not in answer.content


def test_the_service_refuses_more_people_than_there_is_room_for(openstelling):
    Openstelling.objects.filter(pk=openstelling.pk).update(hoogstens=2)

    with pytest.raises(VolError) as refused:
        sign_up(openstelling, Bezoek(aantal=3), sleutel=uuid.uuid4())

    assert refused.value.vrij == 2


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_as_much_for_many_sign_ups(client, openstelling, count, django_assert_max_num_queries):
    Openstelling.objects.filter(pk=openstelling.pk).update(toon_aantal=True)
    BezoekaanmeldingFactory.create_batch(count, openstelling=openstelling, aantal=1)

    with django_assert_max_num_queries(6):
        client.get(page_of(openstelling))
