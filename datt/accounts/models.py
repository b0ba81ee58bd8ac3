"""Who signs in: an e-mail address, never a password."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from datt.core.text import initials


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, naam: str = "", **fields: Any) -> "User":
        """An account without a password: signing in goes with a code by mail."""
        user = self.model(email=email.strip().lower(), naam=naam.strip(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody with an account. What they may do in a pilot stands in that pilot, not here."""

    email = models.EmailField("mailadres", max_length=254, unique=True)
    naam = models.CharField("naam", max_length=120)
    is_active = models.BooleanField("mag inloggen", default=True)
    # Marks on the installation, not on a pilot: who runs it, and who may plan a new pilot.
    is_beheerder = models.BooleanField("beheerder", default=False)
    is_facilitator = models.BooleanField("mag een pilot plannen", default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["naam"]

    class Meta:
        ordering = ["naam", "email"]
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="gebruiker_mailadres_eenmalig",
                violation_error_message="Dit mailadres is al in gebruik.",
            )
        ]

    def __str__(self) -> str:
        return self.naam or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return self.naam.split(" ")[0] if self.naam else self.email

    @property
    def initialen(self) -> str:
        return initials(self.naam or self.email)

    def has_usable_password(self) -> bool:
        """Nobody has a password here, however the account was made; allauth asks before it offers one."""
        return False
