"""Before a version is made public: what would change and whom that concerns; and then do it, telling them or not."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from datt.accounts.models import User
from datt.core.models import record
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import Bijeenkomst, Persoon
from pilots.werkconferentie.programma.betrokken import who_go_to
from pilots.werkconferentie.programma.botsingen import Ernst, conflicts
from pilots.werkconferentie.programma.mails import mail_programme
from pilots.werkconferentie.programma.models import Begeleiding, Programma, Programmaversie
from pilots.werkconferentie.programma.services.rooster import load
from pilots.werkconferentie.programma.services.versies import content_of, difference, latest, publish

type Betrokkenen = Mapping[Persoon, Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Vooruitblik:
    """What would be made public now; `mensen` are whom it concerns, each with what is different for them."""

    laatste: Programmaversie | None
    is_leeg: bool
    is_zelfde: bool
    verschil: Sequence[Mapping[str, Any]]
    fouten: Sequence[str]
    let_op: Sequence[str]
    mensen: Betrokkenen

    @property
    def nummer(self) -> int:
        return self.laatste.nummer + 1 if self.laatste else 1

    @property
    def kan(self) -> bool:
        return not (self.fouten or self.is_leeg or self.is_zelfde)

    @property
    def zonder_mail(self) -> list[Persoon]:
        """Who has to be called."""
        return [persoon for persoon in self.mensen if not persoon.email]

    @property
    def te_mailen(self) -> int:
        return len(self.mensen) - len(self.zonder_mail)


def look_ahead(meeting: Bijeenkomst) -> Vooruitblik:
    """As the programme stands now; writes nothing."""
    rooster, last = load(meeting), latest(meeting)
    wrong, after = conflicts(rooster), content_of(rooster)
    verschil = difference(last.inhoud, after) if last else []
    return Vooruitblik(
        laatste=last,
        is_leeg=not rooster.rondes,
        is_zelfde=last is not None and last.inhoud == after,
        verschil=verschil,
        fouten=[one.zin for one in wrong if one.ernst == Ernst.FOUT],
        let_op=[one.zin for one in wrong if one.ernst != Ernst.FOUT],
        mensen=concerned(meeting, last.inhoud if last else None, after, verschil),
    )


def concerned(
    meeting: Bijeenkomst, before: Mapping[str, Any] | None, after: Mapping[str, Any], verschil: Sequence[Any]
) -> Betrokkenen:
    """Whom a version concerns, by name: at the first everybody who comes, later who leads or goes to what changed.

    What changes for everybody together, such as the lunch, concerns everybody who comes.
    """
    coming = set(Uitnodiging.objects.filter(bijeenkomst=meeting).coming().values_list("persoon", flat=True))
    said: dict[int, list[str]] = defaultdict(list)
    if before is None:
        said |= {pk: [] for pk in coming}
    else:
        leads = _leaders(before, after)
        for one in verschil:
            keys = one["sessies"]
            people = who_go_to(meeting, keys) | {pk for key in keys for pk in leads.get(key, ())} if keys else coming
            for pk in people:
                said[pk].append(one["zin"])
    known = meeting.pilot.personen.known().filter(pk__in=said).order_by("naam", "pk")
    return {persoon: said[persoon.pk] for persoon in known}


def _leaders(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[int, list[int]]:
    """Who leads each session, also of those that are gone."""
    workshops = {one["pk"]: one["workshop"] for content in (before, after) for one in content["sessies"]}
    people: dict[int, list[int]] = defaultdict(list)
    rows = Begeleiding.objects.filter(workshop__in=set(workshops.values()))
    for workshop, persoon in rows.values_list("workshop", "persoon"):
        people[workshop].append(persoon)
    return {sessie: people[workshop] for sessie, workshop in workshops.items()}


@transaction.atomic
def make_public(programma: Programma, *, versie: int, vertel: bool, by: User) -> tuple[Programmaversie, int]:
    """Let guests see the programme as it stands; `vertel` those whom it concerns. Answers the version and how many.

    Raises what `publish` raises.
    """
    last = latest(programma.bijeenkomst)
    made = publish(programma, versie=versie, by=by)
    made.programma = programma
    if not vertel:
        return made, 0
    before = last.inhoud if last else None
    told = mail_programme(made, concerned(programma.bijeenkomst, before, made.inhoud, made.verschil))
    record(programma, "programma.verteld", f"liet {told} mensen weten dat {made} er is", by=by)
    return made, told
