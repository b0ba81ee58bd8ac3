"""Prepare everything, then run every benchmark of benchmarks/ one after the other; each prints what it saw."""

import argparse
import subprocess
import sys

from prepare import PYTHON, ROOT, SetupError, prepare, say

# What is measured, and the options of a smoke run: once, without judging.
BENCHMARKS = (
    ("What our pages cost", "bladzijden.py", ["--smoke"], True),
    ("What the server costs", "server.py", ["--smoke"], True),
    ("What the Pilotrapport costs", "rapport.py", ["--runs", "1"], False),
    ("How tables mix", "tafels.py", ["--runs", "1"], False),
    ("How people are divided over workshops", "verdeling.py", ["--runs", "1"], False),
    ("What a check-in costs", "incheck.py", ["--smoke"], True),
    ("What 41 invitations cost", "uitnodigen.py", ["--smoke"], True),
    ("What screens that follow cost", "volgers.py", ["--smoke"], True),
    ("What 150 badges cost", "papier.py", ["--smoke"], False),
)


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="run each once, only to see that it runs")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL and Redis instead of SQLite")
    wanted = parser.parse_args()
    try:
        prepare(lock="test")
    except SetupError as trouble:
        sys.exit(f"\n{trouble}")
    failed = [title for title, *rest in BENCHMARKS if measure(title, *rest, wanted=wanted)]
    sys.exit("\nDid not run: {}".format(", ".join(failed)) if failed else 0)


def measure(title, script, smoke, knows_postgres, wanted):
    path = ROOT / "benchmarks" / script
    say(f"\n== {title}")
    options = smoke if wanted.smoke else []
    if wanted.postgres and knows_postgres:
        options = [*options, "--postgres"]
    return subprocess.call([str(part) for part in (PYTHON, path, *options)], cwd=ROOT)


if __name__ == "__main__":
    main()
