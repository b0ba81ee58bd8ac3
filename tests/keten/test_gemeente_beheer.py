"""The beheerder's pages of a gemeente: officials, colour and logo."""

import io
import struct
import zlib
from http import HTTPStatus

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from datt.accounts.models import User
from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from pilots.access import Right, Rol
from tests.factories.accounts import UserFactory
from tests.factories.keten import AmbtenaarFactory, GemeenteFactory
from tests.factories.traject import PilotFactory


@pytest.fixture
def beheer(db):
    client = Client()
    client.user = UserFactory(is_beheerder=True, naam="Bea Heer")
    client.force_login(client.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["tweede_stap"] = client.user.pk
    session.save()
    return client


def at(name, *args):
    return reverse(f"keten:{name}", args=args)


def picture(form="PNG", size=(400, 160), **options):
    file = io.BytesIO()
    Image.new("RGB", size, "#4b2a8c").save(file, form, **options)
    return file.getvalue()


def send_logo(client, gemeente, content, name="logo.png"):
    return client.post(at("gemeente_logo", gemeente.pk), {"logo": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_finds_by_name_and_counts(beheer, count, django_assert_num_queries):
    for nr in range(count):
        gemeente = GemeenteFactory(naam=f"Súdwest-Fryslân {nr}")
        PilotFactory(gemeente=gemeente)
        AmbtenaarFactory(gemeente=gemeente)
    GemeenteFactory(naam="Ommen")

    with django_assert_num_queries(6):
        response = beheer.get(at("gemeente_list"), {"q": "sudwest"})

    assert f"{count} gemeente" in response.text
    assert "Ommen" not in response.text


def test_the_list_is_paged_and_says_when_nothing_fits(beheer):
    GemeenteFactory.create_batch(60)

    assert "p=2" in beheer.get(at("gemeente_list")).text
    assert "Geen gemeente gevonden" in beheer.get(at("gemeente_list"), {"q": "bestaat niet"}).text


@pytest.mark.parametrize("rol", [Rol.FACILITATOR, Rol.AMBTENAAR, None])
def test_for_others_these_pages_do_not_exist(pilot, client_as, rol):
    client = client_as(rol)

    assert client.get(at("gemeente_list")).status_code == HTTPStatus.NOT_FOUND
    assert client.get(at("gemeente_detail", pilot.gemeente_id)).status_code == HTTPStatus.NOT_FOUND
    response = client.post(at("ambtenaar_add", pilot.gemeente_id), {"naam": "Ik", "email": "ik@voorbeeld.example"})
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert not User.objects.filter(email="ik@voorbeeld.example").exists()


def test_a_new_official_gets_an_account_a_mail_and_the_pilots(beheer, pilot):
    response = beheer.post(
        at("ambtenaar_add", pilot.gemeente_id), {"naam": "Els Bos", "email": "Els@Waterrade.example"}, follow=True
    )

    assert "Els Bos mag de pilots van Waterrade volgen en krijgt een mail" in response.text
    user = User.objects.get(email="els@waterrade.example")
    assert Right.VIEW_PLANS in pilot.rights_of(user)
    assert Bericht.objects.filter(aan=user.email).count() == 1
    line = Gebeurtenis.objects.within(pilot).get()
    assert str(line) == "Bea Heer liet Els Bos de pilots van Waterrade volgen"


def test_a_known_account_is_used_and_a_second_time_refused(beheer, pilot):
    user = UserFactory(naam="Els Bos", email="els@waterrade.example")

    first = beheer.post(at("ambtenaar_add", pilot.gemeente_id), {"naam": "E. Bos", "email": "ELS@waterrade.example"})
    again = beheer.post(at("ambtenaar_add", pilot.gemeente_id), {"naam": "E. Bos", "email": user.email})

    assert first.status_code == HTTPStatus.FOUND
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Els Bos volgt de pilots van Waterrade al." in again.text
    assert 'value="E. Bos"' in again.text
    assert pilot.gemeente.ambtenaren.count() == 1


@pytest.mark.parametrize(
    ("answer", "fout"),
    [
        ({"naam": "", "email": "a@b.example"}, "Vul de naam in."),
        ({"naam": "Els", "email": "els"}, "Dit is geen mailadres."),
        ({"naam": "Els", "email": "dicht@b.example"}, "Dit account is geblokkeerd."),
    ],
)
def test_a_form_that_is_wrong_comes_back_with_words(beheer, pilot, answer, fout):
    UserFactory(email="dicht@b.example", is_active=False)

    response = beheer.post(at("ambtenaar_add", pilot.gemeente_id), answer)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert fout in response.text
    assert not pilot.gemeente.ambtenaren.exists()


def test_access_is_taken_away_once_with_a_reason(beheer, pilot):
    ambtenaar = AmbtenaarFactory(gemeente=pilot.gemeente)
    address = at("ambtenaar_remove", pilot.gemeente_id, ambtenaar.pk)

    without = beheer.post(address, {"reden": ""})
    done = beheer.post(address, {"reden": "Werkt er niet meer"})
    again = beheer.post(address, {"reden": "Werkt er niet meer"})

    assert without.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert done.status_code == HTTPStatus.FOUND
    assert again.status_code == HTTPStatus.CONFLICT
    assert pilot.rights_of(ambtenaar.user) == frozenset()
    line = Gebeurtenis.objects.within(pilot).get()
    assert line.reden == "Werkt er niet meer"


def test_a_colour_is_kept_and_the_pages_of_its_pilots_wear_it(beheer, pilot, client_as):
    response = beheer.post(at("gemeente_colour", pilot.gemeente_id), {"kleur": "007933"})

    assert response.status_code == HTTPStatus.FOUND
    pilot.gemeente.refresh_from_db()
    address = pilot.gemeente.stylesheet_url()
    assert f'<link rel="stylesheet" href="{address}">' in client_as(Rol.FACILITATOR).get(pilot.get_absolute_url()).text
    assert f'href="{address}"' in Client().get(reverse("partners:aanmelden", args=[pilot.slug])).text
    css = Client().get(address)
    assert css["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in css["Cache-Control"]
    assert ":root { --brand: #007933; --brand-donker: #" in css.text
    assert ":root:not([data-schema]) { --brand: #" in css.text
    assert '[data-schema="donker"] { --brand: #' in css.text


def test_a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can(beheer, pilot):
    response = beheer.post(at("gemeente_colour", pilot.gemeente_id), {"kleur": "#ffd400"})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "De kleur die er het dichtst bij komt is #7c6700." in response.text
    assert "Neem #7c6700" in response.text
    pilot.gemeente.refresh_from_db()
    assert pilot.gemeente.kleur == ""


def test_words_are_no_colour_and_nothing_is_ours(beheer, pilot):
    wrong = beheer.post(at("gemeente_colour", pilot.gemeente_id), {"kleur": "paars"})
    beheer.post(at("gemeente_colour", pilot.gemeente_id), {"kleur": "#007933"})
    beheer.post(at("gemeente_colour", pilot.gemeente_id), {"kleur": ""})

    assert "Dit is geen kleurcode" in wrong.text
    pilot.gemeente.refresh_from_db()
    assert pilot.gemeente.stylesheet_url() == ""
    assert Client().get(at("huisstijl", pilot.gemeente.code.lower(), "007933")).status_code == HTTPStatus.NOT_FOUND


def test_a_logo_is_drawn_anew_without_what_was_hidden_in_it(beheer, pilot):
    exif = Image.Exif()
    exif[0x010E] = "Kerkstraat 1, Waterrade"
    content = picture("JPEG", (2000, 800), exif=exif) + b"<script>alert(1)</script>PK\x03\x04"

    assert send_logo(beheer, pilot.gemeente, content, "../../x.html").status_code == HTTPStatus.FOUND

    pilot.gemeente.refresh_from_db()
    assert pilot.gemeente.logo.name.startswith("logo/")
    response = Client().get(pilot.gemeente.logo_url())
    sent = b"".join(response.streaming_content)
    assert sent.startswith(b"\x89PNG")
    assert b"Kerkstraat" not in sent
    assert b"script" not in sent
    assert Image.open(io.BytesIO(sent)).size == (800, 320)
    assert response["Content-Type"] == "image/png"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment")


def test_a_new_logo_takes_the_place_of_the_old_file(beheer, pilot, django_capture_on_commit_callbacks):
    send_logo(beheer, pilot.gemeente, picture())
    pilot.gemeente.refresh_from_db()
    earlier = pilot.gemeente.logo.name

    with django_capture_on_commit_callbacks(execute=True):
        send_logo(beheer, pilot.gemeente, picture("WEBP"))
        beheer.post(at("gemeente_logo_remove", pilot.gemeente_id))

    pilot.gemeente.refresh_from_db()
    assert not pilot.gemeente.logo
    assert not default_storage.exists(earlier)
    assert default_storage.listdir("logo")[1] == []


def bomb():
    """A PNG that says it is 30,000 by 30,000, in a few bytes."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "fout"),
    [
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "Een SVG-bestand kan hier niet"),
        (b"geen beeld", "geen PNG, JPG of WebP"),
        (picture("GIF"), "geen PNG, JPG of WebP"),
        (picture()[:60], "geen PNG, JPG of WebP"),
        (bomb(), "Dit beeld is te groot"),
        (picture(size=(5000, 4000)), "Dit beeld is te groot"),
        (b"\x89PNG" + b"0" * 2_100_000, "groter dan 2 MB"),
        (b"", "Dit bestand is leeg"),
    ],
    ids=["svg", "text", "gif", "cut off", "bomb", "pixels", "bytes", "empty"],
)
def test_what_is_no_good_image_is_refused_in_words(beheer, pilot, content, fout):
    response = send_logo(beheer, pilot.gemeente, content)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert fout in response.text
    pilot.gemeente.refresh_from_db()
    assert not pilot.gemeente.logo
