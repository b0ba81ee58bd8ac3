"""The process that renders: it may use only so much, and whatever happens to it, the row says so."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from datt.core.models import Gebeurtenis
from datt.documenten import render as rendering
from datt.documenten.checks import pango
from datt.documenten.models import Document, DocumentStatus
from datt.documenten.render import CannotRenderError, NotWantedError, StoppedError, render
from datt.documenten.tasks import make_document, sweep_documenten
from tests.factories.documenten import DocumentFactory
from tests.waiting import wait_until

PAGE = "<html lang='nl'><head><title>Proef</title></head><body>{}</body></html>"
SMALL = PAGE.format("<h1>Klein</h1>")
ROWS = "".join(f"<tr><td>{nr}</td><td>regel {nr}</td></tr>" for nr in range(20_000))
LARGE = PAGE.format(f"<table>{ROWS}</table>")


def wanted(stap, bladzijde):
    return True


def children(folder):
    """The renderers that work in this folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().decode()
        except OSError:
            continue
        if str(folder) in command and "pdf.py" in command:
            found.append(int(process.name))
    return found


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the renderers of this test work."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_a_renderer_leaves_nothing_behind(folder):
    rendered = render(SMALL, beat=wanted)

    assert (rendered.content[:8], rendered.bladzijden, rendered.waarschuwingen) == (b"%PDF-1.7", 1, [])
    assert list(folder.iterdir()) == []
    assert children(folder) == []


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        ({"DOCUMENT_SECONDS": 2}, "na 2 seconden nog niet klaar"),
        ({"DOCUMENT_CPU_SECONDS": 1}, "na 1 seconden nog niet klaar"),
        ({"DOCUMENT_MEMORY_MB": 250}, "het geheugen was vol"),
    ],
)
def test_a_document_that_is_too_large_stops_with_a_reason(limit, reason, settings, folder):
    for name, value in limit.items():
        setattr(settings, name, value)

    with pytest.raises(CannotRenderError, match=reason):
        render(LARGE, beat=wanted)

    assert children(folder) == []


def test_a_renderer_stops_when_nobody_wants_it_any_more(folder):
    with pytest.raises(NotWantedError):
        render(LARGE, beat=lambda stap, bladzijde: False)

    assert children(folder) == []


def test_a_renderer_knows_no_secret(folder, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim-woord")
    seen = []

    def look(stap, bladzijde):
        seen.extend(Path(f"/proc/{pid}/environ").read_bytes() for pid in children(folder))
        return not seen

    with pytest.raises(NotWantedError):
        render(LARGE, beat=look)

    assert b"geheim-woord" not in seen[0]
    assert b"DATT" not in seen[0]


def kill_own(folder):
    def beat(stap, bladzijde):
        for pid in children(folder):
            os.kill(pid, signal.SIGKILL)
        return True

    return beat


def test_a_renderer_that_is_killed_may_be_tried_again(folder):
    with pytest.raises(StoppedError):
        render(LARGE, beat=kill_own(folder))


@pytest.mark.django_db
def test_what_keeps_stopping_fails_in_the_end(folder, monkeypatch, settings):
    document = DocumentFactory(html=LARGE)
    monkeypatch.setattr(Document, "beat", lambda self, *step: kill_own(folder)(*step))
    monkeypatch.setattr("datt.documenten.models.PAUSE", timedelta(0))
    statuses = []

    for _ in range(settings.DOCUMENT_TRIES):
        make_document(document.pk)
        document.refresh_from_db()
        statuses.append(document.status)

    assert statuses == ["wachtrij", "wachtrij", "mislukt"]
    assert document.fout == "Het maken stopte halverwege. Wij probeerden het een paar keer."
    assert document.html == LARGE
    assert Gebeurtenis.objects.about(document).get().wat == "documenten.document.mislukt"


@pytest.mark.django_db
def test_a_document_that_is_too_large_fails_at_once_and_says_why(settings):
    settings.DOCUMENT_SECONDS = 2
    document = DocumentFactory(html=LARGE)

    make_document(document.pk)

    document.refresh_from_db()
    assert (document.status, document.pogingen) == (DocumentStatus.MISLUKT, 1)
    assert document.fout == "Dit document is te groot of te ingewikkeld: het was na 2 seconden nog niet klaar."


@pytest.mark.django_db
def test_without_pango_it_says_what_is_missing(monkeypatch, tmp_path):
    program = tmp_path / "pdf.py"
    program.write_text("import sys; sys.exit(3)")
    monkeypatch.setattr(rendering, "PROGRAM", program)
    document = DocumentFactory()

    make_document(document.pk)

    document.refresh_from_db()
    assert document.status == DocumentStatus.MISLUKT
    assert "Pango" in document.fout
    assert "beheerder" in document.fout


@pytest.mark.django_db
def test_without_storage_the_document_is_made_later(settings, monkeypatch, tmp_path):
    (tmp_path / "geen-map").write_text("hier kan niets in")
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "geen-map", "base_url": None},
        },
    }
    document = DocumentFactory()

    make_document(document.pk)

    document.refresh_from_db()
    assert (document.status, document.bestand.name) == ("wachtrij", "")
    assert "opslag van bestanden" in document.fout


@pytest.mark.django_db
def test_only_one_worker_takes_a_document():
    document = DocumentFactory()
    first, second = (Document.objects.get(pk=document.pk) for _ in range(2))

    taken = [first.claim(timezone.now()), second.claim(timezone.now())]

    assert taken == [True, False]


@pytest.mark.django_db
def test_a_worker_that_lost_its_document_keeps_nothing(settings):
    document = DocumentFactory(busy=True)
    late = Document.objects.get(pk=document.pk)
    Document.objects.filter(pk=document.pk).update(pogingen=2)

    answers = [
        late.beat("opmaken", 3),
        late.finish("documenten/oud.pdf", sha256="0" * 64, grootte=1, bladzijden=1),
        late.fail("te laat"),
    ]

    assert answers == [False, False, False]
    document.refresh_from_db()
    assert (document.status, document.bladzijde, document.fout) == ("bezig", 0, "")


@pytest.mark.django_db
def test_a_silent_worker_loses_its_document_after_the_lease(settings):
    settings.DOCUMENT_LEASE_SECONDS = 0
    document = DocumentFactory(busy=True)
    wait_until(lambda: Document.objects.stopped_in_the_middle(timezone.now()).exists(), "the lease is over")

    sweep_documenten()

    document.refresh_from_db()
    assert (document.status, document.pogingen) == ("wachtrij", 1)


@pytest.mark.django_db
def test_a_worker_that_lives_keeps_its_document():
    document = DocumentFactory(busy=True)

    sweep_documenten()

    document.refresh_from_db()
    assert document.status == "bezig"


def test_the_site_and_the_worker_never_load_weasyprint():
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'datt.settings'; django.setup();"
        "import datt.urls, datt.documenten.tasks, datt.wsgi; print('weasyprint' in sys.modules)"
    )

    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "False"


def test_the_check_is_silent_where_everything_is_here():
    assert pango() == []
