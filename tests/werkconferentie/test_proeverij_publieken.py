"""Several audiences of one meeting: every object against every audience, on every page that shows it."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Bericht
from pilots.access import Rol
from pilots.bijeenkomsten.dag.nu_en_straks import now_and_next
from pilots.bijeenkomsten.draaiboek.models import Blokloop
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast
from pilots.bijeenkomsten.uitnodigen.publieken import sight_of
from pilots.bijeenkomsten.uitnodigen.services.links import link_for
from pilots.bijeenkomsten.uitnodigen.services.versturen import look_at, send_invitations
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.proeverij.models import Publiek, Publieklid
from pilots.werkconferentie.proeverij.services import publiekbeheer
from pilots.werkconferentie.proeverij.services.publieken import audience_of
from pilots.werkconferentie.programma.models import Programma, Programmaversie
from pilots.werkconferentie.programma.services.rooster import load
from pilots.werkconferentie.programma.services.versies import content_of
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import DraaiboekblokFactory, DraaiboekFactory, UitnodigingFactory, open_as_guest
from tests.factories.documenten import DocumentFactory
from tests.factories.proeverij import OpenstellingFactory, PubliekFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.factories.werkconferentie import RondeFactory

pytestmark = pytest.mark.django_db
BLOCKS = {"Inloop met soep": {"inwoners", "sleutel", "bestuurders"}, "Overleg van de raad": {"bestuurders"},
          "Proeven langs de kramen": {"inwoners", "sleutel"}}  # fmt: skip
ROUNDS = {"Samen eten": {"inwoners", "sleutel", "bestuurders"}, "Werksessie": {"sleutel"}}
PAPERS = {"draaiboek_kort": {"sleutel"}, "deurborden": {"sleutel", "bestuurders"}, "poster_a4": {"inwoners"}}
POSITIES = {"inwoners": "inwoner", "sleutel": "sleutelfunctionaris", "bestuurders": "bestuurder"}
WORDS = {"inwoners": "Kom proeven.", "sleutel": "U kent het werk.", "bestuurders": "U beslist mee."}


@pytest.fixture
def meeting(pilot) -> Bijeenkomst:
    return BijeenkomstFactory(
        pilot=pilot, soort="proeverij", begin=time(16), eind=time(19), datum=timezone.localdate() + timedelta(days=30)
    )


@pytest.fixture
def world(meeting) -> dict[str, Publiek]:
    """Three audiences, three blocks, two rounds and three documents, as the tables above say."""
    book = DraaiboekFactory(bijeenkomst=meeting)
    blocks = {name: DraaiboekblokFactory(draaiboek=book, titel=name) for name in BLOCKS}
    rounds = {
        name: RondeFactory(bijeenkomst=meeting, titel=name, begint_om=time(17 + nr)) for nr, name in enumerate(ROUNDS)
    }
    Programmaversie.objects.create(
        programma=Programma.objects.create(bijeenkomst=meeting),
        nummer=1,
        inhoud=content_of(load(meeting)),
        door=UserFactory(),
    )
    for kind in PAPERS:
        DocumentFactory(subject=meeting, soort=kind, ready=True)
    made = {}
    for name, positie in POSITIES.items():
        made[name] = publiekbeheer.make_audience(
            meeting,
            publiekbeheer.Opzet(
                velden={
                    "naam": name, "is_openbaar": name == "inwoners", "uitnodiging": WORDS[name], "ziet_alles": False,
                },
                posities=[positie],
                blokken=[block for title, block in blocks.items() if name in BLOCKS[title]],
                rondes=[ronde for title, ronde in rounds.items() if name in ROUNDS[title]],
                stukken=[kind for kind, who in PAPERS.items() if name in who],
            ),
            by=UserFactory(),
        )  # fmt: skip
    return made


def guest_of(meeting, positie, **more):
    persoon = PersoonFactory(pilot=meeting.pilot, positie=positie)
    return UitnodigingFactory(bijeenkomst=meeting, persoon=persoon, **more)


def url(name, meeting, *more):
    return reverse(f"proeverij:{name}", args=[meeting.pilot_id, meeting.pk, *more])


THINGS = [*((title, who) for title, who in BLOCKS.items()), *((title, who) for title, who in ROUNDS.items())]


@pytest.mark.parametrize("answer", ["verstuurd", "ja"])
@pytest.mark.parametrize("name", POSITIES)
@pytest.mark.parametrize(("thing", "who"), THINGS, ids=lambda one: one if isinstance(one, str) else "")
def test_every_part_of_the_programme_against_every_audience(
    client, client_as, meeting, world, name, thing, who, answer
):
    openstelling = OpenstellingFactory(bijeenkomst=meeting)
    open_as_guest(client, guest_of(meeting, POSITIES[name], status=answer).persoon)

    own = client.get(reverse("uitnodigen:gast_page")).text
    preview = client_as(Rol.FACILITATOR).get(url("publiek_preview", meeting, world[name].pk)).text
    public = client.get(reverse("proeverij:publiek", args=[openstelling.slug])).text

    assert (thing in own) == (name in who)
    assert (thing in preview) == (name in who)
    assert (thing in public) == ("inwoners" in who)


@pytest.mark.parametrize("name", [*POSITIES, "niemand"])
@pytest.mark.parametrize(("kind", "who"), PAPERS.items(), ids=lambda one: one if isinstance(one, str) else "")
def test_every_document_against_every_audience(client, meeting, world, name, kind, who):
    openstelling = OpenstellingFactory(bijeenkomst=meeting)
    open_as_guest(client, guest_of(meeting, POSITIES.get(name, "vrijwilliger")).persoon)

    own = client.get(reverse("proeverij:gast_stuk", args=[meeting.pk, kind]))
    public = client.get(reverse("proeverij:publiek_stuk", args=[openstelling.slug, kind]))

    assert (own.status_code != 404) == (name in who)
    assert (public.status_code != 404) == ("inwoners" in who)


@pytest.mark.parametrize("kind", ["badges", "presentielijst", "verslag", "draaiboek_volledig", "niets"])
def test_no_audience_is_ever_given_a_document_with_names(client, meeting, world, kind):
    DocumentFactory(subject=meeting, soort=kind, ready=True)
    world["bestuurders"].stukken.create(soort=kind)
    open_as_guest(client, guest_of(meeting, "bestuurder").persoon)

    assert client.get(reverse("proeverij:gast_stuk", args=[meeting.pk, kind])).status_code == 404


@pytest.mark.parametrize("name", POSITIES)
def test_every_audience_reads_its_own_invitation(meeting, world, name):
    guests = {one: guest_of(meeting, POSITIES[one], status="klaar") for one in POSITIES}

    look = look_at(guests[name], "Tot dan.")
    send_invitations(meeting, by=UserFactory(), toevoeging="Tot dan.")

    sent = Bericht.objects.get(aan=guests[name].persoon.email)
    for text in (look.mail.tekst, sent.tekst):
        assert [one for one, words in WORDS.items() if words in text] == [name]
        assert "Tot dan." in text


def test_a_meeting_without_audiences_keeps_nothing_from_anybody(client, meeting):
    DraaiboekblokFactory(draaiboek__bijeenkomst=meeting, titel="Inloop")
    guest = guest_of(meeting, "bestuurder")
    open_as_guest(client, guest.persoon)

    assert sight_of(meeting, guest.persoon) is None
    assert "Voor u op" not in client.get(reverse("uitnodigen:gast_page")).text


def test_who_belongs_to_none_sees_only_what_is_for_everybody(client, meeting, world):
    open_as_guest(client, guest_of(meeting, "vrijwilliger").persoon)

    page = client.get(reverse("uitnodigen:gast_page")).text

    assert [thing for thing, _ in THINGS if thing in page] == ["Inloop met soep", "Samen eten"]


def test_by_hand_goes_before_the_rule_and_can_be_taken_back(client_as, meeting, world):
    guest = guest_of(meeting, "bestuurder")
    facilitator = client_as(Rol.FACILITATOR)
    found = []

    for chosen in (world["inwoners"].pk, world["sleutel"].pk, ""):
        answer = facilitator.post(url("publiek_gast", meeting, guest.pk), {"publiek": chosen})
        found.append((answer.status_code, audience_of(meeting, guest.persoon).naam))

    assert found == [(302, "inwoners"), (302, "sleutel"), (302, "bestuurders")]
    assert not Publieklid.objects.exists()


def test_a_guest_is_not_put_in_the_audience_of_another_meeting(client_as, meeting, world):
    guest = guest_of(meeting, "bestuurder")
    elsewhere = PubliekFactory(bijeenkomst__pilot=meeting.pilot)

    answer = client_as(Rol.FACILITATOR).post(url("publiek_gast", meeting, guest.pk), {"publiek": elsewhere.pk})

    assert answer.status_code == 404
    assert audience_of(meeting, guest.persoon) == world["bestuurders"]


def test_what_goes_on_now_is_shown_only_to_who_sees_all_of_it(meeting, world):
    Publiek.objects.filter(pk=world["sleutel"].pk).update(ziet_alles=True)
    Bijeenkomst.objects.filter(pk=meeting.pk).update(status="bezig", datum=timezone.localdate())
    block = meeting.draaiboek.blokken.first()
    Blokloop.objects.create(blok=block, begon_op=timezone.now(), gepland_minuten=30, nu_minuten=30)
    meeting.draaiboek.begonnen_op = timezone.now()
    meeting.draaiboek.save()

    seen = {name: now_and_next(Gast(link_for(guest_of(meeting, POSITIES[name]).persoon))) for name in POSITIES}

    assert [name for name, shown in seen.items() if shown] == ["sleutel"]


def test_the_table_says_who_sees_what(client_as, meeting, world):
    page = client_as(Rol.FACILITATOR).get(url("publieken", meeting))

    seen = {row.wat.partition(" ")[2]: {one.naam for one, sees in row.wie if sees} for row in page.context["tabel"]}
    assert {title: seen[title] for title in (*BLOCKS, *ROUNDS)} == {**BLOCKS, **ROUNDS}


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_as_much_for_many_guests(client_as, meeting, world, count, django_assert_max_num_queries):
    for _ in range(count):
        guest_of(meeting, "bestuurder")
    facilitator = client_as(Rol.FACILITATOR)

    with django_assert_max_num_queries(32):
        facilitator.get(url("publieken", meeting))


def form(**more):
    return {"naam": "Bestuurders", "uitnodiging": "", "welkom_om": "15.30", "versie": "1", **more}


def test_an_audience_is_made_changed_and_removed(client_as, meeting):
    facilitator = client_as(Rol.FACILITATOR)
    empty = facilitator.get(url("publieken", meeting)).text

    facilitator.post(url("publiek_new", meeting), form(posities=["bestuurder"], ziet_alles="on"))
    made = Publiek.objects.get()
    edit = url("publiek_edit", meeting, made.pk)
    changed = facilitator.post(edit, form(naam="Raadsleden", stukken=["draaiboek_kort"]))
    old = facilitator.post(edit, form(naam="Te laat"))
    made.refresh_from_db()
    removed = facilitator.post(url("publiek_remove", meeting, made.pk))

    assert "Iedereen ziet nu hetzelfde" in empty
    assert [changed.status_code, old.status_code, removed.status_code] == [302, 409, 302]
    assert "Te laat" in old.text
    assert (made.naam, made.welkom_om, made.versie) == ("Raadsleden", time(15, 30), 2)
    assert not Publiek.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"naam": ""}, "naam"),
        ({"naam": "INWONERS"}, "naam"),
        ({"is_openbaar": "on"}, "is_openbaar"),
        ({"welkom_om": "straks"}, "welkom_om"),
        ({"posities": ["koning"]}, "posities"),
        ({"stukken": ["presentielijst"]}, "stukken"),
        ({"uitnodiging": "NL91ABNA0417164300"}, "uitnodiging"),
    ],
)
def test_what_is_wrong_with_an_audience_is_said(client_as, meeting, world, typed, field):
    page = client_as(Rol.FACILITATOR).post(url("publiek_new", meeting), form(**typed))

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert meeting.publieken.count() == 3


def test_a_block_of_another_meeting_cannot_be_chosen(client_as, meeting, world):
    elsewhere = DraaiboekblokFactory(draaiboek__bijeenkomst__pilot=meeting.pilot)

    page = client_as(Rol.FACILITATOR).post(url("publiek_new", meeting), form(blokken=[elsewhere.pk]))

    assert page.status_code == 422


@pytest.mark.parametrize("name", ["publieken", "publiek_new"])
@pytest.mark.parametrize(("rol", "status"), [(Rol.AMBTENAAR, 403), (Rol.BESTUURDER, 403), (None, 404)])
def test_only_who_invites_looks_at_audiences(client_as, meeting, name, rol, status):
    assert client_as(rol).get(url(name, meeting)).status_code == status
