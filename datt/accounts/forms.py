"""Forms of the beheerder."""

from typing import Any

from django import forms

from datt.accounts.models import User
from datt.toezicht.forms import GuardedFormMixin


class GebruikerForm(GuardedFormMixin, forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ["naam", "is_facilitator", "is_beheerder", "is_active"]
        labels = {
            "is_facilitator": "Mag pilots plannen en begeleiden (facilitator)",
            "is_beheerder": "Beheert deze site (beheerder)",
            "is_active": "Mag inloggen",
        }


class NieuweGebruikerForm(GuardedFormMixin, forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ["naam", "email", "is_facilitator", "is_beheerder"]
        labels = GebruikerForm.Meta.labels
        help_texts = {"email": "Hier gaat de code naartoe om in te loggen."}

    def clean_email(self) -> Any:
        email = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("Dit mailadres heeft al een account. Zoek het op in de lijst.")
        return email
