"""The Leeshulp: chosen once, and the very first byte of every page knows it."""

import re
from http import HTTPStatus

import pytest
from django.test import Client

from datt.core.leeshulp import CHOICES

URL = "/leeshulp/"
pytestmark = pytest.mark.django_db


def html_tag(response) -> str:
    match = re.match(r"\s*<!doctype html>\s*(<html[^>]*>)", response.text)
    assert match, response.text[:200]
    return match[1]


def test_what_a_guest_chooses_stands_on_the_first_tag_of_every_page(client):
    client.post(URL, {"tekst": "groter", "letters": "ruim", "regels": "ruim", "schema": "donker", "terug": "/"})

    tag = html_tag(client.get("/"))

    assert tag == '<html lang="nl" data-tekst="groter" data-letters="ruim" data-regels="ruim" data-schema="donker">'


def test_without_a_choice_the_page_is_as_the_device_asks(client):
    assert html_tag(client.get("/")) == '<html lang="nl">'


@pytest.mark.parametrize(
    "cookie",
    [
        "tekst:reusachtig",
        'tekst:groot" onload="alert(1)',
        "onbekend:groot",
        "tekst",
        ":::...",
        "tekst:groot:groter",
        "letters:groot",
        "x" * 4000,
    ],
)
def test_a_cookie_with_something_else_in_it_is_ignored(client, cookie):
    client.cookies["leeshulp"] = cookie

    response = client.get("/")

    assert response.status_code == HTTPStatus.OK
    assert html_tag(response) == '<html lang="nl">'


def test_a_value_that_does_not_exist_is_not_kept(client):
    response = client.post(URL, {"tekst": "reusachtig", "letters": "ruim"})

    assert response.cookies["leeshulp"].value == "letters:ruim"


def test_the_cookie_lasts_a_year_and_no_script_can_read_it(client):
    cookie = client.post(URL, {"tekst": "groot"}).cookies["leeshulp"]

    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"], cookie["path"]) == (
        365 * 24 * 60 * 60,
        True,
        "Lax",
        "/",
    )


@pytest.mark.parametrize("secure", [True, False])
def test_the_cookie_travels_only_over_https_on_a_real_site(client, settings, secure):
    settings.SESSION_COOKIE_SECURE = secure

    cookie = client.post(URL, {"tekst": "groot"}).cookies["leeshulp"]

    assert bool(cookie["secure"]) is secure


def test_one_button_sets_everything_back(client):
    client.post(URL, {"tekst": "groter", "schema": "rustig"})

    client.post(URL, {"gewoon": "1", "tekst": "groter"})

    assert html_tag(client.get("/")) == '<html lang="nl">'


def test_the_reader_goes_back_to_where_they_were(client):
    response = client.post(URL, {"tekst": "groot", "terug": "/privacy/?a=1"})

    assert response.headers["Location"] == "/privacy/?a=1"


@pytest.mark.parametrize(
    "address",
    [
        "https://kwaad.example/",
        "//kwaad.example/",
        "/\\kwaad.example",
        "javascript:alert(1)",
        "/\n/kwaad.example",
        "kwaad.example",
        "",
    ],
)
def test_the_way_back_never_leads_out_of_the_site(client, address):
    response = client.post(URL, {"tekst": "groot", "terug": address})

    assert response.headers["Location"] == "/"


def test_the_page_shows_what_is_chosen_now(client):
    client.post(URL, {"tekst": "groot", "schema": "rustig"})

    page = client.get(URL).text

    assert re.findall(r'name="(\w+)" value="(\w*)" checked', page) == [
        ("tekst", "groot"),
        ("letters", ""),
        ("regels", ""),
        ("schema", "rustig"),
    ]


def test_the_form_asks_for_a_token_as_every_form():
    response = Client(enforce_csrf_checks=True).post(URL, {"tekst": "groot"})

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "Probeer het nog een keer" in response.text


def test_every_choice_is_drawn_by_the_tokens(settings):
    css = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()

    missing = [
        f'[data-{name}="{value}"]'
        for name, values in CHOICES.items()
        for value, _ in values
        if value not in {"", "licht"} and f'[data-{name}="{value}"]' not in css
    ]

    assert missing == []
