"""Cut the two fonts down to Latin and write them where the pages expect them; skips what is up to date.

Run by the Python of .venv, in which the font package is installed.
"""

from importlib.util import find_spec
from pathlib import Path

from fontTools import subset

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "static" / "fonts"
NAMES = ("HankenGrotesk-Medium", "HankenGrotesk-Bold")
# Latin with what Dutch names and neighbours need, quotes and dashes, the euro, arrows, minus and times.
UNICODES = "U+0020-007E,U+00A0-017F,U+2010-2026,U+20AC,U+2190-2193,U+2212,U+00D7"


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        wanted = TARGET / f"{name}.woff2"
        if not wanted.exists():
            cut(source(name), wanted)


def source(name: str) -> Path:
    spec = find_spec("font_hanken_grotesk")
    if spec is None or spec.origin is None:
        raise SystemExit("The package font-hanken-grotesk is missing; scripts/start installs it.")
    return next(Path(spec.origin).parent.rglob(f"{name}.otf"))


def cut(original: Path, wanted: Path) -> None:
    unfinished = wanted.with_suffix(".part")
    subset.main(
        [
            str(original),
            f"--unicodes={UNICODES}",
            "--flavor=woff2",
            "--layout-features=*",
            f"--output-file={unfinished}",
        ]
    )
    unfinished.replace(wanted)


if __name__ == "__main__":
    main()
