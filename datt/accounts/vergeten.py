"""Forget who an account was of: nobody signs in with it again, and what they did stays, of somebody."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from datt.accounts.models import User
from datt.accounts.panels import needs_second_factor


@transaction.atomic
def forget_account(user: User) -> bool:
    """Take name and address out of an account; not of who runs or leads something. Answers whether it went."""
    if needs_second_factor(user):
        return False
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(naam="iemand", email=f"gewist-{user.pk}@gewist.invalid", is_active=False)
    return True
