"""What stands on the choice forms: a page per guest with the code to key it in, or an empty one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from pilots.bijeenkomsten.dag.qr import qr_png
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.partners.mails import contact_of
from pilots.traject.kleuren import Kleuren
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.keuzes.aanbod import Aanbod, Keuzeronde, Keuzesessie, offer_of
from pilots.werkconferentie.keuzes.models import Keuzebeurt, Keuzeformulier

LEEG = 10


@dataclass(frozen=True, kw_only=True)
class Blad:
    """One form; without a name it is filled in by hand."""

    naam: str = ""
    organisatie: str = ""
    code: str = ""
    qr: str = ""


def form_url(formulier: Keuzeformulier) -> str:
    """What the QR code opens, for who is signed in."""
    meeting = formulier.bijeenkomst
    return settings.SITE_URL + reverse("keuzes:formulier_code", args=[meeting.pilot_id, meeting.pk, formulier.code])


def _paper(meeting: Bijeenkomst, bladen: Iterable[Blad]) -> dict[str, Any]:
    gemeente, aanbod = meeting.pilot.gemeente, offer_of(meeting)
    return {
        "bijeenkomst": meeting,
        "gemeente": gemeente,
        "kleuren": Kleuren.of(gemeente.kleur),
        "stand": timezone.now(),
        "rondes": _rows(aanbod),
        "tot": aanbod.programma.kiezen_tot if aanbod.programma else None,
        "contact": contact_of(meeting.pilot),
        "bladen": list(bladen),
    }


def _rows(aanbod: Aanbod) -> list[tuple[Keuzeronde, list[tuple[Keuzesessie, bool]]]]:
    """Each round with its workshops; what one is about stands there the first time only, so that a form fits a page."""
    told: set[int] = set()
    found = []
    for ronde in aanbod.rondes:
        found.append((ronde, [(sessie, sessie.workshop not in told) for sessie in ronde.sessies]))
        told |= {sessie.workshop for sessie in ronde.sessies}
    return found


def forms_context(meeting: Bijeenkomst) -> Mapping[str, Any]:
    """A form for everybody who comes and did not choose yet, by name."""
    chose = Keuzebeurt.objects.filter(bijeenkomst=meeting).values("persoon")
    rows = Uitnodiging.objects.filter(bijeenkomst=meeting).coming().exclude(persoon__in=chose).with_persoon()
    forms = {form.persoon_id: form for form in Keuzeformulier.objects.filter(bijeenkomst=meeting)}
    pages = []
    for one in rows.order_by("persoon__naam", "pk"):
        form = forms.get(one.persoon_id)
        if form is not None:
            form.bijeenkomst = meeting
            pages.append(_page(one, form))
    return _paper(meeting, pages)


def _page(uitnodiging: Uitnodiging, form: Keuzeformulier) -> Blad:
    persoon = uitnodiging.persoon
    return Blad(
        naam=persoon.naam,
        organisatie=str(persoon.organisatie or ""),
        code=form.leesbare_code,
        qr=qr_png(form_url(form), scale=3),
    )


def empty_context(meeting: Bijeenkomst) -> Mapping[str, Any]:
    """Ten forms without a name: who keys them in looks the guest up by name."""
    return _paper(meeting, [Blad()] * LEEG)
