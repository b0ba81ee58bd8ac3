"""Who may come: the rule in sentences, the draw that anybody can work out again, and the guest list."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from datt.core.versions import VerouderdError
from datt.documenten.kinds import Colofon
from datt.documenten.models import Document
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.eigendata import databronnen
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.selectie.documents import UITLEG_LOTING
from pilots.werkconferentie.selectie.models import Lot, Loting, Mengregel, Selectie, Selectiekeuze
from pilots.werkconferentie.selectie.services import loten
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.selectie import MengregelFactory, SelectieFactory, SelectiekeuzeFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.werkconferentie import narekenen

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(pilot):
    return BijeenkomstFactory(pilot=pilot, capaciteit=4, datum=timezone.localdate() + timedelta(days=60))


@pytest.fixture
def crowd(meeting):
    """Ten people on the list: three volunteers of the food bank, seven who do the work elsewhere."""
    bank = OrganisatieFactory(naam="Voedselbank", werkgebied="Noord en Oost")
    people = [
        PersoonFactory(pilot=meeting.pilot, naam=f"Vrijwilliger {nr}", positie="vrijwilliger", organisatie=bank)
        for nr in range(3)
    ]
    people += [
        PersoonFactory(pilot=meeting.pilot, naam=f"Medewerker {nr}", positie="uitvoerend_medewerker") for nr in range(7)
    ]
    for one in people:
        UitnodigingFactory(bijeenkomst=meeting, persoon=one, status="klaar")
    return people


@pytest.fixture
def selectie(meeting, crowd):
    """At least two volunteers, nothing drawn yet."""
    selectie = SelectieFactory(bijeenkomst=meeting, bron="lijst")
    MengregelFactory(selectie=selectie, getal=2)
    return selectie


@pytest.fixture
def client(client_as):
    return client_as(Rol.FACILITATOR)


def url(name, meeting, *args):
    return reverse(f"selectie:{name}", args=[meeting.pilot_id, meeting.pk, *args])


def drawn(selectie, by):
    selectie.refresh_from_db()
    loten.fix(selectie, versie=selectie.versie, by=by)
    selectie.refresh_from_db()
    loten.draw_lots(selectie, versie=selectie.versie, by=by)
    selectie.refresh_from_db()
    return selectie


def taken_over(selectie, by):
    drawn(selectie, by)
    loten.take_over(selectie, versie=selectie.versie, by=by)
    selectie.refresh_from_db()
    return selectie


def test_the_rule_is_written_in_sentences(client, meeting, crowd):
    page = client.get(url("selectie_detail", meeting))
    assert page.status_code == 200
    assert "Er staat nog geen zin in de regel" in page.text
    assert "Ervaringsdeskundige (0)" in page.text
    assert "Noord (3)" in page.text

    client.post(url("selectie_edit", meeting), {"bron": "lijst", "per_organisatie": 2, "versie": 1})
    client.post(
        url("mengregel_new", meeting), {"soort": "minstens", "getal": 1, "groep": "positie:vrijwilliger", "versie": 2}
    )
    client.post(
        url("mengregel_new", meeting),
        {"soort": "aandeel", "getal": 30, "groep": "positie:uitvoerend_medewerker", "versie": 3},
    )

    page = client.get(url("selectie_detail", meeting))
    assert "Minstens 1 vrijwilliger<" in page.text
    assert "Ongeveer 30 % medewerkers in de uitvoering" in page.text
    assert "3 kandidaten, 2 kunnen er komen" in page.text
    assert Gebeurtenis.objects.filter(zin__contains="minstens 1 vrijwilliger").exists()


def test_a_sentence_is_taken_away(client, meeting, selectie):
    regel = selectie.regels.get()

    client.post(url("mengregel_remove", meeting, regel.pk), {"versie": 1})

    assert not Mengregel.objects.exists()


@pytest.mark.parametrize(
    ("soort", "getal", "groep", "zin"),
    [
        ("minstens", 5, "positie:manager", "Er zijn 4 plaatsen. Vul 4 of minder in."),
        ("aandeel", 101, "positie:manager", "hooguit 100 procent"),
        ("aandeel", 50, "positie:manager", "samen worden 110 procent"),
        ("minstens", 3, "positie:vrijwilliger", "Er staat al: ‘minstens 2 vrijwilligers’"),
        ("hooguit", 1, "positie:vrijwilliger", "Dat kan niet samen."),
        ("minstens", 0, "positie:manager", "Vul 1 of meer in."),
        ("minstens", "", "positie:manager", "Vul in hoeveel mensen"),
        ("minstens", 1, "positie:keizer", "selecteer"),
        ("minstens", 1, "", "Kies een groep."),
    ],
)
def test_a_sentence_that_cannot_be_is_refused(client, meeting, selectie, soort, getal, groep, zin):
    MengregelFactory(selectie=selectie, soort="aandeel", getal=60, waarde="uitvoerend_medewerker")

    page = client.post(url("mengregel_new", meeting), {"soort": soort, "getal": getal, "groep": groep, "versie": 1})

    assert page.status_code == 422
    assert zin.casefold() in page.text.casefold()
    assert selectie.regels.count() == 2


def test_somebody_is_pinned_with_a_reason(client, meeting, selectie, crowd):
    form = {"persoon": crowd[5].pk, "soort": "vast", "reden": "Hij opent de dag.", "versie": 1}

    assert client.post(url("keuze_new", meeting), {**form, "reden": ""}).status_code == 422
    client.post(url("keuze_new", meeting), form)

    keuze = Selectiekeuze.objects.get()
    assert (keuze.persoon, keuze.soort, keuze.reden) == (crowd[5], "vast", "Hij opent de dag.")

    client.post(url("keuze_remove", meeting, keuze.pk), {"versie": 2})
    assert not Selectiekeuze.objects.exists()


def test_more_people_are_not_pinned_than_there_are_seats(client, meeting, selectie, crowd):
    for one in crowd[:4]:
        SelectiekeuzeFactory(selectie=selectie, persoon=one)

    page = client.post(
        url("keuze_new", meeting), {"persoon": crowd[5].pk, "soort": "vast", "reden": "Ook.", "versie": 1}
    )

    assert page.status_code == 422
    assert "Er zijn 4 plaatsen, en die staan allemaal al vast." in page.text


def test_somebody_of_another_pilot_cannot_be_pinned(client, meeting, selectie):
    page = client.post(
        url("keuze_new", meeting), {"persoon": PersoonFactory().pk, "soort": "vast", "reden": "Ja.", "versie": 1}
    )

    assert page.status_code == 422


def test_a_rule_that_cannot_be_fixed_says_why(client, meeting, selectie, crowd):
    for one in crowd[:3]:
        SelectiekeuzeFactory(selectie=selectie, persoon=one)
    Bijeenkomst.objects.filter(pk=meeting.pk).update(capaciteit=1)

    page = client.post(url("loting_fix", meeting), {"versie": 1})

    assert page.status_code == 422
    assert "U zette 3 mensen vast, maar er zijn 1 plaatsen" in page.text
    assert "vraagt meer mensen dan er plaatsen zijn (1)" in page.text


def test_without_candidates_nothing_is_fixed(client, pilot):
    empty = BijeenkomstFactory(pilot=pilot)
    SelectieFactory(bijeenkomst=empty, bron="lijst")

    page = client.post(url("loting_fix", empty), {"versie": 1})

    assert page.status_code == 422
    assert "Er zijn nog geen kandidaten." in page.text


def test_the_seed_is_public_before_the_draw_and_follows_from_what_was_fixed(client, meeting, selectie, client_as):
    client.post(url("loting_fix", meeting), {"versie": 1})

    loting = Loting.objects.get()
    assert (loting.zaad, loting.getrokken_op) == (narekenen.seed_of(loting.invoer), None)
    assert not Lot.objects.filter(is_gekozen=True).exists()
    assert loting.zaad in client_as(Rol.KETENPARTNER).get(url("uitleg_detail", meeting)).text


def test_a_draw_changes_no_guest_until_it_is_taken_over(client, meeting, selectie, crowd):
    client.post(url("loting_fix", meeting), {"versie": 1})
    client.post(url("loting_draw", meeting), {"versie": 2})

    assert Uitnodiging.objects.count() == 10
    lots = Lot.objects.filter(is_gekozen=True)
    assert lots.count() == 4
    assert lots.filter(persoon__positie="vrijwilliger").count() >= 2
    page = client.get(url("uitslag_list", meeting)).text
    assert all(str(one) in page for one in crowd)

    client.post(url("loting_take", meeting), {"versie": 3})

    assert set(Uitnodiging.objects.values_list("persoon", flat=True)) == set(lots.values_list("persoon", flat=True))
    assert set(Uitnodiging.objects.values_list("status", flat=True)) == {"klaar"}


def test_what_is_published_names_nobody_and_can_be_worked_out_again(client_as, meeting, selectie, crowd):
    SelectiekeuzeFactory(selectie=selectie, persoon=crowd[0], reden="Geheime reden.")
    drawn(selectie, UserFactory())
    partner = client_as(Rol.KETENPARTNER)

    text = partner.get(url("uitleg_export", meeting), {"als": "json"}).text
    table = partner.get(url("uitleg_export", meeting), {"als": "csv"}).text
    page = partner.get(url("uitleg_detail", meeting)).text

    assert narekenen.wrong(json.loads(text)) == []
    for shown in (text, table, page):
        assert "Vrijwilliger 1" not in shown
        assert "Geheime reden" not in shown


def test_a_partner_does_not_see_the_names(client_as, meeting, selectie):
    drawn(selectie, UserFactory())
    partner = client_as(Rol.KETENPARTNER)

    assert partner.get(url("uitslag_list", meeting)).status_code == 403
    assert partner.get(url("uitslag_export", meeting)).status_code == 403
    assert partner.post(url("loting_take", meeting)).status_code == 403


def test_a_meeting_of_another_pilot_does_not_exist(client):
    elders = BijeenkomstFactory()
    mine = client.user.personen.get().pilot_id

    assert client.get(url("selectie_detail", elders)).status_code == 404
    assert client.get(reverse("selectie:selectie_detail", args=[mine, elders.pk])).status_code == 404


def test_the_same_rule_and_list_give_the_same_draw_again(meeting, selectie, crowd):
    by = UserFactory()
    drawn(selectie, by)
    first = set(Lot.objects.filter(is_gekozen=True).values_list("persoon", flat=True))
    loten.release(selectie, versie=selectie.versie, by=by)
    drawn(selectie, by)

    assert Loting.objects.count() == 1
    assert set(Lot.objects.filter(is_gekozen=True).values_list("persoon", flat=True)) == first

    loten.release(selectie, versie=selectie.versie, by=by)
    SelectiekeuzeFactory(selectie=selectie, persoon=crowd[9], soort="niet")
    drawn(selectie, by)

    assert list(Loting.objects.values_list("nummer", flat=True)) == [2, 1]
    assert len(set(Loting.objects.values_list("zaad", flat=True))) == 2


def test_two_facilitators_at_once(client, meeting, selectie):
    page = client.post(
        url("mengregel_new", meeting), {"soort": "hooguit", "getal": 7, "groep": "positie:manager", "versie": 0}
    )

    assert page.status_code == 409
    assert "Iemand anders veranderde de mengregel net" in page.text
    assert 'value="7"' in page.text
    with pytest.raises(VerouderdError):
        loten.fix(selectie, versie=9, by=UserFactory())


@pytest.mark.parametrize("name", ["selectie_edit", "mengregel_new", "loting_fix", "keuze_new"])
def test_who_was_invited_already_is_not_drawn(client, meeting, selectie, name):
    Uitnodiging.objects.filter(pk=Uitnodiging.objects.first().pk).update(status="verstuurd")

    page = client.post(url(name, meeting), {"versie": 1})

    assert page.status_code == 409
    assert "Er zijn al uitnodigingen verstuurd" in page.text
    assert client.get(url("selectie_detail", meeting)).status_code == 200


def test_a_meeting_that_was_held_is_not_drawn(client, meeting, selectie):
    Bijeenkomst.objects.filter(pk=meeting.pk).update(status="gehouden")

    assert client.post(url("loting_fix", meeting), {"versie": 1}).status_code == 409


@pytest.mark.parametrize("name", ["loting_draw", "loting_take", "loting_release"])
def test_a_step_out_of_turn_is_refused(client, meeting, selectie, name):
    page = client.post(url(name, meeting), {"versie": 1})

    assert page.status_code == 409
    assert Selectie.objects.get().status == "concept"


def test_a_fixed_rule_does_not_change(client, meeting, selectie):
    loten.fix(selectie, versie=1, by=UserFactory())

    page = client.post(
        url("mengregel_new", meeting), {"soort": "hooguit", "getal": 1, "groep": "positie:manager", "versie": 2}
    )

    assert page.status_code == 409
    assert "Maak haar eerst los" in page.text


def test_a_result_for_another_number_of_seats_is_not_taken_over(meeting, selectie):
    by = UserFactory()
    drawn(selectie, by)
    Bijeenkomst.objects.filter(pk=meeting.pk).update(capaciteit=6)

    with pytest.raises(TransitionError, match=r"De loting was voor 4 plaatsen\. Nu zijn er 6\."):
        loten.take_over(selectie, versie=selectie.versie, by=by)


def test_who_left_the_pilot_after_the_draw_is_not_invited(meeting, selectie):
    by = UserFactory()
    drawn(selectie, by)
    gone = Lot.objects.filter(is_gekozen=True).first().persoon
    gone.vergeten_op = timezone.now()
    gone.save()
    meeting.uitnodigingen.filter(persoon=gone).delete()

    done = loten.take_over(selectie, versie=selectie.versie, by=by)

    assert (done.vergeten, Uitnodiging.objects.count()) == (1, 3)


def test_the_result_is_found_and_downloaded(client, meeting, selectie, crowd):
    drawn(selectie, UserFactory())
    one = Lot.objects.filter(is_gekozen=True).first()

    found = client.get(url("uitslag_list", meeting), {"toon": "komt"}, headers={"HX-Request": "true"})
    table = client.get(url("uitslag_export", meeting), {"als": "csv", "toon": "reserve"})

    assert found.text.strip().startswith('<section id="loten"')
    assert "4 mensen" in found.text
    assert str(one.persoon) not in table.text
    assert Gebeurtenis.objects.filter(wat="selectie.uitslag.gedownload").count() == 1


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("page", "most"), [("selectie_detail", 17), ("uitslag_list", 11), ("uitleg_detail", 12)])
def test_a_page_asks_as_often_for_many_people(client, meeting, selectie, page, most, count, django_assert_num_queries):
    for _ in range(count):
        UitnodigingFactory(bijeenkomst=meeting, status="klaar", persoon__organisatie=OrganisatieFactory())
    drawn(selectie, UserFactory())
    client.get(url(page, meeting))  # what is remembered of earlier pages

    with django_assert_num_queries(most):
        client.get(url(page, meeting))


def test_the_link_stands_above_the_guests(client, meeting, selectie):
    page = client.get(reverse("uitnodigen:gast_list", args=[meeting.pilot_id, meeting.pk]))

    assert url("selectie_detail", meeting) in page.text


def test_the_explanation_is_made_on_paper_without_names(client_as, meeting, selectie, crowd):
    drawn(selectie, UserFactory())
    html = UITLEG_LOTING.html(meeting, Colofon(versie=1, besteld_op=timezone.now(), besteld_door="Femke"))

    assert selectie.loting.zaad[:32] in html
    assert "Minstens 2 vrijwilligers" in html
    assert all(str(one) not in html for one in crowd)
    client_as(Rol.FACILITATOR).post(url("uitleg_order", meeting))
    assert Document.objects.filter(soort="uitleg_loting").count() == 1
    assert client_as(Rol.AMBTENAAR).post(url("uitleg_order", meeting)).status_code == 403


def test_before_the_draw_there_is_nothing_to_fetch(client, meeting, selectie):
    assert client.get(url("uitleg_detail", meeting)).status_code == 200
    assert client.get(url("uitleg_export", meeting)).status_code == 404
    assert client.post(url("uitleg_order", meeting)).status_code == 404


def test_a_guest_reads_their_own_number_and_has_the_reason_removed(meeting, selectie, crowd):
    SelectiekeuzeFactory(selectie=selectie, persoon=crowd[0], reden="Zij opent de dag.")
    drawn(selectie, UserFactory())
    bron = next(one for one in databronnen() if one.key == "selectie")
    lot = Lot.objects.get(persoon=crowd[0])

    assert bron.lees(crowd[0]).regels == [
        ("Kennismaken, loting 1", f"uw nummer is {lot.nummer}. Staat vast. Zij opent de dag."),
        ("Kennismaken", "Komt in elk geval: Zij opent de dag."),
    ]
    bron.wis(crowd[0])

    lot.refresh_from_db()
    assert (lot.reden, Selectiekeuze.objects.count()) == ("", 0)
    assert bron.lees(PersoonFactory()) is None
