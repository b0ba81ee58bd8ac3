"""HTML into a tagged PDF. The only module that touches WeasyPrint, and never in a process of the site itself.

It is run as a program of its own (see `render`), isolated: it knows no Django, no settings and no secret,
has no network where the machine allows that, and may use only so much memory and time. It reads HTML from
a file, writes the PDF or a ZIP of PDFs beside it, and tells on standard output how far it is, one JSON
object a line. When whoever started it is gone, it stops.
"""

import argparse
import contextlib
import copy
import ctypes.util
import io
import json
import logging
import os
import resource
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

# Addresses in the HTML are relative to `static/`; this host is never looked up.
BASE = "https://static.invalid/"
# Images a document brings along itself, as `kinds.image` writes them: nothing that can hold another address.
OWN_IMAGES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/webp;base64,")
MOST_OF_AN_IMAGE = 3_000_000
# A ZIP says a time of every file in it; this one says nothing.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
# What a reader may click on; a page of the document itself begins with #.
LINKS = ("https://", "http://", "mailto:", "tel:", "#")
LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz", "fontconfig")
TYPES = {
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".otf": "font/otf",
}

# How this program ends; anything else is a crash.
DONE, NO_PANGO, NO_MEMORY, BAD_INPUT = 0, 3, 4, 5

type Progress = Callable[[str, int], None]


class RefusedAddressError(ValueError):
    """The document asked for something outside `static/` and its own images."""


@dataclass(frozen=True)
class Pdf:
    """A finished PDF, or a ZIP; `warnings` is what WeasyPrint complained about, empty for a document of ours."""

    content: bytes
    bladzijden: int
    warnings: list[str] = field(default_factory=list)


def html_to_pdf(html: str, *, static: Path, variant: str = "pdf/ua-1", progress: Progress | None = None) -> Pdf:
    """Render HTML that may use files of `static` and its own images. `progress` hears the step and the page."""
    return _make(html, _one_pdf, static=static, variant=variant, progress=progress)


def html_to_zip(html: str, *, static: Path, variant: str = "pdf/ua-1", progress: Progress | None = None) -> Pdf:
    """A ZIP with a PDF for every element that has an `id` and the name of its file in `data-bestand`."""
    return _make(html, _zip_of_parts, static=static, variant=variant, progress=progress)


def _make(html: str, write: Any, *, static: Path, variant: str, progress: Progress | None) -> Pdf:
    from weasyprint import HTML  # two seconds, and native libraries

    warnings: list[str] = []
    with _listening(warnings, progress):
        source = HTML(string=html, base_url=BASE, url_fetcher=_fetcher(static))
        _defuse(source)
        how = {"pdf_variant": variant, "pdf_tags": True}
        document = source.render(**how)
        content = write(source, document, how)
    return Pdf(content, len(document.pages), warnings)


def _one_pdf(source: Any, document: Any, how: dict[str, Any]) -> bytes:
    content: bytes = document.write_pdf(**how)
    return content


def _zip_of_parts(source: Any, document: Any, how: dict[str, Any]) -> bytes:
    names = {one.get("id"): one.get("data-bestand") for one in source.etree_element.iter() if one.get("data-bestand")}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as parts:  # a PDF is packed already
        for mark, pages in _parts(document.pages, names):
            part = document.copy(pages)
            part.metadata = copy.copy(document.metadata)
            part.metadata.title = Path(names[mark]).stem
            # Whoever wrote the name: nothing is ever unpacked outside its folder.
            parts.writestr(zipfile.ZipInfo(Path(names[mark]).name, ZIP_DATE), part.write_pdf(**how))
    return out.getvalue()


def _parts(pages: Any, names: dict[str, str]) -> Iterator[tuple[str, list[Any]]]:
    """The pages of each part, under the mark with which its first page begins."""
    mark, found = "", list[Any]()
    for page in pages:
        # A part that runs on has its mark on every page.
        begins = next((anchor for anchor in page.anchors if anchor in names and anchor != mark), "")
        if begins and found:
            yield mark, found
            found = []
        mark = begins or mark
        if mark:
            found.append(page)
    if found:
        yield mark, found


def _defuse(source: Any) -> None:
    """Take out what could leave the document: another base, attachments, links a reader must not click."""
    source.base_url = BASE
    for element in source.etree_element.iter():
        if element.tag not in ("base", "link", "a", "area"):
            continue
        element.attrib.pop("ping", None)
        if element.tag == "base" or "attachment" in element.get("rel", "").lower():
            element.attrib.pop("href", None)
            element.attrib.pop("rel", None)
        elif element.tag in ("a", "area") and not element.get("href", "#").strip().lower().startswith(LINKS):
            element.attrib.pop("href")


def _fetcher(static: Path) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # see above

    class StaticFetcher(URLFetcher):  # type: ignore[misc]  # no types
        """Everything is refused, but files of ours and images that the document itself carries."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith(OWN_IMAGES) and len(url) <= MOST_OF_AN_IMAGE:
                return super().fetch(url, headers)
            path = static_file(url, static)
            kind = TYPES[path.suffix]
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return StaticFetcher(allowed_protocols=["data", "https"], allow_redirects=False)


def static_file(url: str, static: Path) -> Path:
    """The file of ours that this address means. Raises RefusedAddressError for everything else."""
    if not url.startswith(BASE):
        raise RefusedAddressError("This document may only read its own files.")
    root = static.resolve()
    path = (root / unquote(urlsplit(url).path).lstrip("/")).resolve()
    if not path.is_relative_to(root) or path.suffix not in TYPES or not path.is_file():
        raise RefusedAddressError("This document may only read its own files.")
    return path


@contextlib.contextmanager
def _listening(warnings: list[str], progress: Progress | None) -> Any:
    """Hear what WeasyPrint says while it works."""
    handler = _Listener(warnings, progress)
    logger = logging.getLogger("weasyprint")
    # Named, because WeasyPrint gives this one a level of its own.
    steps = logging.getLogger("weasyprint.progress")
    before = (logger.level, logger.propagate, steps.level)
    logger.setLevel(logging.INFO)
    steps.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.level, logger.propagate, steps.level = before


class _Listener(logging.Handler):
    def __init__(self, warnings: list[str], progress: Progress | None) -> None:
        super().__init__()
        self.warnings = warnings
        self.progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING:
            self.warnings.append(record.getMessage()[:500])
        elif self.progress and record.name == "weasyprint.progress":
            self.progress(*_step(record))


def _step(record: logging.LogRecord) -> tuple[str, int]:
    """What a line of WeasyPrint's progress means: 'lezen', 'opmaken' with its page, or 'bewaren'."""
    text = record.getMessage()
    if text.startswith("Step 5"):
        page = record.args[0] if isinstance(record.args, tuple) and record.args and "Page" in text else 0
        return "opmaken", int(str(page))
    return ("bewaren" if text.startswith(("Step 6", "Step 7")) else "lezen"), 0


def missing_library() -> str:
    """The first native library that WeasyPrint needs and that is not here; empty when all are."""
    for name in LIBRARIES:
        if not ctypes.util.find_library(name) and not _loads(name):
            return name
    return ""


def _loads(name: str) -> bool:
    for file in (f"lib{name}.so.0", f"lib{name}.so.1", f"lib{name}.0.dylib"):
        with contextlib.suppress(OSError):
            ctypes.CDLL(file)
            return True
    return False


# The program


def main() -> int:
    options = _options()
    _close_in(memory=options.memory, cpu=options.cpu)
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    try:
        make = html_to_zip if options.zip else html_to_pdf
        pdf = make(
            options.html.read_text(encoding="utf-8"), static=options.static, variant=options.variant, progress=_tell
        )
        options.pdf.write_bytes(pdf.content)
    except MemoryError:
        return NO_MEMORY
    except OSError as error:
        # Importing WeasyPrint without Pango is an OSError too.
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return NO_PANGO if missing_library() else BAD_INPUT
    _say({"bladzijden": pdf.bladzijden, "waarschuwingen": pdf.warnings[:50]})
    return DONE


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("html", type=Path)
    parser.add_argument("pdf", type=Path)
    parser.add_argument("--static", type=Path, required=True)
    parser.add_argument("--zip", action="store_true", help="a PDF for every part, in one file")
    parser.add_argument("--variant", default="pdf/ua-1")
    parser.add_argument("--memory", type=int, required=True, help="bytes of address space")
    parser.add_argument("--cpu", type=int, required=True, help="seconds of processor time")
    return parser.parse_args()


def _close_in(*, memory: int, cpu: int) -> None:
    """Limits first, then no network where the machine lets us; not every system knows all of it."""
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 5))  # a signal first, then the end
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        os.nice(10)
    if hasattr(os, "unshare"):
        with contextlib.suppress(OSError):
            os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)


def _stop_with_parent() -> None:
    """The parent holds our standard input open; when it is gone, so are we."""
    while os.read(0, 1):  # not through sys.stdin: its lock would be held at the end
        pass
    os._exit(1)


def _tell(stap: str, bladzijde: int) -> None:
    _say({"stap": stap, "bladzijde": bladzijde})


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
