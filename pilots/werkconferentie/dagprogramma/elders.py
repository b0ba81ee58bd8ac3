"""The own programme where other apps show it: in the guest's calendar, and on the back of the badge."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Max

from pilots.bijeenkomsten.dag.badgeregels import Badgeregel
from pilots.bijeenkomsten.uitnodigen.agendateksten import Agendatekst
from pilots.traject.models import Bijeenkomst, Persoon
from pilots.werkconferentie.dagprogramma.dagbeeld import Onderdeel
from pilots.werkconferentie.dagprogramma.persoonlijk import programme_for, programme_of
from pilots.werkconferentie.plaatsing.models import Verdeling
from pilots.werkconferentie.programma.models import Programmaversie


def calendar_texts(meetings: Collection[Bijeenkomst], persoon: Persoon | None) -> Mapping[int, Agendatekst]:
    """Of the meetings whose programme is public; no names, a calendar is easily shared."""
    shown = Programmaversie.objects.filter(programma__bijeenkomst__in=meetings).order_by()
    versions = dict(shown.values_list("programma__bijeenkomst").annotate(nummer=Max("nummer")))
    if not versions:
        return {}
    divisions = dict(Verdeling.objects.filter(bijeenkomst__in=versions).values_list("bijeenkomst", "versie"))
    return {
        meeting.pk: Agendatekst(
            nummer=versions[meeting.pk] + divisions.get(meeting.pk, 0), teksten=_texts(meeting, persoon)
        )
        for meeting in meetings
        if meeting.pk in versions
    }


def _texts(meeting: Bijeenkomst, persoon: Persoon | None) -> dict[int, str]:
    found = programme_for(meeting) if persoon is None else {persoon.pk: programme_of(persoon, meeting)}
    return {nr: _text(parts) for nr, parts in found.items() if parts}


def _text(parts: Sequence[Onderdeel]) -> str:
    return "\n".join(["Uw programma:", *(part.zin for part in parts)])


def badge_lines(meeting: Bijeenkomst) -> Mapping[int, Sequence[Badgeregel]]:
    """What everybody does, without the breaks: those find themselves."""
    return {
        nr: [_line(part) for part in parts if not part.ronde.is_pauze] for nr, parts in programme_for(meeting).items()
    }


def _line(part: Onderdeel) -> Badgeregel:
    what = f"{part.ronde.titel}: nog niet bekend" if part.is_onbekend else part.wat
    return Badgeregel(
        om=f"{part.ronde.begint:%H.%M}",
        wat=f"U begeleidt: {what}" if part.begeleidt else what,
        waar=", ".join(one for one in (part.ruimte, part.tafel) if one),
        is_eigen=part.ronde.is_keuze or bool(part.tafel),
    )
