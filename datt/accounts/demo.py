"""The accounts of the demo: one per role, with one button each. Only where DEMO is on."""

from dataclasses import dataclass

from datt.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class DemoRol:
    slug: str
    naam: str
    label: str
    uitleg: str

    @property
    def email(self) -> str:
        return f"{self.slug}@demo.example"


DEMO_ROLLEN = [
    DemoRol(
        slug="facilitator",
        naam="Marieke Postma",
        label="Facilitator",
        uitleg="U plant en begeleidt pilots. Begin hier.",
    ),
    DemoRol(
        slug="ketenpartner",
        naam="Samira de Vries",
        label="Contactpersoon van een ketenpartner",
        uitleg="U meldt uw organisatie aan en schrijft mee aan een verbeterplan.",
    ),
    DemoRol(
        slug="ambtenaar",
        naam="Peter Kalkman",
        label="Ambtenaar van de gemeente",
        uitleg="U volgt de pilots van uw gemeente en haalt rapporten op.",
    ),
    DemoRol(
        slug="bestuurder",
        naam="Hanneke Vos",
        label="Bestuurder",
        uitleg="U leest de plannen die zijn ingediend.",
    ),
    DemoRol(
        slug="beheerder",
        naam="Bas Timmer",
        label="Beheerder",
        uitleg="U beheert gebruikers en gemeenten. U ziet geen pilots van binnen.",
    ),
]


def demo_user(slug: str) -> User:
    """The account of one role."""
    return User.objects.get(email=f"{slug}@demo.example")


def build() -> None:
    for rol in DEMO_ROLLEN:
        User.objects.create_user(
            rol.email,
            rol.naam,
            is_beheerder=rol.slug == "beheerder",
            is_facilitator=rol.slug == "facilitator",
        )
    User.objects.create_user("collega@demo.example", "Joost Hendriks", is_facilitator=True)
