"""What is written in one pilot is never read in another: every text of the neighbour holds a word to look for."""

import pytest
from django.apps import apps
from django.db import models

from tests.access.wereld import make_wereld
from tests.trust.doorzoeken import addresses_of, walk, words_of

# Tables that all pilots share.
SHARED = {
    "keten.Gemeente", "keten.Categorie", "keten.Fase", "keten.Organisatietype", "traject.Sjabloon",
    "traject.Schoolvakantie", "contenttypes.ContentType", "sessions.Session",
}  # fmt: skip
# Words that are values of the program and no text of people.
MACHINE = {
    "status", "soort", "veld", "slug", "token_hash", "sleutel", "message_id", "sha256", "vingerafdruk", "wat",
    "code", "kleur", "logo", "bestand", "positie", "rol", "functie", "regio", "email", "aan", "password",
    "kolommen", "scheiding", "doel",
}  # fmt: skip
KANARIE, ORGANISATIE, ACCOUNT = "Kanariegeel", "Koolmeesblauw", "Merelzwart"
# An organisation that takes part somewhere may be looked up by the facilitator of any pilot.
LOOKED_UP = ("/toevoegen/", "/dubbel/", "/samenvoegen/", "/beheer/organisaties/")
CURIOUS = (f"q={KANARIE}&zoek={KANARIE}&als=xlsx",)


def _rows() -> dict[str, set]:
    return {model._meta.label: set(model._base_manager.values_list("pk", flat=True)) for model in apps.get_models()}


def _mark(before: dict[str, set]) -> None:
    """Write a word in every text field of what was made since."""
    for model in apps.get_models():
        label = model._meta.label
        if label in SHARED:
            continue
        word = {"keten.Organisatie": ORGANISATIE, "accounts.User": ACCOUNT}.get(label, KANARIE)
        names = [
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, models.CharField | models.TextField)
            and not isinstance(field, models.SlugField | models.URLField)
            and field.name not in MACHINE
            and not field.choices
        ]
        for pk in model._base_manager.exclude(pk__in=before[label]).values_list("pk", flat=True) if names else ():
            if label == "partners.Samenvoeging" and model._base_manager.get(pk=pk).soort == "organisatie":
                continue  # names of organisations, which the beheerder merges for all pilots
            fields = {name: f"{word}-{pk}"[: model._meta.get_field(name).max_length or 99] for name in names}
            models.QuerySet(model).filter(pk=pk).update(**fields)


@pytest.fixture
def buren(db, settings):
    settings.DEMO = False
    own = make_wereld()
    before = _rows()
    make_wereld(titel="Elders", gemeente="Elders")
    _mark(before)
    return own


ROLLEN = ("anoniem", "facilitator", "ambtenaar", "bestuurder", "ketenpartner", "collega", "deelnemer", "beheerder")


@pytest.mark.parametrize("rol", ROLLEN)
def test_nobody_reads_a_word_of_the_neighbours(rol, buren):
    leaks = []
    curious = CURIOUS if rol in {"facilitator", "ketenpartner"} else ()
    for url, response in walk(buren.clients[rol], addresses_of(buren.ids), extra=curious):
        text = words_of(response).replace(f"q={KANARIE}", "").replace(f'value="{KANARIE}"', "")
        found = {word for word in (KANARIE, ORGANISATIE, ACCOUNT) if f"{word}-" in text}
        if ORGANISATIE in found and any(part in url for part in LOOKED_UP):
            found.remove(ORGANISATIE)
        if rol == "beheerder":
            found.discard(ACCOUNT)
        if found:
            leaks.append((url, found))

    assert leaks == []


def test_the_word_is_found_where_it_may_be_read(buren):
    """The control: the facilitator of the neighbour reads it, so the walk can find it."""
    pilots = apps.get_model("traject", "Pilot").objects
    other = pilots.get(titel__startswith=KANARIE, gemeente__naam="Elders")
    lead = buren.clients["facilitator"]
    apps.get_model("traject", "Deelname").objects.create(
        pilot=other,
        persoon=apps.get_model("traject", "Persoon").objects.create(
            pilot=other, user=lead.user, naam="Zij", email="zij@voorbeeld.example"
        ),
        rol="facilitator",
    )

    pages = walk(lead, [f"/pilots/{other.pk}/", f"/pilots/{other.pk}/partners/"])

    assert any(f"{KANARIE}-" in words_of(response) for _, response in pages)
