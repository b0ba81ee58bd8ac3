"""Prepare everything and run the site with its background worker and scheduler; Ctrl-C stops all of it."""

import argparse
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from prepare import PYTHON, ROOT, SetupError, prepare, run, say
from processes import Processes, port_is_free, web_command, worker_command


def main():
    wanted = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        start(wanted)
    except SetupError as trouble:
        sys.exit(f"\n{trouble}")
    except subprocess.CalledProcessError as error:
        sys.exit("\nThis step failed: {}".format(" ".join(map(str, error.cmd))))
    except KeyboardInterrupt:
        say("")


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/start", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="another port than 8000")
    parser.add_argument("--empty", action="store_true", help="without the demo; its own database in var/empty")
    parser.add_argument("--reset-demo", action="store_true", help="throw the demo away and build it anew")
    parser.add_argument("--prepare-only", action="store_true", help="prepare everything, start nothing")
    return parser.parse_args()


def start(wanted):
    if not wanted.prepare_only and not port_is_free(wanted.port):
        raise SetupError(
            f"Port {wanted.port} is taken: something else runs there, perhaps this site already. "
            f"Stop it, or choose another port: scripts/start --port {wanted.port + 1}"
        )
    began = time.monotonic()
    prepare()
    folder = data_folder(wanted)
    if wanted.reset_demo:
        if wanted.empty:
            raise SetupError("Choose one of --empty and --reset-demo.")
        throw_away(folder)
    environment = settings(wanted, folder)
    command = [PYTHON, "manage.py", "opstarten", *([] if wanted.empty else ["--demo"])]
    run(command, cwd=ROOT, env=environment)
    if not wanted.prepare_only:
        serve(wanted, environment, folder, began)


def throw_away(folder):
    """Remove the data of the demo, and never a folder that this script did not make."""
    if not folder.exists():
        return
    if not (folder / "secret_key").exists():
        raise SetupError(f"{folder} does not look like the data of the demo, so it stays. Remove it yourself.")
    if os.environ.get("DATABASE_URL"):
        raise SetupError("The demo stands in the database of DATABASE_URL. Empty that one yourself.")
    say(f"Throwing the demo in {folder} away ...")
    shutil.rmtree(folder)


def data_folder(wanted):
    return Path(os.environ.get("DATT_DATA") or ROOT / "var" / ("empty" if wanted.empty else "demo"))


def settings(wanted, folder):
    """The environment of the trial mode; what is set outside (DATABASE_URL, REDIS_URL, ...) stays."""
    folder.mkdir(parents=True, exist_ok=True)
    secret = folder / "secret_key"
    if not secret.exists():
        secret.write_text(secrets.token_urlsafe(50))
        secret.chmod(0o600)
    url = f"http://localhost:{wanted.port}"
    ours = {
        "DATT_MODE": "proef",
        "DATT_DEMO": "0" if wanted.empty else "1",
        "DATT_DATA": str(folder),
        "SECRET_KEY": secret.read_text(),
        "SITE_URL": url,
    }
    return dict(ours, **{name: value for name, value in os.environ.items() if name not in ("DATT_MODE", "DATT_DEMO")})


def serve(wanted, environment, folder, began):
    processes = Processes(environment, folder / "log")
    try:
        processes.start("web", web_command(wanted.port))
        processes.start("worker", worker_command())
        url = f"http://localhost:{wanted.port}"
        processes.wait_for_web(f"http://127.0.0.1:{wanted.port}")
        say(welcome(wanted, url, time.monotonic() - began))
        while True:
            time.sleep(0.5)
            dead = processes.first_dead()
            if dead:
                raise SetupError(
                    f"The {dead} process stopped by itself. The end of its log:\n{processes.log_tail(dead)}"
                )
    finally:
        processes.stop()
        say("Stopped.")


def welcome(wanted, url, seconds):
    lines = ["", f"DATT Werkt! runs at {url} (ready in {seconds:.1f} s). Ctrl-C stops it.", ""]
    if wanted.empty:
        lines += [
            "It is empty. Make the first beheerder in another terminal:",
            "  scripts/manage create_beheerder you@example.org 'Your Name'",
            "Mail is written to files in var/empty/mail; sign-in codes are in there.",
        ]
    else:
        lines += [
            f"Sign in with one button per role:  {url}/demo/",
            "  beheerder@demo.example, facilitator@demo.example, ambtenaar@demo.example,",
            "  bestuurder@demo.example, ketenpartner@demo.example",
            f"All mail that the site sends, with its codes and links:  {url}/demo/post/",
        ]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
