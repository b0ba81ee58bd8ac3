"""A meeting at which guests can choose: two rounds, three workshops in the first and two in the second."""

from datetime import time, timedelta

from django.utils import timezone

from pilots.werkconferentie.programma.models import Sessie
from pilots.werkconferentie.programma.services import versies
from pilots.werkconferentie.programma.services.rooster import programme_of
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.factories.werkconferentie import RondeFactory, SessieFactory

TITELS = {"Ronde 1": ("Brieven", "Geldrust", "Zolder"), "Ronde 2": ("Brieven", "Speeddate")}


def a_meeting(pilot, *, days=30, open_for=10):
    """Its programme was shown to guests; `open_for` days they may choose, None: not yet."""
    meeting = BijeenkomstFactory(
        pilot=pilot, titel="Werkconferentie", korte_titel="Conferentie",
        datum=timezone.localdate() + timedelta(days=days), status="gepland",
    )  # fmt: skip
    made = {}
    for hour, (titel, workshops) in enumerate(TITELS.items(), start=13):
        ronde = RondeFactory(bijeenkomst=meeting, titel=titel, begint_om=time(hour, 0))
        for naam in workshops:
            more = {"workshop": made[naam]} if naam in made else {"workshop__titel": naam}
            sessie = SessieFactory(ronde=ronde, ruimte__naam=f"{naam} {hour}", **more)
            made.setdefault(naam, sessie.workshop)
    publish(meeting)
    if open_for is not None:
        open_until(meeting, open_for)
    return meeting


def publish(meeting):
    programma = programme_of(meeting)
    return versies.publish(programma, versie=programma.versie, by=UserFactory())


def open_until(meeting, days):
    programma = programme_of(meeting)
    programma.kiezen_tot = timezone.localdate() + timedelta(days=days)
    programma.save(update_fields=["kiezen_tot"])


def coming(meeting, **fields):
    """The invitation of somebody who comes."""
    persoon = {name: fields.pop(name) for name in ("naam", "email", "organisatie") if name in fields}
    return UitnodigingFactory(
        bijeenkomst=meeting, persoon=PersoonFactory(pilot=meeting.pilot, **persoon), ja=True, **fields
    )


def session(meeting, titel, ronde="Ronde 1"):
    return Sessie.objects.get(ronde__bijeenkomst=meeting, ronde__titel=ronde, workshop__titel=titel)


def typed(**keuzes):
    """What a browser sends: the pk of a session and what was chosen."""
    return {f"s{pk}": str(keus) for pk, keus in keuzes.items()}
