"""The event log: who did what to what, and when."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, NoReturn, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

# When the log lines of this block happened; nothing given is now.
_given_moment: ContextVar[datetime | None] = ContextVar("given_moment", default=None)


class AppendOnlyError(RuntimeError):
    """Somebody tried to change or remove what happened."""


class GebeurtenisQuerySet(models.QuerySet["Gebeurtenis"]):
    def about(self, onderwerp: models.Model) -> Self:
        return self.filter(onderwerp_soort=_kind(onderwerp), onderwerp_nr=onderwerp.pk)

    def within(self, kring: models.Model) -> Self:
        """Everything that happened inside one thing, such as a pilot."""
        return self.filter(kring_soort=_kind(kring), kring_nr=kring.pk)

    def naming(self, naam: str) -> Self:
        """The lines in which this name stands."""
        found = (models.Q(**{f"{field}__contains": naam}) for field in ("door_wie", "zin", "reden"))
        return self.filter(reduce(or_, found))

    def forget_name(self, naam: str, otherwise: str) -> int:
        """Take a person's name out of these lines, because they asked for it; the only thing that ever changes.

        What happened, and when, stays. Answers how many lines carried the name.
        """
        whole = re.compile(rf"(?<!\w){re.escape(naam)}(?!\w)")
        changed = 0
        for line in self:
            kept = {name: whole.sub(otherwise, getattr(line, name)) for name in ("door_wie", "zin", "reden")}
            if any(getattr(line, name) != value for name, value in kept.items()):
                changed += models.QuerySet.update(Gebeurtenis.objects.filter(pk=line.pk), **kept)
        return changed

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("Een gebeurtenis verandert niet.")

    def delete(self) -> NoReturn:
        raise AppendOnlyError("Een gebeurtenis verdwijnt niet.")


class Gebeurtenis(models.Model):
    """One line of the log. Its sentence is Dutch, without the actor: 'bevestigde Voedselbank Ommen'."""

    moment = models.DateTimeField(default=timezone.now, editable=False)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    door_wie = models.CharField(max_length=120, editable=False)
    wat = models.CharField(max_length=80, editable=False)
    zin = models.CharField(max_length=500, editable=False)
    reden = models.CharField(max_length=500, blank=True, editable=False)
    onderwerp_soort = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+", editable=False)
    onderwerp_nr = models.PositiveBigIntegerField(editable=False)
    onderwerp = GenericForeignKey("onderwerp_soort", "onderwerp_nr")
    kring_soort = models.ForeignKey(ContentType, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    kring_nr = models.PositiveBigIntegerField(null=True, editable=False)
    kring = GenericForeignKey("kring_soort", "kring_nr")

    objects = GebeurtenisQuerySet.as_manager()

    class Meta:
        ordering = ["-moment", "-pk"]
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        indexes = [
            models.Index(fields=["kring_soort", "kring_nr", "-moment"], name="gebeurtenis_kring"),
            models.Index(fields=["onderwerp_soort", "onderwerp_nr"], name="gebeurtenis_onderwerp"),
        ]

    def __str__(self) -> str:
        return f"{self.door_wie} {self.zin}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("Een gebeurtenis verandert niet.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("Een gebeurtenis verdwijnt niet.")


class Ontvangst(models.Model):
    """Something that a device sent from its queue and that arrived: the same one again changes nothing."""

    kenmerk = models.UUIDField(unique=True, editable=False)
    wat = models.CharField(max_length=40, editable=False)
    op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-op"]
        verbose_name = "ontvangst"
        verbose_name_plural = "ontvangsten"

    def __str__(self) -> str:
        return f"{self.wat} {self.kenmerk}"


def record(onderwerp: models.Model, wat: str, zin: str, *, by: models.Model | None, **more: Any) -> Gebeurtenis:
    """Write one line of the log, in the transaction of what happened; see `compose` for what goes in."""
    line = compose(onderwerp, wat, zin, by=by, **more)
    line.save(force_insert=True)
    return line


def record_many(lines: Iterable[Gebeurtenis]) -> None:
    """Write lines that `compose` made in a few statements, for what happens to thousands at once."""
    Gebeurtenis.objects.bulk_create(lines, batch_size=500)


def compose(
    onderwerp: models.Model,
    wat: str,
    zin: str,
    *,
    by: models.Model | None,
    kring: models.Model | None = None,
    reden: str = "",
    wie: str = "",
    moment: datetime | None = None,
) -> Gebeurtenis:
    """A line of the log that is not written yet.

    `by` is the User who did it, or None: then `wie` names who acted without an account
    ("iemand met een persoonlijke link"), or the line says "het systeem".
    `kring` is the thing it happened in (a pilot); by default what `onderwerp.kring()` answers.
    """
    if kring is None:
        own = getattr(onderwerp, "kring", None)
        kring = own() if callable(own) else None
    return Gebeurtenis(
        moment=moment or _given_moment.get() or timezone.now(),
        door=by,  # type: ignore[misc]  # any Model here; the database knows it is a User
        door_wie=(str(by) if by is not None else (wie or "het systeem"))[:120],
        wat=wat,
        zin=zin[:500],
        reden=reden[:500],
        onderwerp_soort=_kind(onderwerp),
        onderwerp_nr=onderwerp.pk,
        kring_soort=_kind(kring) if kring is not None else None,
        kring_nr=kring.pk if kring is not None else None,
    )


@contextmanager
def logged_at(moment: datetime) -> Iterator[None]:
    """Let every line that is logged inside carry this moment: for what happened before it was entered."""
    token = _given_moment.set(moment)
    try:
        yield
    finally:
        _given_moment.reset(token)


def _kind(thing: models.Model) -> ContentType:
    return ContentType.objects.get_for_model(thing)
