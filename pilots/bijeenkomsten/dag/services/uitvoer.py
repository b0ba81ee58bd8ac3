"""Who was there, as a file."""

from datt.accounts.models import User
from datt.core.models import record
from datt.core.tabellen import Tabel
from pilots.bijeenkomsten.dag.services.aantallen import attendance_of
from pilots.traject.models import Bijeenkomst


def attendance_table(meeting: Bijeenkomst) -> Tabel:
    """A row for everybody who was asked or came, with the time for every part."""
    found = attendance_of(meeting)
    return Tabel(
        titel=f"aanwezig {meeting.korte_titel}",
        koppen=["Naam", "Organisatie", "Was er", *found.delen, "Bijzonder"],
        rijen=[
            [row.rij.naam, row.rij.organisatie, row.was_er, *(time for _, time in row.delen), row.rij.zei]
            for row in found.rijen
        ],
    )


def log_download(meeting: Bijeenkomst, soort: str, *, by: User) -> None:
    """A list of people left the building: that stands in the log."""
    record(meeting, "dag.presentie.gedownload", f"downloadde wie er waren bij {meeting} ({soort})", by=by)
