"""Make the first beheerder of a fresh installation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from datt.accounts.models import User
from datt.accounts.services import invite_user


class Command(BaseCommand):
    help = "Maak een beheerder. Daarna logt die persoon in met een code per mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="het mailadres")
        parser.add_argument("naam", help="de naam, tussen aanhalingstekens")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is geen mailadres.") from error
        if User.objects.filter(email__iexact=email).exists():
            raise CommandError(f"{email} heeft al een account.")
        user = invite_user(email, options["naam"], is_beheerder=True, is_facilitator=True, by=None)
        self.stdout.write(f"{user} kan nu inloggen met {user.email}.")
