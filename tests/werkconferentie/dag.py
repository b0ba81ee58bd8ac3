"""A conference of thirty guests on its own day: five workshops in three rounds, everybody placed, and a world café."""

from datetime import time

from pilots.werkconferentie.plaatsing.models import Plaatsing, Verdeling
from pilots.werkconferentie.programma.models import Begeleiding, Sessie
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.tafels import IndelingFactory, TafelFactory, TafelplaatsFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.factories.werkconferentie import RondeFactory, RuimteFactory, WorkshopFactory, published

MORNING = "2027-01-28 12:00+01:00"  # of the day of BijeenkomstFactory
TITLES = ["De envelop", "Geld & gezin", "Post die dicht blijft", "Rust in de kas", "Wat <werkt> er al?"]
ROOMS = ["Atelier", "Bibliotheek", "Kelder", "Serre", "Zolder"]
BEGINS = [time(13, 45), time(14, 45), time(15, 40)]


def conference(pilot, *, guests=30, places=8):
    """Guest `nr` is in workshop `nr + round` of the five; the Zolder has a threshold. Nobody is inside yet."""
    meeting = BijeenkomstFactory(
        pilot=pilot, titel="Werkconferentie: samen verder", korte_titel="Werkconferentie", begin=time(13), eind=time(17)
    )
    hall = RuimteFactory(bijeenkomst=meeting, naam="Grote zaal", plaatsen=200, weg_naar="Door de hal rechtdoor.")
    rooms = [
        RuimteFactory(bijeenkomst=meeting, naam=naam, plaatsen=20, is_toegankelijk=naam != "Zolder", volgorde=nr)
        for nr, naam in enumerate(ROOMS, start=1)
    ]
    workshops = [WorkshopFactory(bijeenkomst=meeting, titel=one, plaatsen_max=places) for one in TITLES]
    RondeFactory(bijeenkomst=meeting, soort="plenair", titel="Opening", begint_om=time(13, 15), minuten=25, ruimte=hall)
    RondeFactory(bijeenkomst=meeting, soort="pauze", titel="Pauze", begint_om=time(14, 30), minuten=15, ruimte=hall)
    rounds = [
        RondeFactory(bijeenkomst=meeting, titel=f"Ronde {nr}", begint_om=begin)
        for nr, begin in enumerate(BEGINS, start=1)
    ]
    RondeFactory(
        bijeenkomst=meeting, soort="wereldcafe", titel="Wereldcafé", begint_om=time(16, 25), minuten=30, ruimte=hall
    )
    grid = [
        [Sessie.objects.create(ronde=ronde, workshop=one, ruimte=rooms[nr]) for nr, one in enumerate(workshops)]
        for ronde in rounds
    ]
    leader = PersoonFactory(pilot=pilot, naam="Sanne Leidt", organisatie=OrganisatieFactory(naam="Het Wijkhuis"))
    Begeleiding.objects.create(workshop=workshops[0], persoon=leader)
    people = [_guest(meeting, nr) for nr in range(guests)]
    verdeling = Verdeling.objects.create(bijeenkomst=meeting, status="vastgesteld")
    why = "Dit is uw eerste keus."
    Plaatsing.objects.bulk_create(
        Plaatsing(
            verdeling=verdeling,
            persoon=one,
            ronde=ronde,
            sessie=grid[at][(nr + at) % 5],
            reden=why,
        )
        for nr, one in enumerate(people)
        for at, ronde in enumerate(rounds)
    )
    _tables(meeting, people)
    published(meeting)
    return meeting


def _guest(meeting, nr):
    house = OrganisatieFactory(naam=f"Organisatie {nr % 7}")
    persoon = PersoonFactory(pilot=meeting.pilot, naam=f"Gast {nr:02}", organisatie=house)
    UitnodigingFactory(bijeenkomst=meeting, persoon=persoon, ja=True)
    return persoon


def _tables(meeting, people):
    indeling = IndelingFactory(bijeenkomst=meeting, fixed=True)
    tables = [TafelFactory(bijeenkomst=meeting, nummer=nr) for nr in range(1, 6)]
    for nr, persoon in enumerate(people):
        TafelplaatsFactory(indeling=indeling, tafel=tables[nr % 5], persoon=persoon)


def session(meeting, ronde, titel):
    return Sessie.objects.get(ronde__bijeenkomst=meeting, ronde__titel=ronde, workshop__titel=titel)


def place_of(meeting, persoon, ronde):
    return Plaatsing.objects.get(verdeling__bijeenkomst=meeting, persoon=persoon, ronde__titel=ronde).sessie
