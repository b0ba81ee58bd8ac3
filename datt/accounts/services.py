"""What a beheerder does with accounts."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from datt.accounts.models import User
from datt.accounts.outbox import send_mail
from datt.accounts.panels import leads
from datt.core.models import record
from datt.core.states import TransitionError

STILL_LEADS = "{} begeleidt nog een pilot, en logt daarom nog steeds in twee stappen in."
LAST = "Dit is de laatste beheerder die mag inloggen. Maak eerst iemand anders beheerder."


@transaction.atomic
def invite_user(
    email: str,
    naam: str,
    *,
    by: User | None,
    is_beheerder: bool = False,
    is_facilitator: bool = False,
    plaats: str = "DATT Werkt!",
) -> User:
    """Make an account and mail how to sign in (at `plaats`). The address must be new; the form looks first."""
    user = User.objects.create_user(email, naam, is_beheerder=is_beheerder, is_facilitator=is_facilitator)
    record(user, "gebruiker.gemaakt", f"maakte een account voor {user}", by=by)
    tell_new_account(user, plaats=plaats, by=str(by or "de beheerder"))
    return user


def tell_new_account(user: User, *, plaats: str, by: str) -> None:
    """Mail somebody that an account was made, and how to sign in."""
    send_mail(
        "account_gemaakt",
        aan=user.email,
        naam=user.naam,
        velden={
            "naam": user.naam,
            "gemeente": plaats,
            "link": f"{settings.SITE_URL}/account/login/",
            "mailadres": user.email,
            "uitnodiger": by,
        },
    )


@transaction.atomic
def change_user(user: User, *, naam: str, is_beheerder: bool, is_facilitator: bool, is_active: bool, by: User) -> str:
    """Change the name and the marks of an account. Raises TransitionError for the last beheerder.

    Answers what the change leaves as it was, in words; empty when there is nothing to say.
    """
    # All beheerders are locked, so that two of them cannot take each other's mark away at once.
    chiefs = list(User.objects.select_for_update().filter(is_beheerder=True, is_active=True).order_by("pk"))
    loses = user in chiefs and not (is_beheerder and is_active)
    if loses and len(chiefs) == 1:
        raise TransitionError(LAST)
    changes = _sentences(user, is_beheerder=is_beheerder, is_facilitator=is_facilitator, is_active=is_active)
    loses_planning = user.is_facilitator and not is_facilitator
    user.naam, user.is_active = naam, is_active
    user.is_beheerder, user.is_facilitator = is_beheerder, is_facilitator
    user.save(update_fields=["naam", "is_active", "is_beheerder", "is_facilitator"])
    for sentence in changes:
        record(user, "gebruiker.rechten", sentence, by=by)
    if not is_active:
        end_sessions(user, by=by)
    return STILL_LEADS.format(user) if loses_planning and leads(user) else ""


def _sentences(user: User, *, is_beheerder: bool, is_facilitator: bool, is_active: bool) -> list[str]:
    options = [
        (user.is_beheerder, is_beheerder, "maakte {} beheerder", "nam {} het beheer af"),
        (user.is_facilitator, is_facilitator, "liet {} pilots plannen", "nam {} het plannen van pilots af"),
        (user.is_active, is_active, "liet {} weer inloggen", "blokkeerde het account van {}"),
    ]
    return [(yes if new else no).format(user) for old, new, yes, no in options if old != new]


@transaction.atomic
def end_sessions(user: User, *, by: User) -> int:
    """Sign somebody out everywhere; answers how many sessions ended."""
    keys = [
        session.pk
        for session in Session.objects.iterator()
        if str(session.get_decoded().get("_auth_user_id", "")) == str(user.pk)
    ]
    Session.objects.filter(pk__in=keys).delete()
    record(user, "gebruiker.uitgelogd", f"logde {user} overal uit", by=by)
    return len(keys)
