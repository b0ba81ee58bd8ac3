"""A long list is looked at and read in by a worker, from a row that is the truth: once, whatever happens."""

from datetime import timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.utils import timezone

from datt.core.models import Gebeurtenis
from pilots.partners.models import Inleesvoorstel
from pilots.partners.models.inleesstatus import KLEIN, InleesStatus, NotOursError
from pilots.partners.models.inlezen import BEWAREN
from pilots.partners.services.inlezen.voorstel import look_at
from pilots.partners.services.inlezen.werk import GESTOPT, VERANDERD, process
from pilots.partners.tasks import process_lijst, sweep_lijsten
from tests.factories.keten import OrganisatieFactory
from tests.factories.partners import InleesvoorstelFactory, KetenpartnerFactory
from tests.partners.lijsten import KOP, confirm, judgements, proposed, upload, url

MEER = KLEIN + 50


def long_list(count=MEER):
    lines = (f"Stichting nummer {nr};Voedselbank;;Persoon {nr};p{nr}@x{nr}.example;\n" for nr in range(count))
    return KOP + "".join(lines)


def later(**ago):
    return time_machine.travel(timezone.now() + timedelta(**ago), tick=False)


@pytest.fixture
def waiting(facilitator, pilot):
    """A long list that was uploaded and that nobody looked at yet."""
    return proposed(facilitator, pilot, long_list())


@pytest.fixture
def looked_at(waiting):
    process(waiting.pk)
    waiting.refresh_from_db()
    return waiting


def progress(client, voorstel, known=""):
    where = f"{url('import_progress', voorstel.pilot, voorstel.pk)}?v={known}"
    return client.get(where, headers={"HX-Request": "true"})


def test_a_long_list_is_kept_and_answered_at_once(facilitator, waiting):
    page = facilitator.get(waiting.get_absolute_url())

    assert (waiting.status, waiting.regels.count(), bytes(waiting.inhoud)[:11]) == ("nakijken", 0, b"Organisatie")
    assert waiting.get_absolute_url().endswith("/bezig/")
    assert "In de wachtrij" in page.text
    assert "Kijk hoe ver het is" in page.text


def test_the_worker_looks_at_it_and_forgets_the_file(facilitator, looked_at):
    assert (looked_at.status, looked_at.regels.count(), looked_at.partners_erbij) == ("open", MEER, MEER)
    assert (looked_at.inhoud, looked_at.hartslag) == (None, None)
    assert "Lees in als uitgenodigd" in facilitator.get(looked_at.get_absolute_url()).text


def test_a_ring_that_reaches_the_worker_does_the_work(
    facilitator, pilot, django_capture_on_commit_callbacks, monkeypatch
):
    rung = []
    monkeypatch.setattr("celery.canvas.Signature.delay", lambda task, pk: rung.append((task.task, pk)))

    with django_capture_on_commit_callbacks(execute=True):
        voorstel = proposed(facilitator, pilot, long_list())

    assert rung == [(process_lijst.name, voorstel.pk)]


def test_the_page_says_how_far_and_only_what_is_new(facilitator, waiting):
    mine = Inleesvoorstel.objects.claim(waiting.pk, timezone.now())
    mine.keep_head(["Organisatie"], ["naam"], 5_000)
    mine.beat(1_200)

    page = progress(facilitator, waiting, known="nakijken.0.0.0")
    again = progress(facilitator, waiting, known=f"nakijken.{mine.beurt}.5000.1200")

    assert "1.200 van 5.000 regels nagekeken" in page.text
    assert "data-stil" in page.text
    assert "lijst-nieuws" not in page.text
    assert again.status_code == HTTPStatus.NO_CONTENT


def test_that_it_is_done_is_said_once_and_leads_on(facilitator, looked_at):
    page = progress(facilitator, looked_at, known="nakijken.1.250.200").text

    assert page.count("hx-swap-oob") == 1
    assert "hx-get" not in page
    assert looked_at.get_absolute_url() in page
    assert facilitator.get(url("import_progress", looked_at.pilot, looked_at.pk)).url == looked_at.get_absolute_url()


def test_an_unknown_column_of_a_long_list_is_asked_about_after_it_was_read(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, "Wie;Schoenmaat\n" + "Kerk;43\n" * MEER)
    process(voorstel.pk)
    columns = url("import_columns", pilot, voorstel.pk)

    answer = facilitator.get(url("import_progress", pilot, voorstel.pk))
    done = facilitator.post(columns, {"kolom_0": "naam", "kolom_1": "-", "standaard_type": "voedselbank"})
    process(voorstel.pk)

    assert (answer.url, done.url) == (columns, url("import_progress", pilot, voorstel.pk))
    assert judgements(voorstel)[:2] == [(2, "nieuw"), (3, "bekend")]


def test_a_confirmed_long_list_is_read_in_by_the_worker_once(facilitator, pilot, looked_at):
    first, second = confirm(facilitator, looked_at), confirm(facilitator, looked_at)
    before = pilot.ketenpartners.count()
    busy = facilitator.get(first.url).text

    for _ in range(2):
        process(looked_at.pk)

    looked_at.refresh_from_db()
    assert (before, pilot.ketenpartners.count(), looked_at.status) == (0, MEER, "ingelezen")
    assert first.url == second.url
    assert f"{MEER} regels worden ingelezen" in busy or "In de wachtrij" in busy
    assert Gebeurtenis.objects.about(looked_at).get().door == facilitator.user


def test_what_changed_before_the_worker_came_is_looked_at_again(facilitator, pilot, looked_at):
    confirm(facilitator, looked_at)
    KetenpartnerFactory(pilot=pilot, organisatie=OrganisatieFactory(naam="Stichting nummer 1"))

    process(looked_at.pk)

    looked_at.refresh_from_db()
    assert (looked_at.status, looked_at.fout, pilot.ketenpartners.count()) == ("open", VERANDERD, 1)
    assert VERANDERD in facilitator.get(looked_at.get_absolute_url()).text


def test_a_choice_in_a_long_list_is_kept_and_judged_by_the_worker(facilitator, looked_at):
    regel = looked_at.regels.get(nr=2)

    answer = facilitator.post(url("import_choices", looked_at.pilot, looked_at.pk), {f"keuze_{regel.pk}": "weg"})
    process(looked_at.pk)

    looked_at.refresh_from_db()
    assert answer.url == url("import_progress", looked_at.pilot, looked_at.pk)
    assert (looked_at.partners_erbij, judgements(looked_at)[0]) == (MEER - 1, (2, "weg"))


def test_a_list_that_is_too_long_says_so_and_what_to_do(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, "Naam;Plaats\n" + "a;b\n" * 5_001, "lang.csv")

    process(voorstel.pk)

    voorstel.refresh_from_db()
    page = facilitator.get(voorstel.get_absolute_url()).text
    assert (voorstel.status, voorstel.inhoud) == ("mislukt", None)
    assert "meer dan 5000 regels" in page
    assert "Kies een ander bestand" in page
    assert "Probeer het opnieuw" not in page
    assert facilitator.post(url("import_retry", pilot, voorstel.pk)).status_code == HTTPStatus.CONFLICT


def test_two_workers_do_not_take_the_same_list(waiting):
    now = timezone.now()

    taken = [Inleesvoorstel.objects.claim(waiting.pk, now) for _ in range(2)]

    assert [one is not None for one in taken] == [True, False]


def test_who_was_given_up_writes_nothing_any_more(waiting, settings):
    lost = Inleesvoorstel.objects.claim(waiting.pk, timezone.now())
    with later(seconds=settings.LIJST_LEASE_SECONDS + 1):
        process(waiting.pk)

    with pytest.raises(NotOursError):
        look_at(lost)

    waiting.refresh_from_db()
    assert (waiting.status, waiting.partners_erbij) == ("open", MEER)


def test_the_sweeper_takes_up_what_a_killed_worker_left(waiting, settings):
    Inleesvoorstel.objects.claim(waiting.pk, timezone.now())

    early = sweep_lijsten()
    with later(seconds=settings.LIJST_LEASE_SECONDS + 1):
        late = sweep_lijsten()

    waiting.refresh_from_db()
    assert (early, late, waiting.status) == (0, 1, "open")


def test_what_stops_again_and_again_fails_with_what_to_do_and_can_be_tried_again(facilitator, waiting, settings):
    for nr in range(settings.LIJST_TRIES):
        with later(seconds=nr * (settings.LIJST_LEASE_SECONDS + 1)):
            Inleesvoorstel.objects.claim(waiting.pk, timezone.now())
    with later(seconds=settings.LIJST_TRIES * (settings.LIJST_LEASE_SECONDS + 1)):
        sweep_lijsten()
        waiting.refresh_from_db()
        stopped, page = waiting.fout, facilitator.get(waiting.get_absolute_url()).text
        facilitator.post(url("import_retry", waiting.pilot, waiting.pk))
        process(waiting.pk)

    waiting.refresh_from_db()
    assert stopped == GESTOPT
    assert "Probeer het opnieuw" in page
    assert (waiting.status, waiting.regels.count()) == ("open", MEER)


def test_the_sweeper_clears_what_nobody_confirmed_and_keeps_what_waits_for_a_worker(pilot, looked_at):
    kept = InleesvoorstelFactory(pilot=pilot, status=InleesStatus.INLEZEN, bevestigd_door=looked_at.door, beurt=1)
    Inleesvoorstel.objects.filter(pk=kept.pk).update(hartslag=timezone.now() + BEWAREN * 2)

    with later(hours=25):
        sweep_lijsten()

    assert list(Inleesvoorstel.objects.all()) == [kept]


def test_a_list_can_be_thrown_away_while_it_waits_for_the_worker(facilitator, waiting):
    facilitator.post(url("import_cancel", waiting.pilot, waiting.pk))

    process(waiting.pk)

    assert Inleesvoorstel.objects.count() == 0


@pytest.mark.parametrize("name", ["import_columns", "import_choices", "import_confirm"])
@pytest.mark.parametrize("status", [InleesStatus.NAKIJKEN, InleesStatus.MISLUKT])
def test_what_waits_for_no_answer_takes_none(facilitator, pilot, name, status):
    voorstel = InleesvoorstelFactory(pilot=pilot, status=status, koppen=["x"], kolommen=["naam"])

    response = facilitator.post(url(name, pilot, voorstel.pk), {"hoe": "mailen"})

    assert response.status_code == HTTPStatus.CONFLICT


def test_what_is_being_read_in_cannot_be_thrown_away(facilitator, pilot):
    voorstel = InleesvoorstelFactory(pilot=pilot, status=InleesStatus.INLEZEN)

    response = facilitator.post(url("import_cancel", pilot, voorstel.pk))

    assert (response.status_code, Inleesvoorstel.objects.count()) == (HTTPStatus.CONFLICT, 1)


@pytest.mark.parametrize("status", sorted(set(InleesStatus) - {InleesStatus.MISLUKT}))
def test_only_what_failed_can_be_tried_again(facilitator, pilot, status):
    voorstel = InleesvoorstelFactory(pilot=pilot, status=status, totaal=3)

    response = facilitator.post(url("import_retry", pilot, voorstel.pk))

    assert response.status_code == HTTPStatus.CONFLICT


def test_a_list_of_a_few_long_texts_is_still_done_at_once(facilitator, pilot):
    tekst = "Wij geven eten. " * 60
    lines = "".join(f"Stichting nummer {nr};Voedselbank;{tekst}\n" for nr in range(100))

    upload(facilitator, pilot, "Organisatie;Soort organisatie;Dit doen we wel\n" + lines)

    assert Inleesvoorstel.objects.get().status == "open"
