"""Whom we know already: organisations and people, looked up quickly for many lines."""

from collections import defaultdict
from dataclasses import dataclass

from datt.core.text import fold
from pilots.keten.models import Organisatie
from pilots.partners.models import Ketenpartner
from pilots.partners.services.dubbelen import alike, features
from pilots.partners.services.inlezen.waarden import Waarden
from pilots.traject.models import Persoon, Pilot


@dataclass(frozen=True)
class Match:
    """An organisation this line may be about; `is_certain` when the name is the same, here in the pilot."""

    organisatie: Organisatie
    reden: str
    is_certain: bool


class Bekenden:
    """As of now: of other pilots only what stands on a sociale kaart."""

    def __init__(self, pilot: Pilot) -> None:
        self.partners = {
            partner.organisatie_id: partner
            for partner in Ketenpartner.objects.filter(pilot=pilot).select_related("organisatie", "contactpersoon")
        }
        live = Organisatie.objects.live()
        confirmed = Ketenpartner.objects.confirmed().values("organisatie_id")
        known = live.filter(pk__in=list(self.partners)) | live.filter(pk__in=confirmed)
        if pilot.is_oefening:  # who practises touches no organisation that exists
            known = Organisatie.objects.filter(pk__in=list(self.partners), samengevoegd_in__isnull=True)
        self.organisaties = {one.pk: one for one in known.distinct().select_related("type").order_by("pk")}
        self.kenmerken = {pk: features(one) for pk, one in self.organisaties.items()}
        self.index: dict[str, set[int]] = defaultdict(set)
        for pk, own in self.kenmerken.items():
            for key in (own.naam, own.naam[:2], *own.woorden, *own.mails, *own.domeinen):
                self.index[key].add(pk)
        people = list(pilot.personen.live().select_related("organisatie"))
        self.by_mail: dict[str, Persoon] = {one.email.lower(): one for one in people if one.email}
        self.by_name: dict[tuple[str, int | None], Persoon] = {
            (fold(one.naam), one.organisatie_id): one for one in people
        }

    def match(self, line: Waarden) -> Match | None:
        """The organisation most like this one; those of this pilot first."""
        values = line.organisatie
        probe = Organisatie(naam=line.naam, email=values.get("email", ""), website=values.get("website", ""))
        own = features(probe, [line.email] if line.email else [])
        keys = (own.naam, own.naam[:2], *own.woorden, *own.mails, *own.domeinen)
        found = []
        for pk in set[int]().union(*(self.index.get(key, set()) for key in keys)):
            reden, score = alike(own, self.kenmerken[pk])
            if reden:
                same = fold(line.naam) == fold(self.organisaties[pk].naam)
                found.append((same, score, pk in self.partners, -pk, reden))
        if not found:
            return None
        same, _, here, negative, reden = max(found)
        where = "" if here else ", uit een andere pilot"
        return Match(self.organisaties[-negative], f"{reden}{where}", same and here)

    def person(self, line: Waarden, organisatie_id: int | None) -> Persoon | None:
        """Somebody with this address, or this name at this organisation."""
        if line.email and (known := self.by_mail.get(line.email.lower())):
            return known
        key = (fold(str(line.persoon.get("naam", ""))), organisatie_id)
        known = self.by_name.get(key) if organisatie_id is not None else None
        return known if known is not None and not (line.email and known.email) else None
