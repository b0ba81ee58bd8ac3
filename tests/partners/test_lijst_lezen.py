"""What stands in a list: columns, wrong lines and nasty files."""

import io
from http import HTTPStatus

import pytest
from openpyxl import Workbook

from pilots.keten.models import Organisatie
from pilots.partners.models import Inleesvoorstel
from pilots.partners.services.kolommen import guess_columns
from tests.factories.partners import KetenpartnerFactory
from tests.factories.traject import PersoonFactory
from tests.partners.lijsten import BANK, KOP, confirm, judgements, proposed, upload, url

PERSOON_VELDEN = ["persoon_naam", "persoon_email", "persoon_telefoon"]


FOUTE_REGELS = {
    "geen naam": (";Voedselbank;;Bas;;\n", "De naam van de organisatie staat er niet"),
    "geen mailadres": ("Kerk;Voedselbank;geen-adres;;;\n", "‘geen-adres’ is geen mailadres"),
    "onbekende soort": ("Kerk;Zwembad;;;;\n", "‘Zwembad’ kennen wij niet"),
    "geen soort": ("Kerk;;;;;\n", "De soort organisatie staat er niet"),
    "te lang": (f"{'x' * 130};Voedselbank;;;;\n", "dit zijn 130 tekens"),
    "bsn": ("Kerk 111222333;Voedselbank;;;;\n", "een burgerservicenummer. Dat bewaren wij niet"),
    "iban": ("Kerk NL91ABNA0417164300;Voedselbank;;;;\n", "een rekeningnummer. Dat bewaren wij niet"),
    "webadres": ("https://evil.example;Voedselbank;;;;\n", "Vul hier een naam in, geen webadres"),
}


@pytest.mark.parametrize("soort", FOUTE_REGELS)
def test_a_wrong_line_says_why_and_the_others_go_on(facilitator, pilot, soort):
    line, words = FOUTE_REGELS[soort]
    voorstel = proposed(facilitator, pilot, KOP + BANK + line)

    page = facilitator.get(voorstel.get_absolute_url() + "?toon=fout").text
    confirm(facilitator, voorstel)

    assert judgements(voorstel) == [(2, "nieuw"), (3, "fout")]
    assert words in page
    assert pilot.ketenpartners.count() == 1


def test_what_may_never_be_kept_is_not_even_kept_in_the_proposal(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + "Kerk 111222333;Voedselbank;NL91ABNA0417164300;;;\n")

    kept = str(voorstel.regels.get().cellen)

    assert "111222333" not in kept
    assert "0417164300" not in kept


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "leeg.csv", "Het bestand is leeg"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 30, "lijst.xlsx", "een plaatje"),
        ((";".join(f"k{nr}" for nr in range(300)) + "\n" + "x;" * 299 + "x").encode(), "breed.csv", "kolommen"),
        (b"a" * 5_000_001, "groot.csv", "te groot"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 30, "oud.xls", "oud Excel-bestand"),
    ],
)
def test_every_nasty_file_gets_a_clear_answer(facilitator, pilot, content, name, words):
    response = upload(facilitator, pilot, content, name)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in response.text
    assert Inleesvoorstel.objects.count() == 0


def test_no_file_at_all_is_said(facilitator, pilot):
    response = facilitator.post(url("import_upload", pilot), {})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Kies een bestand." in response.text


def test_a_list_of_dutch_excel_is_read(facilitator, pilot):
    content = "Naam;Soort organisatie;E-mailadres;Telefoon\nCafé Één;Voedselbank;info@een.example;612345678\n"

    confirm(facilitator, proposed(facilitator, pilot, content.encode("cp1252")))

    organisatie = Organisatie.objects.get()
    assert (organisatie.naam, organisatie.email, organisatie.telefoon) == (
        "Café Één",
        "info@een.example",
        "0612345678",
    )


def test_an_xlsx_is_read(facilitator, pilot):
    book = Workbook()
    book.active.append(["Organisatie", "Type", "Contactpersoon", "Mail"])
    book.active.append(["Kerk", "Voedselbank", "Bas", "bas@kerk.example"])
    out = io.BytesIO()
    book.save(out)

    confirm(facilitator, proposed(facilitator, pilot, out.getvalue(), "lijst.xlsx"))

    assert pilot.ketenpartners.get().contactpersoon.email == "bas@kerk.example"


@pytest.mark.parametrize(
    ("koppen", "velden"),
    [
        (["Naam", "e-mail"], ["naam", "email"]),
        (["Instelling", "Contactpersoon", "E-mail", "Tel."], ["naam", *PERSOON_VELDEN]),
        (["organisatie", "MAIL", "Telefoonnummer"], ["naam", "email", "telefoon"]),
        (["Instelling", "Naam", "mail"], ["naam", "persoon_naam", "persoon_email"]),
        (["Organisatie", "Schoenmaat", "Staat"], ["naam", "", "-"]),
        (["Organisatie", "Website", "website"], ["naam", "website", ""]),
    ],
)  # fmt: skip
def test_headings_are_recognised_in_what_people_write(koppen, velden):
    assert guess_columns(koppen) == velden


def test_an_unknown_column_is_asked_about(facilitator, pilot):
    response = upload(facilitator, pilot, "Wie;Schoenmaat\nKerk;43\n")
    voorstel = Inleesvoorstel.objects.get()
    columns = url("import_columns", pilot, voorstel.pk)

    refused = facilitator.post(columns, {"kolom_0": "-", "kolom_1": "-"})
    twice = facilitator.post(columns, {"kolom_0": "naam", "kolom_1": "naam"})
    done = facilitator.post(columns, {"kolom_0": "naam", "kolom_1": "-", "standaard_type": "voedselbank"})

    assert response.url == columns
    assert "Bijvoorbeeld: Kerk" in facilitator.get(columns).text
    assert (refused.status_code, twice.status_code) == (HTTPStatus.UNPROCESSABLE_ENTITY,) * 2
    assert "koos u ook bij" in twice.text
    assert done.url == voorstel.get_absolute_url()
    assert judgements(voorstel) == [(2, "nieuw")]


@pytest.mark.parametrize("soort", ["xlsx", "csv"])
@pytest.mark.parametrize("lijst", ["export_partners", "export_mensen"])
def test_what_was_downloaded_changes_nothing_when_it_is_read_in(facilitator, pilot, soort, lijst):
    KetenpartnerFactory(
        pilot=pilot,
        confirmed=True,
        organisatie__naam="=Bank & zo",
        organisatie__wat_doen_we="-5 graden\nof meer",
        organisatie__website="https://bank.example",
        organisatie__telefoon="+31 612345678",
        contactpersoon__positie="vrijwilliger",
    )
    PersoonFactory(pilot=pilot, organisatie=Organisatie.objects.get(), naam="Zonder mail", email="")

    content = facilitator.get(url(lijst, pilot) + f"?als={soort}").content
    voorstel = proposed(facilitator, pilot, content, f"lijst.{soort}")

    assert {oordeel for _, oordeel in judgements(voorstel)} == {"bekend"}
    assert "Er verandert niets" in facilitator.get(voorstel.get_absolute_url()).text


def test_the_example_file_can_be_read_in_as_it_is(facilitator, pilot):
    for als in ("xlsx", "csv"):
        content = facilitator.get(url("import_example", pilot) + f"?als={als}").content
        voorstel = proposed(facilitator, pilot, content)

        assert judgements(voorstel) == [(2, "nieuw"), (3, "aanvullen")]
