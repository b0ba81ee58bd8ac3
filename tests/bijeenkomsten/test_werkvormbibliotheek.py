"""The library of werkvormen comes from files, as often as one likes."""

import pytest

from pilots.bijeenkomsten.draaiboek.models import Werkvorm, Werkvormstap
from pilots.bijeenkomsten.draaiboek.services.bibliotheek import FOLDER, load_library
from pilots.traject.models import Sjabloonblok
from pilots.traject.services.sjabloon import load_sjabloon

pytestmark = pytest.mark.django_db


def test_loading_twice_gives_the_same_and_keeps_the_keys():
    count = load_library()
    before = dict(Werkvorm.objects.values_list("slug", "pk"))
    steps = Werkvormstap.objects.count()

    assert load_library() == count == len(list(FOLDER.glob("*.toml")))
    assert dict(Werkvorm.objects.values_list("slug", "pk")) == before
    assert Werkvormstap.objects.count() == steps


def test_what_left_the_files_is_kept_but_no_longer_offered(tmp_path):
    load_library()
    load_library(tmp_path)

    assert Werkvorm.objects.filter(slug="wereldcafe", is_weg=True).exists()


def test_every_werkvorm_of_the_template_is_in_the_library():
    load_library()
    load_sjabloon()
    used = set(Sjabloonblok.objects.exclude(werkvorm="").values_list("werkvorm", flat=True))

    assert used - set(Werkvorm.objects.values_list("slug", flat=True)) == set()


def test_the_steps_of_every_werkvorm_take_about_as_long_as_it_says():
    load_library()
    wrong = [
        werkvorm.slug
        for werkvorm in Werkvorm.objects.prefetch_related("stappen")
        if sum(step.minuten for step in werkvorm.stappen.all()) != werkvorm.minuten
    ]

    assert wrong == []
