"""The pages that everybody may read say what their content says."""

import pytest
from django.test import Client
from django.urls import reverse

from datt.core import openbaar


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "part"), [("home", "vragen"), ("over", "stappen")])
def test_the_front_door_tells_of_every_question_and_every_meeting(name, part):
    page = Client().get(reverse(name)).text

    assert [one["naam"] for one in openbaar.start()[part] if one["naam"] not in page] == []


@pytest.mark.django_db
def test_the_six_real_pilots_are_told_as_the_sources_tell_them():
    page = Client().get(reverse("praktijk")).text

    for pilot in openbaar.praktijk()["pilots"]:
        assert pilot.gemeente in page
        assert all(value in page for _, value in pilot.velden)
        assert pilot.bronnen
        assert all(source in page for source in pilot.bronnen)
    assert "Dit platform is niet van MDRplus, PLANgroep of de pilotgemeenten." in page
    assert "niet bekend" in page
