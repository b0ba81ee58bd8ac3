"""A code that was mailed: never in the log, and wiped once it was sent."""

import pytest

from datt.berichten import services
from datt.berichten.models import Bericht
from datt.berichten.tasks import deliver_bericht
from datt.core.models import Gebeurtenis
from tests.factories.accounts import UserFactory
from tests.factories.berichten import BerichtFactory

CODE = {"code": "482913", "naam": "Samira de Wit", "geldig_tot": "14.25 uur"}
pytestmark = pytest.mark.django_db


def deliver(bericht: Bericht) -> Bericht:
    deliver_bericht(bericht.pk)
    bericht.refresh_from_db()
    return bericht


def test_a_code_never_stands_in_the_log():
    bericht = BerichtFactory(failed=True, geheim=True, onderwerpregel="Uw code is 482913")

    services.resend(bericht, by=UserFactory())

    assert "482913" not in Gebeurtenis.objects.about(bericht).get().zin


# Secrets


@pytest.mark.parametrize(("geheim", "kept"), [(True, False), (False, True)])
def test_a_code_is_wiped_once_it_was_sent(server, settings, geheim, kept):
    settings.DEMO = False

    bericht = deliver(BerichtFactory(geheim=geheim, tekst="482913", html="482913", onderwerpregel="482913"))

    stored = f"{bericht.tekst} {bericht.html} {bericht.onderwerpregel}"
    assert server.mails[0]["Subject"] == "482913"
    assert ("482913" in stored) == kept
