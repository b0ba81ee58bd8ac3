"""The reminders that go by themselves."""

from celery import shared_task

from pilots.bijeenkomsten.uitnodigen.services.vooruit import send_due


@shared_task
def send_herinneringen() -> int:
    """Queue what is due; a second start queues nothing twice."""
    return send_due()
