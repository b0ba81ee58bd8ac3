"""Downloading lists: what stands in them, who may have them, and that they open without repair."""

import csv
import io
from http import HTTPStatus

import pytest
from django.urls import reverse
from odf import table as odf_table
from odf.opendocument import load as load_ods
from odf.teletype import extractText
from openpyxl import load_workbook

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.partners.models import KetenpartnerStatus
from tests.factories.keten import OrganisatieFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.traject import PersoonFactory

LIJSTEN = ["export_partners", "export_mensen", "export_kaart"]


def url(name, pilot, query=""):
    return reverse(f"partners:{name}", args=[pilot.pk]) + query


@pytest.fixture
def partner(pilot):
    return KetenpartnerFactory(
        pilot=pilot,
        confirmed=True,
        organisatie=OrganisatieFactory(naam="Voedselbank", telefoon="0123456789", wij_bieden="=1+1"),
        contactpersoon__naam="Samira de Wit",
    )


def xlsx_rows(response):
    sheet = load_workbook(io.BytesIO(response.content)).active
    return [[cell.value if cell.value is not None else "" for cell in row] for row in sheet.iter_rows()]


def csv_rows(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def ods_rows(response):
    sheet = load_ods(io.BytesIO(response.content)).spreadsheet.getElementsByType(odf_table.Table)[0]
    rows = sheet.getElementsByType(odf_table.TableRow)
    return [[extractText(cell) for cell in row.getElementsByType(odf_table.TableCell)] for row in rows]


READERS = {"xlsx": xlsx_rows, "csv": csv_rows, "ods": ods_rows}


def as_dicts(rows):
    return [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]


@pytest.mark.parametrize("soort", READERS)
def test_the_partners_come_with_their_people(partner, client_as, soort):
    PersoonFactory(pilot=partner.pilot, organisatie=partner.organisatie, naam="Bas", is_sleutelfunctionaris=True)

    response = client_as(Rol.FACILITATOR).get(url("export_partners", partner.pilot, f"?als={soort}"))

    rows = as_dicts(READERS[soort](response))
    assert [(row["Organisatie"], row["Naam persoon"]) for row in rows] == [
        ("Voedselbank", "Samira de Wit"),
        ("Voedselbank", "Bas"),
    ]
    assert [row["Is contactpersoon"] for row in rows] == ["ja", "nee"]
    assert rows[0]["Telefoon organisatie"] == "0123456789"
    assert rows[0]["Wij bieden"] == ("'=1+1" if soort == "csv" else "=1+1")
    assert f'.{soort}"' in response["Content-Disposition"]


def test_the_filter_of_the_list_holds_for_the_file(partner, client_as):
    KetenpartnerFactory(pilot=partner.pilot, organisatie__naam="Kerk")

    response = client_as(Rol.FACILITATOR).get(url("export_partners", partner.pilot, "?als=csv&status=aangemeld"))

    assert [row["Organisatie"] for row in as_dicts(csv_rows(response))] == ["Kerk"]


@pytest.mark.parametrize("soort", READERS)
def test_the_sociale_kaart_holds_confirmed_organisations_and_no_people(partner, client_as, soort):
    KetenpartnerFactory(pilot=partner.pilot, organisatie__naam="Kerk", status=KetenpartnerStatus.AANGEMELD)

    response = client_as(Rol.KETENPARTNER).get(url("export_kaart", partner.pilot, f"?als={soort}"))

    rows = READERS[soort](response)
    assert [row["Organisatie"] for row in as_dicts(rows)] == ["Voedselbank"]
    assert "Samira" not in str(rows)


def test_the_people_of_the_filter_are_in_the_list(partner, client_as):
    PersoonFactory(pilot=partner.pilot, organisatie=None, naam="Zonder", email="")

    response = client_as(Rol.FACILITATOR).get(url("export_mensen", partner.pilot, "?als=csv&wie=zonder"))

    assert {row["Naam persoon"] for row in as_dicts(csv_rows(response))} >= {"Zonder"}
    assert "Samira" not in response.content.decode("utf-8-sig")


@pytest.mark.parametrize("lijst", LIJSTEN)
def test_that_a_list_was_taken_stands_in_the_log(partner, client_as, lijst):
    client = client_as(Rol.FACILITATOR)

    client.get(url(lijst, partner.pilot, "?als=ods"))

    line = Gebeurtenis.objects.get(wat="partners.lijst.gedownload")
    assert line.door == client.user
    assert "ods" in line.zin


@pytest.mark.parametrize("lijst", LIJSTEN)
def test_an_unknown_kind_of_file_is_an_xlsx(partner, client_as, lijst):
    response = client_as(Rol.FACILITATOR).get(url(lijst, partner.pilot, "?als=exe"))

    assert '.xlsx"' in response["Content-Disposition"]
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.KETENPARTNER, Rol.BESTUURDER])
@pytest.mark.parametrize("lijst", ["export_partners", "export_mensen"])
def test_lists_with_people_are_for_who_may_see_people(partner, client_as, lijst, rol):
    assert client_as(rol).get(url(lijst, partner.pilot)).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("lijst", ["export", *LIJSTEN])
def test_a_stranger_finds_no_list(partner, client_as, lijst):
    assert client_as(None).get(url(lijst, partner.pilot)).status_code == HTTPStatus.NOT_FOUND


def test_the_page_says_what_is_in_the_list(partner, client_as):
    page = client_as(Rol.FACILITATOR).get(url("export", partner.pilot, "?status=bevestigd")).text

    assert "Partners en hun mensen" in page
    assert "status=bevestigd&amp;als=xlsx" in page


def test_who_may_not_see_people_is_only_offered_the_kaart(partner, client_as):
    page = client_as(Rol.BESTUURDER).get(url("export", partner.pilot)).text

    assert "Sociale kaart" in page
    assert "Partners en hun mensen" not in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("lijst", "queries"), [("export_partners", 8), ("export_mensen", 7), ("export_kaart", 7)])
def test_longer_lists_cost_no_more_queries(pilot, client_as, django_assert_num_queries, count, lijst, queries):
    for _ in range(count):
        KetenpartnerFactory(pilot=pilot, confirmed=True)
    client = client_as(Rol.FACILITATOR)
    client.get(url(lijst, pilot))  # what is kept in memory after the first time

    with django_assert_num_queries(queries):
        client.get(url(lijst, pilot))
