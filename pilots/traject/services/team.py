"""Who has which role in a pilot: give it, take it away, and never leave a pilot without a facilitator."""

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone

from datt.accounts.models import User
from datt.accounts.services import invite_user, tell_new_account
from datt.berichten.services import queue_mail
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.access import Rol
from pilots.traject.models import Deelname, Persoon, Pilot, Taak

LAST = (
    "Dit is de laatste facilitator die kan inloggen. Voeg eerst een andere facilitator toe."
    " Anders kan niemand de pilot nog leiden."
)
# Roles that are given and taken on the page of the team; a contact person comes with an organisation.
GIVEN_HERE = (Rol.FACILITATOR, Rol.BESTUURDER)


@dataclass(frozen=True)
class Teamlid:
    """Somebody with a role, and the tasks that are still open on their name."""

    deelname: Deelname
    open_taken: int
    is_last: bool


def facilitators_of(pilot: Pilot) -> models.QuerySet[Deelname]:
    return pilot.deelnames.current().filter(rol=Rol.FACILITATOR).select_related("persoon__user")


def team_of(pilot: Pilot) -> dict[str, list[Teamlid]]:
    """Everybody with a role in the pilot, by role."""
    rows = pilot.deelnames.current().select_related("persoon__user", "persoon__organisatie").order_by("persoon__naam")
    counts = dict(
        Taak.objects.filter(bijeenkomst__pilot=pilot)
        .open()
        .relevant()
        .order_by()
        .values_list("eigenaar")
        .annotate(aantal=models.Count("pk"))
    )
    leads = [row for row in rows if row.rol == Rol.FACILITATOR and can_lead(row)]
    team: dict[str, list[Teamlid]] = {}
    for row in rows:
        member = Teamlid(row, counts.get(row.persoon_id, 0), is_last=leads == [row])
        team.setdefault(row.rol, []).append(member)
    return team


def can_lead(deelname: Deelname) -> bool:
    """Whether this facilitator can sign in."""
    return deelname.persoon.user is not None and deelname.persoon.user.is_active


@transaction.atomic
def add_facilitator(pilot: Pilot, *, email: str, naam: str, by: User) -> Deelname:
    """Make somebody facilitator; an address without an account gets one, and a mail how to sign in.

    Raises TransitionError for an account that may not lead pilots: only the beheerder gives that mark.
    """
    user = User.objects.filter(email__iexact=email).first()
    is_new = user is None
    if user is None:
        user = invite_user(email, naam, by=by, is_facilitator=True)
    elif not (user.is_facilitator and user.is_active):
        raise TransitionError(f"{email} mag geen pilots leiden. Vraag de beheerder om dat aan te zetten.")
    deelname, given = give_role(_person_of(pilot, user), Rol.FACILITATOR, by=by)
    if given and not is_new:
        _tell_role(deelname, by=by)
    return deelname


@transaction.atomic
def make_bestuurder(persoon: Persoon, *, by: User) -> Deelname:
    """Let somebody of the pilot read the plans; makes an account when there is none."""
    if not persoon.email:
        raise TransitionError(f"{persoon} heeft geen mailadres. Vul dat eerst in.")
    is_new = False
    if persoon.user is None:
        persoon.user, is_new = _find_or_create(persoon)
        persoon.save(update_fields=["user"])
    deelname, given = give_role(persoon, Rol.BESTUURDER, by=by)
    if is_new:
        tell_new_account(persoon.user, plaats=f"gemeente {persoon.pilot.gemeente}", by=str(by))
    elif given:
        _tell_role(deelname, by=by)
    return deelname


def give_role(persoon: Persoon, rol: Rol, *, by: User) -> tuple[Deelname, bool]:
    """Give a role once, and log it; the second answer says whether it is new."""
    deelname, given = Deelname.objects.get_or_create(
        pilot_id=persoon.pilot_id, persoon=persoon, rol=rol, ingetrokken_op=None
    )
    if given:
        record(persoon, f"traject.deelname.{rol}", f"maakte {persoon} {rol.label.lower()}", by=by)
    return deelname, given


@transaction.atomic
def take_role(deelname: Deelname, *, by: User, reden: str) -> None:
    """End a role. Raises TransitionError for the last facilitator who can sign in.

    The pilot is locked, so that two facilitators cannot take each other's role away at once.
    """
    pilot = Pilot.objects.select_for_update().get(pk=deelname.pilot_id)
    if deelname.rol == Rol.FACILITATOR:
        others = facilitators_of(pilot).exclude(pk=deelname.pk)
        if not any(can_lead(other) for other in others):
            raise TransitionError(LAST)
    ended = Deelname.objects.current().filter(pk=deelname.pk).update(ingetrokken_op=timezone.now())
    if not ended:
        raise TransitionError(f"{deelname.persoon} heeft deze rol al niet meer. Ververs de pagina.")
    label = deelname.get_rol_display().lower()
    record(
        deelname.persoon,
        "traject.deelname.ingetrokken",
        f"nam {deelname.persoon} de rol van {label} af",
        by=by,
        reden=reden,
    )


@dataclass(frozen=True)
class Overdracht:
    """What a handover did."""

    taken: int
    gestopt: bool


@transaction.atomic
def hand_over(van: Deelname, naar: Deelname, *, stopt: bool, by: User) -> Overdracht:
    """Let another facilitator take over the pilot with every open task; both get a mail."""
    pilot = Pilot.objects.select_for_update().get(pk=van.pilot_id)
    if not can_lead(naar):
        raise TransitionError(f"{naar.persoon} kan niet inloggen. Kies iemand anders.")
    tasks = Taak.objects.filter(bijeenkomst__pilot=pilot, eigenaar=van.persoon).open()
    count = tasks.update(eigenaar=naar.persoon, versie=models.F("versie") + 1)
    if not count and not stopt:
        return Overdracht(0, gestopt=False)
    said = "geen open taken" if not count else f"{count} open {'taak' if count == 1 else 'taken'}"
    record(
        pilot,
        "traject.pilot.overgedragen",
        f"droeg de pilot over van {van.persoon} aan {naar.persoon}, met {said}",
        by=by,
    )
    if stopt:
        take_role(van, by=by, reden=f"De pilot is overgedragen aan {naar.persoon}.")
    for deelname in (van, naar):
        _tell_handover(deelname, van=van, naar=naar, taken=said, by=by)
    return Overdracht(count, gestopt=stopt)


def _person_of(pilot: Pilot, user: User) -> Persoon:
    """The record of this user in the pilot; one with the same mail address becomes theirs."""
    people = pilot.personen.known()
    persoon = people.filter(user=user).first()
    if persoon is not None:
        return persoon
    persoon = people.filter(email__iexact=user.email).first()
    if persoon is None:
        return Persoon.objects.create(pilot=pilot, user=user, naam=str(user), email=user.email)
    if persoon.user_id is not None:
        raise TransitionError(f"Het mailadres {user.email} is in deze pilot al van {persoon}. Pas dat eerst aan.")
    persoon.user = user
    persoon.save(update_fields=["user"])
    return persoon


def _find_or_create(persoon: Persoon) -> tuple[User, bool]:
    """The account of this address; two people who make it at once get the same one."""
    user = User.objects.filter(email__iexact=persoon.email).first()
    if user is not None:
        return user, False
    try:
        with transaction.atomic():
            return User.objects.create_user(persoon.email, persoon.naam), True
    except IntegrityError:
        return User.objects.get(email__iexact=persoon.email), False


def _tell_role(deelname: Deelname, *, by: User) -> None:
    persoon, pilot = deelname.persoon, deelname.pilot
    queue_mail(
        "rol_gekregen",
        aan=_mail_of(persoon),
        naam=persoon.naam,
        velden={
            "naam": persoon.naam,
            "rol": deelname.get_rol_display().lower(),
            "pilot": str(pilot),
            "gemeente": str(pilot.gemeente),
            "link": _address(pilot),
            "uitnodiger": str(by),
        },
        onderwerp=persoon,
        kring=pilot,
        sleutel=f"rol:{deelname.pk}",
    )


def _tell_handover(deelname: Deelname, *, van: Deelname, naar: Deelname, taken: str, by: User) -> None:
    persoon, pilot = deelname.persoon, deelname.pilot
    queue_mail(
        "pilot_overgedragen",
        aan=_mail_of(persoon),
        naam=persoon.naam,
        velden={
            "naam": persoon.naam,
            "pilot": str(pilot),
            "gemeente": str(pilot.gemeente),
            "van": str(van.persoon),
            "naar": str(naar.persoon),
            "taken": taken,
            "link": _address(pilot),
            "afzender": str(by),
        },
        onderwerp=pilot,
        kring=pilot,
    )


def _mail_of(persoon: Persoon) -> str:
    """Where somebody with an account reads mail: at the address they sign in with."""
    return persoon.user.email if persoon.user else persoon.email


def _address(pilot: Pilot) -> str:
    """Links in a mail come from the settings, never from the request."""
    return f"{settings.SITE_URL}{reverse('traject:pilot_detail', args=[pilot.pk])}"
