"""What goes by itself once an open meeting is some time ago."""

from celery import shared_task

from pilots.werkconferentie.proeverij.bewaren import remove_old_sign_ups


@shared_task
def wipe_sign_ups() -> int:
    return remove_old_sign_ups()
