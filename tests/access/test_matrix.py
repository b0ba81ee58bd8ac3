"""Every address times every visitor, held against one table that people can read: tabel.txt."""

from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.access.adressen import Adres, adressen
from tests.access.wereld import BEZOEKERS, Wereld, make_wereld

TABEL = Path(__file__).parent / "tabel.txt"
# A word of the table for each answer.
IN, NEE, WEG, LOGIN = "in", "403", "404", "login"
METHODS = ("get", "post")
# Parts of an address that are no thing of one pilot.
SHARED = {
    "oproep", "formuliersoort",  # of guests who choose workshops
    "pilot_id", "veld_slug", "token", "slug", "user_id", "code", "gemeente_id", "provider_id", "pk", "versie", "soort",
    "bericht", "papiersoort", "postersoort", "stuksoort", "deel_slug",  # kinds that every pilot has
}  # fmt: skip
# An organisation is recorded once for all pilots: adding one that is confirmed elsewhere is the purpose.
ACROSS = {("partners:partner_add_known", "organisatie_id"), ("partners:samenvoegen", "organisatie_id")}
# A badge of another meeting is refused in words, and says nothing of whose it is.
ACROSS |= {("dag:code_host", "incheckcode")}


def read_table() -> dict[str, dict[str, str]]:
    """For each address the answer each visitor gets; the first line holds the visitors."""
    lines = [line.split() for line in TABEL.read_text().splitlines() if line.strip() and not line.startswith("#")]
    names = lines[0][1:]
    return {line[0]: dict(zip(names, line[1:], strict=True)) for line in lines[1:]}


def answer(response: HttpResponse) -> str:
    if response.status_code == HTTPStatus.FORBIDDEN:
        return NEE
    if response.status_code == HTTPStatus.NOT_FOUND:
        return WEG
    where = response.headers.get("Location", "") + response.headers.get("HX-Redirect", "")
    if where.startswith(("/account/login/?", "/account/tweede-stap/")):
        return LOGIN
    assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, response
    return IN


def visit(client: Client, adres: Adres, ids: dict[str, object]) -> set[str]:
    """What this visitor gets by every method the address knows; whatever it changed is undone."""
    url = reverse(adres.naam, kwargs={name: ids[name] for name in adres.args})
    answers = set()
    for method in METHODS:
        cache.clear()
        cookies = client.cookies.copy()
        with transaction.atomic():
            response = getattr(client, method)(url)
            transaction.set_rollback(True)
        client.cookies = cookies
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            answers.add(answer(response))
    return answers


@pytest.fixture
def wereld(db, settings) -> Wereld:
    settings.DEMO = False
    return make_wereld()


def test_the_table_names_every_address_and_no_other():
    assert list(read_table()) == [adres.naam for adres in adressen()]


@pytest.mark.parametrize("bezoeker", BEZOEKERS)
def test_every_address_answers_this_visitor_as_the_table_says(bezoeker, wereld):
    table = read_table()
    client = wereld.clients[bezoeker]

    found = {adres.naam: visit(client, adres, wereld.ids) for adres in adressen()}

    wanted = {naam: set(row[bezoeker].split("/")) for naam, row in table.items()}
    assert found == wanted


def test_things_of_another_pilot_do_not_exist_below_this_one(wereld):
    """The facilitator names the own pilot in the address, and a thing of the neighbour."""
    elsewhere = make_wereld(titel="Elders", gemeente="Elders")
    client = wereld.clients["facilitator"]
    leaks = []
    for adres in adressen():
        for part in set(adres.args) - SHARED if adres.is_below_a_pilot else ():
            if (adres.naam, part) in ACROSS:
                continue
            answers = visit(client, adres, {**wereld.ids, part: elsewhere.ids[part]})
            if answers != {WEG}:
                leaks.append((adres.naam, part, answers))

    assert leaks == []
