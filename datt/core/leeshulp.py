"""The Leeshulp: size, spacing and colours a reader chooses, in a cookie, applied on the first byte."""

from django.http import HttpRequest, HttpResponse

COOKIE = "leeshulp"
ONE_YEAR = 365 * 24 * 60 * 60

# Each setting, with the values it may have; an empty value is "as it is".
CHOICES: dict[str, list[tuple[str, str]]] = {
    "tekst": [("", "Gewoon"), ("groot", "Groot"), ("groter", "Groter")],
    "letters": [("", "Gewoon"), ("ruim", "Ruim")],
    "regels": [("", "Gewoon"), ("ruim", "Ruim")],
    "schema": [("", "Zoals uw apparaat"), ("licht", "Licht"), ("rustig", "Rustig"), ("donker", "Donker")],
}
LABELS = {
    "tekst": "Grootte van de tekst",
    "letters": "Ruimte tussen letters",
    "regels": "Ruimte tussen regels",
    "schema": "Kleuren",
}


def read(request: HttpRequest) -> dict[str, str]:
    """The choices of this reader; what is unknown is left out."""
    pairs = (part.partition(":") for part in request.COOKIES.get(COOKIE, "").split("."))
    return {name: value for name, _, value in pairs if value and value in dict(CHOICES.get(name, []))}


def write(response: HttpResponse, choices: dict[str, str], *, secure: bool) -> None:
    value = ".".join(f"{name}:{value}" for name, value in choices.items() if value)
    response.set_cookie(COOKIE, value, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=secure)
