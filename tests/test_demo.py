"""The demo: three pilots of a gemeente that does not exist, alive at any day of the year."""

import re
from collections import Counter
from datetime import date, timedelta
from html import unescape
from http import HTTPStatus

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone

from datt.accounts.demo import DEMO_ROLLEN, demo_user
from datt.accounts.models import User
from datt.berichten.models import Afmelding, Bericht, Mailadres
from datt.core.models import Gebeurtenis
from datt.documenten.kinds import kinds_about
from datt.documenten.models import Document
from datt.toezicht import guard
from pilots.keten.models import Categorie
from pilots.partners.models import Ketenpartner, KetenpartnerStatus
from pilots.tafels.models import Tafelplaats
from pilots.traject.demo.bestand import demo_pilot
from pilots.traject.demo.rooster import dates_with
from pilots.traject.models import Afwijking, BijeenkomstStatus, Persoon, Pilot, PilotStatus, Sjabloon, Taak, TaakStatus
from verbeterplannen.plannen.models import PlanStatus

pytestmark = pytest.mark.django_db
LINK = re.compile(r"""(?:href|hx-get)=["']([^"']+)["']""")
PER_VIEW = 3  # pages of one kind in one pilot; they differ in rows only


@pytest.fixture(scope="module", autouse=True)
def _demo(django_db_setup, django_db_blocker):
    """Build the demo once for this file, in a transaction that is taken back."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(settings, "DEMO", True)
        call_command("load_content", verbosity=0)
        call_command("demo", verbosity=0)
        yield
        transaction.set_rollback(True)


def test_it_refuses_a_database_with_users():
    with pytest.raises(CommandError, match="niet leeg"):
        call_command("demo", verbosity=0)


def test_starting_again_leaves_what_is_there():
    pilots = Pilot.objects.count()

    call_command("demo", "--als-leeg", verbosity=0)

    assert Pilot.objects.count() == pilots == 3


def test_one_pilot_is_planned_one_halfway_and_one_finished():
    states = [demo_pilot(slug).status for slug in ("samen-vooruit", "eerder-erbij", "rondkomen")]

    assert states == [PilotStatus.GEPLAND, PilotStatus.LOPEND, PilotStatus.AFGEROND]
    assert demo_pilot("samen-vooruit").bijeenkomsten.held().count() == 0
    assert demo_pilot("eerder-erbij").bijeenkomsten.held().filter(is_extra=False).count() == 3
    assert demo_pilot("eerder-erbij").bijeenkomsten.held().filter(is_extra=True).count() == 1
    assert demo_pilot("rondkomen").bijeenkomsten.held().count() == 6


def test_forty_three_organisations_of_every_category_take_part():
    confirmed = demo_pilot("eerder-erbij").ketenpartners.confirmed()

    assert confirmed.count() == 43
    assert confirmed.values("organisatie__type__categorie").distinct().count() == Categorie.objects.count() == 14


def test_there_are_about_two_hundred_and_ten_people():
    people = set(Persoon.objects.live().values_list("email", flat=True))

    assert 200 <= len(people) <= 220


def test_every_state_of_a_partner_can_be_seen():
    found = Counter(Ketenpartner.objects.values_list("status", flat=True))

    assert set(found) == set(KetenpartnerStatus)
    assert demo_pilot("samen-vooruit").ketenpartners.waiting().count() == 4
    assert found[KetenpartnerStatus.AFGEWEZEN] == found[KetenpartnerStatus.TERUGGETROKKEN] == 1


def test_a_meeting_was_moved_and_one_was_added_with_a_reason():
    afwijkingen = demo_pilot("eerder-erbij").afwijkingen.all()

    assert {one.soort for one in afwijkingen} == {Afwijking.Soort.VERZET, Afwijking.Soort.TOEGEVOEGD}
    assert all(one.reden for one in afwijkingen)


def test_the_checklist_of_the_halfway_pilot_is_partly_done_and_partly_late():
    tasks = Taak.objects.filter(bijeenkomst__pilot=demo_pilot("eerder-erbij"))

    assert {task.status for task in tasks} == set(TaakStatus)
    assert 2 <= tasks.relevant().late(timezone.localdate()).count() <= 8


def test_the_werkconferentie_to_come_has_workshops_in_three_rooms_and_says_how_long_they_took_before(client):
    meeting = demo_pilot("eerder-erbij").bijeenkomsten.get(soort="werkconferentie")
    workshops = meeting.draaiboek.blokken.standing().exclude(parallel=0)
    client.force_login(demo_user("facilitator"))
    page = client.get(f"/pilots/{meeting.pilot_id}/bijeenkomsten/{meeting.pk}/draaiboek/{workshops[0].pk}/").text

    assert workshops.count() == 6
    assert len(set(workshops.values_list("ruimte", flat=True))) == 3
    assert "duurde het" in page


def test_the_finished_pilot_has_six_whole_plans_of_which_some_are_approved():
    plans = demo_pilot("rondkomen").verbeterplannen.all()

    assert Counter(plan.status for plan in plans) == {PlanStatus.GOEDGEKEURD: 5, PlanStatus.INGEDIEND: 1}
    assert all(plan.acties.exists() and plan.indicatoren.exists() and plan.legitimiteit for plan in plans)
    assert all(sectie.inhoud for plan in plans for sectie in plan.secties.all())


def test_the_contact_person_of_the_food_bank_writes_along_in_the_halfway_pilot():
    drafts = demo_pilot("eerder-erbij").verbeterplannen.filter(groep__leden__persoon__user=demo_user("ketenpartner"))

    assert [(plan.titel, plan.status) for plan in drafts] == [("Eén vast gezicht", PlanStatus.CONCEPT)]


def test_the_documents_of_the_held_pilots_are_ordered_for_the_worker():
    for slug in ("eerder-erbij", "rondkomen"):
        pilot = demo_pilot(slug)
        about_the_pilot = {kind.key for kind in kinds_about(pilot)}
        ordered = [document.soort for document in Document.objects.within(pilot) if document.soort in about_the_pilot]
        assert sorted(ordered) == sorted(kind.key for kind in kinds_about(pilot))


def test_nothing_happened_in_the_future_and_most_happened_before_today():
    today = timezone.localdate()
    moments = [one.moment for one in Gebeurtenis.objects.all()]

    assert max(moments) <= timezone.now()
    assert sum(timezone.localdate(moment) < today for moment in moments) > len(moments) * 0.9


def test_nobody_in_it_can_be_reached():
    addresses = [*User.objects.values_list("email", flat=True), *Persoon.objects.values_list("email", flat=True)]
    addresses += Bericht.objects.values_list("aan", flat=True)

    assert [address for address in addresses if address and not address.endswith(".example")] == []
    assert all(pilot.gemeente.verzonnen for pilot in Pilot.objects.select_related("gemeente"))


# Drawn by lot, so that nine digits in a row may pass the 11-test by chance.
DRAWN = {"token_hash", "code_hash", "zaad", "message_id", "sleutel", "kenmerk", "vingerafdruk"}


def test_no_text_of_the_demo_holds_personal_data():
    for model in apps.get_models():
        texts = [one for one in model._meta.fields if isinstance(one, models.TextField | models.CharField)]
        fields = [one.name for one in texts if one.name not in DRAWN]
        if not fields or not model.__module__.startswith(("datt.berichten", "pilots", "verbeterplannen")):
            continue
        for row in model._base_manager.values_list(*fields):
            for text in filter(None, row):
                # An address in a mail holds a key that is drawn by lot too.
                assert not guard.is_certain(re.sub(r"https?://\S+", "", str(text))), text


@pytest.mark.parametrize("held", [3, 6])
def test_there_are_dates_for_it_on_any_day_of_the_year(held):
    sjabloon = Sjabloon.objects.newest()

    for week in range(0, 53, 2):
        today = date(2026, 12, 1) + timedelta(days=7 * week + week % 7)
        _, proposed = dates_with(held, today, sjabloon)
        assert sum(one.datum < today for one in proposed) == held


@pytest.mark.parametrize("slug", ["", *(rol.slug for rol in DEMO_ROLLEN)])
def test_every_page_that_is_linked_opens(slug):
    client = Client()
    if slug:
        user = User.objects.get(email=f"{slug}@demo.example")
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    failed, seen = crawl(client)

    assert failed == []
    assert len(seen) >= 8


def crawl(client):
    """Walk every link from the start page; answers what did not open, and the kinds of pages that did."""
    waiting, done, kinds, failed = ["/"], set(), Counter(), []
    while waiting:
        url = waiting.pop()
        kind = kind_of(url)
        if url in done or kind is None or kinds[kind] >= PER_VIEW:
            continue
        done.add(url)
        kinds[kind] += 1
        response = client.get(url, follow=True)
        if response.status_code not in {HTTPStatus.OK, HTTPStatus.NO_CONTENT}:
            failed.append((url, response.status_code))
        elif response.headers["Content-Type"].startswith("text/html") and not response.streaming:
            waiting += [unescape(link).split("#")[0] for link in LINK.findall(response.text)]
    return failed, kinds


def kind_of(url):
    """The view of an own address, per pilot, and with or without a question; None for what is no page of ours."""
    path, _, query = url.partition("?")
    if not path.startswith("/") or path.startswith(("//", "/static/")):
        return None
    try:
        found = resolve(path)
    except Resolver404:
        return path
    return found.view_name, found.kwargs.get("pilot_id"), bool(query)


def test_the_post_of_the_next_meeting_shows_what_can_go_wrong_with_it(client):
    pilot = demo_pilot("eerder-erbij")
    meeting = pilot.bijeenkomsten.get(soort="werkconferentie")
    client.force_login(demo_user("facilitator"))
    overview = client.get(f"/pilots/{pilot.pk}/", follow=True).text
    letters = client.get(f"/pilots/{pilot.pk}/bijeenkomsten/{meeting.pk}/gasten/brieven/").text

    assert Mailadres.objects.filter(onbestelbaar_op__isnull=False, keer_terug=3).count() == 1
    assert "Eén adres gaf drie keer mail terug." in overview
    assert Afmelding.objects.within(pilot).count() == 1
    assert "2 mensen hebben een brief nodig" in letters


def test_tables_answers_and_check_ins_tell_one_story():
    pilot = demo_pilot("eerder-erbij")
    for meeting in pilot.bijeenkomsten.held():
        said = dict(meeting.uitnodigingen.values_list("persoon_id", "status"))
        seated = set(Tafelplaats.objects.filter(indeling__bijeenkomst=meeting).values_list("persoon_id", flat=True))
        inside = set(meeting.aanwezigheden.standing().values_list("persoon_id", flat=True))
        walked_in = meeting.uitnodigingen.filter(zonder_uitnodiging=True).values_list("persoon_id", flat=True)
        assert seated
        assert {said[one] for one in seated} == {"aanwezig", "afwezig"}
        assert inside == {one for one, status in said.items() if status == "aanwezig"}
        assert inside - seated == set(walked_in)


def test_at_the_tables_of_the_next_meeting_sits_who_said_yes():
    meeting = demo_pilot("eerder-erbij").bijeenkomsten.get(status=BijeenkomstStatus.UITGENODIGD)
    seated = Tafelplaats.objects.filter(indeling__bijeenkomst=meeting).values_list("persoon_id", flat=True)

    assert set(seated) == set(meeting.uitnodigingen.coming().values_list("persoon_id", flat=True))
