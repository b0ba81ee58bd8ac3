"""Everybody reads one sentence that is true of where they are."""

import random

from pilots.werkconferentie.plaatsing.oplossen import solve
from pilots.werkconferentie.plaatsing.uitleg import explain
from pilots.werkconferentie.plaatsing.vraagstuk import Deelnemer, Sessiemaat, Vraagstuk
from tests.werkconferentie.test_oplossen import a_hall, without

TITELS = {1: "Geldzorgen op het werk", 2: "De envelop die dicht blijft", 3: "Samen aan tafel"}


def say(vraagstuk):
    return explain(vraagstuk, solve(vraagstuk), TITELS)


def one_round(*people, maximum=5, **rest) -> Vraagstuk:
    sessions = tuple(
        Sessiemaat(nr=nr, ronde=1, workshop=nr, minimum=0, maximum=maximum, toegankelijk=nr != 2) for nr in (1, 2)
    )
    return Vraagstuk(deelnemers=people, sessies=rest.pop("sessies", sessions), **rest)


def test_the_first_choice():
    assert say(one_round(Deelnemer(nr=1, keuzes={1: 1}))) == {(1, 1): "Dit is uw eerste keus."}


def test_the_first_choice_is_full():
    said = say(one_round(*(Deelnemer(nr=nr, keuzes={1: 1, 2: 2}) for nr in (1, 2)), maximum=1))

    assert sorted(said.values()) == [
        "Dit is uw eerste keus.",
        "Dit is uw tweede keus. ‘Geldzorgen op het werk’ zit vol.",
    ]


def test_a_threshold():
    said = say(one_round(Deelnemer(nr=1, toegang=True, keuzes={2: 1, 1: 2})))

    assert said[1, 1] == (
        "Dit is uw tweede keus. De ruimte van ‘De envelop die dicht blijft’ is niet zonder drempels te bereiken."
    )


def test_who_did_not_choose():
    assert say(one_round(Deelnemer(nr=1)))[1, 1] == "U koos niets in deze ronde. Hier was nog plaats."


def test_who_leads_and_who_was_pinned():
    sessies = (
        Sessiemaat(nr=1, ronde=1, workshop=1, minimum=0, maximum=9, begeleiders=frozenset({7})),
        Sessiemaat(nr=2, ronde=1, workshop=2, minimum=0, maximum=9),
    )
    said = say(one_round(Deelnemer(nr=7), Deelnemer(nr=1, keuzes={1: 1}), sessies=sessies, vast={(1, 1): 2}))

    assert said == {(7, 1): "U begeleidt deze workshop.", (1, 1): "De facilitator gaf u deze plaats."}


def test_a_session_that_was_closed_after_it_was_given():
    said = say(one_round(Deelnemer(nr=1, keuzes={2: 1}), nu={(1, 1): 2}, dicht=frozenset({2})))

    assert said[1, 1] == "‘De envelop die dicht blijft’ gaat in deze ronde niet door. Hier was nog plaats."


def test_who_is_left_without_a_place():
    said = say(one_round(*(Deelnemer(nr=nr) for nr in (1, 2, 3)), maximum=1))

    assert (
        list(said.values()).count("In deze ronde zijn er minder plaatsen dan mensen. Wij zoeken met u naar een plaats.")
        == 1
    )


def test_what_is_said_is_true_in_a_full_hall():
    vraagstuk = a_hall(120, 8, 3, organisations=20, zaad=2)
    first = solve(vraagstuk)
    again = without(vraagstuk, gone=set(random.Random(1).sample(range(120), 8)), nu=first.plaatsen)  # noqa: S311
    for question, found in ((vraagstuk, first), (again, solve(again))):
        titels = {one.nr: f"Sessie {one.nr}" for one in question.sessies}
        sizes = found.size_of(question)
        for (who, ronde), said in explain(question, found, titels).items():
            one = next(one for one in question.deelnemers if one.nr == who)
            here = found.plaatsen[who, ronde]
            assert ("eerste keus" in said) == (one.keuzes.get(here) == 1 and who < 120)
            full = [nr for nr, titel in titels.items() if f"‘{titel}’ zit vol" in said]
            assert all(sizes[nr] >= next(s for s in question.sessies if s.nr == nr).maximum for nr in full)
            assert "konden wij u niet plaatsen" not in said
