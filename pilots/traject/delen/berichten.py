"""Mail that did not arrive, as something to do now."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from datt.berichten.models import Bericht
from pilots.traject.models import Pilot
from pilots.traject.onderdelen import TeDoen, register_todos


@register_todos
def mail_that_did_not_arrive(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    count = Bericht.objects.within(pilot).needing_attention().count()
    if count:
        yield TeDoen(
            titel="Eén mail kwam niet aan" if count == 1 else f"{count} mails kwamen niet aan",
            uitleg="Kijk of het adres klopt, en stuur de mail dan opnieuw.",
            knop="Bekijk de mail",
            url=reverse("traject:bericht_list", args=[pilot.pk]),
            uiterlijk=today,
        )
