"""Long Dutch words break where a reader expects it."""

import pytest
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
