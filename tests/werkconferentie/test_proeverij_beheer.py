"""The facilitator's side of an open meeting: opening, closing, words, counts, telling what changed, and what stays."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from datt.documenten.kinds import Colofon
from datt.documenten.models import Document
from datt.documenten.render import render
from pilots.access import Rol
from pilots.traject.haken import Aanleiding, Verandering, tell_change
from pilots.traject.onderdelen import figures_for, todos_for
from pilots.werkconferentie.proeverij.bewaren import remove_old_sign_ups
from pilots.werkconferentie.proeverij.codes import code_of
from pilots.werkconferentie.proeverij.documents import POSTERS
from pilots.werkconferentie.proeverij.models import Aanmelddag, Deurtelling, Openstelling, OpenstellingStatus
from pilots.werkconferentie.proeverij.pictogrammen import PICTOGRAMMEN, on_paper
from pilots.werkconferentie.proeverij.services import openstellen, post
from pilots.werkconferentie.proeverij.services.aantallen import counts_of
from pilots.werkconferentie.proeverij.services.veranderingen import consequence
from tests.factories.accounts import UserFactory
from tests.factories.proeverij import BezoekaanmeldingFactory, OpenstellingFactory
from tests.factories.traject import BijeenkomstFactory

pytestmark = pytest.mark.django_db
S = OpenstellingStatus
CHANGES = ["openstelling_new", "openstelling_open", "openstelling_close", "openstelling_hide", "vertel"]


@pytest.fixture
def openstelling(pilot) -> Openstelling:
    return OpenstellingFactory(bijeenkomst__pilot=pilot)


def url(name, openstelling, *more) -> str:
    meeting = openstelling.bijeenkomst
    return reverse(f"proeverij:{name}", args=[meeting.pilot_id, meeting.pk, *more])


def texts(**more) -> dict[str, str]:
    return {
        "welkom": "Welkom.", "te_doen": "Eten", "eten": "", "kinderen": "", "toegang": "", "honden": "",
        "bereikbaar": "Bus 4", "hoogstens": "40", "zonder_aanmelding": "on", "versie": "1", **more,
    }  # fmt: skip


def test_a_page_is_made_once_with_words_to_begin_with_and_nobody_sees_it(client_as, client, pilot):
    meeting = BijeenkomstFactory(pilot=pilot, soort="proeverij", korte_titel="Proeverij")
    facilitator = client_as(Rol.FACILITATOR)
    address = reverse("proeverij:openstelling_new", args=[pilot.pk, meeting.pk])

    empty = facilitator.get(reverse("proeverij:openstelling", args=[pilot.pk, meeting.pk]))
    answers = [facilitator.post(address) for _ in range(2)]

    made = Openstelling.objects.get()
    assert "nog niet open voor inwoners" in empty.text
    assert [one.url for one in answers] == [url("openstelling_edit", made)] * 2
    assert (made.slug, made.status, made.hoogstens) == ("proeverij-waterrade", S.DICHT, meeting.capaciteit)
    assert made.eten
    assert client.get(reverse("proeverij:publiek", args=[made.slug])).status_code == 404
    assert "Kom gezellig langs" in facilitator.get(url("openstelling_preview", made)).text


def test_two_meetings_have_two_addresses(pilot):
    first, second = (
        openstellen.begin(BijeenkomstFactory(pilot=pilot, korte_titel="Proeverij"), by=UserFactory()) for _ in range(2)
    )

    assert (first.slug, second.slug) == ("proeverij-waterrade", "proeverij-waterrade-2")


def test_opening_closing_and_taking_away(client_as, openstelling):
    facilitator = client_as(Rol.FACILITATOR)
    Openstelling.objects.filter(pk=openstelling.pk).update(status=S.DICHT)
    found = []

    for name in ("openstelling_open", "openstelling_close", "openstelling_open", "openstelling_hide"):
        assert facilitator.post(url(name, openstelling)).status_code == 302
        openstelling.refresh_from_db()
        found.append(openstelling.status)

    assert found == [S.OPEN, S.GESLOTEN, S.OPEN, S.DICHT]
    assert (
        Gebeurtenis.objects.within(openstelling.kring()).filter(wat__startswith="proeverij.openstelling").count() == 4
    )


def test_a_step_in_the_wrong_state_is_refused(client_as, openstelling):
    facilitator = client_as(Rol.FACILITATOR)

    again = facilitator.post(url("openstelling_open", openstelling))
    BezoekaanmeldingFactory(openstelling=openstelling)
    with_people = facilitator.post(url("openstelling_hide", openstelling))
    nothing = facilitator.post(url("vertel", openstelling))

    assert [again.status_code, with_people.status_code, nothing.status_code] == [409, 409, 409]


def test_a_meeting_that_is_over_is_not_opened(openstelling):
    Openstelling.objects.filter(pk=openstelling.pk).update(status=S.DICHT)
    openstelling.bijeenkomst.cancel(by=None, reden="")

    with pytest.raises(TransitionError):
        openstellen.open_up(openstelling, by=UserFactory())


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize(("rol", "status"), [(Rol.AMBTENAAR, 403), (Rol.BESTUURDER, 403), (None, 404)])
def test_only_who_invites_may(client_as, openstelling, name, rol, status):
    assert client_as(rol).post(url(name, openstelling)).status_code == status


def test_the_words_are_changed_and_a_wrong_form_loses_nothing(client_as, openstelling):
    facilitator = client_as(Rol.FACILITATOR)
    address = url("openstelling_edit", openstelling)

    wrong = facilitator.post(address, texts(hoogstens="0", welkom="Nieuwe woorden"))
    private = facilitator.post(address, texts(te_doen="Bel mevrouw op NL91ABNA0417164300"))
    right = facilitator.post(address, texts())
    old = facilitator.post(address, texts(welkom="Te laat"))

    openstelling.refresh_from_db()
    assert [wrong.status_code, private.status_code, right.status_code, old.status_code] == [422, 422, 302, 409]
    assert "Nieuwe woorden" in wrong.text
    assert "Te laat" in old.text
    assert "Dit verschilt" in old.text
    assert (openstelling.welkom, openstelling.bereikbaar) == ("Welkom.", "Bus 4")


def test_lowering_the_limit_makes_it_full_and_raising_it_opens_again(openstelling):
    BezoekaanmeldingFactory(openstelling=openstelling, aantal=8)
    by = UserFactory()

    openstellen.change_texts(openstelling, versie=1, by=by, hoogstens=5)
    full = Openstelling.objects.get().status
    openstellen.change_texts(openstelling, versie=2, by=by, hoogstens=50)

    assert (full, Openstelling.objects.get().status) == (S.VOL, S.OPEN)


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_counts_by_day_and_need_without_names(client_as, openstelling, count, django_assert_max_num_queries):
    BezoekaanmeldingFactory.create_batch(count, openstelling=openstelling, naam="Fatma", vegetarisch=1, behoefte="tolk")
    facilitator = client_as(Rol.FACILITATOR)

    with django_assert_max_num_queries(30):
        page = facilitator.get(url("openstelling", openstelling))

    counts = counts_of(openstelling)
    assert (counts.aanmeldingen, counts.mensen) == (count, 2 * count)
    assert dict(counts.noden)["eten zonder vlees en vis"] == count
    assert "Fatma" not in page.text
    assert "tolk" in page.text


def test_the_counts_go_out_as_a_file_without_names(client_as, openstelling):
    BezoekaanmeldingFactory(openstelling=openstelling, naam="Fatma", email="fatma@voorbeeld.example", behoefte="tolk")

    answer = client_as(Rol.FACILITATOR).get(url("aantallen_export", openstelling), {"als": "csv"})

    text = answer.content.decode("utf-8-sig")
    assert "Samen;1;2" in text or "Samen,1,2" in text
    assert "atma" not in text
    assert "tolk" not in text


def test_a_change_of_the_meeting_is_told_only_once_the_facilitator_says_so(client_as, openstelling):
    facilitator = client_as(Rol.FACILITATOR)
    mail = BezoekaanmeldingFactory(openstelling=openstelling, naam="Fatma", email="fatma@voorbeeld.example")
    BezoekaanmeldingFactory(openstelling=openstelling, telefoon="0031612345678")
    BezoekaanmeldingFactory(openstelling=openstelling)
    meeting = openstelling.bijeenkomst
    said = consequence(meeting, Verandering.VERZET)
    was = meeting.begint_op

    tell_change(meeting, Verandering.VERZET, by=facilitator.user, aanleiding=Aanleiding(was, "De zaal is bezet"))
    silent = Bericht.objects.count()
    page = facilitator.get(url("openstelling", openstelling))
    preview = facilitator.get(url("vertel", openstelling))
    answers = [facilitator.post(url("vertel", openstelling)).status_code for _ in range(2)]

    assert said == "2 aanmeldingen van inwoners krijgen pas bericht als u dat zegt, bij ‘Open voor iedereen’."
    assert silent == 0
    assert "Vertel het 2 aanmeldingen" in page.text
    assert "Fatma" in preview.text
    assert "De zaal is bezet." in preview.text
    assert answers == [302, 409]
    assert {one.kanaal for one in Bericht.objects.all()} == {"mail", "sms"}
    assert Bericht.objects.count() == 2
    assert reverse("proeverij:mijn", args=[code_of(mail)]) in Bericht.objects.get(kanaal="mail").tekst


def test_a_cancellation_stands_under_things_to_do(pilot, openstelling):
    BezoekaanmeldingFactory(openstelling=openstelling, email="fatma@voorbeeld.example")
    meeting = openstelling.bijeenkomst

    tell_change(meeting, Verandering.GEANNULEERD, by=None, aanleiding=Aanleiding(reden="Storm"))

    todo = next(one for one in todos_for(pilot, timezone.localdate(), most=50) if "inwoners" in one.titel)
    assert "het gaat niet door" in todo.uitleg
    openstelling.refresh_from_db()
    assert post.preview(openstelling).onderwerp.startswith("Gaat niet door")


def test_what_was_off_and_is_on_again_needs_no_message_when_nobody_heard_it(openstelling):
    BezoekaanmeldingFactory(openstelling=openstelling, email="fatma@voorbeeld.example")
    meeting = openstelling.bijeenkomst

    tell_change(meeting, Verandering.GEANNULEERD, by=None)
    tell_change(meeting, Verandering.HERSTELD, by=None)

    openstelling.refresh_from_db()
    assert openstelling.te_melden == ""


def test_a_page_without_sign_ups_has_nobody_to_tell(openstelling):
    tell_change(openstelling.bijeenkomst, Verandering.PLAATS, by=None)

    openstelling.refresh_from_db()
    assert openstelling.te_melden == ""


def test_sign_ups_are_removed_two_weeks_after_the_meeting_and_the_counts_stay(openstelling):
    meeting = openstelling.bijeenkomst
    old = BezoekaanmeldingFactory(openstelling=openstelling, aantal=4, naam="Fatma", email="fatma@voorbeeld.example")
    post.confirm(old)
    BezoekaanmeldingFactory(openstelling=openstelling, aantal=1)
    BezoekaanmeldingFactory(openstelling__bijeenkomst__datum=meeting.datum + timedelta(days=9))

    early = remove_old_sign_ups(meeting.datum + timedelta(days=14))
    removed = remove_old_sign_ups(meeting.datum + timedelta(days=15))
    again = remove_old_sign_ups(meeting.datum + timedelta(days=15))

    assert (early, removed, again) == (0, 2, 0)
    assert not openstelling.aanmeldingen.exists()
    assert [(one.aanmeldingen, one.mensen) for one in Aanmelddag.objects.filter(openstelling=openstelling)] == [(2, 5)]
    assert counts_of(openstelling).mensen == 5
    assert [(one.aan, one.aan_naam, one.tekst) for one in Bericht.objects.all()] == [("", "", "")]


@pytest.mark.parametrize("kind", POSTERS, ids=lambda kind: kind.key)
def test_the_poster_says_what_the_page_says(kind, openstelling):
    colofon = Colofon(versie=1, besteld_op=timezone.now(), besteld_door="Anouk")

    html = kind.html(openstelling.bijeenkomst, colofon)

    assert "Proeverij voor inwoners" in html
    assert "Het kost niets." in html
    assert openstelling.slug in html


def test_a_poster_is_ordered_by_who_invites(client_as, openstelling):
    client_as(Rol.FACILITATOR).post(url("poster", openstelling, "poster_a3"))
    wrong = client_as(Rol.FACILITATOR).post(url("poster", openstelling, "badges"))

    assert [one.soort for one in Document.objects.all()] == ["poster_a3"]
    assert wrong.status_code == 404


def test_the_tab_stands_only_where_it_belongs(client_as, pilot, openstelling):
    facilitator = client_as(Rol.FACILITATOR)
    other = BijeenkomstFactory(pilot=pilot, soort="werkconferentie", datum=date(2027, 3, 4), begin=time(9))
    tab = "Open voor iedereen</a>"

    here = facilitator.get(openstelling.bijeenkomst.get_absolute_url()).text
    there = facilitator.get(other.get_absolute_url()).text
    on_its_page = facilitator.get(reverse("proeverij:openstelling", args=[pilot.pk, other.pk])).text

    assert [tab in here, tab in there, tab in on_its_page] == [True, False, True]


def test_what_was_counted_at_the_door_is_a_figure_of_the_pilot(pilot, openstelling):
    Deurtelling.objects.create(bijeenkomst=openstelling.bijeenkomst, volwassenen=100, kinderen=32)

    figure = next(one for one in figures_for(pilot) if "deur" in one.label)

    assert (figure.waarde, figure.label) == ("132", "mensen aan de deur geteld, zonder namen")


def test_a_signature_is_never_asked(client_as, openstelling):
    """What the toolbox says: no name, no signature at the door."""
    page = client_as(Rol.FACILITATOR).get(url("deur", openstelling)).text

    assert "Vraag geen naam" in page
    assert not [name for name in ("naam", "handtekening", "persoon") if f'name="{name}"' in page]


@pytest.mark.parametrize("name", PICTOGRAMMEN)
def test_the_pictogram_on_paper_is_the_one_on_the_screen(name, settings):
    drawn = settings.BASE_DIR / "static" / "img" / "pdf" / f"picto-{name}.svg"

    assert drawn.read_text() == on_paper(name)


@pytest.mark.parametrize("kind", POSTERS, ids=lambda kind: kind.key)
def test_a_poster_is_one_tagged_page_without_a_complaint(kind, openstelling, settings):
    colofon = Colofon(versie=1, besteld_op=timezone.now(), besteld_door="Anouk")
    html = kind.html(openstelling.bijeenkomst, colofon)

    made = render(html, beat=lambda *_: True)

    assert (made.bladzijden, made.waarschuwingen) == (1, [])
