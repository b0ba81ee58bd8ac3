"""Walk through the site as one visitor: every address, every link on the pages, with what a curious person adds."""

import hashlib
import html
import io
import re
import zipfile
from collections.abc import Iterator
from http import HTTPStatus

from django.apps import apps
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.access.adressen import adressen

LINK = re.compile(r'(?:href|hx-get|src|action)="(/[^"#]*)')
NEVER = ("/account/uitloggen/", "/static/")
# So many links on pages are followed besides.
MOST = 20


def addresses_of(ids: dict[str, object]) -> list[str]:
    return [reverse(adres.naam, kwargs={name: ids[name] for name in adres.args}) for adres in adressen()]


def walk(client: Client, start: list[str], *, extra: tuple[str, ...] = ()) -> Iterator[tuple]:
    """Each address once, with its answer; links that a page shows are followed too."""
    todo = [*start, *(f"{url}?{query}" for query in extra for url in start)]
    seen: set[str] = set()
    while todo and len(seen) < MOST + len(start) * (1 + len(extra)):
        url = todo.pop(0)
        if url in seen or url.startswith(NEVER):
            continue
        seen.add(url)
        cache.clear()
        response = client.get(url)
        assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, url
        yield url, response
        if response.get("Content-Type", "").startswith("text/html") and response.status_code == HTTPStatus.OK:
            todo += [html.unescape(link) for link in LINK.findall(response.text)]
        if (where := response.headers.get("Location", "")).startswith("/"):
            todo.append(where)


def words_of(response) -> str:
    """Everything an answer says: its headers, its text, and what is packed in a spreadsheet."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    head = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"\n".join(packed.read(name) for name in packed.namelist())
    # A calendar folds its lines.
    return head + content.decode("utf-8", "replace").replace("\r\n ", "")


def prints(*, without: tuple[str, ...]) -> dict[str, str]:
    """A fingerprint of every table."""
    return {
        model._meta.label: hashlib.sha256(
            repr(list(model._base_manager.order_by("pk").values_list())).encode()
        ).hexdigest()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in without
    }
