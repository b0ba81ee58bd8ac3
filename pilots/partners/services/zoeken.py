"""Finding partners and organisations: without accents or capitals, on either database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from datt.core.lists import one_of, words_of
from datt.core.text import fold, has_all_words, matching
from pilots.keten.models import Organisatie
from pilots.partners.models import Ketenpartner, KetenpartnerStatus
from pilots.partners.models.ketenpartner import NAKIJKEN_NA
from pilots.traject.models import Persoon, Pilot

PER_BLADZIJDE = 250
MOST_SUGGESTIONS = 10

SORTERINGEN = {
    "": "Wachtend eerst",
    "naam": "Naam, van A tot Z",
    "-naam": "Naam, van Z tot A",
    "categorie": "Categorie",
    "status": "Staat",
    "-sinds": "Nieuwste bovenaan",
    "nagekeken": "Langst niet nagekeken",
}


@dataclass(frozen=True)
class Zoekvraag:
    """What somebody looks for; an empty part does not count."""

    woorden: str = ""
    status: str = ""
    categorie: str = ""
    fase: str = ""
    soort: str = ""
    biedt: bool = False
    zoekt: bool = False
    niet_nagekeken: bool = False
    sorteer: str = ""

    @classmethod
    def read(cls, query: Any) -> "Zoekvraag":
        """From the address; what is not one of ours is left out."""
        return cls(
            woorden=words_of(query),
            status=one_of(query, "status", KetenpartnerStatus.values),
            categorie=query.get("categorie", "")[:50],
            fase=query.get("fase", "")[:50],
            soort=query.get("soort", "")[:10],
            biedt=query.get("biedt") == "ja",
            zoekt=query.get("zoekt") == "ja",
            niet_nagekeken=query.get("nagekeken") == "nee",
            sorteer=one_of(query, "sorteer", SORTERINGEN),
        )

    def is_empty(self) -> bool:
        return self == Zoekvraag(sorteer=self.sorteer)


def search_text(organisatie: Organisatie) -> str:
    """Everything somebody may look for, folded."""
    parts = (
        organisatie.naam,
        organisatie.type.naam,
        organisatie.type.categorie.naam,
        organisatie.werkgebied,
        organisatie.voor_wie,
        organisatie.wat_doen_we,
        organisatie.wij_bieden,
        organisatie.wij_zoeken,
        organisatie.talen,
    )
    return fold(" ".join(parts))


def find_partners(partners: Iterable[Ketenpartner], vraag: Zoekvraag) -> list[Ketenpartner]:
    """Those that fit, in the order that was asked for."""
    partners = list(partners)
    if vraag.fase:
        prefetch_related_objects(partners, "organisatie__fasen")
    words = fold(vraag.woorden)
    limit = timezone.localdate() - NAKIJKEN_NA

    def fits(partner: Ketenpartner) -> bool:
        organisatie = partner.organisatie
        checked = organisatie.gecontroleerd_op
        return (
            (not vraag.status or partner.status == vraag.status)
            and (not vraag.categorie or organisatie.type.categorie_id == vraag.categorie)
            and (not vraag.soort or organisatie.soort == vraag.soort)
            and (not vraag.biedt or bool(organisatie.wij_bieden))
            and (not vraag.zoekt or bool(organisatie.wij_zoeken))
            and (not vraag.niet_nagekeken or checked is None or checked <= limit)
            and (not vraag.fase or vraag.fase in {fase.pk for fase in organisatie.fasen.all()})
            and (not words or has_all_words(search_text(organisatie), words))
        )

    return _in_order([partner for partner in partners if fits(partner)], vraag.sorteer)


def _in_order(found: list[Ketenpartner], sort: str) -> list[Ketenpartner]:
    found.sort(key=lambda partner: fold(partner.organisatie.naam), reverse=sort == "-naam")
    if sort == "":
        found.sort(key=lambda partner: partner.status != KetenpartnerStatus.AANGEMELD)
    elif sort == "categorie":
        found.sort(key=lambda partner: partner.organisatie.categorie.volgorde)
    elif sort == "status":
        order = list(KetenpartnerStatus.values)
        found.sort(key=lambda partner: order.index(partner.status))
    elif sort == "-sinds":
        found.sort(key=lambda partner: partner.sinds, reverse=True)
    elif sort == "nagekeken":
        found.sort(key=lambda partner: str(partner.organisatie.gecontroleerd_op or ""))
    return found


def known_organisaties(pilot: Pilot, words: str) -> Sequence[Organisatie]:
    """Organisations that take part somewhere and not yet here, by a part of their name; none for who practises."""
    if len(fold(words)) < 2 or pilot.is_oefening:
        return []
    confirmed = Ketenpartner.objects.confirmed().values("organisatie_id")
    here = pilot.ketenpartners.values("organisatie_id")
    names = Organisatie.objects.live().filter(pk__in=confirmed).exclude(pk__in=here).values_list("pk", "naam")
    hits = matching(names, words, lambda row: row[1])[:MOST_SUGGESTIONS]
    return list(Organisatie.objects.with_kind().filter(pk__in=[pk for pk, _ in hits]))


def partners_by_name(pilot: Pilot, words: str) -> list[Ketenpartner]:
    """Partners of this pilot with these words in their name, so that nobody adds them again."""
    if len(fold(words)) < 2:
        return []
    rows = pilot.ketenpartners.select_related("organisatie")
    return list(matching(rows, words, lambda partner: partner.organisatie.naam)[:MOST_SUGGESTIONS])


def people_of(pilot: Pilot, words: str, *, only_keys: bool = False, without: bool = False) -> list[Persoon]:
    """The people of the pilot that fit, by name, address or organisation."""
    rows = pilot.personen.known().with_organisatie()
    if only_keys:
        rows = rows.filter(is_sleutelfunctionaris=True)
    if without:
        rows = rows.without_organisatie()
    found = matching(rows, words, lambda one: f"{one.naam} {one.email} {one.organisatie or ''}")
    return sorted(found, key=lambda persoon: fold(persoon.naam))
