"""The three questions in the hall: by the code on the screen, by that of a badge, and on paper."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from datt.core.models import Gebeurtenis
from datt.documenten.services import order_document
from pilots.access import Rol
from pilots.bijeenkomsten.dag.code import code_of
from pilots.bijeenkomsten.draaiboek.models import Schermsoort
from pilots.bijeenkomsten.draaiboek.services import lopen
from pilots.bijeenkomsten.draaiboek.services.schermen import make_link, url_of
from pilots.bijeenkomsten.verslag.code import hall_code
from pilots.bijeenkomsten.verslag.documents import VRAGENKAART
from pilots.bijeenkomsten.verslag.models import Evaluatie, Evaluatiebeurt
from pilots.bijeenkomsten.verslag.services.inhoud import inhoud_of
from pilots.bijeenkomsten.verslag.services.schrijven import verslag_of
from pilots.bijeenkomsten.verslag.services.vaststellen import Vaststelling, fix_verslag
from tests.bijeenkomsten import lopend
from tests.documenten.papier import page_texts, pdf_of, structure
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import UitnodigingFactory, open_as_guest
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.factories.verslag import EvaluatieFactory, held_today, in_short, was_there

ANSWERS = {"cijfer": "5", "bellen": "paar", "zin": "Ik heb drie nummers."}


@pytest.fixture
def meeting(pilot):
    return held_today(pilot)


def badge(meeting, persoon):
    return reverse("verslag:evaluatie_badge", args=[code_of(meeting.pk, persoon.pk)])


def hall(meeting):
    return reverse("verslag:evaluatie_zaal", args=[hall_code(meeting)])


def paper(meeting):
    return reverse("verslag:evaluatie_papier", args=[meeting.pilot_id, meeting.pk])


# ---- the code of a badge -------------------------------------------------------------------------


def test_who_scans_their_badge_at_the_end_answers_without_an_account(meeting):
    (persoon,) = was_there(meeting, naam="Naam van de Gast")
    client = Client()

    scanned = client.get(reverse("dag:code", args=[code_of(meeting.pk, persoon.pk)]), follow=True)
    answered = client.post(badge(meeting, persoon), ANSWERS, follow=True)

    assert "Kent u nu meer mensen die u kunt bellen?" in scanned.text
    assert "Naam van de Gast" not in scanned.text + answered.text
    assert "Uw antwoorden zijn bewaard" in answered.text
    assert Evaluatie.objects.get().zin == ANSWERS["zin"]


def test_once_for_a_guest_whichever_way_they_came(meeting):
    (persoon,) = was_there(meeting)
    on_own_page = Client()
    open_as_guest(on_own_page, persoon)

    Client().post(badge(meeting, persoon), ANSWERS)
    again = Client().post(badge(meeting, persoon), ANSWERS)
    on_own = on_own_page.post(reverse("verslag:evaluatie_answer", args=[meeting.pk]), ANSWERS)

    assert again.status_code == on_own.status_code == HTTPStatus.CONFLICT
    assert Evaluatie.objects.count() == 1


def test_the_badge_leads_from_nobody_to_an_answer(meeting):
    people = was_there(meeting, count=2)
    lines = Gebeurtenis.objects.count()

    Client().post(badge(meeting, people[1]), ANSWERS)

    assert Gebeurtenis.objects.count() == lines
    assert Evaluatiebeurt.objects.filter(is_beantwoord=True).get().persoon == people[1]


@pytest.mark.parametrize("data", [{}, {"cijfer": "9", "bellen": "meer"}, ANSWERS | {"zin": "bsn 123456782"}])
def test_a_bad_answer_is_said_at_the_field_and_not_lost(meeting, data):
    (persoon,) = was_there(meeting)

    response = Client().post(badge(meeting, persoon), data)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert data.get("zin", "") in response.text
    assert not Evaluatie.objects.exists()


def test_who_was_not_there_or_made_a_code_up_finds_nothing(meeting):
    was_there(meeting)
    absent = UitnodigingFactory(bijeenkomst=meeting, status="nee").persoon
    of_another_pilot = PersoonFactory()

    for persoon in (absent, of_another_pilot):
        assert Client().get(badge(meeting, persoon)).status_code == HTTPStatus.NOT_FOUND
        assert Client().post(badge(meeting, persoon), ANSWERS).status_code == HTTPStatus.NOT_FOUND
    for code in (f"{meeting.pk}-{absent.pk}-aaaaaaaaaaaaaaaa", "x", "1-2"):
        assert Client().get(reverse("verslag:evaluatie_badge", args=[code])).status_code == HTTPStatus.NOT_FOUND
        assert Client().get(reverse("verslag:evaluatie_zaal", args=[code])).status_code == HTTPStatus.NOT_FOUND


def test_before_the_end_nobody_is_asked(pilot):
    meeting = BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() + timedelta(days=1), status="uitgenodigd")
    (persoon,) = was_there(meeting)

    page, answer = Client().get(badge(meeting, persoon)), Client().post(badge(meeting, persoon), ANSWERS)
    scanned = Client().get(reverse("dag:code", args=[code_of(meeting.pk, persoon.pk)]))

    assert "De vragen komen straks" in page.text
    assert "De vragen komen straks" in Client().get(hall(meeting)).text
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "code voor de ingang" in scanned.text


def test_a_pilot_that_is_over_takes_no_answers(meeting):
    (persoon,) = was_there(meeting)
    type(meeting.pilot).objects.update(status="gearchiveerd")

    assert Client().post(badge(meeting, persoon), ANSWERS).status_code == HTTPStatus.CONFLICT


# ---- the code in the hall ------------------------------------------------------------------------


def test_the_code_in_the_hall_goes_on_to_the_own_questions_or_says_how(meeting):
    (persoon,) = was_there(meeting)
    mine = Client()
    open_as_guest(mine, persoon)

    known, unknown = mine.get(hall(meeting)), Client().get(hall(meeting))

    assert known.url == reverse("verslag:evaluatie_answer", args=[meeting.pk])
    assert "Scan de QR-code op uw badge" in unknown.text


def test_the_screen_asks_when_the_last_part_begins(pilot, monkeypatch):
    meeting, sheet = lopend.day(pilot)
    (persoon,) = was_there(meeting)
    monkeypatch.setattr(timezone, "now", lambda: lopend.at(14))
    user, screen = UserFactory(), Client()
    shown, asked = [], []

    for nr in range(5):
        lopen.begin_run(sheet, by=user) if nr == 0 else lopend.go(sheet, user)
        address = url_of(make_link(sheet, Schermsoort.ZAAL, "", by=user))
        shown.append("Hoe was het?" in screen.get(address, follow=True).text)
        asked.append("Kent u nu meer mensen" in Client().get(badge(meeting, persoon)).text)

    assert shown == asked == [False, False, False, False, True]
    assert hall_code(meeting) not in screen.get(address, follow=True).text  # only as a picture


# ---- on paper ------------------------------------------------------------------------------------


def test_a_card_filled_in_with_a_pen_is_copied(meeting, client_as):
    was_there(meeting, count=2)
    client = client_as(Rol.FACILITATOR)

    client.post(paper(meeting), ANSWERS)
    client.post(paper(meeting), ANSWERS | {"cijfer": "1", "zin": ""})
    too_many = client.post(paper(meeting), ANSWERS)

    assert too_many.status_code == HTTPStatus.CONFLICT
    assert "een te veel" in too_many.text
    assert sorted(Evaluatie.objects.values_list("cijfer", flat=True)) == [1, 5]
    assert not Evaluatiebeurt.objects.exists()


@pytest.mark.parametrize("data", [{}, {"cijfer": "4"}, ANSWERS | {"zin": "bsn 123456782"}])
def test_a_card_that_cannot_be_read_is_not_kept(meeting, client_as, data):
    was_there(meeting)

    response = client_as(Rol.FACILITATOR).post(paper(meeting), data)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert data.get("zin", "") in response.text
    assert not Evaluatie.objects.exists()


def test_a_card_needs_somebody_who_was_there_and_the_end(pilot, meeting, client_as):
    client = client_as(Rol.FACILITATOR)
    early = BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() + timedelta(days=1), status="uitgenodigd")
    was_there(early)

    assert client.post(paper(meeting), ANSWERS).status_code == HTTPStatus.CONFLICT
    assert client.post(paper(early), ANSWERS).status_code == HTTPStatus.CONFLICT
    assert "nog niet voorbij" in client.get(paper(early)).text


@pytest.mark.parametrize(("rol", "status"), [(Rol.AMBTENAAR, 403), (Rol.KETENPARTNER, 403), (None, 404)])
def test_only_who_hosts_copies_cards_and_prints_them(meeting, client_as, rol, status):
    client = client_as(rol)
    order = reverse("dag:papier_bestel", args=[meeting.pilot_id, meeting.pk, "vragenkaart"])

    assert client.post(paper(meeting), ANSWERS).status_code == status
    assert client.post(order).status_code == status


def test_the_card_is_printed_two_on_a_sheet_with_words_for_the_code(meeting, client_as):
    facilitator = client_as(Rol.FACILITATOR)
    listed = facilitator.get(reverse("dag:papier", args=[meeting.pilot_id, meeting.pk]))
    order_document(VRAGENKAART, meeting, by=facilitator.user)

    made = pdf_of(meeting_html(meeting))

    assert "Kaart met drie vragen" in listed.text
    assert made.warnings == []
    (page,) = page_texts(made.content)
    assert page.count("Kent u nu meer mensen die u kunt bellen?") == 2
    assert page.count("5: heel goed") == 2


def meeting_html(meeting):
    from datt.documenten.models import Document

    return Document.objects.about(meeting, VRAGENKAART).get().html


# ---- the answers in the verslag ------------------------------------------------------------------


def test_the_verslag_shows_bars_with_their_figures_from_five_answers_on(meeting, client_as):
    import io

    import pikepdf

    in_short(meeting)
    EvaluatieFactory.create_batch(4, bijeenkomst=meeting, cijfer=4)
    few = inhoud_of(meeting, verslag_of(meeting)).evaluatie
    EvaluatieFactory.create_batch(3, bijeenkomst=meeting, cijfer=5, bellen="meer")

    lead = client_as(Rol.FACILITATOR)
    versie = fix_verslag(meeting, Vaststelling(reactie_tot=timezone.localdate()), by=lead.user)
    from datt.documenten.models import Document

    made = pdf_of(Document.objects.get(soort="verslag").html)
    text = " ".join(" ".join(page_texts(made.content)).split())

    assert (few.aantal, few.cijfers, few.zinnen) == (4, None, ())
    assert versie.html.count('class="balktabel"') == 2
    assert "5: heel goed 3" in text
    assert "4: goed 4" in text
    assert made.warnings == []
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        figures = [part for tag, part in structure(pdf.Root.StructTreeRoot) if tag == "Figure"]
    assert all("/Alt" in part for part in figures)
