"""Show one of our pictograms; a word always stands beside it."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pilots.werkconferentie.proeverij.pictogrammen import PICTOGRAMMEN

register = template.Library()


@register.simple_tag
def pictogram(name: str) -> SafeString:
    """The drawing; a screen reader skips it and reads the word."""
    drawn = mark_safe(PICTOGRAMMEN[name])  # noqa: S308  # a constant of ours, never what a person typed
    return format_html('<svg class="picto" viewBox="0 0 48 48" aria-hidden="true" focusable="false">{}</svg>', drawn)
