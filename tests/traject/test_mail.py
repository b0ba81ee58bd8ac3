"""The mail of a pilot: what did not arrive, and sending it again."""

from http import HTTPStatus

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Bericht, Mailadres
from pilots.access import Rol
from pilots.traject.onderdelen import todos_for
from tests.factories.berichten import BerichtFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.traject import PersoonFactory, PilotFactory


def mail_of(pilot, query=""):
    return reverse("traject:bericht_list", args=[pilot.pk]) + query


def again(pilot, bericht):
    return reverse("traject:bericht_resend", args=[pilot.pk, bericht.pk])


@pytest.fixture
def facilitator(client_as):
    return client_as(Rol.FACILITATOR)


def test_what_did_not_arrive_is_shown_with_why(pilot, facilitator):
    BerichtFactory(pilot=pilot, failed=True, aan_naam="Samira de Vries")
    BerichtFactory(pilot=pilot, uncertain=True, aan_naam="Peter Kalkman")
    BerichtFactory(pilot=pilot, sent=True, aan_naam="Joost Hendriks")
    BerichtFactory(pilot=PilotFactory(), failed=True, aan_naam="Iemand Anders")

    page = facilitator.get(mail_of(pilot)).text

    assert "Niet aangekomen (2)" in page
    assert "De mailserver weigerde dit adres (550)." in page
    assert [name in page for name in ("Samira de Vries", "Peter Kalkman", "Joost Hendriks", "Iemand Anders")] == [
        True,
        True,
        False,
        False,
    ]


def test_all_mail_can_be_found(pilot, facilitator):
    BerichtFactory(pilot=pilot, sent=True, aan_naam="Joost Hendriks")
    BerichtFactory(pilot=pilot, sent=True, aan_naam="Samira de Vries")

    page = facilitator.get(mail_of(pilot, "?alles=1&zoek=hendr")).text

    assert "Joost Hendriks" in page
    assert "Samira de Vries" not in page


def test_a_personal_link_is_for_its_reader_only(pilot, facilitator):
    BerichtFactory(pilot=pilot, failed=True, geheim=True, onderwerpregel="Uw link", tekst="https://x/geheim-woord")

    page = facilitator.get(mail_of(pilot)).text

    assert "geheim-woord" not in page
    assert "Uw link" not in page


def test_one_click_sends_it_again(pilot, facilitator):
    bericht = BerichtFactory(pilot=pilot, failed=True)

    response = facilitator.post(again(pilot, bericht), {"aan": bericht.aan}, follow=True)

    bericht.refresh_from_db()
    assert bericht.status == "wachtrij"
    assert f"De mail gaat opnieuw naar {bericht.aan}." in response.text
    assert "Alle mail is aangekomen" in response.text


def test_two_clicks_are_one_mail(pilot, facilitator):
    bericht = BerichtFactory(pilot=pilot, failed=True)

    answers = [facilitator.post(again(pilot, bericht), {"aan": bericht.aan}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [HTTPStatus.FOUND] * 2
    assert Bericht.objects.filter(status="wachtrij").count() == 1


def test_a_mail_without_a_link_can_go_to_any_address(pilot, facilitator):
    bericht = BerichtFactory(pilot=pilot, failed=True, soort="wijziging_plaats")

    facilitator.post(again(pilot, bericht), {"aan": "samira@voedselbank.example"})

    bericht.refresh_from_db()
    assert bericht.aan == "samira@voedselbank.example"


HOLDING_A_LINK = [{"soort": "rol_gekregen"}, {"soort": "wijziging_plaats", "geheim": True}, {"soort": "onbekend"}]


@pytest.mark.parametrize("held", HOLDING_A_LINK, ids=["link", "geheim", "onbekend"])
def test_a_mail_with_a_link_never_goes_to_a_typed_address(pilot, facilitator, held):
    bericht = BerichtFactory(pilot=pilot, failed=True, aan="samira@oud.example", **held)

    page = facilitator.get(mail_of(pilot)).text
    response = facilitator.post(again(pilot, bericht), {"aan": "vreemde@elders.example"})

    bericht.refresh_from_db()
    assert f'id="aan-{bericht.pk}"' not in page
    assert "Verbeter het dan eerst bij de persoon." in page
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Hij kan niet naar een ander adres." in response.text
    assert (bericht.aan, bericht.status) == ("samira@oud.example", "mislukt")


def mail_to(persoon, over, **more):
    soort = ContentType.objects.get_for_model(over)
    return BerichtFactory(
        pilot=persoon.pilot, failed=True, geheim=True, aan=persoon.email, aan_naam=persoon.naam,
        over_soort=soort, over_nr=over.pk, **more,
    )  # fmt: skip


@pytest.mark.parametrize("over", ["persoon", "organisatie"])
def test_a_link_follows_its_reader_to_the_address_that_was_corrected(pilot, facilitator, over):
    partner = KetenpartnerFactory(pilot=pilot)
    samira = partner.contactpersoon
    bericht = mail_to(samira, samira if over == "persoon" else partner)
    samira.email = "samira@goed.example"
    samira.save()

    page = facilitator.get(mail_of(pilot)).text
    facilitator.post(again(pilot, bericht), {"aan": "samira@goed.example"})

    bericht.refresh_from_db()
    assert f"Bij {samira} staat nu een ander mailadres" in page
    assert (bericht.aan, bericht.status) == ("samira@goed.example", "wachtrij")


def test_a_link_does_not_follow_to_the_next_contact_person(pilot, facilitator):
    partner = KetenpartnerFactory(pilot=pilot)
    bericht = mail_to(partner.contactpersoon, partner)
    partner.contactpersoon = PersoonFactory(pilot=pilot, naam="Een Opvolger", email="opvolger@huis.example")
    partner.save()

    response = facilitator.post(again(pilot, bericht), {"aan": "opvolger@huis.example"})

    bericht.refresh_from_db()
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert bericht.status == "mislukt"


@pytest.mark.parametrize(("aan", "sentence"), [("", "Vul het mailadres in."), ("geen adres", "Dit is geen mailadres.")])
def test_a_wrong_address_is_said_beside_the_mail_and_kept(pilot, facilitator, aan, sentence):
    bericht = BerichtFactory(pilot=pilot, failed=True, soort="wijziging_plaats")

    response = facilitator.post(again(pilot, bericht), {"aan": aan})

    bericht.refresh_from_db()
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in response.text
    assert f'value="{aan}"' in response.text
    assert bericht.status == "mislukt"


def test_what_arrived_is_not_sent_again(pilot, facilitator):
    bericht = BerichtFactory(pilot=pilot, sent=True)

    response = facilitator.post(again(pilot, bericht), {"aan": bericht.aan})

    assert response.status_code == HTTPStatus.CONFLICT
    assert Bericht.objects.get().status == "verstuurd"


@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.BESTUURDER, Rol.KETENPARTNER])
def test_the_mail_is_for_who_leads_the_pilot(pilot, client_as, rol):
    bericht = BerichtFactory(pilot=pilot, failed=True)
    client = client_as(rol)

    assert client.get(mail_of(pilot)).status_code == HTTPStatus.FORBIDDEN
    assert client.post(again(pilot, bericht), {"aan": bericht.aan}).status_code == HTTPStatus.FORBIDDEN


def test_mail_of_another_pilot_does_not_exist(pilot, facilitator, client_as):
    elders = BerichtFactory(pilot=PilotFactory(), failed=True)

    assert facilitator.post(again(pilot, elders), {"aan": elders.aan}).status_code == HTTPStatus.NOT_FOUND
    assert client_as(None).get(mail_of(pilot)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(("count", "titel"), [(1, "Eén mail kwam niet aan"), (3, "3 mails kwamen niet aan")])
def test_what_did_not_arrive_stands_in_what_to_do_now(pilot, count, titel):
    BerichtFactory.create_batch(count, pilot=pilot, failed=True)

    (todo,) = [todo for todo in todos_for(pilot, timezone.localdate(), most=99) if todo.url == mail_of(pilot)]

    assert todo.titel == titel


def test_when_all_arrived_there_is_nothing_to_do(pilot):
    BerichtFactory(pilot=pilot, sent=True)

    assert mail_of(pilot) not in [todo.url for todo in todos_for(pilot, timezone.localdate(), most=99)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_one_as_for_many(count, pilot, facilitator, django_assert_num_queries):
    BerichtFactory.create_batch(count, pilot=pilot, failed=True)
    facilitator.get(mail_of(pilot))

    with django_assert_num_queries(12):
        facilitator.get(mail_of(pilot))


# Text messages, and addresses that give mail back


def sms_to(persoon, **more):
    soort = ContentType.objects.get_for_model(persoon)
    return BerichtFactory(
        pilot=persoon.pilot, kanaal="sms", failed=True, aan="0031612345678", aan_naam=persoon.naam,
        over_soort=soort, over_nr=persoon.pk, **more,
    )  # fmt: skip


def test_a_text_message_goes_again_to_the_number_of_the_person(pilot, facilitator):
    persoon = PersoonFactory(pilot=pilot, naam="Samira de Wit", telefoon="06 8765 4321")
    bericht = sms_to(persoon)

    page = facilitator.get(mail_of(pilot)).text
    facilitator.post(again(pilot, bericht), {"aan": "0031687654321"})

    bericht.refresh_from_db()
    assert "Bij Samira de Wit staat nu een ander nummer" in page
    assert (bericht.aan, bericht.status) == ("0031687654321", "wachtrij")


@pytest.mark.parametrize("aan", ["0031600000000", "iemand@evil.example", ""])
def test_a_text_message_goes_to_no_number_that_was_typed(pilot, facilitator, aan):
    bericht = sms_to(PersoonFactory(pilot=pilot, telefoon="0612345678"))

    response = facilitator.post(again(pilot, bericht), {"aan": aan})

    bericht.refresh_from_db()
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert bericht.status == "mislukt"


def test_an_address_that_is_left_alone_is_said_and_can_be_tried_again(pilot, facilitator):
    bericht = BerichtFactory(pilot=pilot, failed=True, soort="wijziging_plaats", aan="s@huis.example")
    Mailadres.objects.create(adres="s@huis.example", keer_terug=3, onbestelbaar_op=timezone.now())

    page = facilitator.get(mail_of(pilot)).text
    facilitator.post(again(pilot, bericht), {"aan": bericht.aan, "wis": "1"})

    bericht.refresh_from_db()
    assert "Dit adres klopt, stuur opnieuw" in page
    assert bericht.status == "wachtrij"
    assert Mailadres.objects.get().onbestelbaar_op is None


def test_an_address_that_is_left_alone_stands_in_what_to_do_now(pilot):
    BerichtFactory(pilot=pilot, failed=True, aan="s@huis.example")
    Mailadres.objects.create(adres="s@huis.example", keer_terug=3, onbestelbaar_op=timezone.now())

    (todo,) = [todo for todo in todos_for(pilot, timezone.localdate(), most=99) if todo.url == mail_of(pilot)]

    assert "Eén adres gaf drie keer mail terug." in todo.uitleg


def test_a_text_message_that_did_not_arrive_is_called_a_message(pilot):
    BerichtFactory(pilot=pilot, failed=True)
    sms_to(PersoonFactory(pilot=pilot))

    (todo,) = [todo for todo in todos_for(pilot, timezone.localdate(), most=99) if todo.url == mail_of(pilot)]

    assert todo.titel == "2 berichten kwamen niet aan"


def test_what_waits_for_a_moment_says_when_it_goes_out(pilot, facilitator):
    BerichtFactory(pilot=pilot, volgende_poging="2099-03-04T08:00:00Z")

    assert "Gaat uit op wo 4 maart 2099, 09.00 uur." in facilitator.get(mail_of(pilot, "?alles=1")).text
