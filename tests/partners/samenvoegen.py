"""What the tests of merging share."""

from django.apps import apps
from django.urls import reverse

from pilots.keten.leunen import leaning_on
from pilots.partners.models import Samenvoeging

LABELS = ["traject.Persoon", "keten.Organisatie", "partners.Ketenpartner"]


def undo(client, pilot):
    merge = Samenvoeging.objects.current().get()
    return client.post(reverse("partners:samenvoeging_undo", args=[pilot.pk, merge.pk]), follow=True)


def picture():
    """Every row that leans on a person, an organisation or a partner, and those themselves."""
    models = {apps.get_model(label) for label in LABELS}
    models |= {rule.model_class() for label in LABELS for rule in leaning_on(apps.get_model(label))}
    rows = {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}
    for row in rows["keten.Organisatie"]:
        row.pop("versie")  # only ever goes up
    return {name: [row for row in found if "fasen" not in name] for name, found in rows.items()}
