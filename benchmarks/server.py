"""What the server costs: the weight of the first page, the time from a cold start to that page, and memory.

The weight is what goes over the line to a browser that comes for the first time: the page and everything it names
(styles, scripts, images and fonts, fonts in the styles too), compressed as the site sends it. The memory is that of
each process after the pages of the halfway pilot were asked for again and again. WeasyPrint belongs in the
worker: the web server may never load Pango, which is how one sees it from outside.

    .venv/bin/python benchmarks/server.py [--postgres]
"""

import argparse
import re
import time
from urllib.parse import urljoin

from bladzijden import halfway_pilot, invited_meeting, pages, use_here
from meten import Visitor, demo, has_loaded, memory_mb, processes_of, processor_ms

ACCEPT = {"Accept-Encoding": "br, gzip"}
NAMED = re.compile(rb"""(?:(?:src|href)="|url\(["']?)(/static/[^"')]+|[\w./-]+\.woff2)""")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL and Redis instead of SQLite")
    parser.add_argument("--smoke", action="store_true", help="ask each page once, judge nothing")
    wanted = parser.parse_args()
    requests = 1 if wanted.smoke else wanted.requests
    with demo(postgres=wanted.postgres) as site:
        use_here(site.environment)
        seconds = cold_start(site)
        used = processor_ms(processes_of(site.processes.running["web"])) / 1000
        print(f"cold start to the first page: {seconds:.2f} s, {used:.2f} s of processor time (aim: under 1.3)")
        weigh(site.port)
        load(site.port, requests)
        report_memory(processes_of(site.processes.running["web"]), requests)


def cold_start(site) -> float:
    """From the command to the front page; the machine has read the files before."""
    from processes import web_command

    began = time.perf_counter()
    site.processes.start("web", web_command(site.port))
    while True:
        try:
            status, _ = Visitor(site.port).get("/")
        except OSError:
            time.sleep(0.01)
            continue
        assert status == 200
        return time.perf_counter() - began


def weigh(port: int) -> None:
    """The front page and all it names, once each."""
    visitor = Visitor(port)
    kinds: dict[str, int] = {}
    waiting, seen = ["/"], set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        _, sent = visitor.get(path, **ACCEPT)
        kind = "html" if path == "/" else path.rpartition(".")[2]
        kinds[kind] = kinds.get(kind, 0) + len(sent)
        if kind in {"html", "css"}:
            _, plain = visitor.get(path)
            waiting += [urljoin(path, name.decode()) for name in NAMED.findall(plain)]
    parts = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in sorted(kinds.items()))
    print(f"first page: {sum(kinds.values()) / 1000:.1f} kB in {len(seen)} requests ({parts}; aim: under 100)")


def load(port: int, requests: int) -> None:
    visitor = Visitor(port).sign_in("facilitator")
    for page in pages(halfway_pilot(), invited_meeting()):
        for _ in range(requests):
            visitor.get(page.ours)


def report_memory(pids: list[int], requests: int) -> None:
    sizes = ", ".join(f"{memory_mb(pid):.0f} MB" for pid in pids)
    print(f"web server after {requests} requests for each page, a process: {sizes} (aim: at most 125 each)")
    loaded = [pid for pid in pids if has_loaded(pid, "libpango")]
    print(f"WeasyPrint in the web server: {'LOADED' if loaded else 'not loaded'}")
    assert not loaded


if __name__ == "__main__":
    main()
