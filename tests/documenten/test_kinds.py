"""The documents themselves: what they say, to whom, and how the PDF is built."""

import io
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from datt.documenten.kinds import kind_of
from pilots.access import Rol
from pilots.bijeenkomsten.draaiboek.services.vullen import draaiboek_of
from pilots.traject.kleuren import Kleuren, contrast
from pilots.traject.stapstenen import MOST, draw_track
from tests.documenten.papier import fill, html_of, page_texts, pdf_of, structure, template_meeting, text_of
from tests.factories.keten import OrganisatieFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.plannen import VerbeterplanFactory
from tests.factories.traject import BijeenkomstFactory, DeelnameFactory, PersoonFactory, PilotFactory, TaakFactory

pytestmark = pytest.mark.django_db

KINDS = ["trajectplan", "sociale_kaart", "pilotrapport"]
NASTY = "<script>alert(1)</script> {{ x }} {% now %} &amp; 🐘 " + "Langenaamzonderspaties" * 3
LANG = "Stichting Samen Sterk voor Gezinnen met Geldzorgen in Ommen e.o."


@pytest.mark.parametrize("key", KINDS)
def test_a_document_asks_the_database_as_often_for_more_organisations(key, pilot):
    fill(pilot, partners=3, meetings=3, plans=1)
    bigger = PilotFactory(gemeente=pilot.gemeente, sjabloon=pilot.sjabloon)
    fill(bigger, partners=43, meetings=7, plans=6)
    html_of(key, pilot)  # what is remembered for the whole process is read now

    asked = {one.pk: queries(key, one) for one in (pilot, bigger)}

    assert asked[pilot.pk] == asked[bigger.pk]
    assert asked[pilot.pk] < 40


def queries(key, pilot):
    with CaptureQueriesContext(connection) as captured:
        html_of(key, type(pilot).objects.with_gemeente().get(pk=pilot.pk))
    return len(captured)


@pytest.mark.parametrize("key", KINDS)
def test_what_people_typed_is_only_text(key, pilot):
    pilot.titel, pilot.doelstelling = NASTY[:80], NASTY
    fill(pilot, tekst=NASTY)

    html = html_of(key, pilot)

    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ x }} {% now %} &amp;amp; [emoji]" in html


@pytest.mark.parametrize("key", KINDS)
@pytest.mark.parametrize("case", ["leeg", "akelig", "lange namen"])
def test_every_pdf_is_tagged_and_made_without_a_complaint(key, case, pilot):
    if case != "leeg":
        fill(pilot, tekst=NASTY if case == "akelig" else LANG)

    made = pdf_of(html_of(key, pilot))

    assert made.warnings == []
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert str(pdf.Root.Lang) == "nl"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == f"{kind_of(key).titel}: {pilot.titel}"
        with pdf.open_outline() as outline:
            assert [entry.title for entry in outline.root] == [pilot.titel]
            assert {entry.title for entry in outline.root[0].children} >= {"Inhoud", "Colofon"}
        elements = list(structure(pdf.Root.StructTreeRoot))
    headings = [int(tag[1]) for tag, _ in elements if re.fullmatch(r"H\d", tag)]
    assert headings[:2] == [1, 2]
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert [element for tag, element in elements if tag == "Figure" and not str(element.get("/Alt", ""))] == []
    assert all("Headers" in str(element.get("/A", "")) for tag, element in elements if tag == "TD")


def test_hundred_and_fifty_organisations_fit(pilot):
    fill(pilot, partners=150, meetings=0, plans=0, tekst=LANG)

    made = pdf_of(html_of("sociale_kaart", pilot))

    assert made.warnings == []
    assert page_texts(made.content)[-2].count("Stichting Samen Sterk") > 20


def test_the_cover_shows_the_path_as_words_and_draws_it_as_decoration(pilot):
    BijeenkomstFactory(pilot=pilot, korte_titel="Kennismaken", datum=date(2027, 1, 14), status="gehouden")
    BijeenkomstFactory(pilot=pilot, korte_titel="Verdiepen", datum=date(2027, 2, 4))

    html = html_of("trajectplan", pilot)

    assert "Kennismaken</b><span>do 14 januari 2027, gehouden" in html
    assert "Verdiepen</b><span>do 4 februari 2027, gepland" in html
    assert "<svg" not in html


@pytest.mark.parametrize("number", range(1, MOST + 1))
def test_the_track_on_the_cover_passes_every_stone(number):
    file = Path(settings.STATICFILES_DIRS[0]) / "img" / "pdf" / f"pad-{number}.svg"

    assert file.read_text() == draw_track(number)


@pytest.mark.parametrize(("kleur", "merk"), [("#0b5394", "#0b5394"), ("#ffe599", "#4b2a8c"), ("rood", "#4b2a8c")])
def test_the_colour_of_the_gemeente_is_used_when_it_can_be_read(kleur, merk):
    kleuren = Kleuren.of(kleur)

    assert kleuren.merk == merk
    assert contrast(kleuren.omslag_zacht, kleuren.omslag) >= 4.5
    assert contrast("#ffffff", kleuren.omslag) >= 4.5


def test_the_logo_of_the_gemeente_stands_on_the_cover(pilot):
    picture = io.BytesIO()
    Image.new("RGB", (40, 20), "#0b5394").save(picture, "PNG")
    pilot.gemeente.logo.save("logo.png", ContentFile(picture.getvalue()))

    html = html_of("pilotrapport", pilot)

    assert 'alt="Logo van de gemeente Waterrade"' in html
    assert pdf_of(html).warnings == []


def test_a_fictional_gemeente_says_so_on_every_page(pilot):
    pilot.gemeente.verzonnen = True
    fill(pilot)

    content = pdf_of(html_of("pilotrapport", pilot)).content

    pages = [text for text in page_texts(content) if text.strip()]
    assert len(pages) > 4
    assert all("Verzonnen voorbeeld" in text for text in pages)
    assert all(f"Bladzijde {nr} van {len(pages)}" in text for nr, text in enumerate(pages, start=1) if nr > 1)


def test_a_real_gemeente_is_no_example(pilot):
    assert "Verzonnen voorbeeld" not in html_of("pilotrapport", pilot)


def test_the_colophon_says_when_by_whom_and_from_which_data(pilot):
    fill(pilot, partners=3, meetings=1)

    text = text_of("sociale_kaart", pilot)

    assert "Gemaakt door Marieke Postma, voor de gemeente Waterrade" in text
    assert "3 organisaties in 3 categorieën, waarvan 0 nagekeken" in text
    assert "Versie 3 van dit document" in text


def test_the_trajectplan_gives_each_meeting_its_times_tasks_and_owner(pilot):
    meeting = BijeenkomstFactory(pilot=pilot, sjabloon=template_meeting(pilot.sjabloon, "sleutel_1"))
    draaiboek_of(meeting).blokken.filter(titel="Kennismaken").update(minuten=35)
    owner = PersoonFactory(pilot=pilot, naam="Aukje de Boer", organisatie=OrganisatieFactory(naam="Voedselbank Ommen"))
    TaakFactory(bijeenkomst=meeting, titel="Zaal reserveren", eigenaar=owner)
    TaakFactory(bijeenkomst=meeting, titel="Bedanken", dagen_ervoor=-1, wie="facilitator")

    text = text_of("trajectplan", pilot)

    assert "13.30 Inloop Facilitator 10" in text
    assert "13.40 Kennismaken Tafelgastheer 35" in text
    assert "do 7 januari 2027 21 dagen ervoor Zaal reserveren Aukje de Boer, Voedselbank Ommen Nog te doen" in text
    assert "vr 29 januari 2027 1 dag erna Bedanken nog niemand (facilitator)" in text


def test_the_trajectplan_names_people_without_their_address(pilot):
    persoon = PersoonFactory(pilot=pilot, naam="Aukje de Boer", email="aukje@geheim.example", telefoon="0612345678")
    DeelnameFactory(pilot=pilot, persoon=persoon, rol=Rol.BESTUURDER)
    DeelnameFactory(pilot=pilot, persoon=PersoonFactory(pilot=pilot, naam="Gast"), rol=Rol.DEELNEMER)

    html = html_of("trajectplan", pilot)

    assert "Aukje de Boer" in html
    assert "Gast" not in html
    assert "geheim.example" not in html
    assert "0612345678" not in html


def test_the_trajectplan_tells_why_it_differs_from_the_template(pilot):
    fill(pilot, tekst="De zaal was bezet.")

    assert "Extra bijeenkomst De zaal was bezet. De zaal was bezet." in text_of("trajectplan", pilot)


def test_the_sociale_kaart_only_has_confirmed_organisations_and_no_people(pilot):
    one = KetenpartnerFactory(pilot=pilot, confirmed=True, contactpersoon__naam="Aukje de Boer")
    one.organisatie.telefoon = "06 12345678"
    one.organisatie.save()
    waiting = KetenpartnerFactory(pilot=pilot)
    elsewhere = KetenpartnerFactory(confirmed=True)

    html = html_of("sociale_kaart", pilot)

    assert one.organisatie.naam in html
    assert f">{waiting.organisatie.naam}<" not in html
    assert f">{elsewhere.organisatie.naam}<" not in html
    assert "Aukje" not in html
    assert "12345678" not in html


def test_the_register_runs_from_a_to_z_whatever_the_accents(pilot):
    for naam in ["zorgloket", "Éénoudergezinnen", "de Brug", "7-sprong"]:
        KetenpartnerFactory(pilot=pilot, organisatie__naam=naam, confirmed=True)

    register = html_of("sociale_kaart", pilot).split('id="register"')[1]

    assert re.findall(r"<h3>(.*?)</h3>", register) == ["0-9", "D", "E", "Z"]


def test_the_pilotrapport_has_the_sections_that_apps_registered_in_their_order(pilot):
    fill(pilot)

    html = html_of("pilotrapport", pilot)

    assert re.findall(r"<h2>(.*?)</h2>", html) == [
        "Inhoud",
        "Het belangrijkste in het kort",
        "Doel en maatstaven",
        "De partners",
        "De bijeenkomsten",
        "Verbeterplannen",
        "Colofon",
    ]


def test_a_plan_that_is_not_handed_in_stays_out_of_the_pilotrapport(pilot):
    VerbeterplanFactory(pilot=pilot, titel="Nog niet af")

    assert "Nog niet af" not in html_of("pilotrapport", pilot)


def test_the_chart_of_partners_has_a_table_with_the_same_figures(pilot):
    fill(pilot, partners=16)

    html = html_of("pilotrapport", pilot)

    title = re.search(r"<title>(Staafdiagram.*?)</title>", html)[1]
    assert title.startswith("Staafdiagram: organisaties per categorie. Categorie 0 2, Categorie 1 2, Categorie 2 1")
    assert "Categorie 0 0 2 2" in text_of("pilotrapport", pilot)


@pytest.mark.parametrize("key", KINDS)
def test_only_who_may_order_and_fetch_documents_of_the_pilot_gets_them(key, pilot, client_as):
    kind = kind_of(key)
    allowed = {Rol.FACILITATOR: True, Rol.AMBTENAAR: True, Rol.KETENPARTNER: False, Rol.BESTUURDER: False, None: False}

    users = {rol: client_as(rol).user for rol in allowed}

    assert {rol: kind.may_order(user, pilot) for rol, user in users.items()} == allowed
    assert {rol: kind.may_download(user, pilot) for rol, user in users.items()} == allowed
