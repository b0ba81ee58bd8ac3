"""The Celery app: Redis in production, a folder on disk in the embedded default."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "datt.settings")

app = Celery("datt")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
