"""The walk of the first release: from a plan to a report, by pointer, by keyboard alone, and on a phone."""

import re
from datetime import date, timedelta

import pikepdf
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.e2e.hand import Keyboard, Pointer
from tests.e2e.iemand import Iemand, sign_in_by_code

pytestmark = pytest.mark.e2e

WAYS = {
    "pointer": (Pointer, {"width": 1440}),
    "keyboard": (Keyboard, {"width": 1440}),
    "phone": (Pointer, {"width": 390, "height": 800}),
}
# The registration asks to look once more when it comes back faster than somebody can type.
AS_PEOPLE_TYPE = 25
# The document is made by a worker.
MADE_WITHIN = 60_000


@pytest.fixture(params=WAYS)
def iemand(request, visitor):
    hand, options = WAYS[request.param]

    def make(rol: str | None = None) -> Iemand:
        someone = visitor(**options)
        return Iemand(someone.sign_in(rol) if rol else someone, hand)

    make.way = request.param
    return make


def test_from_plan_to_report(iemand):
    titel = f"Samen sterk {iemand.way}"
    facilitator = iemand("facilitator")
    plan_a_pilot(facilitator, titel)
    adres = registration_page(facilitator)

    voedselbank, maatjes = f"Voedselbank {iemand.way}", f"Maatjes {iemand.way}"
    register(iemand(), adres, voedselbank, soort="Voedselbank", contact="Ruth de Boer")
    register(iemand(), adres, maatjes, soort="SchuldHulpMaatje", contact="Omar Bakkali")
    confirm(facilitator, voedselbank)
    confirm(facilitator, maatjes)

    partner = iemand()
    sign_in_by_code(partner, address_of("Ruth de Boer", voedselbank))
    write_a_plan(partner, titel, with_whom="Omar Bakkali")

    order_the_report(facilitator)
    official = f"ambtenaar-{iemand.way}@ommen.example"
    give_access(iemand("beheerder"), official)
    ambtenaar = iemand()
    sign_in_by_code(ambtenaar, official)
    report = download_the_report(ambtenaar, titel)
    assert "Eerst bellen, dan pas een brief" in report
    assert voedselbank in report


def plan_a_pilot(facilitator: Iemand, titel: str) -> None:
    facilitator.link("Plan een pilot")
    facilitator.button("Begin")
    facilitator.fill("Naam van de gemeente", "Omm")
    expect(facilitator.page.get_by_role("option", name="Ommen")).to_be_visible()
    facilitator.page.keyboard.press("ArrowDown")
    facilitator.page.keyboard.press("Enter")
    facilitator.button("Verder")
    facilitator.sees("Wat wilt u bereiken in Ommen?")
    facilitator.fill("Hoe heet de pilot?", titel)
    facilitator.fill("Wat wilt u bereiken?", "Niemand met geldzorgen staat er in Ommen alleen voor.")
    facilitator.fill("Maatstaf 1", "Dagen tussen de eerste vraag en het eerste gesprek")
    facilitator.button("Verder")
    facilitator.sees("Wie leiden de pilot?")
    facilitator.button("Verder")
    facilitator.sees("Wanneer zijn de bijeenkomsten?")
    start = date.today() + timedelta(days=30)  # noqa: DTZ011  # the day on this machine, as a person would say it
    facilitator.fill("Wanneer wilt u beginnen?", f"{start.day}-{start.month}-{start.year}")
    facilitator.button("Stel zes datums voor")
    expect(facilitator.page.get_by_role("group").filter(has_text="Presentatie").first).to_be_visible()
    facilitator.button("Verder")
    facilitator.button("Plan de pilot")
    facilitator.told("is gepland")
    facilitator.sees(titel)


def registration_page(facilitator: Iemand) -> str:
    facilitator.tab(re.compile("Partners"))
    facilitator.sees("Hier komen de organisaties te staan")
    return facilitator.page.get_by_label("Link om te versturen").input_value()


def address_of(contact: str, organisation: str) -> str:
    domain = re.sub(r"\W+", "-", organisation.lower())
    return f"{contact.split()[0].lower()}@{domain}.example"


def register(guest: Iemand, adres: str, naam: str, *, soort: str, contact: str) -> None:
    guest.visitor.go(adres)
    guest.hand.pace = AS_PEOPLE_TYPE
    guest.sees("Doet uw organisatie mee?")
    guest.fill("Naam", naam)
    guest.hand.choose(guest.page.get_by_label("Soort organisatie"), soort)
    guest.hand.tick(guest.page.get_by_label("Vrijwilligers"))
    guest.fill("Werkgebied", "Ommen en de dorpen")
    guest.fill("Dit doen we wel", "Wij helpen mensen die te weinig geld hebben.")
    guest.fill("Dit doen we niet", "Wij lossen geen schulden op.")
    guest.fill("Zo verwijst u iemand naar ons", "Bel op dinsdag.")
    guest.fill("Uw naam", contact)
    guest.fill("Uw mailadres", address_of(contact, naam))
    guest.hand.tick(guest.page.get_by_label("Ik ben het zelf"))
    guest.button("Meld mijn organisatie aan")
    guest.sees("Dank u wel")


def confirm(facilitator: Iemand, naam: str) -> None:
    facilitator.tab(re.compile("Partners"))
    facilitator.link(naam)
    facilitator.sees(naam)
    facilitator.button("Bevestig")
    facilitator.told(naam)


def write_a_plan(partner: Iemand, titel: str, *, with_whom: str) -> None:
    partner.open_pilot(titel)
    partner.tab(re.compile("Verbeterplannen"))
    partner.link("Maak de eerste groep")
    partner.fill("Naam van de groep", "Eerst bellen")
    partner.button("Maak de groep")
    partner.fill("Naam of organisatie", with_whom.split()[0])
    partner.button("Zoek")
    partner.button(re.compile(f"Voeg toe.*{with_whom}"))
    partner.link("Schrijf het plan")
    for slug, text in ANSWERS.items():
        answer(partner, slug, text)
    save(partner, "soort_regel", lambda vraag: partner.hand.tick(vraag.get_by_role("radio").first))
    save(partner, "wie_doet_wat", lambda vraag: fill_step(partner, vraag))
    partner.link("Bekijk en dien in")
    partner.button("Dien het plan in")
    partner.told("ingediend")


def order_the_report(facilitator: Iemand) -> None:
    facilitator.tab(re.compile("Documenten"))
    facilitator.button(re.compile("Maak dit document.*Pilotrapport"))
    expect(facilitator.page.get_by_role("link", name=re.compile("Download.*Pilotrapport"))).to_be_visible(
        timeout=MADE_WITHIN
    )


def give_access(beheerder: Iemand, email: str) -> None:
    """The beheerder lets an official of Ommen follow its pilots."""
    beheerder.hand.press(beheerder.page.get_by_role("link", name="Beheer", exact=True))
    beheerder.link("Gemeenten")
    beheerder.fill("Zoek op naam, code of provincie", "Ommen")
    beheerder.button("Zoek")
    beheerder.link("Ommen")
    beheerder.sees("Ommen")
    beheerder.fill("Naam", "Anneke van Ommen")
    beheerder.fill("Mailadres", email)
    beheerder.button("Geef toegang")
    beheerder.told("Anneke van Ommen")


def download_the_report(ambtenaar: Iemand, titel: str) -> str:
    """The words of the report."""
    ambtenaar.open_pilot(titel)
    ambtenaar.tab(re.compile("Documenten"))
    with ambtenaar.page.expect_download() as downloading:
        ambtenaar.link(re.compile("Download.*Pilotrapport"))
    assert downloading.value.suggested_filename == f"Pilotrapport {titel}, versie 1.pdf"
    with pikepdf.open(downloading.value.path()) as file:
        assert file.Root.Lang == "nl"
        assert file.Root.MarkInfo.Marked
    reader = PdfReader(downloading.value.path())
    return "".join(page.extract_text() for page in reader.pages)


ANSWERS = {
    "titel": "Eerst bellen, dan pas een brief",
    "herkomst": "Drie tafels noemden de brieven die niemand leest.",
    "wat_merkt_de_inwoner": "Mensen krijgen een brief die zij niet begrijpen en bellen niet.",
    "oorzaak": "Niemand spreekt af wie er belt.",
    "doel": "Van elke tien mensen met een achterstand spreken wij er voor 1 juni acht.",
    "kleinste_proef": "Twee weken lang bellen wij iedereen voordat de brief gaat.",
    "wie_moet_ja_zeggen": "De teamleider van de woningcorporatie.",
    "geld_en_uren": "Vier uur per week, geen geld.",
    "hoe_meten_we": "Wij tellen hoeveel mensen opnemen.",
    "wat_merkt_de_inwoner_straks": "Iemand belt eerst en legt uit wat er kan.",
}


def answer(partner: Iemand, slug: str, text: str) -> None:
    save(partner, slug, lambda vraag: partner.hand.fill(vraag.get_by_role("textbox").first, text))


def save(partner: Iemand, slug: str, write) -> None:
    vraag = partner.page.locator(f"#v-{slug}")
    write(vraag)
    partner.hand.press(vraag.get_by_role("button", name=re.compile("^Bewaar")))
    expect(vraag).to_contain_text("Bewaard, ")


def fill_step(partner: Iemand, vraag) -> None:
    partner.hand.fill(vraag.get_by_label("Stap").first, "De bellijst maken")
    partner.hand.fill(vraag.get_by_label("Wie", exact=True).first, "Ruth de Boer")
