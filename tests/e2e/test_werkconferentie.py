"""A whole werkconferentie: composed, chosen for, divided, broken and mended, printed; and every paper says the same.

150 guests of more than 40 organisations, 12 workshops in 12 rooms, three rounds. Twenty of them choose on a phone.
Then a wall moves, eight say no, and as few people as possible move. The independent checker looks at the result.
"""

import html
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.hand import Pointer
from tests.e2e.iemand import Iemand
from tests.e2e.lezen import Gastbezoek, pages_of
from tests.e2e.post import SOON
from tests.e2e.site import Site, running_site
from tests.e2e.test_wachtrij import tell
from tests.werkconferentie.controle import broken_rules

pytestmark = pytest.mark.e2e

GUESTS, PHONES, LOST = 150, 20, 8
ROUNDS = (("Ronde 1", "13.00"), ("Ronde 2", "13.45"), ("Ronde 3", "14.30"))
ROOMS = (
    "Anker", "Baken", "Dok", "Gracht", "Haven", "Kade", "Loods", "Mast", "Pakhuis", "Sluis", "Werf", "Zolder",
)  # fmt: skip
PLACES, NARROWED = 15, 8
THRESHOLD, WALL = "Zolder", "Werf"
WORKSHOPS = (
    "Een brief die werkt", "Loop mee met een aanvraag", "Een dag met schulden", "Bellen helpt", "Geld en schaamte",
    "Kinderen doen mee", "Over de drempel", "Repareren en praten", "Jong en blut", "Zelfstandig en arm",
    "Energie in huis", "Een vast gezicht",
)  # fmt: skip
PHONE = {"width": 390, "height": 800}
# An empty programme, and so many guests who come: an older guest list is somebody else's story.
BEGIN = f"""
import json
from pilots.traject.demo.bestand import demo_pilot
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.links import link_for, token_of
from pilots.werkconferentie.programma.models import Programma
meeting = demo_pilot("eerder-erbij").bijeenkomsten.planned().filter(soort="werkconferentie").first()
Programma.objects.filter(bijeenkomst=meeting).delete()
for rows in (meeting.workshops, meeting.rondes, meeting.ruimten):
    rows.all().delete()
meeting.uitnodigingen.all().delete()
per_organisatie = {{}}
for one in meeting.pilot.personen.live().exclude(organisatie=None).order_by("pk"):
    per_organisatie.setdefault(one.organisatie_id, []).append(one)
# The first of each organisation, then the second of each, and so on.
people = [row[nr] for nr in range(9) for row in per_organisatie.values() if nr < len(row)][:{GUESTS}]
Uitnodiging.objects.bulk_create(
    Uitnodiging(bijeenkomst=meeting, persoon=one, status="ja", toegang="" if nr % 29 else "Ik kom in een rolstoel.")
    for nr, one in enumerate(people)
)
print(json.dumps({{
    "adres": f"/pilots/{{meeting.pilot_id}}/bijeenkomsten/{{meeting.pk}}/",
    "meeting": meeting.pk,
    "datum": meeting.datum.isoformat(),
    "organisaties": len({{one.organisatie_id for one in people}}),
    "gasten": {{one.pk: [one.naam, f"/u/{{token_of(link_for(one))}}/"] for one in people}},
}}))
"""
# What the database holds: the question as it stands now, and who is where.
NOW = """
import json
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.plaatsing.models import Plaatsing
from pilots.werkconferentie.plaatsing.services.vragen import question_for
from pilots.werkconferentie.plaatsing.vraagstuk import to_data
meeting = Bijeenkomst.objects.get(pk={meeting})
places = Plaatsing.objects.fixed().filter(verdeling__bijeenkomst=meeting)
print(json.dumps({{
    "vraag": to_data(question_for(meeting, zaad=0, is_herstel=False)),
    "plaatsen": list(places.values_list("persoon", "ronde", "sessie")),
    "sessies": {{row.pk: [row.ronde.begint_om.strftime("%H.%M"), row.workshop.titel, row.ruimte.naam]
                for ronde in meeting.rondes.all()
                for row in ronde.sessies.select_related("ronde", "workshop", "ruimte")}},
}}))
"""


@pytest.fixture
def site(tmp_path_factory) -> Iterator[Site]:
    """A site of its own: this story takes the programme of the demo away."""
    with running_site(tmp_path_factory.mktemp("site"), is_second=True) as running:
        yield running


def test_a_conference_of_150_people(visitor, site):
    begin = json.loads(tell(site, BEGIN))
    assert begin["organisaties"] >= 40
    address, guests = begin["adres"], {int(pk): one for pk, one in begin["gasten"].items()}
    marieke = Iemand(visitor().sign_in("facilitator"), Pointer)

    compose(marieke, address, [naam for naam, _ in list(guests.values())[-len(WORKSHOPS) :]])
    publish(marieke, address)
    open_the_choice(marieke, address, date.fromisoformat(begin["datum"]) - timedelta(days=1))
    for nr, (_, link) in enumerate(list(guests.values())[:PHONES]):
        choose_on_a_phone(Iemand(visitor(**PHONE), Pointer), link, begin["meeting"], nr)

    propose(marieke, address, "Maak een voorstel")
    fix(marieke, address)
    before = now(site, begin["meeting"])
    assert broken_rules(before["vraag"], before["plaatsen"]) == []

    move_a_wall(marieke, address)
    gone = list(guests)[30 : 30 + LOST]
    for pk in gone:
        Gastbezoek(site, guests[pk][1]).answer(begin["meeting"], "nee")
    propose(marieke, address, "Maak een herstelvoorstel")
    after = now(site, begin["meeting"])
    assert broken_rules(after["vraag"], after["plaatsen"]) == []
    assert {who for who, *_ in after["plaatsen"]} == set(guests) - set(gone)
    assert len(after["plaatsen"]) == (GUESTS - LOST) * len(ROUNDS)
    moved = {tuple(one) for one in after["plaatsen"]} - {tuple(one) for one in before["plaatsen"]}
    # Each of three rounds has at most so many too many in the narrowed room; who withdrew makes room for them.
    assert 0 < len(moved) <= len(ROUNDS) * (PLACES - NARROWED)

    everything_says_the_same(marieke, site, begin, after)


def compose(who: Iemand, address: str, leaders: list[str]) -> None:
    for ruimte in ROOMS:
        who.visitor.go(f"{address}programma/ruimten/nieuw/")
        who.fill("Naam van de ruimte", ruimte)
        who.fill("Plaatsen", str(PLACES))
        if ruimte == THRESHOLD:
            who.page.get_by_label("Te bereiken zonder drempels").uncheck()
        who.button("Bewaar")
    for titel, begint in ROUNDS:
        who.visitor.go(f"{address}programma/rondes/nieuw/")
        who.fill("Titel", titel)
        who.fill("Begint om", begint)
        who.fill("Hoeveel minuten?", "40")
        who.button("Bewaar")
    for titel, leader in zip(WORKSHOPS, leaders, strict=True):
        who.visitor.go(f"{address}programma/workshops/nieuw/")
        who.fill("Titel", titel)
        who.fill("Waar gaat het over?", f"Samen aan de slag: {titel.lower()}.")
        who.fill("Minstens zoveel deelnemers", "4")
        who.fill("Hooguit zoveel deelnemers", str(PLACES))
        who.page.get_by_label("Wie begeleidt de workshop?").select_option(label=leader)
        who.button("Voeg de workshop toe")
    for titel, ruimte in zip(WORKSHOPS, ROOMS, strict=True):
        who.visitor.go(f"{address}programma/")
        who.link(re.compile(f"Zet neer.*{titel}"))
        who.page.get_by_label("Ronde", exact=True).select_option("alle")
        who.page.get_by_label("Ruimte", exact=True).select_option(label=f"{ruimte} ({PLACES} plaatsen)")
        who.button("Zet hier neer")
        expect(who.page.locator("#rooster .workshopkaart__titel", has_text=titel)).to_have_count(len(ROUNDS))


def publish(who: Iemand, address: str) -> None:
    who.visitor.go(f"{address}programma/versies/nieuw/")
    who.button(re.compile("Maak .*openbaar"))
    who.told("openbaar")


def open_the_choice(who: Iemand, address: str, last: date) -> None:
    who.visitor.go(f"{address}keuzes/open/")
    who.fill("Kiezen kan tot en met", f"{last.day}-{last.month}-{last.year}")
    who.button("Bewaar de dag")


def choose_on_a_phone(phone: Iemand, link: str, meeting: int, nr: int) -> None:
    """Each of the rounds: a first, a second and a third choice; many want the same."""
    phone.visitor.go(link)
    phone.visitor.go(f"/u/bijeenkomst/{meeting}/keuzes/")
    for ronde, section in enumerate(phone.page.locator("[data-ronde]").all()):
        fields = section.locator("fieldset")
        for place, keus in enumerate(("Eerste keus", "Tweede keus", "Derde keus")):
            wanted = fields.nth((nr % 4 + ronde + place * 3) % len(WORKSHOPS))
            wanted.get_by_label(keus).check()
    phone.button("Bewaar mijn keuzes")
    expect(phone.page.locator("body")).to_contain_text("ewaard")
    phone.visitor.context.close()


def propose(who: Iemand, address: str, button: str) -> None:
    """Ask the worker, wait, look, take over."""
    who.visitor.go(f"{address}verdeling/")
    who.button(button)
    who.page.get_by_role("link", name="Bekijk het voorstel").wait_for(timeout=SOON)
    who.link("Bekijk het voorstel")
    who.button("Neem over")


def fix(who: Iemand, address: str) -> None:
    who.visitor.go(f"{address}verdeling/vastzetten/")
    who.button("Zet vast")
    expect(who.page.get_by_role("button", name="Maak weer open")).to_be_visible()


def now(site: Site, meeting: int) -> dict:
    return json.loads(tell(site, NOW.format(meeting=meeting)))


def move_a_wall(who: Iemand, address: str) -> None:
    who.visitor.go(f"{address}programma/")
    who.link(re.compile(f"^{WALL}"))
    who.fill("Plaatsen", str(NARROWED))
    who.button("Bewaar")
    who.told(WALL)


def everything_says_the_same(who: Iemand, site: Site, begin: dict, after: dict) -> None:
    """The page, the calendar, the badge and the list of the host, for everybody who comes."""
    sessies = {int(pk): one for pk, one in after["sessies"].items()}
    badges = pages_of(order(who, begin["adres"], "badges"))
    lists = pages_of(order(who, begin["adres"], "workshoplijsten"))
    signs = " ".join(pages_of(order(who, begin["adres"], "workshopborden_dag")))
    for om, titel, ruimte in sessies.values():
        assert titel in signs
        assert ruimte in signs
        assert om in signs
    leads = {(who, one["nr"]) for one in after["vraag"]["sessies"] for who in one["begeleiders"]}
    for pk, (naam, link) in begin["gasten"].items():
        mine = sorted(sessies[nr] for who_, _, nr in after["plaatsen"] if who_ == int(pk))
        visit = Gastbezoek(site, link)
        page, calendar = visit.page(), visit.calendar(begin["meeting"])
        badge = next((text for text in badges if naam in text and all(om in text for om, *_ in mine)), "")
        for om, titel, ruimte in mine:
            assert (om, titel, ruimte) in programme_on(page), naam
            assert f"{om}" in calendar, naam
            assert titel in calendar, naam
            assert ruimte in calendar, naam
            assert titel in badge, naam
        for who_, _, nr in after["plaatsen"]:
            if who_ == int(pk) and (who_, nr) not in leads:
                om, titel, ruimte = sessies[nr]
                assert any(naam in text and titel in text and ruimte in text and om in text for text in lists), naam


def order(who: Iemand, address: str, soort: str) -> bytes:
    who.visitor.go(f"{address}dag/papier/")
    card = who.page.locator(f"article[aria-labelledby=papier-{soort}]")
    card.get_by_role("button", name=re.compile("Maak de pdf")).click()
    download = card.get_by_role("link", name=re.compile("Download"))
    download.wait_for(timeout=SOON)
    return who.page.request.get(f"{who.visitor.site.url}{download.get_attribute('href')}").body()


LINE = re.compile(r'<li class="dagregel.*?</li>', re.DOTALL)


def programme_on(page: str) -> set[tuple[str, str, str]]:
    """What a guest's page says: when, what and where."""
    found = set()
    for line in LINE.findall(page):
        om = re.search(r"<time[^>]*>([\d.]+)<", line)
        wat = re.search(r'dagregel__titel">([^<]*)<', line)
        waar = re.search(r'dagregel__plek">.*?<b>([^<]*)<', line, re.DOTALL)
        if om and wat and waar:
            found.add((om[1], html.unescape(wat[1]), html.unescape(waar[1])))
    return found
