"""The forms of the division."""

from django import forms

from datt.core.forms import VersieMixin
from datt.toezicht.forms import GuardedFormMixin

MOST_SEED = 2**31 - 1


class SluitForm(GuardedFormMixin, VersieMixin, forms.Form):
    """Why a session does not take place; guests read it."""

    gesloten_omdat = forms.CharField(
        label="Waarom gaat deze workshop niet door?",
        help_text="Eén zin. Gasten die deze workshop kozen, lezen dit.",
        max_length=200,
        initial="Te weinig mensen kozen deze workshop.",
    )


class VoorstelForm(forms.Form):
    """A proposal with a number: the same number gives the same proposal."""

    zaad = forms.IntegerField(required=False, min_value=0, max_value=MOST_SEED)
    is_herstel = forms.BooleanField(required=False)
