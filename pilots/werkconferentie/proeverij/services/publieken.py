"""Which audience a guest belongs to, and what each audience sees of one meeting."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from datt.documenten.kinds import DocumentKind
from datt.documenten.models import Document
from pilots.bijeenkomsten.draaiboek.models import Draaiboekblok
from pilots.bijeenkomsten.draaiboek.tijden import rooster
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.publieken import Zicht
from pilots.traject.models import Bijeenkomst, Persoon
from pilots.werkconferentie.proeverij.models import Publiek, Publieklid
from pilots.werkconferentie.proeverij.stukken import stukken
from pilots.werkconferentie.programma.models import Programmaversie

S = UitnodigingStatus


@dataclass(frozen=True, kw_only=True)
class Regel:
    """One line of a programme, as an audience reads it; `nr` and `is_ronde` say what it is."""

    nr: int
    is_ronde: bool
    begint: time
    titel: str
    ruimte: str


@dataclass(frozen=True, kw_only=True)
class Publieksbeeld:
    """Everything one audience gets of one meeting."""

    naam: str
    tekst: str
    welkom_om: time
    regels: Sequence[Regel]
    stukken: Sequence[Document]


def audiences_of(meeting: Bijeenkomst) -> list[Publiek]:
    """With what they may see; five queries, however many there are."""
    return list(Publiek.objects.filter(bijeenkomst=meeting).with_parts())


def division_of(uitnodigingen: Sequence[Uitnodiging]) -> dict[int, Publiek | None]:
    """The audience of each of these invitations of one meeting, by its key; None for who belongs to none.

    What somebody did by hand goes before the rule of a position.
    """
    if not uitnodigingen:
        return {}
    audiences = {one.pk: one for one in audiences_of(uitnodigingen[0].bijeenkomst)}
    by_position = {rule.positie: one for one in audiences.values() for rule in one.regels.all()}
    by_hand = dict(
        Publieklid.objects.filter(publiek__in=audiences).values_list("uitnodiging_id", "publiek_id")
        if audiences
        else ()
    )
    return {
        one.pk: audiences[by_hand[one.pk]] if one.pk in by_hand else by_position.get(one.persoon.positie)
        for one in uitnodigingen
    }


def audience_of(meeting: Bijeenkomst, persoon: Persoon) -> Publiek | None:
    """The audience of this person at this meeting; None for who was not invited or belongs to none."""
    mine = Uitnodiging.objects.filter(bijeenkomst=meeting, persoon=persoon).select_related("persoon").first()
    if mine is None:
        return None
    mine.bijeenkomst = meeting
    return division_of([mine])[mine.pk]


def open_audience(meeting: Bijeenkomst) -> Publiek | None:
    """The audience that reads the public page."""
    return Publiek.objects.filter(bijeenkomst=meeting, is_openbaar=True).with_parts().first()


def sights(meeting: Bijeenkomst, personen: Collection[int]) -> Mapping[int, Zicht]:
    """What each of these guests may see; nobody at a meeting without audiences, so that everybody sees everything."""
    audiences = audiences_of(meeting)
    if not audiences:
        return {}
    guests = list(Uitnodiging.objects.filter(bijeenkomst=meeting, persoon__in=personen).select_related("persoon"))
    for one in guests:
        one.bijeenkomst = meeting
    division, lines = division_of(guests), all_lines(meeting)
    seen = {mine: sight(audiences, mine, lines) for mine in {*division.values()}}
    return {one.persoon_id: seen[division[one.pk]] for one in guests}


def sight(audiences: Collection[Publiek], mine: Publiek | None, lines: Iterable[Regel]) -> Zicht:
    """What this audience may see of these lines. Who belongs to none sees what is for all of them."""
    whose = [mine] if mine else list(audiences)
    seen = [line for line in lines if all(_shows(one, line) for one in whose)]
    return Zicht(
        blokken=frozenset(line.nr for line in seen if not line.is_ronde),
        rondes=frozenset(line.nr for line in seen if line.is_ronde),
    )


def _shows(publiek: Publiek, line: Regel) -> bool:
    parts: Iterable[Any] = publiek.rondes.all() if line.is_ronde else publiek.blokken.all()
    return publiek.ziet_alles or any(part.pk == line.nr for part in parts)


def all_lines(meeting: Bijeenkomst) -> list[Regel]:
    """Everything on the programme: the blocks of the run sheet, and the rounds as guests were shown them last."""
    blocks = list(Draaiboekblok.objects.standing().filter(draaiboek__bijeenkomst=meeting))
    times = rooster(blocks, begin=meeting.begin, eind=meeting.eind)
    lines = [
        Regel(nr=one.blok.pk, is_ronde=False, begint=one.begint, titel=one.blok.titel, ruimte=one.blok.ruimte)
        for group in times.groepen
        for one in group
    ]
    version = Programmaversie.objects.filter(programma__bijeenkomst=meeting).first()
    rounds = version.inhoud["rondes"] if version else ()
    lines += [
        Regel(
            nr=one["pk"],
            is_ronde=True,
            begint=time.fromisoformat(one["begint"]),
            titel=one["titel"],
            ruimte=one["ruimte"],
        )
        for one in rounds
    ]
    return sorted(lines, key=lambda line: line.begint)


def view_of(meeting: Bijeenkomst, publiek: Publiek | None, audiences: Collection[Publiek]) -> Publieksbeeld:
    """What this audience reads of the meeting; of who belongs to none, what is for everybody."""
    lines = all_lines(meeting)
    seen = sight(audiences, publiek, lines)
    return Publieksbeeld(
        naam=publiek.naam if publiek else "",
        tekst=publiek.uitnodiging if publiek else "",
        welkom_om=(publiek.welkom_om if publiek else None) or meeting.begin,
        regels=[line for line in lines if line.nr in (seen.rondes if line.is_ronde else seen.blokken)],
        stukken=documents_of(meeting, publiek) if publiek else [],
    )


def view_of_residents(meeting: Bijeenkomst) -> Publieksbeeld | None:
    """What stands on the public page; None when no audience reads it."""
    publiek = open_audience(meeting)
    return view_of(meeting, publiek, [publiek]) if publiek else None


def documents_of(meeting: Bijeenkomst, publiek: Publiek) -> list[Document]:
    """The newest of each kind that this audience may fetch, as far as it was made; one query."""
    allowed = {one.soort for one in publiek.stukken.all()}
    return newest(meeting, [kind for kind in stukken() if kind.key in allowed])


def newest(meeting: Bijeenkomst, kinds: Sequence[DocumentKind[Any]]) -> list[Document]:
    """The newest of each of these kinds that is ready."""
    if not kinds:
        return []
    rows = Document.objects.about(meeting, kinds[0]).none()
    for kind in kinds:
        rows = rows | Document.objects.about(meeting, kind)
    found = {row.soort: row for row in rows.for_list().order_by("versie") if row.is_ready()}
    return [found[kind.key] for kind in kinds if kind.key in found]


def words_of_audiences(uitnodigingen: Sequence[Uitnodiging]) -> Mapping[int, str]:
    """What the invitation of each of these guests says besides, by its key."""
    division = division_of(uitnodigingen)
    return {pk: publiek.uitnodiging for pk, publiek in division.items() if publiek and publiek.uitnodiging}
