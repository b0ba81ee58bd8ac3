"""A pilot with something in every part of a document, and reading what came out."""

import io
import re
from datetime import date
from pathlib import Path

import pikepdf
from django.conf import settings
from django.utils import timezone
from pypdf import PdfReader

from datt.documenten.kinds import Colofon, kind_of
from pilots.bijeenkomsten.draaiboek.services.vullen import draaiboek_of
from pilots.traject.models import Afwijking, Maatstaf, Sjabloonbijeenkomst, Sjabloonblok
from tests.factories.accounts import UserFactory
from tests.factories.keten import CategorieFactory, OrganisatieFactory, OrganisatietypeFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.plannen import PlangroepFactory, VerbeterplanFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory, TaakFactory


def html_of(key, pilot):
    return kind_of(key).html(pilot, Colofon(versie=3, besteld_op=timezone.now(), besteld_door="Marieke Postma"))


def text_of(key, pilot):
    """What a reader reads, without tags, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html_of(key, pilot)).split())


def pdf_of(html):
    from datt.documenten.pdf import html_to_pdf

    return html_to_pdf(html, static=Path(settings.STATICFILES_DIRS[0]))


def zip_of(html):
    from datt.documenten.pdf import html_to_zip

    return html_to_zip(html, static=Path(settings.STATICFILES_DIRS[0]))


def fill(pilot, *, partners=3, meetings=3, plans=1, tekst="Voor iedereen met een brief die te moeilijk is."):
    """A pilot with something in every part of every document."""
    Maatstaf.objects.create(pilot=pilot, volgorde=1, tekst=tekst[:200])
    for nr in range(meetings):
        meeting = BijeenkomstFactory(
            pilot=pilot,
            sjabloon=template_meeting(pilot.sjabloon, f"soort_{pilot.pk}_{nr}"),
            titel=tekst[:80],
            doel=tekst,
            datum=date(2027, 1, 14 + nr),
            status=["verslagen", "geannuleerd", "gepland"][nr % 3],
            plaats=tekst[:120],
        )
        draaiboek_of(meeting)
        TaakFactory(bijeenkomst=meeting, titel=tekst[:120], eigenaar=PersoonFactory(pilot=pilot, naam=tekst[:120]))
    Afwijking.objects.create(
        pilot=pilot, bijeenkomst=None, soort="toegevoegd", wat=tekst[:200], reden=tekst[:300], door=UserFactory()
    )
    for nr in range(partners):
        categorie = CategorieFactory(slug=f"categorie-{nr % 14}", naam=f"Categorie {nr % 14}", volgorde=nr % 14)
        soort = OrganisatietypeFactory(slug=f"soort-{nr % 14}", categorie=categorie)
        organisatie = OrganisatieFactory(naam=f"{tekst[:100]} {nr}", type=soort, wat_doen_we=tekst, wachttijd="2 weken")
        KetenpartnerFactory(pilot=pilot, organisatie=organisatie, confirmed=True)
    for _ in range(plans):
        groep = PlangroepFactory(pilot=pilot, naam=tekst[:80])
        VerbeterplanFactory(pilot=pilot, groep=groep, titel=tekst[:120], status="ingediend", filled=True)


def template_meeting(sjabloon, soort="sleutel_1"):
    """A meeting of the template with an outcome and two blocks."""
    meeting = Sjabloonbijeenkomst.objects.create(
        sjabloon=sjabloon, soort=soort, volgorde=1, titel="Kennismaken", korte_titel="Kennismaken",
        doel="Elkaar kennen.",
        opbrengst=["Iedereen kent drie nieuwe mensen."], doelgroep=["uitvoerend_medewerker", "ambtenaar"],
        capaciteit=60, min_groep=10, duur_minuten=180, dagen_na_start=14, handleiding="",
    )  # fmt: skip
    Sjabloonblok.objects.create(
        bijeenkomst=meeting, volgorde=1, titel="Inloop", minuten=10, min_minuten=5, werkvorm="inloop_en_pauze",
        leiding="facilitator",
    )  # fmt: skip
    Sjabloonblok.objects.create(
        bijeenkomst=meeting, volgorde=2, titel="Kennismaken", minuten=30, min_minuten=20, leiding="tafelgastheer",
    )  # fmt: skip
    return meeting


def page_texts(content):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def structure(element):
    """Every element of the tag tree of a PDF with its kind, in reading order."""
    if isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield str(element.S)[1:], element
    children = element.get("/K", []) if isinstance(element, pikepdf.Dictionary) else []
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            yield from structure(child)
