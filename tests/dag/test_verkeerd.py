"""What goes wrong at the door: the wrong code, the wrong moment, twice, strange names, and who is gone meanwhile."""

import uuid
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse

from datt.core.models import Gebeurtenis
from pilots.bijeenkomsten.dag.code import code_of
from pilots.bijeenkomsten.dag.models import Aanwezigheid
from pilots.bijeenkomsten.uitnodigen.models import Gastlink, Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.links import revoke_link
from pilots.partners.services.mensen import forget_person
from pilots.traject.models import BijeenkomstStatus, Persoon
from tests.factories.bijeenkomsten import UitnodigingFactory, open_as_guest
from tests.factories.keten import OrganisatieFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory

QUEUE = {"X-Wachtrij": "1"}
NAMEN = [
    'Jan "Sjakie" O\'Brien',
    "<b>Vet</b> & Zoon",
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis",
    "د. عبد الرحمن بن محمد الأنصاري",
    "רחל בת-שבע כהן",
    "Sanne 🎉 de Vries 👩‍👩‍👧‍👦",
    "Nguyễn Thị Ánh Tuyết",
]


def inside(meeting) -> list[str]:
    return [str(row.persoon) for row in meeting.aanwezigheden.standing()]


def scan(client, code):
    return client.get(reverse("dag:code", args=[code]), follow=True)


def test_a_code_of_another_meeting_says_so_and_lets_nobody_in(host, pilot, meeting, fatima):
    other = BijeenkomstFactory(pilot=pilot)

    page = host.get(reverse("dag:code_host", args=[pilot.pk, meeting.pk, code_of(other.pk, fatima.pk)]))

    assert page.status_code == HTTPStatus.CONFLICT
    assert "andere bijeenkomst" in page.text
    assert inside(meeting) == []


def test_a_code_of_another_pilot_names_nobody(host, url, meeting):
    stranger = UitnodigingFactory(persoon__naam="Iemand Anders", ja=True)
    code = code_of(stranger.bijeenkomst_id, stranger.persoon_id)

    scanned, sent = scan(host, code), host.post(url("binnen"), {"code": code}, headers=QUEUE)

    assert "Iemand Anders" not in scanned.text
    assert sent.status_code == HTTPStatus.CONFLICT
    assert "Iemand Anders" not in sent.text
    assert inside(meeting) == []


def test_a_person_of_another_pilot_with_a_code_of_this_meeting_does_not_exist(host, url, meeting):
    code = code_of(meeting.pk, PersoonFactory().pk)

    assert host.post(url("binnen"), {"code": code}).status_code == HTTPStatus.NOT_FOUND
    assert scan(host, code).status_code == HTTPStatus.NOT_FOUND


def test_who_lost_the_link_shows_the_code_and_the_host_still_lets_them_in(client, host, url, meeting, fatima):
    open_as_guest(client, fatima)
    revoke_link(Gastlink.objects.get(persoon=fatima), by=host.user)
    code = code_of(meeting.pk, fatima.pk)

    own, at_the_door = scan(client, code), scan(host, code)
    host.post(url("binnen"), {"code": code, "hoe": "qr"})

    assert "Fatima" not in own.text
    assert client.post(reverse("dag:zelf", args=[meeting.pk])).status_code == HTTPStatus.NOT_FOUND
    assert "Fatima Lahlou" in at_the_door.text
    assert inside(meeting) == ["Fatima Lahlou"]


@pytest.mark.parametrize("name", ["binnen", "terug", "inloper"])
def test_a_cancelled_meeting_refuses_in_words_what_the_queue_sends(host, url, meeting, fatima, name):
    type(meeting).objects.filter(pk=meeting.pk).update(status=BijeenkomstStatus.GEANNULEERD)

    answer = host.post(url(name), {"persoon": fatima.pk, "naam": "Jan"}, headers=QUEUE)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "gaat niet door" in answer.text
    assert inside(meeting) == []
    assert not Persoon.objects.filter(naam="Jan").exists()


@pytest.mark.parametrize(("change", "said"), [
    ({"status": BijeenkomstStatus.GEANNULEERD}, "gaat niet door"), ({"days": 3}, "Inchecken kan vanaf die dag"),
])  # fmt: skip
def test_a_scanned_code_says_at_once_that_nobody_comes_in_now(host, meeting, fatima, change, said):
    days = change.pop("days", 0)
    type(meeting).objects.filter(pk=meeting.pk).update(datum=meeting.datum + timedelta(days=days), **change)

    page = scan(host, code_of(meeting.pk, fatima.pk))

    assert said in page.text
    assert "knop--groot" not in page.text


def test_undo_twice_undoes_once(host, url, meeting, fatima):
    host.post(url("binnen"), {"persoon": fatima.pk})

    answers = [host.post(url("terug"), {"persoon": fatima.pk}).status_code for _ in range(2)]

    assert answers == [HTTPStatus.FOUND] * 2
    assert inside(meeting) == []
    assert Uitnodiging.objects.get(persoon=fatima).status == "ja"
    assert Gebeurtenis.objects.filter(wat__contains="uitnodiging", zin__contains="ongedaan").count() <= 1


def test_undo_of_who_never_came_changes_nothing(host, url, fatima):
    before = Gebeurtenis.objects.count()

    host.post(url("terug"), {"persoon": fatima.pk}, headers=QUEUE)

    assert Gebeurtenis.objects.count() == before
    assert Uitnodiging.objects.get(persoon=fatima).status == "ja"


@pytest.mark.parametrize("naam", NAMEN)
def test_a_strange_name_walks_in_and_stands_everywhere_as_it_was_said(host, url, meeting, naam):
    answer = host.post(url("inloper"), {"naam": naam}, follow=True)

    assert inside(meeting) == [naam]
    for page in (answer, host.get(url("incheck")), host.get(url("presentie"))):
        assert "<b>Vet</b>" not in page.text
    found = host.get(url("incheck"), {"q": naam.split()[0]})
    assert [row.naam for _, rows in found.context["groepen"] for row in rows] == [naam]


@pytest.mark.parametrize("naam", ["", "   ", "\u200b", "a" * 121, "\n", "..."])
def test_a_name_that_is_none_is_refused_and_nothing_is_lost(host, url, meeting, naam):
    answer = host.post(url("inloper"), {"naam": naam, "organisatie": "Kerk aan de Kade"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="Kerk aan de Kade"' in answer.text
    assert inside(meeting) == []


def test_a_name_on_two_lines_is_one_name(host, url, meeting):
    host.post(url("inloper"), {"naam": "Jan\r\nde   Wit", "organisatie": "Kerk\naan de Kade"})

    assert inside(meeting) == ["Jan de Wit"]
    assert meeting.aanwezigheden.get().opgegeven_organisatie == "Kerk aan de Kade"


@pytest.mark.parametrize("organisatie", ["", "Buurtkamer Noord", "Kerk aan de Kade"])
def test_one_walk_in_written_down_at_two_doors_is_one_person(host, url, meeting, organisatie):
    OrganisatieFactory(naam="Buurtkamer Noord")
    for naam in ("Jan de Wit", "jan de wit"):
        message = {"naam": naam, "organisatie": organisatie, "kenmerk": str(uuid.uuid4())}
        host.post(url("inloper"), message, headers=QUEUE)

    assert inside(meeting) == ["Jan de Wit"]
    assert Persoon.objects.filter(naam__iexact="jan de wit").count() == 1


def test_two_people_of_one_name_and_two_organisations_are_two(host, url, meeting):
    for organisatie in ("Kerk aan de Kade", "Moskee An-Nour"):
        host.post(url("inloper"), {"naam": "Jan de Wit", "organisatie": organisatie})

    assert sorted(meeting.aanwezigheden.values_list("opgegeven_organisatie", flat=True)) == [
        "Kerk aan de Kade",
        "Moskee An-Nour",
    ]


def test_what_waited_for_somebody_who_was_removed_meanwhile_is_refused(host, url, pilot, meeting):
    gone = PersoonFactory(pilot=pilot, naam="Weg Gehaald")
    forget_person(gone, by=host.user)
    waited = {"persoon": gone.pk or 0, "kenmerk": str(uuid.uuid4())}

    answer = host.post(url("binnen"), waited, headers=QUEUE)

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert Aanwezigheid.objects.count() == 0


def test_what_waited_for_a_record_that_was_merged_meanwhile_counts_for_who_stayed(host, url, pilot, meeting, fatima):
    double = PersoonFactory(pilot=pilot, naam="F. Lahlou", samengevoegd_in=fatima)

    host.post(url("binnen"), {"persoon": double.pk}, headers=QUEUE)

    assert inside(meeting) == ["Fatima Lahlou"]
