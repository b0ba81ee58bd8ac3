"""The kinds of documents: declared by the apps in their `documents.py`, found when Django starts.

This app knows no pilot and no right: whoever registers a kind says about whom it is (`source`), where it
belongs (`kring`) and who may order and fetch it (`may_order`, `may_download`).
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.template.loader import render_to_string

from datt.accounts.models import User
from datt.core.text import without_emoji

if TYPE_CHECKING:
    from datt.documenten.models import Document

MOST_OF_AN_IMAGE = 1_000_000
SIGNATURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"RIFF": "webp"}


@dataclass(frozen=True, kw_only=True)
class Colofon:
    """When and by whom a document was ordered, and which version it is; the template shows it at the end."""

    versie: int
    besteld_op: datetime
    besteld_door: str


@dataclass(frozen=True, kw_only=True)
class DocumentKind[M: models.Model]:
    """One kind of PDF: what it is about, what is in it, how it looks and who may have it.

    `source` is a function, not a queryset: a queryset kept in a module caches its rows. `context` computes,
    the template only shows; it also receives `onderwerp`, `soort` and `colofon`. `bevat` says in a few
    words each what a reader finds in it. `when_ready` runs in the transaction in which the document became
    ready; the right place to write a message to whoever ordered it. `als_zip`: a PDF for every element of
    the template with an `id` and the name of its file in `data-bestand`, in one ZIP.
    """

    key: str
    titel: str
    uitleg: str
    template: str
    source: Callable[[], models.QuerySet[M]]
    context: Callable[[M], Mapping[str, Any]]
    kring: Callable[[M], models.Model]
    may_order: Callable[[User, M], bool]
    may_download: Callable[[User, M], bool]
    bevat: tuple[str, ...] = ()
    als_zip: bool = False
    order: int = 50
    when_ready: "Callable[[Document], None] | None" = None

    def title_for(self, subject: M) -> str:
        """What the document and its file are called: 'Trajectplan Eerder erbij'."""
        return f"{self.titel} {subject}"[:200]

    def is_about(self, thing: models.Model) -> bool:
        return isinstance(thing, self.source().model)

    def html(self, subject: M, colofon: Colofon) -> str:
        """The whole document as HTML, as the data is now."""
        given = {"onderwerp": subject, "soort": self, "colofon": colofon}
        return without_emoji(render_to_string(self.template, {**self.context(subject), **given}))


_kinds: dict[str, DocumentKind[Any]] = {}


def register[M: models.Model](kind: DocumentKind[M]) -> DocumentKind[M]:
    _kinds[kind.key] = kind
    return kind


def kind_of(key: str) -> DocumentKind[Any]:
    """The kind with this key. Raises KeyError when no app registers it (any more)."""
    return _kinds[key]


def kinds() -> list[DocumentKind[Any]]:
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def kinds_about(thing: models.Model) -> list[DocumentKind[Any]]:
    """The kinds of which this thing can be the subject."""
    return [kind for kind in kinds() if kind.is_about(thing)]


def image(content: bytes) -> str:
    """An image that the document carries itself, for the `src` of an <img>: a PNG, JPEG or WebP.

    It stands in the HTML, so it is kept with the order and cannot change afterwards. Raises ValueError for
    anything else: an SVG could point elsewhere.
    """
    kind = next((kind for start, kind in SIGNATURES.items() if content.startswith(start)), None)
    if kind is None or len(content) > MOST_OF_AN_IMAGE:
        raise ValueError("Alleen een PNG, JPEG of WebP kleiner dan 1 MB kan in een document.")
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
