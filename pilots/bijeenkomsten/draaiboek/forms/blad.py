"""Read a run sheet from a file: every line goes through the form of a block, so the same rules hold."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from datt.core.tabellen import Gelezen, Grenzen, OnleesbaarBestand, Regel, read_table
from datt.core.text import fold
from pilots.bijeenkomsten.draaiboek.forms.blok import BlokForm
from pilots.bijeenkomsten.draaiboek.models import Werkvorm
from pilots.bijeenkomsten.draaiboek.services.bladen import KOLOMMEN
from pilots.bijeenkomsten.draaiboek.services.vervangen import Bladrij
from pilots.bijeenkomsten.draaiboek.services.volgorde import MEESTE_BLOKKEN

GRENZEN = Grenzen(bytes=2_000_000, regels=MEESTE_BLOKKEN, kolommen=40, tekens=5_000)
VELDEN = {fold(heading): name for heading, name in KOLOMMEN}
NODIG = {"titel": "Titel", "minuten": "Minuten"}
JA = {"ja", "j", "x", "waar", "true", "1"}
SECONDEN = re.compile(r"^(\d{1,2}:\d{2}):\d{2}$")


class BladForm(forms.Form):
    """The file itself."""

    bestand = forms.FileField(
        label="Uw draaiboek",
        help_text=f"Een bestand van Excel (.xlsx) of een .csv-bestand, hooguit 2 MB en {MEESTE_BLOKKEN} blokken.",
        error_messages={"required": "Kies een bestand.", "empty": "Het bestand is leeg. Kijk of u het goede koos."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    gelezen: Gelezen

    def clean_bestand(self) -> Any:
        upload = self.cleaned_data["bestand"]
        if upload.size > GRENZEN.bytes:
            raise forms.ValidationError("Het bestand is te groot: hooguit 2 MB. Haal plaatjes en andere bladen eruit.")
        try:
            self.gelezen = read_table(upload.read(), grenzen=GRENZEN)
            _check_headings(self.gelezen)
        except OnleesbaarBestand as error:
            raise forms.ValidationError(str(error)) from error
        return upload


def _check_headings(table: Gelezen) -> None:
    found = {VELDEN.get(fold(heading)) for heading in table.koppen}
    missing = [heading for name, heading in NODIG.items() if name not in found]
    if missing:
        raise OnleesbaarBestand(
            f"De kolom ‘{missing[0]}’ staat er niet in. Download eerst dit draaiboek, en gebruik dezelfde koppen."
        )


@dataclass(frozen=True)
class Fout:
    """What is wrong on one line."""

    regel: int
    titel: str
    zinnen: Sequence[str]


@dataclass(frozen=True)
class Ingelezen:
    rijen: Sequence[Bladrij]
    fouten: Sequence[Fout]


def read_lines(table: Gelezen, *, werkvormen: Iterable[Werkvorm], nummers: Iterable[int]) -> Ingelezen:
    """Every line as a block, or what is wrong with it. `nummers` are the blocks that stand; others are new."""
    ways = {fold(way.naam): way for way in werkvormen}
    names = [VELDEN.get(fold(heading)) for heading in table.koppen]
    free = set(nummers)
    rows: list[Bladrij] = []
    wrong: list[Fout] = []
    for line in table.regels:
        cells = {name: cell for name, cell in zip(names, line.cellen, strict=False) if name}
        form, sentences = _form_of(cells, ways)
        if not form.is_valid():
            sentences += [f"{form[name].label}: {text}" for name, errors in form.errors.items() for text in errors]
        parallel = _parallel(cells, sentences)
        if sentences:
            wrong.append(_wrong(line, cells, sentences))
            continue
        values = form.values()
        values.pop("naast")
        rows.append(Bladrij(values, parallel, _number(cells, free)))
    return Ingelezen(rows, wrong)


def _wrong(line: Regel, cells: Mapping[str, str], sentences: Sequence[str]) -> Fout:
    return Fout(line.nr, cells.get("titel", "")[:60], sentences)


def _form_of(cells: Mapping[str, str], ways: Mapping[str, Werkvorm]) -> tuple[BlokForm, list[str]]:
    """The form of a block, filled from a line, and what it cannot say itself."""
    name = cells.get("werkvorm", "")
    way = ways.get(fold(name))
    sentences = [] if way or not name else [f"Werkvorm: ‘{name[:60]}’ kennen wij niet. Kies er een uit onze lijst."]
    data: dict[str, Any] = {key: value for key, value in cells.items() if key not in {"werkvorm", "is_pauze"}}
    data["vast_tijdstip"] = SECONDEN.sub(r"\1", cells.get("vast_tijdstip", ""))
    if way:
        data["werkvorm"] = way.pk
    if fold(cells.get("is_pauze", "")) in JA:
        data["is_pauze"] = "on"
    form = BlokForm(data, werkvormen=Werkvorm.objects.none())
    form.fields["werkvorm"] = _Gekozen(way)
    return form, sentences


class _Gekozen(forms.Field):
    """A werkvorm that was found already; it is not looked up again for each line."""

    def __init__(self, way: Werkvorm | None) -> None:
        super().__init__(required=False, label="Werkvorm")
        self.way = way

    def clean(self, value: Any) -> Werkvorm | None:
        return self.way


def _parallel(cells: Mapping[str, str], sentences: list[str]) -> int:
    text = cells.get("parallel", "").strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal() and len(text) <= 3):
        sentences.append("Tegelijk: vul een getal in, hetzelfde voor blokken die tegelijk lopen. Of laat de cel leeg.")
        return 0
    return int(text)


def _number(cells: Mapping[str, str], free: set[int]) -> int | None:
    """The block that this line is; a number that is not ours or that stands there twice makes a new one."""
    text = cells.get("nummer", "").strip()
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None
    if number not in free:
        return None
    free.discard(number)
    return number
