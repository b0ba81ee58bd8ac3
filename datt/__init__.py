"""The platform: signing in, messages, documents, the event log. It knows no pilot, no game and no plan."""

from datt.celery import app as celery_app

__all__ = ["celery_app"]
