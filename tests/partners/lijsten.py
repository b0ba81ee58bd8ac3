"""What the tests of reading in a list share."""

from http import HTTPStatus

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pilots.partners.models import Inleesvoorstel

KOP = "Organisatie;Soort organisatie;Mailadres organisatie;Naam persoon;Mailadres persoon;Sleutelfunctionaris\n"
BANK = "Voedselbank Noord;Voedselbank;info@noord.example;Samira de Wit;samira@noord.example;ja\n"
KERK = "Kerk aan Zee;Voedselbank;;Bas Kok;bas@zee.example;nee\n"


def url(name, pilot, *args):
    return reverse(f"partners:{name}", args=[pilot.pk, *args])


def upload(client, pilot, content, name="lijst.csv"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(url("import_upload", pilot), {"bestand": SimpleUploadedFile(name, content)})


def proposed(client, pilot, content, name="lijst.csv"):
    response = upload(client, pilot, content, name)
    assert response.status_code == HTTPStatus.FOUND, response.text
    return Inleesvoorstel.objects.latest("pk")


def confirm(client, voorstel, hoe="uitgenodigd"):
    return client.post(url("import_confirm", voorstel.pilot, voorstel.pk), {"hoe": hoe})


def judgements(voorstel):
    return list(voorstel.regels.values_list("nr", "oordeel"))
