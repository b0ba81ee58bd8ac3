"""Every page of every role, found by walking the links: axe finds nothing, nothing sticks out, nothing goes wrong.

Each page is loaded once and then looked at in every look. What a page looks like does not hang on the database, so
the tests on PostgreSQL leave this walk out (`rondgang`); tests/access asks every address for every visitor there.
"""

import re
from collections import deque

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.gast import GEWEEST, SPREEKT_VOOR_ANDEREN, personal_link

pytestmark = [pytest.mark.e2e, pytest.mark.rondgang]

ROLLEN = ("bezoeker", "facilitator", "ketenpartner", "ambtenaar", "bestuurder", "beheerder")
# One page of each kind is enough: numbers, keys and search words in an address do not make another kind.
NUMBERS = re.compile(r"/\d+(?=/)|/[0-9a-f]{8}-[0-9a-f-]{27}(?=/)|/[\w-]{40,}(?=/)")
LEAVES = (
    "/download",
    ".ics",
    ".pdf",
    ".csv",
    ".xlsx",
    ".ods",
    "/uitvoeren",
    "/export/",
    "/lijst/",
    "/bestand/",
    "/mijn-gegevens.",
    "/pdf/",
    "/stand/",
    "/voorbeeld/",
    "/documenten/",
    "/account/uitloggen/",
)
# The same for whoever opens it: a visitor or a guest walks these, and nobody else again.
OF_GUESTS = ("/u/", "/organisatie/", "/post/")
# Who comes in by a personal link, and what such a guest must have come past.
GASTEN = {
    "gevraagd": (
        SPREEKT_VOOR_ANDEREN,
        {"/u/bijeenkomst/0/", "/u/bijeenkomst/0/collega/", "/u/collegas/", "/u/collegas/erbij/", "/u/gegevens/"},
    ),
    "geweest": (GEWEEST, {"/u/verslag/0/", "/u/gegevens/", "/u/gegevens/verwijder/"}),
}
LOOKS = {
    "light 1440": (1440, "light"),
    "dark 390": (390, "dark"),
}
# 400 % zoom on a screen of 1280 is a page of 320 px wide; and the largest text of the Leeshulp.
ZOOMED = 320
LARGEST = "Object.assign(document.documentElement.dataset, {tekst: 'groter', letters: 'ruim', regels: 'ruim'})"
# 4.5:1 and names for everything are WCAG A and AA; best practices come on top. Nothing is fetched for the styles:
# they all come from the site itself.
AXE = "axe.run({resultTypes: ['violations'], preload: false}).then(found => found.violations)"
STICKS_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def kind_of(path: str) -> str:
    return NUMBERS.sub("/0", path.partition("?")[0])


def pages_of(one, start: str, leaves: tuple[str, ...] = LEAVES, within: str = "/"):
    """Go through every kind of page that links lead to, each once."""
    waiting, seen = deque([start]), {kind_of(start)}
    while waiting:
        path = waiting.popleft()
        one.go(path)
        yield path
        for href in one.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            path = href.removeprefix(one.site.url).partition("#")[0]
            if not path.startswith(within) or any(leaf in path for leaf in leaves) or kind_of(path) in seen:
                continue
            seen.add(kind_of(path))
            waiting.append(path)


@pytest.mark.parametrize("rol", ROLLEN)
def test_every_page_can_be_used_by_everybody(visitor, rol):
    one = visitor()
    start, leaves = "/", LEAVES
    if rol != "bezoeker":
        one.sign_in(rol)
        start, leaves = "/pilots/", LEAVES + OF_GUESTS
    found = look_at(one, pages_of(one, start, leaves))

    assert wrong_in(found) == {}


@pytest.mark.parametrize("wie", GASTEN)
def test_every_page_of_a_guest_can_be_used_by_everybody(visitor, site, wie):
    guests, kinds = GASTEN[wie]
    one = visitor()
    one.go(personal_link(site, guests))
    found = look_at(one, pages_of(one, "/u/", within="/u/"))

    assert wrong_in(found) == {}
    assert kinds - {kind_of(path) for path in found} == set()


def look_at(one, pages) -> dict[str, list[str]]:
    """What is wrong with each of these pages."""
    return {path: wrong_with(one.page) for path in pages}


def wrong_in(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {path: wrong for path, wrong in found.items() if wrong}


def wrong_with(page) -> list[str]:
    """What is wrong with the page as it is now, in one look after the other."""
    wrong = [] if page.locator("h1").count() == 1 else ["not one h1"]
    page.evaluate(Axe().axe_script)
    for look, (width, scheme) in LOOKS.items():
        show(page, width, scheme)
        wrong += [
            f"{look}: {violation['id']}: {violation['nodes'][0]['target']} {violation['nodes'][0]['html'][:150]}"
            for violation in page.evaluate(AXE)
        ]
        wrong += sticking_out(page, look)
    show(page, ZOOMED, "light")
    page.evaluate(LARGEST)
    wrong += sticking_out(page, "at four times the size")
    show(page, *LOOKS["light 1440"])
    return wrong


def show(page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")


def sticking_out(page, look: str) -> list[str]:
    over = page.evaluate(STICKS_OUT)
    return [f"{look}: sticks out {over} px"] if over > 0 else []
