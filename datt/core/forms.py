"""How every form is rendered: one template for a field, so labels, errors and hints are right everywhere."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import QueryDict


class Field(forms.BoundField):
    """A field in the look of the site."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Give text fields, lists and text areas their class; choices and ticks keep their own."""
        shown = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        if getattr(shown, "input_type", "textarea") not in {"radio", "checkbox", "file", "hidden"}:
            own = shown.attrs.get("class", "")
            built["class"] = f"invoer {own}".strip()
        return built


class FormRenderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = Field


def put(form: forms.BaseForm, name: str, value: str) -> None:
    """Let a form that was sent go back with another value in one (hidden) field."""
    fresh = QueryDict(mutable=True)
    for key in form.data:
        values = form.data.getlist(key) if isinstance(form.data, QueryDict) else [form.data[key]]
        fresh.setlist(key, values)
    fresh[name] = value
    form.data = fresh


class VersieMixin(forms.BaseForm):
    """Carries the version that this page was made from; see `datt.core.versions`."""

    def __init__(self, *args: Any, versie: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["versie"] = forms.IntegerField(widget=forms.HiddenInput, initial=versie, min_value=0)

    def replace_versie(self, versie: int) -> None:
        """Let the form go back with what was typed, on top of what stands now."""
        put(self, "versie", str(versie))
