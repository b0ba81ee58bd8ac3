"""The post box of the demo, read by whoever gets mail."""

import html
import re
import urllib.parse
import urllib.request

from tests.e2e.site import Site
from tests.waiting import wait_until

LINK = re.compile(r"https?://[^\s\"<]+/u/[\w-]{20,}/")
# A worker sends sixty mails, or makes a document.
SOON = 90_000


def post_of(site: Site, guest: str) -> str:
    address = f"{site.url}/demo/post/?aan={urllib.parse.quote(guest)}"
    with urllib.request.urlopen(address, timeout=20) as page:  # noqa: S310  # our own site
        return html.unescape(page.read().decode())


def wait_for_mail(site: Site, guest: str, words: str) -> None:
    """Look in the post box until the worker has sent it."""
    wait_until(lambda: words in post_of(site, guest), f"a mail with '{words}' to {guest}", seconds=SOON // 1000)


def link_in_mail(site: Site, guest: str) -> str:
    return LINK.findall(post_of(site, guest))[0]
