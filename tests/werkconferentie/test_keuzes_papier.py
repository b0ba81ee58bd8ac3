"""A form on paper is keyed in by two people, each on their own; different is settled with the paper in hand."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from datt.core.states import TransitionError
from datt.documenten.models import Document
from pilots.access import Rol
from pilots.partners.services.samenvoegen import merge_people
from pilots.werkconferentie.keuzes.documents import FORMULIEREN, LEGE_FORMULIEREN
from pilots.werkconferentie.keuzes.models import Keuzebeurt, Keuzeformulier, Overname, Voorkeurbron
from pilots.werkconferentie.keuzes.papier import form_url
from pilots.werkconferentie.keuzes.services import overnemen
from pilots.werkconferentie.keuzes.services.bewaren import keep_choices
from pilots.werkconferentie.keuzes.services.tellen import choices_of
from tests.factories.accounts import UserFactory
from tests.factories.traject import BijeenkomstFactory
from tests.waiting import at_once
from tests.werkconferentie.kiezen import a_meeting, coming, open_until, session

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(pilot):
    return a_meeting(pilot)


@pytest.fixture
def gast(meeting):
    return coming(meeting, naam="Samira")


@pytest.fixture
def formulier(meeting, gast):
    return overnemen.form_for(meeting, gast.persoon)


@pytest.fixture
def first(client_as):
    return client_as(Rol.FACILITATOR)


@pytest.fixture
def second(client_as):
    return client_as(Rol.FACILITATOR)


@pytest.fixture
def brieven(meeting):
    return session(meeting, "Brieven").pk


@pytest.fixture
def geldrust(meeting):
    return session(meeting, "Geldrust").pk


def address(gast, name):
    meeting = gast.bijeenkomst
    return reverse(f"keuzes:{name}", args=[meeting.pilot_id, meeting.pk, gast.pk])


def keyed(client, gast, *, follow=False, **keuzes):
    return client.post(address(gast, "formulier_overnemen"), keuzes, follow=follow)


def status(formulier):
    formulier.refresh_from_db()
    return formulier.status


def test_two_people_who_read_the_same(first, second, gast, formulier, brieven):
    page = keyed(first, gast, follow=True, **{f"s{brieven}": "1"}).text
    assert "Laat nu iemand anders dit formulier ook overnemen" in page
    assert not Keuzebeurt.objects.exists()

    page = keyed(second, gast, follow=True, **{f"s{brieven}": "1"}).text

    assert "Twee mensen lazen hetzelfde. De keuzes van Samira zijn bewaard." in page
    assert choices_of(gast.bijeenkomst) == {gast.persoon_id: {brieven: 1}}
    assert Keuzebeurt.objects.get().bron == Voorkeurbron.PAPIER
    assert status(formulier) == "klaar"


def test_one_person_is_not_two(first, gast, formulier, brieven, geldrust):
    keyed(first, gast, **{f"s{brieven}": "1"})
    assert "U nam dit formulier al over" in first.get(address(gast, "formulier_overnemen")).text

    keyed(first, gast, **{f"s{geldrust}": "1"})

    assert status(formulier) == "een_keer"
    assert Overname.objects.get().as_choices == {geldrust: 1}
    assert not Keuzebeurt.objects.exists()


def test_the_second_does_not_see_what_the_first_read(first, second, gast, formulier, brieven):
    keyed(first, gast, **{f"s{brieven}": "1"})

    page = second.get(address(gast, "formulier_overnemen")).text

    assert "U ziet niet wat die las" in page
    assert page.count(" checked") == page.count("<fieldset")
    assert page.count('value="" ') >= page.count(" checked")


def test_two_people_who_read_something_else_settle_it(first, second, gast, formulier, brieven, geldrust):
    keyed(first, gast, **{f"s{brieven}": "1", f"s{geldrust}": "2"})
    page = keyed(second, gast, follow=True, **{f"s{brieven}": "1", f"s{geldrust}": "9"}).text
    assert f"{first.user} las: tweede keus – {second.user} las: liever niet" in page
    assert page.count("kies--verschil") == 1
    assert not Keuzebeurt.objects.exists()
    url = address(gast, "formulier_verschil")

    undecided = second.post(url, {f"s{brieven}": "1"})
    assert undecided.status_code == 422
    assert "Kijk op het papier en kies wat er staat." in undecided.text
    assert first.post(url, {f"s{brieven}": "1", f"s{geldrust}": "2"}).status_code == 409
    assert status(formulier) == "verschil"

    assert second.post(url, {f"s{brieven}": "1", f"s{geldrust}": "2"}).status_code == 302
    assert choices_of(gast.bijeenkomst) == {gast.persoon_id: {brieven: 1, geldrust: 2}}
    assert status(formulier) == "klaar"


def test_a_third_person_may_settle_it(first, second, client_as, gast, formulier, brieven, geldrust):
    keyed(first, gast, **{f"s{brieven}": "1"})
    keyed(second, gast, **{f"s{geldrust}": "1"})
    third = client_as(Rol.FACILITATOR)

    third.post(address(gast, "formulier_verschil"), {f"s{brieven}": "", f"s{geldrust}": "1"})

    assert choices_of(gast.bijeenkomst) == {gast.persoon_id: {geldrust: 1}}


def test_who_read_it_first_reads_that_another_must_look(first, second, gast, brieven):
    keyed(first, gast, **{f"s{brieven}": "1"})
    keyed(second, gast)

    page = first.get(address(gast, "formulier_verschil")).text

    assert "Laat een ander kijken wat er staat" in page
    assert "Dit staat er" not in page


@pytest.mark.parametrize(("geldt", "stays"), [("zelf", True), ("papier", False)])
def test_what_the_guest_chose_is_not_replaced_unasked(first, second, gast, formulier, brieven, geldrust, geldt, stays):
    keep_choices(gast.bijeenkomst, gast.persoon, {geldrust: 1}, bron=Voorkeurbron.GAST)
    keyed(first, gast, **{f"s{brieven}": "1"})
    page = keyed(second, gast, follow=True, **{f"s{brieven}": "1"}).text
    assert "Op het papier staat iets anders" in page
    assert choices_of(gast.bijeenkomst)[gast.persoon_id] == {geldrust: 1}
    assert status(formulier) == "zelf"

    assert second.post(address(gast, "formulier_verschil"), {}).status_code == 422
    second.post(address(gast, "formulier_verschil"), {"geldt": geldt})

    assert choices_of(gast.bijeenkomst)[gast.persoon_id] == ({geldrust: 1} if stays else {brieven: 1})
    assert status(formulier) == "klaar"


def test_a_form_that_is_done_is_keyed_in_anew_only_on_purpose(first, second, gast, formulier, brieven, geldrust):
    for client in (first, second):
        keyed(client, gast, **{f"s{brieven}": "1"})
    assert keyed(first, gast, **{f"s{geldrust}": "1"}).status_code == 409

    assert first.post(address(gast, "formulier_opnieuw")).status_code == 302
    for client in (first, second):
        keyed(client, gast, **{f"s{geldrust}": "1"})

    assert choices_of(gast.bijeenkomst) == {gast.persoon_id: {geldrust: 1}}


def test_twice_a_first_choice_on_paper_is_said(first, gast, brieven, geldrust):
    page = keyed(first, gast, **{f"s{brieven}": "1", f"s{geldrust}": "1"})

    assert page.status_code == 422
    assert not Overname.objects.exists()


def test_a_session_that_closed_between_two_people_is_no_difference(first, second, gast, formulier, brieven, geldrust):
    keyed(first, gast, **{f"s{brieven}": "1", f"s{geldrust}": "2"})
    sessie = session(gast.bijeenkomst, "Geldrust")
    sessie.gesloten_op = timezone.now()
    sessie.save()

    keyed(second, gast, **{f"s{brieven}": "1"})

    assert choices_of(gast.bijeenkomst) == {gast.persoon_id: {brieven: 1}}


@pytest.mark.parametrize("change", ["late", "away"])
def test_nothing_is_keyed_in_when_it_cannot_count(first, gast, brieven, change):
    if change == "late":
        open_until(gast.bijeenkomst, -1)
    else:
        gast.status = "afgemeld"
        gast.save()

    assert keyed(first, gast, **{f"s{brieven}": "1"}).status_code == 409
    assert not Overname.objects.exists()


def test_the_code_opens_the_form(first, gast, formulier):
    meeting = gast.bijeenkomst
    listing = reverse("keuzes:formulier_list", args=[meeting.pilot_id, meeting.pk])
    there = address(gast, "formulier_overnemen")

    scanned = first.get(form_url(formulier).removeprefix(settings.SITE_URL), follow=True)
    typed = first.get(f"{listing}?q={formulier.leesbare_code.upper()}", follow=True)

    assert [scanned.redirect_chain[-1][0], typed.redirect_chain[-1][0]] == [there, there]
    assert first.get(reverse("keuzes:formulier_code", args=[meeting.pilot_id, meeting.pk, "zzzzzz"])).status_code == 404


def test_the_code_is_for_who_invites(client_as, client, gast, formulier):
    url = reverse("keuzes:formulier_code", args=[gast.bijeenkomst.pilot_id, gast.bijeenkomst_id, formulier.code])

    assert client_as(Rol.AMBTENAAR).get(url).status_code == 403
    assert client_as(None).get(url).status_code == 404
    assert client.get(url).status_code == 302
    elsewhere = BijeenkomstFactory(pilot=gast.bijeenkomst.pilot)
    wrong = reverse("keuzes:formulier_code", args=[elsewhere.pilot_id, elsewhere.pk, formulier.code])
    assert client_as(Rol.FACILITATOR).get(wrong).status_code == 404


def test_one_person_keeps_one_form_and_both_codes_open_it(meeting, gast, formulier):
    double = coming(meeting, naam="Samira W.").persoon
    other = overnemen.form_for(meeting, double)

    merge_people(gast.persoon, double, {}, by=UserFactory())

    found = {overnemen.find_form(meeting, one.code).pk for one in (formulier, other)}
    assert found == {formulier.pk}
    assert [rij.form for rij in overnemen.form_rows(meeting)] == [formulier]


def test_the_list_says_how_far_the_forms_are(first, second, meeting, gast, brieven):
    others = [coming(meeting, naam=naam) for naam in ("Anna", "Bram")]
    keyed(first, gast, **{f"s{brieven}": "1"})
    keyed(first, others[0], **{f"s{brieven}": "1"})
    keyed(second, others[0])
    url = reverse("keuzes:formulier_list", args=[meeting.pilot_id, meeting.pk])

    page = first.get(url).text
    assert "Eén keer overgenomen: <b>1</b>" in page
    assert "Verschil tussen twee mensen: <b>1</b>" in page
    assert "Nog niet overgenomen: <b>1</b>" in page

    part = first.get(f"{url}?status=verschil", headers={"HX-Request": "true"}).text
    assert ("Anna" in part, "Bram" in part, "Samira" in part) == (True, False, False)


def test_the_forms_are_printed_for_who_did_not_choose_yet(first, meeting, gast, brieven):
    done = coming(meeting, naam="Klaas Klaar")
    keep_choices(meeting, done.persoon, {brieven: 1}, bron=Voorkeurbron.GAST)
    url = reverse("keuzes:formulier_print", args=[meeting.pilot_id, meeting.pk, FORMULIEREN.key])

    assert first.post(url).status_code == 302

    document = Document.objects.get()
    form = Keuzeformulier.objects.get(persoon=gast.persoon)
    assert "Samira" in document.html
    assert form.leesbare_code in document.html
    assert "Klaas Klaar" not in document.html
    assert "Ronde 2, 14.00 uur" in document.html


def test_an_empty_form_has_room_for_a_name(first, meeting):
    url = reverse("keuzes:formulier_print", args=[meeting.pilot_id, meeting.pk, LEGE_FORMULIEREN.key])

    first.post(url)

    assert Document.objects.get().html.count("Uw naam:") == 10


def test_other_paper_is_not_printed_here(first, meeting):
    assert (
        first.post(reverse("keuzes:formulier_print", args=[meeting.pilot_id, meeting.pk, "badges"])).status_code == 404
    )


def test_without_a_programme_there_is_no_form(first, pilot):
    meeting = BijeenkomstFactory(pilot=pilot)
    args = [pilot.pk, meeting.pk]

    assert "Er is nog niets te kiezen" in first.get(reverse("keuzes:formulier_list", args=args)).text
    assert first.post(reverse("keuzes:formulier_print", args=[*args, FORMULIEREN.key])).status_code == 409


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_as_often_for_one_form_as_for_many(first, meeting, count, django_assert_num_queries):
    for _ in range(count):
        overnemen.key_in(overnemen.form_for(meeting, coming(meeting).persoon), {}, by=first.user)
    url = reverse("keuzes:formulier_list", args=[meeting.pilot_id, meeting.pk])
    first.get(url)

    with django_assert_num_queries(15):
        first.get(url)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(4))
@pytest.mark.parametrize("same", [True, False])
def test_two_entries_at_the_same_moment(pilot, _round, same):
    meeting = a_meeting(pilot)
    formulier = overnemen.form_for(meeting, coming(meeting).persoon)
    brieven, geldrust = (session(meeting, titel).pk for titel in ("Brieven", "Geldrust"))
    people = [UserFactory(), UserFactory()]

    def press(by, sessie):
        return lambda: overnemen.key_in(again(formulier), {sessie: 1}, by=by)

    answers = at_once(press(people[0], brieven), press(people[1], brieven if same else geldrust))

    assert not [one for one in answers if isinstance(one, Exception)], answers
    assert Overname.objects.count() == 2
    assert status(formulier) == ("klaar" if same else "verschil")
    assert Keuzebeurt.objects.count() == (1 if same else 0)


@pytest.mark.django_db(transaction=True)
def test_two_who_settle_at_the_same_moment_settle_it_once(pilot):
    meeting = a_meeting(pilot)
    formulier = overnemen.form_for(meeting, coming(meeting).persoon)
    brieven, geldrust = (session(meeting, titel).pk for titel in ("Brieven", "Geldrust"))
    one, two, three = (UserFactory() for _ in range(3))
    overnemen.key_in(formulier, {brieven: 1}, by=one)
    overnemen.key_in(again(formulier), {geldrust: 1}, by=two)

    answers = at_once(
        lambda: overnemen.settle(again(formulier), {brieven: 1}, by=two),
        lambda: overnemen.settle(again(formulier), {geldrust: 1}, by=three),
    )

    assert len([answer for answer in answers if isinstance(answer, TransitionError)]) == 1
    assert Keuzebeurt.objects.get().versie == 1


def again(formulier):
    """The form as each request reads it for itself."""
    return Keuzeformulier.objects.select_related("bijeenkomst__pilot", "persoon").get(pk=formulier.pk)
