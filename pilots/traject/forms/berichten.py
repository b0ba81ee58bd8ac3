"""Sending a message of the pilot again."""

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

    # Somebody says that an address that gave mail back three times works.
    wis = forms.BooleanField(required=False)

    def __init__(self, *args: Any, nasturen: Nasturen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nasturen = nasturen
        if nasturen.bericht.is_sms:
            self.fields["aan"] = forms.CharField(max_length=40, error_messages={"required": "Kies een nummer."})

    def clean_aan(self) -> str:
        aan: str = self.cleaned_data["aan"]
        if not self.nasturen.may_go_to(aan):
            raise forms.ValidationError(
                "Een sms gaat alleen naar het nummer dat bij de persoon staat. Verbeter het daar."
                if self.nasturen.bericht.is_sms
                else "In deze mail staat een link voor één lezer. Hij kan niet naar een ander adres."
                " Verbeter het mailadres bij de persoon, en stuur de mail daarna opnieuw."
            )
        return aan
