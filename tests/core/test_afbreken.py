"""Long Dutch words break where a reader expects it, and an empty choice is said in Dutch."""

import pytest
from django.db.models.utils import get_blank_choice_label
from django.template import engines

from datt.core.templatetags.datt import afbreekbaar


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Sleutelfunctionarissen 1", "Sleu-tel-func-ti-o-na-rissen 1"),
        ("Werkconferentie", "Werk-con-fe-rentie"),
        ("Proeverij", "Proeverij"),
        ("", ""),
    ],
)
def test_a_long_word_gets_soft_hyphens_and_a_short_one_stays(typed, shown):
    result = afbreekbaar(typed)

    assert result.replace("\u00ad", "-") == shown
    assert result.replace("\u00ad", "") == typed


def test_what_people_typed_stays_escaped_in_a_page():
    template = engines["django"].from_string("{{ naam|afbreekbaar }}")

    assert template.render({"naam": "<b>Kennismaken</b>"}) == "&lt;b&gt;Kennismaken&lt;/b&gt;"


def test_a_list_without_a_choice_says_so_in_dutch():
    assert get_blank_choice_label() == "Maak een keuze"
