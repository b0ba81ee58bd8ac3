"""How it stands at the door: how many are inside, and a version that changes with every arrival."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction

from datt.core.dates import local
from pilots.bijeenkomsten.dag.dicht import closed_since
from pilots.bijeenkomsten.uitnodigen.models import KOMT
from pilots.traject.models import Bijeenkomst

EEN_DAG = 24 * 60 * 60


def _key(bijeenkomst: int) -> str:
    return f"dag:stand:{bijeenkomst}"


def version_of(meeting: Bijeenkomst) -> str:
    """Another one after every change; asking for it touches no table. Lost with the cache, it is simply a new one."""
    version = cache.get(_key(meeting.pk))
    if version is None:
        cache.add(_key(meeting.pk), uuid4().hex[:12], EEN_DAG)
        version = cache.get(_key(meeting.pk)) or uuid4().hex[:12]
    return str(version)


def touch(meeting: Bijeenkomst) -> None:
    """Let every phone that asks know that something changed, once this is committed."""
    transaction.on_commit(lambda: cache.set(_key(meeting.pk), uuid4().hex[:12], EEN_DAG))


@dataclass(frozen=True, kw_only=True)
class Stand:
    """The figures at the door. `binnen` maps each person inside to how they are shown: the time they came."""

    versie: str
    verwacht: int
    binnen: dict[int, str]
    capaciteit: int
    dicht_sinds: datetime | None = None

    @property
    def aantal(self) -> int:
        return len(self.binnen)

    @property
    def onderweg(self) -> int:
        return max(0, self.verwacht - self.aantal)

    @property
    def is_vol(self) -> bool:
        return self.aantal >= self.capaciteit

    @property
    def te_veel(self) -> int:
        return max(0, self.aantal - self.capaciteit)


def stand_of(meeting: Bijeenkomst, dagdeel: int) -> Stand:
    """Four queries, however many people there are."""
    version = version_of(meeting)  # before the rows: rather once too often than too old

    rows = meeting.aanwezigheden.standing().filter(dagdeel=dagdeel).values_list("persoon_id", "binnen_op")
    return Stand(
        versie=version,
        verwacht=meeting.uitnodigingen.filter(status__in=KOMT).count(),
        binnen={pk: f"{local(op):%H.%M}" for pk, op in rows},
        capaciteit=meeting.capaciteit,
        dicht_sinds=closed_since(meeting),
    )
