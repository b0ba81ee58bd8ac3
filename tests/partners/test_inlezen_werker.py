"""What a real worker process does with a long list, also when it is killed or the broker is away."""

import subprocess
import sys

import pytest
from django.db import transaction

from datt.core.models import Gebeurtenis
from pilots.partners.models import Inleesvoorstel
from pilots.partners.models.inleesstatus import Hoe
from pilots.partners.services.inlezen import voorstel as services
from pilots.partners.services.inlezen.werk import begin
from tests.documenten.werker import NOBODY_THERE, ROOT, Werker
from tests.factories.accounts import UserFactory
from tests.factories.keten import AmbtenaarFactory, OrganisatietypeFactory
from tests.factories.traject import PilotFactory
from tests.waiting import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("werker")]

MANY = 3_000


@pytest.fixture
def werker(tmp_path):
    werker = Werker(tmp_path / "werk")
    yield werker
    werker.processes.stop()


@pytest.fixture
def upload():
    """Upload a list; `count` is how many organisations stand in it."""

    def place(count):
        OrganisatietypeFactory()
        pilot = PilotFactory()
        user = UserFactory()
        AmbtenaarFactory(gemeente=pilot.gemeente, user=user)
        lines = (f"Stichting nummer {nr};Voedselbank;Persoon {nr};p{nr}@x{nr}.example\n" for nr in range(count))
        head = "Organisatie;Soort organisatie;Naam persoon;Mailadres persoon\n"
        with transaction.atomic():
            voorstel = services.propose(pilot, (head + "".join(lines)).encode(), bestandsnaam="lang.csv", by=user)
            begin(voorstel)
        return voorstel

    return place


def becomes(voorstel, condition, what, werker, *, seconds=90):
    def there():
        voorstel.refresh_from_db()
        return condition(voorstel)

    try:
        wait_until(there, what, seconds=seconds)
    except AssertionError as late:
        now = f"It is {voorstel.status}, try {voorstel.pogingen} ({voorstel.fout})."
        raise AssertionError(f"{late} {now}\n{werker.log()}") from None


def is_open(voorstel):
    return voorstel.status == "open"


def is_read_in(voorstel):
    return voorstel.status == "ingelezen"


def is_being_worked_on(voorstel):
    return voorstel.hartslag is not None


def confirm(voorstel):
    with transaction.atomic():
        services.confirm(voorstel, Hoe.UITGENODIGD, by=voorstel.door)
    begin(voorstel)


def test_a_list_without_a_broker_is_kept_and_looked_at_by_hand(werker, upload):
    with werker.rings_at(NOBODY_THERE):
        voorstel = upload(250)
    before = Inleesvoorstel.objects.get(pk=voorstel.pk).status

    command = [sys.executable, "manage.py", "process_lijsten"]
    subprocess.run(command, cwd=ROOT, env=werker.environment, check=True, capture_output=True)

    voorstel.refresh_from_db()
    assert (before, voorstel.status, voorstel.regels.count()) == ("nakijken", "open", 250)


@pytest.mark.services
def test_a_list_of_a_killed_worker_is_looked_at_and_read_in_once_by_the_next(werker, upload):
    werker.start(beat=True)
    with werker.rings_at(werker.broker):
        voorstel = upload(MANY)
    becomes(voorstel, is_being_worked_on, "a worker looks at the list", werker)
    werker.kill()
    werker.start(beat=True)
    becomes(voorstel, is_open, "the next worker looked at it", werker)

    with werker.rings_at(werker.broker):
        confirm(voorstel)
    becomes(voorstel, is_being_worked_on, "a worker reads the list in", werker)
    werker.kill()
    werker.start(beat=True)
    becomes(voorstel, is_read_in, "the next worker read it in", werker)

    done = Gebeurtenis.objects.about(voorstel).filter(wat="partners.inleesvoorstel.ingelezen").count()
    assert (voorstel.pogingen, done, voorstel.pilot.ketenpartners.count()) == (2, 1, MANY)
