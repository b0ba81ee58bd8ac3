"""What a change of the meeting means for who signed up: remembered, and told only once a facilitator says so."""

from typing import Any

from pilots.traject.haken import Aanleiding, Verandering
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.proeverij.models import TeMelden
from pilots.werkconferentie.proeverij.services.openstellen import openstelling_of
from pilots.werkconferentie.proeverij.services.post import note_change, to_be_told

GEVOLG = {
    Verandering.VERZET: TeMelden.VERZET,
    Verandering.PLAATS: TeMelden.PLAATS,
    Verandering.GEANNULEERD: TeMelden.GEANNULEERD,
    # It was told that it is off: that it is on again is news too.
    Verandering.HERSTELD: TeMelden.VERZET,
}


def remember(meeting: Bijeenkomst, wat: Verandering) -> None:
    """Note what has to be told; a page that nobody signed up on has nobody to tell."""
    if wat not in GEVOLG or (openstelling := openstelling_of(meeting)) is None:
        return
    if not openstelling.aanmeldingen.exists():
        return
    why = meeting.aanleiding or Aanleiding()
    unsaid = openstelling.te_melden == TeMelden.GEANNULEERD
    if wat == Verandering.HERSTELD and unsaid:  # nobody heard that it was off
        note_change(openstelling, None)
        return
    note_change(openstelling, GEVOLG[wat], oud_op=why.oud_op, reden=why.reden)


def consequence(meeting: Bijeenkomst, wat: Verandering) -> str:
    """What a facilitator reads before such a change."""
    if wat not in GEVOLG or (openstelling := openstelling_of(meeting)) is None:
        return ""
    told: Any = to_be_told(openstelling).aantal
    if not told:
        return ""
    who = "Eén aanmelding van inwoners krijgt" if told == 1 else f"{told} aanmeldingen van inwoners krijgen"
    return f"{who} pas bericht als u dat zegt, bij ‘Open voor iedereen’."
