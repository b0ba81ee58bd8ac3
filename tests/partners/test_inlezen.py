"""Reading in a list: proposed line by line, nothing in the pilot before it is confirmed, everything once."""

from http import HTTPStatus

import pytest

from datt.accounts.models import User
from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from pilots.keten.models import Organisatie
from pilots.partners.models import Inleesvoorstel, KetenpartnerStatus
from pilots.partners.models.inleesstatus import Hoe
from pilots.partners.services.inlezen import voorstel as services
from pilots.partners.services.inlezen.werk import begin
from pilots.traject.models import Persoon
from tests.factories.accounts import UserFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.traject import PersoonFactory
from tests.partners.lijsten import BANK, KERK, KOP, confirm, judgements, proposed, url


def test_nothing_is_in_the_pilot_before_it_is_confirmed(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK + KERK)

    page = facilitator.get(voorstel.get_absolute_url()).text

    assert judgements(voorstel) == [(2, "nieuw"), (3, "nieuw")]
    assert (Organisatie.objects.count(), pilot.ketenpartners.count()) == (0, 0)
    assert "Voedselbank Noord" in page
    assert "Bevestig en verstuur 4 mails" in page


def test_a_confirmed_list_is_in_the_pilot_without_any_mail(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK + KERK)

    response = confirm(facilitator, voorstel)

    partner = pilot.ketenpartners.get(organisatie__naam="Voedselbank Noord")
    assert response.url == url("import_result", pilot, voorstel.pk)
    assert (partner.status, partner.contactpersoon.naam) == (KetenpartnerStatus.UITGENODIGD, "Samira de Wit")
    assert partner.contactpersoon.is_sleutelfunctionaris
    assert partner.organisatie.email == "info@noord.example"
    assert Bericht.objects.count() == 0
    assert "<strong>2</strong> organisaties kwamen erbij" in facilitator.get(response.url).text


def test_the_log_has_the_list_and_every_partner(facilitator, pilot):
    confirm(facilitator, proposed(facilitator, pilot, KOP + BANK + KERK))

    lines = Gebeurtenis.objects.within(pilot).values_list("zin", flat=True)
    assert sorted(line for line in lines if "lijst" in line) == [
        "las de lijst ‘lijst.csv’ in",
        "voegde Kerk aan Zee toe als partner met 1 persoon, uit een lijst",
        "voegde Voedselbank Noord toe als partner met 1 persoon, uit een lijst",
    ]


def test_confirmed_without_mail_lets_people_sign_in_quietly(facilitator, pilot):
    confirm(facilitator, proposed(facilitator, pilot, KOP + BANK), "bevestigd")

    assert pilot.ketenpartners.get().status == KetenpartnerStatus.BEVESTIGD
    assert User.objects.filter(email="samira@noord.example").exists()
    assert Bericht.objects.count() == 0


def test_the_number_in_the_button_is_the_number_of_mails(facilitator, pilot):
    UserFactory(email="bas@zee.example")
    voorstel = proposed(facilitator, pilot, KOP + BANK + KERK)

    assert "Bevestig en verstuur 3 mails" in facilitator.get(voorstel.get_absolute_url()).text
    confirm(facilitator, voorstel, "mailen")

    voorstel.refresh_from_db()
    assert (Bericht.objects.count(), voorstel.mails) == (3, 3)


def test_pressing_twice_reads_in_once(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK)

    first, second = confirm(facilitator, voorstel), confirm(facilitator, voorstel)

    assert first.url == second.url
    assert pilot.ketenpartners.count() == 1


def test_two_who_confirm_at_once_read_in_once(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK)
    first, second = (Inleesvoorstel.objects.get(pk=voorstel.pk) for _ in range(2))

    services.confirm(first, Hoe.UITGENODIGD, by=facilitator.user)
    begin(first)
    with pytest.raises(TransitionError):
        services.confirm(second, Hoe.UITGENODIGD, by=facilitator.user)

    assert (first.status, pilot.ketenpartners.count()) == ("ingelezen", 1)


def test_who_changed_something_in_between_makes_it_judged_again(facilitator, pilot):
    voorstel = proposed(facilitator, pilot, KOP + BANK)
    organisatie = OrganisatieFactory(naam="Voedselbank Noord", email="anders@noord.example")
    KetenpartnerFactory(pilot=pilot, organisatie=organisatie)

    response = confirm(facilitator, voorstel)

    assert response.status_code == HTTPStatus.CONFLICT
    assert "Er is niets ingelezen" in response.text
    assert (Organisatie.objects.count(), Persoon.objects.filter(naam="Samira de Wit").count()) == (1, 0)
    assert judgements(voorstel) == [(2, "aanvullen")]


def test_a_known_organisation_is_filled_up_and_never_overwritten(facilitator, pilot):
    known = OrganisatieFactory(naam="Voedselbank Noord", email="", telefoon="0123456789")
    KetenpartnerFactory(pilot=pilot, organisatie=known)
    head = "Organisatie;Telefoon organisatie;Mailadres organisatie\n"
    voorstel = proposed(facilitator, pilot, head + "voedselbank noord;0987654321;info@noord.example\n")

    confirm(facilitator, voorstel)

    known.refresh_from_db()
    assert (known.email, known.telefoon) == ("info@noord.example", "0123456789")
    assert Organisatie.objects.count() == 1
    assert "Anders dan bij ons: telefoon organisatie" in " ".join(voorstel.regels.get().meldingen)


def test_what_looks_like_a_known_organisation_waits_for_a_choice(facilitator, pilot):
    known = KetenpartnerFactory(pilot=pilot, organisatie__naam="Stichting Voedselbank Noord")
    voorstel = proposed(facilitator, pilot, KOP + BANK)
    regel = voorstel.regels.get()

    refused = confirm(facilitator, voorstel)

    assert (regel.oordeel, regel.lijkt_op) == ("kies", known.organisatie)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert pilot.ketenpartners.count() == 1

    facilitator.post(url("import_choices", pilot, voorstel.pk), {f"keuze_{regel.pk}": "zelfde"})
    confirm(facilitator, voorstel)

    assert pilot.ketenpartners.count() == 1
    assert Persoon.objects.get(naam="Samira de Wit").organisatie == known.organisatie


@pytest.mark.parametrize(("alle", "count"), [("zelfde", 1), ("nieuw", 2)])
def test_every_doubt_can_be_answered_at_once(facilitator, pilot, alle, count):
    KetenpartnerFactory(pilot=pilot, organisatie__naam="Stichting Voedselbank Noord")
    voorstel = proposed(facilitator, pilot, KOP + BANK)

    facilitator.post(url("import_choices", pilot, voorstel.pk), {"alle": alle})
    confirm(facilitator, voorstel)

    assert pilot.ketenpartners.count() == count


def test_an_organisation_of_another_pilot_is_proposed_and_not_changed(facilitator, pilot):
    elders = KetenpartnerFactory(confirmed=True, organisatie__naam="Voedselbank Noord")
    voorstel = proposed(facilitator, pilot, KOP + BANK)
    regel = voorstel.regels.get()

    facilitator.post(url("import_choices", pilot, voorstel.pk), {f"keuze_{regel.pk}": "zelfde"})
    confirm(facilitator, voorstel)

    assert regel.oordeel == "kies"
    assert pilot.ketenpartners.get().organisatie == elders.organisatie
    assert Organisatie.objects.get().email == ""


def test_an_organisation_that_is_nowhere_confirmed_stays_unknown_to_others(facilitator, pilot):
    KetenpartnerFactory(organisatie__naam="Voedselbank Noord")

    voorstel = proposed(facilitator, pilot, KOP + BANK)

    assert judgements(voorstel) == [(2, "nieuw")]


def test_several_lines_of_one_organisation_are_its_people(facilitator, pilot):
    second = "Voedselbank Noord;;;Ada Bos;ada@noord.example;nee\n"
    again = "Voedselbank Noord;;;Ada Bos;ADA@noord.example;nee\n"

    confirm(facilitator, proposed(facilitator, pilot, KOP + BANK + second + again))

    assert sorted(Persoon.objects.filter(organisatie__isnull=False).values_list("naam", flat=True)) == [
        "Ada Bos",
        "Samira de Wit",
    ]
    assert pilot.ketenpartners.count() == 1


def test_two_names_of_one_known_organisation_are_one_partner(facilitator, pilot):
    KetenpartnerFactory(confirmed=True, organisatie__naam="Stichting Voedselbank Noord")
    voorstel = proposed(facilitator, pilot, KOP + BANK + BANK.replace("Noord;", "Noord e.o.;").replace("samira", "ada"))

    facilitator.post(url("import_choices", pilot, voorstel.pk), {"alle": "zelfde"})
    confirm(facilitator, voorstel)

    assert pilot.ketenpartners.count() == 1
    assert pilot.personen.filter(organisatie__isnull=False).count() == 2


def test_somebody_without_mail_on_two_lines_is_one_person(facilitator, pilot):
    confirm(facilitator, proposed(facilitator, pilot, KOP + "Kerk;Voedselbank;;Bas Kok;;\n" * 2))

    assert Persoon.objects.filter(naam="Bas Kok").count() == 1


def test_somebody_we_know_stays_where_they_are(facilitator, pilot):
    PersoonFactory(pilot=pilot, naam="Samira", email="SAMIRA@noord.example")

    voorstel = proposed(facilitator, pilot, KOP + BANK)
    confirm(facilitator, voorstel)

    assert Persoon.objects.filter(email__iexact="samira@noord.example").count() == 1
    assert pilot.ketenpartners.get().contactpersoon.naam == "Samira"
