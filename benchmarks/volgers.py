"""What 150 screens that follow a running meeting cost, against a plain view that answers 204 from the cache.

Run it with the Python of `.venv`; it builds the demo in a temporary folder. `--screens` says how many ask, `--pause`
how many seconds each waits, `--smoke` asks a few times and judges nothing. The figure is the share of one core, and
its ratio to the floor in the same run.
"""

import argparse
import statistics
import time

from bladzijden import FLOOR, use_here
from meten import Visitor, demo, processes_of, processor_ms

MOST, SLOWEST = 0.35, 25  # of a core, and milliseconds for 95 of 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--screens", type=int, default=150)
    parser.add_argument("--pause", type=float, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=600)
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL and Redis instead of SQLite")
    parser.add_argument("--smoke", action="store_true")
    wanted = parser.parse_args()
    if wanted.smoke:
        wanted.rounds, wanted.requests = 1, 10
    with demo(postgres=wanted.postgres) as site:
        use_here(site.environment)
        measure(site, wanted)


def measure(site, wanted) -> None:
    from processes import free_port, web_command

    from pilots.bijeenkomsten.draaiboek.models import Draaiboek
    from pilots.bijeenkomsten.draaiboek.services.stand import key_of, version_of

    sheet = Draaiboek.objects.first()
    assert sheet is not None, "the demo has no run sheet"
    ours, floor = f"/stand/{key_of(sheet.pk)}/?v={version_of(sheet)}", "/stand/vloer/"
    port = free_port()
    site.processes.start("web", web_command(site.port))
    site.processes.wait_for_web(site.url)
    site.processes.environment = site.environment | FLOOR
    site.processes.start("floor", web_command(port))
    site.processes.wait_for_web(f"http://127.0.0.1:{port}")
    sides = {
        "ours": (Visitor(site.port), ours, processes_of(site.processes.running["web"])),
        "floor": (Visitor(port), floor, processes_of(site.processes.running["floor"])),
    }
    found: dict[str, list[tuple[float, float]]] = {"ours": [], "floor": []}
    for _ in range(wanted.rounds):
        for name, (visitor, path, server) in sides.items():
            found[name].append(asked(visitor, path, server, wanted.requests))
    a_second = wanted.screens / wanted.pause
    shares = {name: statistics.median(cpu for cpu, _ in rows) * a_second / 1000 for name, rows in found.items()}
    for name, rows in found.items():
        cpu, slow = (statistics.median(column) for column in zip(*rows, strict=True))
        print(f"{name:6} {cpu:6.2f} ms processor a question, p95 {slow:5.1f} ms, {shares[name]:.2f} core")
    ratios = sorted(one[0] / max(other[0], 0.01) for one, other in zip(found["ours"], found["floor"], strict=True))
    print(
        f"{wanted.screens} screens every {wanted.pause:g} s: {shares['ours']:.2f} core (aim {MOST}), ratio to the floor"
        f" {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}); p95 aim {SLOWEST} ms"
    )


def asked(visitor: Visitor, path: str, server: list[int], requests: int) -> tuple[float, float]:
    """Processor milliseconds a question, and the clock of the slowest 5 in 100."""
    used, clocks = processor_ms(server), []
    for _ in range(requests):
        began = time.perf_counter()
        status, body = visitor.get(path)
        clocks.append((time.perf_counter() - began) * 1000)
        assert (status, body) == (204, b""), f"{path} answered {status}"
    return (processor_ms(server) - used) / requests, sorted(clocks)[int(len(clocks) * 0.95)]


if __name__ == "__main__":
    main()
