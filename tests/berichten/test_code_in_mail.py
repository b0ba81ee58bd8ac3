"""A code that was mailed: never in the log, and wiped once it was sent."""

import pytest

from datt.berichten import hermaken, services
from datt.berichten.kinds import kinds
from datt.berichten.models import Bericht
from datt.berichten.tasks import deliver_bericht
from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
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


# A wiped text and sending again


@pytest.fixture
def hermaker(monkeypatch):
    monkeypatch.setattr(hermaken, "_hermakers", {})
    return hermaken.register_hermaker


def wiped(**more):
    return BerichtFactory(geheim=True, status="teruggekomen", tekst="", html="", onderwerpregel="(gewist)", **more)


def test_an_empty_mail_is_never_sent(server, hermaker):
    bericht = wiped()

    with pytest.raises(TransitionError, match="De tekst van dit bericht is gewist"):
        services.resend(bericht, by=UserFactory())

    bericht.refresh_from_db()
    assert (bericht.status, server.asked) == ("teruggekomen", [])


def test_the_app_that_wrote_it_writes_it_again(server, hermaker, pilot):
    kind = kinds()["uitnodiging_werkconferentie"]
    hermaker(kind.slug)(lambda bericht: hermaken.Hermaakt({**kind.velden, "naam": bericht.aan_naam}, "Tot dan!"))
    bericht = wiped(soort=kind.slug, aan_naam="Samira", pilot=pilot, afmeldbaar=True)

    services.resend(bericht, by=UserFactory(), aan="goed@huis.example")
    deliver(bericht)

    (mail,) = server.mails
    text = mail.get_body(["plain"]).get_content()
    assert (mail["To"], mail["Subject"]) == ("goed@huis.example", "Werkconferentie op do 4 maart: komt u?")
    assert all(part in text for part in ("Beste Samira,", "Tot dan!", bericht.kenmerk))


def test_what_can_no_longer_be_written_stays_as_it_is(hermaker):
    hermaker("bevestiging_ja")(lambda bericht: None)

    with pytest.raises(TransitionError):
        services.resend(wiped(), by=UserFactory())
