"""What a button at the door sends."""

from uuid import UUID

from django import forms

from pilots.werkconferentie.proeverij.services.telling import MEESTE_TEGELIJK, WIE, Tik


class TikForm(forms.Form):
    """`tik` is who and how many: 'volwassenen:2', or 'kinderen:-1' for one too many."""

    FOUT = "Deze knop kennen wij niet. Ververs de bladzijde."

    tik = forms.RegexField(regex=rf"^(?:{'|'.join(WIE)}):-?[1-9]\d?$", max_length=20)

    def clean_tik(self) -> str:
        tik: str = self.cleaned_data["tik"]
        if abs(int(tik.partition(":")[2])) > MEESTE_TEGELIJK:
            raise forms.ValidationError(self.FOUT)
        return tik

    def as_tik(self, kenmerk: UUID) -> Tik:
        """What was sent, as the service takes it."""
        who, _, count = self.cleaned_data["tik"].partition(":")
        return Tik(wie=who, aantal=int(count), kenmerk=kenmerk)
