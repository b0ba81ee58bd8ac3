"""What every answer says to the browser, whatever the answer is."""

import re
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from pilots.access import Rol

CSP = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "frame-src": "'none'",
}


def _csp(response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";") if part.strip())
    return {name: value for name, _, value in parts}


@pytest.fixture
def answers(pilot, client_as):
    """An answer of each kind: a page, a redirect, a refusal, a thing that is not there, a bad request."""
    client = client_as(Rol.FACILITATOR)
    return {
        HTTPStatus.OK: client.get(reverse("traject:pilot_detail", args=[pilot.pk])),
        HTTPStatus.FOUND: Client().get(reverse("traject:pilot_list")),
        HTTPStatus.FORBIDDEN: client_as(Rol.BESTUURDER).get(reverse("partners:partner_add", args=[pilot.pk])),
        HTTPStatus.NOT_FOUND: client.get("/bestaat-niet/"),
        HTTPStatus.BAD_REQUEST: client.get("/", headers={"Host": "evil.example"}),
    }


def test_every_kind_of_answer_carries_the_same_protection(answers):
    for status, response in answers.items():
        assert response.status_code == status
        assert _csp(response) == CSP, status
        assert response["X-Frame-Options"] == "DENY"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_private_pages_are_kept_by_nobody(answers):
    assert "no-store" in answers[HTTPStatus.OK]["Cache-Control"]


def test_error_pages_are_dutch_and_say_what_to_do(answers):
    for status in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND):
        page = answers[status].text
        assert '<html lang="nl"' in page
        assert re.search(r"<h1[^>]*>[^<]+</h1>", page)
        assert 'href="/' in page


def test_a_stranger_host_in_a_header_never_becomes_a_link(client, settings):
    """The links in mails come from the settings, not from the request."""
    response = client.get(reverse("account_login"), headers={"X-Forwarded-Host": "evil.example"})

    assert response.status_code == HTTPStatus.OK
    assert "evil.example" not in response.text


def test_posting_without_the_token_of_the_form_is_refused(pilot, client_as):
    client = Client(enforce_csrf_checks=True)

    response = client.post(reverse("partners:aanmelden", args=[pilot.slug]), {"naam": "Iemand"})

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "opnieuw" in response.text


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")])
def test_odd_characters_never_break_a_page(client_as, text):
    response = client_as(Rol.FACILITATOR).get(reverse("traject:search"), {"q": text})

    assert response.status_code in {HTTPStatus.OK, HTTPStatus.BAD_REQUEST}
