"""Keep what somebody chose: the whole of it at once, the same thing once, and nobody's own word unasked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.versions import VerouderdError
from datt.core.wachtrij import receive_once
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import Bijeenkomst, Persoon
from pilots.traject.services.verloop import refuse_ended
from pilots.werkconferentie.keuzes.aanbod import Aanbod, faults, offer_of, why_closed
from pilots.werkconferentie.keuzes.models import Keus, Keuzebeurt, Voorkeur, Voorkeurbron
from pilots.werkconferentie.programma.models import Programma
from pilots.werkconferentie.programma.services.rooster import programme_of, step
from pilots.werkconferentie.programma.services.schikken import refuse_closed

WEG = "Een workshop die u koos, staat niet meer in het programma. Kijk opnieuw wat er te kiezen is."
ZINNEN = {
    Voorkeurbron.GAST: "koos workshops voor {meeting}",
    Voorkeurbron.FACILITATOR: "vulde in wat {persoon} koos voor {meeting}",
    Voorkeurbron.PAPIER: "nam van papier over wat {persoon} koos voor {meeting}",
}


class AndersGekozenError(Exception):
    """The paper says something else than what was chosen in another way; nothing was stored. Its text is Dutch."""


@dataclass(frozen=True, kw_only=True)
class Inzending:
    """How a choice came in. All of it may be left out.

    `op` is when the person pressed the button, `kenmerk` the mark of the queue of a device; `versie` the Keuzebeurt
    that a page was made from (0: there was none); `over_eigen`: paper may replace what was chosen in another way.
    """

    op: datetime | None = None
    kenmerk: UUID | None = None
    versie: int | None = None
    over_eigen: bool = False


@transaction.atomic
def keep_choices(
    meeting: Bijeenkomst, persoon: Persoon, keuzes: Mapping[int, Keus | int], *, bron: Voorkeurbron,
    by: User | None = None, wie: str = "", inzending: Inzending = Inzending(),
) -> bool:  # fmt: skip
    """Keep the whole choice of one guest, by the pk of the session; it replaces what stood there.

    Answers whether anything changed: the same choice again, or the same message of a phone again, is nothing. Raises
    TransitionError when choosing is not possible (any more), when they do not come, or when something in it cannot
    be; VerouderdError when somebody else changed it since the `versie` that was sent along; AndersGekozenError when
    paper says something else than they said themselves.
    """
    if inzending.kenmerk is not None and not receive_once(inzending.kenmerk, "keuzes"):
        return False
    aanbod = offer_to_choose(meeting)
    uitnodiging = coming_invitation(meeting, persoon)
    wanted = checked(aanbod, keuzes)
    beurt = Keuzebeurt.objects.filter(bijeenkomst=meeting, persoon=persoon).first()
    _refuse_stale(beurt, inzending)
    rows = {row.sessie_id: row for row in Voorkeur.objects.at(meeting).filter(persoon=persoon)}
    now = {pk: row.keus for pk, row in rows.items()}
    if beurt is not None and now == wanted:
        return False
    _refuse_unasked(beurt, bron, inzending)
    op = inzending.op or timezone.now()
    changed = {pk for pk in now.keys() | wanted.keys() if now.get(pk) != wanted.get(pk)}
    Voorkeur.objects.filter(pk__in=[rows[pk].pk for pk in changed & now.keys()]).delete()
    Voorkeur.objects.bulk_create(
        Voorkeur(persoon=persoon, sessie_id=pk, keus=wanted[pk], bron=bron, op=op) for pk in changed & wanted.keys()
    )
    # Their invitation is locked, so nobody else makes a turn for them now.
    turn = beurt or Keuzebeurt(bijeenkomst=meeting, persoon=persoon, versie=0)
    turn.bron, turn.op, turn.versie = bron, op, turn.versie + 1
    turn.save()
    sentence = ZINNEN[bron].format(persoon=persoon, meeting=meeting.korte_titel)
    record(uitnodiging, "keuzes.bewaard", sentence, by=by, wie=wie, kring=meeting.pilot)
    return True


def offer_to_choose(meeting: Bijeenkomst) -> Aanbod:
    """What can be chosen now. Raises TransitionError when nothing can."""
    refuse_ended(meeting.pilot)
    aanbod = offer_of(meeting)
    if closed := why_closed(meeting, aanbod, timezone.localdate()):
        raise TransitionError(closed)
    return aanbod


def checked(aanbod: Aanbod, keuzes: Mapping[int, Keus | int]) -> dict[int, int]:
    """The choices as plain numbers. Raises TransitionError when something in it cannot be."""
    wanted = {pk: int(Keus(keus)) for pk, keus in keuzes.items()}
    if not wanted.keys() <= aanbod.sessies.keys():
        raise TransitionError(WEG)
    for sentence in faults(aanbod, wanted).values():
        raise TransitionError(sentence)
    return wanted


def coming_invitation(meeting: Bijeenkomst, persoon: Persoon) -> Uitnodiging:
    """Their invitation, locked: two choices of one person go one after the other. Raises TransitionError for others."""
    rows = Uitnodiging.objects.filter(bijeenkomst=meeting, persoon=persoon).coming()
    found = rows.select_for_update(of=("self",)).select_related("persoon").first()
    if found is None:
        raise TransitionError(f"{persoon} komt niet naar ‘{meeting}’. Kiezen kan alleen wie komt.")
    found.bijeenkomst = meeting
    return found


def _refuse_stale(beurt: Keuzebeurt | None, inzending: Inzending) -> None:
    if beurt is None:
        return
    if inzending.versie is not None and inzending.versie != beurt.versie:
        raise VerouderdError(beurt)
    # Of what waited on a phone: somebody wrote down something newer meanwhile, at their request.
    if inzending.op is not None and beurt.bron != Voorkeurbron.GAST and inzending.op < beurt.op:
        raise TransitionError("Daarna is voor u iets anders ingevuld. Kijk op uw pagina wat er nu staat.")


def _refuse_unasked(beurt: Keuzebeurt | None, bron: str, inzending: Inzending) -> None:
    own = beurt is not None and beurt.bron != Voorkeurbron.PAPIER
    if bron == Voorkeurbron.PAPIER and own and not inzending.over_eigen:
        raise AndersGekozenError("Op papier staat iets anders dan wat deze gast zelf doorgaf.")


@transaction.atomic
def set_last_day(meeting: Bijeenkomst, until: date, *, versie: int, by: User) -> Programma:
    """Let guests choose up to and including this day.

    Raises VerouderdError when somebody changed the programme since `versie`, TransitionError when the day has passed
    or comes after the meeting, or when there is nothing to choose from yet.
    """
    programma = programme_of(meeting)
    refuse_closed(programma)
    if not offer_of(meeting).rondes:
        raise TransitionError("Er is nog niets te kiezen. Maak eerst het programma openbaar.")
    if not timezone.localdate() <= until <= meeting.datum:
        raise TransitionError("Kies een dag vanaf vandaag, en niet na de bijeenkomst.")
    step(programma, versie=versie)
    if programma.kiezen_tot != until:
        programma.kiezen_tot = until
        programma.save(update_fields=["kiezen_tot"])
        sentence = f"liet gasten kiezen tot en met {until:%d-%m-%Y} voor {meeting.korte_titel}"
        record(programma, "keuzes.open", sentence, by=by)
    return programma
