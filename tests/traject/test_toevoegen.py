"""Deviating from the template: add, rename, split, drop and bring back."""

import uuid
from datetime import date
from http import HTTPStatus

import pytest
import time_machine
from django.urls import reverse

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.traject.models import Afwijking, Bijeenkomst, PilotStatus
from pilots.traject.services.sjabloon import load_sjabloon
from tests.factories.traject import BijeenkomstFactory, PilotFactory, TaakFactory


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2027-01-05 10:00+01:00", tick=False):
        yield


@pytest.fixture
def gepland(pilot):
    """A pilot that began with the real template, with its second meeting."""
    pilot.sjabloon = load_sjabloon()
    pilot.save()
    template = pilot.sjabloon.bijeenkomsten.get(soort="sleutel_1")
    return BijeenkomstFactory(pilot=pilot, sjabloon=template, volgorde=2, titel="Kennismaken", korte_titel="Kennis")


def url(name, meeting):
    return reverse(f"traject:{name}", args=[meeting.pilot_id, meeting.pk])


def new(soort, **changes):
    return {
        "soort": soort, "uid": str(uuid.uuid4()), "titel": "Proeverij op het plein", "korte_titel": "Proeverij",
        "doel": "Iedereen ziet wat er al is.", "datum": "ma 8 februari 2027", "begin": "15.00", "eind": "19.00",
        "plaats": "Marktplein", "adres": "Markt 1", "capaciteit": "200", "reden": "De raad vroeg erom.",
        "actie": "voeg_toe", **changes,
    }  # fmt: skip


def add_url(pilot):
    return reverse("traject:bijeenkomst_add", args=[pilot.pk])


def test_one_chooses_from_the_extras_of_the_template_or_one_of_ones_own(gepland, client_as):
    response = client_as(Rol.FACILITATOR).get(add_url(gepland.pilot))

    assert [kind.soort for kind in response.context["soorten"]] == ["formulierentocht", "proeverij"]
    assert "Een eigen bijeenkomst" in response.text


def test_an_extra_of_the_template_comes_with_its_checklist(gepland, client_as):
    client = client_as(Rol.FACILITATOR)
    shown = client.get(add_url(gepland.pilot), {"soort": "proeverij"})

    response = client.post(add_url(gepland.pilot), new("proeverij"))

    meeting = Bijeenkomst.objects.get(soort="proeverij")
    assert shown.context["form"]["doel"].value() == meeting.sjabloon.doel
    assert response.url == meeting.get_absolute_url()
    assert (meeting.is_extra, meeting.status, meeting.capaciteit) == (True, "gepland", 200)
    assert meeting.taken.count() == meeting.sjabloon.taken.count()
    assert (meeting.afwijkingen.get().soort, meeting.afwijkingen.get().reden) == ("toegevoegd", "De raad vroeg erom.")


def test_one_of_ones_own_begins_with_an_empty_checklist(gepland, client_as):
    client_as(Rol.FACILITATOR).post(add_url(gepland.pilot), new("eigen", titel="Avond met de raad"))

    meeting = Bijeenkomst.objects.get(titel="Avond met de raad")
    assert (meeting.soort, meeting.sjabloon, meeting.taken.count()) == ("eigen", None, 0)


def test_a_second_click_adds_no_second_meeting(gepland, client_as):
    client, typed = client_as(Rol.FACILITATOR), new("proeverij")
    answers = [client.post(add_url(gepland.pilot), typed) for _ in range(2)]

    assert answers[0].url == answers[1].url
    assert Bijeenkomst.objects.filter(soort="proeverij").count() == 1
    assert Afwijking.objects.count() == 1


def test_a_day_that_something_speaks_against_asks_a_tick(gepland, client_as):
    client, typed = client_as(Rol.FACILITATOR), new("proeverij", datum="za 6 februari 2027")
    refused = client.post(add_url(gepland.pilot), typed)
    taken = client.post(add_url(gepland.pilot), {**typed, "toch": "on"})

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "valt in het weekend" in refused.text
    assert "Proeverij op het plein" in refused.text
    assert taken.status_code == HTTPStatus.FOUND


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("reden", "", "Schrijf op wat de reden is."),
        ("titel", "", "Vul een titel in."),
        ("capaciteit", "0", "Er moet minstens één plaats zijn."),
        ("capaciteit", "1001", "Hier passen hooguit 1000 mensen."),
        ("datum", "ooit", "Dit is geen datum."),
        ("doel", "Voor wie nl91abna0417164300 heeft", "rekeningnummer"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_made(gepland, client_as, field, value, sentence):
    response = client_as(Rol.FACILITATOR).post(add_url(gepland.pilot), new("proeverij", **{field: value}))

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in response.text
    assert "Marktplein" in response.text
    assert Bijeenkomst.objects.count() == 1


def test_a_finished_pilot_gets_no_new_meeting(pilot, client_as):
    pilot.status = PilotStatus.NAZORG
    pilot.save()

    response = client_as(Rol.FACILITATOR).post(add_url(pilot), new("eigen"))

    assert response.status_code == HTTPStatus.CONFLICT


@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.BESTUURDER, Rol.KETENPARTNER])
def test_only_a_facilitator_adds_a_meeting(pilot, client_as, rol):
    assert client_as(rol).post(add_url(pilot), new("eigen")).status_code == HTTPStatus.FORBIDDEN


def test_a_stranger_cannot_add_a_meeting(pilot, client_as):
    assert client_as(None).post(add_url(pilot), new("eigen")).status_code == HTTPStatus.NOT_FOUND


def test_a_meeting_gets_another_name_with_the_reason(gepland, client_as):
    typed = {"titel": "Samen aan tafel", "korte_titel": "Aan tafel", "reden": "Dat spreekt meer aan.", "versie": 1}
    client = client_as(Rol.FACILITATOR)
    for _ in range(2):
        client.post(url("bijeenkomst_rename", gepland), typed)

    gepland.refresh_from_db()
    assert (gepland.titel, gepland.korte_titel) == ("Samen aan tafel", "Aan tafel")
    assert gepland.afwijkingen.get().wat == "Kennismaken heet nu Samen aan tafel"


def test_two_people_rename_at_once_and_the_second_sees_both_names(gepland, client_as):
    typed = {"titel": "Eerste", "korte_titel": "Een", "reden": "Korter.", "versie": 1}
    client_as(Rol.FACILITATOR).post(url("bijeenkomst_rename", gepland), typed)

    response = client_as(Rol.FACILITATOR).post(url("bijeenkomst_rename", gepland), {**typed, "titel": "Tweede"})

    gepland.refresh_from_db()
    assert response.status_code == HTTPStatus.CONFLICT
    assert [(one.uw_tekst, one.staat_er_nu) for one in response.context["verschillen"]] == [("Tweede", "Eerste")]
    assert gepland.titel == "Eerste"


def test_a_name_without_a_reason_is_refused(gepland, client_as):
    response = client_as(Rol.FACILITATOR).post(
        url("bijeenkomst_rename", gepland), {"titel": "Nieuw", "korte_titel": "N", "reden": "", "versie": 1}
    )

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Nieuw" in response.text


def split(**changes):
    return {
        "uid": str(uuid.uuid4()), "versie": 1, "datum": "do 4 februari 2027", "begin": "13.30", "eind": "15.30",
        "reden": "Een dag is te lang.", "actie": "splits", **changes,
    }  # fmt: skip


def test_a_meeting_is_held_in_two_parts(gepland, client_as):
    after = TaakFactory(bijeenkomst=gepland, dagen_ervoor=-1, titel="Bedanken")
    client, typed = client_as(Rol.FACILITATOR), split()
    answers = [client.post(url("bijeenkomst_split", gepland), typed) for _ in range(2)]

    first, second = Bijeenkomst.objects.order_by("datum")
    after.refresh_from_db()
    assert answers[0].url == answers[1].url == second.get_absolute_url()
    assert (first.titel, second.titel) == ("Kennismaken (deel 1)", "Kennismaken (deel 2)")
    assert (second.datum, second.is_extra) == (date(2027, 2, 4), True)
    assert after.bijeenkomst == second
    assert first.afwijkingen.get().soort == "gesplitst"


def test_a_split_from_an_old_page_splits_nothing(gepland, client_as):
    Bijeenkomst.objects.filter(pk=gepland.pk).update(versie=2)

    response = client_as(Rol.FACILITATOR).post(url("bijeenkomst_split", gepland), split())

    assert response.status_code == HTTPStatus.CONFLICT
    assert "Er is nog niets gedeeld" in response.text
    assert "Een dag is te lang." in response.text
    assert Bijeenkomst.objects.count() == 1


def test_the_second_part_before_the_first_asks_a_tick(gepland, client_as):
    response = client_as(Rol.FACILITATOR).post(url("bijeenkomst_split", gepland), split(datum="do 21 januari 2027"))

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "ligt vóór ‘Kennis’" in response.text


def test_a_dropped_meeting_can_be_brought_back(gepland, client_as):
    client = client_as(Rol.FACILITATOR)
    for _ in range(2):
        client.post(url("bijeenkomst_drop", gepland), {"reden": "Zij kennen elkaar al."})
    gepland.refresh_from_db()
    dropped = gepland.status
    page = client.get(gepland.get_absolute_url())
    for _ in range(2):
        client.post(url("bijeenkomst_restore", gepland))

    gepland.refresh_from_db()
    assert (dropped, gepland.status) == ("geannuleerd", "gepland")
    assert "Laat de bijeenkomst weer doorgaan" in page.text
    assert "Zij kennen elkaar al." in page.text
    assert not gepland.afwijkingen.exists()
    assert gepland.ics_nummer == 2
    assert Gebeurtenis.objects.about(gepland).count() == 2


def test_dropping_asks_the_reason(gepland, client_as):
    response = client_as(Rol.FACILITATOR).post(url("bijeenkomst_drop", gepland), {"reden": ""})

    gepland.refresh_from_db()
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert gepland.status == "gepland"


def test_the_extras_of_a_pilot_are_those_of_its_own_version(pilot, client_as):
    load_sjabloon()

    response = client_as(Rol.FACILITATOR).get(add_url(pilot))

    assert PilotFactory._meta.model.objects.get().sjabloon.versie == 1
    assert list(response.context["soorten"]) == []
