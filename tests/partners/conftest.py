"""What the tests of the registration share: a form that is good, and taxonomy to choose from."""

import uuid

import pytest
from django.core import signing

from pilots.access import Rol
from pilots.partners.forms.aanmelding import SALT
from tests.factories.keten import OrganisatietypeFactory


@pytest.fixture
def ingevuld(db):
    """A registration as somebody types it, a minute after the form was opened."""

    def fill(**changes):
        kind = OrganisatietypeFactory()
        return {
            "sleutel": str(uuid.uuid4()),
            "begonnen": signing.dumps(1_700_000_000, salt=SALT),
            "laat_leeg": "",
            "naam": "Voedselbank Waterrade",
            "type": kind.pk,
            "soort": "informeel",
            "werkgebied": "heel Waterrade",
            "voor_wie": "gezinnen",
            "wat_doen_we": "Wij geven eten.",
            "wat_doen_we_niet": "Wij lossen geen schulden op.",
            "hoe_verwijst_u": "Bel op dinsdag: 0123 456 789.",
            "wij_bieden": "Een pakket voor een maand.",
            "wij_zoeken": "Een maatje met tijd.",
            "website": "www.voedselbank-waterrade.example",
            "contact_naam": "Samira de Wit",
            "contact_email": "Samira@voedselbank.example",
            "contact_telefoon": "0123-456 789",
            "contact_positie": "vrijwilliger",
            **changes,
        }

    return fill


@pytest.fixture
def facilitator(client_as):
    OrganisatietypeFactory()
    return client_as(Rol.FACILITATOR)
