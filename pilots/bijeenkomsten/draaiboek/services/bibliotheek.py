"""Load the library of werkvormen from its files: upserted by slug, may run again and again."""

from pathlib import Path
from typing import Any

from django.db import transaction

from datt.core.content import read_toml
from pilots.bijeenkomsten.draaiboek.models import Werkvorm, Werkvormstap

FOLDER = Path(__file__).resolve().parent.parent / "content" / "werkvormen"
VELDEN = (
    "naam", "doel", "waarvoor", "groep_min", "groep_max", "minuten", "min_minuten", "opstelling", "materiaal",
    "voorbereiding", "tips", "valkuilen", "tags", "zonder_scherm", "toegankelijk", "opbrengst", "herkomst",
)  # fmt: skip


@transaction.atomic
def load_library(folder: Path = FOLDER) -> int:
    """Answers how many there are. What left the files stays for the run sheets that use it, out of the library."""
    contents = [read_toml(path) for path in sorted(folder.glob("*.toml"))]
    for content in contents:
        _store(content)
    library = Werkvorm.objects.filter(gemeente__isnull=True)
    library.exclude(slug__in=[content["slug"] for content in contents]).update(is_weg=True)
    return len(contents)


def _store(content: dict[str, Any]) -> None:
    werkvorm = Werkvorm.objects.filter(gemeente__isnull=True, slug=content["slug"]).first()
    werkvorm = werkvorm or Werkvorm(slug=content["slug"])
    for name in VELDEN:
        setattr(werkvorm, name, content[name])
    werkvorm.is_weg = False
    werkvorm.full_clean(exclude=["gemeente"])
    werkvorm.save()
    werkvorm.stappen.all().delete()
    Werkvormstap.objects.bulk_create(
        Werkvormstap(werkvorm=werkvorm, volgorde=nr, **step) for nr, step in enumerate(content["stappen"], start=1)
    )
