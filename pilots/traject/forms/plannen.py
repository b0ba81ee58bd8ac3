"""The steps of planning a pilot."""

from typing import Any

from django import forms

from datt.accounts.models import User
from datt.core import dates
from datt.core.fields import DagField, KlokField
from datt.toezicht.forms import GuardedFormMixin
from pilots.keten.models import Gemeente
from pilots.traject.agenda import Voorstel
from pilots.traject.models import Regio

MAATSTAVEN = 5


def send_on_change(action: str) -> dict[str, str]:
    """Send the whole form when this field changes; the answer changes only what it names."""
    return {"hx-post": "", "hx-trigger": "change", "hx-swap": "none", "hx-vals": f'{{"actie": "{action}"}}'}


class GemeenteForm(forms.Form):
    """A name as typed, and the code of the gemeente that was chosen in the list."""

    q = forms.CharField(label="Naam van de gemeente", required=False, max_length=80, strip=True)
    gemeente = forms.ModelChoiceField(
        queryset=Gemeente.objects.none(),
        required=False,
        to_field_name="code",
        widget=forms.HiddenInput(attrs={"data-keuze": ""}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gemeente"].queryset = Gemeente.objects.current()  # type: ignore[attr-defined]


class DoelForm(GuardedFormMixin, forms.Form):
    titel = forms.CharField(
        label="Hoe heet de pilot?",
        max_length=80,
        help_text="Kort en voor iedereen te begrijpen. Bijvoorbeeld: Eerder erbij.",
        error_messages={"required": "Geef de pilot een naam."},
    )
    doelstelling = forms.CharField(
        label="Wat wilt u bereiken?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Eén of twee zinnen. Test ze bij drie mensen buiten het gemeentehuis.",
        error_messages={"required": "Schrijf op wat u met de pilot wilt bereiken."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nr in range(1, MAATSTAVEN + 1):
            self.fields[f"maatstaf_{nr}"] = forms.CharField(label=f"Maatstaf {nr}", max_length=200, required=False)
        for field in self.fields.values():
            field.widget.attrs.update(send_on_change("bewaar"))

    @property
    def maatstaf_fields(self) -> list[forms.BoundField]:
        return [self[f"maatstaf_{nr}"] for nr in range(1, MAATSTAVEN + 1)]

    def maatstaven(self) -> list[str]:
        """The measures that were filled in, without gaps and without doubles."""
        typed = (self.cleaned_data.get(f"maatstaf_{nr}", "") for nr in range(1, MAATSTAVEN + 1))
        return list(dict.fromkeys(text for text in typed if text))


class MensenForm(forms.Form):
    mail = forms.EmailField(
        label="Mailadres van een andere facilitator",
        required=False,
        help_text="Alleen iemand die al facilitator is op dit platform.",
        error_messages={"invalid": "Dit is geen mailadres. Kijk of er een @ en een punt in staan."},
    )
    regio = forms.ChoiceField(
        label="Regio van de schoolvakanties",
        choices=Regio.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, taken: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken
        self.found: User | None = None

    def clean_mail(self) -> str:
        mail = str(self.cleaned_data["mail"])
        if not mail:
            return mail
        self.found = User.objects.filter(email__iexact=mail, is_facilitator=True, is_active=True).first()
        if self.found is None:
            raise forms.ValidationError(
                "Wij kennen geen facilitator met dit mailadres. Kijk het na, of vraag de beheerder om een account."
            )
        if self.found.pk in self.taken:
            raise forms.ValidationError(f"{self.found} staat al in de lijst.")
        return mail


class StartForm(forms.Form):
    start_datum = DagField(
        label="Wanneer wilt u beginnen?",
        help_text="De eerste bijeenkomst valt op deze dag, of op de eerste goede dag erna.",
        error_messages={"required": "Vul een startdatum in, bijvoorbeeld 14 januari 2027."},
    )


class MomentForm(forms.Form):
    """A day with its times: hard rules only. What speaks against a day is said beside it."""

    datum = DagField(label="Datum")
    begin = KlokField(label="Begint om")
    eind = KlokField(label="Eindigt om")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        begin, eind = cleaned.get("begin"), cleaned.get("eind")
        if begin and eind and eind <= begin:
            self.add_error("eind", "De bijeenkomst moet eindigen nadat zij begint.")
        for name in ("begin", "eind"):
            if cleaned.get("datum") and cleaned.get(name) and not dates.exists(cleaned["datum"], cleaned[name]):
                self.add_error(name, "Deze tijd is er niet op die dag: de klok gaat dan van 2 naar 3 uur.")
        return cleaned


class DatumForm(GuardedFormMixin, MomentForm):
    """One meeting in the list of proposed dates."""

    plaats = forms.CharField(label="Plaats", max_length=120, required=False)
    adres = forms.CharField(label="Adres", max_length=200, required=False)

    def __init__(self, *args: Any, soort: str, titel: str, **kwargs: Any) -> None:
        kwargs["prefix"] = soort
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.update(send_on_change("kijk"))
        self.soort = soort
        self.titel = titel

    def voorstel(self) -> Voorstel:
        return Voorstel(soort=self.soort, titel=self.titel, **{key: self.cleaned_data[key] for key in DATUM_FIELDS})


DATUM_FIELDS = ("datum", "begin", "eind", "plaats", "adres")


class BewustForm(forms.Form):
    """Only when something speaks against a day."""

    toch = forms.BooleanField(
        label="Ik heb de opmerkingen gelezen en kies deze datums toch",
        error_messages={"required": "Verzet de datums met een opmerking, of kruis aan dat u ze toch kiest."},
    )
