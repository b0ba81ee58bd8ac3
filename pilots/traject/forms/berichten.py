"""Sending a mail of the pilot again."""

from typing import Any

from django import forms

from pilots.traject.services.nasturen import Nasturen


class OpnieuwForm(forms.Form):
    aan = forms.EmailField(
        label="Mailadres",
        max_length=254,
        error_messages={
            "required": "Vul het mailadres in.",
            "invalid": "Dit is geen mailadres. Kijk of er een @ en een punt in staan.",
        },
    )

    def __init__(self, *args: Any, nasturen: Nasturen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nasturen = nasturen

    def clean_aan(self) -> str:
        aan: str = self.cleaned_data["aan"]
        if not self.nasturen.may_go_to(aan):
            raise forms.ValidationError(
                "In deze mail staat een link voor één lezer. Hij kan niet naar een ander adres."
                " Verbeter het mailadres bij de persoon, en stuur de mail daarna opnieuw."
            )
        return aan
