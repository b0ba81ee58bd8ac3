"""Whatever people do, in whatever order: never over a limit, nobody waits for a seat that is free, nobody is lost."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilots.bijeenkomsten.uitnodigen.models import Plaatsregels, Positiegrens, Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.grenzen import count_seats
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import promote, say_maybe, say_no, say_yes
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.traject import PersoonFactory

POSITIES = ("bestuurder", "vrijwilliger", "")
PEOPLE = 9
ANSWERS = {"ja": say_yes, "nee": say_no, "misschien": say_maybe}

limit = st.none() | st.integers(0, 3)
steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(sorted(ANSWERS)), st.integers(0, PEOPLE - 1)),
        st.tuples(st.just("plaatsen"), st.integers(0, 6)),
        st.tuples(st.just("per_organisatie"), limit),
        st.tuples(st.just("bestuurder"), limit),
    ),
    max_size=25,
)


def change(meeting, what, value):
    if what == "plaatsen":
        meeting.capaciteit = value
        meeting.save(update_fields=["capaciteit"])
    elif what == "per_organisatie":
        Plaatsregels.objects.update_or_create(bijeenkomst=meeting, defaults={"per_organisatie": value})
    elif value is None:
        Positiegrens.objects.filter(bijeenkomst=meeting, positie=what).delete()
    else:
        Positiegrens.objects.update_or_create(bijeenkomst=meeting, positie=what, defaults={"hoogstens": value})
    promote(meeting, by=None)


def excess(meeting):
    """By how much each limit is passed: a limit that was lowered takes no seat away."""
    zaal = count_seats(meeting)
    found = {"totaal": zaal.bezet - zaal.plaatsen}
    if (most := zaal.regels.per_organisatie) is not None:
        found |= {f"org {key}": taken - most for key, taken in zaal.van_organisatie.items() if key}
    found |= {positie: zaal.van_positie[positie] - most for positie, most in zaal.per_positie.items()}
    return {key: over for key, over in found.items() if over > 0}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_any_sequence_of_answers_and_changed_limits_keeps_the_rules(steps, db, meeting):
    Uitnodiging.objects.all().delete()
    Plaatsregels.objects.all().delete()
    Positiegrens.objects.all().delete()
    change(meeting, "plaatsen", 3)
    houses = [OrganisatieFactory(), OrganisatieFactory(), None]
    guests = [
        UitnodigingFactory(
            bijeenkomst=meeting,
            persoon=PersoonFactory(pilot=meeting.pilot, organisatie=houses[nr % 3], positie=POSITIES[nr // 3]),
        )
        for nr in range(PEOPLE)
    ]
    said: dict[int, str] = {}

    for what, value in steps:
        before = excess(meeting)
        if what in ANSWERS:
            ANSWERS[what](guests[value], by=None, wie="gast")
            said[value] = what
            after = excess(meeting)
            assert all(over <= before.get(key, 0) for key, over in after.items()), (what, before, after)
        else:
            change(meeting, what, value)

        zaal = count_seats(meeting)
        for waiting in meeting.uitnodigingen.waiting().with_persoon():
            assert zaal.obstacles(waiting.persoon), f"{waiting} waits while there is a seat"
            assert waiting.uitleg.startswith("U staat op de wachtlijst, want ")
            assert waiting.wacht_sinds is not None

    wanted = {"ja": {"ja", "wachtlijst"}, "nee": {"nee", "afgemeld"}, "misschien": {"misschien"}}
    for nr, guest in enumerate(guests):
        guest.refresh_from_db()
        assert guest.status in (wanted[said[nr]] if nr in said else {"verstuurd"})
    assert sum(Counter(guest.status for guest in guests).values()) == PEOPLE
