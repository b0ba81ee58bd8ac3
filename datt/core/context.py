"""What every page may use."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from datt.core import leeshulp
from datt.core.wachtrij import sender_of


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "DEMO": settings.DEMO,
        "PROEF": settings.PROEF,
        "SITE_URL": settings.SITE_URL,
        # Called by the template only where a page uses the queue.
        "wachtrij_wie": partial(sender_of, request),
        "leeshulp": leeshulp.read(request),
        "GEMEENTE_INLOG": [
            {"id": app["provider_id"], "naam": app["name"]}
            for app in settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        ],
    }
