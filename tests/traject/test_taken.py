"""The checklist: who sees what, ticking off, giving away, adding and changing."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.traject.models import PilotStatus, Taak
from tests.factories.traject import DeelnameFactory, PersoonFactory, PilotFactory, TaakFactory
from tests.traject.taken import HTMX, list_url, owned_by, shown, url

NIEUW = {"titel": "Taart bestellen", "uitleg": "", "eigenaar": "", "dagen": "3", "wanneer": "voor"}


@pytest.fixture
def taak(bijeenkomst):
    return TaakFactory(bijeenkomst=bijeenkomst, uitleg="Bel drie zalen.")


def add_url(meeting):
    return reverse("traject:taak_add", args=[meeting.pilot_id, meeting.pk])


def test_a_task_is_ticked_off_and_opened_again(taak, client_as):
    client = client_as(Rol.FACILITATOR)
    response = client.post(url("taak_finish", taak), {"terug": list_url(taak.kring())})
    taak.refresh_from_db()
    done = taak.status
    client.post(url("taak_reopen", taak))

    taak.refresh_from_db()
    assert response.url == f"{list_url(taak.kring())}#taak-{taak.pk}"
    assert (done, taak.status) == ("gedaan", "open")
    assert [line.zin for line in Gebeurtenis.objects.about(taak)] == [
        "zette de taak ‘Zaal reserveren’ weer open",
        "vinkte de taak ‘Zaal reserveren’ af",
    ]


def test_a_tick_changes_the_row_in_place(taak, client_as):
    TaakFactory(bijeenkomst=taak.bijeenkomst, volgorde=2)

    response = client_as(Rol.FACILITATOR).post(
        url("taak_finish", taak), {"lijst": "bijeenkomst"}, headers=HTMX, follow=True
    )

    assert response.text.strip().startswith(f'<li class="taak gewijzigd" id="taak-{taak.pk}"')
    assert f'id="vink-{taak.pk}" aria-pressed="true"' in response.text
    assert "1 van 2 taken gedaan" in response.text
    assert 'hx-swap-oob="true"' in response.text


@pytest.mark.parametrize("step", ["taak_begin", "taak_finish"])
def test_a_second_click_changes_nothing(taak, client_as, step):
    client = client_as(Rol.FACILITATOR)
    answers = [client.post(url(step, taak)).status_code for _ in range(2)]

    assert answers == [HTTPStatus.FOUND, HTTPStatus.FOUND]
    assert Gebeurtenis.objects.about(taak).count() == 1


def test_a_step_that_cannot_be_taken_says_so_on_the_page_and_in_the_row(bijeenkomst, client_as):
    dropped = TaakFactory(bijeenkomst=bijeenkomst, status="vervallen")
    client = client_as(Rol.FACILITATOR)

    page = client.post(url("taak_finish", dropped))
    row = client.post(url("taak_finish", dropped), {"lijst": "pilot"}, headers=HTMX)

    dropped.refresh_from_db()
    assert page.status_code == row.status_code == HTTPStatus.CONFLICT
    assert "staat nu op niet nodig" in row.text
    assert row.text.strip().startswith(f'<li class="taak" id="taak-{dropped.pk}"')
    assert dropped.status == "vervallen"


@pytest.mark.parametrize("back", ["https://elders.example/", "//elders.example", "javascript:alert(1)"])
def test_ticking_never_leads_to_another_site(taak, client_as, back):
    response = client_as(Rol.FACILITATOR).post(url("taak_finish", taak), {"terug": back})

    assert response.url == taak.get_absolute_url()


def test_a_task_that_is_not_needed_keeps_the_reason(taak, client_as):
    client = client_as(Rol.FACILITATOR)
    empty = client.post(url("taak_drop", taak), {"reden": ""})
    client.post(url("taak_drop", taak), {"reden": "De zaal is van onszelf."})

    taak.refresh_from_db()
    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert taak.status == "vervallen"
    assert "Niet nodig, omdat: De zaal is van onszelf." in client.get(taak.get_absolute_url()).text


def test_a_ketenpartner_sees_and_ticks_only_what_is_theirs(bijeenkomst, client_as):
    client = client_as(Rol.KETENPARTNER)
    own = owned_by(client, TaakFactory(bijeenkomst=bijeenkomst, titel="Naam doorgeven"))
    other = TaakFactory(bijeenkomst=bijeenkomst, titel="Zaal reserveren", volgorde=2)

    listed = client.get(list_url(bijeenkomst.pilot))
    page = client.get(bijeenkomst.get_absolute_url())
    client.post(url("taak_finish", own))
    refused = client.post(url("taak_finish", other))

    own.refresh_from_db()
    other.refresh_from_db()
    assert shown(listed) == shown(page) == ["Naam doorgeven"]
    assert own.status == "gedaan"
    assert (refused.status_code, other.status) == (HTTPStatus.NOT_FOUND, "open")


def test_a_ketenpartner_changes_nothing_of_a_task_but_its_state(bijeenkomst, client_as):
    client = client_as(Rol.KETENPARTNER)
    own = owned_by(client, TaakFactory(bijeenkomst=bijeenkomst))

    assert client.post(own.get_absolute_url(), {**NIEUW, "versie": 1}).status_code == HTTPStatus.FORBIDDEN
    assert client.post(url("taak_drop", own), {"reden": "Geen zin."}).status_code == HTTPStatus.FORBIDDEN
    assert "Pas de taak aan" not in client.get(own.get_absolute_url()).text


def test_an_official_follows_the_checklist_and_ticks_nothing(taak, client_as):
    client = client_as(Rol.AMBTENAAR)

    assert shown(client.get(list_url(taak.kring()))) == ["Zaal reserveren"]
    assert client.post(url("taak_finish", taak)).status_code == HTTPStatus.FORBIDDEN
    assert client.post(add_url(taak.bijeenkomst), NIEUW).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("step", ["taak_begin", "taak_finish", "taak_reopen", "taak_drop", "taak_detail"])
def test_a_task_of_another_pilot_does_not_exist(pilot, client_as, step):
    elsewhere = TaakFactory(bijeenkomst__pilot=PilotFactory())

    response = client_as(Rol.FACILITATOR).post(reverse(f"traject:{step}", args=[pilot.pk, elsewhere.pk]))

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_a_stranger_finds_no_tasks(taak, client_as):
    assert client_as(None).get(list_url(taak.kring())).status_code == HTTPStatus.NOT_FOUND


def test_a_task_is_given_to_somebody_who_can_sign_in(taak, client_as):
    owner = DeelnameFactory(persoon__pilot=taak.kring(), rol=Rol.KETENPARTNER).persoon
    guest = PersoonFactory(pilot=taak.kring())
    gone = DeelnameFactory(persoon__pilot=taak.kring(), rol=Rol.KETENPARTNER, ingetrokken_op=timezone.now()).persoon
    client = client_as(Rol.FACILITATOR)
    typed = {"titel": taak.titel, "uitleg": taak.uitleg, "dagen": 21, "wanneer": "voor", "versie": 1}

    refused = [client.post(taak.get_absolute_url(), {**typed, "eigenaar": who.pk}).status_code for who in (guest, gone)]
    client.post(taak.get_absolute_url(), {**typed, "eigenaar": owner.pk})

    taak.refresh_from_db()
    assert refused == [HTTPStatus.UNPROCESSABLE_ENTITY] * 2
    assert taak.eigenaar == owner
    assert Gebeurtenis.objects.about(taak).get().zin == f"gaf de taak ‘Zaal reserveren’ aan {owner}"


def test_changing_when_it_must_be_done_moves_the_day(taak, client_as):
    client_as(Rol.FACILITATOR).post(taak.get_absolute_url(), {**NIEUW, "dagen": "2", "wanneer": "na", "versie": 1})

    taak.refresh_from_db()
    assert (taak.titel, taak.dagen_ervoor) == ("Taart bestellen", -2)
    assert taak.uiterlijk == taak.bijeenkomst.datum + timedelta(days=2)
    assert taak.versie == 2


def test_two_people_change_a_task_at_once_and_the_second_sees_both(taak, client_as):
    client_as(Rol.FACILITATOR).post(taak.get_absolute_url(), {**NIEUW, "titel": "Eerste", "versie": 1})
    other = client_as(Rol.FACILITATOR)

    response = other.post(taak.get_absolute_url(), {**NIEUW, "titel": "Tweede", "wanneer": "na", "versie": 1})

    taak.refresh_from_db()
    assert response.status_code == HTTPStatus.CONFLICT
    assert [(one.uw_tekst, one.staat_er_nu) for one in response.context["verschillen"]] == [
        ("Tweede", "Eerste"),
        ("Na de bijeenkomst", "Voor de bijeenkomst"),
    ]
    assert taak.titel == "Eerste"

    newest = response.context["form"]["versie"].value()
    other.post(taak.get_absolute_url(), {**NIEUW, "titel": "Tweede", "wanneer": "na", "versie": newest})

    taak.refresh_from_db()
    assert taak.titel == "Tweede"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("titel", "", "Schrijf op wat er moet gebeuren."),
        ("dagen", "", "Vul het aantal dagen in."),
        ("dagen", "366", "365"),
        ("wanneer", "ooit", "ooit"),
        ("uitleg", "Bel 123456782 (bsn)", "burgerservicenummer"),
    ],
)
def test_a_task_that_is_not_right_is_refused_and_nothing_is_lost(bijeenkomst, client_as, field, value, sentence):
    response = client_as(Rol.FACILITATOR).post(add_url(bijeenkomst), {**NIEUW, "titel": "Taart", field: value})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in response.text
    assert not Taak.objects.exists()


def test_a_task_of_ones_own_is_added_once(bijeenkomst, client_as):
    client = client_as(Rol.FACILITATOR)
    answers = [client.post(add_url(bijeenkomst), NIEUW) for _ in range(2)]

    task = Taak.objects.get()
    assert answers[0].url == answers[1].url == f"{bijeenkomst.get_absolute_url()}#taak-{task.pk}"
    assert (task.titel, task.uiterlijk) == ("Taart bestellen", bijeenkomst.datum - timedelta(days=3))
    assert Gebeurtenis.objects.about(task).count() == 1


@pytest.mark.parametrize("name", ["taak_finish", "taak_begin"])
def test_an_archived_pilot_ticks_nothing(taak, client_as, name):
    client = client_as(Rol.FACILITATOR)
    pilot = taak.kring()
    pilot.status = PilotStatus.GEARCHIVEERD
    pilot.save()

    assert client.post(url(name, taak)).status_code == HTTPStatus.CONFLICT
    assert client.post(add_url(taak.bijeenkomst), NIEUW).status_code == HTTPStatus.CONFLICT


def test_what_people_typed_stays_text(bijeenkomst, client_as):
    task = TaakFactory(bijeenkomst=bijeenkomst, titel="<b>dik</b>", uitleg="<script>x</script>")
    client = client_as(Rol.FACILITATOR)

    pages = [client.get(task.get_absolute_url()).text, client.get(list_url(bijeenkomst.pilot)).text]

    assert not any("<b>dik" in page or "<script>x" in page for page in pages)
