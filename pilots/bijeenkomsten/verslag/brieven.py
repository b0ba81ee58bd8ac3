"""The verslag on paper: a letter for each guest whom no mail reaches, to go with the printed verslag."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from datt.berichten.opmaak import letter
from datt.core import dates
from datt.core.states import TransitionError
from datt.documenten.kinds import DocumentKind, register
from datt.documenten.models import Document
from pilots.bijeenkomsten.dag.qr import qr_png
from pilots.bijeenkomsten.uitnodigen.brieven import letter_file, may_invite, newest_of, with_pilot
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import meeting_fields
from pilots.bijeenkomsten.uitnodigen.services.links import links_for, short_url_of
from pilots.bijeenkomsten.verslag.models import Verslagversie
from pilots.bijeenkomsten.verslag.post import on_paper
from pilots.bijeenkomsten.verslag.services.vaststellen import newest_document, newest_version
from pilots.traject.kleuren import Kleuren
from pilots.traject.models import Bijeenkomst, Persoon

WACHT = "De brief zegt hoe lang het verslag is. Wacht tot de pdf van het verslag er is."
GEEN_VERSLAG = "Er is geen verslag dat gasten kunnen lezen. Stel het eerst vast."


@dataclass(frozen=True)
class Verslagbrief:
    """One page: to whom, the text, and where somebody says what is not right."""

    persoon: Persoon
    inhoud: str
    korte_link: str
    qr: str
    bestand: str


def version_to_post(meeting: Bijeenkomst) -> tuple[Verslagversie, Document]:
    """What goes in the envelope: the version that guests read, and its PDF.

    Raises TransitionError when there is none (any more), or its PDF is not there yet.
    """
    versie, document = newest_version(meeting), newest_document(meeting)
    if versie is None or versie.is_withdrawn():
        raise TransitionError(GEEN_VERSLAG)
    if document is None or not document.is_ready():
        raise TransitionError(WACHT)
    return versie, document


def _context(meeting: Bijeenkomst) -> Mapping[str, Any]:
    versie, document = version_to_post(meeting)
    people = [persoon for persoon, _ in on_paper(meeting)]
    shared = {
        **meeting_fields(meeting),
        "aantal_bladen": str(document.bladzijden or 1),
        "antwoord_voor": dates.full_day(versie.reactie_tot + timedelta(days=1)),
    }
    links = links_for(people)
    addresses = [short_url_of(links[persoon.pk]) for persoon in people]
    return {
        "bijeenkomst": meeting,
        "gemeente": meeting.pilot.gemeente,
        "kleuren": Kleuren.of(meeting.pilot.gemeente.kleur),
        "versie": versie,
        "brieven": [
            _letter(persoon, address, shared, letter_file(number, persoon, of=len(people)))
            for number, (persoon, address) in enumerate(zip(people, addresses, strict=True), start=1)
        ],
    }


def _letter(persoon: Persoon, address: str, shared: dict[str, str], bestand: str) -> Verslagbrief:
    short = address.partition("://")[2]
    inhoud = letter("verslag", {**shared, "naam": persoon.naam, "korte_link": short})
    return Verslagbrief(persoon, inhoud, short, qr_png(address, scale=4), bestand)


def _kind(key: str, titel: str, *, als_zip: bool = False) -> DocumentKind[Bijeenkomst]:
    return register(
        DocumentKind(
            key=key,
            titel=titel,
            uitleg="Een brief bij het verslag, voor elke gast die geen mail krijgt.",
            template="verslag/pdf/brieven.html",
            source=with_pilot,
            context=_context,
            kring=lambda meeting: meeting.pilot,
            may_order=may_invite,
            may_download=may_invite,
            als_zip=als_zip,
        )
    )


# By what the page asks for.
BRIEVEN = {
    "een": _kind("verslagbrieven", "Brieven bij het verslag van"),
    "los": _kind("verslagbrieven_los", "Losse brieven bij het verslag van", als_zip=True),
}


def letters_of(versie: Verslagversie) -> list[Document]:
    """The newest file of each kind with this version, newest first: an older one names another last day."""
    made = newest_of(versie.verslag.bijeenkomst, BRIEVEN.values())
    return [one for one in made if one.besteld_op >= versie.op]
