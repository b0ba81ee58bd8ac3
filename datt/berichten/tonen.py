"""Show a mail as its reader sees it, in a page of its own: a mail carries its styles, a page of ours never does."""

from django.http import HttpResponse

from datt.berichten.opmaak import Voorbeeld

# Only the mail's own styles; no script, no form, and a link opens beside it.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self';"
    " sandbox allow-popups allow-popups-to-escape-sandbox"
)


def show_html(voorbeeld: Voorbeeld) -> HttpResponse:
    """The answer of a view that shows the HTML of a preview; for a new tab or a frame of our own page."""
    response = HttpResponse(voorbeeld.html)
    response["Content-Security-Policy"] = POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "no-store, private"
    return response
