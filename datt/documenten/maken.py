"""Make one document that a worker holds: the PDF, its file, and how it went."""

import hashlib
import logging

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from datt.documenten.models import Document, private_name
from datt.documenten.render import CannotRenderError, NotWantedError, Rendered, StoppedError, render

logger = logging.getLogger(__name__)

STOPPED = "Het maken stopte halverwege. Wij probeerden het een paar keer."
NO_STORAGE = "Het document kon niet worden bewaard: de opslag van bestanden antwoordt niet."


def make(document: Document) -> None:
    """Render and keep a document; whatever happens, its row says how it went."""
    try:
        rendered = render(document.html, beat=document.beat, als_zip=document.is_zip)
    except NotWantedError:
        return
    except CannotRenderError as error:
        document.fail(str(error))
        return
    except (StoppedError, OSError) as error:
        logger.warning("document %s stopped: %s", document.pk, error)
        document.try_later(STOPPED)
        return
    if rendered.waarschuwingen:
        logger.warning("document %s: %s", document.pk, "; ".join(rendered.waarschuwingen[:5]))
    _keep(document, rendered)


def _keep(document: Document, rendered: Rendered) -> None:
    """First the file, then the row: a row that is ready always has its whole file."""
    try:
        name = default_storage.save(private_name(document), ContentFile(rendered.content))
    except Exception as error:  # any fault of any store
        logger.warning("document %s not kept: %s", document.pk, type(error).__name__)
        document.try_later(NO_STORAGE)
        return
    digest = hashlib.sha256(rendered.content).hexdigest()
    with transaction.atomic():
        size, pages = len(rendered.content), rendered.bladzijden
        is_ours = document.finish(name, sha256=digest, grootte=size, bladzijden=pages)
        if is_ours:
            _tell(document)
    if not is_ours:
        default_storage.delete(name)


def _tell(document: Document) -> None:
    """Let the app of this kind write its message; a fault there does not take the document away."""
    kind = document.kind()
    if kind is None or kind.when_ready is None:
        return
    try:
        with transaction.atomic():
            kind.when_ready(document)
    except Exception:
        logger.exception("document %s is ready, but nobody was told", document.pk)
