"""Forms of reading in a list: the file, and what its columns are."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from datt.core.tabellen import Grenzen, OnleesbaarBestand, check_content
from pilots.keten.models import Organisatietype
from pilots.partners.forms.velden import grouped_types
from pilots.partners.models import Inleesregel, Inleesvoorstel
from pilots.partners.services.kolommen import NIET, ORGANISATIE_KOLOMMEN, PERSOON_KOLOMMEN, VELDEN

GRENZEN = Grenzen()
EXTENSIONS = (".xlsx", ".csv", ".txt")


class BestandForm(forms.Form):
    """The file itself; what can be seen without reading it is said here, at the field."""

    bestand = forms.FileField(
        label="Uw lijst",
        help_text="Een bestand van Excel (.xlsx) of een .csv-bestand, hooguit 5 MB en 5.000 regels.",
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Het bestand is leeg. Kijk of u het goede bestand koos.",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    inhoud: bytes

    def clean_bestand(self) -> Any:
        upload = self.cleaned_data["bestand"]
        if upload.size > GRENZEN.bytes:
            raise ValidationError("Het bestand is te groot: hooguit 5 MB. Knip de lijst in delen.")
        try:
            self.inhoud = upload.read()
            check_content(self.inhoud, GRENZEN)
        except OnleesbaarBestand as error:
            raise ValidationError(str(error)) from error
        return upload


def _choices() -> list[tuple[str, Any]]:
    return [
        ("", "Kies wat hier staat"),
        (NIET, "Niet inlezen"),
        ("Organisatie", [(kolom.veld, kolom.kop) for kolom in ORGANISATIE_KOLOMMEN]),
        ("Persoon", [(kolom.veld, kolom.kop) for kolom in PERSOON_KOLOMMEN]),
    ]


class KolommenForm(forms.Form):
    """What each column is, with examples of what stands in it."""

    standaard_type = forms.ModelChoiceField(
        Organisatietype.objects.none(),
        label="Soort organisatie, als die er niet staat",
        required=False,
        help_text="Wij vullen dit in bij nieuwe organisaties zonder soort. U kunt het later aanpassen.",
    )

    def __init__(self, *args: Any, voorstel: Inleesvoorstel, regels: Sequence[Inleesregel] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voorstel = voorstel
        kind = self.fields["standaard_type"]
        assert isinstance(kind, forms.ModelChoiceField)  # noqa: S101  # tells mypy
        kind.queryset = Organisatietype.objects.all()
        kind.choices = [("", "Geen: dan klopt de regel niet"), *grouped_types()[1:]]
        self.initial.setdefault("standaard_type", voorstel.standaard_type_id)
        for nr, kop in enumerate(voorstel.koppen):
            examples = "; ".join(one[:60] for one in voorstel.examples(nr, regels))
            self.fields[f"kolom_{nr}"] = forms.ChoiceField(
                label=kop,
                choices=_choices(),
                initial=voorstel.kolommen[nr],
                help_text=f"Bijvoorbeeld: {examples}" if examples else "Deze kolom is leeg.",
                error_messages={"required": "Kies wat in deze kolom staat, of kies ‘Niet inlezen’."},
            )

    def kolom_velden(self) -> list[forms.BoundField]:
        return [self[f"kolom_{nr}"] for nr in range(len(self.voorstel.koppen))]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for nr, kop in enumerate(self.voorstel.koppen):
            veld = cleaned.get(f"kolom_{nr}", "")
            if veld in seen and veld != NIET:
                self.add_error(f"kolom_{nr}", f"‘{VELDEN[veld].kop}’ koos u ook bij ‘{seen[veld]}’. Kies iets anders.")
            seen.setdefault(veld, kop)
        if "naam" not in seen and not self.errors:
            self.add_error(None, "Kies in welke kolom de naam van de organisatie staat.")
        return cleaned

    def kolommen(self) -> list[str]:
        return [self.cleaned_data[f"kolom_{nr}"] for nr in range(len(self.voorstel.koppen))]
