"""The way in: a code that is typed over, or a mail address to send the link to."""

from django import forms

from datt.toezicht.forms import GuardedFormMixin
from pilots.bijeenkomsten.uitnodigen.services.links import CODE_LENGTH, plain_code


class CodeField(forms.CharField):
    """A code of a letter, with capitals, spaces or dashes as people type it."""

    def to_python(self, value: object) -> str:
        return plain_code(super().to_python(value) or "")


class CodeForm(GuardedFormMixin, forms.Form):
    code = CodeField(
        label="De code uit uw brief of sms", max_length=40,
        help_text="De code heeft drie groepjes van vier tekens. Hoofdletters, spaties en streepjes maken niet uit.",
        error_messages={"required": "Vul de code in die in uw brief of sms staat."},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "class": "gastcode"}
        ),
    )  # fmt: skip

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if len(code) != CODE_LENGTH:
            raise forms.ValidationError(
                f"Een code heeft {CODE_LENGTH} tekens. U typte er {len(code)}. Kijk of u er een vergat."
            )
        return code


class KwijtForm(forms.Form):
    email = forms.EmailField(
        label="Uw mailadres", max_length=254,
        help_text="Het mailadres waarop u de uitnodiging kreeg.",
        error_messages={"required": "Vul uw mailadres in.", "invalid": "Dit is geen mailadres. Kijk het na."},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
