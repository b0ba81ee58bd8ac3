"""How far the work on a list is, in words."""

from dataclasses import dataclass

from datt.core.templatetags.datt import getal
from pilots.partners.models import Inleesvoorstel
from pilots.partners.models.inleesstatus import InleesStatus


@dataclass(frozen=True)
class Voortgang:
    """What the page shows; `stand` is what it knew, so that it only hears what is new."""

    voorstel: Inleesvoorstel

    @property
    def stand(self) -> str:
        one = self.voorstel
        return f"{one.status}.{one.beurt}.{one.totaal}.{one.bekeken}"

    @property
    def kop(self) -> str:
        return {
            InleesStatus.NAKIJKEN: "Wij kijken uw lijst na",
            InleesStatus.INLEZEN: "Wij lezen uw lijst in",
            InleesStatus.MISLUKT: "Dit is niet gelukt",
            InleesStatus.OPEN: "Uw lijst is nagekeken",
        }.get(InleesStatus(self.voorstel.status), "De lijst is ingelezen")

    @property
    def hoe_ver(self) -> str:
        one = self.voorstel
        if one.is_busy() and one.hartslag is None:
            return "In de wachtrij"
        if one.status == InleesStatus.INLEZEN:
            return f"{_lines(one.totaal)} worden ingelezen"
        if not one.totaal:
            return "Wij lezen het bestand"
        return f"{getal(one.bekeken)} van {_lines(one.totaal)} nagekeken"

    def news_since(self, known: str) -> str:
        """What a screen reader hears, once: only when something else happens than the page knew."""
        if known.partition(".")[0] == self.voorstel.status:
            return ""
        return f"{self.kop}. {self.voorstel.fout}".strip()


def _lines(count: int) -> str:
    return "1 regel" if count == 1 else f"{getal(count)} regels"
