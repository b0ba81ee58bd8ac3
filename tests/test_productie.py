"""The site as production runs it: the processes of the compose file, on PostgreSQL and Redis, by hand."""

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
import uuid

import psycopg
import pytest

from tests.berichten import mailserver
from tests.opstart import ROOT, Processes, environment, free_port
from tests.waiting import wait_until

pytestmark = pytest.mark.services

REDIS_OF_PRODUCTION = 6
HOST = "datt.gemeente.example"
ORDER = """
import django
django.setup()
from tests.factories.accounts import UserFactory
from tests.factories.keten import AmbtenaarFactory
from tests.factories.traject import PilotFactory
from datt.documenten.kinds import kind_of
from datt.documenten.services import order_document
pilot, user = PilotFactory(), UserFactory()
AmbtenaarFactory(gemeente=pilot.gemeente, user=user)
order_document(kind_of("trajectplan"), pilot, by=user)
"""


def command_of(service: str) -> list[str]:
    """What the compose file starts for a service; web is the command of the image."""
    if service == "web":
        text = re.search(r"(?m)^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text())
    else:
        block = (ROOT / "docker-compose.yml").read_text().partition(f"\n  {service}:\n")[2]
        text = re.search(r"command: (\[.*\])", block)
    assert text
    return json.loads(text[1])


@pytest.fixture(scope="module")
def database():
    server = os.environ["DATABASE_URL"]
    name = f"datt_productie_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def production(tmp_path_factory, database):
    """The environment, the mail server and the port of a production site that runs."""
    tmp_path = tmp_path_factory.mktemp("productie")
    with mailserver.running() as (server, mail_port):
        given = environment(
            tmp_path / "data",
            DATT_MODE="productie",
            SECRET_KEY=uuid.uuid4().hex * 2,
            SITE_URL=f"https://{HOST}",
            ALLOWED_HOSTS=HOST,
            DATABASE_URL=database,
            REDIS_URL=f"{os.environ['REDIS_URL'].rpartition('/')[0]}/{REDIS_OF_PRODUCTION}",
            MAIL_FROM=f"DATT Werkt! <datt@{HOST}>",
            MAIL_HOST="127.0.0.1",
            MAIL_PORT=str(mail_port),
            MAIL_TLS="0",
        )
        run(given, "manage.py", "opstarten")
        port = free_port()
        processes = Processes(given, tmp_path / "log")
        bin_folder = f"{os.path.dirname(sys.executable)}/"  # noqa: PTH120  # not through the symlink of the venv
        try:
            for service in ("web", "worker", "beat"):
                command = command_of(service)
                swap = {"8000": str(port), "0.0.0.0": "127.0.0.1"}  # noqa: S104
                processes.start(service, [bin_folder + command[0], *[swap.get(word, word) for word in command[1:]]])
            wait_until(lambda: answers(port), "the site answers", seconds=60)
            yield given, server, port
            assert processes.first_dead() is None, processes.log_tail(processes.first_dead() or "web")
        finally:
            processes.stop()


def run(given, *command):
    subprocess.run([sys.executable, *command], cwd=ROOT, env=given, check=True, stdout=subprocess.DEVNULL)


def ask(port, path, **headers):
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Host": HOST, "X-Forwarded-Proto": "https", **headers}
    )
    return urllib.request.urlopen(request, timeout=20)  # noqa: S310  # our own address


def answers(port):
    try:
        return ask(port, "/gezond/").status == 200
    except OSError:
        return False


def test_production_signs_in_mails_and_makes_documents(production):
    given, server, port = production

    page = ask(port, "/account/login/")
    ready = json.loads(ask(port, "/gezond/klaar/").read())
    run(given, "manage.py", "create_beheerder", "bas@site.example", "Bas Timmer")
    run({**given, "DJANGO_SETTINGS_MODULE": "datt.settings"}, "-c", ORDER)
    wait_until(lambda: server.mails, "the mail arrives", seconds=60)
    with psycopg.connect(given["DATABASE_URL"], autocommit=True) as connection:

        def status():
            return connection.execute("SELECT status FROM documenten_document").fetchone()[0]

        wait_until(lambda: status() == "klaar", "the document is made", seconds=120)

    cookie = page.headers["Set-Cookie"]
    assert "Inloggen" in page.read().decode()
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert cookie.startswith("__Host-csrf=")
    assert "Secure" in cookie
    assert ready["gereed"] is True
    assert (server.mails[0]["To"], server.mails[0]["From"]) == ("bas@site.example", f"DATT Werkt! <datt@{HOST}>")
    assert f"https://{HOST}/account/login/" in server.mails[0].get_body(["plain"]).get_content()


def test_production_sends_plain_http_to_https_and_refuses_another_host(production):
    _, _, port = production

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *args):
            return None

    opener = urllib.request.build_opener(Stay)
    plain = urllib.request.Request(f"http://127.0.0.1:{port}/account/login/", headers={"Host": HOST})
    with pytest.raises(urllib.error.HTTPError) as moved:
        opener.open(plain, timeout=20)
    with pytest.raises(urllib.error.HTTPError) as refused:
        ask(port, "/account/login/", Host="evil.example")

    assert (moved.value.code, moved.value.headers["Location"]) == (301, f"https://{HOST}/account/login/")
    assert refused.value.code == 400
    moved.value.close()
    refused.value.close()
