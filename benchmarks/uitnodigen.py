"""Queue 41 invitations in one request, as the button below the list does: the clock and the processor of the server.

The mails are written and kept in that one request; a worker sends them afterwards. Every round invites 41 people who
were not invited before, and the page says how many went out.

    .venv/bin/python benchmarks/uitnodigen.py [--postgres] [--rounds 7]
"""

import argparse
import re
import statistics
import time
from urllib.parse import urlencode

from bladzijden import halfway_pilot, invited_meeting, use_here
from meten import Visitor, demo, processes_of, processor_ms

GUESTS = 41
AIM = 1000  # milliseconds: so long somebody waits without wondering


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL and Redis instead of SQLite")
    parser.add_argument("--smoke", action="store_true", help="one round, judge nothing")
    wanted = parser.parse_args()
    with demo(postgres=wanted.postgres) as site:
        use_here(site.environment)
        measure(site, 1 if wanted.smoke else wanted.rounds, judge=not wanted.smoke)


def measure(site, rounds: int, *, judge: bool) -> None:
    from processes import web_command

    pilot, meeting = halfway_pilot(), invited_meeting()
    path = f"/pilots/{pilot}/bijeenkomsten/{meeting}/gasten/versturen/"
    site.processes.start("web", web_command(site.port))
    site.processes.wait_for_web(site.url)
    host = Host(site.port, path)
    server = processes_of(site.processes.running["web"])
    clock, processor = [], []
    for nr in range(rounds):
        choose(pilot, meeting, nr)
        host.look()
        used, began = processor_ms(server), time.perf_counter()
        host.send()
        clock.append((time.perf_counter() - began) * 1000)
        processor.append(processor_ms(server) - used)
    verdict = "" if not judge else " " + ("held" if max(clock) <= AIM else "NOT held")
    print(
        f"{GUESTS} invitations in one request, {rounds} rounds: median {statistics.median(clock):.0f} ms, slowest"
        f" {max(clock):.0f}; processor {statistics.median(processor):.0f} ms; aim {AIM} ms:{verdict}"
    )


def choose(pilot: int, meeting: int, nr: int) -> None:
    """So many people on the list who were not invited yet; those of an earlier run of the demo are left out."""
    from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
    from pilots.traject.models import Persoon

    Uitnodiging.objects.filter(bijeenkomst=meeting, status="klaar").delete()
    people = Persoon.objects.bulk_create(
        Persoon(pilot_id=pilot, naam=f"Gast Nummer{nr}-{one}", email=f"gast{nr}-{one}@voorbeeld.example")
        for one in range(GUESTS)
    )
    Uitnodiging.objects.bulk_create(Uitnodiging(bijeenkomst_id=meeting, persoon=one, status="klaar") for one in people)


class Host(Visitor):
    """The facilitator with the page to send from."""

    def __init__(self, port: int, path: str) -> None:
        super().__init__(port)
        self.path = path
        self.sign_in("facilitator")

    def send(self) -> None:
        """Press the button; every one of them is queued."""
        from datt.berichten.models import Bericht

        before = Bericht.objects.count()
        status, _ = self._ask("POST", self.path, urlencode({"actie": "verstuur"}), self.headers)
        assert status == 302, f"sending answered {status}"
        queued = Bericht.objects.count() - before
        assert queued == GUESTS, f"{queued} were queued"

    def look(self) -> None:
        """Open the page, with its form key; that is not measured."""
        _, page = self.get(self.path)
        found = re.search(rb'"X-CSRFToken": "(\w+)"', page)
        assert found, "no form key"
        self.headers = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": found[1].decode()}


if __name__ == "__main__":
    main()
