"""Forms for a group, and one form for each question of the card."""

from collections.abc import Mapping
from typing import Any

from django import forms

from datt.core.fields import DagField
from datt.toezicht.forms import GuardedFormMixin
from verbeterplannen.plannen.kaart import Veld
from verbeterplannen.plannen.models import Functie, Plangroep, Sectie, Verbeterplan
from verbeterplannen.plannen.services.schrijven import Antwoord

MOST_ROWS = 10


class PlangroepForm(GuardedFormMixin, forms.ModelForm[Plangroep]):
    class Meta:
        model = Plangroep
        fields = ["naam"]
        help_texts = {"naam": "Waar gaat het plan over? Bijvoorbeeld: eerst bellen, dan pas een brief."}


class FunctieForm(forms.Form):
    functie = forms.ChoiceField(choices=Functie.choices)


class TerugForm(GuardedFormMixin, forms.Form):
    sterk = forms.CharField(label="Wat is sterk aan dit plan?", max_length=300)
    vragen = forms.CharField(
        label="Wat vraagt u nog?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Zet elke vraag op een eigen regel. De groep krijgt dit per mail.",
    )
    voor = DagField(label="Voor welke dag?", help_text="Bijvoorbeeld 7 april 2027.")


class SectieForm(GuardedFormMixin, forms.Form):
    """One question. `antwoord()` gives what was answered, once the form is valid."""

    inhoud = forms.CharField(required=False, max_length=3000, strip=True)

    def __init__(self, *args: Any, veld: Veld, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{veld.slug}_%s")
        super().__init__(*args, **kwargs)
        self.veld = veld
        inhoud = self.fields["inhoud"]
        inhoud.label, inhoud.help_text = veld.label, veld.hint
        if veld.soort == "kort":
            self.fields["inhoud"] = forms.CharField(
                label=veld.label, help_text=veld.hint, required=False, max_length=120
            )
        elif veld.soort == "keuze":
            self.fields["inhoud"] = forms.ChoiceField(
                label=veld.label,
                help_text=veld.hint,
                required=False,
                choices=[(keuze, keuze.capitalize()) for keuze in veld.keuzes],
                widget=forms.RadioSelect,
            )
        else:
            inhoud.widget = forms.Textarea(attrs={"rows": 4, "maxlength": 3000})
        for hoek in veld.hoeken:
            self.fields[hoek.slug] = forms.TypedChoiceField(
                label=hoek.vraag,
                required=False,
                coerce=int,
                empty_value=None,
                choices=[(str(cijfer), str(cijfer)) for cijfer in range(veld.laagste, veld.hoogste + 1)],
                widget=forms.RadioSelect,
            )
        if veld.hoeken:
            inhoud.label, inhoud.help_text = "In één zin: waarom deze cijfers?", ""
            self.order_fields([*(hoek.slug for hoek in veld.hoeken), "inhoud"])

    def antwoord(self) -> Antwoord:
        text = self.cleaned_data["inhoud"]
        if not self.veld.hoeken:
            return Antwoord(tekst=text)
        scores = {hoek.slug: self.cleaned_data[hoek.slug] for hoek in self.veld.hoeken}
        return Antwoord(tekst=text, cijfers=scores)


class ActieForm(GuardedFormMixin, forms.Form):
    stap = forms.CharField(label="Stap", max_length=200, error_messages={"required": "Schrijf op wat de stap is."})
    wie = forms.CharField(label="Wie", max_length=120, error_messages={"required": "Schrijf op wie dit doet."})
    vervanger = forms.CharField(label="Wie neemt het over", max_length=120, required=False)
    klaar_op = DagField(label="Klaar op", required=False)


class IndicatorForm(GuardedFormMixin, forms.Form):
    wat = forms.CharField(label="Wat telt u", max_length=200, error_messages={"required": "Schrijf op wat u telt."})
    nu = forms.CharField(label="Nu", max_length=80, required=False)
    doel = forms.CharField(label="Doel", max_length=80, required=False)
    datum = DagField(label="Datum", required=False)
    wie_telt = forms.CharField(label="Wie telt", max_length=120, required=False)


class TabelForm:
    """A question that is answered with rows; behaves like SectieForm for the views and the template."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, veld: Veld, rijen: list[dict[str, Any]] | None = None
    ) -> None:
        row: type[forms.Form] = ActieForm if veld.slug == "wie_doet_wat" else IndicatorForm
        self.veld = veld
        # What was sent stands by itself: held against what is saved, a row that did not change would count as empty.
        initial = [] if data else rijen or []
        self.rows = forms.formset_factory(row, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS)(
            data or None, initial=initial, prefix=veld.slug
        )

    def is_valid(self) -> bool:
        return self.rows.is_valid()

    def antwoord(self) -> Antwoord:
        names = self.rows.form.declared_fields
        rows = [
            {name: form.cleaned_data.get(name) for name in names}
            for form in self.rows
            if form.cleaned_data and any(form.cleaned_data.get(name) for name in names)
        ]
        text = "\n".join(" · ".join(str(value) for value in row.values() if value) for row in rows)
        if self.veld.slug == "wie_doet_wat":
            return Antwoord(tekst=text, acties=rows)
        return Antwoord(tekst=text, indicatoren=rows)


def form_for(veld: Veld, data: Mapping[str, Any] | None, plan: Verbeterplan, sectie: Sectie) -> SectieForm | TabelForm:
    """The form of one question, filled with what is there, or with what was sent."""
    if veld.soort == "tabel":
        related = plan.acties if veld.slug == "wie_doet_wat" else plan.indicatoren
        names = (ActieForm if veld.slug == "wie_doet_wat" else IndicatorForm).declared_fields
        rows = [{name: getattr(row, name) for name in names} for row in related.all()]
        return TabelForm(data, veld=veld, rijen=rows)
    scores = {hoek.slug: getattr(plan, hoek.slug) for hoek in veld.hoeken}
    return SectieForm(data, veld=veld, initial={"inhoud": sectie.inhoud, **scores})
