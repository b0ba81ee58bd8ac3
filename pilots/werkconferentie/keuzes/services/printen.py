"""Order the choice forms."""

from typing import Any

from django.db import transaction

from datt.accounts.models import User
from datt.core.states import TransitionError
from datt.documenten.kinds import DocumentKind
from datt.documenten.models import Document
from datt.documenten.services import order_document
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.keuzes.aanbod import offer_of
from pilots.werkconferentie.keuzes.services.overnemen import ensure_forms


@transaction.atomic
def order_forms(kind: DocumentKind[Any], meeting: Bijeenkomst, *, by: User) -> Document:
    """Raises TransitionError as long as there is nothing to choose from."""
    if not offer_of(meeting).rondes:
        raise TransitionError("Er is nog niets te kiezen. Maak eerst het programma openbaar.")
    ensure_forms(meeting)
    return order_document(kind, meeting, by=by)
