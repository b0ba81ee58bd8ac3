"""The documents about a pilot that the trajectory itself makes, and who may have a document of a pilot."""

from datt.accounts.models import User
from datt.documenten.kinds import DocumentKind, register
from pilots.access import Right
from pilots.traject.documentbericht import tell_when_it_took_long
from pilots.traject.models import Pilot
from pilots.traject.rapport import pilotrapport_context
from pilots.traject.trajectplan import trajectplan_context


def may_order(user: User, pilot: Pilot) -> bool:
    return Right.ORDER in pilot.rights_of(user)


def may_download(user: User, pilot: Pilot) -> bool:
    return Right.DOWNLOAD in pilot.rights_of(user)


TRAJECTPLAN = register(
    DocumentKind(
        key="trajectplan",
        titel="Trajectplan",
        uitleg="Het hele traject op papier, om mee te plannen en om te laten zien.",
        bevat=(
            "de bijeenkomsten met dag, plaats en doel",
            "het draaiboek en de takenlijst van elke bijeenkomst",
            "het doel, de maatstaven en de mensen",
            "wat anders gaat dan in het sjabloon",
        ),
        template="traject/pdf/trajectplan.html",
        source=Pilot.objects.with_gemeente,
        context=trajectplan_context,
        kring=lambda pilot: pilot,
        may_order=may_order,
        may_download=may_download,
        when_ready=tell_when_it_took_long,
        order=10,
    )
)
PILOTRAPPORT = register(
    DocumentKind(
        key="pilotrapport",
        titel="Pilotrapport",
        uitleg="Wat de pilot heeft gedaan en opgeleverd, voor bestuur en gemeenteraad.",
        bevat=(
            "een samenvatting met de belangrijkste cijfers",
            "het doel en de maatstaven",
            "de partners per categorie",
            "de bijeenkomsten en wat eruit kwam",
            "de verbeterplannen die zijn ingediend",
        ),
        template="traject/pdf/pilotrapport.html",
        source=Pilot.objects.with_gemeente,
        context=pilotrapport_context,
        kring=lambda pilot: pilot,
        may_order=may_order,
        may_download=may_download,
        when_ready=tell_when_it_took_long,
        order=30,
    )
)
