"""The verslag: filled with what is known, written by two people, fixed, mailed, opened again."""

import io
import re
from datetime import timedelta
from http import HTTPStatus
from itertools import pairwise

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from datt.core.models import Gebeurtenis
from datt.core.versions import VerouderdError
from datt.documenten.models import Document
from pilots.access import Rol
from pilots.bijeenkomsten.dag.services.dagdelen import set_parts
from pilots.bijeenkomsten.verslag.delen import deel_of
from pilots.bijeenkomsten.verslag.documents import VERSLAG
from pilots.bijeenkomsten.verslag.models import Verslag, Verslagdeel, Verslagversie
from pilots.bijeenkomsten.verslag.opbrengst import _sources, register_opbrengst
from pilots.bijeenkomsten.verslag.services.inhoud import inhoud_of
from pilots.bijeenkomsten.verslag.services.schrijven import save_deel, verslag_of
from pilots.bijeenkomsten.verslag.services.vaststellen import Vaststelling, fix_verslag
from pilots.traject.services.sjabloon import load_sjabloon
from tests.documenten.papier import page_texts, pdf_of, structure
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import (
    AanwezigheidFactory,
    DraaiboekblokFactory,
    DraaiboekFactory,
    UitnodigingFactory,
)
from tests.factories.keten import OrganisatieFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory, PilotFactory
from tests.factories.verslag import AfspraakFactory, VerslagopmerkingFactory, held_today, in_short, was_there

HTMX = {"HX-Request": "true"}
PRESSED = {"actie": "bewaar"}
BSN = "123456782"


@pytest.fixture
def meeting(pilot):
    return held_today(pilot)


@pytest.fixture
def facilitator(client_as):
    return client_as(Rol.FACILITATOR)


def url(name, meeting, *more):
    return reverse(f"verslag:{name}", args=[meeting.pilot_id, meeting.pk, *more])


def over_two_weeks():
    return (timezone.localdate() + timedelta(days=14)).isoformat()


def test_the_numbers_come_from_the_door_and_name_no_residents(meeting):
    bank = OrganisatieFactory(naam="Voedselbank Ommen")
    was_there(meeting, count=2, organisatie=bank)
    (resident,) = was_there(meeting, naam="Bewoner Bakker", positie="inwoner")
    UitnodigingFactory(bijeenkomst=meeting, status="nee", persoon__organisatie=bank)
    UitnodigingFactory(bijeenkomst=meeting, status="ja")
    undone = AanwezigheidFactory(bijeenkomst=meeting, ongedaan_op=timezone.now())

    opkomst = inhoud_of(meeting, verslag_of(meeting)).opkomst

    assert (opkomst.mensen, opkomst.aantal_organisaties) == (3, 1)
    assert opkomst.organisaties == [("Voedselbank Ommen", 2), ("Inwoners en ervaringsdeskundigen", 1)]
    assert (opkomst.afgemeld, opkomst.weg_zonder_bericht) == ([("Voedselbank Ommen", 1)], 1)
    assert str(resident) not in str(opkomst)
    assert str(undone.persoon) not in str(opkomst)


@pytest.mark.parametrize(
    ("namen", "said"),
    [
        (["Ochtend", "Middag"], "Per dagdeel: 2 in de ochtend, 1 in de middag."),
        (["Opening", "Workshops"], "Per dagdeel: 2 bij ‘Opening’, 1 bij ‘Workshops’."),
    ],
)
def test_a_whole_day_is_counted_per_part_by_its_name_and_in_all(meeting, facilitator, namen, said):
    set_parts(meeting, namen, by=UserFactory())
    (morning, _) = was_there(meeting, count=2)
    AanwezigheidFactory(bijeenkomst=meeting, persoon=morning, dagdeel=2)

    page = facilitator.get(url("verslag_detail", meeting)).text

    assert "2 mensen waren erbij" in page
    assert said in page


def test_the_programme_shows_what_was_planned_and_what_really_happened(meeting, facilitator):
    sheet = DraaiboekFactory(bijeenkomst=meeting)
    first = DraaiboekblokFactory(draaiboek=sheet, volgorde=1, titel="Welkom", minuten=20)
    DraaiboekblokFactory(draaiboek=sheet, volgorde=2, titel="Het spel", minuten=60)
    begun = meeting.begint_op + timedelta(minutes=4)
    first.__class__.loop.related.related_model.objects.create(
        blok=first, begon_op=begun, eindigde_op=begun + timedelta(minutes=25), gepland_minuten=20, nu_minuten=20
    )

    page = facilitator.get(url("verslag_detail", meeting)).text

    assert "13.34 tot 13.59" in page
    assert "13.50" in page
    assert "niet bijgehouden" in page


def test_the_programme_names_the_rooms_of_what_went_on_at_the_same_time(meeting, facilitator):
    sheet = DraaiboekFactory(bijeenkomst=meeting)
    for nr, ruimte in enumerate(["Zaal 2", "Kelder"], start=1):
        DraaiboekblokFactory(draaiboek=sheet, volgorde=nr, titel=f"Workshop {nr}", ruimte=ruimte, parallel=1)
    DraaiboekblokFactory(draaiboek=sheet, volgorde=3, titel="Slot", ruimte="Grote zaal")

    page = facilitator.get(url("verslag_detail", meeting)).text

    assert "Workshop 1 (Zaal 2)" in page
    assert "Workshop 2 (Kelder)" in page
    assert "Slot (Grote zaal)" not in page


def test_a_meeting_without_blocks_borrows_no_programme_from_its_template(meeting, facilitator):
    meeting.sjabloon = load_sjabloon().bijeenkomsten.get(soort="sleutel_1")
    meeting.save()

    assert "Er was geen draaiboek." in facilitator.get(url("verslag_detail", meeting)).text


def test_the_opbrengst_of_another_app_stands_above_what_people_wrote(meeting):
    @register_opbrengst
    def from_the_game(about):
        return {"roze_olifant": ["Eén vast gezicht"]} if about == meeting else None

    save_deel(meeting, deel_of("roze_olifant"), "- Eerst bellen\n\n", versie=0, by=UserFactory())
    try:
        bak = inhoud_of(meeting, verslag_of(meeting)).bakken[2]
    finally:
        _sources.remove(from_the_game)

    assert bak.regels == ["Eén vast gezicht", "Eerst bellen"]


def test_a_text_is_saved_with_who_and_when(meeting, facilitator):
    response = facilitator.post(url("deel_save", meeting, "kort"), {"inhoud": "Het ging goed.", "versie": "0"})

    row = Verslagdeel.objects.get()
    assert response.status_code == HTTPStatus.FOUND
    assert (row.inhoud, row.versie, row.gewijzigd_door) == ("Het ging goed.", 1, facilitator.user)


def test_saving_while_typing_answers_only_the_state(meeting, facilitator):
    response = facilitator.post(url("deel_save", meeting, "kort"), {"inhoud": "Goed.", "versie": "0"}, headers=HTMX)

    assert response.text.strip().startswith('<div class="rij rij--uit" id="stand-kort">')
    assert 'name="versie" value="1"' in response.text


def test_two_people_in_one_text_get_both_to_choose_from(meeting, facilitator):
    save_deel(meeting, deel_of("kort"), "Van Joost.", versie=0, by=UserFactory(naam="Joost Hendriks"))

    data = {"inhoud": "Van mij.", "versie": "0"}
    pressed = facilitator.post(url("deel_save", meeting, "kort"), data | PRESSED, headers=HTMX)
    typed = facilitator.post(url("deel_save", meeting, "kort"), data, headers=HTMX)
    without_js = facilitator.post(url("deel_save", meeting, "kort"), data)

    assert {r.status_code for r in (pressed, typed, without_js)} == {HTTPStatus.CONFLICT}
    assert "Van Joost." in pressed.text
    assert "Van mij." in pressed.text
    assert 'name="versie" value="0"' in typed.text
    assert "Druk op Bewaar" in typed.text
    assert "Van Joost." in without_js.text
    assert "Van mij." in without_js.text
    assert Verslagdeel.objects.get().inhoud == "Van Joost."


def test_saving_the_same_text_again_changes_nothing(meeting):
    save_deel(meeting, deel_of("kort"), "Goed.", versie=0, by=UserFactory())
    row = save_deel(meeting, deel_of("kort"), "Goed.", versie=0, by=UserFactory())

    assert row.versie == 1
    with pytest.raises(VerouderdError):
        save_deel(meeting, deel_of("kort"), "Anders.", versie=0, by=UserFactory())


@pytest.mark.parametrize("text", [f"Haar nummer is {BSN}.", "x" * 1300])
def test_what_is_not_accepted_is_not_stored_and_not_lost(meeting, facilitator, text):
    response = facilitator.post(url("deel_save", meeting, "kort"), {"inhoud": text, "versie": "0"})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert text in response.text
    assert not Verslagdeel.objects.exists()


def test_before_the_meeting_there_is_nothing_to_write(pilot, facilitator):
    meeting = BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() + timedelta(days=3))

    page = facilitator.get(url("verslag_detail", meeting))
    saved = facilitator.post(url("deel_save", meeting, "kort"), {"inhoud": "Te vroeg.", "versie": "0"})

    assert "Zodra de bijeenkomst begint" in page.text
    assert saved.status_code == HTTPStatus.CONFLICT
    assert not Verslag.objects.exists()


def test_fixing_keeps_what_it_says_orders_the_pdf_and_finishes_the_meeting(meeting, facilitator):
    in_short(meeting, "Wij leerden <b>elkaar</b> kennen.")

    asked = facilitator.get(url("verslag_fix", meeting))
    facilitator.post(url("verslag_fix", meeting), {"reactie_tot": over_two_weeks(), "mailen": "on"})
    facilitator.post(url("verslag_fix", meeting), {"reactie_tot": over_two_weeks(), "mailen": "on"})

    meeting.refresh_from_db()
    versie = Verslagversie.objects.get()
    document = Document.objects.get(soort="verslag")
    assert "Stel versie 1 vast" in asked.text
    assert meeting.status == "verslagen"
    assert "&lt;b&gt;elkaar&lt;/b&gt;" in versie.html
    assert "&lt;b&gt;elkaar&lt;/b&gt;" in document.html
    assert str(document) == f"Verslag van {meeting}, versie 1"
    assert Gebeurtenis.objects.filter(wat="verslag.verslag.vastgesteld").count() == 1


def test_it_is_not_fixed_without_a_short_version_or_before_the_meeting_was_closed(meeting, facilitator):
    page = facilitator.get(url("verslag_fix", meeting))
    response = facilitator.post(url("verslag_fix", meeting), {"reactie_tot": over_two_weeks()})

    assert "nog niets bij ‘In het kort’" in page.text
    assert response.status_code == HTTPStatus.CONFLICT
    assert not Verslagversie.objects.exists()


@pytest.mark.parametrize("day", ["gisteren", "", "2019-01-01"])
def test_a_day_that_is_no_good_is_said_at_the_field(meeting, facilitator, day):
    in_short(meeting)

    response = facilitator.post(url("verslag_fix", meeting), {"reactie_tot": day})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Verslagversie.objects.exists()


def test_a_fixed_verslag_does_not_change_by_itself(meeting, facilitator):
    in_short(meeting)
    fix_verslag(meeting, Vaststelling(reactie_tot=timezone.localdate()), by=facilitator.user)
    was_there(meeting, count=3)

    saved = facilitator.post(url("deel_save", meeting, "kort"), {"inhoud": "Anders.", "versie": "1"})
    added = facilitator.post(url("afspraak_add", meeting), {"soort": "besluit", "wat": "Toch niet"})
    page = facilitator.get(url("verslag_detail", meeting)).text

    assert saved.status_code == added.status_code == HTTPStatus.CONFLICT
    assert "Er is niemand ingecheckt" in page
    assert "Wij leerden elkaar kennen." in page


def test_opening_again_asks_why_and_the_next_version_says_what_changed(meeting, facilitator):
    in_short(meeting)
    fix_verslag(meeting, Vaststelling(reactie_tot=timezone.localdate()), by=facilitator.user)

    without = facilitator.post(url("verslag_reopen", meeting), {"reden": ""})
    facilitator.post(url("verslag_reopen", meeting), {"reden": "Een naam klopte niet."})
    facilitator.post(url("deel_save", meeting, "kort"), {"inhoud": "Nu klopt het.", "versie": "1"})
    silent = facilitator.post(url("verslag_fix", meeting), {"reactie_tot": over_two_weeks(), "wat_veranderd": ""})
    facilitator.post(
        url("verslag_fix", meeting), {"reactie_tot": over_two_weeks(), "wat_veranderd": "De naam van de zaal."}
    )

    versions = list(Verslagversie.objects.order_by("nummer"))
    assert without.status_code == silent.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert [one.nummer for one in versions] == [1, 2]
    assert "Wij leerden" in versions[0].html
    assert "Nu klopt het." in versions[1].html
    assert "De naam van de zaal." in Document.objects.get(soort="verslag", versie=2).html
    assert Gebeurtenis.objects.get(wat="verslag.verslag.concept").reden == "Een naam klopte niet."


def test_the_pdf_is_tagged_and_short(meeting, facilitator):
    in_short(meeting, "Namen met een accent: José, en 🐘.")
    was_there(meeting, count=40)
    AfspraakFactory.create_batch(6, bijeenkomst=meeting)
    fix_verslag(meeting, Vaststelling(reactie_tot=timezone.localdate()), by=facilitator.user)

    made = pdf_of(Document.objects.get(soort="verslag").html)

    assert made.warnings == []
    assert 2 <= len(page_texts(made.content)) <= 4
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert str(pdf.Root.Lang) == "nl"
        assert bool(pdf.Root.MarkInfo.Marked)
        tags = [tag for tag, _ in structure(pdf.Root.StructTreeRoot)]
        levels = [int(tag[1]) for tag in tags if re.fullmatch(r"H\d", tag)]
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == f"Verslag van {meeting}"
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    ("rol", "status"), [(Rol.AMBTENAAR, 200), (Rol.BESTUURDER, 403), (Rol.KETENPARTNER, 403), (None, 404)]
)
def test_who_may_read_the_verslag(meeting, client_as, rol, status):
    in_short(meeting)
    client = client_as(rol)

    before = client.get(url("verslag_detail", meeting))
    fix_verslag(meeting, Vaststelling(reactie_tot=timezone.localdate()), by=client_as(Rol.FACILITATOR).user)
    after = client.get(url("verslag_detail", meeting))

    assert before.status_code == after.status_code == status
    if status == HTTPStatus.OK:
        assert "Wij leerden elkaar kennen." not in before.text
        assert "Wij leerden elkaar kennen." in after.text


def test_the_verslag_of_another_pilot_does_not_exist(meeting, facilitator):
    other = in_short(held_today(PilotFactory())).bijeenkomst
    remark = VerslagopmerkingFactory(verslag=other.verslag)

    wrong = [
        reverse("verslag:verslag_detail", args=[meeting.pilot_id, other.pk]),
        reverse("verslag:verslag_detail", args=[other.pilot_id, other.pk]),
    ]

    assert {facilitator.get(one).status_code for one in wrong} == {HTTPStatus.NOT_FOUND}
    assert facilitator.post(url("opmerking_done", meeting, remark.pk)).status_code == HTTPStatus.NOT_FOUND


def test_a_remark_is_read_and_marked_once(meeting, facilitator):
    remark = VerslagopmerkingFactory(verslag=in_short(meeting))

    page = facilitator.get(url("verslag_detail", meeting)).text
    for _ in range(2):
        facilitator.post(url("opmerking_done", meeting, remark.pk))

    assert remark.tekst in page
    assert Gebeurtenis.objects.filter(wat="verslag.opmerking.verwerkt").count() == 1


def test_the_page_asks_as_much_with_one_row_as_with_many(meeting, facilitator, django_assert_num_queries):
    in_short(meeting)
    for count in (1, 3):
        was_there(meeting, count=count, organisatie=OrganisatieFactory())
        AfspraakFactory.create_batch(count, bijeenkomst=meeting)
        VerslagopmerkingFactory.create_batch(
            count, verslag=meeting.verslag, persoon=PersoonFactory(pilot=meeting.pilot)
        )
        facilitator.get(url("verslag_detail", meeting))
        with django_assert_num_queries(20):
            facilitator.get(url("verslag_detail", meeting))


def test_the_document_kind_is_about_a_meeting(meeting):
    assert VERSLAG.is_about(meeting)


@pytest.mark.parametrize("count", [3, 150])
def test_the_page_asks_the_database_as_often_after_a_full_hall(
    facilitator, pilot, meeting, count, django_assert_num_queries
):
    for nr in range(count):
        persoon = PersoonFactory(pilot=pilot, organisatie=OrganisatieFactory())
        UitnodigingFactory(bijeenkomst=meeting, persoon=persoon, status="aanwezig")
        AanwezigheidFactory(bijeenkomst=meeting, persoon=persoon)
        AfspraakFactory(bijeenkomst=meeting, wat=f"Afspraak {nr}")
    facilitator.get(url("verslag_detail", meeting))

    with django_assert_num_queries(19):
        facilitator.get(url("verslag_detail", meeting))
