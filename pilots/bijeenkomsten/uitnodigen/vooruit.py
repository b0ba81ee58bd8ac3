"""The messages that go by themselves before a meeting, as data: when, to whom, and on which days of the week."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from datt.core.dates import AMSTERDAM
from pilots.bijeenkomsten.uitnodigen.models import UitnodigingStatus

S = UitnodigingStatus
MAANDAG_TOT_DONDERDAG = frozenset({0, 1, 2, 3})
NIET_OP_ZONDAG = frozenset({0, 1, 2, 3, 4, 5})
# What was not sent by this hour of its last day says something that is no longer true.
TOT = time(20)
NUMBERS = {2: "twee", 3: "drie", 4: "vier", 5: "vijf", 6: "zes", 7: "zeven", 8: "acht", 9: "negen", 10: "tien"}


@dataclass(frozen=True, kw_only=True)
class Vooruit:
    """One message: so many days before the meeting, or earlier when that day is not one of `dagen_van_de_week`.

    It may still go out until `speling` days later, when nobody could be reached or somebody answered in between.
    """

    key: str
    soort: str
    titel: str
    wie: str
    dagen: int
    aan: Collection[str]
    uur: time = time(10)
    dagen_van_de_week: Collection[int] = MAANDAG_TOT_DONDERDAG
    speling: int = 0
    sms: bool = False

    def moment(self, datum: date) -> datetime:
        """When it goes out for a meeting on this day."""
        day = datum - timedelta(days=self.dagen)
        while day.weekday() not in self.dagen_van_de_week:
            day -= timedelta(days=1)
        return datetime.combine(day, self.uur, AMSTERDAM)

    def last_moment(self, datum: date) -> datetime:
        day = self.moment(datum).date() + timedelta(days=self.speling)
        return datetime.combine(min(day, datum - timedelta(days=1)), TOT, AMSTERDAM)

    def is_due(self, datum: date, now: datetime) -> bool:
        """Its time has come and it still says what is true; never at night, never on a Sunday."""
        here = now.astimezone(AMSTERDAM)
        awake = self.uur <= here.time() < TOT and here.weekday() in NIET_OP_ZONDAG
        return awake and self.moment(datum) <= now < self.last_moment(datum)


VOORUIT = (
    Vooruit(
        key="save_the_date", soort="save_the_date", titel="Houd de datum vrij", dagen=56, speling=10,
        wie="wie op de lijst staat en nog geen uitnodiging kreeg", aan=(S.KLAAR,),
    ),
    Vooruit(
        key="vraag_14", soort="herinnering_antwoord", titel="Komt u? Wij hebben nog geen antwoord", dagen=14, speling=3,
        wie="wie nog niet antwoordde, of misschien zei", aan=(S.VERSTUURD, S.MISSCHIEN),
    ),
    Vooruit(
        key="herinnering_14", soort="herinnering_14_dagen", titel="Over twee weken", dagen=14, speling=2,
        wie="wie ja zei", aan=(S.JA,),
    ),
    Vooruit(
        key="vraag_7", soort="herinnering_antwoord", titel="Laatste keer gevraagd: komt u?", dagen=7, speling=2,
        wie="wie nog niet antwoordde, of misschien zei", aan=(S.VERSTUURD, S.MISSCHIEN),
    ),
    Vooruit(
        key="herinnering_3", soort="herinnering_3_dagen", titel="Over drie dagen: de weg en wat u meeneemt", dagen=3,
        wie="wie ja zei", aan=(S.JA,),
    ),
    Vooruit(
        key="herinnering_1", soort="herinnering_1_dag", titel="Morgen", dagen=1, sms=True,
        dagen_van_de_week=NIET_OP_ZONDAG, wie="wie ja zei, ook met een sms bij toestemming", aan=(S.JA,),
    ),
)  # fmt: skip


def find(key: str) -> Vooruit | None:
    return next((one for one in VOORUIT if one.key == key), None)


def words_until(datum: date, today: date, weekday: str) -> dict[str, str]:
    """How a reminder says when it is, whatever day it goes out."""
    days = (datum - today).days
    over = f"{NUMBERS.get(days, days)} dagen" if days > 1 else "één dag"
    if days in {13, 14, 15}:
        over = "twee weken"
    near = {0: "Vandaag", 1: "Morgen", 2: "Overmorgen"}
    return {"over": over, "wanneer": near.get(days, f"Op {weekday}")}
