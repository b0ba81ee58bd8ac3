"""Fix a verslag: what it says from now on, as a PDF and in the mail; and open it again with a reason."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from datt.accounts.models import User
from datt.berichten.models import Bericht
from datt.berichten.services import withdraw
from datt.core.models import record
from datt.core.states import TransitionError
from datt.documenten.models import Document
from datt.documenten.services import order_document
from pilots.bijeenkomsten.verslag.documents import VERSLAG
from pilots.bijeenkomsten.verslag.models import Verslag, Verslagopmerking, Verslagversie
from pilots.bijeenkomsten.verslag.services.inhoud import inhoud_of
from pilots.bijeenkomsten.verslag.services.schrijven import locked_verslag, open_verslag
from pilots.traject.models import Bijeenkomst, Persoon
from pilots.traject.services.verloop import report_bijeenkomst

REACTIE_BINNEN = timedelta(days=14)
MOST_REMARKS = 5


@dataclass(frozen=True, kw_only=True)
class Vaststelling:
    """What the facilitator decides when fixing it."""

    reactie_tot: date
    mailen: bool = True
    wat_veranderd: str = ""


@transaction.atomic
def fix_verslag(meeting: Bijeenkomst, how: Vaststelling, *, by: User) -> Verslagversie:
    """Keep what it says now as the next version, order its PDF, and tell who was invited once that is there.

    Raises TransitionError when the meeting was not held, the verslag is fixed already, or has no short version.
    """
    verslag = open_verslag(meeting)
    meeting.refresh_from_db(fields=["status"])
    if missing := missing_in(meeting, verslag):
        raise TransitionError(missing[0])
    versie = Verslagversie.objects.create(
        verslag=verslag,
        nummer=verslag.nummer + 1,
        html=render_to_string("verslag/_inhoud.html", {"inhoud": inhoud_of(meeting, verslag)}),
        wat_veranderd=how.wat_veranderd,
        reactie_tot=how.reactie_tot,
        mailen=how.mailen,
        door=by,
    )
    verslag.fix(by=by)
    report_bijeenkomst(meeting, by=by)
    order_document(VERSLAG, meeting, by=by)
    return versie


def missing_in(meeting: Bijeenkomst, verslag: Verslag) -> list[str]:
    """What must be there before it can be fixed, each in a sentence."""
    missing = []
    if not meeting.is_held():
        missing.append(f"‘{meeting}’ is nog niet afgesloten. Sluit eerst de bijeenkomst af.")
    if not verslag.pk or not verslag.delen.filter(deel="kort").exclude(inhoud="").exists():
        missing.append("Er staat nog niets bij ‘In het kort’. Schrijf dat eerst: veel mensen lezen alleen dat.")
    return missing


@transaction.atomic
def reopen_verslag(meeting: Bijeenkomst, *, reden: str, by: User) -> None:
    """What was sent stays as it is; the next version says what changed."""
    locked_verslag(meeting).reopen(by=by, reden=reden)


@transaction.atomic
def withdraw_verslag(meeting: Bijeenkomst, *, reden: str, by: User) -> None:
    """Guests read it no more, and mail about it that still waits does not go out.

    Raises TransitionError when there is no version that anybody reads.
    """
    verslag = locked_verslag(meeting)
    if not verslag.may_be_withdrawn():
        raise TransitionError("Er is geen verslag dat mensen kunnen lezen. Er valt dus niets in te trekken.")
    verslag.withdraw(by=by, reden=reden)
    for versie in verslag.versies.all():
        waiting = Bericht.objects.filter(soort="verslag", sleutel__startswith=f"verslag:{versie.pk}:")
        withdraw(waiting, by=by, reden="Het verslag is ingetrokken.")


def newest_version(meeting: Bijeenkomst) -> Verslagversie | None:
    return Verslagversie.objects.filter(verslag__bijeenkomst=meeting).select_related("door", "verslag").first()


def newest_document(meeting: Bijeenkomst) -> Document | None:
    return Document.objects.about(meeting, VERSLAG).for_list().order_by("-versie").first()


def newest_file(meeting: Bijeenkomst) -> Document | None:
    """The newest PDF that can be downloaded and was not withdrawn; what a guest gets."""
    gone = Verslag.objects.filter(bijeenkomst=meeting).values_list("ingetrokken", flat=True).first() or 0
    ready = Document.objects.about(meeting, VERSLAG).filter(status="klaar", versie__gt=gone)
    return ready.defer("html").order_by("-versie").first()


def may_remark(versie: Verslagversie) -> bool:
    return not versie.is_withdrawn() and timezone.localdate() <= versie.reactie_tot


@transaction.atomic
def remark_on(versie: Verslagversie, persoon: Persoon, tekst: str, *, wie: str) -> Verslagopmerking:
    """A reader says what is not right. Raises TransitionError after the day until which that is possible."""
    if not may_remark(versie):
        raise TransitionError("Reageren op dit verslag kan niet meer. Bel gerust, dan zoeken wij het uit.")
    verslag = Verslag.objects.select_for_update().get(pk=versie.verslag_id)
    if verslag.opmerkingen.filter(persoon=persoon).count() >= MOST_REMARKS:
        raise TransitionError("U heeft al vijf keer gereageerd. Bel gerust, dan nemen wij het samen door.")
    remark = Verslagopmerking.objects.create(verslag=verslag, nummer=versie.nummer, persoon=persoon, tekst=tekst)
    record(verslag, "verslag.opmerking", f"gaf een opmerking bij {verslag}", by=None, wie=wie)
    return remark


@transaction.atomic
def handle_remark(remark: Verslagopmerking, *, by: User) -> None:
    """Somebody looked at it; a second click changes nothing."""
    if remark.is_done_at(timezone.now()):
        record(remark.verslag, "verslag.opmerking.verwerkt", f"verwerkte een opmerking bij {remark.verslag}", by=by)


@transaction.atomic
def set_bedankje(meeting: Bijeenkomst, *, aan: bool, by: User) -> None:
    """Whether everybody who was there is thanked the day after."""
    verslag, _ = Verslag.objects.get_or_create(bijeenkomst=meeting)
    if verslag.geen_bedankje == aan:
        Verslag.objects.filter(pk=verslag.pk).update(geen_bedankje=not aan)
        words = "zette het bedankje aan" if aan else "zette het bedankje uit"
        record(verslag, "verslag.bedankje", f"{words} voor {meeting.korte_titel}", by=by)
