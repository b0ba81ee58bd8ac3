"""Mail that did not arrive, as something to do now."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from datt.berichten.models import Bericht, Kanaal, Mailadres
from pilots.traject.models import Pilot
from pilots.traject.onderdelen import TeDoen, register_todos


@register_todos
def mail_that_did_not_arrive(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    rows = list(Bericht.objects.within(pilot).needing_attention().order_by().values_list("kanaal", "aan"))
    if rows:
        one, more = ("mail", "mails") if all(kanaal == Kanaal.MAIL for kanaal, _ in rows) else ("bericht", "berichten")
        yield TeDoen(
            titel=f"Eén {one} kwam niet aan" if len(rows) == 1 else f"{len(rows)} {more} kwamen niet aan",
            uitleg=_what_to_do({aan for _, aan in rows}),
            knop="Bekijk de mail",
            url=reverse("traject:bericht_list", args=[pilot.pk]),
            uiterlijk=today,
        )


def _what_to_do(adressen: set[str]) -> str:
    left_alone = len(Mailadres.objects.undeliverable(adressen))
    if not left_alone:
        return "Kijk of het adres klopt, en stuur het bericht dan opnieuw."
    who = "Eén adres gaf" if left_alone == 1 else f"{left_alone} adressen gaven"
    return f"{who} drie keer mail terug. Daar sturen wij niets meer heen. Bel, en vraag om een ander mailadres."
