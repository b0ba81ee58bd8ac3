"""What must hold for the code itself: every view states who may, files stay short, nothing is trusted blindly."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from pilots.access import Right
from tests.access.adressen import Adres, adressen

ROOT = settings.BASE_DIR
WINGS = ("datt", "pilots", "ketenspel", "verbeterplannen")
LONGEST = 300

# Open to everybody, signed in or not. Who adds one says here why.
PUBLIC = {
    "home", "over", "praktijk", "privacy", "toegankelijkheid", "hulp", "leeshulp",  # reading
    "security_txt", "robots_txt", "gezond", "gereed",  # machines
    "wachtrij_stand", "wachtrij_proef", "wachtrij_werker",  # the queue of a device: a fresh form key, and its script
    "demo", "demo_post", "stijl",  # only where DEMO is on
    "afmelden", "terugpost",  # the reader of a mail wants no more; mail that comes back: both signed
    "keten:huisstijl", "keten:logo",  # colours and mark of a gemeente
    "account_request_login_code", "account_login", "account_confirm_login_code", "account_logout",
    "account_inactive", "mfa_authenticate", "mfa_login_webauthn",  # signing in
    "socialaccount_login_cancelled", "socialaccount_login_error", "socialaccount_signup",
    "openid_connect_login", "openid_connect_callback",  # the municipality's own sign-in
    "partners:aanmelden", "partners:bedankt",  # an organisation registers itself
    "partners:link_open", "partners:link_page", "partners:link_right", "partners:link_edit",  # a personal link
    "uitnodigen:gast_page", "uitnodigen:gast_open", "uitnodigen:gast_code", "uitnodigen:gast_typ",
    "uitnodigen:gast_kwijt", "uitnodigen:gast_close", "uitnodigen:gast_vernieuw", "uitnodigen:gast_gegevens",
    "uitnodigen:gast_bestand", "uitnodigen:gast_behoeften", "uitnodigen:gast_wis", "uitnodigen:gast_bijeenkomst",
    "uitnodigen:gast_ics", "uitnodigen:gast_collega", "uitnodigen:gast_collega_terug", "uitnodigen:gast_collegas",
    "uitnodigen:gast_collegas_erbij", "uitnodigen:gast_collegas_antwoord",
    "uitnodigen:gast_berichten",  # the personal page of a guest
    "uitnodigen:gast_agenda",  # a calendar with a secret address
    "draaiboek:scherm_open", "draaiboek:scherm_page", "draaiboek:scherm_done", "draaiboek:scherm_longer",  # a link
    "draaiboek:stand_now",  # now and next, with that key
    "draaiboek:stand_ask",  # whether something changed, with a signed key; never what
    "dagprogramma:gast_dag", "dagprogramma:gast_wissel",  # the own programme of a guest
    "dag:code", "dag:zelf",  # a badge that is scanned; a guest who says: I am here
    "verslag:evaluatie_answer", "verslag:actie_choose", "verslag:actie_answer",  # of a guest, after the meeting
    "verslag:verslag_read", "verslag:verslag_file",
    "verslag:evaluatie_zaal", "verslag:evaluatie_badge",  # the code on the screen, or of a badge
    "proeverij:gast_stuk", "proeverij:publiek_stuk",  # what an audience may fetch: a guest, and everybody
    "proeverij:publiek", "proeverij:code",  # a meeting that is open to every resident
    "proeverij:mijn", "proeverij:mijn_edit", "proeverij:mijn_cancel", "proeverij:mijn_ics",  # the own sign-up, by code
    "terugblik:vragen",  # two questions about a workshop, by the code on its table
    "keuzes:gast_kiezen",  # of a guest: which workshops they would like
    "programma:gast_voorstel_new", "programma:gast_voorstel", "programma:gast_voorstel_withdraw",  # of a guest
    "programma:gast_programma",
    "traject:agenda_pilot", "traject:agenda_persoon",  # a calendar with a secret address
}  # fmt: skip
# For everybody who signed in: they show what this user may see, and begin their queries at the user.
SIGNED_IN = {
    "accounts:account", "accounts:sign_out_everywhere", "account_reauthenticate", "account_signup",
    "traject:search", "traject:begin", "traject:pilot_list", "documenten:download",
}  # fmt: skip


def _python_files() -> list[Path]:
    return [path for wing in WINGS for path in sorted((ROOT / wing).rglob("*.py")) if "migrations" not in path.parts]


def _rule(adres: Adres) -> str:
    if right := getattr(adres.view, "right", None):
        return str(right)
    if not getattr(adres.view, "login_required", True):
        return "public"
    return "signed in"


def test_every_view_says_who_may_see_it():
    without = {
        adres.naam
        for adres in adressen()
        if _rule(adres) == "signed in" and adres.naam not in SIGNED_IN and not _is_own_account(adres)
    }

    assert without == set()


def test_only_the_views_on_the_list_are_public():
    public = {adres.naam for adres in adressen() if _rule(adres) == "public"}

    assert public - PUBLIC == set()


def test_everything_below_a_pilot_has_a_right_of_the_pilot():
    rights = {str(right) for right in Right}
    wrong = [adres.naam for adres in adressen() if adres.is_below_a_pilot and _rule(adres) not in rights]

    assert wrong == []


def _is_own_account(adres: Adres) -> bool:
    """Pages of allauth about one's own second factor and connected accounts."""
    return adres.naam.startswith(("mfa_", "socialaccount_"))


@pytest.mark.parametrize("folder", [*WINGS, "tests", "scripts", "benchmarks"])
def test_no_python_file_is_longer_than_a_person_reads(folder):
    long = {
        str(path.relative_to(ROOT)): count
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and (count := len(path.read_text().splitlines())) > LONGEST
    }

    assert {name: count for name, count in long.items() if folder != "tests"} == {}
    assert all(count <= 2 * LONGEST for count in long.values()), long


def test_forms_name_their_fields():
    """No form takes whatever the model holds."""
    lazy = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in _python_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Assign)
        and any(getattr(target, "id", "") in {"fields", "exclude"} for target in node.targets)
        and isinstance(node.value, ast.Constant)
        and node.value.value == "__all__"
    ]

    assert lazy == []


# What asks the database again for SQL that Django wrote itself.
WRITTEN_SQL = {"datt/core/vast.py"}


def test_no_sql_is_built_from_text():
    # ONCE is a fixed text, with its values apart.
    pattern = re.compile(r"\.raw\(|\.extra\(|RawSQL\(|cursor\.execute\((?!\"SELECT 1\"|\"SELECT pg|ONCE,)")
    found = {str(path.relative_to(ROOT)) for path in _python_files() if pattern.search(path.read_text())}

    assert found - WRITTEN_SQL == set()


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("safe", r"\|\s*safe\b|autoescape off"),
        ("inline style", r"\sstyle=\"|<style"),
        ("inline script", r"<script(?![^>]*\s(?:src=|type=\"application/json))|\son[a-z]+=\"|hx-on|javascript:"),
        ("elsewhere", r"(src|href)=\"(https?:)?//(?!www\.w3\.org)"),
    ],
)
def test_pages_hold_nothing_unsafe(what, pattern):
    """Mails and documents have their styles inside; the pages of the site never do."""
    found = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if "pdf" not in path.parts
        and "pdf" not in path.name
        and path.name != "mail.html"
        and re.search(pattern, path.read_text())
    ]

    assert found == [], what


def test_a_status_is_only_written_by_its_transitions():
    """`status=` in an update or an assignment outside the models would go round the table of transitions."""
    pattern = re.compile(r"\.status = |\.update\([^)]*\bstatus=")
    found = [
        str(path.relative_to(ROOT))
        for path in _python_files()
        if "models" not in path.parts
        and path.name not in {"models.py", "states.py"}
        and pattern.search(path.read_text())
    ]

    assert found == []


def test_no_file_names_a_place_of_one_machine():
    places = re.compile(
        "|".join(["/ro" + "ot/", "/wo" + "rk/", "py" + r"pi\.org", "python" + "hosted", "registry" + r"\.npm"])
    )
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    found = [name for name in tracked if name and _is_text(ROOT / name) and places.search((ROOT / name).read_text())]

    assert found == []


def _is_text(path: Path) -> bool:
    return path.is_file() and path.suffix in {
        ".py",
        ".html",
        ".css",
        ".js",
        ".md",
        ".toml",
        ".txt",
        ".in",
        ".yml",
        ".csv",
        "",
    }
