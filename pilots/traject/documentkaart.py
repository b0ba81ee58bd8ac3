"""What the pages of documents show of one kind: its newest versions, and how far the newest is."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from datt.accounts.models import User
from datt.documenten.kinds import DocumentKind, kinds_about
from datt.documenten.models import Document, DocumentStatus
from pilots.traject.models import Pilot

MOST_SHOWN = 4
STEPS = {"": "Het begint zo", "lezen": "De gegevens worden gelezen", "bewaren": "Het document wordt bewaard"}


@dataclass(frozen=True)
class Documentkaart:
    """One kind of document of a pilot; `versies` are the newest, newest first, out of `aantal`."""

    kind: DocumentKind[Any]
    pilot: Pilot
    versies: list[Document]
    aantal: int

    @property
    def nieuwste(self) -> Document | None:
        return self.versies[0] if self.versies else None

    @property
    def eerdere(self) -> list[Document]:
        return self.versies[1:]

    @property
    def stand(self) -> str:
        """Changes as soon as there is something new to see."""
        newest = self.nieuwste
        return f"{newest.pk}.{newest.status}.{newest.stap}.{newest.bladzijde}" if newest else ""

    @property
    def verwacht(self) -> int:
        """About how many pages it will be: as many as the last time. 0 when nobody knows."""
        return next((document.bladzijden or 0 for document in self.eerdere if document.is_ready()), 0)

    @property
    def hoe_ver(self) -> str:
        """'bladzijde 12 van ongeveer 41', or what is being done."""
        newest = self.nieuwste
        if newest is None or newest.status == DocumentStatus.WACHTRIJ:
            return "Staat in de wachtrij"
        if not newest.bladzijde:
            return STEPS.get(newest.stap, "De bladzijden worden opgemaakt")
        about = f" van ongeveer {self.verwacht}" if self.verwacht >= newest.bladzijde else ""
        return f"Bladzijde {newest.bladzijde}{about}"

    def news_since(self, known: str) -> str:
        """What a screen reader hears, once: only when the status is another than the page knew."""
        newest = self.nieuwste
        if newest is None or known.split(".")[:2] == [str(newest.pk), newest.status]:
            return ""
        return {
            DocumentStatus.WACHTRIJ: f"{newest} staat in de wachtrij.",
            DocumentStatus.BEZIG: f"{newest} wordt gemaakt.",
            DocumentStatus.KLAAR: f"{newest} is klaar. U kunt het document downloaden.",
            DocumentStatus.MISLUKT: f"{newest} is mislukt. {newest.fout}",
        }[DocumentStatus(newest.status)]

    def all_versions(self) -> QuerySet[Document]:
        return Document.objects.about(self.pilot, self.kind).for_list().order_by("-versie")


def kaarten_of(pilot: Pilot, user: User) -> list[Documentkaart]:
    """A card for every kind about a pilot that this user may have."""
    allowed = [kind for kind in kinds_about(pilot) if kind.may_download(user, pilot)]
    return _kaarten(pilot, allowed)


def kaart_of(pilot: Pilot, soort: str) -> Documentkaart | None:
    found = [kind for kind in kinds_about(pilot) if kind.key == soort]
    return _kaarten(pilot, found)[0] if found else None


def _kaarten(pilot: Pilot, kinds: list[DocumentKind[Any]]) -> list[Documentkaart]:
    """Two queries, however many kinds and versions there are."""
    per_kind: dict[str, Any] = {"partition_by": F("soort")}
    newest = (
        Document.objects.within(pilot)
        .filter(soort__in=[kind.key for kind in kinds], over_soort=F("kring_soort"), over_nr=F("kring_nr"))
        .annotate(
            rang=Window(RowNumber(), order_by=F("versie").desc(), **per_kind),
            aantal=Window(Count("pk"), **per_kind),
        )
        .filter(rang__lte=MOST_SHOWN)
        .for_list()
        .order_by("-versie")
    )
    found: dict[str, list[Any]] = {kind.key: [] for kind in kinds}
    for document in newest:
        found[document.soort].append(document)
    return [
        Documentkaart(kind, pilot, found[kind.key], found[kind.key][0].aantal if found[kind.key] else 0)
        for kind in kinds
    ]
