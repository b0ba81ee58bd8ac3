"""The look of a mail: of the municipality, readable in light and dark, complete as text."""

import re

import pytest

from datt.berichten.huisstijl import Huisstijl
from datt.berichten.kinds import kinds
from datt.berichten.opmaak import preview
from datt.berichten.services import queue_mail
from datt.berichten.tasks import deliver_bericht
from pilots.access import Rol
from pilots.keten.kleur import contrast
from tests.factories.traject import DeelnameFactory, PersoonFactory, PilotFactory

SOORT = "uitnodiging_werkconferentie"
pytestmark = pytest.mark.django_db


def show(pilot=None, soort=SOORT):
    return preview(soort, kinds()[soort].velden, pilot)


def test_the_mail_has_the_name_and_colour_of_the_municipality():
    pilot = PilotFactory(gemeente__naam="Waterrade", gemeente__kleur="#0b5d3b")

    page = show(pilot).html

    assert "<b>Gemeente Waterrade</b>" in page
    assert 'bgcolor="#0b5d3b"' in page


@pytest.mark.parametrize("kleur", ["#0b5d3b", "#ffe14d", "#777777", ""])
def test_words_on_the_colour_can_be_read(kleur):
    page = show(PilotFactory(gemeente__kleur=kleur)).html

    pairs = re.findall(r"background:(#\w{6});(?:[^\"]*?;)?color:(#\w{6})", page)
    assert len(pairs) >= 3
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_nothing_is_fetched_from_elsewhere():
    page = show(PilotFactory(gemeente__kleur="#0b5d3b")).html

    assert re.findall(r"<img|<link|<script|url\(|@import|src=", page) == []


def test_the_first_link_is_also_a_button_below_its_paragraph():
    page = show(PilotFactory(), "bevestiging_ja").html

    (button,) = re.findall(r'<a style="display:inline-block[^>]*href="([^"]*)">([^<]*)</a>', page)
    assert button == (kinds()["bevestiging_ja"].velden["link"], "Zet in mijn agenda")
    assert (
        page.index("uw agenda: <a")
        < page.index("display:inline-block")
        < page.index("<b>Wanneer:</b>".replace("b>", "strong>"))
    )


@pytest.mark.parametrize("slug", sorted(kinds()))
def test_the_button_says_what_happens(slug):
    """'Deze knop' on a button says nothing."""
    labels = re.findall(r"\[([^\]]+)\]\(", kinds()[slug].tekst)[:1]

    assert [label for label in labels if re.match(r"(?i)(deze|hier|klik)\b", label)] == []


def test_an_answer_reaches_the_facilitator(server):
    pilot = PilotFactory(gemeente__naam="Waterrade")
    persoon = PersoonFactory(pilot=pilot, naam="Mo Jansen", email="mo@waterrade.example")
    DeelnameFactory(pilot=pilot, persoon=persoon, rol=Rol.FACILITATOR)

    bericht = queue_mail(SOORT, aan="s@huis.example", naam="S", velden=kinds()[SOORT].velden, kring=pilot)
    deliver_bericht(bericht.pk)

    (mail,) = server.mails
    assert mail["Reply-To"] == "mo@waterrade.example"
    assert mail["From"].addresses[0].display_name == "DATT Werkt! Waterrade"
    assert "Dan leest Mo Jansen uw antwoord." in mail.get_body(["plain"]).get_content()


def test_a_mail_of_nobody_in_particular_has_our_own_look():
    page = show(None, "inlogcode")

    assert "<b>DATT Werkt!</b>" in page.html
    assert "Antwoorden op dit adres leest niemand." in page.tekst


@pytest.mark.parametrize("kleur", ["red", "#fff", "#ffffff;}", "javascript:1"])
def test_a_colour_is_a_colour(kleur):
    with pytest.raises(ValueError, match="kleur"):
        Huisstijl(kleur=kleur)


@pytest.mark.parametrize("naam", ["Mo\r\nBcc: x@y.example", 'Mo "de baas", <x@y.example>', "موهمن 🦩"])
def test_a_name_in_the_sender_adds_no_header_and_no_address(server, settings, naam):
    pilot = PilotFactory(gemeente__naam=naam)

    bericht = queue_mail(SOORT, aan="s@huis.example", naam="S", velden=kinds()[SOORT].velden, kring=pilot)
    deliver_bericht(bericht.pk)

    (mail,) = server.mails
    (sender,) = mail["From"].addresses
    assert sender.addr_spec in settings.DEFAULT_FROM_EMAIL
    assert mail["Bcc"] is None
