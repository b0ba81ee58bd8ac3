"""Start the site's processes together and stop all of them cleanly. Standard library only."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from prepare import PYTHON, ROOT, SetupError

GRACE_SECONDS = 10


def web_command(port, host="127.0.0.1", workers=1):
    return [
        PYTHON, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", port,
        "--workers", workers, "--blocking-threads", 8, "--respawn-failed-workers", "--no-ws",
        "--log-level", "warning", "datt.wsgi:application",
    ]  # fmt: skip


def worker_command(beat=True):
    """The worker; with beat inside it, which is right as long as there is one worker."""
    # Workers need not know of each other: the rows in the database say who does what.
    command = [
        PYTHON, "-m", "celery", "-A", "datt", "worker", "-P", "threads", "-c", 4,
        "--without-gossip", "--without-mingle", "--loglevel", "WARNING",
    ]  # fmt: skip
    return command + (["-B"] if beat else [])


def port_is_free(port, host="127.0.0.1"):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Processes:
    """Named child processes, each in its own process group, with a log file each."""

    def __init__(self, environment, log_dir):
        self.environment = environment
        self.log_dir = log_dir
        self.running = {}
        log_dir.mkdir(parents=True, exist_ok=True)

    def start(self, name, command):
        with (self.log_dir / (name + ".log")).open("ab") as log:
            self.running[name] = subprocess.Popen(
                [str(part) for part in command],
                cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def stop(self, *names):
        """TERM first, KILL after a grace time; a server in its first second may not hear the TERM."""
        chosen = [self.running.pop(name) for name in (names or list(self.running)) if name in self.running]
        for process in chosen:
            signal_group(process, signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        for process in chosen:
            try:
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                signal_group(process, signal.SIGKILL)
                process.wait()

    def kill(self, name):
        """As a crash would."""
        process = self.running.pop(name)
        signal_group(process, signal.SIGKILL)
        process.wait()

    def first_dead(self):
        return next((name for name, process in self.running.items() if process.poll() is not None), None)

    def log_tail(self, name, lines=15):
        path = self.log_dir / (name + ".log")
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else ""

    def wait_for_web(self, url, seconds=30):
        """Wait until the site answers; raises SetupError when a process stops or the time is up."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            dead = self.first_dead()
            if dead:
                raise SetupError(f"The {dead} process stopped:\n{self.log_tail(dead)}")
            try:
                with urllib.request.urlopen(url + "/gezond/", timeout=2):
                    return
            except (OSError, urllib.error.URLError):
                time.sleep(0.05)
        raise SetupError("The site did not answer within {} seconds:\n{}".format(seconds, self.log_tail("web")))


def signal_group(process, number):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)
