"""Organisations that may be one and the same: proposed to the facilitator, never merged by itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from datt.core.text import fold
from pilots.keten.models import Organisatie
from pilots.partners.models import Ketenpartner, KetenpartnerStatus
from pilots.traject.models import Pilot

LIJKT_OP = 0.84
NAAM_ERIN = "de ene naam staat in de andere"
# Words that many names share; two organisations are not alike because of them.
FORM_WORDS = frozenset({"stichting", "vereniging", "bv", "nv", "b", "v", "n", "cooperatie", "de", "het", "een"})
# Domains of mail for everybody: sharing one says nothing.
PUBLIC_DOMAINS = frozenset({
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.nl", "outlook.com", "outlook.nl", "live.nl",
    "live.com", "msn.com", "icloud.com", "me.com", "yahoo.com", "yahoo.nl", "ziggo.nl", "kpnmail.nl",
    "kpnplanet.nl", "planet.nl", "hetnet.nl", "home.nl", "xs4all.nl", "upcmail.nl", "casema.nl", "quicknet.nl",
    "solcon.nl", "telfort.nl", "tele2.nl", "online.nl", "caiway.nl", "delta.nl", "proton.me", "protonmail.com",
})  # fmt: skip


@dataclass(frozen=True)
class Gelijkenis:
    """An organisation that looks like another, and why."""

    organisatie: Organisatie
    reden: str
    zekerheid: float
    in_deze_pilot: bool

    @property
    def is_strong(self) -> bool:
        """Departments of one gemeente share a domain: that alone is not enough to keep asking."""
        return self.reden != NAAM_ERIN and not self.reden.startswith("hetzelfde domein")


@dataclass(frozen=True)
class DubbelOrganisatie:
    """Two records that may be one organisation, and why."""

    eerste: Organisatie
    tweede: Organisatie
    reden: str


@dataclass(frozen=True)
class Kenmerken:
    """What two organisations are compared by."""

    naam: str
    woorden: frozenset[str]
    mails: frozenset[str]
    domeinen: frozenset[str]

    def is_part_of(self, other: "Kenmerken") -> bool:
        """Two words or more, and all of them in the longer name."""
        return len(self.woorden) > 1 and self.woorden < other.woorden


def normalised_name(naam: str) -> str:
    """'Stichting Voedselbank Ommen e.o.' and 'voedselbank ommen' come close to each other."""
    words = re.sub(r"[^\w]+", " ", fold(naam)).split()
    return " ".join(word for word in words if word not in FORM_WORDS) or " ".join(words)


def mail_domain(address: str) -> str:
    """The domain of an address, empty for mail for everybody."""
    domain = address.rpartition("@")[2].strip().lower()
    return "" if domain in PUBLIC_DOMAINS else domain


def web_domain(url: str) -> str:
    if not url:
        return ""
    host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower()
    return host.removeprefix("www.")


def possible_duplicates(
    organisatie: Organisatie, pilot: Pilot, *, mails: Iterable[str] = (), most: int = 5
) -> list[Gelijkenis]:
    """Which organisations this one may be, most alike first.

    Looks in this pilot, and elsewhere only among organisations that are confirmed somewhere; of
    those only what stands on a sociale kaart is compared, never the people of another pilot.
    """
    own = features(organisatie, mails)
    here = set(
        Ketenpartner.objects.filter(pilot=pilot)
        .exclude(status=KetenpartnerStatus.AFGEWEZEN)
        .values_list("organisatie_id", flat=True)
    )
    confirmed = Ketenpartner.objects.confirmed().values("organisatie_id")
    candidates = Organisatie.objects.live().exclude(pk=organisatie.pk)
    found = []
    known = candidates.filter(pk__in=here) | candidates.filter(pk__in=confirmed)
    for pk, naam, email, website in known.distinct().order_by("pk").values_list("pk", "naam", "email", "website"):
        other = features(Organisatie(naam=naam, email=email, website=website))
        reden, score = alike(own, other)
        if reden:
            found.append((score, pk, reden))
    best = sorted(found, reverse=True)[:most]
    rows = Organisatie.objects.with_kind().in_bulk([pk for _, pk, _ in best])
    return [Gelijkenis(rows[pk], reden, score, pk in here) for score, pk, reden in best]


def features(organisatie: Organisatie, mails: Iterable[str] = ()) -> Kenmerken:
    naam = normalised_name(organisatie.naam)
    addresses = {mail.lower() for mail in [organisatie.email, *mails] if mail}
    domains = {mail_domain(mail) for mail in addresses}
    domains.add(web_domain(organisatie.website))
    return Kenmerken(
        naam=naam,
        woorden=frozenset(word for word in naam.split() if len(word) > 3),
        mails=frozenset(addresses),
        domeinen=frozenset(domains - {""}),
    )


def alike(own: Kenmerken, other: Kenmerken) -> tuple[str, float]:
    if own.naam == other.naam:
        return "dezelfde naam", 1.0
    if own.mails & other.mails:
        return "hetzelfde mailadres", 0.98
    if shared := own.domeinen & other.domeinen:
        return f"hetzelfde domein: {min(shared)}", 0.95
    if own.is_part_of(other) or other.is_part_of(own):
        return NAAM_ERIN, LIJKT_OP
    # Comparing letter by letter is slow: only names that share a word or their beginning.
    if not (own.woorden & other.woorden or own.naam[:2] == other.naam[:2]):
        return "", 0.0
    matcher = SequenceMatcher(None, own.naam, other.naam, autojunk=False)
    if matcher.real_quick_ratio() < LIJKT_OP or matcher.quick_ratio() < LIJKT_OP:
        return "", 0.0
    ratio = matcher.ratio()
    return ("bijna dezelfde naam", ratio) if ratio >= LIJKT_OP else ("", 0.0)


def double_organisations(*, most: int = 50) -> list[DubbelOrganisatie]:
    """Pairs with the same name, address or website in all pilots together, for the beheerder."""
    groups: dict[tuple[str, str], list[Organisatie]] = {}
    for organisatie in Organisatie.objects.live().order_by("pk"):
        groups.setdefault(("dezelfde naam", normalised_name(organisatie.naam)), []).append(organisatie)
        if organisatie.email:
            groups.setdefault(("hetzelfde mailadres", organisatie.email.lower()), []).append(organisatie)
        if site := web_domain(organisatie.website):
            groups.setdefault(("dezelfde website", site), []).append(organisatie)
    found: dict[tuple[int, int], DubbelOrganisatie] = {}
    for (reden, _), members in groups.items():
        for other in members[1:]:
            found.setdefault((members[0].pk, other.pk), DubbelOrganisatie(members[0], other, reden))
    return list(found.values())[:most]
