"""Open a meeting to every resident: its page, its address, its texts and its limit."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.versions import store
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.proeverij.models import Bezoekaanmelding, Openstelling, OpenstellingStatus

S = OpenstellingStatus
# What a facilitator begins with; every sentence can be changed.
VOORSTEL = {
    "welkom": (
        "Kom gezellig langs. We eten samen en praten over rondkomen in onze gemeente."
        " U hoeft niets te vertellen over uzelf. Luisteren is genoeg."
    ),
    "te_doen": (
        "Proeven en doen bij de kramen\nSamen eten aan lange tafels\nLuisteren naar een verhaal uit eigen ervaring\n"
        "Kiezen welk plan het eerst mag\nEen rustige kamer om met iemand te praten"
    ),
    "eten": "Er is gratis eten, ook zonder vlees en halal.",
    "kinderen": "Kinderen zijn welkom. Er is een hoek om te spelen.",
    "toegang": "U kunt overal komen met een rolstoel of een kinderwagen.",
    "honden": "Een hulphond mag mee naar binnen.",
}
RESERVED = {"code", "mijn"}
LONGEST_STEM = 50


def openstelling_of(meeting: Bijeenkomst) -> Openstelling | None:
    """How this meeting is open to everybody; None as long as nobody made a page for it."""
    found = Openstelling.objects.filter(bijeenkomst=meeting).first()
    if found is not None:
        found.bijeenkomst = meeting
    return found


def begin(meeting: Bijeenkomst, *, by: User) -> Openstelling:
    """Make the page, which nobody sees yet; the one that is there when somebody made it already."""
    if (found := openstelling_of(meeting)) is not None:
        return found
    try:
        return _make(meeting, by=by)
    except IntegrityError:  # somebody else pressed the button at the same moment
        found = openstelling_of(meeting)
        if found is None:
            raise
        return found


@transaction.atomic
def _make(meeting: Bijeenkomst, *, by: User) -> Openstelling:
    made = Openstelling.objects.create(
        bijeenkomst=meeting, slug=_free_slug(meeting), hoogstens=max(meeting.capaciteit, 1), **VOORSTEL
    )
    record(made, "proeverij.gemaakt", f"maakte een open bladzijde voor {meeting}", by=by)
    return made


def _free_slug(meeting: Bijeenkomst) -> str:
    stem = slugify(f"{meeting.korte_titel} {meeting.pilot.gemeente}")[:LONGEST_STEM].strip("-") or "kom"
    taken = {*Openstelling.objects.filter(slug__startswith=stem).values_list("slug", flat=True), *RESERVED}
    names = (stem if nr == 1 else f"{stem}-{nr}" for nr in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


@transaction.atomic
def change_texts(openstelling: Openstelling, *, versie: int, by: User, **fields: Any) -> None:
    """Change what the page says and how many may sign up; full or not follows.

    Raises VerouderdError when somebody changed it since `versie`.
    """
    store(openstelling, versie=versie, **fields)
    record(openstelling, "proeverij.veranderd", f"veranderde de open bladzijde van {openstelling}", by=by)
    follow_limit(openstelling, by=by)


@transaction.atomic
def open_up(openstelling: Openstelling, *, by: User) -> None:
    """Let everybody see the page and sign up. Raises TransitionError for a meeting that is over or off."""
    if not openstelling.bijeenkomst.is_open():
        raise TransitionError(f"‘{openstelling}’ is al geweest of gaat niet door. De bladzijde kan niet meer open.")
    openstelling.open_up(by=by)
    follow_limit(openstelling, by=by)


def close(openstelling: Openstelling, *, by: User) -> None:
    """Nobody signs up any more; the page stays and says so."""
    openstelling.close(by=by)


@transaction.atomic
def hide(openstelling: Openstelling, *, by: User) -> None:
    """Take the page away. Raises TransitionError when people signed up: they must be able to find it."""
    Openstelling.objects.select_for_update().get(pk=openstelling.pk)
    if openstelling.aanmeldingen.exists():
        raise TransitionError(
            "Er hebben zich al mensen aangemeld. Zij moeten de bladzijde kunnen vinden."
            " Sluit de aanmelding, dan meldt niemand zich meer aan."
        )
    openstelling.hide(by=by)


def follow_limit(openstelling: Openstelling, *, by: Any = None) -> None:
    """Let full or not be what the number of people says. Called under the lock of who changes that number."""
    openstelling.refresh_from_db(fields=["status", "hoogstens"])
    is_full = free_places(openstelling) <= 0
    if is_full and openstelling.status == S.OPEN:
        openstelling.fill(by=by)
    elif not is_full and openstelling.status == S.VOL:
        openstelling.free(by=by)


def free_places(openstelling: Openstelling) -> int:
    """How many people may still sign up."""
    taken = Bezoekaanmelding.objects.filter(openstelling=openstelling).people()
    return max(openstelling.hoogstens - taken, 0)
