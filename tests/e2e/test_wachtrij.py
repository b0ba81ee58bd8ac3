"""The door while the network comes and goes: nothing is lost, nothing counts twice."""

import subprocess
import sys

import pytest

from tests.e2e.site import ROOT

pytestmark = pytest.mark.e2e

# A meeting of the halfway pilot is today, and forty people said yes.
TODAY = """
from datetime import time
from django.utils import timezone
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
pilot = Pilot.objects.filter(status="lopend").first()
meeting = pilot.bijeenkomsten.planned().filter(is_extra=False).first()
Bijeenkomst.objects.filter(pk=meeting.pk).update(datum=timezone.localdate(), begin=time(0, 1), eind=time(23, 58))
for persoon in pilot.personen.live()[:40]:
    Uitnodiging.objects.update_or_create(bijeenkomst=meeting, persoon=persoon, defaults={"status": "ja"})
print(f"/pilots/{pilot.pk}/bijeenkomsten/{meeting.pk}/dag/")
"""
INSIDE = """
from pilots.bijeenkomsten.dag.models import Aanwezigheid
print(sorted(str(row.persoon) for row in Aanwezigheid.objects.standing().filter(bijeenkomst={})))
"""
# What a browser says of a network that is gone.
NO_NETWORK = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")


# Not `wait_for_function`: that evaluates text in the page, which our policy forbids.
UNTIL = """async () => {{
  for (let n = 0; n < 200 && !(await {0}); n++) await new Promise(r => setTimeout(r, 50));
  return {0};
}}"""


def until(page, what: str) -> None:
    assert page.evaluate(UNTIL.format(what)), what


def tell(site, program: str) -> str:
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=site.environment, check=True, capture_output=True, text=True)
    return done.stdout.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def door(site) -> str:
    return tell(site, TODAY)


@pytest.fixture
def host(visitor, door):
    one = visitor(width=390).sign_in("facilitator")
    one.go(door)
    one.page.locator("html[data-zonder-internet=klaar]").wait_for()
    yield one
    one.trouble[:] = [line for line in one.trouble if not any(word in line for word in NO_NETWORK)]


def names(page) -> list[str]:
    return page.locator(".deurrij:not([data-binnen]) b").all_inner_texts()


def check_in(page, naam: str, *, twice: bool = False) -> None:
    button = page.get_by_role("button", name=f"Check in {naam}", exact=True)
    button.dblclick() if twice else button.click()


def arrived(page) -> None:
    until(page, "window.wachtrij.rijen().length === 0")


def is_inside(page, naam: str) -> None:
    """Shown as inside, and nothing of it waits any more. An empty queue alone says nothing: it is empty too as
    long as the device is still putting away what was just pressed."""
    page.locator(".deurrij[data-binnen]", has_text=naam).wait_for()
    arrived(page)


def inside(site, door: str) -> str:
    return tell(site, INSIDE.format(door.split("/")[4]))


def test_what_is_done_without_internet_arrives_once(host, site, door):
    page = host.page
    one, two, three, four = names(page)[:4]
    check_in(page, one, twice=True)
    is_inside(page, one)

    host.context.set_offline(True)
    check_in(page, two, twice=True)
    check_in(page, three)
    page.get_by_text("2 wachten op internet").wait_for()
    page.reload()
    page.get_by_text("2 wachten op internet").wait_for()
    check_in(page, four)
    page.get_by_label("Naam").fill("Jan Zonderbrief")
    page.get_by_role("button", name="Schrijf in en check in").click()
    page.get_by_text("4 wachten op internet").wait_for()
    host.context.set_offline(False)
    arrived(page)

    assert inside(site, door) == str(sorted([one, two, three, four, "Jan Zonderbrief"]))


# Press the button of the row, and whatever button takes its place, as soon as it does.
TWO_TAPS = """naam => new Promise(resolve => {
  const row = [...document.querySelectorAll(".deurrij")].find(one => one.querySelector("b").textContent === naam);
  new MutationObserver(() => { row.querySelector(".deurrij__uit button").click(); resolve(); })
    .observe(row, { attributes: true, attributeFilter: ["data-binnen"] });
  row.querySelector(".deurrij__in button").click();
})"""


def test_the_second_of_two_taps_does_not_undo_the_first(host, site, door):
    page = host.page
    naam = names(page)[0]

    page.evaluate(TWO_TAPS, naam)
    is_inside(page, naam)

    assert naam in inside(site, door)


def test_a_name_is_found_without_accents_and_without_internet(host):
    page = host.page
    naam = names(page)[0]
    host.context.set_offline(True)

    page.get_by_label("Zoek een gast").fill(naam.upper().replace("E", "É"))

    assert page.locator(".deurrij:visible b").all_inner_texts() == [naam]


def test_what_is_refused_stays_until_a_person_decides(host):
    page = host.page
    page.get_by_label("Naam").fill("Jan 123456782")
    page.get_by_role("button", name="Schrijf in en check in").click()

    page.get_by_text("1 niet aangenomen").wait_for()
    page.get_by_role("button", name="Bekijk").click()

    assert "burgerservicenummer" in page.locator("[data-wachtrij-lijst]").inner_text()
    page.get_by_role("button", name="Gooi weg").click()
    page.get_by_role("button", name="Ja, gooi weg").click()
    arrived(page)


def test_another_phone_follows(host, visitor, site, door):
    other = visitor(width=390).sign_in("facilitator")
    other.go(door)
    naam = names(host.page)[0]

    check_in(host.page, naam)

    is_inside(other.page, naam)
    assert naam in inside(site, door)


def test_signing_out_forgets_the_list(host):
    page = host.page
    page.goto(f"{host.site.url}/account/uitloggen/")

    page.locator("form[data-uitloggen] button").click()
    page.wait_for_load_state()

    assert page.evaluate("caches.has('datt-zonder-internet-1')") is False


def test_what_waits_survives_an_expired_session(host, site, door):
    page = host.page
    naam = names(page)[0]
    host.context.clear_cookies()

    check_in(page, naam)

    page.get_by_text("log opnieuw in").wait_for()
    host.sign_in("facilitator")
    page.goto(site.url + door)
    arrived(page)
    page.locator(".deurrij[data-binnen]", has_text=naam).wait_for()
    assert naam in inside(site, door)
