"""The demo: what most guests of the werkconferentie to come already chose; some phoned it through."""

import random
from datetime import timedelta

from django.utils import timezone

from datt.accounts.demo import demo_user
from pilots.traject.demo.bestand import demo_pilot
from pilots.traject.demo.rooster import moment
from pilots.traject.demo.verleden import happened_at
from pilots.werkconferentie.keuzes.aanbod import Aanbod, offer_of
from pilots.werkconferentie.keuzes.models import Keus, Voorkeurbron
from pilots.werkconferentie.keuzes.services.bewaren import Inzending, keep_choices
from pilots.werkconferentie.programma.models import Programma

LINK = "{} (persoonlijke link)"
# Of each ten guests these did not choose yet; each fifteenth phoned.
KOOS_NIET = {2, 7}
BELDE = 15
# How much more wanted than the others: what a hall really does.
GELIEFD = {"Een dag met schulden": 5, "Geld en schaamte": 4, "Jong en blut": 3}
WENSEN = (Keus.EERSTE, Keus.TWEEDE, Keus.DERDE)


def build() -> None:
    meeting = demo_pilot("eerder-erbij").bijeenkomsten.planned().filter(soort="werkconferentie").first()
    if meeting is None or not Programma.objects.filter(bijeenkomst=meeting, versies__isnull=False).exists():
        return
    chance, aanbod = random.Random(4), offer_of(meeting)  # noqa: S311  # no secret
    first = moment(timezone.localdate() - timedelta(days=2), 9, 10)
    for nr, guest in enumerate(meeting.uitnodigingen.coming().with_persoon().order_by("persoon__naam", "pk")):
        at = first + timedelta(minutes=nr * 17)
        if nr % 10 in KOOS_NIET or at >= timezone.now():
            continue
        phoned = nr % BELDE == 0
        with happened_at(at):
            keep_choices(
                meeting,
                guest.persoon,
                _wishes(aanbod, chance),
                bron=Voorkeurbron.FACILITATOR if phoned else Voorkeurbron.GAST,
                by=demo_user("facilitator") if phoned else None,
                wie="" if phoned else LINK.format(guest.persoon),
                inzending=Inzending(op=at),
            )


def _wishes(aanbod: Aanbod, chance: random.Random) -> dict[int, Keus]:
    """Two or three wishes a round, and now and then something they would rather not."""
    found: dict[int, Keus] = {}
    for ronde in aanbod.rondes:
        left = list(ronde.sessies)
        for keus in WENSEN[: chance.choice((2, 3, 3))]:
            if not left:
                break
            one = chance.choices(left, weights=[GELIEFD.get(sessie.titel, 1) for sessie in left])[0]
            left.remove(one)
            found[one.pk] = keus
        if left and chance.random() < 1 / 6:
            found[chance.choice(left).pk] = Keus.LIEVER_NIET
    return found
