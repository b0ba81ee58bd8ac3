"""A list that is thrown away or taken back, and who may read one in."""

from http import HTTPStatus

import pytest
import time_machine
from django.utils import timezone

from pilots.access import Rol
from pilots.keten.models import Organisatie
from pilots.partners.models import Inleesregel, Inleesvoorstel, Ketenpartner
from pilots.partners.models.inlezen import BEWAREN, Keuze
from pilots.partners.services.inlezen.werk import process
from pilots.traject.models import Persoon
from tests.factories.partners import KetenpartnerFactory
from tests.partners.lijsten import BANK, KERK, KOP, confirm, proposed, upload, url


def test_a_line_can_be_left_out(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK + KERK)
    regel = voorstel.regels.get(nr=2)

    facilitator.post(url("import_choices", pilot, voorstel.pk), {f"keuze_{regel.pk}": Keuze.WEG})
    confirm(facilitator, voorstel)

    assert [str(partner) for partner in pilot.ketenpartners.all()] == ["Kerk aan Zee"]


def test_a_list_can_be_thrown_away(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK)

    facilitator.post(url("import_cancel", pilot, voorstel.pk))

    assert (Inleesvoorstel.objects.count(), Inleesregel.objects.count()) == (0, 0)


def test_a_list_nobody_confirms_is_gone_after_a_day(facilitator, pilot):
    old = proposed(facilitator, pilot, KOP + BANK)
    with time_machine.travel(timezone.now() + BEWAREN * 1.1, tick=False):
        Inleesvoorstel.objects.sweep(timezone.now())

    assert not Inleesvoorstel.objects.filter(pk=old.pk).exists()


def test_reading_in_can_be_taken_back(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK + KERK)
    confirm(facilitator, voorstel)

    facilitator.post(url("import_undo", pilot, voorstel.pk))

    assert (pilot.ketenpartners.count(), Organisatie.objects.count()) == (0, 0)
    assert Persoon.objects.filter(email__endswith="example", user=None).count() == 0


def test_what_was_worked_with_stays_when_the_list_is_taken_back(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK + KERK)
    confirm(facilitator, voorstel)
    used = pilot.ketenpartners.get(organisatie__naam="Kerk aan Zee")
    used.confirm(by=facilitator.user)

    response = facilitator.post(url("import_undo", pilot, voorstel.pk), follow=True)

    assert list(pilot.ketenpartners.all()) == [used]
    assert "er is al mee gewerkt: 1 partner." in response.text


def test_taking_back_is_done_once_and_never_after_a_mail(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK)
    confirm(facilitator, voorstel, "mailen")

    assert facilitator.post(url("import_undo", pilot, voorstel.pk)).status_code == HTTPStatus.CONFLICT
    assert pilot.ketenpartners.count() == 1


def test_how_must_be_said(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK)

    assert confirm(facilitator, voorstel, "zomaar").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert pilot.ketenpartners.count() == 0


VOORSTEL_URLS = [
    "import_preview", "import_columns", "import_choices", "import_confirm", "import_cancel", "import_result",
    "import_undo", "import_progress", "import_retry",
]  # fmt: skip


@pytest.mark.parametrize("name", VOORSTEL_URLS)
def test_a_list_of_another_pilot_does_not_exist(facilitator, pilot, name):
    elders = Inleesvoorstel.objects.create(
        pilot=KetenpartnerFactory().pilot, door=facilitator.user, bestandsnaam="x.csv"
    )
    client_post = facilitator.post(url(name, pilot, elders.pk))
    client_get = facilitator.get(url(name, pilot, elders.pk))

    assert HTTPStatus.NOT_FOUND in (client_post.status_code, client_get.status_code)
    assert {client_post.status_code, client_get.status_code} <= {
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
    }


@pytest.mark.parametrize(
    ("rol", "status"),
    [
        (Rol.AMBTENAAR, HTTPStatus.FORBIDDEN),
        (Rol.KETENPARTNER, HTTPStatus.FORBIDDEN),
        (Rol.BESTUURDER, HTTPStatus.FORBIDDEN),
        (None, HTTPStatus.NOT_FOUND),
    ],
)
def test_only_who_works_with_partners_reads_in_lists(client_as, pilot, rol, status):
    client = client_as(rol)

    assert upload(client, pilot, KOP + BANK).status_code == status
    assert client.get(url("import_example", pilot)).status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_a_longer_preview_costs_no_more_queries(facilitator, pilot, django_assert_num_queries, count):
    lines = "".join(f"Organisatie {nr};Voedselbank;;;;\n" for nr in range(count))
    voorstel = proposed(facilitator, pilot, KOP + lines)

    with django_assert_num_queries(11):
        facilitator.get(voorstel.get_absolute_url())


def test_five_thousand_lines_are_read_in(facilitator, pilot):
    lines = "".join(f"Stichting nummer {nr};Voedselbank;;Persoon {nr};p{nr}@x{nr}.example;\n" for nr in range(5_000))

    voorstel = proposed(facilitator, pilot, KOP + lines)
    process(voorstel.pk)
    first = facilitator.get(url("import_preview", pilot, voorstel.pk) + "?p=2")
    confirm(facilitator, voorstel)
    process(voorstel.pk)

    assert first.text.count("<tr>") == 51
    assert Ketenpartner.objects.filter(pilot=pilot).count() == 5_000
