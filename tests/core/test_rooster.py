"""The scheduler starts whatever a killed one left behind, and knows everything that is to be started by itself."""

from celery.utils.imports import instantiate

from datt.celery import app
from datt.rooster import SCHEDULE


def test_the_scheduler_keeps_nothing_on_disk_that_could_stop_the_next_one(tmp_path, monkeypatch):
    """Before, a file that a killed scheduler had left locked made the next one end at once, and nothing was swept."""
    monkeypatch.chdir(tmp_path)

    scheduler = instantiate(app.conf.beat_scheduler, app, lazy=False)
    scheduler.close()

    assert set(SCHEDULE) <= set(scheduler.schedule)
    assert list(tmp_path.iterdir()) == []
    assert not hasattr(scheduler, "_store")
