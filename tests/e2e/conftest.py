"""A browser, a running site, and visitors whose trouble fails the test."""

from collections.abc import Callable, Iterator
from shutil import which
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.e2e.site import Site, running_site

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TELL_VIOLATIONS = """document.addEventListener("securitypolicyviolation",
    event => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""
# What the browser itself says of an answer that a test asked for on purpose.
EXPECTED = (
    "Failed to load resource: the server responded with a status of 4",
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",
)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": next(filter(None, map(which, BROWSERS))), "args": SWITCHES}


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


class Visitor:
    """Somebody with a browser of their own. `trouble` is what must never happen on any page."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.context = context
        self.site = site
        self.trouble: list[str] = []
        context.add_init_script(TELL_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.trouble.append(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)
        self.page: Page = context.new_page()

    def go(self, path: str) -> Page:
        self.page.goto(path if path.startswith("http") else self.site.url + path)
        return self.page

    def sign_in(self, rol: str) -> "Visitor":
        """With the button of the demo."""
        self.go("/demo/")
        self.page.locator(f"form:has(input[value='{rol}@demo.example']) button").click()
        self.page.wait_for_url("**/pilots/**")
        return self

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(EXPECTED):
            self.trouble.append(f"console: {message.text}")

    def _request(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and f"{parts.scheme}://{parts.netloc}" != self.site.url:
            self.trouble.append(f"elsewhere: {request.url}")

    def _response(self, response) -> None:
        if response.status >= 500:
            self.trouble.append(f"{response.status}: {response.url}")


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Callable[..., Visitor]]:
    """Make a visitor: `visitor(width=390, color_scheme="dark", java_script_enabled=False)`."""
    made: list[Visitor] = []

    def make(*, width: int = 1440, height: int = 900, **options: object) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            has_touch=width < 600,
            **options,
        )
        context.set_default_timeout(10_000)
        made.append(Visitor(context, site))
        return made[-1]

    yield make
    for one in made:
        one.context.close()
    assert [trouble for one in made for trouble in one.trouble] == []
