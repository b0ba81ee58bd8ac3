"""Everybody's own programme, and that page, badge, calendar, list and door sign all say the same."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from datt.documenten.kinds import Colofon
from pilots.bijeenkomsten.dag.documents import BADGES
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.agenda import CANCEL, Gastagenda
from pilots.bijeenkomsten.uitnodigen.services.feed import feed_of
from pilots.traject.models import Persoon
from pilots.werkconferentie.dagprogramma.documents import DAGBORDEN, LIJSTEN, RONDEBORDEN
from pilots.werkconferentie.dagprogramma.models import Wisselstand
from pilots.werkconferentie.dagprogramma.persoonlijk import GAAT_NIET_DOOR, day_of, programme_for, programme_of
from pilots.werkconferentie.dagprogramma.services.wisselen import switch
from pilots.werkconferentie.plaatsing.models import Plaatsing, Verdeling
from pilots.werkconferentie.programma.models import Ruimte
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.werkconferentie import RondeFactory, SessieFactory, published
from tests.uitnodigen.gast import browser
from tests.werkconferentie.dag import conference, place_of, session

TAG = re.compile(r"<[^>]+>")


@pytest.fixture
def colofon():
    return Colofon(versie=1, besteld_op=timezone.now(), besteld_door="Marieke Postma")


def words(html):
    return " ".join(unescape(TAG.sub(" ", html)).split())


def on_page(persoon, meeting):
    """{'13.45': ('De envelop', 'Atelier')} as the guest reads it on the phone."""
    html = browser(persoon).get(reverse("dagprogramma:gast_dag", args=[meeting.pk])).text
    found = {}
    for line in re.findall(r'<li class="dagregel.*?</li>', html, re.DOTALL):
        if "dagregel__boven" in line:
            room = re.search(r'dagregel__plek">(.*?)</p>', line, re.DOTALL)[1]
            om = words(re.search(r"<time[^>]*>(.*?)</time>", line)[1])
            found[om] = (words(re.search(r'dagregel__titel">(.*?)</p>', line)[1]), words(room))
    return found


def on_badge(persoon, meeting, html):
    backs = dict(re.findall(r'<p class="van">(.*?)</p><ul[^>]*>(.*?)</ul>', html))
    own = re.findall(r'<li class="eigen"><b>(.*?)</b><span>(.*?) <i>(.*?)</i>', backs[persoon.naam])
    return {om: (words(wat), words(waar)) for om, wat, waar in own if "Tafel" not in waar}


def in_calendar(persoon, meeting):
    persoon = Persoon.objects.select_related("pilot__gemeente").get(pk=persoon.pk)
    (event,) = [one for one in Calendar.from_ical(feed_of(persoon)).walk("VEVENT") if str(meeting.uid) in one["UID"]]
    lines = re.findall(r"^(\d\d\.\d\d) tot \d\d\.\d\d uur: (.*) \((.*)\)$", str(event["DESCRIPTION"]), re.MULTILINE)
    return {om: (wat, waar) for om, wat, waar in lines if waar != "Grote zaal"}


def on_list(persoon, html):
    found = {}
    for nr, sheet in re.findall(r'<section class="wlijst" data-sessie="(\d+)">(.*?)</section>', html, re.DOTALL):
        if f'<th scope="row">{persoon.naam}</th>' in sheet:
            om = re.search(r"(\d\d\.\d\d) tot", sheet)[1]
            room = words(re.search(r'class="onder"><b>(.*?)</b>', sheet)[1])
            found[om] = (words(re.search(r"<h2>(.*?)</h2>", sheet)[1]), room, int(nr))
    return found


def on_doors(html):
    """Per session number: (begin, title, room)."""
    found = {}
    for sheet in re.findall(r'<section class="bord.*?</section>', html, re.DOTALL):
        room = words(re.search(r"<h2[^>]*>(.*?)</h2>", sheet)[1])
        for nr, om, line in re.findall(r'<li data-sessie="(\d+)" data-om="(.*?)">(.*?)</li>', sheet, re.DOTALL):
            found[int(nr)] = (om, words(re.search(r'class="wat"><b>(.*?)</b>', line)[1]), room)
    return found


def test_five_places_say_the_same_for_every_guest_and_follow_a_move(dag, colofon):
    Wisselstand.objects.create(bijeenkomst=dag, status="open")
    people = list(Persoon.objects.filter(uitnodigingen__bijeenkomst=dag).order_by("naam"))

    def agree():
        badges, lists, doors = (
            BADGES.html(dag, colofon),
            LIJSTEN.html(dag, colofon),
            on_doors(DAGBORDEN.html(dag, colofon)),
        )
        everywhere = {}
        for persoon in people:
            page = on_page(persoon, dag)
            listed = on_list(persoon, lists)
            assert len(page) == 3
            assert page == on_badge(persoon, dag, badges) == in_calendar(persoon, dag)
            assert page == {om: (titel, room) for om, (titel, room, _) in listed.items()}
            assert all(doors[nr] == (om, titel, room) for om, (titel, room, nr) in listed.items())
            everywhere[persoon.pk] = page
        return everywhere

    before = agree()
    guest = people[0]
    assert before[guest.pk]["13.45"] == ("De envelop", "Atelier")

    switch(dag, guest, session(dag, "Ronde 1", "Rust in de kas").pk, by=None, wie="Gast 00 (persoonlijke link)")

    after = agree()
    assert after[guest.pk]["13.45"] == ("Rust in de kas", "Serre")
    assert {pk: one for pk, one in after.items() if pk != guest.pk} == {
        pk: one for pk, one in before.items() if pk != guest.pk
    }


def test_every_part_of_the_day_stands_in_time_with_why_and_at_which_table(dag):
    guest = Persoon.objects.get(naam="Gast 03")

    parts = programme_of(guest, dag)

    assert [(f"{one.ronde.begint:%H.%M}", one.wat, one.ruimte) for one in parts] == [
        ("13.15", "Opening", "Grote zaal"),
        ("13.45", "Rust in de kas", "Serre"),
        ("14.30", "Pauze", "Grote zaal"),
        ("14.45", "Wat <werkt> er al?", "Zolder"),
        ("15.40", "De envelop", "Atelier"),
        ("16.25", "Wereldcafé", "Grote zaal"),
    ]
    assert parts[1].reden == "Dit is uw eerste keus."
    assert parts[-1].tafel == "Tafel 4"
    assert parts[0].weg == "Door de hal rechtdoor."
    assert programme_for(dag)[guest.pk] == parts


def test_who_leads_and_was_not_invited_has_only_the_own_workshop_and_what_is_for_all(dag):
    leader = Persoon.objects.get(naam="Sanne Leidt")

    parts = programme_of(leader, dag)

    assert [one.wat for one in parts if one.begeleidt] == ["De envelop"] * 3
    assert not any(one.is_onbekend for one in parts)
    assert day_of(dag).leiding[session(dag, "Ronde 1", "De envelop").pk][0].naam == "Sanne Leidt"


def test_who_does_not_come_has_no_programme_and_stands_on_no_list(dag, colofon):
    gone = Persoon.objects.get(naam="Gast 03")
    dag.uitnodigingen.filter(persoon=gone).update(status="afgemeld")

    assert programme_of(gone, dag) == []
    assert "Gast 03" not in LIJSTEN.html(dag, colofon)
    assert browser(gone).get(reverse("dagprogramma:gast_dag", args=[dag.pk])).status_code == 404


def test_guests_see_the_last_version_until_the_next_is_public(dag):
    guest = Persoon.objects.get(naam="Gast 00")
    Ruimte.objects.filter(bijeenkomst=dag, naam="Atelier").delete()

    before = programme_of(guest, dag)[1]
    published(dag)

    assert (before.wat, before.ruimte) == ("De envelop", "Atelier")
    assert programme_of(guest, dag)[1].ruimte == ""


def test_places_are_shown_once_the_division_is_fixed(dag):
    Verdeling.objects.update(status="concept")

    parts = programme_of(Persoon.objects.get(naam="Gast 00"), dag)

    assert [one.is_onbekend for one in parts if one.ronde.is_keuze] == [True] * 3
    assert all(one.sessie is None for one in parts)


def test_a_workshop_that_is_off_says_so(dag):
    guest = Persoon.objects.get(naam="Gast 00")
    sessie = place_of(dag, guest, "Ronde 1")
    sessie.gesloten_op = timezone.now()
    sessie.save()

    part = programme_of(guest, dag)[1]

    assert part.is_onbekend
    assert part.reden == GAAT_NIET_DOOR


def test_a_walk_in_without_a_place_has_a_programme_with_open_rounds(dag):
    walk_in = UitnodigingFactory(bijeenkomst=dag, status="aanwezig", zonder_uitnodiging=True).persoon

    assert [one.is_onbekend for one in programme_of(walk_in, dag) if one.ronde.is_keuze] == [True] * 3


def test_nothing_is_shown_before_the_programme_is_public_or_when_the_meeting_is_off(dag):
    dag.programma.versies.all().delete()
    assert programme_for(dag) == {}
    published(dag)
    assert programme_for(dag)
    dag.status = "geannuleerd"

    assert programme_for(dag) == {}


@pytest.mark.parametrize("guests", [1, 30])
def test_it_asks_as_much_for_one_guest_as_for_thirty(pilot, morning, guests, django_assert_num_queries):
    meeting = conference(pilot, guests=guests)

    with django_assert_num_queries(8):
        programme_for(meeting)


def test_with_two_world_cafes_each_has_its_own_table(dag):
    RondeFactory(bijeenkomst=dag, soort="wereldcafe", titel="Nog een", begint_om="16:56", minuten=20)
    published(dag)

    parts = programme_of(Persoon.objects.get(naam="Gast 03"), dag)

    assert [one.tafel for one in parts if one.ronde.soort == "wereldcafe"] == ["Tafel 4", ""]


def test_the_number_in_a_calendar_rises_with_every_change_and_never_falls(dag):
    uitnodiging = Uitnodiging.objects.select_related("persoon__pilot__gemeente").get(persoon__naam="Gast 00")

    def number(method="REQUEST"):
        (event,) = Calendar.from_ical(Gastagenda(dag, method=method).of(uitnodiging)).walk("VEVENT")
        return int(event["SEQUENCE"])

    def in_feed():
        (event,) = Calendar.from_ical(feed_of(uitnodiging.persoon)).walk("VEVENT")
        return int(event["SEQUENCE"])

    first = number()
    assert first == in_feed()
    Verdeling.objects.get(bijeenkomst=dag).reopen(by=None)
    second = number()
    Uitnodiging.objects.filter(pk=uitnodiging.pk).update(status="afgemeld")

    assert second == first + 1
    assert number(CANCEL) == second


def test_the_invitation_in_the_mail_carries_the_programme_and_stays_one_appointment(dag):
    uitnodiging = Uitnodiging.objects.get(persoon__naam="Gast 00")

    whole = Gastagenda(dag).of(uitnodiging)

    (event,) = Calendar.from_ical(whole).walk("VEVENT")
    assert "13.45 tot 14.30 uur: De envelop (Atelier)" in event["DESCRIPTION"]
    assert "Sanne" not in event["DESCRIPTION"]
    assert all(len(line.encode()) <= 75 for line in whole.split("\r\n"))


def test_the_signs_of_a_round_say_who_leads_and_how_full_it_is(dag, colofon):
    html = words(RONDEBORDEN.html(dag, colofon))

    assert "13.45 tot 14.30 uur Ronde 1 Atelier De envelop met Sanne Leidt 6 van 8 plaatsen" in html


def test_a_full_workshop_says_so_on_the_door(pilot, morning, colofon):
    meeting = conference(pilot, places=6)

    assert "vol 6 van 6" in words(DAGBORDEN.html(meeting, colofon))


def test_the_host_sees_that_somebody_needs_something_and_not_what(dag, colofon):
    dag.uitnodigingen.filter(persoon__naam="Gast 00").update(toegang="Rolstoel, en een tolk")

    html = LIJSTEN.html(dag, colofon)

    assert html.count("<b>!</b></td>") == 3
    assert "Rolstoel" not in html


def test_a_place_in_a_workshop_after_the_last_version_is_shown_all_the_same(dag):
    guest = Persoon.objects.get(naam="Gast 00")
    new = SessieFactory(ronde=place_of(dag, guest, "Ronde 1").ronde, workshop__titel="Nieuw", ruimte__naam="Tuin")
    Plaatsing.objects.filter(persoon=guest, ronde=new.ronde).update(sessie=new)

    part = programme_of(guest, dag)[1]

    assert (part.wat, part.ruimte) == ("Nieuw", "Tuin")
    assert "Tuin" in day_of(dag).ruimten
