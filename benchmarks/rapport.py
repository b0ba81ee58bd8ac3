"""How much longer the Pilotrapport of 43 organisations takes than WeasyPrint needs for the same HTML by itself.

Run it with the Python of `.venv`; it makes a database of its own in a temporary folder. It prints the ratio
with its median and spread, of processor time (what the work costs, whatever else the machine does) and of the
clock. `--runs` sets how often each is timed; CI takes one, as a smoke run without a limit.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AIM = 1.3

type Work = Callable[[], object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="datt-meting-") as folder:
        measure(runs, Path(folder))


def measure(runs: int, folder: Path) -> None:
    os.environ |= {"DATT_MODE": "proef", "DATT_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "datt.settings"}
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    ours, bare = timed_pair(pilot())
    bare()  # fonts and files are in the cache of the machine now, for both
    pairs = [(timed(ours), timed(bare)) for _ in range(runs)]
    for nr, what in enumerate(("processor time", "clock")):
        ratios = sorted(one[nr] / other[nr] for one, other in pairs)
        for one, other in pairs:
            print(f"  ours {one[nr]:6.2f} s   WeasyPrint alone {other[nr]:6.2f} s   ratio {one[nr] / other[nr]:.2f}")
        spread = f"from {ratios[0]:.2f} to {ratios[-1]:.2f} in {runs} runs"
        print(f"{what}: median ratio {statistics.median(ratios):.2f}, {spread} (aim: under {AIM})")


def pilot():
    """A pilot that is half-way, with 43 confirmed organisations and six plans."""
    from tests.documenten.papier import fill
    from tests.factories.traject import PilotFactory

    made = PilotFactory(titel="Eerder erbij", gemeente__naam="Waterrade")
    fill(made, partners=43, meetings=6, plans=6, tekst="Iedereen met geldzorgen heeft één vast gezicht dat belt.")
    return made


def timed_pair(subject) -> tuple[Work, Work]:
    """What we do for a document (queries, template, child process), and WeasyPrint with the same HTML alone."""
    from django.utils import timezone

    from datt.documenten.kinds import Colofon, kind_of
    from datt.documenten.render import render

    kind = kind_of("pilotrapport")
    colofon = Colofon(versie=1, besteld_op=timezone.now(), besteld_door="Marieke Postma")
    folder = Path(tempfile.mkdtemp(prefix="datt-meting-", dir=os.environ["DATT_DATA"]))
    page, program = folder / "rapport.html", folder / "alleen.py"
    page.write_text(kind.html(subject, colofon), encoding="utf-8")
    program.write_text(
        "import sys\nfrom weasyprint import HTML\n"
        "HTML(filename=sys.argv[1], base_url=sys.argv[2]).write_pdf(sys.argv[3], pdf_variant='pdf/ua-1')\n"
    )

    def ours() -> object:
        return render(kind.html(subject, colofon), beat=lambda step, nr: True)

    def bare() -> object:
        command = [sys.executable, str(program), str(page), f"{ROOT / 'static'}/", str(folder / "rapport.pdf")]
        return subprocess.run(command, check=True)

    return ours, bare


def timed(work: Work) -> tuple[float, float]:
    """The processor time of us and our children, and the time on the clock, in seconds."""
    before, begin = processor_time(), time.perf_counter()
    work()
    return processor_time() - before, time.perf_counter() - begin


def processor_time() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    main()
