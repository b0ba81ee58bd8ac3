"""Every page of every role, found by walking the links: axe finds nothing, nothing sticks out, nothing goes wrong."""

import re
from collections import deque

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.e2e

ROLLEN = ("bezoeker", "facilitator", "ketenpartner", "ambtenaar", "bestuurder", "beheerder")
# One page of each kind is enough: numbers and search words in an address do not make another kind.
NUMBERS = re.compile(r"/\d+(?=/)|/[0-9a-f]{8}-[0-9a-f-]{27}(?=/)")
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
LOOKS = {
    "light 1440": {"width": 1440},
    "dark 390": {"width": 390, "color_scheme": "dark"},
}
# 4.5:1 and names for everything are WCAG A and AA; best practices come on top.
AXE = {"resultTypes": ["violations"]}


def kind_of(path: str) -> str:
    return NUMBERS.sub("/0", path.partition("?")[0].partition("#")[0])


def pages_of(one, start: str):
    """Go through every kind of page that links lead to, each once."""
    waiting, seen = deque([start]), {kind_of(start)}
    while waiting:
        path = waiting.popleft()
        one.go(path)
        yield path
        for href in one.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            path = href.removeprefix(one.site.url)
            if not path.startswith("/") or any(leaf in path for leaf in LEAVES) or kind_of(path) in seen:
                continue
            seen.add(kind_of(path))
            waiting.append(path)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("rol", ROLLEN)
def test_every_page_can_be_used_by_everybody(visitor, rol, look):
    one = visitor(**LOOKS[look])
    if rol != "bezoeker":
        one.sign_in(rol)
    found = {}
    for path in pages_of(one, "/" if rol == "bezoeker" else "/pilots/"):
        wrong = [
            f"{violation['id']}: {violation['nodes'][0]['target']} {violation['nodes'][0]['html'][:150]}"
            for violation in Axe().run(one.page, options=AXE).response["violations"]
        ]
        over = one.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wrong.append(f"sticks out {over} px")
        if one.page.locator("h1").count() != 1:
            wrong.append("not one h1")
        if wrong:
            found[path] = wrong

    assert found == {}


@pytest.mark.parametrize("rol", ["bezoeker", "facilitator"])
def test_nothing_sticks_out_at_four_times_the_size(visitor, rol):
    """400 % zoom on a screen of 1280 is a page of 320 px wide; and the largest text of the Leeshulp."""
    one = visitor(width=320)
    if rol != "bezoeker":
        one.sign_in(rol)
    one.context.add_cookies(
        [{"name": "leeshulp", "value": "tekst:groter.letters:ruim.regels:ruim", "url": one.site.url}]
    )
    found = {}
    for path in pages_of(one, "/" if rol == "bezoeker" else "/pilots/"):
        over = one.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            found[path] = over

    assert found == {}
