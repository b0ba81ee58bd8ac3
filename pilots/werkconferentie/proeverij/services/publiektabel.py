"""Who sees what of one meeting, in one table; and which guest belongs to which audience."""

from collections.abc import Sequence
from dataclasses import dataclass

from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.proeverij.models import Publiek, Publieklid
from pilots.werkconferentie.proeverij.services.publieken import all_lines, division_of, newest, sight
from pilots.werkconferentie.proeverij.stukken import stukken


@dataclass(frozen=True, kw_only=True)
class Rij:
    """One thing of the meeting, and for each audience whether they see it."""

    soort: str
    wat: str
    wie: Sequence[tuple[Publiek, bool]]


@dataclass(frozen=True, kw_only=True)
class Gastrij:
    """One guest: their audience, and whether somebody said so by hand."""

    uitnodiging: Uitnodiging
    publiek: Publiek | None
    met_de_hand: bool


def table_of(meeting: Bijeenkomst, audiences: Sequence[Publiek]) -> list[Rij]:
    """Every block, round and document; the same number of queries for any number of audiences."""
    if not audiences:
        return []
    lines = all_lines(meeting)
    sights = {one.pk: sight(audiences, one, lines) for one in audiences}
    rows = [
        Rij(
            soort="Ronde" if line.is_ronde else "Draaiboek",
            wat=f"{line.begint:%H.%M} {line.titel}",
            wie=[
                (one, line.nr in (sights[one.pk].rondes if line.is_ronde else sights[one.pk].blokken))
                for one in audiences
            ],
        )
        for line in lines
    ]
    allowed = {one.pk: {stuk.soort for stuk in one.stukken.all()} for one in audiences}
    rows += [
        Rij(soort="Document", wat=kind.titel, wie=[(one, kind.key in allowed[one.pk]) for one in audiences])
        for kind in stukken()
        if any(kind.key in those for those in allowed.values())
    ]
    return rows


def missing_of(meeting: Bijeenkomst, publiek: Publiek) -> list[str]:
    """Which documents of this audience were not made yet."""
    wanted = [kind for kind in stukken() if kind.key in {one.soort for one in publiek.stukken.all()}]
    made = {one.soort for one in newest(meeting, wanted)}
    return [kind.titel for kind in wanted if kind.key not in made]


def guests_of(meeting: Bijeenkomst, audiences: Sequence[Publiek]) -> list[Gastrij]:
    """Every guest with their audience, who belongs to none first."""
    if not audiences:
        return []
    guests = list(meeting.uitnodigingen.of_live().with_persoon())
    for one in guests:
        one.bijeenkomst = meeting
    division = division_of(guests)
    by_hand = set(Publieklid.objects.filter(publiek__bijeenkomst=meeting).values_list("uitnodiging_id", flat=True))
    rows = [Gastrij(uitnodiging=one, publiek=division[one.pk], met_de_hand=one.pk in by_hand) for one in guests]
    return sorted(rows, key=lambda row: row.publiek is not None)
