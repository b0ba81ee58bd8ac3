"""Prepare this machine: Python, dependencies from the hashed lock, native parts, fonts.

It uses the standard library only and runs on any Python 3.8, so that a wrong Python gets a sentence
instead of a syntax error.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 12)

PANGO = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class SetupError(Exception):
    """Something this script cannot do by itself; its text says what to do."""


def say(text):
    print(text, flush=True)


def run(command, **options):
    return subprocess.run([str(part) for part in command], check=True, **options)


def prepare(lock="base"):
    """Make .venv hold exactly what the lock says, and everything native it needs."""
    install_dependencies(lock)
    install_native(browser=lock == "test")
    run([PYTHON, ROOT / "scripts" / "fonts.py"])


# Python


def find_python():
    """The newest Python this site runs on, by its path."""
    names = ["python3.13", "python3.14", "python3.12", "python3"]
    found = [path for path in map(shutil.which, names) if path]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found += [str(path) for version in ("3.13*", "3.12*") for path in sorted(pyenv.glob(version + "/bin/python"))]
    found.append(sys.executable)
    for path in found:
        if version_of(path) >= OLDEST:
            return path
    raise SetupError(
        "This site needs Python 3.12 or newer, and none was found "
        f"(this is {sys.version.split()[0]}). Install Python 3.13, for example with your package manager "
        "or with pyenv, and run this again."
    )


def version_of(path):
    code = "import sys, venv, ensurepip; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run([path, "-c", code], capture_output=True, text=True, timeout=20)
        return tuple(int(part) for part in answer.stdout.split())
    except (OSError, ValueError, subprocess.SubprocessError):
        return ()


# Dependencies


def install_dependencies(lock):
    wanted = fingerprint(lock)
    stamp = VENV / "datt-lock"
    if PYTHON.exists() and stamp.exists() and wanted in stamp.read_text().split():
        return
    say("Installing what the site needs (the first time this takes a minute) ...")
    if not PYTHON.exists():
        shutil.rmtree(VENV, ignore_errors=True)
        run([find_python(), "-m", "venv", VENV])
    requirements = ROOT / "requirements" / (lock + ".txt")
    uv = find_uv()
    if uv:
        run([uv, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", requirements])
    else:
        run([PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", requirements])
    # The lock for tests holds everything of the lock for running.
    known = {wanted, fingerprint("base")} if lock == "test" else {wanted}
    stamp.write_text("\n".join(sorted(known)))


def fingerprint(lock):
    text = (ROOT / "requirements" / (lock + ".txt")).read_bytes()
    return lock + ":" + hashlib.sha256(text).hexdigest()


def find_uv():
    """uv from the path (a shim that does not run counts as absent), or put into .tools/; else None: pip."""
    own = TOOLS / "bin" / "uv"
    for candidate in ("uv", str(own)):
        try:
            run([candidate, "--version"], capture_output=True)
            return candidate
        except (OSError, subprocess.SubprocessError):
            continue
    lock = ROOT / "requirements" / "tools.txt"
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "--target", TOOLS, "-r", lock]
    try:
        run(command, capture_output=True)
        return str(own) if own.exists() else None
    except subprocess.SubprocessError:
        return None


# Native parts


def install_native(browser):
    missing = [package for library, package in PANGO.items() if not loads(library)]
    if browser and not any(map(shutil.which, BROWSERS)):
        missing.append("chromium")
    if browser and not shutil.which("pdftoppm"):
        missing.append("poppler-utils")
    if not missing:
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        say("Installing with apt: {} ...".format(", ".join(missing)))
        quiet = {"env": dict(os.environ, DEBIAN_FRONTEND="noninteractive"), "stdout": subprocess.DEVNULL}
        run(["apt-get", "update", "-qq"], **quiet)
        run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], **quiet)
        return
    names = " ".join(missing)
    raise SetupError(
        f"These parts are missing: {names}. Debian and Ubuntu: sudo apt-get install {names}. "
        f"macOS: brew install pango{' poppler, and Chromium' if browser else ''}."
    )


def loads(library):
    """Whether it really loads: a list of libraries may be older than what is on the disk, or not know its folder."""
    for name in (find_library(library), f"lib{library}.so.0", f"lib{library}.0.dylib"):
        try:
            if name and ctypes.CDLL(name):
                return True
        except OSError:
            continue
    return False
