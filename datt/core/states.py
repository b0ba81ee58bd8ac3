"""Statuses that only change through named, guarded transitions."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models, transaction

from datt.core.models import record


class TransitionError(Exception):
    """A step that may not be taken (any more); its text is Dutch and says what is missing."""


class StatusModel(models.Model):
    """Base of models with a status. `transitions` maps each status to the statuses it may follow."""

    status = models.CharField(max_length=20, editable=False)

    transitions: ClassVar[Mapping[str, set[str]]]
    # What the log says, per target status; {self} is the thing itself.
    log_sentences: ClassVar[Mapping[str, str]] = {}
    # Whether a reason stands in the log too. Not what a guest says of themselves: the log is read by more people.
    reden_in_log: ClassVar[bool] = True

    class Meta:
        abstract = True

    def kring(self) -> models.Model | None:
        """What this belongs to in the log; a pilot for nearly everything."""
        return getattr(self, "pilot", None)

    def may_become(self, target: str) -> bool:
        return self.status in self.transitions.get(target, set())

    def _move_to(self, target: str, *, by: Any, reden: str = "", wie: str = "", zin: str = "", **fields: Any) -> None:
        """Change the status in one conditional UPDATE, so two people cannot both win; log it.

        A model with a field `reden` keeps the newest reason there; `zin` is what the log says instead of
        the sentence of this status. Raises TransitionError when the row
        is no longer in a status that `target` may follow.
        """
        if hasattr(self, "reden"):
            fields["reden"] = reden
        movable = type(self)._base_manager.filter(pk=self.pk, status__in=self.transitions[target])
        # Without a savepoint of its own: nothing was written yet when a step is refused.
        with transaction.atomic(savepoint=False):
            moved = movable.update(status=target, **fields) == 1
            if moved:
                self._keep(status=target, **fields)
                sentence = self.log_sentences.get(target, "zette {self} op " + self._label(target))
                said = zin or sentence.format(self=self)
                why = reden if self.reden_in_log else ""
                record(self, f"{self._meta.label_lower}.{target}", said, by=by, reden=why, wie=wie)
        if not moved:
            now = type(self)._base_manager.filter(pk=self.pk).values_list("status", flat=True).first()
            raise TransitionError(
                f"‘{self}’ staat nu op {self._label(now)}. Daarom kan dit niet naar {self._label(target)}."
                " Ververs de pagina en kijk wat er veranderde."
            )

    def _keep(self, **written: Any) -> None:
        """Let this object hold what was written; only what the database worked out is asked back."""
        if any(hasattr(value, "resolve_expression") for value in written.values()):
            self.refresh_from_db(fields=list(written))
            return
        for name, value in written.items():
            setattr(self, name, value)

    def _label(self, status: str | None) -> str:
        choices = dict(self._meta.get_field("status").flatchoices)  # type: ignore[union-attr]
        return str(choices.get(status, status)).lower()
