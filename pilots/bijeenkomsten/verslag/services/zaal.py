"""The three questions in the hall: one QR code for everybody on the screen and on paper, and the code of a badge."""

from django.urls import reverse

from pilots.bijeenkomsten.dag.code import read_code
from pilots.bijeenkomsten.draaiboek.zaalslot import Zaalslot
from pilots.bijeenkomsten.verslag.bezoekers import was_there
from pilots.bijeenkomsten.verslag.code import hall_url
from pilots.bijeenkomsten.verslag.services.evaluatie import is_over
from pilots.traject.models import Bijeenkomst, Persoon

VRAAG = "Hoe was het?"
TEKST = "Drie vragen, een halve minuut, zonder uw naam. Scan deze code, of de code op uw badge."


def find_by_badge(code: str) -> tuple[Bijeenkomst, Persoon] | None:
    """Whose badge it is; None when it is of nobody of this meeting."""
    found = read_code(code)
    if found is None:
        return None
    meeting = Bijeenkomst.objects.select_related("pilot__gemeente").filter(pk=found.bijeenkomst).first()
    persoon = Persoon.objects.select_related("samengevoegd_in").filter(pk=found.persoon).first()
    if meeting is None or persoon is None or persoon.pilot_id != meeting.pilot_id:
        return None
    return meeting, persoon.samengevoegd_in or persoon


def slot(meeting: Bijeenkomst) -> Zaalslot:
    """What the screen in the hall asks when the last part has begun."""
    return Zaalslot(kop=VRAAG, tekst=TEKST, url=hall_url(meeting))


def questions_of_badge(meeting: Bijeenkomst, code: str) -> str | None:
    """What the code of a badge opens at the end, as long as it was of somebody who was there."""
    if not is_over(meeting):
        return None
    found = find_by_badge(code)
    if found is None or not was_there(meeting).contains(found[1]):
        return None
    return reverse("verslag:evaluatie_badge", args=[code])
