"""Two questions about a workshop."""

from typing import Any

from django import forms

from datt.toezicht.forms import GuardedFormMixin
from pilots.werkconferentie.terugblik.models import Workshopoordeel


class OordeelForm(GuardedFormMixin, forms.ModelForm[Workshopoordeel]):
    """Twenty seconds: how useful it was, and one sentence for who wants to."""

    class Meta:
        model = Workshopoordeel
        fields = ["nut", "zin"]
        widgets = {"nut": forms.RadioSelect}
        help_texts = {"zin": "Eén zin, als u wilt. Schrijf geen namen op. Wij tonen zinnen pas vanaf vijf antwoorden."}
        error_messages = {"nut": {"required": "Kies een van de vijf antwoorden."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nut"].choices = Workshopoordeel.Nut.choices  # type: ignore[attr-defined]  # without an empty one
