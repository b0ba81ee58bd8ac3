"""Who already sat with whom: over all meetings, of fixed tables, of who was really there."""

import pytest
from django.urls import reverse

from pilots.access import Rol
from pilots.tafels import gasten as bron
from pilots.tafels.services.herinnering import meetings_of, met_before
from pilots.tafels.vraagstuk import pair
from tests.factories.bijeenkomsten import AanwezigheidFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.tafels import IndelingFactory, TafelFactory, TafelplaatsFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.tafels.zaal import seated


def sat(meeting, *people, fixed=True, ronde=1, nummer=1):
    """These people at one table of this meeting."""
    indeling = meeting.indelingen.filter(ronde=ronde).first() or IndelingFactory(
        bijeenkomst=meeting, ronde=ronde, fixed=fixed
    )
    tafel = meeting.tafels.filter(nummer=nummer).first() or TafelFactory(bijeenkomst=meeting, nummer=nummer)
    for persoon in people:
        TafelplaatsFactory(indeling=indeling, tafel=tafel, persoon=persoon)


@pytest.fixture
def people(pilot):
    return [PersoonFactory(pilot=pilot, organisatie=OrganisatieFactory(naam=f"Huis {nr}")) for nr in range(4)]


def both(one, other):
    return pair(one.pk, other.pk)


def test_only_fixed_tables_of_meetings_that_were_not_cancelled_count(pilot, people):
    a, b, c, _ = people
    sat(BijeenkomstFactory(pilot=pilot), a, b)
    sat(BijeenkomstFactory(pilot=pilot), a, c, fixed=False)
    sat(BijeenkomstFactory(pilot=pilot, status="geannuleerd"), b, c)
    now = BijeenkomstFactory(pilot=pilot)
    sat(now, a, b)
    sat(now, a, b, ronde=2)

    assert met_before(pilot) == {both(a, b): 3}
    assert met_before(pilot, without=now) == {both(a, b): 1}
    assert met_before(BijeenkomstFactory().pilot) == {}


def test_who_had_a_seat_and_stayed_away_met_nobody(pilot, people, monkeypatch):
    a, b, c, _ = people
    known, unknown = BijeenkomstFactory(pilot=pilot), BijeenkomstFactory(pilot=pilot)
    sat(known, a, b, c)
    sat(unknown, b, c)
    monkeypatch.setattr(bron, "_presence", [lambda pilot: {known.pk: frozenset({a.pk, b.pk})}])

    assert met_before(pilot) == {both(a, b): 1, both(b, c): 1}


def test_who_was_checked_in_at_a_meeting_that_was_held_is_who_was_there(pilot, people):
    a, b, c, _ = people
    held, going_on = BijeenkomstFactory(pilot=pilot, status="gehouden"), BijeenkomstFactory(pilot=pilot, status="bezig")
    sat(held, a, b, c)
    sat(going_on, b, c)
    for persoon in (a, b):
        AanwezigheidFactory(bijeenkomst=held, persoon=persoon)
    AanwezigheidFactory(bijeenkomst=going_on, persoon=b)

    assert met_before(pilot) == {both(a, b): 1, both(b, c): 1}


@pytest.mark.parametrize("count", [1, 150])
def test_the_memory_is_one_query_and_who_was_there_another(pilot, django_assert_num_queries, count):
    meeting = BijeenkomstFactory(pilot=pilot)
    sat(meeting, *(PersoonFactory(pilot=pilot) for _ in range(count)))

    with django_assert_num_queries(2):
        assert len(met_before(pilot)) == count * (count - 1) // 2


def test_a_second_meeting_brings_other_people_together(meeting, gasten):
    gasten.invite(meeting.pilot, 16, organisaties=16)
    first = seated(meeting, 4)
    type(first).objects.update(status="vastgesteld")
    later = BijeenkomstFactory(pilot=meeting.pilot)

    second = seated(later, 4)

    before = met_before(meeting.pilot, without=later)
    type(second).objects.update(status="vastgesteld")
    now = met_before(meeting.pilot, without=meeting)
    assert len(before) == len(now) == 4 * 6
    assert not set(before) & set(now)


def test_numbers_are_of_organisations_and_never_of_one_person(pilot, people, client_as):
    a, b, c, _ = people
    colleague = PersoonFactory(pilot=pilot, organisatie=a.organisatie)
    first = BijeenkomstFactory(pilot=pilot, datum="2027-01-10")
    second = BijeenkomstFactory(pilot=pilot, datum="2027-02-10")
    sat(first, a, b, colleague)
    sat(second, a, b, c)

    found = meetings_of(pilot)
    page = client_as(Rol.FACILITATOR).get(reverse("tafels:ontmoeting_list", args=[pilot.pk]))

    assert [(line.paren, line.nieuw) for line in found.regels] == [(2, 2), (3, 2)]
    assert (found.ontmoet, found.mogelijk) == (3, 3)
    assert {line.naam: line.nog_niet for line in found.organisaties} == {"Huis 0": 0, "Huis 1": 0, "Huis 2": 0}
    assert "100 <small>%" in page.text
    assert a.naam not in page.text


def test_an_empty_page_says_what_will_stand_here(pilot, client_as):
    page = client_as(Rol.FACILITATOR).get(reverse("tafels:ontmoeting_list", args=[pilot.pk]))

    assert "Er stonden nog geen tafels vast" in page.text
