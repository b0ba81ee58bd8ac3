"""Write tabel.txt anew with what the site answers now; read the difference before you keep it.

Run it by name: `python -m pytest tests/access/schrijf_tabel.py`. It is not part of the tests.
"""

from tests.access.adressen import adressen
from tests.access.test_matrix import TABEL, visit
from tests.access.wereld import BEZOEKERS, make_wereld

KOP = """\
# What each visitor gets at each address: in, 403 (not for this role), 404 (does not exist for them), login.
# 'in/403' means that looking is allowed and changing is not, or the other way round.
"""


def test_write_the_table(db, settings):
    settings.DEMO = False
    wereld = make_wereld()
    rows = {
        adres.naam: ["/".join(sorted(visit(wereld.clients[naam], adres, wereld.ids))) for naam in BEZOEKERS]
        for adres in adressen()
    }
    width = max(map(len, rows))
    lines = [_line("adres", width, BEZOEKERS), *(_line(naam, width, row) for naam, row in rows.items())]
    TABEL.write_text(KOP + "\n" + "\n".join(lines) + "\n")

    assert set(rows) == {adres.naam for adres in adressen()}


def _line(naam, width, cells):
    return " ".join([naam.ljust(width), *(cell.ljust(12) for cell in cells)]).rstrip()
