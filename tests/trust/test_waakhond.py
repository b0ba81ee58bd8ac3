"""Nothing about a resident comes in by accident: every text that people type passes the guard, or says why not."""

import pytest
from django import forms
from django.apps import apps
from django.db import models
from django.urls import get_resolver, reverse

from datt.accounts.models import User
from datt.toezicht.forms import GuardedFormMixin
from pilots.access import Rol
from pilots.keten.models import Organisatie
from pilots.traject.models import Persoon
from tests.factories.keten import GemeenteFactory, OrganisatietypeFactory
from tests.factories.partners import KetenpartnerFactory

BSN = "123456782"  # passes the test of eleven, given to nobody
IBAN = "NL91ABNA0417164300"
OURS = ("datt.", "pilots.", "ketenspel.", "verbeterplannen.")

# Forms that hold no text of people, with the reason.
WITHOUT = {
    "KleurForm": "six hexadecimal digits, checked as such",
    "VoorbeeldForm": "on the page of styles, keeps nothing",
    "ProefForm": "of a test",
    "GemeenteForm": "a name that must be one of the official list",
    "EenmaligMixin": "a hidden key",
    "VersieMixin": "a hidden number",
    "TikForm": "one of the buttons at the door",
}
# Text that comes from a guarded form, by model.
GUARDED = {
    "accounts.User": {"naam"},
    "keten.Organisatie": {
        "naam", "werkgebied", "voor_wie", "wat_doen_we", "wat_doen_we_niet", "hoe_verwijst_u", "wie_mag_verwijzen",
        "kosten", "wachttijd", "talen", "toegankelijkheid", "wij_bieden", "wij_zoeken", "adres",
    },
    "plannen.Actie": {"stap", "wie", "vervanger"},
    "plannen.Indicator": {"wat", "nu", "doel", "wie_telt"},
    "plannen.Plangroep": {"naam"},
    "plannen.Sectie": {"inhoud"},
    "plannen.Sectieversie": {"inhoud"},
    "draaiboek.Draaiboekblok": {
        "deel", "titel", "doel", "leiding", "ruimte", "opstelling", "instructie", "scherm", "opbrengst_naar", "plan_b",
        "notitie",
    },
    "draaiboek.Werkvorm": {
        "naam", "doel", "waarvoor", "opstelling", "zonder_scherm", "toegankelijk", "opbrengst",
        "herkomst",  # of our own library only: no form has it
    },
    "draaiboek.Werkvormstap": {"wat", "zeg"},
    "draaiboek.Zaalmelding": {"tekst"},
    "programma.Ronde": {"titel", "toelichting"},
    "programma.Ruimte": {"naam", "weg_naar"},
    "programma.Workshop": {"titel", "omschrijving", "opbrengst", "behoeften", "ook_leiding"},
    "proeverij.Bezoekaanmelding": {"naam", "behoefte"},
    "proeverij.Publiek": {"naam", "uitnodiging"},
    "proeverij.Openstelling": {"welkom", "te_doen", "eten", "kinderen", "toegang", "honden", "bereikbaar"},
    "selectie.Selectiekeuze": {"reden"},
    "tafels.Tafel": {"naam"},
    "tafels.Tafelwens": {"reden"},
    "terugblik.Workshopoordeel": {"zin"},
    "uitnodigen.Uitnodiging": {"reden", "toegang", "dieet"},
    "verslag.Afspraak": {"wat", "wie"},
    "verslag.EigenActie": {"tekst"},
    "verslag.Evaluatie": {"zin"},
    "verslag.Verslagdeel": {"inhoud"},
    "verslag.Verslagopmerking": {"tekst"},
    "verslag.Verslagversie": {"wat_veranderd"},
    "traject.Afwijking": {"wat", "reden"},
    "traject.Bijeenkomst": {"titel", "korte_titel", "doel", "plaats", "adres", "toegankelijkheid"},
    "traject.Maatstaf": {"tekst"},
    "traject.Persoon": {"naam", "postadres"},
    "traject.Pilot": {"titel", "doelstelling"},
    "traject.Planconcept": {"titel", "doelstelling"},
    "traject.Taak": {"titel", "uitleg", "wie"},
}  # fmt: skip
# Text that no form of people fills, with the reason. A field that is not editable is written by the program.
NOT_TYPED = {
    "content": ("keten.Categorie", "keten.Fase", "keten.Gemeente", "keten.Organisatietype", "traject.Sjabloon",
                "traject.Sjabloonbijeenkomst", "traject.Sjabloontaak", "traject.Sjabloonblok",
                "traject.Schoolvakantie"),
    "a list that is read in, cleaned cell by cell": ("partners.Inleesvoorstel", "partners.Inleesregel"),
    "steps of a merge, values that were guarded before": ("partners.Samenvoegstap",),
}  # fmt: skip
FREE = {name: why for why, names in NOT_TYPED.items() for name in names}
CONTACT = (models.EmailField, models.URLField, models.SlugField)


def _forms() -> list[type[forms.BaseForm]]:
    """Every form of ours; loading the addresses loads the views and with them the forms."""
    assert get_resolver().url_patterns
    found, todo = set(), [forms.BaseForm]
    while todo:
        for form in todo.pop().__subclasses__():
            todo.append(form)
            if form.__module__.startswith(OURS):
                found.add(form)
    return sorted(found, key=lambda form: form.__qualname__)


def _takes_text(field: forms.Field) -> bool:
    contact = (forms.EmailField, forms.URLField, forms.SlugField, forms.UUIDField)
    return isinstance(field, forms.CharField) and not isinstance(field, contact) and not field.widget.is_hidden


def test_every_form_that_takes_text_is_guarded():
    bare = [
        form.__qualname__
        for form in _forms()
        if not issubclass(form, GuardedFormMixin)
        and form.__name__ not in WITHOUT
        and any(_takes_text(field) for field in getattr(form, "base_fields", {}).values())
    ]

    assert not bare, bare


def test_every_text_that_people_type_comes_from_a_guarded_form_or_says_why_not():
    missing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith(OURS) and model._meta.label not in FREE
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
        and field.editable
        and not isinstance(field, CONTACT)
        and not field.choices
        and field.name not in {"telefoon", "password", "veld", "vingerafdruk", "token_hash"}
        and field.name not in GUARDED.get(model._meta.label, set())
    ]

    assert missing == []


@pytest.mark.parametrize("secret", [BSN, f"BSN{BSN}", "1234.56.782", IBAN, "NL91 ABNA 0417 1643 00"])
@pytest.mark.parametrize("veld", ["naam", "adres", "werkgebied", "hoe_verwijst_u"])
def test_an_organisation_never_holds_a_number_of_a_resident(veld, secret, client_as, pilot):
    partner = KetenpartnerFactory(pilot=pilot, confirmed=True, organisatie__naam="Voedselbank")
    address = reverse("partners:organisatie_edit", args=[pilot.pk, partner.pk])
    fields = {"naam": "Voedselbank", "type": partner.organisatie.type_id, "soort": "informeel", "versie": 1}

    page = client_as(Rol.FACILITATOR).post(
        address, {**fields, "wat_doen_we": "Eten.", veld: f"Bel {secret}", "gaat_niet_over_inwoner": "on"}
    )

    assert page.status_code == 422
    assert "Haal het weg" in page.text
    assert not Organisatie.objects.filter(**{f"{veld}__contains": secret}).exists()


def test_the_name_of_a_person_never_is_a_number_of_a_resident(client_as, pilot):
    partner = KetenpartnerFactory(pilot=pilot, confirmed=True)

    page = client_as(Rol.FACILITATOR).post(
        reverse("partners:persoon_add", args=[pilot.pk, partner.pk]), {"naam": f"Jan {BSN}"}
    )

    assert page.status_code == 422
    assert not Persoon.objects.filter(naam__contains=BSN).exists()


def test_the_name_of_an_account_never_is_a_number_of_a_resident(client_as, pilot):
    client = client_as(Rol.FACILITATOR)
    lead = client.post(
        reverse("traject:facilitator_add", args=[pilot.pk]), {"email": "x@nieuw.example", "naam": f"Jan {BSN}"}
    )
    User.objects.filter(pk=client.user.pk).update(is_beheerder=True)
    beheer = client.post(reverse("accounts:gebruiker_new"), {"email": "y@nieuw.example", "naam": IBAN})
    official = client.post(
        reverse("keten:ambtenaar_add", args=[GemeenteFactory().pk]), {"email": "z@nieuw.example", "naam": BSN}
    )

    assert [lead.status_code, beheer.status_code, official.status_code] == [422] * 3
    assert not User.objects.filter(email__endswith="nieuw.example").exists()


def test_the_public_form_takes_no_number_of_a_resident_as_a_name(client, pilot):
    page = client.post(
        reverse("partners:aanmelden", args=[pilot.slug]),
        {"naam": "Huis", "type": OrganisatietypeFactory().pk, "contact_naam": f"Jan {BSN}", "sleutel1_naam": IBAN},
    )

    assert page.context["form"].errors.keys() >= {"contact_naam", "sleutel1_naam"}


def test_an_ordinary_name_or_address_is_not_asked_about(client_as, pilot):
    """Only what is never kept is refused in contact data; a postcode in an address is what belongs there."""
    partner = KetenpartnerFactory(pilot=pilot, confirmed=True, organisatie__naam="Voedselbank")
    page = client_as(Rol.FACILITATOR).post(
        reverse("partners:organisatie_edit", args=[pilot.pk, partner.pk]),
        {
            "naam": "Voedselbank", "type": partner.organisatie.type_id, "soort": "informeel",
            "versie": partner.organisatie.versie, "wat_doen_we": "Eten.", "adres": "Dorpsstraat 1, 7731 AB Ommen",
        },
    )  # fmt: skip

    assert page.status_code == 302
