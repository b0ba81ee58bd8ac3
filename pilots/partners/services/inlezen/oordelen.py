"""Judge every line of a list: what would happen if it were read in now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models.functions import Lower

from datt.accounts.models import User
from datt.core.text import fold
from pilots.keten.models import Organisatie
from pilots.partners.models import Inleesregel, Inleesvoorstel, KetenpartnerStatus
from pilots.partners.models.inlezen import Keuze, Oordeel
from pilots.partners.services.inlezen.bekenden import Bekenden, Match
from pilots.partners.services.inlezen.waarden import Lezer, Waarden
from pilots.partners.services.kolommen import VELDEN
from pilots.traject.models import Persoon

STAP = 100  # lines between two signs of life
GESTOPT = (KetenpartnerStatus.AFGEWEZEN, KetenpartnerStatus.TERUGGETROKKEN)


@dataclass
class Groep:
    """Everything the list says about one organisation; `bekend` is the one it turned out to be."""

    regel: Inleesregel
    waarden: Waarden
    bekend: Organisatie | None = None
    wacht: bool = False
    aanvulling: dict[str, Any] = field(default_factory=dict)
    mensen: list["Beoordeeld"] = field(default_factory=list)

    def contact(self) -> "Beoordeeld | None":
        """Whom the list names as contact person, else the first of the organisation."""
        named = [one for one in self.mensen if one.waarden.persoon.get("contact")]
        return next(iter(named or self.mensen), None)

    def new_people(self) -> int:
        return sum(one.is_new_person for one in self.mensen)


@dataclass
class Beoordeeld:
    """One line with its judgement."""

    regel: Inleesregel
    waarden: Waarden
    oordeel: Oordeel = Oordeel.NIEUW
    meldingen: list[str] = field(default_factory=list)
    lijkt_op: Organisatie | None = None
    groep: Groep | None = None
    # Somebody we know already; a new person when there are values and this is empty.
    persoon: Persoon | None = None
    is_new_person: bool = False

    def address(self) -> str:
        return (self.persoon.email if self.persoon else self.waarden.email).lower()

    def has_account(self) -> bool:
        return self.persoon is not None and self.persoon.user_id is not None


class Oordeler:
    """Goes through the list once, in the order of the file."""

    def __init__(self, voorstel: Inleesvoorstel) -> None:
        self.lezer = Lezer(voorstel.kolommen, voorstel.standaard_type)
        self.bekenden = Bekenden(voorstel.pilot)
        self.by_name: dict[str, Groep] = {}
        self.by_organisatie: dict[int, Groep] = {}
        self.groepen: list[Groep] = []
        self.seen: dict[str, int] = {}

    def judge(self, regels: Iterable[Inleesregel], *, tell: Callable[[int], object] | None = None) -> list[Beoordeeld]:
        """In the order of the file; `tell` hears now and then how many lines are done."""
        judged = []
        for done, regel in enumerate(regels, start=1):
            judged.append(self._judge(regel))
            if tell is not None and done % STAP == 0:
                tell(done)
        return judged

    def new_partners(self) -> list[Groep]:
        """The organisations that would be new in this pilot."""
        known = self.bekenden.partners
        return [one for one in self.groepen if one.bekend is None or one.bekend.pk not in known]

    def mails(self) -> int:
        """How many mails go out when the new partners are confirmed with a mail."""
        contacts = [contact for groep in self.new_partners() if (contact := groep.contact()) is not None]
        addresses = [one.address() for one in contacts if one.address()]
        without = {one.address() for one in contacts if one.address() and not one.has_account()}
        known = User.objects.annotate(klein=Lower("email")).filter(klein__in=without)
        return len(addresses) + len(without - set(known.values_list("klein", flat=True)))

    def _judge(self, regel: Inleesregel) -> Beoordeeld:
        line = self.lezer.read(regel.cellen)
        judged = Beoordeeld(regel, line)
        if regel.keuze == Keuze.WEG:
            judged.oordeel = Oordeel.WEG
            judged.meldingen = ["U laat deze regel weg."]
        elif not line.naam and not line.fouten:
            self._without_organisation(judged)
        elif line.fouten:
            judged.oordeel = Oordeel.FOUT
        else:
            self._with_organisation(judged)
        judged.meldingen += [*line.fouten, *line.let_op]
        return judged

    def _without_organisation(self, judged: Beoordeeld) -> None:
        """Only somebody we know may stand in the list without an organisation."""
        known = self.bekenden.person(judged.waarden, None)
        if known is None:
            judged.oordeel = Oordeel.FOUT
            judged.waarden.fouten.append("De naam van de organisatie staat er niet. Vul die in, of haal de regel weg.")
        else:
            judged.oordeel = Oordeel.BEKEND
            judged.meldingen.append(f"{known} staat al in de pilot. Er verandert niets.")

    def _with_organisation(self, judged: Beoordeeld) -> None:
        key = fold(judged.waarden.naam)
        groep = self.by_name.get(key)
        if groep is None:
            groep = self._open_group(judged, key)
            if groep is None:
                return
        else:
            self._joins(judged, groep)
        judged.groep = groep
        self._person(judged, groep)

    def _open_group(self, judged: Beoordeeld, key: str) -> Groep | None:
        """The first line about an organisation decides which one it is."""
        line, regel = judged.waarden, judged.regel
        match = self.bekenden.match(line)
        judged.lijkt_op = match.organisatie if match else None
        groep = Groep(regel, line)
        if match is not None and (regel.keuze == Keuze.ZELFDE or (match.is_certain and regel.keuze != Keuze.NIEUW)):
            if earlier := self.by_organisatie.get(match.organisatie.pk):
                self.by_name[key] = earlier
                self._joins(judged, earlier)
                return earlier
            self.by_organisatie[match.organisatie.pk] = groep
            self._known(judged, groep, match)
        else:
            self.lezer.complete(line)
            if line.fouten:
                judged.oordeel = Oordeel.FOUT
                return None
            judged.meldingen.append("Nieuwe organisatie.")
            if match is not None and regel.keuze != Keuze.NIEUW:
                judged.oordeel = Oordeel.KIES
                groep.wacht = True
                judged.meldingen = [f"Lijkt op {match.organisatie}: {match.reden}. Kies of het dezelfde is."]
        self.by_name[key] = groep
        self.groepen.append(groep)
        return groep

    def _joins(self, judged: Beoordeeld, groep: Groep) -> None:
        """One more line about an organisation of this list."""
        judged.meldingen.append(f"Hoort bij {groep.waarden.naam} op regel {groep.regel.nr}.")
        judged.oordeel = Oordeel.BEKEND
        judged.waarden.let_op = [text for text in judged.waarden.let_op if not text.startswith("Soort")]

    def _known(self, judged: Beoordeeld, groep: Groep, match: Match) -> None:
        organisatie = match.organisatie
        partner = self.bekenden.partners.get(organisatie.pk)
        groep.bekend = organisatie
        judged.oordeel = Oordeel.BEKEND
        if partner is None:
            judged.oordeel = Oordeel.AANVULLEN
            judged.meldingen.append(f"{organisatie} kennen wij uit een andere pilot en komt bij deze pilot.")
            return
        if partner.status in GESTOPT:
            judged.meldingen.append(
                f"{organisatie} staat hier op ‘{partner.get_status_display().lower()}’. Dat blijft zo."
            )
        groep.aanvulling, other = _compare(organisatie, judged.waarden.organisatie)
        if groep.aanvulling:
            judged.oordeel = Oordeel.AANVULLEN
            judged.meldingen.append(f"Staat er al. Vult aan: {_names(groep.aanvulling)}.")
        else:
            judged.meldingen.append("Staat er al.")
        if other:
            judged.meldingen.append(f"Anders dan bij ons: {_names(other)}. Wij laten staan wat er staat.")

    def _person(self, judged: Beoordeeld, groep: Groep) -> None:
        line = judged.waarden
        if not line.persoon:
            return
        key = line.email.lower() or f"{fold(str(line.persoon['naam']))} {id(groep)}"
        if earlier := self.seen.get(key):
            judged.meldingen.append(f"{line.persoon['naam']} staat ook op regel {earlier}. Een keer is genoeg.")
            return
        self.seen[key] = judged.regel.nr
        judged.persoon = self.bekenden.person(line, groep.bekend.pk if groep.bekend else None)
        groep.mensen.append(judged)
        if judged.persoon is None:
            judged.is_new_person = True
            judged.meldingen.append(f"{line.persoon['naam']} komt erbij.")
            if judged.oordeel == Oordeel.BEKEND:
                judged.oordeel = Oordeel.AANVULLEN
        elif groep.bekend and judged.persoon.organisatie_id == groep.bekend.pk:
            judged.meldingen.append(f"{judged.persoon} staat er al.")
        else:
            where = judged.persoon.organisatie or "de mensen zonder organisatie"
            judged.meldingen.append(f"{judged.persoon} staat al bij {where}, en blijft daar.")


def _compare(organisatie: Organisatie, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the list adds to the organisation, and what it says differently."""
    adds, differs = {}, {}
    for veld, value in values.items():
        now = getattr(organisatie, veld)
        if now in ("", None):
            adds[veld] = value
        elif veld != "naam" and _plain(now) != _plain(value):
            differs[veld] = value
    return adds, differs


def _plain(value: Any) -> str:
    return fold(str(getattr(value, "pk", value)))


def _names(values: dict[str, Any]) -> str:
    return ", ".join(VELDEN[veld].kop.lower() for veld in values)
