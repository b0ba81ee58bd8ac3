"""The command that starts everything: what it says, that it is quick the second time, and that nothing stays behind."""

import re
import shutil
import socket
import subprocess
import sys
import urllib.request

import pytest

from tests.opstart import ROOT, Start, environment, processes_of

SIGN_INS = ["beheerder", "facilitator", "ambtenaar", "bestuurder", "ketenpartner"]


@pytest.fixture
def start(tmp_path):
    begun = []

    def go(*options, **changes):
        begun.append(Start(tmp_path / "var", *options, **changes))
        return begun[-1]

    yield go
    for one in begun:
        one.end()


def get(port, path="/"):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return answer.read().decode()


@pytest.mark.services
def test_one_command_starts_everything_and_ctrl_c_stops_all_of_it(start, capsys):
    first = start()
    said = first.until_ready()

    assert f"http://localhost:{first.port}" in said
    assert all(f"{name}@demo.example" in said for name in SIGN_INS)
    assert "Inloggen" in get(first.port, "/account/login/")
    assert len(processes_of(first.folder)) >= 3
    assert first.interrupt() == 0
    assert processes_of(first.folder) == []
    assert first.said.rstrip().endswith("Stopped.")

    second = start()
    again = second.until_ready()
    seconds = re.search(r"ready in ([\d.]+) s", again)

    assert not re.search("wordt gebouwd|wordt bijgewerkt|Bijwerken|Installing", again)
    assert seconds
    with capsys.disabled():
        print(f"\n  second start: ready in {seconds[1]} s")


@pytest.mark.services
def test_it_can_start_empty_on_another_port(start):
    run = start("--empty")

    said = run.until_ready()

    assert "create_beheerder" in said
    assert "@demo.example" not in said
    assert "<h1" in get(run.port)


def test_two_ways_to_begin_at_once_are_refused(start):
    run = start("--empty", "--reset-demo")

    assert run.process.wait(timeout=60) == 1
    assert run.said.strip().endswith("Choose one of --empty and --reset-demo.")


def test_throwing_the_demo_away_never_takes_a_folder_of_somebody_else(start, tmp_path):
    mine = tmp_path / "var"
    mine.mkdir()
    (mine / "scriptie.txt").write_text("drie jaar werk")

    run = start("--reset-demo")

    assert run.process.wait(timeout=60) == 1
    assert "does not look like the data of the demo" in run.said
    assert (mine / "scriptie.txt").read_text() == "drie jaar werk"


def test_the_demo_can_be_thrown_away_and_built_anew(start, tmp_path):
    mine = tmp_path / "var"
    mine.mkdir()
    (mine / "secret_key").write_text("van de vorige keer")
    (mine / "datt.sqlite3").write_text("geen database")

    run = start("--reset-demo", "--prepare-only")

    assert run.process.wait(timeout=240) == 0, run.said
    assert "De demo wordt gebouwd" in run.said
    assert (mine / "secret_key").read_text() != "van de vorige keer"


def test_a_taken_port_is_said_in_a_sentence_with_the_remedy(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [ROOT / "scripts" / "start", "--port", str(port)],
            env=environment(tmp_path), capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr.strip() == (
        f"Port {port} is taken: something else runs there, perhaps this site already. "
        f"Stop it, or choose another port: scripts/start --port {port + 1}"
    )


def test_without_any_python_a_sentence_says_what_to_install(tmp_path):
    """The folder that is searched holds only the tools of a shell."""
    for tool in ("sh", "dirname", "echo"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    script = (ROOT / "scripts" / "find_python.sh").read_text()
    alone = tmp_path / "find.sh"
    alone.write_text(re.sub(r"/usr/(local/)?bin/python3", "", script))

    done = subprocess.run(
        [tmp_path / "sh", alone], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "Install Python 3.13" in done.stderr


def test_a_python_that_is_too_old_is_said_with_the_remedy(tmp_path):
    """One that says it is 3.9, and nothing else."""
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\necho 3 9\n")
    old.chmod(0o755)
    ask = (
        "import sys; sys.path.insert(0, 'scripts'); import prepare; sys.executable = sys.argv[1]\n"
        "try: print(prepare.find_python())\nexcept prepare.SetupError as trouble: print(trouble)"
    )
    done = subprocess.run(
        [sys.executable, "-c", ask, str(old)],
        cwd=ROOT, env={"PATH": str(tmp_path), "HOME": str(tmp_path)}, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.startswith("This site needs Python 3.12 or newer, and none was found")
    assert "Install Python 3.13" in done.stdout
