"""Mail that did not arrive, as something to do now."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, IntegerField, OuterRef, QuerySet
from django.db.models.functions import Cast, Lower
from django.urls import reverse

from datt.berichten.models import Bericht, Kanaal, Mailadres
from pilots.traject.models import Pilot
from pilots.traject.onderdelen import TeDoen, register_todos
from pilots.traject.regels import columns, regels_of, register_regels


def _rows(pilot: int) -> QuerySet[Any]:
    """The kind and the address of each message that did not arrive; `nr` is 1 when we left that address alone."""
    given_up = Mailadres.objects.filter(adres=Lower(OuterRef("aan")), onbestelbaar_op__isnull=False)
    of_pilot = {"kring_soort__app_label": "traject", "kring_soort__model": "pilot", "kring_nr": pilot}
    rows = Bericht.objects.filter(**of_pilot).needing_attention()
    return columns(rows, naam="kanaal", tekst=Lower("aan"), nr=Cast(Exists(given_up), IntegerField()))


register_regels("berichten", _rows)


@register_todos
def mail_that_did_not_arrive(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    rows = regels_of(pilot, "berichten")
    if rows:
        one, more = ("mail", "mails") if all(row.naam == Kanaal.MAIL for row in rows) else ("bericht", "berichten")
        yield TeDoen(
            titel=f"Eén {one} kwam niet aan" if len(rows) == 1 else f"{len(rows)} {more} kwamen niet aan",
            uitleg=_what_to_do(len({row.tekst for row in rows if row.nr})),
            knop="Bekijk de mail",
            url=reverse("traject:bericht_list", args=[pilot.pk]),
            uiterlijk=today,
        )


def _what_to_do(left_alone: int) -> str:
    if not left_alone:
        return "Kijk of het adres klopt, en stuur het bericht dan opnieuw."
    who = "Eén adres gaf" if left_alone == 1 else f"{left_alone} adressen gaven"
    return f"{who} drie keer mail terug. Daar sturen wij niets meer heen. Bel, en vraag om een ander mailadres."
