"""The pictures of docs/beelden/, taken from a demo of its own. Run by scripts/pictures, with the Python of .venv."""

import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from tests.e2e.conftest import BROWSERS, SWITCHES  # noqa: E402
from tests.e2e.site import Site, running_site  # noqa: E402

TARGET = ROOT / "docs" / "beelden"
MOST_BYTES = 200_000
SECONDS_FOR_A_REPORT = 120


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="datt-beelden-") as folder,
        running_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        path = next(filter(None, map(which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        take(browser, site)
        browser.close()


def take(browser: Browser, site: Site) -> None:
    page = visit(browser, site, width=1440, height=1000)
    pilot = sign_in(page, site)
    save("overzicht", page.screenshot())
    page.goto(f"{pilot}sociale-kaart/")
    save("sociale-kaart", page.screenshot())
    save("pilotrapport", first_page(order_report(page, pilot)))
    meeting = next_meeting(page, pilot)
    for part in ("draaiboek", "tafels"):
        page.goto(f"{meeting}{part}/")
        save(part, page.screenshot())

    phone = visit(browser, site, width=390, height=844, scheme="dark")
    sign_in(phone, site)
    save("overzicht-telefoon", phone.screenshot())

    guest = visit(browser, site, width=390, height=844)
    guest.goto(address_of_registration(page, pilot))
    save("aanmelden-telefoon", guest.screenshot())
    guest.goto(personal_link(page, site))
    save("gast-telefoon", guest.screenshot())


def visit(browser: Browser, site: Site, *, width: int, height: int, scheme: str = "light") -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        device_scale_factor=1 if width > 600 else 2,
    )
    return context.new_page()


def sign_in(page: Page, site: Site) -> str:
    """As the facilitator, to the overview of the pilot that is halfway; its address."""
    page.goto(f"{site.url}/demo/")
    page.locator("form:has(input[value='facilitator@demo.example']) button").click()
    page.get_by_role("link", name="Eerder erbij in Waterrade").first.click()
    page.wait_for_url(re.compile(r"/pilots/\d+/$"))
    return page.url


def address_of_registration(page: Page, pilot: str) -> str:
    page.goto(f"{pilot}partners/")
    return page.locator("a[href*='/meedoen/']").first.get_attribute("href") or ""


def next_meeting(page: Page, pilot: str) -> str:
    """The address of the meeting that the path of the pilot points at."""
    page.goto(pilot)
    return site_address(page, page.locator("[data-staat='nu'] a").first.get_attribute("href") or "")


def personal_link(page: Page, site: Site) -> str:
    """The link in the newest mail that invites somebody."""
    page.goto(f"{site.url}/demo/post/")
    return page.locator("a[href*='/u/']").first.get_attribute("href") or ""


def site_address(page: Page, path: str) -> str:
    return str(page.evaluate("path => new URL(path, location.href).href", path))


def order_report(page: Page, pilot: str) -> bytes:
    """Order the Pilotrapport as a facilitator does, and wait until the worker has made it."""
    page.goto(f"{pilot}documenten/")
    card = page.locator("#document-pilotrapport")
    order = card.locator("#bestel-pilotrapport")
    if order.count():
        order.click()
    order.wait_for(timeout=SECONDS_FOR_A_REPORT * 1000)  # it is away while the document is made
    with page.expect_download() as download:
        card.locator("a[id^=download-]").first.click()
    return download.value.path().read_bytes()


def first_page(pdf: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "rapport.pdf", Path(folder) / "blad"
        source.write_bytes(pdf)
        command = ["pdftoppm", "-r", "80", "-f", "1", "-l", "1", "-singlefile", "-png", str(source), str(target)]
        subprocess.run(command, check=True)
        return target.with_suffix(".png").read_bytes()


def save(name: str, picture: bytes) -> None:
    """As small as it may be and still look the same: with a palette of 256 colours."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    if image.width == 780:
        image = image.resize((585, image.height * 585 // 780), Image.Resampling.LANCZOS)
    target = TARGET / f"{name}.png"
    image.quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
    size = target.stat().st_size
    if size >= MOST_BYTES:
        sys.exit(f"{target.name} is too heavy: {size} bytes.")
    print(f"{target.relative_to(ROOT)}: {image.width} × {image.height}, {size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
