"""A pilot that is over can be read, and no longer changed."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from pilots.traject.models import Pilot
from tests.access.adressen import adressen
from tests.access.wereld import make_wereld
from tests.factories.partners import PersoonlijkeLinkFactory
from tests.trust.doorzoeken import prints

# What is still arranged afterwards: papers, who can get at them, and people who are to be forgotten.
AFTERWARDS = {
    "traject:document_order", "traject:document_retry", "traject:facilitator_add", "traject:bestuurder_add",
    "traject:rol_weg", "traject:bericht_resend", "traject:overdragen", "partners:persoon_forget",
    "oefenen:oefening_new",  # practising with a copy of it
    "traject:pilot_archiveren", "traject:pilot_afbreken",  # the life of the pilot itself
}  # fmt: skip
CHANGING = [
    adres
    for adres in adressen()
    if adres.is_below_a_pilot and adres.naam not in AFTERWARDS and not adres.naam.startswith("documenten:")
]


@pytest.mark.parametrize("status", ["gearchiveerd", "afgebroken"])
def test_no_button_of_a_pilot_that_is_over_changes_anything(status, db, settings):
    settings.DEMO = False
    wereld = make_wereld()
    Pilot.objects.filter(pk=wereld.pilot.pk).update(status=status)
    client = wereld.clients["facilitator"]
    before = prints(without=("sessions.Session",))
    wrong = []
    for adres in CHANGING:
        cache.clear()
        url = reverse(adres.naam, kwargs={name: wereld.ids[name] for name in adres.args})
        answer = client.post(url).status_code
        if answer not in {405, 409}:
            wrong.append((adres.naam, answer))

    assert wrong == []
    assert prints(without=("sessions.Session",)) == before


@pytest.mark.parametrize("status", ["gearchiveerd", "afgebroken"])
@pytest.mark.parametrize("naam", ["partners:link_right", "partners:link_edit"])
def test_a_personal_link_changes_nothing_once_the_pilot_is_over(status, naam, db, client):
    link = PersoonlijkeLinkFactory(token="een-geheim-woord")
    client.get(reverse("partners:link_open", args=["een-geheim-woord"]))
    Pilot.objects.filter(pk=link.ketenpartner.pilot_id).update(status=status)
    before = prints(without=("sessions.Session",))

    response = client.post(reverse(naam), {"naam": "Overgenomen"})

    assert response.status_code == 409
    assert prints(without=("sessions.Session",)) == before
