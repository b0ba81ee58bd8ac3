"""What a PDF may read, what a reader may click, and that it is accessible."""

import base64
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from PIL import Image

from datt.documenten.kinds import image

STATIC = settings.STATICFILES_DIRS[0]
SECRET = "geheim-woord-van-de-server"


def make(body, *, head="", static=STATIC):
    from datt.documenten.pdf import html_to_pdf

    page = "<!doctype html><html lang='nl'><head><title>Proef</title>{}</head><body><h1>Proef</h1>{}</body></html>"
    return html_to_pdf(page.format(head, body), static=static)


def everything_in(content):
    """Every string and stream of the file, unpacked."""
    with pikepdf.open(BytesIO(content)) as pdf:
        streams = b"".join(thing.read_bytes() for thing in pdf.objects if isinstance(thing, pikepdf.Stream))
        return streams + b"".join(thing.unparse() for thing in pdf.objects)


def png(colour="red"):
    out = BytesIO()
    Image.new("RGB", (4, 4), colour).save(out, "png")
    return out.getvalue()


@pytest.fixture
def server():
    """Counts who comes along."""
    hits = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    running = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    running.hits = hits
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


VECTORS = [
    "<img src='{url}'>",
    "<img srcset='{url} 2x' src='{url}'>",
    "<object data='{url}'></object>",
    "<embed src='{url}'>",
    "<iframe src='{url}'></iframe>",
    "<link rel=attachment href='{url}'>",
    "<link rel=stylesheet href='{url}'>",
    "<a rel=attachment href='{url}'>bijlage</a>",
    "<style>@import url('{url}');</style>",
    "<style>@font-face {{ font-family: x; src: url('{url}') }} p {{ font-family: x }}</style><p>x</p>",
    "<p style=\"background: url('{url}')\">x</p>",
    "<p style=\"content: url('{url}')\">x</p>",
    "<ul style=\"list-style-image: url('{url}')\"><li>x</li></ul>",
    "<svg width=9 height=9><image href='{url}' width=9 height=9 /></svg>",
    "<svg width=9 height=9><use href='{url}#a' /></svg>",
    "<base href='{url}'><img src='x.png'>",
    "<meta http-equiv=refresh content='0;url={url}'>",
    '<img src=\'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}"/></svg>\'>',
]


@pytest.mark.parametrize("vector", VECTORS)
def test_a_document_calls_nobody(vector, server):
    url = f"http://127.0.0.1:{server.server_port}/x"

    pdf = make(vector.format(url=url), head=vector.format(url=url))

    assert server.hits == []
    assert not has_attachments(pdf.content)


@pytest.mark.parametrize("vector", VECTORS)
def test_a_document_reads_no_file_of_the_server(vector, tmp_path):
    static = tmp_path / "static"
    (static / "css").mkdir(parents=True)
    secret = tmp_path / "settings.css"
    secret.write_text(f"h1::after {{ content: '{SECRET}' }}")
    ways = [secret.as_uri(), str(secret), "../settings.css", "%2e%2e/settings.css", "css/../../settings.css"]
    hostile = "".join(vector.format(url=url) for url in ways)

    pdf = make(hostile, head=hostile, static=static)

    assert SECRET.encode() not in everything_in(pdf.content)
    assert SECRET not in text_of(pdf.content)
    assert not has_attachments(pdf.content)


def test_a_link_out_of_static_is_not_followed(tmp_path):
    static = tmp_path / "static"
    static.mkdir()
    (tmp_path / "elders.css").write_text(f"h1::after {{ content: '{SECRET}' }}")
    (static / "pdf.css").symlink_to(tmp_path / "elders.css")

    pdf = make("", head="<link rel=stylesheet href='pdf.css'>", static=static)

    assert SECRET not in text_of(pdf.content)
    assert pdf.warnings != []


def test_a_document_reads_its_own_stylesheet_and_images(tmp_path):
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "pdf.css").write_text(
        "h1::after { content: ' met stijl' } p { background: url('../punt.png') }"
    )
    (tmp_path / "punt.png").write_bytes(png())

    pdf = make(
        f"<p>x</p><img alt='Logo' src='{image(png('blue'))}'>",
        head="<link rel=stylesheet href='css/pdf.css'>",
        static=tmp_path,
    )

    assert "met stijl" in text_of(pdf.content)
    assert pdf.warnings == []
    with pikepdf.open(BytesIO(pdf.content)) as opened:
        images = [
            thing for thing in opened.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
        assert len(images) == 2


@pytest.mark.parametrize(
    "content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"", png() + bytes(1_000_000)]
)
def test_only_a_small_plain_image_comes_along(content):
    with pytest.raises(ValueError, match="PNG, JPEG of WebP"):
        image(content)


def test_an_image_is_in_the_html_itself():
    assert image(png()) == "data:image/png;base64," + base64.b64encode(png()).decode()


@pytest.mark.parametrize(
    ("href", "stays"),
    [
        ("https://www.rijksoverheid.nl/", True),
        ("mailto:iemand@voorbeeld.example", True),
        ("tel:0123456789", True),
        ("javascript:alert(1)", False),
        (" JavaScript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("data:text/html,x", False),
        ("/pilots/3/", False),
    ],
)
def test_a_reader_can_only_click_on_what_is_safe(href, stays):
    pdf = make(f"<p><a href='{href}'>Klik</a></p>")

    assert links_of(pdf.content) == ([href] if stays else [])


def test_a_document_is_tagged_and_says_its_language():
    pdf = make("<h2>Deel</h2><table><tr><th scope=col>Wie</th></tr><tr><td>Mo</td></tr></table>")

    with pikepdf.open(BytesIO(pdf.content)) as opened:
        assert str(opened.Root.Lang) == "nl"
        assert bool(opened.Root.MarkInfo.Marked)
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
        assert opened.open_metadata()["pdfuaid:part"] == "1"
        assert {"/H1", "/H2", "/Table", "/TH", "/TD"} <= structure_of(opened)
    assert (pdf.warnings, pdf.bladzijden) == ([], 1)


def test_it_says_how_far_it_is():
    from datt.documenten.pdf import html_to_pdf

    heard = []
    html = "<html lang=nl><title>x</title><p>1</p><p style='break-before: page'>2</p></html>"

    html_to_pdf(html, static=STATIC, progress=lambda stap, bladzijde: heard.append((stap, bladzijde)))

    assert heard[0] == ("lezen", 0)
    assert [step for step in heard if step[0] == "opmaken"][:2] == [("opmaken", 1), ("opmaken", 2)]
    assert heard[-1] == ("bewaren", 0)


def has_attachments(content):
    with pikepdf.open(BytesIO(content)) as pdf:
        return bool(pdf.attachments) or "/AF" in pdf.Root


def links_of(content):
    with pikepdf.open(BytesIO(content)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        return [str(note.A.URI) for note in notes if "/A" in note]


def structure_of(pdf):
    return {
        str(thing.S)
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and "/S" in thing and "/P" in thing
    }


def text_of(content):
    from pypdf import PdfReader

    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
