"""The run sheet by hand: moved with the keyboard and with the mouse, and shown on a projector."""

import pytest

from tests.e2e.test_wachtrij import tell, until

pytestmark = pytest.mark.e2e

MEETING = """
from pilots.traject.models import Pilot
meeting = Pilot.objects.filter(status="lopend").first().bijeenkomsten.planned().filter(is_extra=False).first()
print(f"/pilots/{meeting.pilot_id}/bijeenkomsten/{meeting.pk}/draaiboek/")
"""
# Six rooms at once with long names, a message, and what comes after: the most that a hall is told.
FULL_HALL = """
from django.utils import timezone
from datt.accounts.models import User
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Draaiboekblok
from pilots.bijeenkomsten.draaiboek.services import lopen, schermen
pilot, by = Pilot.objects.filter(status="lopend").first(), User.objects.get(email="facilitator@demo.example")
meeting = pilot.bijeenkomsten.planned().filter(is_extra=False).last()
Bijeenkomst.objects.filter(pk=meeting.pk).update(status="bezig", datum=timezone.localdate())
sheet = Draaiboek.objects.select_related("bijeenkomst__pilot__gemeente").get(bijeenkomst=meeting)
sheet.blokken.update(vast_tijdstip=None)
last = sheet.blokken.standing().order_by("volgorde").last()
sheet.blokken.exclude(pk=last.pk).update(weg_op=timezone.now())
for nr in range(6):
    Draaiboekblok.objects.create(
        draaiboek=sheet, volgorde=0, parallel=1, minuten=40, min_minuten=30, ruimte=f"Vergaderzaal {nr} op de gang",
        titel="Samen een moeilijke brief van de gemeente herschrijven",
    )
lopen.begin_run(sheet, by=by)
schermen.say(sheet, "De lunch staat klaar in de foyer. Om 13.30 uur gaan wij samen verder in de zaal", by=by)
schermen.make_links(sheet, [], by=by)
print(schermen.url_of(sheet.schermlinks.get()))
"""


@pytest.fixture
def sheet(visitor, site):
    """The page of a facilitator who changes a run sheet; tall, so that a mouse reaches several blocks."""
    return visitor(height=1600).sign_in("facilitator").go(tell(site, MEETING))


def titles(page) -> list[str]:
    return page.locator("#blokken .blok__titel").all_inner_texts()


def said(page, words: str) -> None:
    until(page, f'document.querySelector("#omroep").textContent.includes("{words}")')


def test_with_the_keyboard_a_block_moves_and_the_button_keeps_the_focus(sheet):
    first, second, *rest = titles(sheet)
    button = sheet.locator("#blokken .pijltjes button[value=later]").first
    button.focus()
    mine = button.get_attribute("id")

    sheet.keyboard.press("Enter")

    said(sheet, f"‘{first}’ staat nu op plek 2 van")
    assert titles(sheet) == [second, first, *rest]
    assert sheet.evaluate("document.activeElement.id") == mine
    sheet.keyboard.press("Shift+Tab")  # from 'later' to 'eerder' of the same block
    sheet.keyboard.press("Space")
    said(sheet, f"‘{first}’ staat nu op plek 1 van")
    assert titles(sheet) == [first, second, *rest]


def test_who_presses_at_once_again_stays_on_the_page(sheet):
    """What has just been put in the page listens already: before, for 20 ms, a press left the page for a new one."""
    first, *_ = titles(sheet)
    sheet.evaluate(
        """() => {
          window.stillHere = true;
          const list = document.querySelector("#blokken").parentElement;
          new MutationObserver((_, me) => {
            const earlier = document.querySelectorAll("#blokken .pijltjes button[value=eerder]")[1];
            if (earlier) { me.disconnect(); earlier.click(); }
          }).observe(list, {childList: true, subtree: true});
        }"""
    )

    sheet.locator("#blokken .pijltjes button[value=later]").first.press("Enter")

    said(sheet, f"‘{first}’ staat nu op plek")
    sheet.wait_for_load_state("networkidle")
    assert titles(sheet)[0]
    assert sheet.evaluate("window.stillHere") is True


def test_with_the_mouse_a_block_is_dragged_to_its_place(sheet):
    first, second, third, *rest = titles(sheet)
    grip = sheet.locator("#blokken .blok__greep").first.bounding_box()
    target = sheet.locator("#blokken .blok[data-blok]").nth(2).bounding_box()

    sheet.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    sheet.mouse.down()
    sheet.mouse.move(target["x"] + 200, target["y"] + target["height"] - 8, steps=8)
    sheet.mouse.up()

    said(sheet, f"‘{first}’ staat nu op plek 3 van")
    assert titles(sheet) == [second, third, first, *rest]


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720), (1024, 768)])
def test_a_projector_shows_everything_without_scrolling(width, height, hall, visitor):
    page = visitor(width=width, height=height).go(hall)
    page.locator(".zaalnu__straks").wait_for()

    assert page.evaluate("document.documentElement.scrollHeight") <= height
    # At 12 metres from a picture of 2.4 metres wide a letter is to be at least 24 millimetres: 1 % of the width.
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.zaalnu *')].filter(one => one.offsetWidth && !one.closest('.sr'))"
        ".map(one => parseFloat(getComputedStyle(one).fontSize)))"
    )
    assert smallest >= width / 100


@pytest.fixture(scope="module")
def hall(site) -> str:
    return tell(site, FULL_HALL)
