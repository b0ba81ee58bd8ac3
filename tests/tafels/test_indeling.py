"""The page of the tables: propose, move, pin, swap, fix, reopen, undo and repair."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.tafels.models import Indeling, Tafelplaats
from pilots.tafels.plekken import seats_of
from pilots.traject.haken import Verandering, tell_change
from tests.factories.tafels import IndelingFactory, TafelFactory, TafelplaatsFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.tafels.zaal import HTMX, seated, url

ZAAL = {"aantal": 3, "plaatsen_min": 2, "plaatsen_max": 4, "rondes": 1}


def post(client, name, indeling, **fields):
    meeting = indeling.bijeenkomst
    return client.post(url(name, meeting), {"ronde": indeling.ronde, "versie": indeling.versie, **fields})


def tables_of(indeling):
    return dict(indeling.plaatsen.values_list("persoon", "tafel"))


def test_an_empty_page_asks_how_many_tables_and_proposes_at_once(meeting, gasten, client_as):
    gasten.invite(meeting.pilot, 9, organisaties=3)
    client = client_as(Rol.FACILITATOR)

    first = client.get(url("indeling_detail", meeting))
    answer = client.post(url("zaal_edit", meeting), ZAAL)
    page = client.get(url("indeling_detail", meeting))

    assert "Er komen 9 gasten" in first.text
    assert answer.status_code == HTTPStatus.FOUND
    assert Tafelplaats.objects.count() == 9
    assert page.context["beeld"].gemengd == 3
    assert page.context["beeld"].deel_nieuw == 100
    assert not seats_of(meeting)  # nobody sees a proposal


def test_wrong_numbers_are_said_at_the_field_and_kept(meeting, client_as):
    page = client_as(Rol.FACILITATOR).post(url("zaal_edit", meeting), {**ZAAL, "plaatsen_min": 9})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "minder dan het kleinste aantal" in page.text
    assert 'value="9"' in page.text
    assert not meeting.tafels.exists()


def test_a_person_is_picked_up_and_put_down_at_another_table(meeting, gasten, client_as):
    people = gasten.invite(meeting.pilot, 6)
    indeling = seated(meeting, 3)
    client = client_as(Rol.FACILITATOR)
    target = meeting.tafels.exclude(pk=tables_of(indeling)[people[0].pk]).first()

    picked = client.get(url("indeling_detail", meeting), {"kies": people[0].pk})
    answer = post(client, "plaats_move", indeling, persoon=people[0].pk, tafel=target.pk)

    assert f"Waar gaat {people[0]} zitten?" in picked.text
    assert answer.status_code == HTTPStatus.FOUND
    assert tables_of(indeling)[people[0].pk] == target.pk
    assert Gebeurtenis.objects.about(indeling).first().zin.startswith(f"zette {people[0]} aan tafel")


def test_two_people_swap_and_somebody_leaves_the_table(meeting, gasten, client_as):
    gasten.invite(meeting.pilot, 6)
    indeling = seated(meeting, 3)
    before = tables_of(indeling)
    one = next(iter(before))
    other = next(nr for nr in before if before[nr] != before[one])
    client = client_as(Rol.FACILITATOR)

    post(client, "plaats_move", indeling, persoon=one, wissel=other)
    indeling.refresh_from_db()
    swapped = tables_of(indeling)
    post(client, "plaats_move", indeling, persoon=one, tafel="geen")

    assert (swapped[one], swapped[other]) == (before[other], before[one])
    assert one not in tables_of(indeling)


def test_a_pinned_person_stays_in_a_new_proposal(meeting, gasten, client_as):
    people = gasten.invite(meeting.pilot, 12, organisaties=4)
    indeling = seated(meeting, 3)
    client = client_as(Rol.FACILITATOR)
    where = tables_of(indeling)[people[5].pk]

    post(client, "plaats_pin", indeling, persoon=people[5].pk)
    for _ in range(3):
        indeling.refresh_from_db()
        post(client, "indeling_propose", indeling)

    assert tables_of(indeling)[people[5].pk] == where
    assert indeling.plaatsen.get(persoon=people[5]).is_vast


def test_fixed_tables_are_seen_and_no_longer_proposed_anew(meeting, gasten, client_as):
    gasten.invite(meeting.pilot, 6)
    indeling = seated(meeting, 3)
    client = client_as(Rol.FACILITATOR)

    post(client, "indeling_fix", indeling)
    indeling.refresh_from_db()
    again = post(client, "indeling_propose", indeling)
    seen = seats_of(meeting)
    post(client, "indeling_reopen", indeling)

    assert len(seen) == 6
    assert again.status_code == HTTPStatus.CONFLICT
    assert "Maak de indeling eerst weer open" in again.text
    assert not seats_of(meeting)


def test_the_last_step_is_undone_and_so_is_the_one_before(meeting, gasten, client_as):
    people = gasten.invite(meeting.pilot, 6)
    indeling = seated(meeting, 3)
    before = tables_of(indeling)
    client = client_as(Rol.FACILITATOR)
    post(client, "plaats_move", indeling, persoon=people[0].pk, tafel="geen")

    for _ in range(2):
        indeling.refresh_from_db()
        post(client, "indeling_undo", indeling)
        states = tables_of(indeling)
        if states:
            assert states == before
    indeling.refresh_from_db()
    nothing = post(client, "indeling_undo", indeling)

    assert tables_of(indeling) == {}
    assert nothing.status_code == HTTPStatus.CONFLICT


def test_who_was_too_late_sees_what_the_other_changed_and_changes_nothing(meeting, gasten, client_as):
    people = gasten.invite(meeting.pilot, 6)
    indeling = seated(meeting, 3)
    one, other = client_as(Rol.FACILITATOR), client_as(Rol.FACILITATOR)
    post(one, "plaats_move", indeling, persoon=people[0].pk, tafel="geen")
    after = tables_of(indeling)

    late = post(other, "plaats_move", indeling, persoon=people[1].pk, tafel="geen")

    assert late.status_code == HTTPStatus.CONFLICT
    assert "Iemand anders veranderde net de tafels" in late.text
    assert f"{one.user} haalde {people[0]} van tafel" in late.text
    assert tables_of(indeling) == after


def test_an_open_page_is_only_sent_anew_when_something_changed(meeting, gasten, client_as):
    people = gasten.invite(meeting.pilot, 6)
    indeling = seated(meeting, 3)
    client = client_as(Rol.FACILITATOR)

    same = client.get(url("indeling_detail", meeting), {"gezien": indeling.versie}, headers=HTMX)
    post(client, "plaats_move", indeling, persoon=people[0].pk, tafel="geen")
    changed = client.get(url("indeling_detail", meeting), {"gezien": indeling.versie}, headers=HTMX)

    assert same.status_code == HTTPStatus.NO_CONTENT
    assert changed.text.strip().startswith('<section id="zaal"')


def test_no_shows_and_walk_ins_are_proposed_first_and_then_done(meeting, gasten, client_as):
    people = gasten.invite(meeting.pilot, 12)
    indeling = seated(meeting, 3, minimum=3, maximum=5)
    client = client_as(Rol.FACILITATOR)
    at_one = [nr for nr, tafel in tables_of(indeling).items() if tafel == tables_of(indeling)[people[0].pk]]
    gasten.mensen = [one for one in people if one.pk not in at_one[:2]]
    walk_in = PersoonFactory(pilot=meeting.pilot, naam="Inloper Ida")
    gasten.mensen.append(walk_in)

    page = client.get(url("indeling_detail", meeting))
    proposal = client.get(url("indeling_repair", meeting))
    untouched = tables_of(indeling)
    post(client, "indeling_repair", indeling)

    assert "Twee gasten met een plaats komen niet en één gast heeft nog geen plaats." in page.text
    assert "Niemand hoeft te verhuizen" in proposal.text
    assert "Inloper Ida" in proposal.text
    assert len(untouched) == 12
    assert set(tables_of(indeling)) == {one.pk for one in gasten.mensen}


def test_somebody_is_found_without_accents(meeting, gasten, client_as):
    gasten.invite(meeting.pilot, 8)
    gasten.mensen.append(PersoonFactory(pilot=meeting.pilot, naam="Songül Demir"))
    seated(meeting, 3)

    page = client_as(Rol.FACILITATOR).get(url("indeling_detail", meeting), {"q": "songul"})
    nobody = client_as(Rol.FACILITATOR).get(url("indeling_detail", meeting), {"q": "<b>"})

    [card] = page.context["beeld"].toon
    assert [one.naam for one in card.mensen if one.is_gevonden] == ["Songül Demir"]
    assert "Aan geen tafel zit iemand met ‘&lt;b&gt;’" in nobody.text


def test_who_sits_where_is_downloaded_with_every_round(meeting, gasten, client_as):
    people = gasten.invite(meeting.pilot, 6)
    indeling = seated(meeting, 3, rondes=2)
    where = indeling.plaatsen.get(persoon=people[0]).tafel
    people.append(PersoonFactory(pilot=meeting.pilot, naam="=1+1"))

    answer = client_as(Rol.FACILITATOR).get(url("indeling_export", meeting), {"als": "csv"})
    lines = answer.content.decode("utf-8-sig").splitlines()

    assert lines[0].replace('"', "").endswith("Tafel ronde 1;Tafel ronde 2")
    assert len(lines) == 8
    assert f"Tafel {where.nummer}" in next(line for line in lines if people[0].naam in line)
    assert not any(line.lstrip('"').startswith("=") for line in lines)


def test_the_steps_are_gone_once_the_meeting_was_held(meeting, gasten):
    gasten.invite(meeting.pilot, 6)
    indeling = seated(meeting, 3)
    assert indeling.stappen.count() == 1

    tell_change(meeting, Verandering.GEHOUDEN, by=None)

    assert not indeling.stappen.exists()
    assert indeling.plaatsen.count() == 6


def test_a_meeting_that_was_held_asks_for_no_repair(meeting, gasten, client_as):
    people = gasten.invite(meeting.pilot, 6)
    seated(meeting, 3)
    gasten.mensen = people[:5]
    type(meeting).objects.update(status="gehouden")

    page = client_as(Rol.FACILITATOR).get(url("indeling_detail", meeting))

    assert "was er niet" in page.text
    assert "Bekijk het voorstel" not in page.text


def test_a_host_keeps_the_table_in_every_round(meeting, gasten, client_as):
    people = gasten.invite(meeting.pilot, 12)
    seated(meeting, 3, rondes=3)
    tafel = meeting.tafels.get(nummer=2)
    client = client_as(Rol.FACILITATOR)
    form = {"naam": "Bij het raam", "gastheer": people[3].pk, "plaatsen_min": 2, "plaatsen_max": 4}

    answer = client.post(url("tafel_edit", meeting, tafel.pk), form)
    seated_at_once = {one.tafel_id for one in people[3].tafelplaatsen.all()}
    first = meeting.indelingen.first()
    post(client, "indeling_propose", first)

    assert answer.status_code == HTTPStatus.FOUND
    assert seated_at_once == {tafel.pk}
    assert [one.tafel_id for one in people[3].tafelplaatsen.all()] == [tafel.pk] * 3
    assert len({frozenset(round_of(one)) for one in meeting.indelingen.all()}) == 3


def round_of(indeling):
    return tables_of(indeling).items()


def test_a_table_with_a_wrong_size_is_not_kept(meeting, gasten, client_as):
    tafel = TafelFactory(bijeenkomst=meeting, naam="Oud")
    form = {"naam": "Nieuw", "plaatsen_min": 5, "plaatsen_max": 3}

    page = client_as(Rol.FACILITATOR).post(url("tafel_edit", meeting, tafel.pk), form)

    tafel.refresh_from_db()
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="Nieuw"' in page.text
    assert tafel.naam == "Oud"


@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.BESTUURDER, Rol.KETENPARTNER])
def test_who_does_not_run_meetings_never_sees_or_moves_anybody(rol, meeting, client_as):
    indeling = IndelingFactory(bijeenkomst=meeting)
    client = client_as(rol)

    assert client.get(url("indeling_detail", meeting)).status_code == HTTPStatus.FORBIDDEN
    assert post(client, "indeling_propose", indeling).status_code == HTTPStatus.FORBIDDEN


def test_tables_and_people_of_another_pilot_do_not_exist(meeting, gasten, client_as):
    people = gasten.invite(meeting.pilot, 4)
    indeling = seated(meeting, 2)
    elders = BijeenkomstFactory()
    client = client_as(Rol.FACILITATOR)

    there = client.get(reverse("tafels:indeling_detail", args=[meeting.pilot_id, elders.pk]))
    stranger = post(client, "plaats_move", indeling, persoon=PersoonFactory().pk, tafel=meeting.tafels.first().pk)
    foreign = post(client, "plaats_move", indeling, persoon=people[0].pk, tafel=TafelFactory().pk)
    nonsense = post(client, "plaats_move", indeling, persoon="x", tafel="y")

    assert [one.status_code for one in (there, stranger, foreign)] == [HTTPStatus.NOT_FOUND] * 3
    assert nonsense.status_code == HTTPStatus.CONFLICT
    assert "Kies eerst wie u wilt verplaatsen" in nonsense.text


def test_nothing_changes_at_a_meeting_that_was_cancelled(meeting, gasten, client_as):
    people = gasten.invite(meeting.pilot, 4)
    indeling = seated(meeting, 2)
    type(meeting).objects.update(status="geannuleerd")

    answer = post(client_as(Rol.FACILITATOR), "plaats_move", indeling, persoon=people[0].pk, tafel="geen")

    assert answer.status_code == HTTPStatus.CONFLICT
    assert Tafelplaats.objects.count() == 4


def test_tables_that_are_fixed_are_not_taken_away(meeting, gasten, client_as):
    gasten.invite(meeting.pilot, 6)
    indeling = seated(meeting, 3)
    client = client_as(Rol.FACILITATOR)
    post(client, "indeling_fix", indeling)

    answer = client.post(url("zaal_edit", meeting), {**ZAAL, "aantal": 2})

    assert answer.status_code == HTTPStatus.CONFLICT
    assert meeting.tafels.count() == 3


@pytest.mark.parametrize("count", [1, 150])
def test_the_page_asks_the_database_as_often_for_many_people(
    meeting, gasten, client_as, django_assert_num_queries, count
):
    indeling = IndelingFactory(bijeenkomst=meeting)
    earlier = IndelingFactory(bijeenkomst=BijeenkomstFactory(pilot=meeting.pilot), fixed=True)
    old = TafelFactory(bijeenkomst=earlier.bijeenkomst)
    tafels = [TafelFactory(bijeenkomst=meeting) for _ in range(1 + count // 6)]
    for nr in range(count):
        seat = TafelplaatsFactory(indeling=indeling, tafel=tafels[nr // 6])
        TafelplaatsFactory(indeling=earlier, tafel=old, persoon=seat.persoon)
    client = client_as(Rol.FACILITATOR)
    client.get(url("indeling_detail", meeting))

    with django_assert_num_queries(17):
        client.get(url("indeling_detail", meeting))


def test_a_proposal_of_a_full_hall_comes_within_the_request(meeting, gasten, client_as):
    gasten.invite(meeting.pilot, 150, organisaties=40)
    client = client_as(Rol.FACILITATOR)

    client.post(url("zaal_edit", meeting), {"aantal": 25, "plaatsen_min": 4, "plaatsen_max": 7, "rondes": 1})
    page = client.get(url("indeling_detail", meeting))

    assert Indeling.objects.get().versie == 2
    assert page.context["beeld"].gemengd == 25
    assert page.context["beeld"].zitten == 150
