"""How somebody signs in, as tests do it: ask for a code, read it in the outbox, give it."""

import base64
import hashlib
import hmac
import re
import struct
import time

from django.test import Client

from datt.berichten.models import Bericht

LOGIN = "/account/login/"
CODE = f"{LOGIN}code/"
PILOTS = "/pilots/"
APP_ON = "/account/tweede-stap/app/aan/"
FACTOR = "/account/tweede-stap/invullen/"


def mailed_code() -> str:
    match = re.search(r"\b(\d{6})\b", Bericht.objects.latest("pk").tekst)
    assert match
    return match[1]


def ask(client: Client, email: str, **extra):
    return client.post(LOGIN, {"email": email}, **extra)


def give(client: Client, code: str, **extra):
    return client.post(CODE, {"code": code, "action": "verify"}, follow=True, **extra)


def sign_in(client: Client, email: str):
    ask(client, email)
    return give(client, mailed_code())


def is_in(client: Client) -> bool:
    """Whether this browser is signed in, asked where everybody with an account may come."""
    return "_auth_user_id" in client.session and client.get("/account/").status_code == 200


def other_than(code: str) -> str:
    return "000000" if code != "000000" else "111111"


def app_code(secret: str, *, at: float | None = None) -> str:
    """The six digits that an app on a phone shows (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    step = int(time.time() if at is None else at) // 30
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
