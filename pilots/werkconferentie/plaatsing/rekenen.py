"""The process that does the sums: reads a question from standard input, tells how far it is, writes the answer.

A process of its own, so that neither the site nor the worker holds the solver in memory, and stopping is ending it.
Run as `python -m pilots.werkconferentie.plaatsing.rekenen SECONDS`. Each line it writes is one JSON object:
`{"procent": 40, "wat": "…"}` any number of times, then `{"uitkomst": {…}}`.
"""

import json
import sys
from typing import Any

from pilots.werkconferentie.plaatsing.oplossen import solve
from pilots.werkconferentie.plaatsing.vraagstuk import from_data, outcome_to_data


def main() -> None:
    vraagstuk = from_data(json.load(sys.stdin))
    found = solve(vraagstuk, voortgang=lambda procent, wat: say(procent=procent, wat=wat), seconden=float(sys.argv[1]))
    say(uitkomst=outcome_to_data(found))


def say(**line: Any) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
