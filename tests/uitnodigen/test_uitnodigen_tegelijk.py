"""Two facilitators press the button at the same moment: every guest gets one invitation."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from datt.berichten.models import Bericht
from pilots.bijeenkomsten.uitnodigen.services.versturen import send_invitations
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.traject import BijeenkomstFactory

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def test_two_facilitators_at_once_send_everything_once():
    meeting = BijeenkomstFactory(datum=timezone.localdate() + timedelta(days=30))
    guests = [UitnodigingFactory(bijeenkomst=meeting, status="klaar") for _ in range(12)]
    users, start = [UserFactory(), UserFactory()], Barrier(2)

    def press(user) -> int:
        try:
            start.wait()
            return send_invitations(meeting, by=user)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        counts = sorted(pool.map(press, users))

    assert counts == [0, len(guests)]
    assert Bericht.objects.count() == len(guests)
