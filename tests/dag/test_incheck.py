"""Coming in: once, whatever the phones do, and the invitation follows."""

import uuid
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.bijeenkomsten.dag.code import code_of, read_code
from pilots.bijeenkomsten.dag.models import Aanwezigheid
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import BijeenkomstStatus, Persoon
from pilots.traject.services.verloop import close_bijeenkomst
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory

QUEUE = {"X-Wachtrij": "1"}


def status_of(persoon) -> str:
    return Uitnodiging.objects.get(persoon=persoon).status


def inside(meeting) -> list[str]:
    return [str(row.persoon) for row in meeting.aanwezigheden.standing()]


def test_a_guest_comes_in_and_the_invitation_follows(host, url, meeting, fatima):
    response = host.post(url("binnen"), {"persoon": fatima.pk})

    assert response.status_code == HTTPStatus.FOUND
    assert inside(meeting) == ["Fatima Lahlou"]
    assert status_of(fatima) == "aanwezig"
    assert Gebeurtenis.objects.filter(zin__contains="kwam binnen met").count() == 1


def test_the_same_message_of_the_queue_arrives_twice_and_counts_once(host, url, meeting, fatima):
    message = {"persoon": fatima.pk, "kenmerk": str(uuid.uuid4())}

    answers = [host.post(url("binnen"), message, headers=QUEUE).status_code for _ in range(2)]

    assert answers == [HTTPStatus.NO_CONTENT, HTTPStatus.NO_CONTENT]
    assert Aanwezigheid.objects.count() == 1


def test_two_phones_check_in_the_same_person(host, url, meeting, fatima):
    for _ in range(2):
        host.post(url("binnen"), {"persoon": fatima.pk, "kenmerk": str(uuid.uuid4())}, headers=QUEUE)

    assert Aanwezigheid.objects.count() == 1


def test_a_late_undo_that_arrives_again_leaves_a_later_check_in_alone(host, url, meeting, fatima):
    undo = {"persoon": fatima.pk, "kenmerk": str(uuid.uuid4())}
    host.post(url("binnen"), {"persoon": fatima.pk}, headers=QUEUE)
    host.post(url("terug"), undo, headers=QUEUE)
    host.post(url("binnen"), {"persoon": fatima.pk}, headers=QUEUE)

    host.post(url("terug"), undo, headers=QUEUE)

    assert inside(meeting) == ["Fatima Lahlou"]


@pytest.mark.parametrize("before", ["ja", "nee", "misschien", "wachtlijst", "verstuurd", "klaar", "afgemeld"])
def test_undo_gives_back_the_answer_that_was(host, url, meeting, before):
    row = UitnodigingFactory(bijeenkomst=meeting, status=before)

    host.post(url("binnen"), {"persoon": row.persoon_id})
    came = status_of(row.persoon)
    host.post(url("terug"), {"persoon": row.persoon_id})

    assert (came, status_of(row.persoon)) == ("aanwezig", before)
    assert inside(meeting) == []


def test_what_waited_on_the_device_keeps_its_own_time(host, url, meeting, fatima):
    pressed = timezone.now() - timedelta(minutes=40)

    host.post(url("binnen"), {"persoon": fatima.pk, "gemaakt_op": pressed.isoformat()}, headers=QUEUE)

    assert meeting.aanwezigheden.get().binnen_op == pressed


@pytest.mark.parametrize("said", ["2099-01-01T10:00:00Z", "2001-01-01T10:00:00Z", "gisteren", "2026-02-31T10:00:00Z"])
def test_a_clock_that_is_wrong_is_not_believed(host, url, meeting, fatima, said):
    host.post(url("binnen"), {"persoon": fatima.pk, "gemaakt_op": said}, headers=QUEUE)

    assert abs(meeting.aanwezigheden.get().binnen_op - timezone.now()) < timedelta(minutes=1)


def test_a_badge_is_read(host, url, meeting, fatima):
    host.post(url("binnen"), {"code": code_of(meeting.pk, fatima.pk), "hoe": "qr"}, headers=QUEUE)

    assert meeting.aanwezigheden.get().hoe == "qr"


def test_a_badge_of_another_meeting_is_refused_in_words(host, url, pilot, meeting, fatima):
    other = BijeenkomstFactory(pilot=pilot)

    response = host.post(url("binnen"), {"code": code_of(other.pk, fatima.pk)}, headers=QUEUE)

    assert response.status_code == HTTPStatus.CONFLICT
    assert "andere bijeenkomst" in response.text


def test_a_badge_that_we_did_not_make_is_nobody(host, url, meeting, fatima):
    forged = code_of(meeting.pk, fatima.pk)[:-1] + "a"

    assert host.post(url("binnen"), {"code": forged + "b"}).status_code == HTTPStatus.NOT_FOUND
    assert read_code("1-2-") is None
    assert read_code("één-twee") is None


def test_who_scans_a_badge_as_host_sees_the_guest_and_a_stranger_does_not(host, client, url, meeting, fatima):
    code = code_of(meeting.pk, fatima.pk)
    address = reverse("dag:code", args=[code])

    as_host = host.get(address, follow=True)
    as_stranger = client.get(address)

    assert "Fatima Lahlou" in as_host.text
    assert "Fatima" not in as_stranger.text
    assert "ingang" in as_stranger.text


def test_somebody_without_an_invitation_comes_in(host, url, pilot, meeting):
    partner = KetenpartnerFactory(pilot=pilot, organisatie=OrganisatieFactory(naam="Buurtkamer Noord"), confirmed=True)

    host.post(url("inloper"), {"naam": "Jan de Wit", "organisatie": "buurtkamer noord"})

    jan = Persoon.objects.get(naam="Jan de Wit")
    row = Uitnodiging.objects.get(persoon=jan)
    assert jan.organisatie == partner.organisatie
    assert (row.status, row.zonder_uitnodiging) == ("aanwezig", True)


def test_an_organisation_that_nobody_knows_is_kept_as_it_was_said(host, url, meeting):
    host.post(url("inloper"), {"naam": "Jan de Wit", "organisatie": "Moskee An-Nour"})

    assert meeting.aanwezigheden.get().opgegeven_organisatie == "Moskee An-Nour"
    assert "Moskee An-Nour" in host.get(url("incheck")).text


def test_who_is_known_is_not_made_again(host, url, meeting, fatima):
    host.post(url("inloper"), {"naam": "fátima lahlou"})

    assert inside(meeting) == ["Fatima Lahlou"]
    assert Persoon.objects.filter(naam__icontains="lahlou").count() == 1


def test_a_walk_in_that_is_sent_twice_is_one_person(host, url, meeting):
    message = {"naam": "Jan de Wit", "kenmerk": str(uuid.uuid4())}

    for _ in range(2):
        host.post(url("inloper"), message, headers=QUEUE)

    assert Persoon.objects.filter(naam="Jan de Wit").count() == 1


def test_a_full_room_keeps_nobody_out_and_says_so(host, url, meeting):
    for nr in range(4):
        host.post(url("inloper"), {"naam": f"Gast Nummer{nr}"})

    page = host.get(url("incheck")).text
    assert len(inside(meeting)) == 4
    assert "1 mensen meer dan er plaatsen zijn" in page or "meer dan er plaatsen zijn" in page


def test_the_name_at_the_door_is_one_line_and_no_web_address(host, url, pilot, meeting):
    refused = host.post(url("inloper"), {"naam": "www.kwaad.example", "organisatie": ""})
    host.post(url("inloper"), {"naam": "Jan\r\nde Boer", "organisatie": "Buurt\nhuis"})

    assert refused.status_code == 422
    assert list(pilot.personen.filter(aanwezigheden__isnull=False).values_list("naam", flat=True)) == ["Jan de Boer"]
    assert meeting.aanwezigheden.get().opgegeven_organisatie == "Buurt huis"


def test_a_bsn_at_the_door_is_refused_and_stays_on_screen(host, url, meeting):
    response = host.post(url("inloper"), {"naam": "Jan 123456782"})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Jan 123456782" in response.text
    assert inside(meeting) == []


def test_the_queue_hears_the_reason_in_one_sentence(host, url, meeting):
    response = host.post(url("inloper"), {"naam": ""}, headers=QUEUE)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert response["Content-Type"].startswith("text/plain")
    assert "<" not in response.text


def test_nobody_comes_in_before_the_day(host, url, meeting, fatima):
    meeting.datum += timedelta(days=3)
    meeting.save()

    response = host.post(url("binnen"), {"persoon": fatima.pk})

    assert response.status_code == HTTPStatus.CONFLICT
    assert inside(meeting) == []


def test_nobody_comes_in_at_a_cancelled_meeting(host, url, meeting, fatima):
    type(meeting).objects.filter(pk=meeting.pk).update(status=BijeenkomstStatus.GEANNULEERD)

    assert host.post(url("binnen"), {"persoon": fatima.pk}).status_code == HTTPStatus.CONFLICT


@pytest.mark.parametrize("name", ["incheck", "stand", "presentie", "papier", "materiaal"])
def test_only_a_host_sees_the_door(client_as, url, fatima, name):
    assert client_as(Rol.KETENPARTNER).get(url(name)).status_code == HTTPStatus.FORBIDDEN
    assert client_as(None).get(url(name)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", ["binnen", "terug", "inloper"])
def test_only_a_host_lets_people_in(client_as, url, meeting, fatima, name):
    message = {"persoon": fatima.pk, "naam": "Jan"}

    assert client_as(Rol.AMBTENAAR).post(url(name), message).status_code == HTTPStatus.FORBIDDEN
    assert client_as(None).post(url(name), message).status_code == HTTPStatus.NOT_FOUND
    assert inside(meeting) == []


def test_a_person_of_another_pilot_does_not_exist_here(host, url):
    assert host.post(url("binnen"), {"persoon": PersoonFactory().pk}).status_code == HTTPStatus.NOT_FOUND


def test_parts_of_the_day_are_counted_apart(host, url, meeting, fatima):
    host.post(url("dagdelen"), {"namen": "Ochtend\nMiddag"})
    host.post(url("binnen"), {"persoon": fatima.pk, "deel": 1})
    host.post(url("binnen"), {"persoon": fatima.pk, "deel": 2})

    host.post(url("terug"), {"persoon": fatima.pk, "deel": 1})

    assert [row.dagdeel for row in meeting.aanwezigheden.standing()] == [2]
    assert status_of(fatima) == "aanwezig"


def test_a_part_in_which_people_were_stays(host, url, meeting, fatima):
    host.post(url("dagdelen"), {"namen": "Ochtend\nMiddag"})
    host.post(url("binnen"), {"persoon": fatima.pk, "deel": 2})

    response = host.post(url("dagdelen"), {"namen": ""})

    assert response.status_code == HTTPStatus.CONFLICT
    assert meeting.dagdelen.count() == 2


def test_a_phone_that_knows_the_newest_gets_nothing(host, url, meeting, fatima, django_capture_on_commit_callbacks):
    version = host.get(url("incheck")).context["stand"].versie
    same = host.get(url("stand"), {"v": version})

    with django_capture_on_commit_callbacks(execute=True):
        host.post(url("binnen"), {"persoon": fatima.pk})
    changed = host.get(url("stand"), {"v": version})

    assert same.status_code == HTTPStatus.NO_CONTENT
    assert f"{fatima.pk}:" in changed.text


@pytest.mark.parametrize("count", [1, 3, 150])
def test_the_door_asks_the_database_as_often_for_one_guest_as_for_many(
    host, url, pilot, meeting, count, django_assert_num_queries
):
    for nr in range(count):
        UitnodigingFactory(bijeenkomst=meeting, persoon__naam=f"Gast {nr}", ja=True)

    with django_assert_num_queries(20):
        host.get(url("incheck"))


def test_who_said_yes_and_did_not_come_is_absent_once_it_is_over(host, url, meeting, fatima):
    stays_home = UitnodigingFactory(bijeenkomst=meeting, ja=True)
    said_no = UitnodigingFactory(bijeenkomst=meeting, status="nee")
    host.post(url("binnen"), {"persoon": fatima.pk})

    close_bijeenkomst(meeting, by=host.user)

    assert [status_of(one) for one in (fatima, stays_home.persoon, said_no.persoon)] == ["aanwezig", "afwezig", "nee"]
    assert Gebeurtenis.objects.filter(zin__contains="was er niet").count() == 1


def test_a_meeting_without_any_check_in_makes_nobody_absent(host, meeting, fatima):
    close_bijeenkomst(meeting, by=host.user)

    assert status_of(fatima) == "ja"


def test_nobody_was_absent_as_long_as_it_is_not_over(host, url, meeting, fatima):
    refused = host.post(url("afwezig"))

    assert refused.status_code == 409
    assert "nog niet afgesloten" in refused.text
    assert status_of(fatima) == "ja"


def test_it_is_corrected_afterwards(host, url, meeting, fatima):
    late = UitnodigingFactory(bijeenkomst=meeting, ja=True)
    host.post(url("binnen"), {"persoon": fatima.pk})
    close_bijeenkomst(meeting, by=host.user)
    was_absent = status_of(late.persoon)

    host.post(url("binnen"), {"persoon": late.persoon_id, "hoe": "achteraf", "naar": "presentie"})

    assert (was_absent, status_of(late.persoon)) == ("afwezig", "aanwezig")
    assert meeting.aanwezigheden.get(persoon=late.persoon).hoe == "achteraf"
