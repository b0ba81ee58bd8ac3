"""The demo: the fictional gemeente Waterrade and its organisations, in which nothing is real."""

from pathlib import Path

from datt.accounts.demo import demo_user
from datt.core.content import read_toml
from pilots.keten.models import Ambtenaar, Gemeente, Organisatie, Organisatietype

FILE = Path(__file__).parent / "organisaties.toml"
# The names in the file, and what they are called in the model.
FIELDS = {
    "naam": "naam",
    "werkgebied": "werkgebied",
    "voor_wie": "voor_wie",
    "wel": "wat_doen_we",
    "niet": "wat_doen_we_niet",
    "verwijs": "hoe_verwijst_u",
    "wie_verwijst": "wie_mag_verwijzen",
    "wachttijd": "wachttijd",
    "bieden": "wij_bieden",
    "zoeken": "wij_zoeken",
}


def build() -> None:
    waterrade = Gemeente.objects.create(code="XX9999", naam="Waterrade", provincie="Overijssel", verzonnen=True)
    Ambtenaar.objects.create(gemeente=waterrade, user=demo_user("ambtenaar"))
    types = Organisatietype.objects.in_bulk()
    for one in read_toml(FILE)["organisaties"]:
        kind = types[one["type"]]
        values = {field: one[name] for name, field in FIELDS.items() if name in one}
        organisatie = Organisatie.objects.create(type=kind, soort=kind.soort, **values)
        organisatie.fasen.set(kind.fasen.all())
