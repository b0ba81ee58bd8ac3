"""Read what guests get: their page and calendar as a phone without JavaScript does, and the pages of a PDF."""

import io
import re
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from pypdf import PdfReader

from tests.e2e.site import Site

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Gastbezoek:
    """Somebody who came in with a personal link, with a browser that runs no scripts."""

    def __init__(self, site: Site, link: str) -> None:
        self.root = site.url
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.first = self.get(link)

    def get(self, path: str) -> str:
        return self.browser.open(self.root + path, timeout=30).read().decode()

    def page(self) -> str:
        return self.first

    def calendar(self, meeting: int) -> str:
        """The file of this meeting, with its folded lines put together again."""
        text = self.get(f"/u/bijeenkomst/{meeting}/bijeenkomst.ics")
        return re.sub(r"\r?\n[ \t]", "", text).replace("\\,", ",").replace("\\;", ";")

    def answer(self, meeting: int, keuze: str) -> None:
        path = f"/u/bijeenkomst/{meeting}/"
        token = TOKEN.findall(self.get(path))[0]
        form = {"csrfmiddlewaretoken": token, "keuze": keuze, "reden": "", "dieet": "", "toegang": ""}
        sent = urllib.request.Request(self.root + path, urllib.parse.urlencode(form).encode(), {"Referer": self.root})  # noqa: S310
        assert self.browser.open(sent, timeout=30).status == 200


def pages_of(content: bytes) -> list[str]:
    """The words of each page."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]
