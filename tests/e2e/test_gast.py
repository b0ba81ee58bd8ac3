"""A guest answers an invitation: on an old phone without JavaScript, and with the keyboard alone."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.e2e.gast import KAN_KOMEN, personal_link
from tests.e2e.hand import Keyboard, Pointer
from tests.e2e.iemand import Iemand
from tests.e2e.post import link_in_mail, wait_for_mail

pytestmark = pytest.mark.e2e

WAYS = {
    "no script": (Pointer, {"width": 360, "height": 640, "java_script_enabled": False}),
    "keyboard": (Keyboard, {"width": 1440}),
}
COLLEAGUE = "Noor van den Berg"


@pytest.mark.parametrize("way", WAYS)
def test_a_guest_says_yes_then_no_then_yes_and_sends_a_colleague(visitor, site, way):
    hand, options = WAYS[way]
    guest, colleague = Iemand(visitor(**options), hand), Iemand(visitor(**options), hand)
    guest.visitor.go(personal_link(site, KAN_KOMEN))
    guest.sees(re.compile("^Dag "))
    assert guest.page.url.endswith("/u/"), "the address shows no secret"

    say(guest, "Ja, ik kom", {"Waar letten wij bij het eten op?": "Halal", "Wat heeft u verder nodig?": "Een lift"})
    guest.told("u komt")
    guest.link("Verander iets of meld u af")
    expect(guest.page.get_by_role("radio", name="Ja, ik kom")).to_be_checked()
    expect(guest.page.locator("#inhoud")).to_contain_text("U gaf al iets door")
    say(guest, "Nee, ik kan niet", {"Wilt u zeggen waarom niet?": "Ik heb dan dienst"})
    guest.told("U bent afgemeld")
    guest.link("Verander mijn antwoord")
    say(guest, "Ja, ik kom", {})
    guest.told("u komt")

    address = f"{uuid.uuid4().hex[:8]}@voedselbank.example"
    guest.link("Stuur een collega in uw plaats")
    guest.fill("Naam van uw collega", COLLEAGUE)
    guest.button("Stuur deze collega")
    expect(guest.page.locator("#inhoud")).to_contain_text("Vul een mailadres of een telefoonnummer in")
    expect(guest.page.get_by_label("Naam van uw collega")).to_have_value(COLLEAGUE)
    guest.fill("Mailadres", address)
    guest.button("Stuur deze collega")
    guest.told(f"{COLLEAGUE} komt in uw plaats")

    wait_for_mail(site, address, "/u/")
    colleague.visitor.go(link_in_mail(site, address))
    colleague.sees(f"Dag {COLLEAGUE}")
    expect(colleague.page.locator("#inhoud")).to_contain_text("Uw plaats staat vast")


def say(guest: Iemand, keuze: str, more: dict[str, str]) -> None:
    """Answer, with what belongs to that answer."""
    guest.hand.tick(guest.page.get_by_role("radio", name=keuze))
    for label, text in more.items():
        guest.fill(label, text)
    guest.button("Verstuur mijn antwoord")
