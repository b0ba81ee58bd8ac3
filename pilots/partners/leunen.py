"""How the rows of a pilot follow when two people or two organisations become one."""

from typing import Any

from django.utils import timezone

from pilots.keten.leunen import Journaal, leaning_on, register_leunt, stay
from pilots.keten.models import Organisatie
from pilots.partners.models import Ketenpartner, KetenpartnerStatus
from pilots.traject.models import Deelname, Persoon

# Which of two parts in one pilot stays: the one that is furthest.
STERKTE = {
    KetenpartnerStatus.BEVESTIGD: 4,
    KetenpartnerStatus.AANGEMELD: 3,
    KetenpartnerStatus.UITGENODIGD: 2,
    KetenpartnerStatus.TERUGGETROKKEN: 1,
    KetenpartnerStatus.AFGEWEZEN: 0,
}


def merge_deelname(journaal: Journaal, row: Deelname, kept: Persoon, veld: str) -> None:
    """A role that the kept person has already ends; what they had is history."""
    if row.ingetrokken_op is None and kept.deelnames.current().filter(rol=row.rol).exists():
        journaal.change(row, ingetrokken_op=timezone.now())
    journaal.change(row, persoon=kept)


def merge_partner(journaal: Journaal, row: Ketenpartner, kept: Organisatie, veld: str) -> None:
    """Where both take part in one pilot one part stays, with what leaned on the other."""
    twin = Ketenpartner.objects.filter(pilot_id=row.pilot_id, organisatie=kept).first()
    if twin is None:
        journaal.change(row, organisatie=kept)
        return
    stays, goes = (row, twin) if is_stronger(row, twin) else (twin, row)
    for rule in leaning_on(Ketenpartner):
        for leaning in rule.rows(goes):
            rule.move(journaal, leaning, stays, rule.veld)
    if stays.contactpersoon is None and goes.contactpersoon is not None and not _signs_in(stays):
        journaal.change(stays, contactpersoon=goes.contactpersoon)
    journaal.remove(goes)
    if stays is row:
        journaal.change(row, organisatie=kept)


def is_stronger(one: Ketenpartner, other: Ketenpartner) -> bool:
    return _strength(one) > _strength(other)


def _strength(partner: Ketenpartner) -> int:
    return STERKTE[KetenpartnerStatus(partner.status)]


def _signs_in(partner: Ketenpartner) -> Any:
    """Its contact person is chosen by hand, because that gives an account."""
    return partner.status == KetenpartnerStatus.BEVESTIGD


register_leunt("traject.Persoon", "samengevoegd_in", stay)
register_leunt("traject.Persoon", "organisatie")
register_leunt("traject.Deelname", "persoon", merge_deelname)
register_leunt("traject.Taak", "eigenaar")
register_leunt("partners.Ketenpartner", "organisatie", merge_partner)
register_leunt("partners.Ketenpartner", "contactpersoon")
register_leunt("partners.PersoonlijkeLink", "ketenpartner")
register_leunt("partners.Aanmelding", "ketenpartner")
for _veld in ("lijkt_op", "partner", "persoon"):
    register_leunt("partners.Inleesregel", _veld)
