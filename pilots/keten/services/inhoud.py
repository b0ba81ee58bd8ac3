"""Load the gemeenten and the taxonomy from their files: upsert, so it may run again and again."""

import csv
from pathlib import Path

from datt.core.content import read_toml
from pilots.keten.models import Categorie, Fase, Gemeente, Organisatietype

FOLDER = Path(__file__).resolve().parent.parent / "content"


def load_gemeenten(path: Path = FOLDER / "gemeenten.csv") -> int:
    """Add the gemeenten of the list that are not known yet; what is known stays as it is.

    Another name and a gemeente that disappears go with the command `update_gemeenten`: this list
    comes with a version of the site and may be older than what an installation was brought up to.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [Gemeente(**row) for row in csv.DictReader(lines)]
    Gemeente.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def load_taxonomie(path: Path = FOLDER / "taxonomie.toml") -> int:
    """Categories, phases and types of organisations; answers how many types there are."""
    raw = read_toml(path)
    for nr, one in enumerate(raw["categorieen"], start=1):
        Categorie.objects.update_or_create(slug=one["slug"], defaults={**_without(one, "slug"), "volgorde": nr})
    for one in raw["fasen"]:
        Fase.objects.update_or_create(slug=one["slug"], defaults=_without(one, "slug"))
    for one in raw["typen"]:
        # Most types are one of both; where both occur the first is what the form proposes.
        fields = {**_without(one, "slug", "fasen", "categorie"), "soort": one["soort"][0]}
        kind, _ = Organisatietype.objects.update_or_create(
            slug=one["slug"], defaults={**fields, "categorie_id": one["categorie"]}
        )
        kind.fasen.set(one["fasen"])
    return len(raw["typen"])


def _without(row: dict[str, object], *names: str) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in names}
