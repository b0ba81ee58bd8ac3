"""The forms of the division."""

from django import forms

MOST_SEED = 2**31 - 1


class VoorstelForm(forms.Form):
    """A proposal with a number: the same number gives the same proposal."""

    zaad = forms.IntegerField(required=False, min_value=0, max_value=MOST_SEED)
    is_herstel = forms.BooleanField(required=False)
