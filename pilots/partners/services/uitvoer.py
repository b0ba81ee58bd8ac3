"""The lists that are downloaded: partners with or without their people, the people, the sociale kaart."""

from collections.abc import Iterator, Sequence

from datt.accounts.models import User
from datt.core.models import record
from datt.core.tabellen import Cel, Tabel
from pilots.keten.models import Organisatie
from pilots.partners.models import Ketenpartner
from pilots.partners.services.kolommen import (
    ALLEEN_UIT,
    CATEGORIE,
    FASEN,
    NAGEKEKEN,
    ORGANISATIE_KOLOMMEN,
    PERSOON_KOLOMMEN,
)
from pilots.traject.models import Persoon, Pilot

type Rij = list[Cel]


def partners_table(pilot: Pilot, partners: Sequence[Ketenpartner], *, with_people: bool) -> Tabel:
    """One line per organisation, or one per person when people may be in it."""
    koppen = [kolom.kop for kolom in ORGANISATIE_KOLOMMEN]
    if with_people:
        koppen += [kolom.kop for kolom in PERSOON_KOLOMMEN]
    people = _people_by_organisation(pilot) if with_people else {}
    rows = [row for partner in partners for row in _partner_rows(partner, people, with_people=with_people)]
    return Tabel(f"partners {pilot.gemeente}", [*koppen, *ALLEEN_UIT], rows)


def kaart_table(pilot: Pilot, partners: Sequence[Ketenpartner]) -> Tabel:
    """The sociale kaart, by category, without people."""
    koppen = [CATEGORIE, *(kolom.kop for kolom in ORGANISATIE_KOLOMMEN), FASEN, NAGEKEKEN]
    rows: list[Rij] = [
        [
            partner.organisatie.categorie.naam,
            *_organisation_cells(partner.organisatie),
            _phases(partner.organisatie),
            partner.organisatie.gecontroleerd_op,
        ]
        for partner in partners
    ]
    return Tabel(f"sociale kaart {pilot.gemeente}", koppen, rows)


def people_table(pilot: Pilot, people: Sequence[Persoon]) -> Tabel:
    """Everybody that was asked for, with the organisation in front."""
    contacts = set(pilot.ketenpartners.values_list("contactpersoon_id", "organisatie_id"))
    rows: list[Rij] = [
        [
            persoon.organisatie.naam if persoon.organisatie else "",
            *_person_cells(persoon, is_contact=(persoon.pk, persoon.organisatie_id) in contacts),
        ]
        for persoon in people
    ]
    return Tabel(f"mensen {pilot.gemeente}", ["Organisatie", *(kolom.kop for kolom in PERSOON_KOLOMMEN)], rows)


def log_download(pilot: Pilot, what: str, tabel: Tabel, soort: str, *, by: User) -> None:
    """Who took which list out of the site, and how long it was."""
    count = len(list(tabel.rijen))
    lines = "1 regel" if count == 1 else f"{count} regels"
    record(pilot, "partners.lijst.gedownload", f"downloadde {what} ({lines}, {soort})", by=by)


def _people_by_organisation(pilot: Pilot) -> dict[int | None, list[Persoon]]:
    people: dict[int | None, list[Persoon]] = {}
    for persoon in pilot.personen.known():
        people.setdefault(persoon.organisatie_id, []).append(persoon)
    return people


def _partner_rows(
    partner: Ketenpartner, people: dict[int | None, list[Persoon]], *, with_people: bool
) -> Iterator[Rij]:
    organisatie = partner.organisatie
    own = [*_organisation_cells(organisatie)]
    last: Rij = [
        partner.get_status_display(),
        organisatie.gecontroleerd_op,
        organisatie.categorie.naam,
        _phases(organisatie),
    ]
    if not with_people:
        yield [*own, *last]
        return
    present = sorted(
        people.get(organisatie.pk, []), key=lambda persoon: (persoon.pk != partner.contactpersoon_id, persoon.naam)
    )
    for persoon in present:
        yield [*own, *_person_cells(persoon, is_contact=persoon.pk == partner.contactpersoon_id), *last]
    if not present:
        yield [*own, *[""] * len(PERSOON_KOLOMMEN), *last]


def _organisation_cells(organisatie: Organisatie) -> Rij:
    special: dict[str, Cel] = {"type": organisatie.type.naam, "soort": organisatie.get_soort_display()}
    return [special.get(kolom.veld, getattr(organisatie, kolom.veld)) for kolom in ORGANISATIE_KOLOMMEN]


def _person_cells(persoon: Persoon, *, is_contact: bool) -> Rij:
    return [
        persoon.naam,
        persoon.email,
        persoon.telefoon,
        persoon.get_positie_display() if persoon.positie else "",
        persoon.is_sleutelfunctionaris,
        is_contact,
    ]


def _phases(organisatie: Organisatie) -> str:
    return ", ".join(fase.naam for fase in organisatie.fasen.all())
