"""What was said at the meetings that lie behind a practice pilot: invented, the same for every meeting."""

from datetime import timedelta

TEKSTEN = {
    "kort": "Wij leerden elkaars werk kennen. Aan elke tafel bleek dat mensen drie keer hetzelfde vertellen."
    " Wij spraken af wie er als eerste belt.",
    "verloop": "Iedereen vertelde in twee minuten wat de eigen organisatie doet, en vooral wat niet.",
    "werkt_goed": "Bellen in plaats van een formulier\nDe inloop waar niemand om een afspraak vraagt",
    "paarse_krokodil": "Drie keer dezelfde intake\nWie geen vast adres heeft, krijgt geen brief",
    "roze_olifant": "Een lijst met namen en nummers\nSamen op huisbezoek",
    "vervolg": "De volgende keer kiezen wij samen waar wij als eerste iets aan doen.",
}
# What, who, and how many days after the meeting; without a name it is a decision.
AFSPRAKEN = (
    ("De lijst met directe nummers gaat rond", "Wijkteam Noord (oefening)", timedelta(days=14)),
    ("Elke organisatie noemt twee mensen die meedoen", "alle organisaties", timedelta(days=21)),
    ("Wij noemen in stukken mensen, geen dossiers", "", None),
)
# Mark, whom one can call, and a sentence: given one after the other to who was there.
ANTWOORDEN = (
    (5, "meer", "Eindelijk weet ik wie ik kan bellen"),
    (4, "paar", ""),
    (4, "meer", "Volgende keer graag meer tijd aan tafel"),
    (3, "nee", ""),
    (5, "paar", "Goede sfeer"),
    (4, "meer", ""),
    (2, "nee", "Het was erg vol in de zaal"),
)
EIGEN_ACTIES = (
    "Ik bel de bibliotheek over het spreekuur",
    "Ik loop een ochtend mee bij de voedselbank",
    "Ik maak een kaartje met onze directe nummers",
)
