"""The guest list: everybody with their answer, who waits never counted as coming, found, sorted and downloaded."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.services.versturen import send_invitations
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.traject import BijeenkomstFactory, PilotFactory


def url(meeting, name="gast_list", *more) -> str:
    return reverse(f"uitnodigen:{name}", args=[meeting.pilot_id, meeting.pk, *more])


def test_an_empty_list_says_what_to_do(client_as, meeting):
    page = client_as(Rol.FACILITATOR).get(url(meeting))

    assert "Kies de gasten" in page.text
    assert "Er gaat niets weg" in page.text


def test_the_counts_are_in_words_and_who_waits_does_not_come(client_as, meeting):
    for _ in range(2):
        UitnodigingFactory(bijeenkomst=meeting, ja=True)
    UitnodigingFactory(bijeenkomst=meeting, wacht=True)
    UitnodigingFactory(bijeenkomst=meeting)

    page = client_as(Rol.FACILITATOR).get(url(meeting))

    assert "2 komen, 1 staat op de wachtlijst, 1 heeft nog niet geantwoord." in page.text


@pytest.mark.parametrize("count", [3, 150])
def test_a_long_list_takes_as_many_queries_as_a_short_one(client_as, meeting, count, django_assert_num_queries):
    guests = [
        UitnodigingFactory(bijeenkomst=meeting, status="klaar", persoon__organisatie=OrganisatieFactory())
        for _ in range(count)
    ]
    client = client_as(Rol.FACILITATOR)
    send_invitations(meeting, by=client.user)

    with django_assert_num_queries(13):
        page = client.get(url(meeting))

    assert page.text.count('data-kop="Post">onderweg') == len(guests)


@pytest.mark.parametrize("count", [3, 150])
def test_the_page_to_send_from_takes_as_many_queries_for_many_guests(
    client_as, meeting, count, django_assert_num_queries
):
    for _ in range(count):
        UitnodigingFactory(bijeenkomst=meeting, status="klaar", persoon__organisatie=OrganisatieFactory())
    client = client_as(Rol.FACILITATOR)
    client.get(url(meeting, "gast_versturen"))

    with django_assert_num_queries(21):
        page = client.get(url(meeting, "gast_versturen"))

    assert f"Verstuur {count} uitnodigingen" in page.text


def test_it_filters_by_answer_organisation_position_and_words(client_as, meeting):
    one = UitnodigingFactory(
        bijeenkomst=meeting, ja=True, persoon__naam="Anna Één", persoon__organisatie=OrganisatieFactory(),
        persoon__positie="manager",
    )  # fmt: skip
    UitnodigingFactory(bijeenkomst=meeting, persoon__naam="Bob Twee", persoon__positie="vrijwilliger")
    client = client_as(Rol.FACILITATOR)

    for query in (
        {"q": "een"}, {"antwoord": "ja"}, {"organisatie": one.persoon.organisatie_id}, {"positie": "manager"}
    ):  # fmt: skip
        page = client.get(url(meeting), query, headers={"HX-Request": "true"})
        assert "Anna Één" in page.text
        assert "Bob Twee" not in page.text
        assert page.text.strip().startswith('<section id="gasten"')


def test_nonsense_in_the_address_is_left_out(client_as, meeting):
    UitnodigingFactory(bijeenkomst=meeting)

    page = client_as(Rol.FACILITATOR).get(url(meeting), {"organisatie": "x", "antwoord": "' or 1", "p": "-4"})

    assert page.status_code == 200


@pytest.mark.parametrize("soort", ["xlsx", "csv", "ods", "onzin"])
def test_the_list_downloads_and_the_log_says_who_took_it(client_as, meeting, soort):
    UitnodigingFactory(bijeenkomst=meeting, ja=True, persoon__naam="=1+1 Anna", dieet="geen vlees")
    client = client_as(Rol.FACILITATOR)

    file = client.get(url(meeting, "gast_export"), {"als": soort})

    assert file.status_code == 200
    assert "no-store" in file["Cache-Control"]
    assert Gebeurtenis.objects.get(wat="uitnodigen.lijst.gedownload").door == client.user
    if soort == "csv":
        assert "'=1+1 Anna" in file.content.decode("utf-8-sig")


def test_an_answer_by_phone_says_who_wrote_it_down(client_as, meeting):
    guest = UitnodigingFactory(bijeenkomst=meeting)
    client = client_as(Rol.FACILITATOR)

    client.post(url(meeting, "gast_antwoord", guest.pk), {"antwoord": "ja"})

    guest.refresh_from_db()
    assert (guest.status, guest.antwoord_door) == ("ja", str(client.user))
    assert Gebeurtenis.objects.about(guest).get().door == client.user


def test_an_answer_by_phone_gives_no_seat_that_is_not_there(client_as, meeting, limits):
    limits(plaatsen=1)
    UitnodigingFactory(bijeenkomst=meeting, ja=True)
    guest = UitnodigingFactory(bijeenkomst=meeting)

    client_as(Rol.FACILITATOR).post(url(meeting, "gast_antwoord", guest.pk), {"antwoord": "ja"})

    guest.refresh_from_db()
    assert guest.status == "wachtlijst"


def test_an_answer_without_a_choice_is_asked_again(client_as, meeting):
    guest = UitnodigingFactory(bijeenkomst=meeting)

    page = client_as(Rol.FACILITATOR).post(url(meeting, "gast_antwoord", guest.pk), {"reden": "Op vakantie"})

    assert page.status_code == 422
    assert "Op vakantie" in page.text


def test_a_number_of_a_resident_is_not_kept_as_a_reason(client_as, meeting):
    guest = UitnodigingFactory(bijeenkomst=meeting)

    page = client_as(Rol.FACILITATOR).post(
        url(meeting, "gast_antwoord", guest.pk), {"antwoord": "nee", "reden": "BSN 123456782"}
    )

    assert page.status_code == 422


def test_a_guest_of_another_meeting_or_pilot_is_not_found(client_as, meeting):
    other = UitnodigingFactory(bijeenkomst=BijeenkomstFactory(pilot=PilotFactory()))
    client = client_as(Rol.FACILITATOR)

    assert client.get(url(meeting, "gast_detail", other.pk)).status_code == 404
    assert client.post(url(meeting, "gast_antwoord", other.pk), {"antwoord": "ja"}).status_code == 404


def test_other_roles_do_not_see_who_comes(client_as, meeting):
    assert client_as(Rol.AMBTENAAR).get(url(meeting)).status_code == 403
    assert client_as(None).get(url(meeting)).status_code == 404


def test_one_guest_shows_the_post_and_what_they_need(client_as, meeting):
    guest = UitnodigingFactory(bijeenkomst=meeting, status="klaar", toegang="Een plek vooraan\nmet ruimte")
    client = client_as(Rol.FACILITATOR)
    send_invitations(meeting, by=client.user)

    page = client.get(url(meeting, "gast_detail", guest.pk))

    assert "Een plek vooraan<br>met ruimte" in page.text
    assert "<span>Uitnodiging<br>" in page.text


def test_raising_the_number_of_seats_lets_who_waits_move_up(client_as, meeting, limits):
    limits(plaatsen=1)
    UitnodigingFactory(bijeenkomst=meeting, ja=True)
    guest = UitnodigingFactory(bijeenkomst=meeting, wacht=True)
    client = client_as(Rol.FACILITATOR)
    now = meeting.plaatsregels.versie

    page = client.post(url(meeting, "gast_plaatsen"), {"capaciteit": 2, "versie": now}, follow=True)

    guest.refresh_from_db()
    assert guest.status == "ja"
    assert "1 persoon schoof door van de wachtlijst." in page.text


def test_two_facilitators_do_not_overwrite_each_others_rules(client_as, meeting):
    client = client_as(Rol.FACILITATOR)
    client.post(url(meeting, "gast_plaatsen"), {"capaciteit": 50, "per_organisatie": 3, "versie": 1})

    page = client.post(url(meeting, "gast_plaatsen"), {"capaciteit": 40, "per_organisatie": 5, "versie": 1})

    assert page.status_code == 409
    meeting.refresh_from_db()
    assert (meeting.capaciteit, meeting.plaatsregels.per_organisatie) == (50, 3)


@pytest.mark.parametrize(
    "wrong",
    [{"capaciteit": 0}, {"capaciteit": "veel"}, {"antwoord_voor": "1 januari 2020"}, {"grens_manager": -1},
     {"antwoord_voor": "gisteren"}, {"capaciteit": 10**12}],
)  # fmt: skip
def test_rules_that_cannot_be_are_refused_with_nothing_lost(client_as, meeting, wrong):
    page = client_as(Rol.FACILITATOR).post(
        url(meeting, "gast_plaatsen"), {"capaciteit": 44, "per_organisatie": 7, "versie": 1} | wrong
    )

    assert page.status_code == 422
    assert 'value="7"' in page.text


def test_the_last_day_to_answer_may_not_be_after_the_meeting(client_as, meeting):
    late = meeting.datum + timedelta(days=1)

    page = client_as(Rol.FACILITATOR).post(
        url(meeting, "gast_plaatsen"), {"capaciteit": 44, "antwoord_voor": f"{late:%d-%m-%Y}", "versie": 1}
    )

    assert "Deze dag is na de bijeenkomst" in page.text
    assert timezone.localdate() < meeting.datum
