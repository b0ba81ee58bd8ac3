"""The verbeterkaart: which questions a plan answers. Content, read once from its TOML."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from datt.core.content import read_toml

KAART = Path(__file__).parent / "content" / "verbeterkaart.toml"


@dataclass(frozen=True, kw_only=True)
class Hoek:
    """A corner of the waardendriehoek."""

    slug: str
    vraag: str


@dataclass(frozen=True, kw_only=True)
class Veld:
    """One question of the card. `soort` is kort, tekst, keuze, tabel or schaal."""

    slug: str
    nr: int
    label: str
    soort: str
    hint: str
    goed: str = ""
    zwak: str = ""
    verplicht_voor: str = ""
    keuzes: tuple[str, ...] = ()
    kolommen: tuple[str, ...] = ()
    hoeken: tuple[Hoek, ...] = ()
    herkomst: str = ""
    laagste: int = 1
    hoogste: int = 5

    @property
    def needed_to_submit(self) -> bool:
        return self.verplicht_voor == "indienen"


# What the resident notices afterwards belongs right after the cause, though its number came later.
ORDER = (
    "titel", "herkomst", "wat_merkt_de_inwoner", "oorzaak", "soort_regel", "wat_merkt_de_inwoner_straks", "doel",
    "kleinste_proef", "wie_doet_wat", "wie_moet_ja_zeggen", "geld_en_uren", "hoe_meten_we", "indicatoren",
    "waardendriehoek", "wat_stoppen_we", "risico", "inwonertoets",
)  # fmt: skip
# Written as text for now: linking to the opbrengst and remarks by link come with those parts of the site.
AS_TEXT = {"koppeling": "tekst", "opmerkingen": "tekst"}


@cache
def velden() -> tuple[Veld, ...]:
    """The questions in the order in which a group answers them, numbered from 1."""
    found = {veld["slug"]: veld for veld in read_toml(KAART)["velden"]}
    return tuple(_veld(found[slug], nr) for nr, slug in enumerate(ORDER, start=1))


def veld(slug: str) -> Veld | None:
    return next((one for one in velden() if one.slug == slug), None)


def _veld(raw: dict[str, object], nr: int) -> Veld:
    known: dict[str, object] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in raw.items()
        if name in Veld.__dataclass_fields__
    }
    known["nr"] = nr
    known["soort"] = AS_TEXT.get(str(raw["soort"]), raw["soort"])
    known["hoeken"] = tuple(Hoek(**hoek) for hoek in raw.get("hoeken", []))  # type: ignore[attr-defined]
    return Veld(**known)  # type: ignore[arg-type]
