"""School holidays: reading a file, reading the open data, keeping them, and saying what is unknown."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pilots.traject.models import Schoolvakantie
from pilots.traject.services import schoolvakanties
from pilots.traject.services.planning import schoolkalender

HEADER = "schooljaar;naam;regio;van;tot_en_met;bron\n"
HERFST = "2030-2031;Herfstvakantie;noord;2030-10-12;2030-10-20;zelf bedacht\n"

# Written by ourselves in the form of the open data, with a summer end and a winter end.
OPEN_DATA = [
    {
        "id": "1",
        "content": [
            {
                "title": "Schoolvakanties",
                "schoolyear": " 2030-2031 ",
                "vacations": [
                    {
                        "type": "\n Herfstvakantie \n",
                        "compulsorydates": "false",
                        "regions": [
                            {
                                "region": "noord",
                                "startdate": "2030-10-12T00:00:00.000Z",
                                "enddate": "2030-10-20T21:59:00.000Z",
                            },
                        ],
                    },
                    {
                        "type": "Kerstvakantie",
                        "compulsorydates": "true",
                        "regions": [
                            {
                                "region": "heel Nederland",
                                "startdate": "2030-12-20T23:00:00.000Z",
                                "enddate": "2031-01-05T22:59:00.000Z",
                            },
                        ],
                    },
                ],
            }
        ],
    }
]


def test_a_file_is_read_with_dutch_and_iso_dates_and_the_whole_country():
    rows = schoolvakanties.read_csv(
        "\ufeff# uitleg\n" + HEADER + "2030-2031;Kerstvakantie;heel Nederland;21-12-2030;2031-01-05;zelf\n"
    )

    assert [(row.regio, row.van, row.tot_en_met) for row in rows] == [
        (regio, date(2030, 12, 21), date(2031, 1, 5)) for regio in ("noord", "midden", "zuid")
    ]


def test_commas_work_too():
    rows = schoolvakanties.read_csv(
        (HEADER + '2030-2031;Herfstvakantie;noord;2030-10-12;2030-10-20;"bron een"\n').replace(";", ",")
    )

    assert rows[0].bron == "bron een"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("2030;Herfstvakantie;noord;2030-10-12;2030-10-20;b", "‘2030’ is geen schooljaar"),
        ("2030-2032;Herfstvakantie;noord;2030-10-12;2030-10-20;b", "is geen schooljaar"),
        ("2030-2031;;noord;2030-10-12;2030-10-20;b", "de naam van de vakantie ontbreekt"),
        ("2030-2031;Herfstvakantie;oost;2030-10-12;2030-10-20;b", "‘oost’ is geen regio"),
        ("2030-2031;Herfstvakantie;noord;12 okt;2030-10-20;b", "‘12 okt’ bij van is geen datum"),
        ("2030-2031;Herfstvakantie;noord;2030-10-20;2030-10-12;b", "eindigt (12-10-2030) voor zij begint"),
        ("2030-2031;Herfstvakantie;noord;2030-10-12;2031-03-12;b", "duurt 152 dagen"),
        ("2030-2031;Herfstvakantie;noord;2029-10-12;2029-10-20;b", "vallen niet in het schooljaar"),
        ("2030-2031;Herfstvakantie;noord;2030-10-12;2030-10-20;", "de bron ontbreekt"),
        ("2030-2031;Herfstvakantie;noord", "er staan 3 vakken"),
    ],
)
def test_a_wrong_line_is_named_with_its_number(line, fault):
    with pytest.raises(schoolvakanties.LeesfoutError) as caught:
        schoolvakanties.read_csv("# uitleg\n" + HEADER + HERFST + "\n" + line + "\n")

    assert len(caught.value.fouten) == 1
    assert caught.value.fouten[0].startswith("Regel 5: ")
    assert fault in caught.value.fouten[0]


def test_a_line_that_is_there_twice_is_named():
    with pytest.raises(schoolvakanties.LeesfoutError, match=r"Regel 3: Herfstvakantie .* staat er al"):
        schoolvakanties.read_csv(HEADER + HERFST + HERFST)


@pytest.mark.parametrize(("text", "fault"), [("", "leeg"), ("a;b\n", "Regel 1: de kolommen")])
def test_a_file_without_the_right_header_is_refused(text, fault):
    with pytest.raises(schoolvakanties.LeesfoutError, match=fault):
        schoolvakanties.read_csv(text)


def test_importing_twice_changes_nothing_the_second_time(db, tmp_path):
    path = tmp_path / "vakanties.csv"
    path.write_text(HEADER + HERFST, encoding="utf-8")
    first, second = StringIO(), StringIO()

    call_command("import_schoolvakanties", str(path), stdout=first)
    call_command("import_schoolvakanties", str(path), stdout=second)

    assert first.getvalue().strip() == "1 vakanties gelezen, 1 nieuw of veranderd."
    assert second.getvalue().strip() == "1 vakanties gelezen, 0 nieuw of veranderd."
    assert Schoolvakantie.objects.count() == 1


def test_an_import_with_one_fault_keeps_nothing(db, tmp_path):
    path = tmp_path / "vakanties.csv"
    path.write_text(HEADER + HERFST + "onzin\n", encoding="utf-8")

    with pytest.raises(CommandError, match="Er is niets bewaard"):
        call_command("import_schoolvakanties", str(path))

    assert not Schoolvakantie.objects.exists()


def test_a_file_that_is_no_text_and_one_that_is_not_there_get_their_sentence(tmp_path):
    picture = tmp_path / "plaatje.csv"
    picture.write_bytes(b"\x89PNG\xff\xfe")

    with pytest.raises(CommandError, match="geen tekst in UTF-8"):
        call_command("import_schoolvakanties", str(picture))
    with pytest.raises(CommandError, match="kan niet worden gelezen"):
        call_command("import_schoolvakanties", str(tmp_path / "weg.csv"))


def test_the_open_data_is_read_in_dutch_days():
    rows = schoolvakanties.read_open_data(OPEN_DATA)

    assert (rows[0].naam, rows[0].van, rows[0].tot_en_met) == (
        "Herfstvakantie",
        date(2030, 10, 12),
        date(2030, 10, 20),
    )
    assert {(row.regio, row.van, row.tot_en_met) for row in rows[1:]} == {
        (regio, date(2030, 12, 21), date(2031, 1, 5)) for regio in ("noord", "midden", "zuid")
    }


@pytest.mark.parametrize("answer", [{}, [], [{"content": [{"schoolyear": "x", "vacations": 3}]}], None, "tekst"])
def test_an_odd_answer_of_the_open_data_is_refused(answer):
    with pytest.raises(schoolvakanties.LeesfoutError):
        schoolvakanties.read_open_data(answer)


def test_an_unreachable_source_says_so_and_changes_nothing(db):
    with pytest.raises(CommandError, match="nu niet bereikbaar"):
        call_command("fetch_schoolvakanties", adres="http://127.0.0.1:9/", wacht=1.0)

    assert not Schoolvakantie.objects.exists()


def test_fetching_only_goes_over_https():
    with pytest.raises(CommandError, match="https"):
        call_command("fetch_schoolvakanties", adres="file:///etc/hostname")


def test_what_ships_never_goes_over_what_was_imported(db):
    schoolvakanties.load_content()
    row = Schoolvakantie.objects.get(schooljaar="2026-2027", naam="Herfstvakantie", regio="noord")
    Schoolvakantie.objects.filter(pk=row.pk).update(tot_en_met=date(2026, 10, 19), bron="eigen bestand")

    schoolvakanties.load_content()

    row.refresh_from_db()
    assert (row.tot_en_met, row.bron) == (date(2026, 10, 19), "eigen bestand")


def test_a_day_outside_what_is_loaded_is_unknown(db):
    schoolvakanties.load_content()
    kalender = schoolkalender("noord")

    assert kalender.is_known(date(2027, 3, 4))
    assert kalender.is_known(date(2026, 9, 10))  # between two school years that follow on
    assert not kalender.is_known(date(2027, 9, 10))
    assert not kalender.is_known(date(2025, 9, 10))


def test_a_school_year_with_a_hole_in_it_says_nothing_between_its_holidays(db):
    schoolvakanties.load_content()
    Schoolvakantie.objects.filter(schooljaar="2026-2027", naam="Meivakantie").delete()
    kalender = schoolkalender("zuid")

    assert not kalender.is_known(date(2027, 3, 4))
    assert kalender.is_known(date(2027, 2, 17))  # in a holiday itself
