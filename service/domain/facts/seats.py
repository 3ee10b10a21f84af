"""Seats of government that news English says for the country: "Paris" for France.

Only seats of one word that are rarely a name of anything else; a sentence about the city itself names the country's
matter no less, so the reading is offered in one direction only: a claim's country may be met by its seat.
"""

from service.domain.terms import sentence_terms
from service.domain.territories import territory_key

_SEATS = """
Abuja Nigeria
Algiers Algeria
Amman Jordan
Ankara Turkey
Athens Greece
Baghdad Iraq
Baku Azerbaijan
Bangkok Thailand
Beijing China
Beirut Lebanon
Belgrade Serbia
Berlin Germany
Bern Switzerland
Bogota Colombia
Brasilia Brazil
Bratislava Slovakia
Brussels EU
Bucharest Romania
Budapest Hungary
Cairo Egypt
Canberra Australia
Caracas Venezuela
Copenhagen Denmark
Damascus Syria
Delhi India
Dhaka Bangladesh
Doha Qatar
Dublin Ireland
Hanoi Vietnam
Harare Zimbabwe
Havana Cuba
Helsinki Finland
Islamabad Pakistan
Jakarta Indonesia
Kabul Afghanistan
Kathmandu Nepal
Khartoum Sudan
Kiev Ukraine
Kinshasa Congo
Kremlin Russia
Kyiv Ukraine
Lima Peru
Lisbon Portugal
London UK
Madrid Spain
Manila Philippines
Minsk Belarus
Moscow Russia
Nairobi Kenya
Oslo Norway
Ottawa Canada
Paris France
Prague Czechia
Pyongyang North-Korea
Rabat Morocco
Riga Latvia
Riyadh Saudi-Arabia
Rome Italy
Sofia Bulgaria
Seoul South-Korea
Stockholm Sweden
Taipei Taiwan
Tallinn Estonia
Tbilisi Georgia
Tehran Iran
Tokyo Japan
Tripoli Libya
Vienna Austria
Vilnius Lithuania
Warsaw Poland
Washington US
Yerevan Armenia
Zagreb Croatia
"""


def _seats() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _SEATS.strip().splitlines():
        seat, country = line.split()
        key = territory_key(country.replace("-", " "))
        if key:
            found[sentence_terms(seat)[0]] = key
    return found


COUNTRY_BY_SEAT = _seats()
"""The term of a seat of government -> the term of its territory."""
