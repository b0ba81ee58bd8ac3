"""What speaks against one day for one meeting of a pilot that stands."""

from datetime import date

from django.utils import timezone

from pilots.traject import agenda
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Pilot
from pilots.traject.services.oordeel import Oordeel
from pilots.traject.services.planning import schoolkalender


def judge_day(pilot: Pilot, dag: date, *, meeting: Bijeenkomst | None = None, after: bool = False) -> Oordeel:
    """Judge this day for `meeting`, for what comes `after` it, or for an extra one.

    The six keep their order; an extra meeting may stand anywhere, but not within a week of another.
    """
    kalender = schoolkalender(pilot.regio)
    meetings = [one for one in pilot.bijeenkomsten.all() if one.status != BijeenkomstStatus.GEANNULEERD]
    others = [one for one in meetings if meeting is None or after or one.pk != meeting.pk]
    eerder, later = _neighbours(others, dag, meeting, after=after)
    standard = [one for one in others if not one.is_extra]
    found = agenda.conflicts(
        dag,
        kalender,
        eerder=[_named(one) for one in eerder],
        later=[_named(one) for one in later],
        start=min((one.datum for one in standard), default=None),
        vandaag=timezone.localdate(),
    )
    found += _stretches(standard, dag, meeting)
    return Oordeel(list(dict.fromkeys(found)), kalender.is_known(dag))


def _named(meeting: Bijeenkomst) -> agenda.Ander:
    return agenda.Ander(f"‘{meeting.korte_titel}’", meeting.datum)


def _neighbours(
    others: list[Bijeenkomst], dag: date, meeting: Bijeenkomst | None, *, after: bool
) -> tuple[list[Bijeenkomst], list[Bijeenkomst]]:
    """Which meetings come before and after: by their number, and by their day."""
    before = [one for one in others if one.datum <= dag][-1:]
    behind = [one for one in others if one.datum > dag][:1]
    if meeting is None or (meeting.is_extra and not after):
        return before, behind
    nr = meeting.volgorde
    earlier = [one for one in others if not one.is_extra and (one.volgorde < nr or (after and one.volgorde == nr))][-1:]
    following = [one for one in others if not one.is_extra and one.volgorde > nr][:1]
    known = {one.pk for one in [*earlier, *following]}
    return (
        earlier + [one for one in before if one.pk not in known and one.is_extra],
        following + [one for one in behind if one.pk not in known and one.is_extra],
    )


def _stretches(standard: list[Bijeenkomst], dag: date, meeting: Bijeenkomst | None) -> list[str]:
    """Moving the first meeting to the front may make the whole too long."""
    if meeting is None or meeting.is_extra or not standard:
        return []
    last = max(one.datum for one in standard)
    if dag < min(one.datum for one in standard) and (last - dag).days > agenda.TRAJECT_DAGEN:
        return ["maakt het traject langer dan drie maanden"]
    return []
