"""A site for real people does not start half: each wrong setting stops it with a sentence that helps."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "DATT_MODE": "productie",
    "SECRET_KEY": "een-lange-tekst-alleen-voor-deze-toets-0123456789-abcdefghij",
    "SITE_URL": "https://datt.gemeente.example",
    "ALLOWED_HOSTS": "datt.gemeente.example",
    "MAIL_FROM": "DATT Werkt! <datt@gemeente.example>",
    "DATABASE_URL": "postgres://datt:geheim@db.example/datt",
    "REDIS_URL": "redis://redis.example:6379/0",
}


def start(tmp_path, **changes):
    """Load the settings in a process of their own; answers how that ended and its last line."""
    known = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "LD_LIBRARY_PATH"}}
    given = {**PRODUCTION, "DATT_DATA": str(tmp_path), **changes}
    done = subprocess.run(
        [sys.executable, "-c", "import datt.settings"],
        cwd=settings.BASE_DIR,
        env={**known, **{name: value for name, value in given.items() if value}},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (done.stderr.strip().splitlines() or [""])[-1]


def test_production_starts_with_everything_it_needs(tmp_path):
    assert start(tmp_path) == (0, "")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"DATT_DEMO": "1"}, "In productie is er geen demo."),
        ({"DATT_DEBUG": "1"}, "DATT_DEBUG kan alleen aan als DATT_MODE=proef."),
        ({"DATT_MODE": ""}, ""),
        ({"DATT_MODE": "demo"}, "DATT_MODE moet 'productie' of 'proef' zijn"),
        ({"SECRET_KEY": ""}, "Zet SECRET_KEY"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:////tmp/datt.sqlite3"}, "DATABASE_URL"),
        ({"REDIS_URL": ""}, "REDIS_URL"),
        ({"SITE_URL": ""}, "Zet SITE_URL"),
        ({"MAIL_FROM": ""}, "Zet MAIL_FROM"),
    ],
)
def test_production_refuses_a_wrong_setting_and_says_which(tmp_path, changes, sentence):
    code, said = start(tmp_path, **changes)

    assert (code != 0) == bool(sentence)
    assert sentence in said
