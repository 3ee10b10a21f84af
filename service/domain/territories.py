"""Countries, territories and their demonyms under one key: "Chinese" = "China", "U.S." = "America".

Names come from the Unicode CLDR (English, through Babel); short forms, former names and demonyms are our own table.
"""

import unicodedata
from functools import lru_cache

from babel import Locale

# CLDR code (or, where CLDR has none, the name itself) -> other names and demonyms, separated by commas.
_ALIASES = {
    "AD": "Andorran, Andorrans",
    "AE": "UAE, U.A.E., Emirati, Emiratis",
    "AF": "Afghan, Afghans",
    "AG": "Antigua, Antiguan, Antiguans",
    "AL": "Albanian, Albanians",
    "AM": "Armenian, Armenians",
    "AO": "Angolan, Angolans",
    "AQ": "Antarctic",
    "AR": "Argentine, Argentines, Argentinian, Argentinians, Argentinean",
    "AT": "Austrian, Austrians",
    "AU": "Australian, Australians",
    "AZ": "Azerbaijani, Azerbaijanis, Azeri, Azeris",
    "BA": "Bosnia, Bosnian, Bosnians, Herzegovina, Herzegovinian",
    "BB": "Barbadian, Barbadians, Bajan",
    "BD": "Bangladeshi, Bangladeshis",
    "BE": "Belgian, Belgians",
    "BF": "Burkinabe",
    "BG": "Bulgarian, Bulgarians",
    "BH": "Bahraini, Bahrainis",
    "BI": "Burundian, Burundians",
    "BJ": "Beninese",
    "BM": "Bermudian, Bermudians, Bermudan",
    "BN": "Bruneian, Bruneians, Brunei Darussalam",
    "BO": "Bolivian, Bolivians",
    "BR": "Brazilian, Brazilians",
    "BS": "Bahamian, Bahamians",
    "BT": "Bhutanese",
    "BW": "Botswanan, Motswana, Batswana",
    "BY": "Belarusian, Belarusians, Byelorussia, Belorussian",
    "BZ": "Belizean, Belizeans",
    "CA": "Canadian, Canadians",
    "CD": "DRC, DR Congo, Democratic Republic of Congo, Democratic Republic of the Congo, Congo-Kinshasa, Zaire",
    "CF": "Central African, Central Africans",
    "CG": "Republic of the Congo, Congo-Brazzaville",
    "CH": "Swiss",
    "CI": "Ivory Coast, Ivorian, Ivorians",
    "CL": "Chilean, Chileans",
    "CM": "Cameroonian, Cameroonians",
    "CN": "PRC, P.R.C., People's Republic of China, Chinese",
    "CO": "Colombian, Colombians",
    "CR": "Costa Rican, Costa Ricans",
    "CU": "Cuban, Cubans",
    "CV": "Cabo Verde, Cape Verdean, Cape Verdeans",
    "CY": "Cypriot, Cypriots",
    "CZ": "Czech Republic, Czech, Czechs",
    "DE": "German, Germans",
    "DJ": "Djiboutian, Djiboutians",
    "DK": "Danish, Dane, Danes",
    "DO": "Dominican, Dominicans",
    "DZ": "Algerian, Algerians",
    "EC": "Ecuadorian, Ecuadorians, Ecuadorean, Ecuadoreans",
    "EE": "Estonian, Estonians",
    "EG": "Egyptian, Egyptians",
    "EH": "Sahrawi, Sahrawis",
    "ER": "Eritrean, Eritreans",
    "ES": "Spanish, Spaniard, Spaniards",
    "ET": "Ethiopian, Ethiopians",
    "EU": "EU, E.U.",
    "EZ": "Euro zone, Euro area",
    "FI": "Finnish, Finn, Finns",
    "FJ": "Fijian, Fijians",
    "FK": "Falklands",
    "FM": "Micronesian, Micronesians",
    "FO": "Faroes, Faroese",
    "FR": "French, Frenchman, Frenchmen, Frenchwoman",
    "GA": "Gabonese",
    "GB": "UK, U.K., Britain, Great Britain, British, Briton, Britons, Brit, Brits",
    "GD": "Grenadian, Grenadians",
    "GE": "Georgian, Georgians",
    "GH": "Ghanaian, Ghanaians",
    "GL": "Greenlandic, Greenlander, Greenlanders",
    "GM": "Gambian, Gambians",
    "GN": "Guinean, Guineans",
    "GQ": "Equatoguinean, Equatorial Guinean",
    "GR": "Greek, Greeks",
    "GT": "Guatemalan, Guatemalans",
    "GU": "Guamanian",
    "GW": "Guinea Bissau",
    "GY": "Guyanese",
    "HK": "Hong Konger, Hong Kongers, Hongkong",
    "HN": "Honduran, Hondurans",
    "HR": "Croatian, Croatians, Croat, Croats",
    "HT": "Haitian, Haitians",
    "HU": "Hungarian, Hungarians",
    "IC": "Canaries",
    "ID": "Indonesian, Indonesians",
    "IE": "Irish, Irishman, Irishmen, Republic of Ireland",
    "IL": "Israeli, Israelis",
    "IM": "Manx",
    "IN": "Indian, Indians",
    "IQ": "Iraqi, Iraqis",
    "IR": "Iranian, Iranians, Islamic Republic of Iran",
    "IS": "Icelandic, Icelander, Icelanders",
    "IT": "Italian, Italians",
    "JM": "Jamaican, Jamaicans",
    "JO": "Jordanian, Jordanians",
    "JP": "Japanese",
    "KE": "Kenyan, Kenyans",
    "KG": "Kyrgyz, Kirghizia",
    "KH": "Cambodian, Cambodians, Khmer",
    "KM": "Comorian, Comorians, Comoran",
    "KP": "DPRK, D.P.R.K., North Korean, North Koreans, Democratic People's Republic of Korea",
    "KR": "ROK, R.O.K., South Korean, South Koreans, Republic of Korea",
    "KW": "Kuwaiti, Kuwaitis",
    "KZ": "Kazakh, Kazakhs, Kazakhstani",
    "LA": "Lao, Laotian, Laotians",
    "LB": "Lebanese",
    "LI": "Liechtensteiner",
    "LK": "Sri Lankan, Sri Lankans",
    "LR": "Liberian, Liberians",
    "LS": "Basotho",
    "LT": "Lithuanian, Lithuanians",
    "LU": "Luxembourger, Luxembourgers, Luxembourgish",
    "LV": "Latvian, Latvians",
    "LY": "Libyan, Libyans",
    "MA": "Moroccan, Moroccans",
    "MC": "Monegasque",
    "MD": "Moldovan, Moldovans",
    "ME": "Montenegrin, Montenegrins",
    "MG": "Malagasy, Madagascan",
    "MH": "Marshallese",
    "MK": "Macedonia, Macedonian, Macedonians, North Macedonian",
    "ML": "Malian, Malians",
    "MM": "Burmese",
    "MN": "Mongolian, Mongolians",
    "MO": "Macau, Macanese",
    "MR": "Mauritanian, Mauritanians",
    "MT": "Maltese",
    "MU": "Mauritian, Mauritians",
    "MV": "Maldivian, Maldivians",
    "MW": "Malawian, Malawians",
    "MX": "Mexican, Mexicans",
    "MY": "Malaysian, Malaysians",
    "MZ": "Mozambican, Mozambicans",
    "NA": "Namibian, Namibians",
    "NC": "New Caledonian",
    "NE": "Nigerien, Nigeriens",
    "NG": "Nigerian, Nigerians",
    "NI": "Nicaraguan, Nicaraguans",
    "NL": "Dutch, Dutchman, Dutchmen, Holland",
    "NO": "Norwegian, Norwegians",
    "NP": "Nepali, Nepalis, Nepalese",
    "NR": "Nauruan, Nauruans",
    "NZ": "New Zealander, New Zealanders",
    "OM": "Omani, Omanis",
    "PA": "Panamanian, Panamanians",
    "PE": "Peruvian, Peruvians",
    "PG": "Papua New Guinean, Papuan",
    "PH": "Filipino, Filipinos, Filipina, Philippine",
    "PK": "Pakistani, Pakistanis",
    "PL": "Polish, Pole, Poles",
    "PR": "Puerto Rican, Puerto Ricans",
    "PS": "Palestine, Palestinian, Palestinians",
    "PT": "Portuguese",
    "PW": "Palauan",
    "PY": "Paraguayan, Paraguayans",
    "QA": "Qatari, Qataris",
    "RO": "Romanian, Romanians",
    "RS": "Serbian, Serbians, Serb, Serbs",
    "RU": "Russian, Russians, Russian Federation",
    "RW": "Rwandan, Rwandans",
    "SA": "Saudi, Saudis, Saudi Arabian, Kingdom of Saudi Arabia, KSA",
    "SC": "Seychellois",
    "SD": "Sudanese",
    "SE": "Swedish, Swede, Swedes",
    "SG": "Singaporean, Singaporeans",
    "SI": "Slovenian, Slovenians, Slovene, Slovenes",
    "SK": "Slovak, Slovaks, Slovakian",
    "SL": "Sierra Leonean, Sierra Leoneans",
    "SN": "Senegalese",
    "SO": "Somali, Somalis, Somalian",
    "SR": "Surinamese",
    "SS": "South Sudanese",
    "SV": "Salvadoran, Salvadorans, Salvadorean",
    "SY": "Syrian, Syrians",
    "SZ": "Swaziland, Swazi, Swazis",
    "TD": "Chadian, Chadians",
    "TG": "Togolese",
    "TH": "Thai, Thais",
    "TJ": "Tajik, Tajiks",
    "TL": "East Timor, East Timorese, Timorese",
    "TM": "Turkmen, Turkmens",
    "TN": "Tunisian, Tunisians",
    "TO": "Tongan, Tongans",
    "TR": "Turkey, Turkish, Turk, Turks, Turkiye",
    "TT": "Trinidad, Trinidadian, Trinidadians",
    "TW": "Taiwanese, Republic of China",
    "TZ": "Tanzanian, Tanzanians",
    "UA": "Ukrainian, Ukrainians",
    "UG": "Ugandan, Ugandans",
    "UN": "UN, U.N.",
    "US": "US, U.S., USA, U.S.A., United States of America, America, American, Americans",
    "UY": "Uruguayan, Uruguayans",
    "UZ": "Uzbek, Uzbeks",
    "VA": "Vatican, Holy See",
    "VE": "Venezuelan, Venezuelans",
    "VN": "Viet Nam, Vietnamese",
    "VU": "Ni-Vanuatu",
    "WS": "Samoan, Samoans",
    "XK": "Kosovar, Kosovars, Kosovan",
    "YE": "Yemeni, Yemenis",
    "ZA": "South African, South Africans",
    "ZM": "Zambian, Zambians",
    "ZW": "Zimbabwean, Zimbabweans",
    "England": "English, Englishman, Englishmen",
    "Scotland": "Scottish, Scot, Scots",
    "Wales": "Welsh",
    "Northern Ireland": "Northern Irish",
    "Europe": "European, Europeans",
    "Africa": "African, Africans",
    "Asia": "Asian, Asians",
    "Korea": "Korean, Koreans",
    "Congo": "Congolese",
    "Tibet": "Tibetan, Tibetans",
    "Crimea": "Crimean, Crimeans",
    "Chechnya": "Chechen, Chechens",
    "Kurdistan": "Kurdish, Kurd, Kurds",
    "Soviet Union": "USSR, U.S.S.R., Soviet, Soviets",
    "Yugoslavia": "Yugoslav, Yugoslavs, Yugoslavian",
    "Czechoslovakia": "Czechoslovak, Czechoslovakian",
}
# Names that are ordinary words in lower case: they count only with a capital letter ...
_CAPITALISED = frozenset({"pole", "poles", "polish", "lao"})
# ... or all in capitals.
_UPPER_CASE = frozenset({"us", "un", "rok"})
_NOT_TERRITORIES = frozenset({"QO", "XA", "XB", "ZZ"})

_NO_DECOMPOSITION = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe"})
_LATIN_ENDS = 0x0250
_IGNORABLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


def fold(text: str) -> str:
    """The form in which spellings meet: NFKC, case-folded, invisible characters gone, Latin letters without accents."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text.translate(_IGNORABLE)).casefold().translate(_NO_DECOMPOSITION)
    letters: list[str] = []
    for char in unicodedata.normalize("NFKD", folded):
        if unicodedata.category(char) == "Mn" and letters and ord(letters[-1]) < _LATIN_ENDS:
            continue
        letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)).replace("’", "'")


def name_words(name: str) -> tuple[str, ...]:
    """A name's words, folded: no periods, no hyphens, no possessive, "&" read as "and", "St." as "Saint".

    >>> name_words("St. Kitts & Nevis")
    ('saint', 'kitts', 'and', 'nevis')
    """
    words = fold(name).replace(".", "").replace("-", " ").replace("&", " and ").split()
    return tuple("saint" if word == "st" else word.removesuffix("'s") for word in words)


def _cldr_names() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for code, name in Locale("en").territories.items():
        if len(code) != 2 or code in _NOT_TERRITORIES:
            continue
        plain, _, other = name.removesuffix(" SAR China").partition(" (")
        names[code] = (plain, other.removesuffix(")")) if other.endswith(")") else (plain,)
    return names


def _tables() -> tuple[dict[tuple[str, ...], str], dict[str, str]]:
    key_by_words: dict[tuple[str, ...], str] = {}
    name_by_key: dict[str, str] = {}
    cldr = _cldr_names()
    for code in {**cldr, **_ALIASES}:
        aliases = _ALIASES.get(code, "").split(", ") if code in _ALIASES else []
        names = [*cldr.get(code, (code,)), *aliases]
        # Turkey is what English texts call it and what wordfreq knows.
        main = "Turkey" if code == "TR" else names[0]
        key = "".join(filter(str.isalnum, "".join(name_words(main))))
        name_by_key[key] = main
        for name in names:
            key_by_words.setdefault(name_words(name), key)
    return key_by_words, name_by_key


_KEY_BY_WORDS, _NAME_BY_KEY = _tables()
LONGEST_NAME = max(len(words) for words in _KEY_BY_WORDS)
FIRST_WORDS = frozenset(words[0] for words in _KEY_BY_WORDS if len(words) > 1)


def territory_of_words(words: tuple[str, ...]) -> str | None:
    """The key of the territory that these folded words name; letter case is not looked at."""
    return _KEY_BY_WORDS.get(words)


@lru_cache(maxsize=4096)
def territory_key(mention: str) -> str | None:
    """The key of the territory that a mention names, None where it names none.

    `mention` is a name or a demonym as it stands in a text, of one word or more, without the article "the". The key is
    lower-case letters without blanks.

    >>> territory_key("Chinese"), territory_key("U.S."), territory_key("us")
    ('china', 'unitedstates', None)
    """
    words = name_words(mention)
    key = _KEY_BY_WORDS.get(words)
    if key is None or len(words) > 1:
        return key
    dotted = "." in mention.rstrip(".")
    if words[0] in _UPPER_CASE and not (dotted or mention.isupper()):
        return None
    if words[0] in _CAPITALISED and not mention[:1].isupper():
        return None
    return key


def territory_name(key: str) -> str | None:
    """The English name of the territory with this key."""
    return _NAME_BY_KEY.get(key)
