"""A whole meeting: sixty people invited, reminded, checked in, seated, run with a delay, and closed with a verslag.

Two facilitators and five phones play it on a real site; one of the phones loses the network for a while. The
site lives on the day that the story needs.
"""

import re
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from http.cookiejar import CookieJar
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.e2e.hand import Pointer
from tests.e2e.iemand import Iemand, sign_in_by_code
from tests.e2e.post import SOON, link_in_mail, post_of, wait_for_mail
from tests.e2e.site import Site, running_site

pytestmark = pytest.mark.e2e

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PILOT, TITEL = "Eerder erbij in Waterrade", re.compile("Werkbijeenkomst")
INVITED, COMING, AT_THE_DOOR = 60, 50, 40
PHONE = {"width": 390, "height": 800}
MAIL = re.compile(r"[\w.+-]+@[\w.-]+\.example")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture
def site(tmp_path_factory) -> Iterator[Site]:
    """A site of its own: this story moves the clock, and no other test should wake up on a later day."""
    with running_site(tmp_path_factory.mktemp("site"), is_second=True) as running:
        yield running


@pytest.fixture
def someone(visitor):
    def make(rol: str | None = None, **options) -> Iemand:
        who = visitor(**options)
        return Iemand(who.sign_in(rol) if rol else who, Pointer)

    return make


def test_a_whole_meeting_of_sixty_people(someone, site):
    marieke, mo = someone("facilitator"), someone()
    sign_in_by_code(mo, "collega@demo.example")
    address = find_the_meeting(marieke)
    guests = invite_sixty(marieke, mo, address)
    begins = beginning_of(marieke, address)

    own_page = f"/u/bijeenkomst/{address.rstrip('/').rpartition('/')[2]}/"
    links = {guest: link_in_mail(site, guest) for guest in guests}
    phones = [someone(**PHONE) for _ in range(3)]
    coming = guests[:COMING]
    for phone, guest in zip(phones, coming, strict=False):
        answer_on_a_phone(phone, links[guest], own_page)
    for guest in coming[3:]:
        answer_without_script(links[guest], own_page, "ja")
    for guest in guests[COMING:]:
        answer_without_script(links[guest], own_page, "nee")
    marieke.visitor.go(f"{address}gasten/")
    expect(marieke.page.locator("#inhoud")).to_contain_text(f"{COMING} komen")

    everybody = [marieke, mo, *phones]
    rest(everybody)
    site.move_clock(at(begins.date() - timedelta(days=1), 10) - datetime.now(AMSTERDAM))
    site.manage("send_herinneringen")
    for guest in (coming[0], coming[-1]):
        wait_for_mail(site, guest, "Morgen")
    assert "Morgen" not in post_of(site, guests[-1])

    rest(everybody)
    site.move_clock(begins - timedelta(minutes=10) - datetime.now(AMSTERDAM))
    marieke.visitor.sign_in("facilitator")
    sign_in_by_code(mo, "collega@demo.example")
    seat_everybody(marieke, address)
    begin_the_meeting(marieke, address)
    doors = [someone("facilitator", **PHONE), someone(**PHONE)]
    sign_in_by_code(doors[1], "collega@demo.example")
    check_in_at_two_doors(doors, address)
    phones[0].visitor.go(links[coming[0]])
    expect(phones[0].page.locator("#dag")).to_contain_text(re.compile("tafel", re.IGNORECASE))

    run_with_a_delay(marieke, mo, address, guest=phones[0])

    rest([*everybody, *doors])
    site.move_clock(begins + timedelta(hours=4) - datetime.now(AMSTERDAM))
    marieke.visitor.sign_in("facilitator")
    close_with_a_verslag(marieke, address)
    for guest in guests:
        wait_for_mail(site, guest, "Het verslag")
    phones[1].visitor.go(links[coming[1]])
    expect(phones[1].page.locator("#inhoud")).to_contain_text("erslag")


def rest(people: list[Iemand]) -> None:
    """Nobody looks while the site is away for the night."""
    for who in people:
        who.page.goto("about:blank")


def at(day, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=AMSTERDAM)


def find_the_meeting(who: Iemand) -> str:
    who.open_pilot(PILOT)
    who.tab(re.compile("Bijeenkomsten"))
    who.link(TITEL)
    return urllib.parse.urlsplit(who.page.url).path


def beginning_of(who: Iemand, address: str) -> datetime:
    """From the calendar file of the meeting."""
    who.visitor.go(address)
    answer = who.page.request.get(f"{who.visitor.site.url}{address}agenda.ics")
    found = re.search(r"DTSTART;TZID=Europe/Amsterdam:(\d{8}T\d{6})", answer.text())
    return datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=AMSTERDAM)


def invite_sixty(marieke: Iemand, mo: Iemand, address: str) -> list[str]:
    """One of them chooses, the other sends; the addresses of the sixty."""
    marieke.visitor.go(f"{address}gasten/kiezen/?wie=iedereen&vink=niets")
    boxes = marieke.page.locator("label.keuze:has(input[name=personen])")
    with_mail = boxes.filter(has_not_text=re.compile("brief of bellen|: sms"))
    for nr in range(INVITED):
        with_mail.nth(nr).locator("input").check()
    marieke.button("Zet op de lijst")
    mo.visitor.go(f"{address}gasten/versturen/")
    mo.button(re.compile(rf"Verstuur {INVITED} uitnodigingen"))
    mo.told(str(INVITED))
    listed = mo.page.request.get(f"{mo.visitor.site.url}{address}gasten/lijst/?als=csv").text()
    found = MAIL.findall(listed)
    assert len(found) == INVITED
    return found


def answer_on_a_phone(phone: Iemand, link: str, own_page: str) -> None:
    phone.visitor.go(link)
    assert phone.page.url.endswith("/u/"), "the address shows no secret"
    phone.visitor.go(own_page)
    phone.page.get_by_role("radio", name="Ja").first.check()
    phone.button("Verstuur mijn antwoord")
    expect(phone.page.locator("#inhoud")).to_contain_text("plaats")


def answer_without_script(link: str, own_page: str, keuze: str) -> None:
    """As a phone without JavaScript does it: look at the page, send the form."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    root = "/".join(link.split("/")[:3])
    browser.open(link, timeout=20)
    page = browser.open(root + own_page, timeout=20).read().decode()
    form = {"csrfmiddlewaretoken": TOKEN.findall(page)[0], "keuze": keuze, "reden": "", "dieet": "", "toegang": ""}
    sent = urllib.request.Request(root + own_page, urllib.parse.urlencode(form).encode(), {"Referer": root})  # noqa: S310
    assert browser.open(sent, timeout=20).status == 200


def seat_everybody(who: Iemand, address: str) -> None:
    who.visitor.go(f"{address}tafels/")
    who.button("Stel een indeling voor")
    expect(who.page.locator("#inhoud")).to_contain_text("Tafel 1", timeout=SOON)
    who.button("Zet vast")
    expect(who.page.get_by_role("button", name="Maak weer open")).to_be_visible()


def begin_the_meeting(who: Iemand, address: str) -> None:
    who.visitor.go(address)
    who.link("Begin de bijeenkomst")
    who.button("Ja, wij beginnen")
    who.told("is begonnen")


def check_in_at_two_doors(doors: list[Iemand], address: str) -> None:
    """Half at each door; the second door has no internet for a while, and loses nothing."""
    for door in doors:
        door.visitor.go(f"{address}dag/")
        door.page.wait_for_function("navigator.serviceWorker ? navigator.serviceWorker.ready.then(() => true) : true")
    first, second = doors
    # Who said yes has nothing behind the name.
    others = re.compile("zei |geen antwoord|wachtlijst|meldde zich af")
    expected = first.page.locator("li.deurrij:not([data-binnen])").filter(has_not_text=others)
    names = [row.get_attribute("data-persoon") for row in expected.all()[:AT_THE_DOOR]]
    assert len(names) == AT_THE_DOOR
    for pk in names[: AT_THE_DOOR // 2]:
        check_in(first, pk)
    second.visitor.context.set_offline(True)
    for pk in names[AT_THE_DOOR // 2 :]:
        check_in(second, pk)
    bar = second.page.locator(".wachtrijbalk")
    expect(bar).to_contain_text(f"{AT_THE_DOOR // 2}")
    second.visitor.context.set_offline(False)
    expect(bar).to_be_hidden(timeout=SOON)
    first.visitor.go(f"{address}dag/")
    expect(first.page.locator("#stand")).to_contain_text(str(AT_THE_DOOR))


def check_in(door: Iemand, pk: str) -> None:
    row = door.page.locator(f"li.deurrij[data-persoon='{pk}']")
    row.get_by_role("button", name="Check in").click()
    expect(row.and_(door.page.locator("[data-binnen]"))).to_be_attached()


def run_with_a_delay(marieke: Iemand, mo: Iemand, address: str, *, guest: Iemand) -> None:
    """The run follows the draaiboek; twelve minutes late, a new plan holds, and everybody sees it."""
    marieke.visitor.go(f"{address}nu/")
    heading = marieke.page.locator("#nu h1")
    before = heading.inner_text()
    marieke.button(re.compile("^Volgende"))
    expect(heading).not_to_have_text(before)
    now = heading.inner_text()
    mo.visitor.go(f"{address}nu/")
    expect(mo.page.locator("#nu h1")).to_have_text(now)
    marieke.link("We lopen uit")
    marieke.fill("Hoeveel minuten later?", "12")
    marieke.button("Maak een plan")
    marieke.sees("Zo past het")
    marieke.button("Dit plan geldt")
    expect(mo.page.locator("#nu")).to_contain_text("12", timeout=SOON)
    guest.visitor.go("/u/")
    expect(guest.page.locator("#inhoud")).to_contain_text(now)


def close_with_a_verslag(who: Iemand, address: str) -> None:
    who.visitor.go(address)
    who.link("Sluit de bijeenkomst af")
    who.button("Ja, zij is gehouden")
    who.visitor.go(f"{address}verslag/")
    who.fill("In het kort", "Zeven groepen schreven een plan. Over vier weken presenteren zij het.")
    who.hand.press(who.page.locator("#bewaar-kort"))
    expect(who.page.locator("#bewaard")).to_contain_text("bewaard")
    who.link("Lees na en stel vast")
    who.button("Stel het verslag vast")
    expect(who.page.locator("#inhoud")).to_contain_text("ersie 1")
