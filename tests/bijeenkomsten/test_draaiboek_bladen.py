"""A run sheet goes out as a sheet, comes back after a look, or comes from another meeting; nothing changes unseen."""

import io
from datetime import time
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.bijeenkomsten.draaiboek.services.blokken import INHOUD
from tests.factories.bijeenkomsten import DraaiboekblokFactory, DraaiboekFactory, WerkvormFactory
from tests.factories.traject import BijeenkomstFactory, DeelnameFactory, PersoonFactory, PilotFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draaiboek(pilot):
    return DraaiboekFactory(bijeenkomst__pilot=pilot)


@pytest.fixture
def blokken(draaiboek):
    rows = [
        {"titel": "Inloop", "is_pauze": True, "deel": "Ochtend", "vast_tijdstip": time(13, 30)},
        {"titel": "Sluis", "parallel": 1, "werkvorm": WerkvormFactory(naam="Een brief herschrijven")},
        {"titel": "Kade", "parallel": 1, "materiaal": ["Stiften", "Vellen"], "leiding": "=Mo"},
        {"titel": "Slot", "plan_b": "Korter.\nOf niet."},
    ]
    return [DraaiboekblokFactory(draaiboek=draaiboek, volgorde=nr, **row) for nr, row in enumerate(rows, start=1)]


@pytest.fixture
def facilitator(client_as):
    return client_as(Rol.FACILITATOR)


def url(name, draaiboek):
    return reverse(f"draaiboek:{name}", args=[draaiboek.bijeenkomst.pilot_id, draaiboek.bijeenkomst_id])


def download(client, draaiboek, als="xlsx") -> bytes:
    return client.get(url("draaiboek_export", draaiboek), {"als": als}).content


def upload(client, draaiboek, content: bytes, naam="draaiboek.xlsx"):
    return client.post(url("draaiboek_import", draaiboek), {"bestand": SimpleUploadedFile(naam, content)})


def changed(content: bytes, change) -> bytes:
    """The same sheet after somebody worked in it; `change` gets the sheet."""
    book = load_workbook(io.BytesIO(content))
    change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def take(client, draaiboek, preview):
    return client.post(url("draaiboek_take", draaiboek), {"bewaard": preview.context["bewaard"]})


def structure(draaiboek):
    """Everything that a block says, and what runs beside what."""
    return [
        [getattr(block, name) for name in (*INHOUD, "parallel", "volgorde")] for block in draaiboek.blokken.standing()
    ]


@pytest.mark.parametrize("als", ["xlsx", "csv"])
def test_what_goes_out_and_comes_in_untouched_changes_nothing(als, facilitator, draaiboek, blokken):
    page = upload(facilitator, draaiboek, download(facilitator, draaiboek, als), f"d.{als}")
    assert page.status_code == HTTPStatus.OK
    assert "Er verandert niets" in page.text


@pytest.mark.parametrize("als", ["xlsx", "csv", "ods", "exe"])
def test_it_can_be_downloaded_and_read_by_the_official(als, client_as, draaiboek, blokken):
    answer = client_as(Rol.AMBTENAAR).get(url("draaiboek_export", draaiboek), {"als": als})
    assert answer.status_code == HTTPStatus.OK
    assert "attachment" in answer["Content-Disposition"]


def test_the_preview_says_what_changes_and_only_then_it_does(facilitator, draaiboek, blokken):
    def work(sheet):
        sheet["C2"] = "Ontvangst"
        sheet["D2"] = 45
        sheet.delete_rows(5)
        sheet.append(["", "", "Borrel", 60])

    before = structure(draaiboek)
    page = upload(facilitator, draaiboek, changed(download(facilitator, draaiboek), work))

    assert "Borrel" in page.text
    assert [one.wat for one in page.context["verschil"].anders] == [
        ["de titel: ‘Inloop’ wordt ‘Ontvangst’", "de minuten: 30 wordt 45"]
    ]
    assert "De minuten: 30 wordt 45" in page.text
    assert [str(block) for block in page.context["verschil"].weg] == ["Slot"]
    assert structure(draaiboek) == before

    take(facilitator, draaiboek, page)
    assert [block.titel for block in draaiboek.blokken.standing()] == ["Ontvangst", "Sluis", "Kade", "Borrel"]
    assert [block.parallel for block in draaiboek.blokken.standing()] == [0, 1, 1, 0]
    line = Gebeurtenis.objects.about(draaiboek).first()
    assert line.zin == "las een draaiboek in: 1 erbij, 1 gewijzigd, 1 weg"
    blokken[3].refresh_from_db()
    assert blokken[3].weg_op is not None


def test_a_long_text_that_changes_is_only_named_and_an_emptied_one_said(facilitator, draaiboek, blokken):
    draaiboek.blokken.filter(titel="Inloop").update(leiding="Gastheer", vast_tijdstip=time(13, 30))

    def work(sheet):
        sheet["F2"], sheet["L2"], sheet["P2"] = None, None, "Zet de stoelen in een kring. " * 4

    page = upload(facilitator, draaiboek, changed(download(facilitator, draaiboek), work))

    assert page.context["verschil"].anders[0].wat == [
        "de vaste tijd: 13.30 uur wordt leeg", "wie het leidt: ‘Gastheer’ wordt leeg", "de uitleg",
    ]  # fmt: skip


def test_what_is_wrong_stands_at_its_line_and_nothing_can_be_taken_over(facilitator, draaiboek, blokken):
    def work(sheet):
        sheet["D2"] = "lang"
        sheet["F3"] = "half drie"
        sheet["K4"] = "Zingen"
        sheet["T5"] = "BSN 123456782"
        sheet["G5"] = "naast elkaar"

    page = upload(facilitator, draaiboek, changed(download(facilitator, draaiboek), work))

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert [fout.regel for fout in page.context["fouten"]] == [2, 3, 4, 5]
    assert "‘Zingen’ kennen wij niet" in page.text
    assert "Neem over" not in page.text


@pytest.mark.parametrize(
    "content",
    [
        b"", b"%PDF-1.7 niet echt", b"\x89PNG plaatje", b"Onderwerp;Duur\r\nInloop;30\r\n", b"PK\x03\x04 stuk",
        b"Titel;Minuten\r\n" + b"x;5\r\n" * 300, b"x" * 2_100_000,
    ],
)  # fmt: skip
def test_a_file_that_is_no_run_sheet_is_refused_in_words(content, facilitator, draaiboek):
    page = upload(facilitator, draaiboek, content, "d.csv")
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert page.context["form"].errors["bestand"]


def test_a_short_list_of_ones_own_becomes_a_run_sheet(facilitator, draaiboek):
    text = "Titel;Minuten;Vaste tijd;Tegelijk\r\nInloop;15;13.30;\r\nZaal A;40;;7\r\nZaal B;45;;7\r\n"
    take(facilitator, draaiboek, upload(facilitator, draaiboek, text.encode(), "lijst.csv"))
    assert [(block.titel, block.min_minuten, block.parallel) for block in draaiboek.blokken.all()] == [
        ("Inloop", 15, 0), ("Zaal A", 40, 1), ("Zaal B", 45, 1),
    ]  # fmt: skip


def test_a_run_sheet_that_changed_meanwhile_is_shown_anew(facilitator, draaiboek, blokken):
    page = upload(facilitator, draaiboek, download(facilitator, draaiboek))
    minutes = reverse(
        "draaiboek:blok_minutes", args=[draaiboek.bijeenkomst.pilot_id, draaiboek.bijeenkomst_id, blokken[0].pk]
    )
    facilitator.post(minutes, {"minuten": 50, "versie": 1})

    answer = take(facilitator, draaiboek, page)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "<b>Inloop</b>: de minuten" in answer.text
    assert draaiboek.blokken.first().minuten == 50
    assert take(facilitator, draaiboek, answer).status_code == HTTPStatus.FOUND
    assert draaiboek.blokken.first().minuten == 30


@pytest.mark.parametrize("text", ["", "onzin", "a:b:c"])
def test_a_proposal_that_is_not_ours_changes_nothing(text, facilitator, draaiboek, blokken):
    answer = facilitator.post(url("draaiboek_take", draaiboek), {"bewaard": text}, follow=True)
    assert "Dit voorstel is te oud." in answer.text
    assert len(structure(draaiboek)) == 4


def test_a_proposal_for_another_run_sheet_changes_nothing(facilitator, draaiboek, blokken, pilot):
    other = DraaiboekFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot))
    page = upload(facilitator, draaiboek, b"Titel;Minuten\r\nLeeg;5\r\n", "d.csv")
    take(facilitator, other, page)
    assert not other.blokken.exists()


def test_lines_of_another_run_sheet_become_new_blocks(facilitator, draaiboek, blokken, pilot):
    other = DraaiboekFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot))
    page = upload(facilitator, other, download(facilitator, draaiboek))
    take(facilitator, other, page)
    assert structure(other) == structure(draaiboek)
    assert len(structure(draaiboek)) == 4


@pytest.mark.parametrize("count", [3, 60])
def test_reading_in_asks_as_much_for_60_lines_as_for_3(count, facilitator, draaiboek, django_assert_num_queries):
    DraaiboekblokFactory(draaiboek=draaiboek, werkvorm=WerkvormFactory(naam="Kring"))
    text = "Titel;Minuten;Werkvorm\r\n" + "Blok;5;Kring\r\n" * count
    with django_assert_num_queries(15):
        assert upload(facilitator, draaiboek, text.encode(), "d.csv").status_code == HTTPStatus.OK


# ---- from another meeting --------------------------------------------------------------------------------


def test_a_copy_has_the_same_structure_as_where_it_came_from(facilitator, draaiboek, blokken, pilot):
    target = DraaiboekFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot))
    old = DraaiboekblokFactory(draaiboek=target, titel="Weg ermee")

    facilitator.post(url("draaiboek_copy", target), {"bron": draaiboek.pk, "versie": target.versie})

    assert structure(target) == structure(draaiboek)
    old.refresh_from_db()
    assert old.weg_op is not None
    assert "nam het draaiboek over van" in Gebeurtenis.objects.about(target).first().zin


def test_fixed_times_move_with_the_beginning(facilitator, draaiboek, blokken, pilot):
    target = DraaiboekFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot, begin=time(14), eind=time(17)))
    facilitator.post(url("draaiboek_copy", target), {"bron": draaiboek.pk, "versie": target.versie})
    assert target.blokken.first().vast_tijdstip == time(14)


def test_the_own_werkvorm_of_another_gemeente_does_not_come_along(facilitator, draaiboek):
    other = PilotFactory()
    persoon = PersoonFactory(pilot=other, user=facilitator.user)
    DeelnameFactory(persoon=persoon, pilot=other, rol=Rol.FACILITATOR)
    source = DraaiboekFactory(bijeenkomst=BijeenkomstFactory(pilot=other))
    DraaiboekblokFactory(draaiboek=source, titel="Brugronde", werkvorm=WerkvormFactory(gemeente=other.gemeente))

    assert str(other) in facilitator.get(url("draaiboek_copy", draaiboek)).text
    facilitator.post(url("draaiboek_copy", draaiboek), {"bron": source.pk, "versie": draaiboek.versie})

    assert [(block.titel, block.werkvorm) for block in draaiboek.blokken.all()] == [("Brugronde", None)]


def test_a_run_sheet_of_a_pilot_of_others_cannot_be_taken(facilitator, draaiboek):
    source = DraaiboekblokFactory(titel="Geheim").draaiboek
    assert "Geheim" not in facilitator.get(url("draaiboek_copy", draaiboek)).text
    answer = facilitator.post(url("draaiboek_copy", draaiboek), {"bron": source.pk, "versie": draaiboek.versie})
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_copying_over_what_changed_meanwhile_asks_again(facilitator, draaiboek, blokken, pilot):
    target = DraaiboekFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot))
    for sent, status in (({"bron": draaiboek.pk, "versie": 0}, 409), ({"versie": 1}, 422)):
        assert facilitator.post(url("draaiboek_copy", target), sent).status_code == status
    assert not target.blokken.exists()
