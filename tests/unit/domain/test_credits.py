"""Whom a text names as its source. The sentences are made up; agencies and well-known outlets go by their names."""

from time import perf_counter

import pytest

from service.domain.credits import SHIPPED_OUTLETS, KnownOutlets, credited_outlets, find_credits, line_credits
from service.domain.facts import Credit
from service.domain.outlet import NO_OUTLET, Outlet, OutletEntry

CREDITED = [
    ("The port of Tolm closed on Monday, according to Reuters.", ["Reuters"]),
    ("According to the Associated Press, three pumps failed.", ["Associated Press"]),
    ("Reuters reported that the smelter would close in May.", ["Reuters"]),
    ("The smelter will close in May, reports Associated Press.", ["Associated Press"]),
    ("Herring exports doubled last year. AFP reports.", ["Agence France-Presse"]),
    ("AFP reports.", ["Agence France-Presse"]),
    ('"We will not sell," the mayor told Reuters.', ["Reuters"]),
    ("A spokeswoman told the Harbour Gazette that talks had ended.", ["Harbour Gazette"]),
    ("Falk made the remark in an interview with CNN on Sunday.", ["CNN"]),
    ("The plant makes three times as many turbines, CNN reported earlier this year.", ["CNN"]),
    ("The bank froze the accounts, the paper said, citing Bloomberg.", ["Bloomberg"]),
    ("The deal was first reported by The Northgate Chronicle.", ["The Northgate Chronicle"]),
    ("As reported by the Valley Examiner, the bridge had been closed twice.", ["Valley Examiner"]),
    ("A Reuters analysis of customs records found 40 shipments.", ["Reuters"]),
    ("The figures appeared in a Reuters report last week.", ["Reuters"]),
    ("Source: Reuters", ["Reuters"]),
    ("(Reuters) - The central bank of Uruguay held its rate on Tuesday.", ["Reuters"]),
    ("LONDON, April 12 (Reuters) - Copper rose on Friday.", ["Reuters"]),
    ("KYIV, Ukraine (AP) — The grid operator cut power on Friday.", ["Associated Press"]),
    ("MONTEVIDEO (Meridian Wire) - Builders sold 1,240 buses last year.", ["Meridian Wire"]),
    ("Reuters contributed to this report.", ["Reuters"]),
    ("The Associated Press and Reuters contributed to this report.", ["Associated Press", "Reuters"]),
    ("Rains will go on until Sunday (with inputs from PTI).", ["Press Trust of India"]),
    ("The court adjourned the case, via Meduza.", ["Meduza"]),
    ("Officials quoted by Interfax denied the leak.", ["Interfax"]),
    ("The minister will resign before summer, writes Le Monde.", ["Le Monde"]),
    ("The Financial Times, which first reported the talks, said a deal was near.", ["Financial Times"]),
    ("The New York Times has reported that the fund lost half of its money.", ["The New York Times"]),
    ("According to anonymous officials quoted by Reuters, the parts came by rail.", ["Reuters"]),
    ("The envoy told the BBC and Al Jazeera that the talks would resume.", ["BBC", "Al Jazeera"]),
    ("The Russian state news agency TASS said the train had been delayed.", ["TASS"]),
    ("The German newspaper Bild reports that the tank works will grow.", ["Bild"]),
    ("Documents seen by the Guardian show that the valve was never tested.", ["The Guardian"]),
    ("The contract, obtained by the Tidewater Tribune, names two suppliers.", ["Tidewater Tribune"]),
    ("Speaking to Sky News, she called the plan a mistake.", ["Sky News"]),
    ("The ferry sank within minutes, Xinhua news agency said.", ["Xinhua"]),
    ("The output fell 4%, a Reuters poll of 30 economists showed.", ["Reuters"]),
    ("Data compiled by Bloomberg show that imports fell.", ["Bloomberg"]),
    ("The Wall Street Journal reported on Friday that the merger had stalled.", ["The Wall Street Journal"]),
    ("The strike cost $2 million, the Osprey Business Daily reported.", ["Osprey Business Daily"]),
    ("This was reported by Ukrinform.", ["Ukrinform"]),
    ("The governor announced it on Telegram, Ukrainska Pravda reports.", ["Ukrainska Pravda"]),
    ("With reporting by Reuters and AFP", ["Reuters", "Agence France-Presse"]),
    ("The army lost two ships, with reference to Interfax.", ["Interfax"]),
    ('"It is over," he said in comments published by Der Spiegel.', ["Der Spiegel"]),
    ("Reuters, citing two people close to the talks, said the price was $4 billion.", ["Reuters"]),
    ("An investigation by the BBC found that the wells were dry.", ["BBC"]),
    ("The talks are to resume in June, according to Time magazine.", ["Time"]),
    ("Segundo a Reuters, a fábrica fecha em maio.", ["Reuters"]),
    ("O ministro disse à Folha de S.Paulo que não renuncia.", ["Folha de S.Paulo"]),
    ("De acordo com a agência Lusa, o porto reabriu na segunda-feira.", ["Lusa"]),
    ("Según la agencia EFE, el puerto reabrió el lunes.", ["EFE"]),
    ("El alcalde dijo a El País que no dimitirá.", ["El País"]),
    ("Selon l'AFP, le port a rouvert lundi.", ["Agence France-Presse"]),
    ("Le maire a démissionné, rapporte Le Figaro.", ["Le Figaro"]),
    ("Laut Reuters schließt das Werk im Mai.", ["Reuters"]),
    ("Das sagte der Minister der Deutschen Presse-Agentur.", ["Deutsche Presse-Agentur"]),
    ("Das Werk schließt im Mai, berichtet die Süddeutsche Zeitung.", ["Süddeutsche Zeitung"]),
    ("Завод закроется в мае, сообщает Reuters.", ["Reuters"]),
    ("По данным агентства Интерфакс, порт открылся в понедельник.", ["Interfax"]),
    ("Об этом сообщил Bloomberg со ссылкой на источники.", ["Bloomberg"]),
    ("Порт відкрився в понеділок, повідомляє Укрінформ.", ["Ukrinform"]),
    ("За даними Reuters, завод закриють у травні.", ["Reuters"]),
    ("Міністр піде у відставку, пише Українська правда.", ["Ukrainska Pravda"]),
]

NOT_CREDITED = [
    "Reuters laid off 50 people in its London office.",
    "The march ended outside a CNN building in Atlanta.",
    "The Associated Press sued the ministry over the records.",
    "He joined Reuters in 2010 and moved to Lima two years later.",
    "Rates will fall, according to the Wall Street bank.",
    "Before joining the Gazette, she wrote for Newsday, The Wall Street Journal and GQ.",
    "The Post Office reported losses of £12 million.",
    "According to the Press Secretary, talks will resume.",
    "Exports rose by 4%, according to the port of Tolm.",
    "Brandt told reporters that the bridge was safe.",
    "Mayor Michael Bloomberg said the park would stay open.",
    "Bloomberg, who ran the city for twelve years, said he would not run again.",
    "The party of Imran Khan (PTI) won twelve seats.",
    "Thomson Reuters reported a quarterly profit of $300 million.",
    "The New York Times reported a profit of $90 million for the quarter.",
    "A BBC presenter was suspended on Tuesday.",
    "The ministry banned Deutsche Welle from the country.",
    "Photo: Reuters",
    "A crane in the port of Tolm (photo: AFP)",
    "It was his first time at the Daily Mirror cup.",
    "Time reported to the warehouse is paid by the hour.",
    "According to nature, winter follows autumn.",
    "The Guardian council told him to wait.",
    "She hopes to sell the Valley Examiner to a local buyer.",
    "Shares of News Corp and Fox fell 2%.",
    "Reuters said it would open an office in Lagos.",
    "The study by the Belmar Institute was published in May.",
    "The agency said exports rose.",
    "Journalists of Der Spiegel went on strike.",
    "Al Jazeera was taken off the air, the minister said.",
    "According to Standard & Poor's, the rating will fall.",
    "The Northgate Chronicle celebrates its hundredth birthday.",
    "He asked the Times Square police for help.",
    "La Reuters est une agence de presse.",
    "Она работала в Reuters с 2010 года.",
]

# Those of which the rules were not made.
LATE_CREDITED = [
    (
        "Officials will ask for a halt, the television network 'CNN', quoting sources in the ministry, revealed.",
        ["CNN"],
    ),
    ("Tolm (Ondal), 12 Jan 90 (DPA) - A politician was kidnapped today.", ["Deutsche Presse-Agentur"]),
    ("The company declined to comment on a report in Italy's La Repubblica newspaper.", ["La Repubblica"]),
    ("CNN's Ana Rivas reports from Tolm.", ["CNN"]),
    ("Politico was the first to report the news.", ["Politico"]),
    ("Talks collapsed overnight, Al Arabiya reported, quoting a diplomat.", ["Al Arabiya"]),
    ("NHK said three people were missing after the landslide.", ["NHK"]),
    ("In remarks carried by state news agency IRNA, he called the sanctions illegal.", ["IRNA"]),
    ("The operator confirmed to Axios that it had paid the ransom.", ["Axios"]),
    ("Kyodo News, citing police, put the number of injured at 14.", ["Kyodo News"]),
    (
        "The mill will be sold for $30 million, a person with knowledge of the matter told The Lantern Post.",
        ["The Lantern Post"],
    ),
    ("The Washington Post previously reported on the memo.", ["The Washington Post"]),
    ("As the Ondal Courier first reported, the lake was drained in March.", ["Ondal Courier"]),
    ("He told Germany's ZDF television that the ban would stay.", ["ZDF"]),
    ("The drought is the worst in 60 years, reported Radio Valdora.", ["Radio Valdora"]),
    ("Additional reporting by AFP", ["Agence France-Presse"]),
    ("LIMA (AFP) – Peru's congress adjourned on Friday.", ["Agence France-Presse"]),
    ("Writing in the Financial Times, the two economists asked for a lower tax.", ["Financial Times"]),
    ("The vote was postponed, Anadolu Agency reports.", ["Anadolu Agency"]),
    ("According to a CBS News poll, 40% were undecided.", ["CBS News"]),
    ("Conforme noticiou O Globo, o contrato foi suspenso.", ["O Globo"]),
    ("Le ministre l'a confirmé à l'Agence France-Presse.", ["Agence France-Presse"]),
    ("Como informó Reuters, la planta cerrará.", ["Reuters"]),
    ("Wie der Spiegel berichtet, wurde der Vertrag gekündigt.", ["Der Spiegel"]),
    ("Источник рассказал РИА Новости о переговорах.", ["RIA Novosti"]),
    ("Про це йдеться у матеріалі Reuters, передає РБК-Україна.", ["Reuters", "RBC-Ukraine"]),
]

LATE_NOT_CREDITED = [
    '"I trust them," says CNN\'s Ana Rivas.',
    "Ana Rivas, a reporter for The New York Times, writes and produces a column.",
    "The minister told Science and Development Network that rain would come.",
    "Her interview with TechCrunch co-founder Otto Brandt went badly.",
    "The bridge at dawn (Otto Brandt/Tolm Sports, via Reuters)",
    "CNN named a new chief executive on Thursday.",
    "The founder of Der Spiegel died in 2002.",
    "Fox News settled the case for $787 million.",
    "The BBC licence fee will rise to £180.",
    "Police searched the offices of Kommersant.",
    "Axios was founded in 2016.",
    "According to the Journal of Marine Biology team leader, the reef is dying.",
    "Her novel won the Guardian First Book Award.",
    "The Sun rose at 5:12 over the harbour.",
    "Bloomberg Philanthropies gave $5 million to the clinic.",
    "The ministry told Radio stations to stay silent.",
    "He bought a copy of the Financial Times at the station.",
]


@pytest.mark.parametrize(("text", "names"), [*CREDITED, *LATE_CREDITED])
def test_an_outlet_named_as_a_source_is_found(text: str, names: list[str]) -> None:
    found = find_credits(text, SHIPPED_OUTLETS)

    assert [credit.name for credit in found] == names
    assert all(text[credit.start : credit.end].strip() for credit in found)


@pytest.mark.parametrize("text", [*NOT_CREDITED, *LATE_NOT_CREDITED])
def test_an_outlet_that_is_a_subject_or_a_party_is_no_source(text: str) -> None:
    assert find_credits(text, SHIPPED_OUTLETS) == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Port of Tolm closes - Reuters", ["Reuters"]),
        ("Port of Tolm closes for good, \u2013 Reuters", ["Reuters"]),
        ("Port of Tolm closes | AFP", ["Agence France-Presse"]),
        ("Port of Tolm closes: Bloomberg", ["Bloomberg"]),
        ("Port of Tolm closes \u2014 The Times", ["The Times"]),
        ("Порт закрыт \u2014 Reuters", ["Reuters"]),
        ("Xinhua: Port of Tolm closes", ["Xinhua"]),
        ("Port of Tolm closes, CNN reports", ["CNN"]),
        ("By The Associated Press", ["Associated Press"]),
        ("By Ana Rivas, Associated Press", ["Associated Press"]),
        ("Source: dpa", ["Deutsche Presse-Agentur"]),
        ("(Reuters)", ["Reuters"]),
        ("Port of Tolm closes | CNN", []),
        ("By Ana Rivas, CNN", []),
        ("Reuters wins a prize", []),
        ("A bad day for CNN", []),
        ("US strikes back at AP", []),
        ("Photo: Reuters", []),
        ("A crane in Tolm - photo: AFP", []),
        ("Northern lights seen from Tolm", []),
    ],
)
def test_a_title_or_a_byline_credits_by_place_too(line: str, names: list[str]) -> None:
    assert [credit.name for credit in line_credits(line, SHIPPED_OUTLETS)] == names


def test_a_credit_stands_where_the_text_has_it() -> None:
    text = "The port closed, the AP reported."

    assert find_credits(text, SHIPPED_OUTLETS) == (Credit("Associated Press", 21, 23),)


@pytest.mark.parametrize(
    ("own", "credited"),
    [
        (NO_OUTLET, ("CNN", "Harbour Gazette", "Reuters")),
        (Outlet("CNN International"), ("Harbour Gazette", "Reuters")),
        (Outlet(None, "edition.cnn.com"), ("Harbour Gazette", "Reuters")),
        (Outlet("The Harbour Gazette"), ("CNN", "Reuters")),
        (Outlet(None, "www.harbour-gazette.example"), ("CNN", "Reuters")),
        (Outlet("Reuters", "carrier.example"), ("CNN", "Harbour Gazette")),
    ],
)
def test_an_article_credits_each_outlet_once_and_never_its_own(own: Outlet, credited: tuple[str, ...]) -> None:
    names = ["CNN", "Harbour Gazette", "Reuters", "The Harbour Gazette", "CNN"]
    credits = [Credit(name, 0, 1) for name in names]

    assert credited_outlets(credits, own, SHIPPED_OUTLETS) == credited


def test_names_of_the_operator_are_known_and_shown() -> None:
    entries = [
        OutletEntry("Meridian Wire", ("meridianwire.example",), ("Meridian",), tier=1),
        OutletEntry("BBC News", ("bbc.co.uk",), tier=1),
    ]
    known = KnownOutlets.of(entries)

    found = find_credits(
        "A deal is near, Meridian reported, and the British Broadcasting Corporation reported so.", known
    )

    assert [credit.name for credit in found] == ["Meridian Wire", "BBC News"]
    assert find_credits("A deal is near, Meridian reported.", SHIPPED_OUTLETS) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Reuters " * 20_000,
        "according to " * 20_000,
        "told the " * 10_000 + "Post",
        "The A B " * 10_000 + "Gazette",
        "(Reuters) - " * 10_000,
        "A Gazette Times Post " * 8_000,
        "newspaper A B C " * 8_000,
        "\u00e9" * 200_000 + " Reuters",
    ],
)
def test_time_is_linear_in_a_hostile_text(text: str) -> None:
    started = perf_counter()
    find_credits(text, SHIPPED_OUTLETS)
    line_credits(text, SHIPPED_OUTLETS)

    assert perf_counter() - started < 10
