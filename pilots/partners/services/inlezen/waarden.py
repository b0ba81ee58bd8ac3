"""What one line of a list says, as values of our fields, with what is wrong in it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from datt.core.checks import check_name, check_phone
from datt.core.text import fold
from datt.toezicht.forms import WORDS, perhaps_private
from datt.toezicht.guard import Sterkte, find, passes_eleven_test
from pilots.keten.models import Organisatie, Organisatietype, Soort
from pilots.partners.services.kolommen import NIET, PERSOON, VELDEN
from pilots.traject.models import Persoon, Positie

WEGGEHAALD = "[weggehaald: "
_EXCEL_ATE_THE_ZERO = re.compile(r"[1-9]\d{8}")
_URL = forms.URLField(required=False, assume_scheme="https")
_EMAIL = forms.EmailField(required=False)
_FREE = ("voor_wie", "wat_doen_we", "wat_doen_we_niet", "wij_bieden", "wij_zoeken")
_YES = {"ja", "j", "yes", "y", "x", "1", "waar", "true"}
_NO = {"", "nee", "n", "no", "0", "onwaar", "false", "-"}


def without_private(cell: str, veld: str = "") -> str:
    """A cell as it may be kept: what is never stored is taken out, and the zero Excel ate is put back."""
    is_phone = veld.endswith("telefoon") and _EXCEL_ATE_THE_ZERO.fullmatch(cell)
    if is_phone and (cell.startswith("6") or not passes_eleven_test(cell)):
        cell = f"0{cell}"
    if len(cell) < 8 or sum(char.isdigit() for char in cell) < 2:
        return cell
    kinds = [one.soort for one in find(cell) if one.sterkte == Sterkte.ZEKER]
    return f"{WEGGEHAALD}{WORDS[kinds[0]]}]" if kinds else cell


@dataclass
class Waarden:
    """The filled cells of one line; `fouten` keep it out, `let_op` is only said."""

    organisatie: dict[str, Any] = field(default_factory=dict)
    persoon: dict[str, Any] = field(default_factory=dict)
    fouten: list[str] = field(default_factory=list)
    let_op: list[str] = field(default_factory=list)

    @property
    def naam(self) -> str:
        return str(self.organisatie.get("naam", ""))

    @property
    def email(self) -> str:
        return str(self.persoon.get("email", ""))

    @property
    def is_sleutel(self) -> bool:
        return bool(self.persoon.get("sleutel"))


class Lezer:
    """Reads lines; knows the taxonomy, so that five thousand lines ask the database once."""

    def __init__(self, kolommen: Sequence[str], standaard: Organisatietype | None) -> None:
        self.places = [(nr, veld) for nr, veld in enumerate(kolommen) if veld and veld != NIET]
        self.standaard = standaard
        self.typen = {fold(kind.naam): kind for kind in Organisatietype.objects.select_related("categorie")}
        self.typen |= {kind.pk: kind for kind in self.typen.values()}
        self.soorten = _choices(Soort.choices) | {"vrijwilliger": Soort.INFORMEEL, "beroepskracht": Soort.FORMEEL}
        self.posities = _choices(Positie.choices)
        self.special: dict[str, Callable[[str, Waarden], Any]] = {
            "type": self._type,
            "soort": self._soort,
            "positie": self._positie,
            "sleutel": self._yes,
            "contact": self._yes,
        }

    def read(self, cellen: Sequence[str]) -> Waarden:
        """The values of one line, and what is wrong with them."""
        line = Waarden()
        for nr, veld in self.places:
            self._read_cell(line, veld, cellen[nr])
        if not line.naam and not line.fouten and not line.email:
            line.fouten.append("De naam van de organisatie staat er niet. Vul die in, of haal de regel weg.")
        if not line.persoon.get("naam") and line.persoon.keys() & {"email", "telefoon"}:
            line.persoon["naam"] = line.email or "Contactpersoon"
            line.let_op.append("De naam van de persoon staat er niet. U kunt die later aanvullen.")
        if not line.persoon.get("naam"):
            line.persoon = {}
        return line

    def complete(self, line: Waarden) -> None:
        """What a new organisation needs on top: its kind."""
        if "type" not in line.organisatie and (kind := self._guess(line.naam) or self.standaard):
            line.organisatie["type"] = kind
            line.let_op.append(f"Soort organisatie: {kind}. Dat hebben wij ingevuld.")
        if "type" not in line.organisatie:
            line.fouten.append(
                "De soort organisatie staat er niet. Vul die in, of kies bij ‘Kolommen’ wat er dan moet staan."
            )
        elif "soort" not in line.organisatie:
            line.organisatie["soort"] = line.organisatie["type"].soort
        for veld in _FREE:
            text = line.organisatie.get(veld)
            if text and (sentence := perhaps_private(text)):
                what = sentence.partition(".")[0].removeprefix("Dit lijkt op ")
                line.let_op.append(
                    f"Bij ‘{VELDEN[veld].kop}’ staat {what}. Gaat dat over een inwoner? Haal het dan weg."
                )

    def _read_cell(self, line: Waarden, veld: str, cell: str) -> None:
        kop = VELDEN[veld].kop
        if cell.startswith(WEGGEHAALD):
            what = cell.removeprefix(WEGGEHAALD).rstrip("]")
            line.fouten.append(f"Bij ‘{kop}’ stond {what}. Dat bewaren wij niet. Haal het weg uit uw bestand.")
            return
        if not cell:
            return
        name = veld.removeprefix(PERSOON)
        where = line.persoon if veld.startswith(PERSOON) else line.organisatie
        try:
            value = self._value(line, veld, name, cell)
        except ValidationError as error:
            line.fouten.append(f"{kop}: {' '.join(error.messages)}")
            return
        if value not in ("", None):
            where[name] = value

    def _value(self, line: Waarden, veld: str, name: str, cell: str) -> Any:
        if name in self.special:
            return self.special[name](cell, line)
        model = Persoon if veld.startswith(PERSOON) else Organisatie
        most = getattr(model._meta.get_field(name), "max_length", None)
        if most and len(cell) > most:
            raise ValidationError(f"dit zijn {len(cell)} tekens. Maak het korter: hooguit {most}.")
        return _check(name, cell)

    def _type(self, cell: str, line: Waarden) -> Any:
        kind = self.typen.get(fold(cell))
        if kind is None:
            words = fold(cell)
            near = [kind for name, kind in self.typen.items() if words in name or name in words]
            if len({kind.pk for kind in near}) == 1:
                line.let_op.append(f"‘{cell}’ lezen wij als {near[0]}.")
                return near[0]
            if self.standaard is not None:
                line.let_op.append(f"‘{cell}’ kennen wij niet als soort. Wij vullen in: {self.standaard}.")
                return self.standaard
            raise ValidationError(
                f"‘{cell}’ kennen wij niet. Kies een soort die wij wel kennen: de lijst staat waar u het bestand kiest."
            )
        return kind

    def _soort(self, cell: str, line: Waarden) -> Any:
        soort = self.soorten.get(fold(cell))
        if soort is None:
            line.let_op.append(f"‘{cell}’ kennen wij niet. Schrijf Beroepskrachten of Vrijwilligers.")
        return soort

    def _positie(self, cell: str, line: Waarden) -> Any:
        positie = self.posities.get(fold(cell))
        if positie is None:
            line.let_op.append(f"Positie ‘{cell}’ kennen wij niet. Wij laten die leeg.")
        return positie

    def _yes(self, cell: str, line: Waarden) -> bool:
        word = fold(cell)
        if word not in _YES | _NO:
            line.let_op.append(f"‘{cell}’ lezen wij als nee. Schrijf ja of nee.")
        return word in _YES

    def _guess(self, naam: str) -> Organisatietype | None:
        words = fold(naam)
        return next((kind for name, kind in self.typen.items() if len(name) > 5 and name in words), None)


def _choices(choices: Sequence[tuple[Any, Any]]) -> dict[str, str]:
    return {fold(str(text)): value for value, label in choices for text in (value, label)}


def _check(name: str, cell: str) -> str:
    if name == "email":
        try:
            return str(_EMAIL.clean(cell)).strip()
        except ValidationError as error:
            raise ValidationError(f"‘{cell}’ is geen mailadres.") from error
    if name == "website":
        try:
            return str(_URL.clean(cell))
        except ValidationError as error:
            raise ValidationError(f"‘{cell}’ is geen webadres.") from error
    if name == "telefoon":
        check_phone(cell)
    if name == "naam":
        check_name(cell)
    return cell
