"""Who comes in: at the door by QR or name, without an invitation, by themselves, or entered afterwards.

`Aanwezigheid` is the truth, the invitation follows it. Whatever a phone sends may come late and more than once.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from datt.core import dates
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.text import fold
from datt.core.wachtrij import receive_once
from pilots.bijeenkomsten.dag.models import Aanwezigheid, Binnenkomst
from pilots.bijeenkomsten.dag.services.stand import touch
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Persoon

S = UitnodigingStatus


@dataclass(frozen=True, kw_only=True)
class Melding:
    """What a phone said: which part of the day, how, when, and the mark that makes it count once."""

    dagdeel: int = 1
    hoe: str = Binnenkomst.NAAM
    kenmerk: UUID = field(default_factory=uuid4)
    op: datetime = field(default_factory=timezone.now)


def why_not_open(meeting: Bijeenkomst) -> str:
    """Why nobody can come in at this meeting now, in one sentence; empty when they can."""
    try:
        refuse_unless_open(meeting)
    except TransitionError as refused:
        return str(refused)
    return ""


def refuse_unless_open(meeting: Bijeenkomst) -> None:
    """People come in from the day itself on, and can be entered afterwards."""
    if meeting.status == BijeenkomstStatus.GEANNULEERD:
        raise TransitionError(f"‘{meeting}’ gaat niet door. Er kan niemand worden ingecheckt.")
    if meeting.datum > timezone.localdate() and not meeting.pilot.is_oefening:
        raise TransitionError(f"‘{meeting}’ is op {dates.day(meeting.datum)}. Inchecken kan vanaf die dag.")


@transaction.atomic
def check_in(
    meeting: Bijeenkomst, persoon: Persoon, melding: Melding, *, by: Any, wie: str = ""
) -> Aanwezigheid | None:
    """Let this person be inside. The same message again, or another phone at the same moment, changes nothing.

    Answers the attendance that stands, or None when this message arrived before and was undone since.
    """
    refuse_unless_open(meeting)
    if not receive_once(melding.kenmerk, "incheck"):
        return _standing(meeting, persoon, melding.dagdeel)
    return _enter(meeting, persoon, melding, by=by, wie=wie)


def _enter(
    meeting: Bijeenkomst, persoon: Persoon, melding: Melding, *, by: Any, wie: str = "", organisatie: str = ""
) -> Aanwezigheid:
    uitnodiging = _invitation(meeting, persoon)
    inside = Aanwezigheid(
        bijeenkomst=meeting,
        persoon=persoon,
        dagdeel=melding.dagdeel,
        kenmerk=melding.kenmerk,
        binnen_op=melding.op,
        hoe=Binnenkomst.ACHTERAF if meeting.is_held() and melding.op.date() > meeting.datum else melding.hoe,
        door=by,
        antwoord_was=_answer_before(uitnodiging),
        opgegeven_organisatie=organisatie[:120],
    )
    try:
        with transaction.atomic():
            inside.save(force_insert=True)
    except IntegrityError:  # inside already: a second phone, at this moment or before
        return Aanwezigheid.objects.standing().get(bijeenkomst=meeting, persoon=persoon, dagdeel=melding.dagdeel)
    if not _arrive(uitnodiging, by=by, wie=wie):
        record(inside, "dag.aanwezigheid.dagdeel", f"checkte {persoon} ook in voor een ander dagdeel", by=by, wie=wie)
    touch(meeting)
    return inside


def _standing(meeting: Bijeenkomst, persoon: Persoon, dagdeel: int) -> Aanwezigheid | None:
    return Aanwezigheid.objects.standing().filter(bijeenkomst=meeting, persoon=persoon, dagdeel=dagdeel).first()


def _invitation(meeting: Bijeenkomst, persoon: Persoon) -> Uitnodiging:
    row, _ = Uitnodiging.objects.get_or_create(
        bijeenkomst=meeting, persoon=persoon, defaults={"zonder_uitnodiging": True}
    )
    row.bijeenkomst, row.persoon = meeting, persoon
    return row


def _answer_before(uitnodiging: Uitnodiging) -> str:
    """What the invitation said before any part of this day."""
    if uitnodiging.status != S.AANWEZIG:
        return S.NEE if uitnodiging.zonder_uitnodiging and uitnodiging.status == S.KLAAR else uitnodiging.status
    earlier = uitnodiging.bijeenkomst.aanwezigheden.standing().filter(persoon=uitnodiging.persoon_id).first()
    return earlier.antwoord_was if earlier else S.JA


def _arrive(uitnodiging: Uitnodiging, *, by: Any, wie: str) -> bool:
    """Let the invitation follow; False when they were inside for another part of the day already."""
    if uitnodiging.status == S.AANWEZIG:
        return False
    try:
        uitnodiging.arrive(by=by, wie=wie)
    except TransitionError:  # the other part of the day, checked in at this very moment
        uitnodiging.refresh_from_db(fields=["status"])
        if uitnodiging.status != S.AANWEZIG:
            raise
        return False
    return True


@transaction.atomic
def undo_check_in(meeting: Bijeenkomst, persoon: Persoon, melding: Melding, *, by: Any, wie: str = "") -> None:
    """Somebody was checked in by mistake; the invitation goes back to what it said."""
    refuse_unless_open(meeting)
    if not receive_once(melding.kenmerk, "incheck terug"):
        return
    inside = _standing(meeting, persoon, melding.dagdeel)
    if inside is None:
        return
    changed = Aanwezigheid.objects.standing().filter(pk=inside.pk).update(ongedaan_op=timezone.now())
    if not changed:
        return
    touch(meeting)
    others = Aanwezigheid.objects.standing().filter(bijeenkomst=meeting, persoon=persoon)
    uitnodiging = Uitnodiging.objects.filter(bijeenkomst=meeting, persoon=persoon).first()
    if others.exists() or uitnodiging is None or uitnodiging.status != S.AANWEZIG:
        record(inside, "dag.aanwezigheid.ongedaan", f"haalde {persoon} van de aanwezigen", by=by, wie=wie)
        return
    uitnodiging.bijeenkomst, uitnodiging.persoon = meeting, persoon
    before = inside.antwoord_was or S.JA
    uitnodiging.undo_arrival(by=by, wie=wie, terug=S.AFWEZIG if meeting.is_held() and before == S.JA else before)


@transaction.atomic
def walk_in(meeting: Bijeenkomst, naam: str, organisatie: str, melding: Melding, *, by: Any) -> Persoon | None:
    """Somebody without an invitation stands at the door: they come in, also when the room is full.

    Who is known by that name (and organisation) is not made again. None when this message arrived before.
    """
    refuse_unless_open(meeting)
    if not receive_once(melding.kenmerk, "inloper"):
        return None
    persoon = _known(meeting, naam, organisatie) or _make(meeting, naam, organisatie, by=by)
    said = "" if persoon.organisatie_id else organisatie
    _enter(meeting, persoon, melding, by=by, organisatie=said)
    return persoon


def _known(meeting: Bijeenkomst, naam: str, organisatie: str) -> Persoon | None:
    """The one person of the pilot with this name, unless they speak for another organisation."""
    people = meeting.pilot.personen.known().with_organisatie()
    same = [one for one in people if fold(one.naam) == fold(naam)]
    if organisatie:
        said = dict(meeting.aanwezigheden.standing().values_list("persoon_id", "opgegeven_organisatie"))
        names = {one.pk: one.organisatie.naam if one.organisatie else said.get(one.pk, "") for one in same}
        same = [one for one in same if fold(names[one.pk]) in ("", fold(organisatie))]
    return same[0] if len(same) == 1 else None


def _make(meeting: Bijeenkomst, naam: str, organisatie: str, *, by: Any) -> Persoon:
    named = next((row for row in _organisaties(meeting) if fold(row.naam) == fold(organisatie)), None)
    persoon = Persoon.objects.create(pilot=meeting.pilot, naam=naam, organisatie=named)
    record(persoon, "dag.persoon.inloper", f"schreef {persoon} in bij de deur", by=by)
    return persoon


def _organisaties(meeting: Bijeenkomst) -> list[Any]:
    return [row.organisatie for row in meeting.pilot.ketenpartners.select_related("organisatie")]


@transaction.atomic
def mark_absent(meeting: Bijeenkomst, *, by: Any) -> int:
    """Everybody who said yes and was at no part of the day was not there. Raises TransitionError too early."""
    if not meeting.is_held():
        raise TransitionError(f"‘{meeting}’ is nog niet afgesloten. Daarna kunt u zeggen wie er niet was.")
    inside = meeting.aanwezigheden.standing().values("persoon_id")
    missed: int = meeting.uitnodigingen.exclude(persoon__in=inside).miss_all(by=by)
    touch(meeting)
    return missed
