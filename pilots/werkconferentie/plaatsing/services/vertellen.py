"""Tell guests where they are: only when a facilitator says so, and only who has other places than they were told."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.berichten.opmaak import Voorbeeld, preview
from datt.berichten.services import Ontvanger, queue_many
from datt.core import dates
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.versions import VerouderdError
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import fields_for_all
from pilots.bijeenkomsten.uitnodigen.services.versturen import sort_out, without_keys
from pilots.werkconferentie.plaatsing.models import Plaatsing, Verdeling, Verteld
from pilots.werkconferentie.plaatsing.services.plekken import refuse_over

SOORT = "workshops_plekken"
NIEUW, VERANDERD = "staan klaar", "zijn veranderd"


@dataclass(frozen=True, kw_only=True)
class Vertellijst:
    """Who hears of it. `bellen`: of whom no mail address works; `weg`: were told a place, and have none now."""

    mail: Sequence[Uitnodiging]
    bellen: Sequence[tuple[str, str]]
    weg: Sequence[str]
    al_verteld: int
    plekken: dict[int, list[Plaatsing]]
    eerder: dict[int, list[list[int]]]

    @property
    def is_leeg(self) -> bool:
        return not self.mail and not self.bellen and not self.weg


def _content(places: Sequence[Plaatsing]) -> list[list[int]]:
    return [[one.ronde_id, one.sessie_id] for one in places]


def to_tell(verdeling: Verdeling) -> Vertellijst:
    """Whose places are others than they were told last; in as many queries for 15 guests as for 150."""
    places: dict[int, list[Plaatsing]] = defaultdict(list)
    for place in verdeling.plaatsingen.standing().with_everything().order_by("ronde__begint_om", "pk"):
        places[place.persoon_id].append(place)
    told = {one.persoon_id: one for one in verdeling.verteld.select_related("persoon")}
    meeting = verdeling.bijeenkomst
    coming = list(Uitnodiging.objects.filter(bijeenkomst=meeting).coming().with_persoon())
    for one in coming:
        one.bijeenkomst = meeting
    mine = [one for one in coming if one.persoon_id in places]
    anew = [
        one
        for one in mine
        if one.persoon_id not in told or told[one.persoon_id].plekken != _content(places[one.persoon_id])
    ]
    split = sort_out(meeting, anew)
    phone = [*((one, "") for one in split.sms), *split.op_papier]
    here = {one.persoon_id for one in coming}
    return Vertellijst(
        mail=split.mail,
        bellen=[(one.persoon.naam, one.persoon.telefoon) for one, _ in phone],
        weg=sorted(one.persoon.naam for nr, one in told.items() if one.plekken and nr in here and nr not in places),
        al_verteld=len(mine) - len(anew),
        plekken=places,
        eerder={nr: one.plekken for nr, one in told.items()},
    )


def words_for(places: Sequence[Plaatsing]) -> str:
    """'Ronde 1, 13.40 uur: Budget, Zaal 2. Ronde 2, …' on one line."""
    said = []
    for one in places:
        where = f", {one.sessie.ruimte}" if one.sessie.ruimte else ""
        said.append(f"{one.ronde} om {dates.clock(one.ronde.begint_om)}: {one.sessie.workshop}{where}")
    return "; ".join(said)


def _fields(lijst: Vertellijst, one: Uitnodiging) -> dict[str, str]:
    return {
        "plekken": words_for(lijst.plekken[one.persoon_id]),
        "wat_nu": VERANDERD if lijst.eerder.get(one.persoon_id) else NIEUW,
    }


def example_of(verdeling: Verdeling, lijst: Vertellijst) -> Voorbeeld | None:
    """The mail as the first of them would get it, without the key to their own page."""
    if not lijst.mail:
        return None
    first = lijst.mail[0]
    velden = fields_for_all([first])[first.pk] | _fields(lijst, first)
    return preview(SOORT, without_keys(velden), kring=verdeling.bijeenkomst.pilot)


@transaction.atomic
def tell(verdeling: Verdeling, *, versie: int, by: User) -> int:
    """Write a mail to each whose places changed, and remember what was told; answers how many.

    Raises TransitionError when the division is not fixed or there is nothing to tell, VerouderdError when it changed
    since `versie`. Pressed twice, it is sent once.
    """
    refuse_over(verdeling.bijeenkomst)
    now = Verdeling.objects.select_for_update().get(pk=verdeling.pk)
    if not now.is_fixed:
        raise TransitionError("De verdeling staat nog niet vast. Zet haar eerst vast, dan kunt u het vertellen.")
    if now.versie != versie:
        raise VerouderdError(verdeling)
    lijst = to_tell(verdeling)
    if not lijst.mail:
        raise TransitionError(
            "Er is niemand om te mailen: sinds de vorige keer kreeg niemand met een mailadres een andere plek."
        )
    velden = fields_for_all(lijst.mail)
    count = queue_many(
        SOORT,
        [
            Ontvanger(
                aan=one.persoon.email,
                naam=one.persoon.naam,
                sleutel=f"plekken:{verdeling.pk}:{one.pk}:{versie}",
                velden=velden[one.pk] | _fields(lijst, one),
                onderwerp=one,
            )
            for one in lijst.mail
        ],
        velden={},
        kring=verdeling.bijeenkomst.pilot,
        geheim=True,
    )
    _remember(verdeling, lijst)
    said = "vertelde 1 gast" if count == 1 else f"vertelde {count} gasten"
    record(verdeling, "plaatsing.verteld", f"{said} waar zij zijn ({verdeling.bijeenkomst.korte_titel})", by=by)
    return count


def _remember(verdeling: Verdeling, lijst: Vertellijst) -> None:
    """What each got by mail; who has no mail stays on the list of whom to call."""
    now = timezone.now()
    Verteld.objects.bulk_create(
        (
            Verteld(
                verdeling=verdeling,
                persoon_id=one.persoon_id,
                plekken=_content(lijst.plekken[one.persoon_id]),
                op=now,
            )
            for one in lijst.mail
        ),
        update_conflicts=True,
        unique_fields=["verdeling", "persoon"],
        update_fields=["plekken", "op"],
    )
