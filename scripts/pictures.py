"""Prepare everything, then make the pictures of the README: build the demo, start it, and look at it in Chromium."""

import argparse
import subprocess
import sys

from prepare import PYTHON, ROOT, SetupError, prepare


def main():
    argparse.ArgumentParser(prog="scripts/pictures", description=__doc__).parse_args()
    try:
        prepare(lock="test")
    except SetupError as trouble:
        sys.exit(f"\n{trouble}")
    sys.exit(subprocess.call([str(PYTHON), str(ROOT / "scripts" / "take_pictures.py")], cwd=ROOT))


if __name__ == "__main__":
    main()
