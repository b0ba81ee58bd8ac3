"""Reading in a list: proposed line by line, nothing in the pilot before it is confirmed, everything once."""

import io
from http import HTTPStatus

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from datt.accounts.models import User
from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.keten.models import Organisatie
from pilots.partners.models import Inleesregel, Inleesvoorstel, Ketenpartner, KetenpartnerStatus
from pilots.partners.models.inlezen import BEWAREN, Keuze
from pilots.partners.services.inlezen import doen
from pilots.partners.services.kolommen import guess_columns
from pilots.traject.models import Persoon
from tests.factories.accounts import UserFactory
from tests.factories.keten import OrganisatieFactory, OrganisatietypeFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.traject import PersoonFactory

KOP = "Organisatie;Soort organisatie;Mailadres organisatie;Naam persoon;Mailadres persoon;Sleutelfunctionaris\n"
BANK = "Voedselbank Noord;Voedselbank;info@noord.example;Samira de Wit;samira@noord.example;ja\n"
KERK = "Kerk aan Zee;Voedselbank;;Bas Kok;bas@zee.example;nee\n"


@pytest.fixture
def facilitator(client_as):
    OrganisatietypeFactory()
    return client_as(Rol.FACILITATOR)


def url(name, pilot, *args):
    return reverse(f"partners:{name}", args=[pilot.pk, *args])


def upload(client, pilot, content, name="lijst.csv"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(url("import_upload", pilot), {"bestand": SimpleUploadedFile(name, content)})


def proposed(client, pilot, content, name="lijst.csv"):
    response = upload(client, pilot, content, name)
    assert response.status_code == HTTPStatus.FOUND, response.text
    return Inleesvoorstel.objects.latest("pk")


def confirm(client, voorstel, hoe="uitgenodigd"):
    return client.post(url("import_confirm", voorstel.pilot, voorstel.pk), {"hoe": hoe})


def judgements(voorstel):
    return list(voorstel.regels.values_list("nr", "oordeel"))


def test_nothing_is_in_the_pilot_before_it_is_confirmed(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK + KERK)

    page = facilitator.get(voorstel.get_absolute_url()).text

    assert judgements(voorstel) == [(2, "nieuw"), (3, "nieuw")]
    assert (Organisatie.objects.count(), pilot.ketenpartners.count()) == (0, 0)
    assert "Voedselbank Noord" in page
    assert "Bevestig en verstuur 4 mails" in page


def test_a_confirmed_list_is_in_the_pilot_without_any_mail(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK + KERK)

    response = confirm(facilitator, voorstel)

    partner = pilot.ketenpartners.get(organisatie__naam="Voedselbank Noord")
    assert response.url == url("import_result", pilot, voorstel.pk)
    assert (partner.status, partner.contactpersoon.naam) == (KetenpartnerStatus.UITGENODIGD, "Samira de Wit")
    assert partner.contactpersoon.is_sleutelfunctionaris
    assert partner.organisatie.email == "info@noord.example"
    assert Bericht.objects.count() == 0
    assert "<strong>2</strong> organisaties kwamen erbij" in facilitator.get(response.url).text


def test_the_log_has_the_list_and_every_partner(facilitator, pilot):
    confirm(facilitator, proposed(facilitator, pilot, KOP + BANK + KERK))

    lines = Gebeurtenis.objects.within(pilot).values_list("zin", flat=True)
    assert sorted(line for line in lines if "lijst" in line) == [
        "las de lijst ‘lijst.csv’ in",
        "voegde Kerk aan Zee toe als partner met 1 persoon, uit een lijst",
        "voegde Voedselbank Noord toe als partner met 1 persoon, uit een lijst",
    ]


def test_confirmed_without_mail_lets_people_sign_in_quietly(facilitator, pilot):
    confirm(facilitator, proposed(facilitator, pilot, KOP + BANK), "bevestigd")

    assert pilot.ketenpartners.get().status == KetenpartnerStatus.BEVESTIGD
    assert User.objects.filter(email="samira@noord.example").exists()
    assert Bericht.objects.count() == 0


def test_the_number_in_the_button_is_the_number_of_mails(facilitator, pilot):
    UserFactory(email="bas@zee.example")
    voorstel = proposed(facilitator, pilot, KOP + BANK + KERK)

    assert "Bevestig en verstuur 3 mails" in facilitator.get(voorstel.get_absolute_url()).text
    confirm(facilitator, voorstel, "mailen")

    voorstel.refresh_from_db()
    assert (Bericht.objects.count(), voorstel.mails) == (3, 3)


def test_pressing_twice_reads_in_once(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK)

    first, second = confirm(facilitator, voorstel), confirm(facilitator, voorstel)

    assert first.url == second.url
    assert pilot.ketenpartners.count() == 1


def test_two_who_confirm_at_once_read_in_once(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK)
    both = [Inleesvoorstel.objects.select_related("pilot").get(pk=voorstel.pk) for _ in range(2)]

    for one in both:
        doen.read_in(one, doen.Hoe(), by=facilitator.user)

    assert pilot.ketenpartners.count() == 1
    assert both[1].status == "ingelezen"


def test_who_changed_something_in_between_makes_it_judged_again(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK)
    organisatie = OrganisatieFactory(naam="Voedselbank Noord", email="anders@noord.example")
    KetenpartnerFactory(pilot=pilot, organisatie=organisatie)

    response = confirm(facilitator, voorstel)

    assert response.status_code == HTTPStatus.CONFLICT
    assert "Er is niets ingelezen" in response.text
    assert (Organisatie.objects.count(), Persoon.objects.filter(naam="Samira de Wit").count()) == (1, 0)
    assert judgements(voorstel) == [(2, "aanvullen")]


def test_a_known_organisation_is_filled_up_and_never_overwritten(facilitator, pilot):
    known = OrganisatieFactory(naam="Voedselbank Noord", email="", telefoon="0123456789")
    KetenpartnerFactory(pilot=pilot, organisatie=known)
    head = "Organisatie;Telefoon organisatie;Mailadres organisatie\n"
    voorstel = proposed(facilitator, pilot, head + "voedselbank noord;0987654321;info@noord.example\n")

    confirm(facilitator, voorstel)

    known.refresh_from_db()
    assert (known.email, known.telefoon) == ("info@noord.example", "0123456789")
    assert Organisatie.objects.count() == 1
    assert "Anders dan bij ons: telefoon organisatie" in " ".join(voorstel.regels.get().meldingen)


def test_what_looks_like_a_known_organisation_waits_for_a_choice(facilitator, pilot):
    known = KetenpartnerFactory(pilot=pilot, organisatie__naam="Stichting Voedselbank Noord")
    voorstel = proposed(facilitator, pilot, KOP + BANK)
    regel = voorstel.regels.get()

    refused = confirm(facilitator, voorstel)

    assert (regel.oordeel, regel.lijkt_op) == ("kies", known.organisatie)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert pilot.ketenpartners.count() == 1

    facilitator.post(url("import_choices", pilot, voorstel.pk), {f"keuze_{regel.pk}": "zelfde"})
    confirm(facilitator, voorstel)

    assert pilot.ketenpartners.count() == 1
    assert Persoon.objects.get(naam="Samira de Wit").organisatie == known.organisatie


@pytest.mark.parametrize(("alle", "count"), [("zelfde", 1), ("nieuw", 2)])
def test_every_doubt_can_be_answered_at_once(facilitator, pilot, alle, count):
    KetenpartnerFactory(pilot=pilot, organisatie__naam="Stichting Voedselbank Noord")
    voorstel = proposed(facilitator, pilot, KOP + BANK)

    facilitator.post(url("import_choices", pilot, voorstel.pk), {"alle": alle})
    confirm(facilitator, voorstel)

    assert pilot.ketenpartners.count() == count


def test_an_organisation_of_another_pilot_is_proposed_and_not_changed(facilitator, pilot):
    elders = KetenpartnerFactory(confirmed=True, organisatie__naam="Voedselbank Noord")
    voorstel = proposed(facilitator, pilot, KOP + BANK)
    regel = voorstel.regels.get()

    facilitator.post(url("import_choices", pilot, voorstel.pk), {f"keuze_{regel.pk}": "zelfde"})
    confirm(facilitator, voorstel)

    assert regel.oordeel == "kies"
    assert pilot.ketenpartners.get().organisatie == elders.organisatie
    assert Organisatie.objects.get().email == ""


def test_an_organisation_that_is_nowhere_confirmed_stays_unknown_to_others(facilitator, pilot):
    KetenpartnerFactory(organisatie__naam="Voedselbank Noord")

    voorstel = proposed(facilitator, pilot, KOP + BANK)

    assert judgements(voorstel) == [(2, "nieuw")]


def test_several_lines_of_one_organisation_are_its_people(facilitator, pilot):
    second = "Voedselbank Noord;;;Ada Bos;ada@noord.example;nee\n"
    again = "Voedselbank Noord;;;Ada Bos;ADA@noord.example;nee\n"

    confirm(facilitator, proposed(facilitator, pilot, KOP + BANK + second + again))

    assert sorted(Persoon.objects.filter(organisatie__isnull=False).values_list("naam", flat=True)) == [
        "Ada Bos",
        "Samira de Wit",
    ]
    assert pilot.ketenpartners.count() == 1


def test_two_names_of_one_known_organisation_are_one_partner(facilitator, pilot):
    KetenpartnerFactory(confirmed=True, organisatie__naam="Stichting Voedselbank Noord")
    voorstel = proposed(facilitator, pilot, KOP + BANK + BANK.replace("Noord;", "Noord e.o.;").replace("samira", "ada"))

    facilitator.post(url("import_choices", pilot, voorstel.pk), {"alle": "zelfde"})
    confirm(facilitator, voorstel)

    assert pilot.ketenpartners.count() == 1
    assert pilot.personen.filter(organisatie__isnull=False).count() == 2


def test_somebody_without_mail_on_two_lines_is_one_person(facilitator, pilot):
    confirm(facilitator, proposed(facilitator, pilot, KOP + "Kerk;Voedselbank;;Bas Kok;;\n" * 2))

    assert Persoon.objects.filter(naam="Bas Kok").count() == 1


def test_somebody_we_know_stays_where_they_are(facilitator, pilot):
    PersoonFactory(pilot=pilot, naam="Samira", email="SAMIRA@noord.example")

    voorstel = proposed(facilitator, pilot, KOP + BANK)
    confirm(facilitator, voorstel)

    assert Persoon.objects.filter(email__iexact="samira@noord.example").count() == 1
    assert pilot.ketenpartners.get().contactpersoon.naam == "Samira"


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
        (b"Naam;Plaats\n" + b"a;b\n" * 5_001, "lang.csv", "meer dan 5000 regels"),
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


def test_a_line_can_be_left_out(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK + KERK)
    regel = voorstel.regels.get(nr=2)

    facilitator.post(url("import_choices", pilot, voorstel.pk), {f"keuze_{regel.pk}": Keuze.WEG})
    confirm(facilitator, voorstel)

    assert [str(partner) for partner in pilot.ketenpartners.all()] == ["Kerk aan Zee"]


def test_a_list_can_be_thrown_away(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK)

    facilitator.post(url("import_cancel", pilot, voorstel.pk))

    assert (Inleesvoorstel.objects.count(), Inleesregel.objects.count()) == (0, 0)


def test_a_list_nobody_confirms_is_gone_after_a_day(facilitator, pilot):
    old = proposed(facilitator, pilot, KOP + BANK)
    with time_machine.travel(timezone.now() + BEWAREN * 1.1, tick=False):
        Inleesvoorstel.objects.sweep(timezone.now())

    assert not Inleesvoorstel.objects.filter(pk=old.pk).exists()


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


def test_reading_in_can_be_taken_back(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK + KERK)
    confirm(facilitator, voorstel)

    facilitator.post(url("import_undo", pilot, voorstel.pk))

    assert (pilot.ketenpartners.count(), Organisatie.objects.count()) == (0, 0)
    assert Persoon.objects.filter(email__endswith="example", user=None).count() == 0


def test_what_was_worked_with_stays_when_the_list_is_taken_back(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK + KERK)
    confirm(facilitator, voorstel)
    used = pilot.ketenpartners.get(organisatie__naam="Kerk aan Zee")
    used.confirm(by=facilitator.user)

    response = facilitator.post(url("import_undo", pilot, voorstel.pk), follow=True)

    assert list(pilot.ketenpartners.all()) == [used]
    assert "er is al mee gewerkt: 1 partner." in response.text


def test_taking_back_is_done_once_and_never_after_a_mail(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK)
    confirm(facilitator, voorstel, "mailen")

    assert facilitator.post(url("import_undo", pilot, voorstel.pk)).status_code == HTTPStatus.CONFLICT
    assert pilot.ketenpartners.count() == 1


def test_how_must_be_said(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK)

    assert confirm(facilitator, voorstel, "zomaar").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert pilot.ketenpartners.count() == 0


VOORSTEL_URLS = [
    "import_preview", "import_columns", "import_choices", "import_confirm", "import_cancel", "import_result",
    "import_undo",
]  # fmt: skip


@pytest.mark.parametrize("name", VOORSTEL_URLS)
def test_a_list_of_another_pilot_does_not_exist(facilitator, pilot, name):
    elders = Inleesvoorstel.objects.create(
        pilot=KetenpartnerFactory().pilot, door=facilitator.user, bestandsnaam="x.csv"
    )
    client_post = facilitator.post(url(name, pilot, elders.pk))
    client_get = facilitator.get(url(name, pilot, elders.pk))

    assert HTTPStatus.NOT_FOUND in (client_post.status_code, client_get.status_code)
    assert {client_post.status_code, client_get.status_code} <= {
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
    }


@pytest.mark.parametrize(
    ("rol", "status"),
    [
        (Rol.AMBTENAAR, HTTPStatus.FORBIDDEN),
        (Rol.KETENPARTNER, HTTPStatus.FORBIDDEN),
        (Rol.BESTUURDER, HTTPStatus.FORBIDDEN),
        (None, HTTPStatus.NOT_FOUND),
    ],
)
def test_only_who_works_with_partners_reads_in_lists(client_as, pilot, rol, status):
    client = client_as(rol)

    assert upload(client, pilot, KOP + BANK).status_code == status
    assert client.get(url("import_example", pilot)).status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_a_longer_preview_costs_no_more_queries(facilitator, pilot, django_assert_num_queries, count):
    lines = "".join(f"Organisatie {nr};Voedselbank;;;;\n" for nr in range(count))
    voorstel = proposed(facilitator, pilot, KOP + lines)

    with django_assert_num_queries(11):
        facilitator.get(voorstel.get_absolute_url())


def test_five_thousand_lines_are_read_in(facilitator, pilot):
    lines = "".join(f"Stichting nummer {nr};Voedselbank;;Persoon {nr};p{nr}@x{nr}.example;\n" for nr in range(5_000))

    voorstel = proposed(facilitator, pilot, KOP + lines)
    first = facilitator.get(voorstel.get_absolute_url() + "?p=2")
    confirm(facilitator, voorstel)

    assert first.text.count("<tr>") == 51
    assert Ketenpartner.objects.filter(pilot=pilot).count() == 5_000
