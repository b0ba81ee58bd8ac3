"""The page for the system administrator names every setting there is, and no other."""

import re

from django.conf import settings

READ = re.compile(r"env\.(?:text|flag|number|words|folder)\(\s*\"([A-Z0-9_]+)\"")


def variables_of_the_code() -> set[str]:
    files = [path for path in (settings.BASE_DIR / "datt").rglob("*.py") if "migrations" not in path.parts]
    return {name for path in files for name in READ.findall(path.read_text())}


def variables_of_the_page() -> set[str]:
    page = (settings.BASE_DIR / "docs" / "beheer.md").read_text()
    table = page.partition("## Every variable")[2].partition("\n## ")[0]
    firsts = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return {name for first in firsts for name in re.findall(r"`([A-Z0-9_]+)`", first)}


def test_every_variable_of_the_settings_is_explained():
    assert variables_of_the_page() == variables_of_the_code()


def test_the_compose_file_sets_only_variables_that_exist():
    text = (settings.BASE_DIR / "docker-compose.yml").read_text()
    given = set(re.findall(r"\$\{([A-Z0-9_]+)", text)) | set(re.findall(r"(?m)^    ([A-Z0-9_]+):", text))

    # The two passwords stand in the addresses that compose makes of them.
    assert given - variables_of_the_code() == {"POSTGRES_PASSWORD", "REDIS_PASSWORD"}
