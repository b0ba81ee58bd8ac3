"""The process that does the sums: reads a question from standard input, tells how far it is, writes the answer.

A process of its own, so that neither the site nor the worker holds the solver in memory, and stopping is ending it.
Run as `python -m pilots.werkconferentie.plaatsing.rekenen SECONDS`. Each line it writes is one JSON object:
`{"procent": 40, "wat": "…"}` any number of times, then `{"uitkomst": {…}}`.
"""

import json
import os
import sys
from typing import Any, TextIO

from pilots.werkconferentie.plaatsing.oplossen import solve
from pilots.werkconferentie.plaatsing.vraagstuk import from_data, outcome_to_data


def main() -> None:
    out = own_output()
    vraagstuk = from_data(json.load(sys.stdin))
    found = solve(
        vraagstuk, voortgang=lambda procent, wat: say(out, procent=procent, wat=wat), seconden=float(sys.argv[1])
    )
    say(out, uitkomst=outcome_to_data(found))


def own_output() -> TextIO:
    """Keep standard output for ourselves: the solver greets there."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return out


def say(out: TextIO, **line: Any) -> None:
    out.write(json.dumps(line) + "\n")
    out.flush()


if __name__ == "__main__":
    main()
