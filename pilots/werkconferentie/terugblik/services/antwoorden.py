"""Two questions about a workshop: when they are open, who may answer, and the answer."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from datt.core.states import TransitionError
from datt.core.wachtrij import receive_once
from pilots.traject.models import BijeenkomstStatus, Persoon
from pilots.werkconferentie.plaatsing.models import Plaatsing
from pilots.werkconferentie.programma.models import Sessie, Workshop
from pilots.werkconferentie.terugblik.code import code_of_guest, code_of_phone
from pilots.werkconferentie.terugblik.models import Terugblikcode, Workshopoordeel

OPEN_DAGEN = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """When the questions about a workshop open and close; None when it is not in the programme."""

    opent: datetime | None
    sluit: datetime | None

    def is_open(self, now: datetime) -> bool:
        return self.opent is not None and self.sluit is not None and self.opent <= now <= self.sluit

    def is_over(self, now: datetime) -> bool:
        return self.sluit is not None and self.sluit < now


@dataclass(frozen=True, kw_only=True)
class Afzender:
    """Who answers: somebody with a personal link, or only a phone; it is kept as a mark that leads nowhere."""

    telefoon: str
    persoon: Persoon | None = None

    def codes(self, workshop: Workshop) -> list[str]:
        """The first is kept with an answer; any of them says that the answer was given."""
        phone = code_of_phone(workshop.pk, self.telefoon)
        return [phone] if self.persoon is None else [code_of_guest(workshop.pk, self.persoon), phone]


@dataclass(frozen=True, kw_only=True)
class Antwoord:
    """`kenmerk` is the mark of the device, so that it arrives once; `gemaakt_op` when the person pressed the button."""

    nut: int
    kenmerk: UUID
    zin: str = ""
    gemaakt_op: datetime = field(default_factory=timezone.now)


def moment_of(workshop: Workshop) -> Moment:
    """From the begin of its first round until a week after its last; never when the meeting was cancelled."""
    if not workshop.is_accepted or workshop.bijeenkomst.status == BijeenkomstStatus.GEANNULEERD:
        return Moment(opent=None, sluit=None)
    sessies = Sessie.objects.filter(workshop=workshop, gesloten_op__isnull=True).select_related("ronde")
    return moment_between(workshop, sessies)


def moment_between(workshop: Workshop, sessies: Iterable[Sessie]) -> Moment:
    rondes = [sessie.ronde for sessie in sessies]
    for ronde in rondes:
        ronde.bijeenkomst = workshop.bijeenkomst
    if not rondes:
        return Moment(opent=None, sluit=None)
    return Moment(
        opent=min(ronde.begint for ronde in rondes), sluit=max(ronde.eindigt for ronde in rondes) + OPEN_DAGEN
    )


def has_answered(workshop: Workshop, afzender: Afzender) -> bool:
    return Terugblikcode.objects.filter(workshop=workshop, code__in=afzender.codes(workshop)).exists()


@transaction.atomic
def answer_workshop(workshop: Workshop, antwoord: Antwoord, *, afzender: Afzender) -> None:
    """Keep two answers, once for a guest or a phone, and never more than there can have been people.

    Deliberately without a line in the log: its moment would lead from a person to their answers. What a device sends
    twice is once. Raises TransitionError when the questions are not open, or this guest or phone answered already.
    """
    if not receive_once(antwoord.kenmerk, "terugblik"):
        return
    # Two at the last place follow one another.
    Workshop.objects.select_for_update(of=("self",)).get(pk=workshop.pk)
    if workshop.bijeenkomst.pilot.is_read_only():
        raise TransitionError("De pilot is voorbij. U kunt hier niets meer veranderen.")
    if not moment_of(workshop).is_open(antwoord.gemaakt_op):
        raise TransitionError("De vragen over deze workshop zijn nu niet open.")
    if has_answered(workshop, afzender):
        raise TransitionError("U heeft de vragen over deze workshop al beantwoord. Dank u wel.")
    if workshop.oordelen.count() >= most_people(workshop):
        raise TransitionError("Er zijn al zoveel antwoorden als er mensen bij deze workshop waren.")
    Terugblikcode.objects.create(workshop=workshop, code=afzender.codes(workshop)[0])
    Workshopoordeel.objects.create(
        workshop=workshop, nut=antwoord.nut, zin=antwoord.zin, dag=timezone.localdate(antwoord.gemaakt_op)
    )


def most_people(workshop: Workshop) -> int:
    """How many can have been there: the places of each session, or more when more were placed; whoever led it too."""
    sessies = Sessie.objects.filter(workshop=workshop, gesloten_op__isnull=True).select_related("workshop", "ruimte")
    rows = Plaatsing.objects.filter(sessie__workshop=workshop, is_begeleider=False)
    placed = Counter(rows.values_list("sessie_id", flat=True))
    return sum(max(sessie.plaatsen, placed[sessie.pk]) for sessie in sessies) + workshop.begeleidingen.count()


def to_answer(persoon: Persoon, *, now: datetime) -> list[Workshop]:
    """The workshops this guest was in that are over, not yet answered, and still open; in as many queries for each."""
    places = (
        Plaatsing.objects.fixed()
        .filter(persoon=persoon, is_begeleider=False, sessie__gesloten_op__isnull=True)
        .filter(verdeling__bijeenkomst__datum__gte=timezone.localdate(now) - OPEN_DAGEN)
        .filter(verdeling__bijeenkomst__datum__lte=timezone.localdate(now))
        .select_related("ronde", "sessie__workshop", "verdeling__bijeenkomst__pilot")
    )
    found: dict[int, Workshop] = {}
    for place in places:
        place.ronde.bijeenkomst = place.verdeling.bijeenkomst
        if place.ronde.eindigt <= now <= place.ronde.eindigt + OPEN_DAGEN:
            found[place.sessie.workshop_id] = place.sessie.workshop
    return _unanswered(found.values(), persoon)


def _unanswered(workshops: Collection[Workshop], persoon: Persoon) -> list[Workshop]:
    codes = {code_of_guest(one.pk, persoon): one.pk for one in workshops}
    given = set(Terugblikcode.objects.filter(code__in=codes).values_list("code", flat=True)) if codes else set()
    done = {codes[code] for code in given}
    return [one for one in workshops if one.pk not in done]


def _codes_of(persoon: Persoon) -> dict[str, Workshop]:
    """The mark this guest would have, for every workshop of the pilot."""
    workshops = Workshop.objects.filter(bijeenkomst__pilot=persoon.pilot_id)
    return {code_of_guest(one.pk, persoon): one for one in workshops}


def answered_by(persoon: Persoon) -> list[Workshop]:
    """Of which workshops this guest answered the questions, known by the mark alone."""
    codes = _codes_of(persoon)
    given = Terugblikcode.objects.filter(code__in=codes).values_list("code", flat=True)
    return sorted((codes[code] for code in given), key=lambda one: (one.titel, one.pk))


def forget_answers_of(persoon: Persoon) -> None:
    """Take away the marks; the answers are of nobody and stay."""
    Terugblikcode.objects.filter(code__in=_codes_of(persoon)).delete()
