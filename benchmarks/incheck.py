"""The door: how long a check-in takes while 50 phones do it at the same time, on the demo's server.

Two figures. *Rush*: 50 phones press at the very same moment. *Flow*: each phone checks somebody in every two
seconds, for half a minute; that is more than a hall full of people in one minute. The aim is 300 ms.

The server has two workers, as in production (see the Dockerfile); the phones ask from the same machine.

    .venv/bin/python benchmarks/incheck.py [--postgres] [--workers 1]
"""

import argparse
import re
import statistics
import threading
import time
from datetime import time as clock
from urllib.parse import urlencode
from uuid import uuid4

from bladzijden import use_here
from meten import Visitor, demo, processes_of, processor_ms

AIM = 300  # milliseconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--phones", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--pause", type=float, default=2)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL and Redis instead of SQLite")
    parser.add_argument("--smoke", action="store_true", help="two phones, a moment, judge nothing")
    wanted = parser.parse_args()
    if wanted.smoke:
        wanted.phones, wanted.seconds = 2, 2
    with demo(postgres=wanted.postgres) as site:
        use_here(site.environment)
        measure(site, wanted)


def measure(site, wanted) -> None:
    from processes import web_command

    each = int(wanted.seconds / wanted.pause) + 2
    path, guests = expected(wanted.phones * each)
    site.processes.start("web", web_command(site.port, workers=wanted.workers))
    site.processes.wait_for_web(site.url)
    phones = [Phone(site.port, path, guests[nr :: wanted.phones]) for nr in range(wanted.phones)]
    server = processes_of(site.processes.running["web"])
    together(phones, lambda phone, nr: phone.check_in())  # the first of each opens its connection
    for phone in phones:
        phone.took.clear()
    start = threading.Barrier(len(phones))
    rush = together(phones, lambda phone, nr: phone.check_in(start))
    held = report("rush, all at the same moment", rush)
    before, began = processor_ms(server), time.perf_counter()
    flow = together(phones, lambda phone, nr: phone.keep_going(wanted.seconds, wanted.pause, nr / len(phones)))
    used = (processor_ms(server) - before) / len(flow)
    rate = len(flow) / (time.perf_counter() - began)
    held &= report(f"flow, {rate:.0f} a second", flow)
    verdict = "" if wanted.smoke else " " + ("held by both" if held else "NOT held by both")
    print(f"processor of the server: {used:.1f} ms each; aim {AIM} ms for 95 of 100:{verdict}")


def expected(count: int) -> tuple[str, list[int]]:
    """So many more guests of a meeting that is today: the address of its door, and their numbers."""
    from django.utils import timezone

    from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
    from pilots.traject.models import Bijeenkomst, Persoon, Pilot

    pilot = Pilot.objects.get(status="lopend")
    meeting = pilot.bijeenkomsten.planned().first()
    today = {"datum": timezone.localdate(), "begin": clock(0, 1), "eind": clock(23, 58)}
    Bijeenkomst.objects.filter(pk=meeting.pk).update(**today)
    made = Persoon.objects.bulk_create(Persoon(pilot=pilot, naam=f"Gast Nummer{nr}") for nr in range(count))
    Uitnodiging.objects.bulk_create(Uitnodiging(bijeenkomst=meeting, persoon=one, status="ja") for one in made)
    return f"/pilots/{pilot.pk}/bijeenkomsten/{meeting.pk}/dag/binnen/", [one.pk for one in made]


class Phone(Visitor):
    """One host with a phone, signed in, and the guests that come to this host."""

    def __init__(self, port: int, path: str, guests: list[int]) -> None:
        super().__init__(port)
        self.path, self.guests, self.took = path, list(guests), []
        self.sign_in("facilitator")
        _, page = self.get("/wachtrij/")
        found = re.search(rb'"sleutel": "(\w+)"', page)
        assert found, "no form key"
        self.key = found[1].decode()

    def check_in(self, start: threading.Barrier | None = None) -> None:
        """With `start` at the very moment that everybody is ready."""
        form = urlencode({"persoon": self.guests.pop(), "kenmerk": str(uuid4())})
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self.key, "X-Wachtrij": "1"}
        if start is not None:
            start.wait()
        began = time.perf_counter()
        status, _ = self._ask("POST", self.path, form, headers)
        self.took.append((time.perf_counter() - began) * 1000)
        assert status == 204, f"checking in answered {status}"

    def keep_going(self, seconds: float, pause: float, late: float) -> None:
        """One every `pause` seconds; the phones do not press at the same moment."""
        begin = time.perf_counter() + late * pause
        for nr in range(int(seconds / pause)):
            time.sleep(max(0.0, begin + nr * pause - time.perf_counter()))
            self.check_in()


def together(phones: list[Phone], act) -> list[float]:
    """Let all phones do this at once; how long each check-in took."""
    threads = [threading.Thread(target=act, args=(phone, nr)) for nr, phone in enumerate(phones)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = [one for phone in phones for one in phone.took]
    for phone in phones:
        phone.took.clear()
    return took


def report(what: str, took: list[float]) -> bool:
    """Say how long they took, and whether that is within the aim."""
    slow = statistics.quantiles(took, n=20)[-1]
    middle = statistics.median(took)
    print(
        f"{what}: {len(took)} check-ins, median {middle:.0f} ms, 95 of 100 within {slow:.0f}, slowest {max(took):.0f}"
    )
    return slow <= AIM


if __name__ == "__main__":
    main()
