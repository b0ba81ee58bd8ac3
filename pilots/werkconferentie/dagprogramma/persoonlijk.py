"""Everybody's own programme: the page, the badge, the calendar, the lists and the door signs all read it here.

What guests were shown (the last version of the programme) says when, where and what. The fixed division says who is
in which workshop, and who leads one is in it. So whatever is printed or shown, it cannot disagree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from datt.core.dates import AMSTERDAM
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.publieken import Zicht, sight_of, sights_of
from pilots.tafels.models import Tafel
from pilots.tafels.plekken import seat_words, seats_of
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Persoon
from pilots.werkconferentie.dagprogramma.dagbeeld import Dagbeeld, Mens, Onderdeel, Rondebeeld, Sessiebeeld
from pilots.werkconferentie.plaatsing.models import Plaatsing
from pilots.werkconferentie.programma.models import Begeleiding, Programmaversie, Rondesoort, Ruimte, Sessie
from pilots.werkconferentie.programma.services.versies import latest

GAAT_NIET_DOOR = "Deze workshop gaat niet door. Wij zoeken voor u een andere plaats."


def programme_for(meeting: Bijeenkomst) -> Mapping[int, list[Onderdeel]]:
    """The programme of everybody who comes to this meeting or leads a workshop, by person; empty until it is public.

    As many queries for one guest as for three hundred. What is for another audience is left out.
    """
    day = day_of(meeting)
    if day is None:
        return {}
    sights = sights_of(meeting, list(day.programmas))
    return {nr: _seen(parts, sights.get(nr)) for nr, parts in day.programmas.items()}


def programme_of(persoon: Persoon, meeting: Bijeenkomst) -> list[Onderdeel]:
    """The programme of one person; empty for who does not come, or as long as it is not public."""
    day = _read(meeting, persoon)
    return _seen(day.programmas.get(persoon.pk, []), sight_of(meeting, persoon)) if day else []


def _seen(parts: list[Onderdeel], sight: Zicht | None) -> list[Onderdeel]:
    """Without the rounds that are for another audience; who leads a workshop sees its round."""
    if sight is None:
        return parts
    return [part for part in parts if part.begeleidt or part.ronde.nr in sight.rondes]


def day_of(meeting: Bijeenkomst) -> Dagbeeld | None:
    """The whole day; None until the programme was made public, or when the meeting is off."""
    return _read(meeting, None)


def _read(meeting: Bijeenkomst, only: Persoon | None) -> Dagbeeld | None:
    version = latest(meeting)
    if version is None or meeting.status == BijeenkomstStatus.GEANNULEERD:
        return None
    rooms = {ruimte.naam: ruimte for ruimte in Ruimte.objects.filter(bijeenkomst=meeting)}
    rondes = rounds_in(version, meeting, rooms)
    leads = list(
        Begeleiding.objects.filter(workshop__bijeenkomst=meeting, persoon__samengevoegd_in__isnull=True)
        .select_related("persoon__organisatie")
        .order_by("persoon__naam", "pk")
    )
    sessies = _sessions(meeting, version.inhoud["sessies"], rooms, leads)
    people, invited = _people(meeting, leads, only)
    made = _Maker(rondes=rondes, sessies=sessies, invited=invited, **_where(meeting, rondes, sessies, leads, only))
    programmes = {nr: made.of(nr) for nr in people}
    seen = {one["pk"] for one in version.inhoud["sessies"]}
    seen |= {part.sessie.nr for parts in programmes.values() for part in parts if part.sessie}
    day = Dagbeeld(
        versie=version.nummer,
        rondes=rondes,
        sessies={nr: one for nr, one in sessies.items() if one.is_open and nr in seen},
        mensen=people,
        programmas=programmes,
    )
    used = ({ronde.ruimte for ronde in day.rondes} | {sessie.ruimte for sessie in day.sessies.values()}) - {""}
    names = [*(naam for naam in rooms if naam in used), *sorted(used - set(rooms))]
    return replace(day, ruimten=tuple(names), **_turned(day))


def rounds_in(
    version: Programmaversie, meeting: Bijeenkomst, rooms: Mapping[str, Ruimte] | None = None
) -> tuple[Rondebeeld, ...]:
    """The parts of the day as this version has them, on the day of the meeting."""
    return tuple(_round(one, meeting, rooms or {}) for one in version.inhoud["rondes"])


def _round(one: Mapping[str, Any], meeting: Bijeenkomst, rooms: Mapping[str, Ruimte]) -> Rondebeeld:
    begin = datetime.combine(meeting.datum, time.fromisoformat(one["begint"]), tzinfo=AMSTERDAM)
    room = rooms.get(one["ruimte"])
    return Rondebeeld(
        nr=one["pk"],
        soort=one["soort"],
        titel=one["titel"],
        begint=begin,
        eindigt=begin + timedelta(minutes=one["minuten"]),
        ruimte=one["ruimte"],
        weg=room.weg_naar if room else "",
        toelichting=one["toelichting"],
    )


def _sessions(
    meeting: Bijeenkomst, shown: Sequence[Mapping[str, Any]], rooms: Mapping[str, Ruimte], leads: Iterable[Begeleiding]
) -> dict[int, Sessiebeeld]:
    """Every workshop that guests were shown, and those in which somebody was placed since; closed ones as well."""
    names: dict[int, list[str]] = {}
    for lead in leads:
        names.setdefault(lead.workshop_id, []).append(lead.persoon.naam)
    rows = {
        one.pk: one for one in Sessie.objects.filter(ronde__bijeenkomst=meeting).select_related("workshop", "ruimte")
    }
    found: dict[int, Sessiebeeld] = {}
    for one in shown:
        row = rows.pop(one["pk"], None)
        room = rooms.get(one["ruimte"])
        found[one["pk"]] = Sessiebeeld(
            nr=one["pk"],
            ronde=one["ronde"],
            workshop=one["workshop"],
            titel=one["titel"],
            ruimte=one["ruimte"],
            weg=room.weg_naar if room else "",
            begeleiders=tuple(names.get(one["workshop"], ())),
            plaatsen=row.plaatsen if row else 0,
            is_toegankelijk=room is None or room.is_toegankelijk,
            is_open=one["is_open"] and (row is None or row.is_open),
        )
    return found | {pk: _unseen(row, names) for pk, row in rows.items()}


def _unseen(row: Sessie, names: Mapping[int, list[str]]) -> Sessiebeeld:
    """A workshop that came into the programme after the last version: only who was placed in it sees it."""
    return Sessiebeeld(
        nr=row.pk,
        ronde=row.ronde_id,
        workshop=row.workshop_id,
        titel=row.workshop.titel,
        ruimte=str(row.ruimte or ""),
        weg=row.ruimte.weg_naar if row.ruimte else "",
        begeleiders=tuple(names.get(row.workshop_id, ())),
        plaatsen=row.plaatsen,
        is_toegankelijk=row.ruimte is None or row.ruimte.is_toegankelijk,
        is_open=row.is_open,
    )


def _people(
    meeting: Bijeenkomst, leads: Iterable[Begeleiding], only: Persoon | None
) -> tuple[dict[int, Mens], frozenset[int]]:
    """Who comes or leads, by name; and which of them were invited."""
    rows = Uitnodiging.objects.filter(bijeenkomst=meeting).coming().with_persoon()
    if only is not None:
        rows = rows.filter(persoon=only)
    coming = {row.persoon_id: _human(row.persoon, toegang=bool(row.toegang.strip())) for row in rows}
    leaders = {one.persoon_id: _human(one.persoon) for one in leads if only is None or one.persoon_id == only.pk}
    every = sorted((leaders | coming).values(), key=lambda one: (one.naam.casefold(), one.nr))
    return {one.nr: one for one in every}, frozenset(coming)


def _human(persoon: Persoon, *, toegang: bool = False) -> Mens:
    organisation = persoon.organisatie.naam if persoon.organisatie else ""
    return Mens(nr=persoon.pk, naam=persoon.naam, organisatie=organisation, toegang=toegang)


def _where(
    meeting: Bijeenkomst,
    rondes: Sequence[Rondebeeld],
    sessies: Mapping[int, Sessiebeeld],
    leads: Iterable[Begeleiding],
    only: Persoon | None,
) -> dict[str, Any]:
    """Where people are: in which workshop, leading which one, and at which tables."""
    placed = Plaatsing.objects.fixed().filter(verdeling__bijeenkomst=meeting)
    if only is not None:
        placed = placed.filter(persoon=only)
    held: dict[int, list[Sessiebeeld]] = {}
    for sessie in sessies.values():
        if sessie.is_open:
            held.setdefault(sessie.workshop, []).append(sessie)
    cafes = [one.nr for one in rondes if one.soort == Rondesoort.WERELDCAFE]
    return {
        "placed": {(one.persoon_id, one.ronde_id): one for one in placed},
        "leading": {(one.persoon_id, s.ronde): s for one in leads for s in held.get(one.workshop_id, ())},
        "cafes": cafes,
        "tables": seats_of(meeting) if cafes else {},
    }


@dataclass(frozen=True, kw_only=True)
class _Maker:
    """Puts the programme of one person together; no queries."""

    rondes: tuple[Rondebeeld, ...]
    sessies: Mapping[int, Sessiebeeld]
    invited: frozenset[int]
    placed: Mapping[tuple[int, int], Plaatsing]
    leading: Mapping[tuple[int, int], Sessiebeeld]
    cafes: Sequence[int]
    tables: Mapping[int, Mapping[int, Tafel]]

    def of(self, persoon: int) -> list[Onderdeel]:
        """Who leads and was not invited has no place of a guest in the other rounds."""
        return [
            self._part(persoon, ronde)
            for ronde in self.rondes
            if not ronde.is_keuze or persoon in self.invited or (persoon, ronde.nr) in self.leading
        ]

    def _part(self, persoon: int, ronde: Rondebeeld) -> Onderdeel:
        if ronde.nr in self.cafes:
            return Onderdeel(ronde=ronde, tafel=self._table(persoon, ronde))
        if not ronde.is_keuze:
            return Onderdeel(ronde=ronde)
        if (persoon, ronde.nr) in self.leading:
            reden = "U begeleidt deze workshop."
            return Onderdeel(ronde=ronde, sessie=self.leading[persoon, ronde.nr], begeleidt=True, reden=reden)
        place = self.placed.get((persoon, ronde.nr))
        if place is None:
            return Onderdeel(ronde=ronde)
        sessie = self.sessies.get(place.sessie_id)
        if sessie is None or not sessie.is_open:
            return Onderdeel(ronde=ronde, reden=GAAT_NIET_DOOR)
        return Onderdeel(ronde=ronde, sessie=sessie, reden=place.reden)

    def _table(self, persoon: int, ronde: Rondebeeld) -> str:
        """With one world café all its tables; with more, each has the table of its own round."""
        tables = self.tables.get(persoon, {})
        if len(self.cafes) > 1:
            number = self.cafes.index(ronde.nr) + 1
            tables = {number: tables[number]} if number in tables else {}
        return seat_words(tables) if tables else ""


def _turned(day: Dagbeeld) -> dict[str, Any]:
    """The same from the other side: who is in each workshop, by name."""
    guests: dict[int, list[Mens]] = {}
    leaders: dict[int, list[Mens]] = {}
    for nr, parts in day.programmas.items():
        for part in parts:
            if part.sessie is not None:
                side = leaders if part.begeleidt else guests
                side.setdefault(part.sessie.nr, []).append(day.mensen[nr])
    return {"gasten": guests, "leiding": leaders}
