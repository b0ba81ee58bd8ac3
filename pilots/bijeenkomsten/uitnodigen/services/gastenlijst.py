"""The guest list of a meeting: found, sorted, counted in words, and as a table to download."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from datt.core.lists import number_of, one_of, words_of
from datt.core.tabellen import Cel, Tabel
from datt.core.text import fold, has_all_words
from pilots.bijeenkomsten.uitnodigen.models import KOMT, ZONDER_ANTWOORD, Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.post import needs_attention, newest_status, word_of
from pilots.traject.models import Bijeenkomst, Positie

PER_BLADZIJDE = 250
S = UitnodigingStatus
SORTERINGEN = {
    "": "Naam, van A tot Z",
    "-naam": "Naam, van Z tot A",
    "organisatie": "Organisatie",
    "antwoord": "Antwoord",
    "nieuwste": "Laatste antwoord bovenaan",
}
POST = {"fout": "Post kwam niet aan", "zonder": "Zonder mailadres"}
KOPPEN = (
    "Naam", "Organisatie", "Positie", "Mailadres", "Telefoon", "Antwoord", "Geantwoord op", "Antwoord door", "Reden",
    "Nodig om mee te doen", "Eten", "Geen foto", "Post",
)  # fmt: skip


@dataclass(frozen=True)
class Gastvraag:
    """What somebody looks for; an empty part does not count."""

    woorden: str = ""
    antwoord: str = ""
    organisatie: int | None = None
    positie: str = ""
    post: str = ""
    sorteer: str = ""

    @classmethod
    def read(cls, query: Any) -> "Gastvraag":
        return cls(
            woorden=words_of(query),
            antwoord=one_of(query, "antwoord", UitnodigingStatus.values),
            organisatie=number_of(query, "organisatie"),
            positie=one_of(query, "positie", Positie.values),
            post=one_of(query, "post", POST),
            sorteer=one_of(query, "sorteer", SORTERINGEN),
        )

    def is_empty(self) -> bool:
        return self == Gastvraag(sorteer=self.sorteer)


@dataclass(frozen=True)
class Gastrij:
    """A guest in the list, with how the newest message to them went."""

    uitnodiging: Uitnodiging
    post: str
    let_op: bool

    @property
    def nodig(self) -> list[str]:
        """What has to be arranged for this guest."""
        one = self.uitnodiging
        found = [one.toegang, f"Eten: {one.dieet}" if one.dieet else "", "Geen foto" if one.persoon.geen_foto else ""]
        return [part for part in found if part]


def guest_rows(meeting: Bijeenkomst) -> list[Gastrij]:
    """Everybody on the list, in two queries."""
    status = newest_status(meeting)
    rows = []
    for one in meeting.uitnodigingen.of_live().with_persoon().order_by():
        newest = status.get(one.pk)
        rows.append(Gastrij(one, word_of(one, newest), needs_attention(newest)))
    return sorted(rows, key=lambda rij: fold(rij.uitnodiging.persoon.naam))


def find_guests(rows: Sequence[Gastrij], vraag: Gastvraag) -> list[Gastrij]:
    """Those that fit, in the order that was asked for."""
    words = fold(vraag.woorden)

    def fits(rij: Gastrij) -> bool:
        persoon = rij.uitnodiging.persoon
        return (
            (not vraag.antwoord or rij.uitnodiging.status == vraag.antwoord)
            and (vraag.organisatie is None or persoon.organisatie_id == vraag.organisatie)
            and (not vraag.positie or persoon.positie == vraag.positie)
            and (vraag.post != "fout" or rij.let_op)
            and (vraag.post != "zonder" or not persoon.email)
            and (not words or has_all_words(fold(f"{persoon.naam} {persoon.email} {persoon.organisatie or ''}"), words))
        )

    return _in_order([rij for rij in rows if fits(rij)], vraag.sorteer)


def _in_order(found: list[Gastrij], sort: str) -> list[Gastrij]:
    if sort == "-naam":
        found.reverse()
    elif sort == "organisatie":
        found.sort(key=lambda rij: fold(str(rij.uitnodiging.persoon.organisatie or "~")))
    elif sort == "antwoord":
        order = list(UitnodigingStatus.values)
        found.sort(key=lambda rij: order.index(rij.uitnodiging.status))
    elif sort == "nieuwste":
        found.sort(key=lambda rij: str(rij.uitnodiging.antwoord_op or ""), reverse=True)
    return found


def organisations_of(rows: Iterable[Gastrij]) -> list[tuple[int, str]]:
    """The organisations on the list, to choose from."""
    found = {one.uitnodiging.persoon.organisatie for one in rows} - {None}
    return sorted(((one.pk, str(one)) for one in found if one), key=lambda pair: fold(pair[1]))


@dataclass(frozen=True)
class Tellingen:
    """How many of each; who waits is never counted as coming."""

    per_status: Counter[str]

    @property
    def totaal(self) -> int:
        return self.per_status.total()

    @property
    def komen(self) -> int:
        return sum(self.per_status[status] for status in KOMT)

    @property
    def klaar(self) -> int:
        return self.per_status[S.KLAAR]

    @property
    def wachten(self) -> int:
        return self.per_status[S.WACHTLIJST]

    @property
    def zonder_antwoord(self) -> int:
        return self.per_status[S.VERSTUURD]

    @property
    def zin(self) -> str:
        """'41 komen, 6 staan op de wachtlijst, 12 hebben nog niet geantwoord'."""
        no = self.per_status[S.NEE] + self.per_status[S.AFGEMELD]
        parts = [
            _words(self.komen, "komt", "komen"),
            _words(self.per_status[S.AFWEZIG], "was er niet", "waren er niet"),
            _words(self.wachten, "staat op de wachtlijst", "staan op de wachtlijst"),
            _words(self.per_status[S.MISSCHIEN], "komt misschien", "komen misschien"),
            _words(no, "komt niet", "komen niet"),
            _words(self.zonder_antwoord, "heeft nog niet geantwoord", "hebben nog niet geantwoord"),
            _words(self.klaar, "is nog niet uitgenodigd", "zijn nog niet uitgenodigd"),
        ]
        return ", ".join(part for part in parts if part)


def _words(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}" if count else ""


def count_guests(rows: Iterable[Gastrij]) -> Tellingen:
    return Tellingen(Counter(rij.uitnodiging.status for rij in rows))


def count_per_status(meeting: Bijeenkomst) -> Tellingen:
    """The same without the list."""
    statuses = meeting.uitnodigingen.of_live().order_by().values_list("status", flat=True)
    return Tellingen(Counter(statuses))


def guests_table(meeting: Bijeenkomst, rows: Sequence[Gastrij]) -> Tabel:
    return Tabel(f"gasten {meeting.korte_titel} {meeting.pilot.gemeente}", KOPPEN, [_cells(rij) for rij in rows])


def _cells(rij: Gastrij) -> list[Cel]:
    one, persoon = rij.uitnodiging, rij.uitnodiging.persoon
    return [
        persoon.naam,
        str(persoon.organisatie or ""),
        persoon.get_positie_display() if persoon.positie else "",
        persoon.email,
        persoon.telefoon,
        one.get_status_display(),
        one.antwoord_op,
        one.antwoord_door,
        one.reden,
        one.toegang,
        one.dieet,
        persoon.geen_foto,
        rij.post,
    ]


def has_answer(uitnodiging: Uitnodiging) -> bool:
    return uitnodiging.status not in ZONDER_ANTWOORD
