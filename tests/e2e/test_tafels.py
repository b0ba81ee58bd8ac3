"""Somebody goes to another table: with the keyboard alone, and dragged with a mouse."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.e2e.hand import Keyboard
from tests.e2e.site import ROOT

pytestmark = pytest.mark.e2e

# The next meeting of the halfway pilot has a proposal.
NEXT = """
from pilots.tafels.models import Indeling
meeting = Indeling.objects.drafts().filter(bijeenkomst__status="uitgenodigd").first().bijeenkomst
print(f"/pilots/{meeting.pilot_id}/bijeenkomsten/{meeting.pk}/tafels/")
"""


# Both tables in sight, as somebody drags who can see where to.
WHOLE_HALL = 6000


@pytest.fixture
def address(site):
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", NEXT]
    done = subprocess.run(command, cwd=ROOT, env=site.environment, check=True, capture_output=True, text=True)
    return done.stdout.strip().splitlines()[-1]


@pytest.fixture
def page(visitor, address):
    return visitor().sign_in("facilitator").go(address)


def two_tables(page):
    """Somebody at the first table who may leave it, and the last table where there is room."""
    first, last = page.locator("[data-tafel]").first, page.locator("[data-tafel]:has-text('vrij')").last
    guest = first.locator(".aanzit:not(:has-text('gastheer'))").first
    return guest, guest.locator(".vet").inner_text(), last


def test_somebody_is_moved_with_the_keyboard(page):
    guest, naam, last = two_tables(page)
    keys, number = Keyboard(page), last.get_by_role("heading").inner_text()
    name_at_last = page.locator(f"#{last.get_attribute('id')}").locator(".vet", has_text=naam)

    keys.press(guest.get_by_role("link", name=f"Verplaats {naam}"))
    expect(page.get_by_role("heading", name=f"Waar gaat {naam} zitten?")).to_be_focused()
    option = page.locator("#naar option", has_text=number).first.inner_text().strip()
    keys.choose(page.get_by_label("Tafel", exact=True), option)
    keys.press(page.get_by_role("button", name="Zet aan deze tafel"))

    expect(name_at_last).to_be_visible()
    expect(page.locator("#zaal")).to_contain_text("Het laatst")


def test_somebody_is_dragged_to_another_table(visitor, address):
    page = visitor(width=1440, height=WHOLE_HALL).sign_in("facilitator").go(address)
    guest, naam, last = two_tables(page)
    name_at_last = page.locator(f"#{last.get_attribute('id')}").locator(".vet", has_text=naam)

    drag(page, guest, last)

    expect(name_at_last).to_be_visible()
    expect(page.locator("#zaal")).to_contain_text("Het laatst")


def drag(page, one, target):
    """As a hand does it: press, begin to move, move on, let go."""
    start, end = one.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + 12, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + 30, start["y"] + start["height"] / 2 + 10, steps=4)
    page.mouse.move(end["x"] + 50, end["y"] + 30, steps=8)
    page.mouse.up()
