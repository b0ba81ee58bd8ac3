"""Give the file of a document to whoever may have it. The view that calls this has decided that."""

import hashlib
import logging

from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from datt.core.states import TransitionError
from datt.documenten.models import Document

logger = logging.getLogger(__name__)

DAMAGED = (
    "Het bestand van ‘{}’ is weg of beschadigd. Maak een nieuwe versie, en vertel het aan de beheerder van deze site."
)


def file_response(document: Document) -> HttpResponse:
    """The PDF or the ZIP under its own name, never kept by a browser or a proxy.

    Raises TransitionError when it is not ready, and when the file is not what was made.
    """
    if not document.is_ready():
        raise TransitionError(f"‘{document}’ is nog niet klaar. Wacht even en probeer het dan opnieuw.")
    return HttpResponse(
        _content(document),
        content_type="application/zip" if document.is_zip else "application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(True, document.bestandsnaam) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store, private",
        },
    )


def _content(document: Document) -> bytes:
    try:
        with default_storage.open(str(document.bestand.name)) as file:
            content: bytes = file.read()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != document.sha256:
        logger.error("the file of document %s is gone or damaged", document.pk)
        raise TransitionError(DAMAGED.format(document))
    return content
