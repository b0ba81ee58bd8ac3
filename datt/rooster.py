"""What the scheduler starts by itself, and how often: in seconds, or at a time. The rows say what there is to do."""

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, Any] = {
    "behoeften": {"task": "pilots.bijeenkomsten.dag.tasks.wipe_needs", "schedule": 3600.0},
    "berichten": {"task": "datt.berichten.tasks.sweep_berichten", "schedule": 20.0},
    "documenten": {"task": "datt.documenten.tasks.sweep_documenten", "schedule": 20.0},
    "naberichten": {"task": "pilots.bijeenkomsten.verslag.tasks.sweep_naberichten", "schedule": 600.0},
    "herinneringen": {
        "task": "pilots.bijeenkomsten.uitnodigen.tasks.send_herinneringen",
        "schedule": 600.0,
    },
    "ontvangsten": {"task": "datt.core.tasks.sweep_ontvangsten", "schedule": crontab(hour="3", minute="40")},
    "lijsten": {"task": "pilots.partners.tasks.sweep_lijsten", "schedule": 20.0},
    "bezoekaanmeldingen": {"task": "pilots.werkconferentie.proeverij.tasks.wipe_sign_ups", "schedule": 3600.0},
    "verdeelbeurten": {"task": "pilots.werkconferentie.plaatsing.tasks.sweep_verdeelbeurten", "schedule": 20.0},
}
