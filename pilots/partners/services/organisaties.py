"""What stands about an organisation: changed without overwriting what somebody else wrote."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.models import record
from datt.core.versions import store
from pilots.keten.models import Fase, Organisatie
from pilots.partners.models import Ketenpartner


@transaction.atomic
def change_organisatie(
    partner: Ketenpartner,
    changes: Mapping[str, Any],
    *,
    fasen: Iterable[Fase] | None,
    versie: int,
    by: User | None,
    wie: str = "",
    is_own: bool,
) -> None:
    """Write the changed fields if nobody wrote since `versie`; otherwise raise VerouderdError.

    `is_own`: the organisation itself writes, which counts as a check of its facts.
    """
    fields: dict[str, Any] = dict(changes)
    if "wachttijd" in fields:
        fields["wachttijd_op"] = timezone.localdate() if fields["wachttijd"] else None
    if is_own:
        fields["gecontroleerd_op"] = timezone.localdate()
        fields["gecontroleerd_door"] = (wie or str(by))[:120]
    store(partner.organisatie, versie=versie, **fields)
    partner.organisatie.refresh_from_db()
    if fasen is not None:
        partner.organisatie.fasen.set(fasen)
    record(
        partner,
        "partners.organisatie.gewijzigd",
        f"paste de gegevens van {partner} aan{_which(changes, fasen)}",
        by=by,
        wie=f"{wie} (persoonlijke link)" if wie else "",
    )


def _which(changes: Mapping[str, Any], fasen: Iterable[Fase] | None) -> str:
    labels = [str(getattr(Organisatie._meta.get_field(name), "verbose_name", name)) for name in changes]
    if fasen is not None:
        labels.append("fasen")
    return f": {', '.join(labels)}" if labels else ""
