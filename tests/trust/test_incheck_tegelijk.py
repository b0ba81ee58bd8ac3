"""The same guest at two doors at the same moment: one row, and nobody sees a fault."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from pilots.access import Rol
from pilots.bijeenkomsten.dag.models import Aanwezigheid
from pilots.bijeenkomsten.dag.services.incheck import Melding, check_in, undo_check_in
from tests.factories.bijeenkomsten import UitnodigingFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("phones", [2, 8])
def test_many_phones_one_guest(pilot, client_as, phones):
    by = client_as(Rol.FACILITATOR).user
    row = UitnodigingFactory(bijeenkomst__pilot=pilot, bijeenkomst__datum=timezone.localdate(), ja=True)

    def press(_: int) -> None:
        try:
            check_in(row.bijeenkomst, row.persoon, Melding(), by=by)
        finally:
            connection.close()

    with ThreadPoolExecutor(phones) as pool:
        list(pool.map(press, range(phones)))

    row.refresh_from_db()
    assert Aanwezigheid.objects.standing().count() == 1
    assert row.status == "aanwezig"


def test_one_message_on_two_lines_and_an_undo_between_them(pilot, client_as):
    by = client_as(Rol.FACILITATOR).user
    row = UitnodigingFactory(bijeenkomst__pilot=pilot, bijeenkomst__datum=timezone.localdate(), ja=True)
    message = Melding()

    def press(_: int) -> None:
        try:
            check_in(row.bijeenkomst, row.persoon, message, by=by)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(press, range(4)))
    undo_check_in(row.bijeenkomst, row.persoon, Melding(), by=by)
    check_in(row.bijeenkomst, row.persoon, message, by=by)

    assert Aanwezigheid.objects.count() == 1
    assert Aanwezigheid.objects.standing().count() == 0
