"""How long 150 badges take on paper, and ten times as many: rendering alone, in this process.

.venv/bin/python benchmarks/papier.py [--smoke]
"""

import argparse
import time
from pathlib import Path

from bladzijden import use_here
from meten import ROOT, demo

AIM_SECONDS, AIM_BYTES = 2.0, 500_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="twenty badges, judge nothing")
    wanted = parser.parse_args()
    with demo() as site:
        use_here(site.environment)
        for count in (20,) if wanted.smoke else (150, 1500):
            measure(count)


def measure(count: int) -> None:
    from django.utils import timezone

    from datt.documenten.kinds import Colofon
    from datt.documenten.pdf import html_to_pdf
    from pilots.bijeenkomsten.dag.documents import BADGES
    from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
    from pilots.traject.models import Persoon, Pilot

    pilot = Pilot.objects.get(status="lopend")
    meeting = pilot.bijeenkomsten.select_related("pilot__gemeente").last()
    short = count - meeting.uitnodigingen.coming().count()
    made = Persoon.objects.bulk_create(Persoon(pilot=pilot, naam=f"Gast van Nummer{nr}") for nr in range(short))
    Uitnodiging.objects.bulk_create(Uitnodiging(bijeenkomst=meeting, persoon=one, status="ja") for one in made)
    colofon = Colofon(versie=1, besteld_op=timezone.now(), besteld_door="Meting")
    html_to_pdf("<p>warm</p>", static=Path(ROOT / "static"))
    began = time.perf_counter()
    html = BADGES.html(meeting, colofon)
    written = time.perf_counter()
    pdf = html_to_pdf(html, static=Path(ROOT / "static"))
    took = time.perf_counter() - written
    print(
        f"{count} badges: {written - began:.2f} s to write (with QR codes), {took:.2f} s to render,"
        f" {pdf.bladzijden} pages, {pdf.bladzijden / took:.1f} a second, {len(pdf.content) / 1000:.0f} kB"
        f" (aim for 150: {AIM_SECONDS} s, {AIM_BYTES / 1000:.0f} kB)"
    )


if __name__ == "__main__":
    main()
