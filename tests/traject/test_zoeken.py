"""The search box finds what one may see, and nothing else."""

import pytest
from django.urls import reverse

from datt.core.text import highlight
from pilots.access import Rol
from tests.factories.keten import OrganisatieFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.plannen import VerbeterplanFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory, PilotFactory

SEARCH = reverse("traject:search")


def headings(page):
    return [
        word
        for word in ("Pilots", "Bijeenkomsten", "Organisaties", "Mensen", "Verbeterplannen")
        if f">{word}</h2>" in page
    ]


@pytest.fixture
def world(pilot):
    """One of everything with the same rare word, here and at the neighbours."""
    for place in (pilot, PilotFactory(titel="Zonnebloem van de buren")):
        organisatie = OrganisatieFactory(naam=f"Zonnebloem {place.pk}")
        KetenpartnerFactory(pilot=place, organisatie=organisatie, confirmed=True)
        PersoonFactory(pilot=place, organisatie=organisatie, naam=f"Zoë Zonnebloem {place.pk}")
        BijeenkomstFactory(pilot=place, titel=f"Zonnebloem bekijken {place.pk}")
        VerbeterplanFactory(pilot=place, titel=f"Meer zonnebloem {place.pk}", status="ingediend")
        VerbeterplanFactory(pilot=place, titel=f"Zonnebloem in de maak {place.pk}")
    pilot.titel = "Zonnebloem voor iedereen"
    pilot.save()
    return pilot


@pytest.mark.parametrize(
    ("rol", "kinds"),
    [
        (Rol.FACILITATOR, ["Pilots", "Bijeenkomsten", "Organisaties", "Mensen", "Verbeterplannen"]),
        (Rol.AMBTENAAR, ["Pilots", "Bijeenkomsten", "Organisaties", "Verbeterplannen"]),
        (Rol.BESTUURDER, ["Pilots", "Bijeenkomsten", "Organisaties", "Verbeterplannen"]),
        (Rol.KETENPARTNER, ["Pilots", "Bijeenkomsten", "Organisaties"]),
        (None, []),
    ],
)
def test_one_finds_what_one_may_see(world, client_as, rol, kinds):
    page = client_as(rol).get(SEARCH, {"q": "zonnebloem"}).text

    assert headings(page) == kinds
    assert "van de buren" not in page
    assert ("in de maak" in page) is (rol == Rol.FACILITATOR)


def test_nothing_of_another_pilot_is_ever_found(world, client_as):
    elsewhere = PilotFactory._meta.model.objects.exclude(pk=world.pk).get()

    pages = [client_as(rol).get(SEARCH, {"q": "zonnebloem"}).text for rol in Rol.values if rol != Rol.DEELNEMER]

    assert [f"/pilots/{elsewhere.pk}/" in page for page in pages] == [False] * 4


def test_a_role_that_was_taken_away_finds_nothing(world, client_as):
    client = client_as(Rol.FACILITATOR)
    world.deelnames.update(ingetrokken_op=world.created_at)

    assert "Niets gevonden." in client.get(SEARCH, {"q": "zonnebloem"}).text


@pytest.mark.parametrize("words", ["zoe zonnebloem", "ZOË", "Zonnebloem  Zoë"])
def test_accents_capitals_and_order_do_not_matter(world, client_as, words):
    assert "Mensen" in headings(client_as(Rol.FACILITATOR).get(SEARCH, {"q": words}).text)


def test_what_was_found_is_marked_and_what_was_typed_is_never_run(pilot, client_as):
    BijeenkomstFactory(pilot=pilot, titel="Café <script>alert(1)</script>")

    page = client_as(Rol.FACILITATOR).get(SEARCH, {"q": "cafe <script>"}).text

    assert "<mark>Café</mark>" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Typ minstens twee letters."),
        ("z", "Typ nog een letter."),
        ("bestaat niet", "We vinden niets met ‘bestaat niet’"),
    ],
)
def test_an_empty_page_says_what_to_do(world, client_as, words, sentence):
    assert sentence in client_as(Rol.FACILITATOR).get(SEARCH, {"q": words}).text


def test_typing_swaps_only_the_hits(world, client_as):
    page = client_as(Rol.FACILITATOR).get(SEARCH, {"q": "zonnebloem"}, headers={"HX-Request": "true"}).text

    assert page.strip().startswith('<section id="treffers"')
    assert "</html>" not in page


@pytest.mark.parametrize("count", [1, 25])
def test_searching_asks_as_much_for_one_pilot_as_for_many(count, world, client_as, django_assert_max_num_queries):
    client = client_as(Rol.AMBTENAAR)
    for nr in range(count):
        other = PilotFactory(gemeente=world.gemeente, titel=f"Zonnebloem {nr}")
        BijeenkomstFactory(pilot=other, titel="Zonnebloem")

    with django_assert_max_num_queries(12):
        client.get(SEARCH, {"q": "zonnebloem"})


@pytest.mark.parametrize(
    ("text", "words", "parts"),
    [
        ("Café Zon", "cafe", [("Café", True), (" Zon", False)]),
        ("Straße", "strasse", [("Straße", True)]),
        ("Zon en zon", "ZON", [("Zon", True), (" en ", False), ("zon", True)]),
        ("Niets hier", "zon", [("Niets hier", False)]),
        ("", "zon", []),
    ],
)
def test_the_words_are_marked_where_they_stand(text, words, parts):
    assert highlight(text, words) == parts
