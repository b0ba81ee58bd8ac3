"""Two questions about a workshop, without a name: by QR, by the own page, and what they say together."""

import base64
import io
import re
from datetime import datetime, time, timedelta
from http import HTTPStatus
from uuid import uuid4

import pytest
import segno
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from datt.core.models import Gebeurtenis
from datt.documenten.kinds import Colofon
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.eigendata import databronnen
from pilots.werkconferentie.plaatsing.models import Plaatsing, Verdeling
from pilots.werkconferentie.programma.models import Begeleiding
from pilots.werkconferentie.terugblik.code import workshop_code, workshop_url
from pilots.werkconferentie.terugblik.documents import TERUGBLIKKAARTEN
from pilots.werkconferentie.terugblik.models import Terugblikcode, Workshopoordeel
from pilots.werkconferentie.terugblik.services.antwoorden import most_people
from tests.documenten.papier import page_texts, pdf_of
from tests.factories.bijeenkomsten import UitnodigingFactory, open_as_guest
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.factories.werkconferentie import RondeFactory, SessieFactory, WorkshopFactory, WorkshopoordeelFactory

ANSWERS = {"nut": "5", "zin": "Ik bel morgen de wijkcoach."}


@pytest.fixture
def clock(monkeypatch):
    """Set what time it is on the day of the meeting, or so many days after it."""
    today = timezone.localdate()

    def at(hour, minute=0, *, days=0):
        moment = timezone.make_aware(datetime.combine(today + timedelta(days=days), time(hour, minute)))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    at(14)
    return at


@pytest.fixture
def meeting(pilot, clock):
    return BijeenkomstFactory(pilot=pilot, datum=timezone.localdate(), begin=time(9), eind=time(17))


@pytest.fixture
def sessie(meeting):
    """From 13.40 to 14.25, with places for twelve."""
    return SessieFactory(ronde__bijeenkomst=meeting, workshop__titel="De blauwe envelop")


def ask(workshop):
    return reverse("terugblik:vragen", args=[workshop_code(workshop)])


def place(sessie, persoon, **more):
    meeting = sessie.ronde.bijeenkomst
    verdeling, _ = Verdeling.objects.get_or_create(bijeenkomst=meeting, defaults={"status": "vastgesteld"})
    UitnodigingFactory(bijeenkomst=meeting, persoon=persoon, status="ja")
    return Plaatsing.objects.create(verdeling=verdeling, persoon=persoon, ronde=sessie.ronde, sessie=sessie, **more)


def as_guest(persoon):
    client = Client()
    open_as_guest(client, persoon)
    return client


def listed(meeting, name="uitslag_list"):
    return reverse(f"terugblik:{name}", args=[meeting.pilot_id, meeting.pk])


# ---- answering -----------------------------------------------------------------------------------


def test_who_scans_the_code_answers_without_an_account_or_a_script(sessie):
    client = Client()

    page = client.get(ask(sessie.workshop))
    answered = client.post(ask(sessie.workshop), ANSWERS, follow=True)

    assert "Hoe nuttig was deze workshop voor u?" in page.text
    assert "Een beetje nuttig" in page.text
    assert "Uw antwoord is bewaard" in answered.text
    found = Workshopoordeel.objects.get()
    assert (found.workshop, found.nut, found.zin) == (sessie.workshop, 5, ANSWERS["zin"])


def test_the_sentence_may_stay_empty(sessie):
    Client().post(ask(sessie.workshop), {"nut": "2"})

    assert Workshopoordeel.objects.get().zin == ""


@pytest.mark.parametrize("data", [{}, {"nut": "6"}, {"zin": "Mooi"}, ANSWERS | {"zin": "bsn 123456782"}])
def test_a_bad_answer_is_said_at_the_field_and_not_lost(sessie, data):
    response = Client().post(ask(sessie.workshop), data)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert data.get("zin", "") in response.text
    assert not Workshopoordeel.objects.exists()
    assert not Terugblikcode.objects.exists()


def test_a_phone_answers_once_and_a_guest_once_whichever_phone_they_take(sessie):
    phone = Client()
    persoon = PersoonFactory(pilot=sessie.ronde.bijeenkomst.pilot)
    place(sessie, persoon)

    phone.post(ask(sessie.workshop), ANSWERS)
    again = phone.post(ask(sessie.workshop), ANSWERS)
    as_guest(persoon).post(ask(sessie.workshop), ANSWERS)
    other = as_guest(persoon).post(ask(sessie.workshop), ANSWERS)
    open_as_guest(phone, PersoonFactory(pilot=sessie.ronde.bijeenkomst.pilot))
    known_later = phone.post(ask(sessie.workshop), ANSWERS)

    assert {again.status_code, other.status_code, known_later.status_code} == {HTTPStatus.CONFLICT}
    assert "al beantwoord" in again.text
    assert Workshopoordeel.objects.count() == 2


def test_another_workshop_is_another_answer(sessie):
    second = SessieFactory(ronde=sessie.ronde)
    client = Client()

    client.post(ask(sessie.workshop), ANSWERS)
    client.post(ask(second.workshop), ANSWERS)

    assert Workshopoordeel.objects.count() == 2
    assert len(set(Terugblikcode.objects.values_list("code", flat=True))) == 2


def test_nothing_leads_from_a_guest_to_an_answer(sessie):
    persoon = PersoonFactory(pilot=sessie.ronde.bijeenkomst.pilot)
    client = as_guest(persoon)
    lines = Gebeurtenis.objects.count()

    client.post(ask(sessie.workshop), ANSWERS)

    assert Gebeurtenis.objects.count() == lines
    mark = Terugblikcode.objects.get()
    assert len(mark.code) == 64
    names = {field.name for model in (Terugblikcode, Workshopoordeel) for field in model._meta.get_fields()}
    assert names == {"id", "workshop", "code", "nut", "zin", "dag"}


@pytest.mark.parametrize(
    ("when", "is_open", "says"),
    [
        ((13, 39, 0), False, "De vragen komen straks"),
        ((13, 40, 0), True, "Hoe nuttig was deze workshop"),
        ((14, 20, 7), True, "Hoe nuttig was deze workshop"),
        ((14, 26, 7), False, "De vragen zijn gesloten"),
    ],
)
def test_the_questions_open_when_the_round_begins_and_close_after_a_week(sessie, clock, when, is_open, says):
    hour, minute, days = when
    clock(hour, minute, days=days)

    page, answer = Client().get(ask(sessie.workshop)), Client().post(ask(sessie.workshop), ANSWERS)

    assert says in page.text
    assert answer.status_code == (HTTPStatus.FOUND if is_open else HTTPStatus.CONFLICT)
    assert Workshopoordeel.objects.count() == is_open


def test_a_workshop_in_two_rounds_is_open_until_a_week_after_the_last(sessie, clock):
    late = RondeFactory(bijeenkomst=sessie.ronde.bijeenkomst, titel="Ronde 2", begint_om=time(15))
    SessieFactory(ronde=late, workshop=sessie.workshop)
    clock(15, 30, days=7)

    assert Client().post(ask(sessie.workshop), ANSWERS).status_code == HTTPStatus.FOUND


def test_nobody_answers_about_what_was_not_held(sessie):
    other = SessieFactory(ronde=sessie.ronde, gesloten_op=timezone.now())
    declined = SessieFactory(ronde=sessie.ronde, workshop__status="ingetrokken")
    type(sessie.ronde.bijeenkomst).objects.filter(pk=sessie.ronde.bijeenkomst_id).update(status="geannuleerd")

    for workshop in (sessie.workshop, other.workshop, declined.workshop):
        assert Client().post(ask(workshop), ANSWERS).status_code == HTTPStatus.CONFLICT
        assert "staat nu niet in het programma" in Client().get(ask(workshop)).text


def test_a_pilot_that_is_over_takes_no_answers(sessie):
    type(sessie.ronde.bijeenkomst.pilot).objects.update(status="gearchiveerd")

    assert Client().post(ask(sessie.workshop), ANSWERS).status_code == HTTPStatus.CONFLICT


def test_a_code_that_we_did_not_make_is_nothing(sessie):
    mark = workshop_code(sessie.workshop).partition("-")[2]
    for code in ("1-2", "x", f"{sessie.workshop_id + 1}-{mark}", f"{sessie.workshop_id}-{mark[::-1]}"):
        assert Client().get(reverse("terugblik:vragen", args=[code])).status_code == HTTPStatus.NOT_FOUND
        assert Client().post(reverse("terugblik:vragen", args=[code]), ANSWERS).status_code == HTTPStatus.NOT_FOUND


def test_there_are_never_more_answers_than_there_can_have_been_people(sessie):
    sessie.ruimte.plaatsen = 2
    sessie.ruimte.save()
    Begeleiding.objects.create(workshop=sessie.workshop, persoon=PersoonFactory())
    at_first = most_people(sessie.workshop)
    for _ in range(at_first):
        Client().post(ask(sessie.workshop), ANSWERS)

    too_many = Client().post(ask(sessie.workshop), ANSWERS)

    assert at_first == 3
    assert too_many.status_code == HTTPStatus.CONFLICT
    assert Workshopoordeel.objects.count() == 3


def test_one_phone_that_goes_on_and_on_is_stopped(sessie):
    client = Client()

    answers = [client.post(ask(sessie.workshop), {}).status_code for _ in range(61)]

    assert set(answers[:60]) == {HTTPStatus.UNPROCESSABLE_ENTITY}
    assert answers[60] == HTTPStatus.TOO_MANY_REQUESTS


# ---- from the queue of a phone -------------------------------------------------------------------


def test_what_a_phone_kept_arrives_once_and_counts_from_when_it_was_given(sessie, clock):
    client = Client()
    client.get(ask(sessie.workshop))
    given = {**ANSWERS, "kenmerk": str(uuid4()), "gemaakt_op": timezone.now().isoformat()}
    clock(9, 0, days=1)

    first = client.post(ask(sessie.workshop), given, headers={"X-Wachtrij": "1"})
    again = client.post(ask(sessie.workshop), given, headers={"X-Wachtrij": "1"})

    assert [first.status_code, again.status_code] == [HTTPStatus.NO_CONTENT] * 2
    assert Workshopoordeel.objects.get().dag == timezone.localdate() - timedelta(days=1)


def test_the_queue_is_told_in_one_sentence_what_was_refused(sessie):
    refused = Client().post(ask(sessie.workshop), {"zin": "Mooi"}, headers={"X-Wachtrij": "1"})

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert refused.text == "Kies een van de vijf antwoorden."


# ---- the page of a guest -------------------------------------------------------------------------


def test_the_own_page_asks_after_the_round_until_it_is_answered(sessie, clock):
    persoon = PersoonFactory(pilot=sessie.ronde.bijeenkomst.pilot)
    place(sessie, persoon)
    client = as_guest(persoon)

    def asked():
        return ask(sessie.workshop) in client.get(reverse("uitnodigen:gast_page")).text

    clock(14, 20)
    during = asked()
    clock(14, 30)
    after = asked()
    client.post(ask(sessie.workshop), ANSWERS)

    assert (during, after, asked()) == (False, True, False)


def test_who_was_not_placed_there_is_not_asked(sessie, clock):
    persoon, host = (PersoonFactory(pilot=sessie.ronde.bijeenkomst.pilot) for _ in range(2))
    place(sessie, persoon)
    Verdeling.objects.update(status="concept")
    place(sessie, host, is_begeleider=True)
    clock(15)

    for one in (persoon, host):
        assert ask(sessie.workshop) not in as_guest(one).get(reverse("uitnodigen:gast_page")).text


def test_who_led_it_reads_the_answers_of_the_own_workshop_from_the_fifth_on(sessie, clock):
    host = PersoonFactory(pilot=sessie.ronde.bijeenkomst.pilot)
    Begeleiding.objects.create(workshop=sessie.workshop, persoon=host)
    other = SessieFactory(ronde=sessie.ronde, workshop__titel="Van een ander")
    WorkshopoordeelFactory.create_batch(5, workshop=other.workshop, zin="Niet voor u")
    WorkshopoordeelFactory.create_batch(4, workshop=sessie.workshop, zin="Meer tijd graag")
    client = as_guest(host)
    clock(16)

    few = client.get(reverse("uitnodigen:gast_page")).text
    WorkshopoordeelFactory(workshop=sessie.workshop, nut=5)
    many = client.get(reverse("uitnodigen:gast_page")).text

    assert "Er zijn 4 antwoorden" in few
    assert "Meer tijd graag" not in few
    assert "Meer tijd graag" in many
    assert "gemiddeld een <b>4,2</b> van 5" in many
    assert "Niet voor u" not in few + many


def test_a_guest_reads_that_they_answered_and_has_it_forgotten(sessie):
    persoon = PersoonFactory(pilot=sessie.ronde.bijeenkomst.pilot)
    as_guest(persoon).post(ask(sessie.workshop), ANSWERS)
    [bron] = [one for one in databronnen() if one.key == "terugblik"]

    kept = bron.lees(persoon)
    nobody = bron.lees(PersoonFactory(pilot=persoon.pilot))
    bron.wis(persoon)

    assert kept.regels == [("De blauwe envelop", "u beantwoordde de twee vragen")]
    assert nobody is None
    assert not Terugblikcode.objects.exists()
    assert Workshopoordeel.objects.count() == 1


# ---- what they say together ----------------------------------------------------------------------


def test_the_facilitator_sees_bars_and_sentences_from_the_fifth_answer_on(sessie, client_as):
    few = SessieFactory(ronde=sessie.ronde, workshop__titel="Te weinig").workshop
    WorkshopoordeelFactory.create_batch(4, workshop=few, nut=1, zin="Herkenbaar")
    WorkshopoordeelFactory.create_batch(3, workshop=sessie.workshop, nut=5, zin="Zo kan het dus")
    WorkshopoordeelFactory.create_batch(2, workshop=sessie.workshop, nut=2, zin="<b>Minder praten</b>")
    client = client_as(Rol.FACILITATOR)

    page = client.get(listed(sessie.ronde.bijeenkomst))
    csv = client.get(listed(sessie.ronde.bijeenkomst, "uitslag_export"), {"als": "csv"}).content.decode("utf-8-sig")

    assert "9 antwoorden over 2 workshops" in page.text
    assert "gemiddeld een <b>3,8</b> van 5" in page.text
    assert "Zo kan het dus" in page.text
    assert "&lt;b&gt;Minder praten&lt;/b&gt;" in page.text
    assert "nog 1 nodig" in page.text
    assert "Herkenbaar" not in page.text + csv
    line = next(line for line in csv.splitlines() if "blauwe envelop" in line).replace('"', "")
    assert line.startswith("De blauwe envelop;;5;3,8;0;2;0;0;3;")
    assert ";4;;;;;;;" in csv.replace('"', "")


def test_a_workshop_is_found_by_its_title_and_nothing_is_said_calmly(sessie, client_as):
    SessieFactory(ronde=sessie.ronde, workshop__titel="Schulden")
    client = client_as(Rol.FACILITATOR)

    found = client.get(listed(sessie.ronde.bijeenkomst), {"q": "envelop"})
    nothing = client.get(listed(sessie.ronde.bijeenkomst), {"q": "<i>"})
    empty = client.get(listed(BijeenkomstFactory(pilot=sessie.ronde.bijeenkomst.pilot)))

    assert [one.workshop.titel for one in found.context["uitslagen"]] == ["De blauwe envelop"]
    assert "Geen workshop met ‘&lt;i&gt;’" in nothing.text
    assert "Er staat nog geen workshop in het programma" in empty.text


@pytest.mark.parametrize("name", ["uitslag_list", "uitslag_export"])
@pytest.mark.parametrize(("rol", "status"), [(Rol.AMBTENAAR, 403), (Rol.KETENPARTNER, 403), (None, 404)])
def test_only_who_runs_meetings_reads_it(meeting, client_as, name, rol, status):
    assert client_as(rol).get(listed(meeting, name)).status_code == status
    assert client_as(Rol.FACILITATOR).get(listed(BijeenkomstFactory(), name)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_the_database_as_often_for_many_workshops(meeting, client_as, count, django_assert_num_queries):
    ronde = RondeFactory(bijeenkomst=meeting)
    for _ in range(count):
        WorkshopoordeelFactory.create_batch(5, workshop=SessieFactory(ronde=ronde).workshop)
    client = client_as(Rol.FACILITATOR)
    client.get(listed(meeting))

    with django_assert_num_queries(11):
        client.get(listed(meeting))


# ---- on paper ------------------------------------------------------------------------------------


@pytest.fixture
def colofon():
    return Colofon(versie=1, besteld_op=timezone.now(), besteld_door="Marieke Postma")


def test_a_card_for_each_workshop_holds_a_code_that_opens_its_questions(sessie, colofon):
    SessieFactory(
        ronde=RondeFactory(bijeenkomst=sessie.ronde.bijeenkomst, begint_om=time(15)), workshop=sessie.workshop
    )
    SessieFactory(ronde=sessie.ronde, workshop__titel="Schulden", workshop__status="afgewezen")
    WorkshopFactory(bijeenkomst=sessie.ronde.bijeenkomst, titel="Zonder plek")

    html = TERUGBLIKKAARTEN.html(sessie.ronde.bijeenkomst, colofon)
    made = pdf_of(html)

    [picture] = re.findall(r'src="data:image/png;base64,([^"]+)"', html)
    assert dots(picture) == [
        [bool(dot) for dot in row] for row in segno.make(workshop_url(sessie.workshop), error="m").matrix
    ]
    assert Client().get(workshop_url(sessie.workshop)).status_code == HTTPStatus.OK
    assert made.warnings == []
    [page] = page_texts(made.content)
    assert "De blauwe envelop" in page
    assert "15.00 uur" in page


def dots(png):
    """The black dots of a QR picture, without its border of two."""
    picture = Image.open(io.BytesIO(base64.b64decode(png))).convert("L")
    scale = 8
    count = picture.width // scale - 4
    middle = [(2 + nr) * scale + scale // 2 for nr in range(count)]
    return [[picture.getpixel((x, y)) < 128 for x in middle] for y in middle]


def test_without_workshops_the_card_says_what_to_do(meeting, colofon):
    assert "Er staan nog geen workshops in het programma" in TERUGBLIKKAARTEN.html(meeting, colofon)
