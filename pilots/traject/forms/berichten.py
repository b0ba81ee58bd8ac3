"""Sending a mail of the pilot again."""

from django import forms


class OpnieuwForm(forms.Form):
    aan = forms.EmailField(
        label="Mailadres",
        max_length=254,
        error_messages={
            "required": "Vul het mailadres in.",
            "invalid": "Dit is geen mailadres. Kijk of er een @ en een punt in staan.",
        },
    )
