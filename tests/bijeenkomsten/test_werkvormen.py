"""The library of werkvormen in a pilot: found, read, put in a run sheet, and made one's own."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from pilots.access import Rol
from pilots.bijeenkomsten.draaiboek.models import Werkvorm
from pilots.bijeenkomsten.draaiboek.services.bibliotheek import load_library
from tests.factories.bijeenkomsten import DraaiboekblokFactory, DraaiboekFactory, WerkvormFactory
from tests.factories.traject import BijeenkomstFactory, PilotFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def facilitator(client_as):
    return client_as(Rol.FACILITATOR)


@pytest.fixture
def eigen(pilot):
    werkvorm = WerkvormFactory(gemeente=pilot.gemeente, naam="Ronde langs de brug", slug="brug")
    werkvorm.stappen.create(volgorde=1, minuten=30, wat="Loop samen.", zeg="Loop met iemand die u niet kent.")
    return werkvorm


def url(name, pilot, *args):
    return reverse(f"draaiboek:{name}", args=[pilot.pk, *args])


def sent(steps=(), **changed):
    data = {
        "naam": "Wandeling", "doel": "Mensen praten makkelijker.", "groep_min": 4, "groep_max": 40, "minuten": 30,
        "min_minuten": 20, "materiaal": "Jassen\nRoute", "tags": "Kennismaken, grote groep",
        "stap-TOTAL_FORMS": len(steps), "stap-INITIAL_FORMS": 0, **changed,
    }  # fmt: skip
    for nr, step in enumerate(steps):
        data |= {f"stap-{nr}-{name}": value for name, value in step.items()}
    return data


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({"q": "brief"}, "Een brief herschrijven"),
        ({"q": "WERELDCAFE"}, "Wereldcafé"),
        ({"tag": "oorzaak", "minuten": 30}, "Vijf keer waarom"),
        ({"mensen": 150, "tag": "grote_groep"}, "Wereldcafé"),
    ],
)
def test_a_werkvorm_is_found(query, wanted, facilitator, pilot):
    load_library()
    page = facilitator.get(url("werkvorm_list", pilot), query)
    assert wanted.lower() in page.text.lower()
    assert len(page.context["rijen"]) < page.context["totaal"]


def test_nothing_found_says_what_to_do(facilitator, pilot):
    assert "maak de filters ruimer" in facilitator.get(url("werkvorm_list", pilot), {"q": "zeppelin"}).text


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_asks_as_much_for_30_as_for_3(count, facilitator, pilot, django_assert_num_queries):
    for _ in range(count):
        WerkvormFactory()
    with django_assert_num_queries(12):
        facilitator.get(url("werkvorm_list", pilot))


def test_every_werkvorm_of_the_library_can_be_read(facilitator, pilot):
    load_library()
    for werkvorm in Werkvorm.objects.all():
        page = facilitator.get(url("werkvorm_detail", pilot, werkvorm.pk))
        assert page.status_code == HTTPStatus.OK
    assert "Zeg:" in page.text


def test_it_goes_into_the_run_sheet_of_the_chosen_meeting(facilitator, pilot, eigen):
    draaiboek = DraaiboekFactory(bijeenkomst__pilot=pilot)
    facilitator.post(url("werkvorm_use", pilot, eigen.pk), {"bijeenkomst": draaiboek.bijeenkomst_id})

    block = draaiboek.blokken.get()
    assert (block.titel, block.werkvorm, block.instructie) == (eigen.naam, eigen, "30 min: Loop samen.")


def test_it_does_not_go_into_a_run_sheet_of_another_pilot(facilitator, pilot, eigen):
    other = DraaiboekFactory(bijeenkomst=BijeenkomstFactory())
    answer = facilitator.post(url("werkvorm_use", pilot, eigen.pk), {"bijeenkomst": other.bijeenkomst_id})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    answer = facilitator.post(url("werkvorm_use", pilot, eigen.pk), {"bijeenkomst": "x"}, follow=True)
    assert "Kies eerst de bijeenkomst." in answer.text


def test_a_facilitator_makes_one_for_the_gemeente(facilitator, client_as, pilot):
    steps = [{"minuten": 10, "wat": "Vorm tweetallen.", "zeg": "Zoek iemand."}, {"minuten": "", "wat": "", "zeg": ""}]
    answer = facilitator.post(url("werkvorm_add", pilot), sent(steps))

    made = Werkvorm.objects.get(naam="Wandeling")
    assert answer.url == url("werkvorm_detail", pilot, made.pk)
    assert (made.gemeente, made.materiaal, made.tags) == (
        pilot.gemeente,
        ["Jassen", "Route"],
        ["kennismaken", "grote_groep"],
    )
    assert [(step.minuten, step.wat) for step in made.stappen.all()] == [(10, "Vorm tweetallen.")]
    neighbour = PilotFactory()
    there = client_as(Rol.FACILITATOR, in_pilot=neighbour)
    assert there.get(url("werkvorm_detail", neighbour, made.pk)).status_code == HTTPStatus.NOT_FOUND
    assert "Wandeling" not in there.get(url("werkvorm_list", neighbour)).text


@pytest.mark.parametrize(
    ("changed", "steps"),
    [
        ({"naam": ""}, []),
        ({"min_minuten": 40}, []),
        ({"groep_min": 50}, []),
        ({"doel": "Bel 123456782"}, []),
        ({}, [{"minuten": 10, "wat": ""}]),
        ({}, [{"minuten": "", "wat": "Loop."}]),
        ({}, [{"minuten": 10, "wat": "Rekening NL91ABNA0417164300"}]),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(changed, steps, facilitator, pilot):
    page = facilitator.post(url("werkvorm_add", pilot), sent(steps, **changed))

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "veld__fout" in page.text
    assert "Jassen\nRoute" in page.text
    assert not Werkvorm.objects.exists()


def test_what_is_wrong_in_a_step_stands_in_the_list_on_top_too(facilitator, pilot):
    steps = [{"minuten": 10, "wat": "Vorm tweetallen."}, {"minuten": 5, "wat": ""}]

    page = facilitator.post(url("werkvorm_add", pilot), sent(steps, naam="")).text

    assert "Er zijn nog 2 dingen nodig" in page
    assert '<a href="#id_naam">Naam: Geef de werkvorm een naam.</a>' in page
    assert '<a href="#id_stap-1-wat">Stap 2, Wat gebeurt er?: Vul beide in' in page
    assert 'id="id_stap-1-wat"' in page


def test_more_steps_can_be_asked_for_without_script(facilitator, pilot):
    page = facilitator.post(url("werkvorm_add", pilot), sent([{"minuten": 5, "wat": "Start."}], meer="ja"))
    assert page.status_code == HTTPStatus.OK
    assert len(page.context["stappen"].forms) == 4
    assert "Start." in page.text
    assert not Werkvorm.objects.exists()


def test_one_of_ours_is_copied_to_change_it(facilitator, pilot):
    ours = WerkvormFactory(naam="Wereldcafé", tips=["Kort."], tags=["grote_groep"])
    ours.stappen.create(volgorde=1, minuten=20, wat="Ronde 1.")

    page = facilitator.get(url("werkvorm_add", pilot), {"van": ours.pk})
    assert "Wereldcafé (eigen versie)" in page.text
    assert "Ronde 1." in page.text
    facilitator.post(f"{url('werkvorm_add', pilot)}?van={ours.pk}", sent([]))
    assert Werkvorm.objects.get(naam="Wandeling").herkomst == "Naar de werkvorm ‘Wereldcafé’."


def test_one_of_ours_does_not_change(facilitator, pilot):
    ours = WerkvormFactory()
    for name in ("werkvorm_edit", "werkvorm_remove", "werkvorm_restore"):
        answer = facilitator.post(url(name, pilot, ours.pk), sent([], versie=1))
        assert answer.status_code == HTTPStatus.CONFLICT
    assert Werkvorm.objects.get(pk=ours.pk).naam == ours.naam


def test_the_second_of_two_sees_what_the_first_wrote(facilitator, client_as, pilot, eigen):
    where = url("werkvorm_edit", pilot, eigen.pk)
    client_as(Rol.FACILITATOR).post(where, sent([], versie=1, naam="Ronde over de brug"))

    answer = facilitator.post(where, sent([], versie=1, naam="Brugronde"))

    assert answer.status_code == HTTPStatus.CONFLICT
    assert ("Brugronde", "Ronde over de brug") in {
        (row.uw_tekst, row.staat_er_nu) for row in answer.context["verschillen"]
    }
    assert facilitator.post(where, sent([], versie=2, naam="Brugronde")).status_code == HTTPStatus.FOUND


def test_a_removed_one_stays_for_who_uses_it(facilitator, pilot, eigen):
    block = DraaiboekblokFactory(draaiboek__bijeenkomst__pilot=pilot, werkvorm=eigen)
    facilitator.post(url("werkvorm_remove", pilot, eigen.pk))

    facilitator.get(url("werkvorm_detail", pilot, eigen.pk))
    assert eigen.naam not in facilitator.get(url("werkvorm_list", pilot)).text
    page = facilitator.get(reverse("draaiboek:blok_edit", args=[pilot.pk, block.draaiboek.bijeenkomst_id, block.pk]))
    assert f'<option value="{eigen.pk}" selected>' in page.text
    facilitator.post(url("werkvorm_restore", pilot, eigen.pk))
    assert eigen.naam in facilitator.get(url("werkvorm_list", pilot)).text


@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.KETENPARTNER, Rol.BESTUURDER])
def test_others_read_and_change_nothing(rol, client_as, pilot, eigen):
    client = client_as(rol)
    assert client.get(url("werkvorm_detail", pilot, eigen.pk)).status_code == HTTPStatus.OK
    assert client.post(url("werkvorm_remove", pilot, eigen.pk)).status_code == HTTPStatus.FORBIDDEN
