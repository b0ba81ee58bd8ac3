"""The page of all rounds: propose, fix, reopen and repair them together, choose the hosts, print."""

from datetime import datetime, time, timedelta
from http import HTTPStatus
from itertools import product

import pytest
from django.utils import timezone

from datt.documenten.kinds import Colofon
from pilots.access import Rol
from pilots.bijeenkomsten.dag.documents import TAFELKAARTEN, TAFELLIJSTEN
from pilots.tafels import tijden
from pilots.tafels.models import Tafelplaats
from pilots.tafels.plekken import round_seats, seat_of, seats_of
from pilots.tafels.services.rondes import read_versions, versions_of
from pilots.tafels.tijden import Tafeltijd, times_of, usual_rounds
from tests.factories.tafels import IndelingFactory, TafelFactory, TafelplaatsFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.tafels.naslaan import sizes
from tests.tafels.zaal import seated, url

DAY = datetime(2026, 10, 8, 13, 30, tzinfo=timezone.get_default_timezone())


def part(naam, begint, minuten):
    return Tafeltijd(naam=naam, begint=begint, eindigt=begint + timedelta(minutes=minuten))


@pytest.fixture
def colofon():
    return Colofon(versie=1, besteld_op=timezone.now(), besteld_door="Marieke Postma")


@pytest.fixture
def programme(monkeypatch):
    """What the programme of the day says; a test fills it."""
    parts = []
    monkeypatch.setattr(tijden, "_sources", [lambda meeting: parts])
    return parts


def post(client, name, meeting, **fields):
    rounds = list(meeting.indelingen.all())
    return client.post(url(name, meeting), {"versies": versions_of(rounds), **fields})


def cafe(meeting, gasten, count=12, *, tables=3, rondes=3, **sizes):
    gasten.invite(meeting.pilot, count, organisaties=4)
    return seated(meeting, tables, rondes=rondes, **sizes)


def seats(indeling):
    return dict(indeling.plaatsen.values_list("persoon", "tafel"))


def test_one_button_makes_all_rounds_and_another_shows_them_to_guests(meeting, gasten, client_as):
    gasten.invite(meeting.pilot, 12, organisaties=4)
    client = client_as(Rol.FACILITATOR)
    zaal = {"aantal": 3, "plaatsen_min": 2, "plaatsen_max": 4, "rondes": 3}

    begun = client.post(url("zaal_edit", meeting), zaal)
    post(client, "rondes_propose", meeting)
    page = client.get(url("rondes_detail", meeting))
    before = seats_of(meeting)
    post(client, "rondes_fix", meeting)
    fixed = client.get(url("rondes_detail", meeting))
    seen = seats_of(meeting)
    post(client, "rondes_reopen", meeting)

    assert begun.url == url("rondes_detail", meeting)
    assert Tafelplaats.objects.count() == 36
    assert "Alle 3 rondes" in page.text
    assert "van hooguit 9 nieuwe mensen" in page.text
    assert not before
    assert "Maak alle rondes weer open" in fixed.text
    assert "Maak alle rondes opnieuw" not in fixed.text
    assert all(len(tables) == 3 for tables in seen.values())
    assert not seats_of(meeting)


def test_a_round_that_stands_fixed_stays_and_counts_as_met(meeting, gasten, client_as):
    first = cafe(meeting, gasten)
    client = client_as(Rol.FACILITATOR)
    client.post(url("indeling_fix", meeting), {"ronde": 1, "versie": first.versie})
    before = seats(first)

    answer = post(client, "rondes_propose", meeting)

    assert answer.status_code == HTTPStatus.FOUND
    assert seats(first) == before
    assert {one.zaad for one in meeting.indelingen.exclude(ronde=1)} == {2}


def test_with_every_round_fixed_nothing_is_proposed(meeting, gasten, client_as):
    cafe(meeting, gasten)
    client = client_as(Rol.FACILITATOR)
    post(client, "rondes_fix", meeting)

    answer = post(client, "rondes_propose", meeting)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Alle rondes staan vast" in answer.text


def test_a_round_without_people_is_not_fixed_and_neither_are_the_others(meeting, gasten, client_as):
    cafe(meeting, gasten, rondes=2)
    meeting.indelingen.get(ronde=2).plaatsen.all().delete()

    answer = post(client_as(Rol.FACILITATOR), "rondes_fix", meeting)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "In ronde 2 zit nog niemand aan tafel" in answer.text
    assert not meeting.indelingen.fixed().exists()


@pytest.mark.parametrize("name", ["rondes_propose", "rondes_fix", "rondes_repair"])
def test_who_was_too_late_sees_how_it_is_now_and_changes_nothing(name, meeting, gasten, client_as):
    indeling = cafe(meeting, gasten)
    client = client_as(Rol.FACILITATOR)
    old = versions_of(list(meeting.indelingen.all()))
    post(client_as(Rol.FACILITATOR), "rondes_propose", meeting)
    gasten.mensen.pop()
    before = seats(indeling)

    late = client.post(url(name, meeting), {"versies": old})
    nonsense = client.post(url(name, meeting), {"versies": "x.y-²"})

    assert [late.status_code, nonsense.status_code] == [HTTPStatus.CONFLICT] * 2
    assert "Iemand anders veranderde net de tafels" in late.text
    assert seats(indeling) == before
    assert not meeting.indelingen.fixed().exists()


def test_no_shows_are_repaired_in_every_round_with_the_fewest_moves(meeting, gasten, client_as):
    cafe(meeting, gasten, count=9, minimum=2, maximum=4)
    client = client_as(Rol.FACILITATOR)
    rounds = list(meeting.indelingen.all())
    before = {one.ronde: seats(one) for one in rounds}
    at_one = [nr for nr, table in before[1].items() if table == next(iter(before[1].values()))]
    gasten.mensen = [one for one in gasten.mensen if one.pk not in at_one[:2]]
    people = [one.pk for one in gasten.mensen]

    page = client.get(url("rondes_detail", meeting))
    proposal = client.get(url("rondes_repair", meeting))
    untouched = {one.ronde: seats(one) for one in rounds}
    answer = post(client, "rondes_repair", meeting)

    assert "Twee gasten met een plaats komen niet." in page.text
    assert "Ronde 3:" in proposal.text
    assert untouched == before
    assert answer.status_code == HTTPStatus.FOUND
    for one in rounds:
        now = seats(one)
        assert sorted(now) == sorted(people)
        assert all(2 <= count <= 4 for count in sizes(now).values())
        assert moved(now, before[one.ronde]) == fewest_moves(people, before[one.ronde], least=2, most=4)


def moved(now, before):
    return sum(before[nr] != table for nr, table in now.items())


def fewest_moves(people, before, *, least, most):
    """Of every way to seat them at the tables there are."""
    tables = sorted(set(before.values()))
    ways = (dict(zip(people, at, strict=True)) for at in product(tables, repeat=len(people)))
    return min(moved(way, before) for way in ways if all(least <= count <= most for count in sizes(way).values()))


def test_a_round_that_is_over_is_left_as_it_was(meeting, gasten, client_as, programme):
    cafe(meeting, gasten)
    now = timezone.now()
    programme += [part("Eén", now - timedelta(hours=2), 20), part("Twee", now, 20), part("Drie", now, 40)]
    first = meeting.indelingen.get(ronde=1)
    before = seats(first)
    gone = gasten.mensen.pop()
    client = client_as(Rol.FACILITATOR)

    page = client.get(url("rondes_detail", meeting))
    post(client, "rondes_repair", meeting)

    assert "(voorbij)" in page.text
    assert seats(first) == before
    assert [gone.pk in seats(one) for one in meeting.indelingen.exclude(ronde=1)] == [False, False]


def test_without_times_one_says_from_which_round_on(meeting, gasten, client_as):
    cafe(meeting, gasten)
    gone = gasten.mensen.pop()
    client = client_as(Rol.FACILITATOR)

    page = client.get(url("rondes_repair", meeting), {"vanaf": 3})
    post(client, "rondes_repair", meeting, vanaf=3)
    after = client.get(url("rondes_repair", meeting), {"vanaf": 3})

    assert 'name="vanaf" value="3"' in page.text
    assert [gone.pk in seats(one) for one in meeting.indelingen.all()] == [True, True, False]
    assert "Doe het zo" not in after.text


def test_hosts_are_proposed_kept_and_sit_at_their_own_table_in_every_round(meeting, gasten, client_as):
    people = gasten.invite(meeting.pilot, 12, organisaties=4)
    people[7].positie = "sleutelfunctionaris"
    people[7].save()
    people[0].positie = "ervaringsdeskundige"
    people[0].save()
    seated(meeting, 3, rondes=2)
    client = client_as(Rol.FACILITATOR)

    page = client.get(url("gastheren_edit", meeting), {"voorstel": "ja"})
    nobody_yet = meeting.tafels.filter(gastheer__isnull=False).count()
    chosen = {name: field.initial for name, field in page.context["form"].fields.items()}
    answer = client.post(url("gastheren_edit", meeting), chosen)

    assert nobody_yet == 0
    assert people[7].pk in chosen.values()
    assert people[0].pk not in chosen.values()
    assert len({one.organisatie_id for one in people if one.pk in chosen.values()}) == 3
    assert answer.status_code == HTTPStatus.FOUND
    for tafel in meeting.tafels.all():
        assert {seats(one)[tafel.gastheer_id] for one in meeting.indelingen.all()} == {tafel.pk}


def test_a_host_of_two_tables_is_said_at_the_second_and_nothing_is_lost(meeting, gasten, client_as):
    people = gasten.invite(meeting.pilot, 6, organisaties=3)
    seated(meeting, 3)
    one, two, three = meeting.tafels.all()
    form = {f"tafel_{one.pk}": people[0].pk, f"tafel_{two.pk}": people[0].pk, f"tafel_{three.pk}": people[1].pk}
    client = client_as(Rol.FACILITATOR)

    twice = client.post(url("gastheren_edit", meeting), form)
    stranger = client.post(url("gastheren_edit", meeting), {f"tafel_{one.pk}": PersoonFactory().pk})

    assert [twice.status_code, stranger.status_code] == [HTTPStatus.UNPROCESSABLE_ENTITY] * 2
    assert "al gastheer van tafel 1" in twice.text
    assert f'value="{people[1].pk}" selected' in twice.text
    assert "Deze gast komt niet" in stranger.text
    assert not meeting.tafels.filter(gastheer__isnull=False).exists()


def test_a_table_whose_host_does_not_come_is_named(meeting, gasten, client_as):
    cafe(meeting, gasten)
    tafel = meeting.tafels.get(nummer=2)
    tafel.gastheer = PersoonFactory(pilot=meeting.pilot)
    tafel.save()
    for other, host in zip(meeting.tafels.exclude(pk=tafel.pk), gasten.mensen, strict=False):
        type(tafel).objects.filter(pk=other.pk).update(gastheer=host)

    page = client_as(Rol.FACILITATOR).get(url("rondes_detail", meeting))

    assert "Tafel 2 heeft geen gastheer die komt." in page.text


ADDRESSES = ["rondes_detail", "rondes_propose", "rondes_fix", "rondes_reopen", "rondes_repair", "gastheren_edit"]


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.KETENPARTNER])
def test_only_who_runs_meetings_sees_or_changes_the_rounds(name, rol, meeting, client_as):
    IndelingFactory(bijeenkomst=meeting)
    TafelFactory(bijeenkomst=meeting)
    elders = BijeenkomstFactory()
    client, facilitator = client_as(rol), client_as(Rol.FACILITATOR)
    method = "get" if name in {"rondes_detail", "rondes_repair", "gastheren_edit"} else "post"

    assert getattr(client, method)(url(name, meeting)).status_code == HTTPStatus.FORBIDDEN
    assert getattr(facilitator, method)(url(name, elders)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", ["rondes_propose", "rondes_fix", "rondes_reopen", "rondes_repair"])
def test_nothing_changes_at_a_meeting_that_was_cancelled(name, meeting, gasten, client_as):
    cafe(meeting, gasten)
    type(meeting).objects.update(status="geannuleerd")

    answer = post(client_as(Rol.FACILITATOR), name, meeting)

    assert answer.status_code == HTTPStatus.CONFLICT


def test_without_tables_the_page_sends_to_where_they_are_set_up(meeting, client_as):
    client = client_as(Rol.FACILITATOR)

    page = client.get(url("rondes_detail", meeting))

    assert page.url == url("indeling_detail", meeting)
    assert client.get(url("gastheren_edit", meeting)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("count", [1, 30])
def test_the_totals_ask_the_database_as_often_for_many_people(meeting, client_as, count, django_assert_num_queries):
    rounds = [IndelingFactory(bijeenkomst=meeting, ronde=nr) for nr in (1, 2)]
    tafel = TafelFactory(bijeenkomst=meeting)
    for _ in range(count):
        seat = TafelplaatsFactory(indeling=rounds[0], tafel=tafel)
        TafelplaatsFactory(indeling=rounds[1], tafel=tafel, persoon=seat.persoon)
    client = client_as(Rol.FACILITATOR)
    client.get(url("rondes_detail", meeting))

    with django_assert_num_queries(20):
        client.get(url("rondes_detail", meeting))


def test_one_part_of_the_programme_is_cut_in_as_many_rounds_as_there_are(meeting, programme):
    nothing = times_of(meeting, 3), usual_rounds(meeting)
    programme.append(part("Wereldcafé", DAY, 60))
    cut, usual = times_of(meeting, 3), usual_rounds(meeting)
    programme.append(part("Nog een", DAY + timedelta(hours=2), 20))

    assert nothing == ({}, 1)
    assert [one.begint.time() for one in cut.values()] == [time(13, 30), time(13, 50), time(14, 10)]
    assert usual == 3
    assert [one.naam for one in times_of(meeting, 2).values()] == ["Wereldcafé", "Nog een"]
    assert times_of(meeting, 3) == {}  # two parts for three rounds: then nobody knows


def test_the_room_is_set_up_with_as_many_rounds_as_the_programme_has(meeting, gasten, client_as, programme):
    gasten.invite(meeting.pilot, 12)
    programme += [part("Een", DAY, 20), part("Twee", DAY + timedelta(minutes=25), 20)]

    page = client_as(Rol.FACILITATOR).get(url("indeling_detail", meeting))

    assert page.context["form"]["rondes"].value() == 2


def test_a_guest_and_a_host_read_their_tables_with_the_times(meeting, programme):
    programme.append(part("Wereldcafé", DAY, 60))
    gast, host = PersoonFactory(pilot=meeting.pilot), PersoonFactory(pilot=meeting.pilot)
    tables = [TafelFactory(bijeenkomst=meeting, nummer=nr) for nr in (4, 7)]
    tables[0].gastheer = host
    tables[0].save()
    for nr, tafel in enumerate(tables, start=1):
        indeling = IndelingFactory(bijeenkomst=meeting, ronde=nr, fixed=True)
        TafelplaatsFactory(indeling=indeling, tafel=tafel, persoon=gast)
        TafelplaatsFactory(indeling=indeling, tafel=tables[0], persoon=host)

    lines = round_seats(gast, meeting)

    assert [(one.ronde, one.tafel.nummer, one.tijd.begint.time()) for one in lines] == [
        (1, 4, time(13, 30)), (2, 7, time(14, 0)),
    ]  # fmt: skip
    assert all(one.is_gastheer for one in round_seats(host, meeting))
    assert seat_of(host, meeting) == "Tafel 4, ronde 1 en 2"


def test_cards_and_lists_name_who_sits_at_the_table_in_every_round(meeting, gasten, client_as, colofon, programme):
    programme.append(part("Wereldcafé", DAY, 60))
    people = gasten.invite(meeting.pilot, 9, organisaties=3)
    seated(meeting, 3, rondes=3)
    client = client_as(Rol.FACILITATOR)
    client.post(url("gastheren_edit", meeting), {f"tafel_{meeting.tafels.first().pk}": people[0].pk})
    post(client, "rondes_fix", meeting)

    cards, lists = TAFELKAARTEN.html(meeting, colofon), TAFELLIJSTEN.html(meeting, colofon)

    for one in people[1:]:
        assert cards.count(f"<li>{one.naam}</li>") == 3
    assert f"Uw tafelgastheer: {people[0].naam}" in cards
    assert f"<li>{people[0].naam}</li>" not in cards
    assert f"Gastheer: {people[0].naam}" in lists
    assert "Ronde 2, 13.50 uur tot 14.10 uur" in lists


def test_versions_are_read_as_they_were_sent(meeting):
    rounds = [IndelingFactory(bijeenkomst=meeting, ronde=nr, versie=nr + 3) for nr in (1, 2)]

    assert read_versions(versions_of(rounds)) == {1: 4, 2: 5}
    assert read_versions("a.b-7-.-8.9") == {8: 9}
