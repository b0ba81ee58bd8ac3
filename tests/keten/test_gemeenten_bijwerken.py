"""The list of gemeenten after a merger: first what changes, then only what was asked."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from datt.core.models import Gebeurtenis
from pilots.access import Right, Rol
from pilots.keten.models import Gemeente
from pilots.keten.services.inhoud import load_gemeenten
from tests.factories.keten import GemeenteFactory
from tests.factories.traject import PilotFactory

KOP = "code,naam,provincie\n"
NIEUW = KOP + "GM0002,Borg,Groningen\nGM0003,Nieuw Cadzand,Zeeland\nGM0004,Delf,Zeeland\n"


@pytest.fixture
def bekend(db):
    GemeenteFactory(code="GM0001", naam="Aalten", provincie="Groningen")
    GemeenteFactory(code="GM0002", naam="Borg", provincie="Groningen")
    GemeenteFactory(code="GM0003", naam="Cadzand", provincie="Zeeland")
    GemeenteFactory(code="XX9999", naam="Waterrade", verzonnen=True)


@pytest.fixture
def run(tmp_path, capsys):
    def update(text: str, *args: str) -> str:
        path = tmp_path / "gemeenten.csv"
        path.write_text(text, encoding="utf-8")
        call_command("update_gemeenten", str(path), *args)
        return capsys.readouterr().out

    return update


def names():
    return dict(Gemeente.objects.filter(opgeheven_op__isnull=True).values_list("code", "naam"))


def test_it_says_what_changes_and_keeps_nothing_by_itself(bekend, run):
    before = names()

    said = run(NIEUW, "--opgegaan", "GM0001=GM0002")

    assert "Nieuw: 1\n  Delf (GM0004, Zeeland)" in said
    assert "Cadzand (GM0003) wordt Nieuw Cadzand, Zeeland" in said
    assert "Aalten (GM0001) gaat op in GM0002" in said
    assert "Er is nog niets bewaard." in said
    assert names() == before
    assert not Gebeurtenis.objects.exists()


def test_with_doe_het_the_list_is_new_and_the_fictional_gemeente_stays(bekend, run):
    run(NIEUW, "--opgegaan", "GM0001=GM0002", "--datum", "1-1-2027", "--doe-het")

    assert names() == {"GM0002": "Borg", "GM0003": "Nieuw Cadzand", "GM0004": "Delf", "XX9999": "Waterrade"}
    old = Gemeente.objects.get(code="GM0001")
    assert (old.opgeheven_op, old.opgegaan_in.code) == (date(2027, 1, 1), "GM0002")
    assert "Er verandert niets" in run(NIEUW)


def test_a_pilot_of_a_merged_gemeente_keeps_its_name_and_its_officials(bekend, run, client_as):
    Gemeente.objects.filter(naam="Waterrade").update(verzonnen=True)
    pilot = PilotFactory(gemeente=Gemeente.objects.get(code="GM0001"))
    client = client_as(Rol.AMBTENAAR, in_pilot=pilot)

    said = run(NIEUW, "--opgegaan", "GM0001=GM0002", "--doe-het")

    assert "1 pilot blijft onder deze naam staan" in said
    pilot.refresh_from_db()
    assert pilot.gemeente.naam == "Aalten"
    assert Right.VIEW in pilot.rights_of(client.user)
    page = client.get(pilot.get_absolute_url())
    assert "gemeente Aalten" in page.text
    assert Gebeurtenis.objects.within(pilot).get().zin.endswith(": zij ging op in Borg")


@pytest.mark.parametrize(
    ("args", "fout"),
    [
        ([], "Zeg waarin zij opging: --opgegaan GM0001=GM0000"),
        (["--opgegaan", "GM0001=GM0099"], "GM0099 staat niet in de nieuwe lijst"),
        (["--opgegaan", "GM0001=GM0001"], "GM0001 staat niet in de nieuwe lijst"),
        (["--opgegaan", "GM0001=GM0002", "--opgegaan", "GM0003=GM0002"], "GM0003 verdwijnt niet met deze lijst"),
        (["--opgegaan", "GM0001"], "Schrijf --opgegaan GM0001=GM0002"),
        (["--datum", "ooit"], "is geen datum"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(bekend, run, args, fout):
    before = names()

    with pytest.raises(CommandError, match=fout):
        run(NIEUW, *args, "--doe-het")

    assert names() == before


@pytest.mark.parametrize(
    ("text", "fout"),
    [
        ("", "De eerste regel mist"),
        ("naam,provincie\nBorg,Groningen\n", "De eerste regel mist: code"),
        (KOP, "geen enkele gemeente"),
        (KOP + "0002,Borg,Groningen\n", "Regel 2: ‘0002’ is geen CBS-code"),
        (KOP + "GM0002,,Groningen\n", "de naam of de provincie van GM0002 ontbreekt"),
        (KOP + "GM0002,Borg,Groningen\nGM0002,Borg,Groningen\n", "Regel 3: GM0002 staat er twee keer in"),
    ],
)
def test_a_list_that_is_wrong_is_refused_in_words(bekend, run, text, fout):
    with pytest.raises(CommandError, match=fout):
        run(text, "--doe-het")

    assert Gemeente.objects.filter(opgeheven_op__isnull=False).count() == 0


def test_two_mergers_after_each_other_keep_the_whole_line(bekend, run):
    run(NIEUW, "--opgegaan", "GM0001=GM0002", "--doe-het")

    run(NIEUW.replace("GM0002,Borg,Groningen\n", ""), "--opgegaan", "GM0002=GM0004", "--doe-het")

    first = Gemeente.objects.get(code="GM0001")
    assert first.opgegaan_in.opgegaan_in.naam == "Delf"


def test_the_list_that_comes_with_the_site_does_not_undo_a_newer_one(bekend, tmp_path):
    path = tmp_path / "oud.csv"
    path.write_text(KOP + "GM0003,Oud Cadzand,Zeeland\nGM0005,Elst,Gelderland\n", encoding="utf-8")

    load_gemeenten(path)

    assert names()["GM0003"] == "Cadzand"
    assert names()["GM0005"] == "Elst"
