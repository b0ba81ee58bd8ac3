"""What is printed for the workshops, as kinds of documents: only who hosts the meeting orders and fetches them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from datt.documenten.kinds import DocumentKind, register
from pilots.bijeenkomsten.dag.documents import may_host, may_host_meeting, register_papier
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.dagprogramma import papier
from pilots.werkconferentie.dagprogramma.models import Drukkeuze


def _meetings() -> QuerySet[Bijeenkomst]:
    return Bijeenkomst.objects.select_related("pilot__gemeente")


def _choices() -> QuerySet[Drukkeuze]:
    return Drukkeuze.objects.select_related("bijeenkomst__pilot__gemeente")


def has_workshops(meeting: Bijeenkomst) -> bool:
    """Whether there is something to print: most meetings have no workshops."""
    return meeting.rondes.exists()


def _kinds(
    key: str,
    titel: str,
    uitleg: str,
    template: str,
    context: Callable[[Bijeenkomst], Mapping[str, Any]],
    again: Callable[[Drukkeuze], Mapping[str, Any]],
    order: int,
) -> tuple[DocumentKind[Bijeenkomst], DocumentKind[Drukkeuze]]:
    """The paper of all workshops, and the same of a choice of them."""
    whole = DocumentKind(
        key=key, titel=titel, uitleg=uitleg, template=template, order=order,
        source=_meetings, context=context, kring=lambda meeting: meeting.pilot,
        may_order=may_host_meeting, may_download=may_host_meeting,
    )  # fmt: skip
    part = DocumentKind(
        key=f"{key}_opnieuw", titel=titel, uitleg="Alleen de workshops die u koos.", template=template, order=order,
        source=_choices, context=again, kring=lambda keuze: keuze.bijeenkomst.pilot,
        may_order=may_host, may_download=may_host,
    )  # fmt: skip
    return register_papier(register(whole), wanneer=has_workshops), register(part)


LIJSTEN, LIJSTEN_OPNIEUW = _kinds(
    "workshoplijsten",
    "Lijsten voor begeleiders",
    "Een blad voor elke workshop in elke ronde: wie er komen, met vakjes om af te vinken.",
    "dagprogramma/pdf/lijsten.html",
    papier.lists_of,
    papier.lists_again,
    70,
)
DAGBORDEN, DAGBORDEN_OPNIEUW = _kinds(
    "workshopborden_dag",
    "Workshopborden voor de hele dag",
    "Een vel voor elke ruimte, met alles wat daar is. Hang het naast de deur.",
    "dagprogramma/pdf/borden_dag.html",
    papier.signs_of_day,
    papier.signs_of_day_again,
    80,
)
RONDEBORDEN, RONDEBORDEN_OPNIEUW = _kinds(
    "workshopborden_ronde",
    "Workshopborden per ronde",
    "Een vel voor elke ruimte en elke ronde, van ver te lezen. Ze liggen in de volgorde van de rondes.",
    "dagprogramma/pdf/borden_ronde.html",
    papier.signs_of_rounds,
    papier.signs_of_rounds_again,
    90,
)
WORKSHOPPAPIER: tuple[DocumentKind[Bijeenkomst], ...] = (LIJSTEN, DAGBORDEN, RONDEBORDEN)
# By the word that the form of a choice sends.
OPNIEUW: dict[str, DocumentKind[Drukkeuze]] = {
    "lijsten": LIJSTEN_OPNIEUW,
    "borden_dag": DAGBORDEN_OPNIEUW,
    "borden_ronde": RONDEBORDEN_OPNIEUW,
}
