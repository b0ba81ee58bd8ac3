"""Whatever could not be done is said in a sentence with its reason."""

import pytest

from pilots.tafels.uitleg import Namen, unmet
from pilots.tafels.verdelen import divide
from pilots.tafels.vraagstuk import Iemand, Tafelmaat, Vraagstuk

NAMEN = Namen(
    mensen={nr: f"Gast {nr}" for nr in range(60)},
    organisaties={1: "Voedselbank Waterrade", 2: "Wijkteam Noord"},
    tafels={nr: f"tafel {nr}" for nr in range(1, 20)},
)


def tables(count, *, minimum=2, maximum=4, **more):
    return tuple(Tafelmaat(nr=nr, minimum=minimum, maximum=maximum, **more) for nr in range(1, count + 1))


def said(vraag, plaatsen=None):
    return unmet(vraag, divide(vraag).plaatsen if plaatsen is None else plaatsen, NAMEN)


def people(*organisaties, **more):
    return tuple(Iemand(nr=nr, organisatie=one, **more) for nr, one in enumerate(organisaties))


def expert(nr):
    return Iemand(nr=nr, positie="ervaringsdeskundige")


def test_more_colleagues_than_tables_sit_together_and_it_says_so():
    vraag = Vraagstuk(mensen=(*people(*[1] * 8, *[None] * 20), expert(40)), tafels=tables(7, maximum=5))

    [sentence] = [one for one in said(vraag) if "Voedselbank" in one]

    assert sentence.startswith("Twee mensen van Voedselbank Waterrade zitten samen aan tafel ")
    assert sentence.endswith(", omdat er acht van zijn en zeven tafels.")


def test_two_who_must_stay_apart_and_are_pinned_together():
    vraag = Vraagstuk(
        mensen=people(1, 2, None, None), tafels=tables(2), vast={0: 1, 1: 1}, niet_samen=frozenset({(0, 1)})
    )

    assert "Gast 0 en Gast 1 zitten samen en dat moet niet, omdat beiden een vaste plaats hebben." in said(vraag)


def test_a_wish_that_collides_with_a_pin():
    vraag = Vraagstuk(mensen=people(1, 2, None, None), tafels=tables(2), vast={0: 1, 1: 2}, samen=frozenset({(0, 1)}))

    assert "Gast 0 en Gast 1 wilden samen en zitten apart, omdat beiden een vaste plaats hebben." in said(vraag)


def test_too_few_chairs():
    vraag = Vraagstuk(mensen=people(*[None] * 6), tafels=tables(1))

    assert said(vraag)[0] == (
        "Twee gasten hebben nog geen plaats: er komen 6 mensen en er zijn 4 stoelen."
        " Zet een tafel erbij, of maak de tafels groter."
    )


@pytest.mark.parametrize(
    ("experts", "sentence"),
    [
        (0, "Er komt geen ervaringsdeskundige. Vraag er een: dan gaat het gesprek niet alleen óver inwoners."),
        (1, "Aan één tafel zit geen ervaringsdeskundige, omdat er één komt."),
        (2, None),
    ],
)
def test_tables_without_an_ervaringsdeskundige(experts, sentence):
    vraag = Vraagstuk(mensen=(*people(*[None] * 4), *(expert(10 + nr) for nr in range(experts))), tafels=tables(2))

    assert said(vraag) == ([sentence] if sentence else [])


def test_a_table_that_is_too_small_or_too_full():
    vraag = Vraagstuk(mensen=(*people(*[None] * 5), expert(9)), tafels=tables(2, minimum=2, maximum=3))

    sentences = said(vraag, {0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 9: 2})

    assert "Aan tafel 1 zitten er vijf, en er passen er drie." in sentences
    assert "Aan tafel 2 zit maar één, minder dan de twee die u wilt." in sentences


def test_who_needs_an_easy_place_and_has_none():
    one = (Iemand(nr=0, toegang=True), *people(None, None)[1:], expert(9), expert(8))
    far = tables(1, maximum=8)
    near = (*far, Tafelmaat(nr=2, minimum=1, maximum=2, makkelijk=True))

    assert "geen tafel staat dicht bij de deur" in said(Vraagstuk(mensen=one, tafels=far))[0]
    assert "Gast 0 zit niet dicht bij de deur of op een rustige plek, omdat de plaats vaststaat." in said(
        Vraagstuk(mensen=one, tafels=near, vast={0: 1})
    )
    assert not [text for text in said(Vraagstuk(mensen=one, tafels=near)) if "deur" in text]
