"""Choose who is invited: who is proposed, who is left out and why, and keeping the choice."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from datt.accounts.models import User
from datt.core.lists import number_of, one_of, words_of
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.text import fold, has_all_words
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.doelgroepen import members_of
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import refuse_closed
from pilots.bijeenkomsten.uitnodigen.services.post import Bereik, reach_of
from pilots.partners.models import KetenpartnerStatus
from pilots.traject.models import Bijeenkomst, Deelname, Persoon, Pilot, Positie

START = "bestuurders_kickoff"
SLOT = "verbeterplan_presentatie"
LEIDERS = frozenset({Positie.BESTUURDER, Positie.LEIDINGGEVENDE})
ANDEREN = ("voorstel", "iedereen", "niet")
UIT_DE_KETEN = (KetenpartnerStatus.AFGEWEZEN, KetenpartnerStatus.TERUGGETROKKEN)


@dataclass(frozen=True)
class Kandidaat:
    """Somebody of the pilot who is not on the list yet. `waarom` says why they are proposed, or why not."""

    persoon: Persoon
    is_voorstel: bool
    waarom: str
    bezwaar: str
    sms: bool

    @property
    def pk(self) -> int:
        return self.persoon.pk


@dataclass(frozen=True)
class Keuzevraag:
    """Which people the page shows."""

    woorden: str = ""
    wie: str = "voorstel"
    organisatie: int | None = None
    positie: str = ""

    @classmethod
    def read(cls, query: Any) -> "Keuzevraag":
        return cls(
            woorden=words_of(query),
            wie=one_of(query, "wie", ANDEREN) or "voorstel",
            organisatie=number_of(query, "organisatie"),
            positie=one_of(query, "positie", Positie.values),
        )

    def fits(self, one: Kandidaat) -> bool:
        persoon, words = one.persoon, fold(self.woorden)
        return (
            (self.wie == "iedereen" or one.is_voorstel == (self.wie == "voorstel"))
            and (self.organisatie is None or persoon.organisatie_id == self.organisatie)
            and (not self.positie or persoon.positie == self.positie)
            and (not words or has_all_words(fold(f"{persoon.naam} {persoon.email} {persoon.organisatie or ''}"), words))
        )


@dataclass(frozen=True)
class _Kring:
    """What is asked once, to judge every person of the pilot by."""

    doelgroep: Collection[str]
    groepen: dict[str, set[int]]
    bij_de_start: set[int] | None
    facilitators: set[int]
    buiten: dict[int, str]

    def judge(self, persoon: Persoon) -> tuple[bool, str]:
        """Whether this person is proposed, and why (not)."""
        if persoon.pk in self.facilitators:
            return False, "is facilitator"
        if why_not := self.buiten.get(persoon.organisatie_id or 0):
            return False, why_not
        if self.bij_de_start is not None and persoon.positie in LEIDERS:
            was = persoon.pk in self.bij_de_start
            return was, f"was {'' if was else 'niet '}uitgenodigd voor de eerste bijeenkomst"
        return self._by_group(persoon)

    def _by_group(self, persoon: Persoon) -> tuple[bool, str]:
        for naam, members in self.groepen.items():
            if persoon.pk in members:
                return True, naam
        if persoon.is_sleutelfunctionaris and Positie.SLEUTELFUNCTIONARIS in self.doelgroep:
            return True, "sleutelfunctionaris"
        if persoon.positie in self.doelgroep:
            return True, persoon.get_positie_display().lower()
        return False, "hoort niet bij de doelgroep" if persoon.positie else "positie is nog niet ingevuld"


def candidates(meeting: Bijeenkomst) -> list[Kandidaat]:
    """Everybody of the pilot who is not on the list yet, in as many queries for 3 as for 300 people."""
    pilot, kring = meeting.pilot, _kring(meeting)
    known = meeting.uitnodigingen.order_by().values("persoon_id")
    people = sorted(
        pilot.personen.known().with_organisatie().exclude(pk__in=known).order_by(), key=lambda one: fold(one.naam)
    )
    reach = reach_of(pilot, people)
    return [_candidate(persoon, kring, reach) for persoon in people]


def _candidate(persoon: Persoon, kring: _Kring, reach: Bereik) -> Kandidaat:
    proposed, why = kring.judge(persoon)
    return Kandidaat(persoon, proposed, why, reach.obstacle(persoon), reach.gets_sms(persoon))


def _kring(meeting: Bijeenkomst) -> _Kring:
    pilot = meeting.pilot
    doelgroep = set(meeting.sjabloon.doelgroep) if meeting.sjabloon else set(Positie.values)
    official = pilot.gemeente.ambtenaren.current().values("user_id") if "ambtenaar" in doelgroep else None
    groepen = {naam: members_of(naam, pilot) for naam in sorted(doelgroep - set(Positie.values) - {"ambtenaar"})}
    if official is not None:
        groepen["ambtenaar"] = set(pilot.personen.filter(user__in=official).values_list("pk", flat=True))
    return _Kring(
        doelgroep=doelgroep,
        groepen=groepen,
        bij_de_start=_invited_at_start(pilot) if meeting.soort == SLOT else None,
        facilitators=set(
            Deelname.objects.current().filter(pilot=pilot, rol=Rol.FACILITATOR).values_list("persoon_id", flat=True)
        ),
        buiten={
            organisatie: KetenpartnerStatus(status).label.lower()
            for organisatie, status in pilot.ketenpartners.order_by().values_list("organisatie_id", "status")
            if status in UIT_DE_KETEN
        },
    )


def _invited_at_start(pilot: Pilot) -> set[int] | None:
    """Who was invited to the first meeting; None when nobody was, so that the position decides."""
    rows = Uitnodiging.objects.filter(bijeenkomst__pilot=pilot, bijeenkomst__soort=START)
    return set(rows.order_by().values_list("persoon_id", flat=True)) or None


@transaction.atomic
def put_on_list(meeting: Bijeenkomst, personen: Iterable[Persoon], *, by: User) -> int:
    """Let these people be invited with the next message; answers how many were not on the list yet."""
    refuse_closed(meeting)
    known = set(meeting.uitnodigingen.order_by().values_list("persoon_id", flat=True))
    new = [persoon for persoon in personen if persoon.pk not in known]
    # Somebody else may add the same people at this moment: they are on it once.
    Uitnodiging.objects.bulk_create(
        [Uitnodiging(bijeenkomst=meeting, persoon=persoon) for persoon in new], ignore_conflicts=True
    )
    if new:
        who = str(new[0]) if len(new) == 1 else f"{len(new)} mensen"
        record(meeting, "uitnodigen.gekozen", f"zette {who} op de gastenlijst van {meeting}", by=by)
    return len(new)


@transaction.atomic
def add_guest(meeting: Bijeenkomst, persoon: Persoon, *, by: User) -> Uitnodiging:
    """Keep somebody new in the pilot and put them on the list."""
    persoon.pilot = meeting.pilot
    persoon.save()
    record(persoon, "uitnodigen.persoon.toegevoegd", f"voegde {persoon} toe aan de pilot", by=by)
    put_on_list(meeting, [persoon], by=by)
    return meeting.uitnodigingen.get(persoon=persoon)


@transaction.atomic
def take_off_list(uitnodiging: Uitnodiging, *, by: User) -> None:
    """Forget an invitation that did not go out. Raises TransitionError for one that did."""
    gone, _ = Uitnodiging.objects.filter(pk=uitnodiging.pk, status=UitnodigingStatus.KLAAR).delete()
    if not gone:
        raise TransitionError(
            f"{uitnodiging.persoon} kreeg de uitnodiging al. U kunt haar wel intrekken, met een bericht."
        )
    meeting = uitnodiging.bijeenkomst
    record(meeting, "uitnodigen.van_de_lijst", f"haalde {uitnodiging.persoon} van de gastenlijst van {meeting}", by=by)
