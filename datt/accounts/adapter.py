"""How allauth behaves here: no registration, no passwords, codes through the outbox."""

import secrets
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from datt.accounts.models import User
from datt.accounts.outbox import send_login_code
from datt.core import dates

LOGIN_CODE = "account/email/login_code"
UNKNOWN_ADDRESS = "account/email/unknown_account"

# allauth's own sentences are not all in Dutch, and not as short as ours.
SENTENCES = {
    "too_many_login_attempts": "Dat was te vaak achter elkaar. Wacht tien minuten en vraag dan een nieuwe code.",
    "rate_limited": "Dat was vaak achter elkaar. Wacht tien minuten en probeer het dan opnieuw.",
    "incorrect_code": "Deze code klopt niet. Kijk hem na en probeer het opnieuw.",
    "account_inactive": "Dit account staat uit. Vraag de facilitator of de beheerder.",
    "cannot_delete_authenticator": "Dit kunt u niet uitzetten.",
    "cannot_generate_recovery_codes": "Zet eerst de tweede stap aan. Daarna kunt u herstelcodes maken.",
    "unverified_email": "Log eerst in met een code uit uw mail. Daarna kunt u de tweede stap instellen.",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | SENTENCES

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by a beheerder or by taking part, never by registering."""
        return False

    def generate_login_code(self) -> str:
        return f"{secrets.randbelow(1_000_000):06}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Only the code to sign in is mailed, through the outbox."""
        if template_prefix == LOGIN_CODE:
            self._mail_code(email, context["code"])
        elif template_prefix == UNKNOWN_ADDRESS:
            self._mail_nobody(email)

    def _mail_code(self, email: str, code: str) -> None:
        until = timezone.now() + timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        user = User.objects.filter(email__iexact=email).first()
        send_login_code(email, naam=str(user) if user else "", code=code, geldig_tot=dates.clock(until))

    @transaction.atomic
    def _mail_nobody(self, email: str) -> None:
        """The work of a code for an address we know, taken back: the time of the answer tells nothing."""
        self._mail_code(email, self.generate_login_code())
        transaction.set_rollback(True)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Our pages say themselves what happened; allauth's own sentences would say it twice."""
        if kwargs.get("message"):
            super().add_message(request, level, *args, **kwargs)


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | SENTENCES

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # allauth's own name
        """What a new key is called until its owner gives it a name."""
        count = user.authenticator_set.filter(type=type).count()
        return f"Sleutel {count + 1}"


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """A municipality's own sign-in leads to an account that exists; it never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie the municipality's account to ours by its verified mail address."""
        if sociallogin.is_existing:
            return
        # Exactly True: a provider that sends the word "false" sends something that is not empty.
        verified = [address.email for address in sociallogin.email_addresses if address.verified is True]
        user = User.objects.filter(email__in=[email.lower() for email in verified], is_active=True).first()
        if user is not None:
            sociallogin.connect(request, user)
