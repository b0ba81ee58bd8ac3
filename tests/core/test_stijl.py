"""The living style page, the faults, and what a first page weighs."""

import gzip
import re
from http import HTTPStatus
from pathlib import Path

import django_htmx
import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.staticfiles import finders
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from datt.core.middleware import SwapMessagesMiddleware
from datt.core.stijl import DELEN
from datt.core.views import errors
from tests.factories.traject import BijeenkomstFactory

STIJL = "/stijl/"


@pytest.fixture
def demo(settings):
    settings.DEMO = True


@pytest.mark.django_db
def test_the_style_page_shows_every_part(client, demo):
    page = client.get(STIJL).text

    assert re.findall(r'<section id="([\w-]+)"', page) == [slug for slug, _ in DELEN]


@pytest.mark.django_db
def test_every_chart_has_its_figures_in_a_table(client, demo):
    page = client.get(STIJL).text

    figures = re.findall(r"<figure.*?</figure>", page, re.DOTALL)
    assert len(figures) == 2
    assert [figure.count("<table") for figure in figures] == [1, 1]


@pytest.mark.django_db
def test_no_id_stands_twice_on_the_style_page(client, demo):
    ids = re.findall(r'\bid="([^"]+)"', client.get(STIJL).text)

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.django_db
@pytest.mark.parametrize(("demo", "debug", "status"), [(True, False, 200), (False, True, 200), (False, False, 404)])
def test_the_style_page_is_for_the_demo_and_for_building_only(client, settings, demo, debug, status):
    settings.DEMO, settings.DEBUG = demo, debug

    assert client.get(STIJL).status_code == status


# What a visitor with an empty cache receives; the server sends text compressed.
MOST_BYTES = 100_000
MOST_OF_OURS = 15_000


def weight(page: str) -> dict[str, int]:
    """The bytes of the page and of everything it loads, compressed as over the wire."""
    css = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', page)
    scripts = re.findall(r'<script src="/static/([^"]+)"', page)
    sizes = {"html": len(gzip.compress(page.encode()))}
    for name in [*css, *scripts]:
        sizes[name] = len(gzip.compress(_file(name).read_bytes()))
    for name in ("HankenGrotesk-Medium.woff2", "HankenGrotesk-Bold.woff2"):
        sizes[name] = _file(f"fonts/{name}").stat().st_size
    return sizes


def _file(name: str) -> Path:
    found = finders.find(name) or Path(django_htmx.__file__).parent / "static" / name
    return Path(str(found))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/account/login/", "/leeshulp/", "/privacy/", "/uit-de-praktijk/"])
def test_a_first_page_weighs_less_than_100_kb_in_all(client, address):
    sizes = weight(client.get(address).text)

    assert len(sizes) > 8
    assert sum(sizes.values()) < MOST_BYTES, sizes


def test_the_overview_of_a_pilot_weighs_less_than_100_kb_in_all(client_as, pilot):
    sizes = weight(client_as("facilitator").get(pilot.get_absolute_url()).text)

    assert sum(sizes.values()) < MOST_BYTES, sizes


def test_the_page_with_the_most_script_loads_less_than_15_kb_of_ours(client_as, pilot):
    """Checking people in, which goes on without internet."""
    meeting = BijeenkomstFactory(pilot=pilot, status="bezig", datum=timezone.localdate())
    page = client_as("facilitator").get(reverse("dag:incheck", args=[pilot.pk, meeting.pk])).text
    ours = {name: size for name, size in weight(page).items() if name.startswith("js/")}

    assert "js/wachtrij.js" in ours
    assert sum(ours.values()) < MOST_OF_OURS, ours


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (lambda request: errors.bad_request(request, Exception()), HTTPStatus.BAD_REQUEST, "Dit adres klopt niet"),
        (
            lambda request: errors.bad_request(request, RequestDataTooBig()),
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "Dit is te veel tekst",
        ),
        (lambda request: errors.forbidden(request, Exception()), HTTPStatus.FORBIDDEN, "Dit mag u hier niet"),
        (lambda request: errors.not_found(request, Exception()), HTTPStatus.NOT_FOUND, "Deze bladzijde is er niet"),
        (errors.csrf_failure, HTTPStatus.FORBIDDEN, "Probeer het nog een keer"),
    ],
)
def test_a_fault_says_in_dutch_what_to_do_and_leads_back(view, status, words):
    response = view(RequestFactory().get("/ergens/"))

    page = response.content.decode()
    assert (response.status_code, page.count("<h1>")) == (status, 1)
    assert f"<h1>{words}</h1>" in page
    assert 'href="/">Naar het begin</a>' in page


def test_our_own_fault_is_said_without_a_database():
    request = RequestFactory().get("/ergens/")
    request.COOKIES["leeshulp"] = "schema:donker"

    response = errors.server_error(request)

    page = response.content.decode()
    assert response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "<h1>Dit ging mis bij ons</h1>" in page
    assert 'data-schema="donker"' in page
    missing = [name for name in re.findall(r'href="/static/([^"]+)"', page) if not finders.find(name)]
    assert missing == []


def says_something(request):
    messages.success(request, "Het is bewaard.")
    return HttpResponse('<div id="deel">Klaar</div>')


def asked(**headers):
    request = RequestFactory().get("/", headers=headers)
    request._messages = CookieStorage(request)
    request.htmx = HtmxDetails(request)
    return request


@pytest.mark.django_db
def test_what_was_said_rides_along_with_a_partial_and_is_not_said_later():
    request = asked(**{"HX-Request": "true"})

    page = SwapMessagesMiddleware(says_something)(request).content.decode()

    assert page.startswith('<div id="deel">Klaar</div>')
    assert 'id="meldingen" role="status" class="meldingen" hx-swap-oob="innerHTML"' in page
    assert page.count("Het is bewaard.") == 1
    assert request._messages.used


def test_a_whole_page_says_it_itself():
    request = asked()

    page = SwapMessagesMiddleware(says_something)(request).content.decode()

    assert page == '<div id="deel">Klaar</div>'
