"""What our pages cost, as a ratio to their floor twins (benchmarks/vloer): plain views that read the same rows and
write a page of the same size, on the same server, the same database and in the same run.

The halfway pilot of the demo: 43 organisations, some 200 people. Ours and the floor take turns, round after round;
a figure is the median over the rounds of the processor time a request costs its server, with the spread beside
it. The clock swings with whatever else the machine does and is printed for comparison only.

    .venv/bin/python benchmarks/bladzijden.py [--postgres] [--profile overzicht]
"""

import argparse
import cProfile
import os
import pstats
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

from meten import Visitor, demo, processes_of, processor_ms

AIM = 2.0
FLOOR = {"DJANGO_SETTINGS_MODULE": "benchmarks.vloer.settings"}


@dataclass(frozen=True)
class Page:
    """One of our pages, and the address of its twin; `aim` is the ratio it must stay under, where there is one."""

    name: str
    ours: str
    floor: str
    aim: float | None = None


@dataclass(frozen=True)
class Round:
    """Milliseconds per request: processor time and clock, of ours and of the floor."""

    ours: tuple[float, float]
    floor: tuple[float, float]


def pages(pilot: int, meeting: int) -> list[Page]:
    return [
        Page("overzicht", f"/pilots/{pilot}/", f"/overzicht/{pilot}/", AIM),
        Page("sociale kaart", f"/pilots/{pilot}/sociale-kaart/", f"/sociale-kaart/{pilot}/", AIM),
        Page("gasten", f"/pilots/{pilot}/bijeenkomsten/{meeting}/gasten/", f"/gasten/{pilot}/{meeting}/", AIM),
        Page("partners", f"/pilots/{pilot}/partners/", f"/partners/{pilot}/"),
        Page("pilots", "/pilots/", "/pilots/"),
        Page("inloggen", "/account/login/", "/inloggen/"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--requests", type=int, default=40, help="requests per page and round")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL and Redis instead of SQLite")
    parser.add_argument("--smoke", action="store_true", help="ask each page once, judge nothing")
    parser.add_argument("--profile", metavar="PAGE", help="show where the time of this page goes instead")
    wanted = parser.parse_args()
    if wanted.smoke:
        wanted.rounds = wanted.requests = 1
    with demo(postgres=wanted.postgres) as site:
        use_here(site.environment)
        found = pages(halfway_pilot(), invited_meeting())
        if wanted.profile:
            profile(next(page for page in found if page.name == wanted.profile))
        else:
            where = "PostgreSQL and Redis" if wanted.postgres else "SQLite"
            print(f"On {where}, {wanted.rounds} rounds of {wanted.requests} requests a page.")
            print("Processor milliseconds a request, the clock in brackets:\n")
            for line in table(site, found, wanted.rounds, wanted.requests):
                print(line, flush=True)


def use_here(environment: dict[str, str]) -> None:
    """Django in this process too, on the same database: for the pilot, the queries and the profile."""
    os.environ |= environment
    os.environ["DJANGO_SETTINGS_MODULE"] = "datt.settings"
    import django

    django.setup()


def halfway_pilot() -> int:
    from pilots.traject.models import Pilot

    return Pilot.objects.get(status="lopend").pk


def invited_meeting() -> int:
    """The meeting of that pilot with its some 190 invitations."""
    from pilots.traject.models import Bijeenkomst

    return Bijeenkomst.objects.get(pilot=halfway_pilot(), status="uitgenodigd").pk


def table(site, found: list[Page], rounds: int, requests: int) -> Iterator[str]:
    from processes import free_port, web_command

    port = free_port()
    site.processes.start("web", web_command(site.port))
    site.processes.wait_for_web(site.url)
    site.processes.environment = site.environment | FLOOR
    site.processes.start("floor", web_command(port))
    site.processes.wait_for_web(f"http://127.0.0.1:{port}")
    ours, floor = Visitor(site.port).sign_in("facilitator"), Visitor(port)
    floor.cookies = ours.cookies
    stranger = Visitor(site.port)
    servers = [processes_of(site.processes.running[name]) for name in ("web", "floor")]
    yield f"{'page':14} {'ours':>14} {'floor':>14} {'ratio':>6} {'spread':>13} {'aim':>5} {'queries':>8} {'kB':>5}"
    for page in found:
        visitor = stranger if page.name == "inloggen" else ours
        size = len(must_answer(visitor, page.ours))
        twin = f"{page.floor}?omvang={size}"
        for _ in range(min(requests, 10)):
            must_answer(visitor, page.ours)
            must_answer(floor, twin)
        measured = [
            Round(
                ours=timed(visitor, page.ours, servers[0], requests),
                floor=timed(floor, twin, servers[1], requests),
            )
            for _ in range(rounds)
        ]
        yield line_of(page, measured, queries_of(page), size)


def must_answer(visitor: Visitor, path: str) -> bytes:
    status, page = visitor.get(path)
    assert status == 200, f"{path} answered {status}"
    return page


def timed(visitor: Visitor, path: str, server: list[int], requests: int) -> tuple[float, float]:
    used, began = processor_ms(server), time.perf_counter()
    for _ in range(requests):
        must_answer(visitor, path)
    return (processor_ms(server) - used) / requests, (time.perf_counter() - began) * 1000 / requests


def line_of(page: Page, measured: list[Round], queries: int, size: int) -> str:
    ratios = sorted(one.ours[0] / max(one.floor[0], 0.01) for one in measured)
    ours, floor = (
        f"{statistics.median(cpu for cpu, _ in side):.1f} ({statistics.median(clock for _, clock in side):.1f})"
        for side in ([one.ours for one in measured], [one.floor for one in measured])
    )
    spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
    return (
        f"{page.name:14} {ours:>14} {floor:>14} {statistics.median(ratios):6.2f} {spread:>13} "
        f"{page.aim or '':>5} {queries:8} {size / 1000:5.1f}"
    )


def client_of(page: Page):
    """Django's own client, signed in as the facilitator of the demo."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    if page.name != "inloggen":
        facilitator = get_user_model().objects.get(email="facilitator@demo.example")
        client.force_login(facilitator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def queries_of(page: Page) -> int:
    """Every query of one request, of session and user too."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(page)
    client.get(page.ours)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(page.ours).status_code == 200
    return len(seen)


def profile(page: Page, requests: int = 40) -> None:
    client = client_of(page)
    client.get(page.ours)
    meter = cProfile.Profile()
    meter.enable()
    for _ in range(requests):
        client.get(page.ours)
    meter.disable()
    pstats.Stats(meter).sort_stats("cumulative").print_stats(60)


if __name__ == "__main__":
    main()
