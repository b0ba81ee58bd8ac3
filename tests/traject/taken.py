"""What the tests of tasks share."""

from django.urls import reverse

HTMX = {"HX-Request": "true"}


def url(name, task):
    return reverse(f"traject:{name}", args=[task.bijeenkomst.pilot_id, task.pk])


def list_url(pilot):
    return reverse("traject:taak_list", args=[pilot.pk])


def owned_by(client, task):
    """Give the task to the person behind this client."""
    task.eigenaar = task.kring().personen.get(user=client.user)
    task.save()
    return task


def shown(response):
    return [row.taak.titel for row in response.context["regels"]]
