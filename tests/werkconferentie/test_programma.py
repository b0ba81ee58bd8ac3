"""A programme is arranged by two people, says what clashes, and what changed since guests saw it."""

from datetime import time

import pytest

from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from datt.core.versions import VerouderdError
from pilots.werkconferentie.programma.botsingen import Ernst, conflicts
from pilots.werkconferentie.programma.models import Begeleiding, Sessie
from pilots.werkconferentie.programma.services import schikken, versies
from pilots.werkconferentie.programma.services.rooster import load, programme_of
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.factories.werkconferentie import RondeFactory, RuimteFactory, SessieFactory, WorkshopFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return BijeenkomstFactory()


@pytest.fixture
def programma(meeting):
    return programme_of(meeting)


@pytest.fixture
def user():
    return UserFactory()


def said(meeting):
    return [one.zin for one in conflicts(load(meeting))]


def test_a_good_programme_has_nothing_to_say(meeting):
    SessieFactory(ronde__bijeenkomst=meeting)

    assert said(meeting) == []


def test_two_workshops_in_one_room(meeting):
    ronde, ruimte = RondeFactory(bijeenkomst=meeting), RuimteFactory(bijeenkomst=meeting, naam="Atelier")
    both = [SessieFactory(ronde=ronde, ruimte=ruimte) for _ in range(2)]

    (found,) = conflicts(load(meeting))

    assert found.zin == "In Atelier zijn in ‘Ronde 1’ 2 workshops. Daar kan er één tegelijk."
    assert found.ernst == Ernst.FOUT
    assert set(found.sessies) == {one.pk for one in both}


def test_a_yard_holds_two_workshops_beside_each_other(meeting):
    ronde, ruimte = RondeFactory(bijeenkomst=meeting), RuimteFactory(bijeenkomst=meeting, tegelijk=2)
    for _ in range(2):
        SessieFactory(ronde=ronde, ruimte=ruimte)

    assert said(meeting) == []


def test_somebody_leads_two_workshops_at_once(meeting):
    ronde = RondeFactory(bijeenkomst=meeting)
    persoon = PersoonFactory(pilot=meeting.pilot, naam="Sanne")
    for titel in ("De envelop", "Geldrust"):
        sessie = SessieFactory(ronde=ronde, workshop__titel=titel)
        Begeleiding.objects.create(workshop=sessie.workshop, persoon=persoon)

    assert said(meeting) == ["Sanne begeleidt ‘De envelop’ en ‘Geldrust’ op hetzelfde moment."]


def test_rounds_that_overlap(meeting):
    RondeFactory(bijeenkomst=meeting, titel="Ronde 1", begint_om=time(13, 40), minuten=45)
    RondeFactory(bijeenkomst=meeting, titel="Ronde 2", begint_om=time(14, 20))

    assert said(meeting) == ["‘Ronde 2’ begint om 14.20 uur, als ‘Ronde 1’ nog bezig is."]


@pytest.mark.parametrize(
    ("room", "workshop", "sentence"),
    [
        ({"plaatsen": 4}, {"plaatsen_min": 6}, "heeft minstens 6 deelnemers nodig, in Zolder is plaats voor 4."),
        ({"plaatsen": 8}, {"plaatsen_max": 12}, "kan 12 deelnemers hebben, in Zolder is plaats voor 8."),
        ({"is_toegankelijk": False}, {}, "Zolder is niet zonder drempels te bereiken: niet iedereen kan naar ‘Geld’."),
        ({"heeft_scherm": False}, {"wil_scherm": True}, "‘Geld’ heeft een scherm nodig, in Zolder is er geen."),
    ],
)
def test_a_room_that_does_not_suit(meeting, room, workshop, sentence):
    ruimte = RuimteFactory(bijeenkomst=meeting, naam="Zolder", **room)
    SessieFactory(ronde__bijeenkomst=meeting, ruimte=ruimte, workshop__titel="Geld", **{
        f"workshop__{name}": value for name, value in workshop.items()
    })  # fmt: skip

    (zin,) = said(meeting)

    assert zin.endswith(sentence)


def test_more_people_than_places(meeting):
    SessieFactory(ronde__bijeenkomst=meeting, workshop__plaatsen_max=2)
    for _ in range(3):
        UitnodigingFactory(bijeenkomst=meeting, status="ja")

    assert said(meeting) == ["In ‘Ronde 1’ is plaats voor 2 mensen, en er komen er 3."]


@pytest.mark.parametrize("count", [1, 9])
def test_as_many_queries_for_one_workshop_as_for_many(meeting, count, django_assert_num_queries):
    ronde = RondeFactory(bijeenkomst=meeting)
    for _ in range(count):
        sessie = SessieFactory(ronde=ronde)
        Begeleiding.objects.create(workshop=sessie.workshop, persoon=PersoonFactory(pilot=meeting.pilot))

    with django_assert_num_queries(5):
        conflicts(load(meeting))


def test_a_workshop_is_placed_once_a_round_and_the_log_says_it(meeting, programma, user):
    workshop, ronde = WorkshopFactory(bijeenkomst=meeting, titel="Geld"), RondeFactory(bijeenkomst=meeting)
    ruimten = [RuimteFactory(bijeenkomst=meeting, naam=naam) for naam in ("Atelier", "Zolder")]

    for ruimte in ruimten:
        schikken.place(programma, workshop, ronde, ruimte, versie=programma.versie, by=user)

    assert Sessie.objects.get().ruimte == ruimten[1]
    assert list(Gebeurtenis.objects.about(programma).order_by("pk").values_list("zin", flat=True)) == [
        "zette ‘Geld’ in ‘Ronde 1’ in Atelier",
        "verplaatste ‘Geld’ in ‘Ronde 1’ in Zolder",
    ]


def test_who_had_an_older_page_changes_nothing(meeting, programma, user):
    workshop, ronde = WorkshopFactory(bijeenkomst=meeting), RondeFactory(bijeenkomst=meeting)
    schikken.place(programma, workshop, ronde, None, versie=1, by=user)

    with pytest.raises(VerouderdError):
        schikken.take_out(Sessie.objects.get(), programma=programma, versie=1, by=user)

    assert Sessie.objects.count() == 1


def test_a_workshop_that_was_not_accepted_is_not_placed(meeting, programma, user):
    workshop, ronde = WorkshopFactory(bijeenkomst=meeting, status="voorgesteld"), RondeFactory(bijeenkomst=meeting)

    with pytest.raises(TransitionError, match="nog niet aangenomen"):
        schikken.place(programma, workshop, ronde, None, versie=1, by=user)


def test_the_sessions_of_a_room_that_goes_wait_for_another(meeting, programma, user):
    sessie = SessieFactory(ronde__bijeenkomst=meeting)

    assert schikken.remove_room(programma, sessie.ruimte, versie=1, by=user) == 1

    sessie.refresh_from_db()
    assert sessie.ruimte is None
    assert said(meeting) == [f"‘{sessie.workshop}’ heeft in ‘Ronde 1’ nog geen ruimte."]


def test_what_cannot_be_is_not_made_public(meeting, programma, user):
    SessieFactory(ronde__bijeenkomst=meeting, ruimte=None)

    with pytest.raises(TransitionError, match="nog geen ruimte"):
        versies.publish(programma, versie=1, by=user)


def test_the_second_version_says_what_changed(meeting, programma, user):
    sessie = SessieFactory(ronde__bijeenkomst=meeting, workshop__titel="Geld", ruimte__naam="Atelier")
    versies.publish(programma, versie=1, by=user)
    zolder = RuimteFactory(bijeenkomst=meeting, naam="Zolder")
    schikken.move(sessie, sessie.ronde, zolder, programma=programma, versie=programma.versie, by=user)

    made = versies.publish(programma, versie=programma.versie, by=user)

    assert made.nummer == 2
    assert made.verschil == [{"zin": "‘Geld’ is in Zolder. Dat was Atelier.", "sessies": [sessie.pk]}]


def test_nothing_changed_is_no_new_version(meeting, programma, user):
    SessieFactory(ronde__bijeenkomst=meeting)
    versies.publish(programma, versie=1, by=user)

    with pytest.raises(TransitionError, match="niets veranderd sinds versie 1"):
        versies.publish(programma, versie=programma.versie, by=user)
