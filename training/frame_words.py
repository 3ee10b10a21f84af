"""What fills the slots of the frames: made-up people and organisations of many languages, real countries and cities."""

FEMALE = (
    "Amara Ingrid Leila Sofia Mei Yuki Priya Fatima Olga Chiara Aoife Zanele Camila Hanna Noor Ananya Thandiwe Elif "
    "Katarina Mirela Siobhan Xiulan Aigerim Lupe Nadia Freya Solveig Ngozi Adaeze Wanjiru Tui Leilani Marisol Beatriz "
    "Dilnoza Tamar Ofelia Renske Linh Siti"
).split()
MALE = (
    "Kwame Lars Omar Mateo Wei Kenji Arjun Hassan Dmitri Luca Cormac Sipho Diego Jonas Tariq Vikram Emre Marek Bogdan "
    "Nurlan Sven Chidi Kamau Tane Keoni Rafael Otabek Giorgi Aurelio Joost Minh Budi Pedro Hugo Anton Casper Ilan "
    "Stavros Tomasz Ravi"
).split()
SURNAMES = (
    "Okafor Lindqvist Haddad Ferreira Zhou Tanaka Menon Rahmani Sokolov Bianchi Gallagher Dlamini Restrepo Weber "
    "Siddiqui Chatterjee Aydin Novak Ionescu Abenov Halvorsen Eze Mwangi Parata Kealoha Moreno Karimov Beridze Tavares "
    "Visser Nguyen Santoso Castillo Lambert Petersen Aalto Shapiro Pappas Kowalski Raman Adeyemi Bergstrom Nasser "
    "Quispe Watanabe Hosseini Volkov Conti Byrne Khumalo Arango Brandt Malik Banerjee Demir Horvat Popescu Seitkali "
    "Tveit Obi Kariuki Ngata Kahale Ibarra Yusupov Japaridze Pinto Dekker Tran Wijaya Salazar Moreau Holm Virtanen "
    "Peretz Georgiou Zielinski Iyer Mensah Ekström Khalil Mamani Mori Jafari Morozov Greco Doyle Nkosi Duarte Vogel"
).split()

COMPANY_STEMS = (
    "Aldermoor Brightwell Cassavant Dunmere Eastholm Ferrovia Greywater Halden Isolde Jarrow Kestrel Lumina Marlowe "
    "Northgate Orvane Pellard Quillon Ravensbrook Solterra Tarnhelm Umbra Valdane Westerby Xandria Yarrow Zephyra "
    "Andoria Belcourt Corvance Deltamar Elmstead Fjordane Galveda Hartvig Indara Juniper Kalvero Larkfield Montara "
    "Nordhavn Oakhurst Palisander Quintero Rosmar Stellanova Tavira Ultrano Verdana Winslade Yantara Zollner Amberly "
    "Brockmann Calistra Dragomir Estrela Falkner Gondwana Hemlock Istria Kinabalu Lothian Meridian Naranja Okavango "
    "Pinecrest Sundara Tristan Uralia Vesper Wakame Arbor Bellweather Castellan Drumlin"
).split()
COMPANY_KINDS = (
    "Motors Foods Pharma Energy Steel Logistics Textiles Chemicals Airparts Shipping Optics Mining Electronics Telecom "
    "Robotics Cement Paper Dairy Software Turbines Insurance Group Holdings Industries Labs"
).split()
BANK_KINDS = ["Bank", "Savings Bank", "Development Bank", "Credit Bank", "Investment Bank"]
AIRLINE_KINDS = ["Air", "Airways", "Airlines", "Wings"]
AGENCIES = [
    "the Harbour Authority", "the Clean Water Council", "the Institute for Tidal Research", "the Open Ledger Foundation",
    "the Rural Health Fund", "the Pacific Seed Bank", "the Centre for Road Safety", "the League of Inland Ports",
    "the Alpine Weather Service", "the Children's Reading Trust", "the Global Soil Programme", "the Coastal Rescue Service",
    "the Northern Energy Forum", "the Fair Wages Coalition", "the Forest Watch Alliance", "the Union of River States",
    "the International Kelp Board", "the Statistics Bureau", "the Polar Science Council", "the Migration Observatory",
    "the Southern Customs Union", "the Bureau of Standards", "the Nuclear Waste Agency", "the Refugee Support Network",
    "the World Handball Board", "the Institute of Rail Safety", "the Desert Locust Office", "the Human Rights Bureau",
    "the Volcano Observatory", "the National Archives Trust", "the Eastern Fisheries Council", "the Digital Rights Forum",
]
REGULATORS = [
    "the Competition Board", "the Medicines Authority", "the Securities Commission", "the Financial Conduct Office",
    "the Food Safety Agency", "the Data Protection Authority", "the Aviation Inspectorate", "the Environment Agency",
    "the Energy Regulator", "the Banking Supervisor", "the Consumer Protection Office", "the Labour Inspectorate",
    "the Telecoms Regulator", "the Maritime Safety Board", "the Health Inspectorate", "the Product Safety Board",
]
GROUPS = [
    "the Red Dune Brigade", "the Northern Front", "the Free River Army", "the Black Heron network", "the Mountain Guard",
    "the Salt Road militia", "the Dawn Movement", "the Iron Lotus group", "the Seven Valleys rebels", "the Green Coast Front",
    "the Silent Tide gang", "the Sons of the Plateau", "the Blue Lantern syndicate", "the Highland Resistance",
]
PARTIES = [
    "the Civic Alliance", "the Progress Party", "the Rural Union", "the New Centre", "the Liberty Bloc", "the Labour Front",
    "the Green Accord", "the National Renewal Party", "the Free Democrats", "the Homeland List", "the Reform Movement",
    "the Social Justice Party", "the Pensioners' League", "the Unity Party",
]
UNIONS = [
    "the Dockers' Union", "the Metalworkers' Union", "the Union of Nurses", "the Pilots' Association", "the Rail Workers' Union",
    "the Bakers' Union", "the Teachers' Federation", "the Miners' Union", "the Union of Couriers", "the Printers' Union",
]
TEAM_KINDS = ["United", "Rovers", "Wanderers", "City", "Athletic", "Hawks", "Tigers", "Sharks", "Comets", "Rangers"]
RIVERS = [
    "the Velda", "the Orra", "the Black Tarn River", "the Sima", "the Kellow", "the Upper Marn", "the Tessin Canal",
    "the Ruvo", "the Green Isla", "the Lower Besk", "the Ahna", "the Wend",
]
SHIPS = [
    "the Aurora Pearl", "the Baltic Heron", "the Coral Queen", "the Dagny", "the Eastern Hope", "the Golden Petrel",
    "the Halcyon Star", "the Iris Maru", "the Lady Brenna", "the Nordic Finch", "the Ocean Tapir", "the Santa Ines",
    "the Silver Narwhal", "the Tara Venture", "the Western Plover", "the Yildiz",
]
DISEASES = [
    "avian flu", "cholera", "dengue fever", "measles", "swine fever", "yellow fever", "whooping cough", "polio", "asthma",
    "heart disease",
]
STORMS = [
    "Hurricane Odalys", "Typhoon Maru", "Cyclone Imra", "Storm Brida", "Hurricane Felton", "Cyclone Tashi", "Storm Corvin",
    "Typhoon Linfa", "Storm Ulla", "Hurricane Nestor",
]
FILMS = [
    "The Glass Orchard", "Seven Winters", "A Map of Salt", "The Last Ferry", "Night Pollen", "The Cartographer", "Blue Gravel",
    "Letters to Ines", "The Quiet Dam", "Paper Lions", "Under the Baobab", "The Tin Violin", "Harvest Moon Road", "Ash and Honey",
]
GOODS = [
    "water pumps", "electric bikes", "office chairs", "hearing aids", "frozen fish", "garden tools", "camera lenses",
    "tyres", "roof tiles", "coffee machines", "ship engines", "school books", "wind turbines", "toys", "bandages", "paint",
    "olive oil", "lifts", "rice cookers", "railway signals", "tents", "pianos", "solar cells", "cargo drones", "cheese",
]
ROLES = [
    "economist", "lawyer", "former minister", "surgeon", "engineer", "novelist", "retired judge", "farmer", "journalist",
    "biologist", "teacher", "banker", "union leader", "architect", "diplomat", "pilot", "film producer", "historian",
]

# country:adjective:its capital; the adjective speaks of the country's people and things
COUNTRIES = """
Afghanistan:Afghan:Kabul|Albania:Albanian:Tirana|Algeria:Algerian:Algiers|Angola:Angolan:Luanda|Argentina:Argentine:Buenos Aires
Armenia:Armenian:Yerevan|Australia:Australian:Canberra|Austria:Austrian:Vienna|Azerbaijan:Azerbaijani:Baku|Bahrain:Bahraini:Manama
Bangladesh:Bangladeshi:Dhaka|Belarus:Belarusian:Minsk|Belgium:Belgian:Brussels|Bolivia:Bolivian:La Paz|Botswana:Botswanan:Gaborone
Brazil:Brazilian:Brasilia|Bulgaria:Bulgarian:Sofia|Cambodia:Cambodian:Phnom Penh|Cameroon:Cameroonian:Yaounde|Canada:Canadian:Ottawa
Chad:Chadian:N'Djamena|Chile:Chilean:Santiago|China:Chinese:Beijing|Colombia:Colombian:Bogota|Costa Rica:Costa Rican:San Jose
Croatia:Croatian:Zagreb|Cuba:Cuban:Havana|Cyprus:Cypriot:Nicosia|Denmark:Danish:Copenhagen|Ecuador:Ecuadorian:Quito
Egypt:Egyptian:Cairo|Estonia:Estonian:Tallinn|Ethiopia:Ethiopian:Addis Ababa|Fiji:Fijian:Suva|Finland:Finnish:Helsinki
France:French:Paris|Gabon:Gabonese:Libreville|Georgia:Georgian:Tbilisi|Germany:German:Berlin|Ghana:Ghanaian:Accra
Greece:Greek:Athens|Guatemala:Guatemalan:Guatemala City|Guyana:Guyanese:Georgetown|Haiti:Haitian:Port-au-Prince
Honduras:Honduran:Tegucigalpa|Hungary:Hungarian:Budapest|Iceland:Icelandic:Reykjavik|India:Indian:New Delhi
Indonesia:Indonesian:Jakarta|Iran:Iranian:Tehran|Iraq:Iraqi:Baghdad|Ireland:Irish:Dublin|Israel:Israeli:Jerusalem
Italy:Italian:Rome|Jamaica:Jamaican:Kingston|Japan:Japanese:Tokyo|Jordan:Jordanian:Amman|Kazakhstan:Kazakh:Astana
Kenya:Kenyan:Nairobi|Kuwait:Kuwaiti:Kuwait City|Laos:Laotian:Vientiane|Latvia:Latvian:Riga|Lebanon:Lebanese:Beirut
Liberia:Liberian:Monrovia|Libya:Libyan:Tripoli|Lithuania:Lithuanian:Vilnius|Madagascar:Malagasy:Antananarivo
Malawi:Malawian:Lilongwe|Malaysia:Malaysian:Kuala Lumpur|Mali:Malian:Bamako|Malta:Maltese:Valletta|Mexico:Mexican:Mexico City
Moldova:Moldovan:Chisinau|Mongolia:Mongolian:Ulaanbaatar|Morocco:Moroccan:Rabat|Mozambique:Mozambican:Maputo
Namibia:Namibian:Windhoek|Nepal:Nepalese:Kathmandu|New Zealand:New Zealand:Wellington|Nicaragua:Nicaraguan:Managua
Niger:Nigerien:Niamey|Nigeria:Nigerian:Abuja|North Korea:North Korean:Pyongyang|Norway:Norwegian:Oslo|Oman:Omani:Muscat
Pakistan:Pakistani:Islamabad|Panama:Panamanian:Panama City|Paraguay:Paraguayan:Asuncion|Peru:Peruvian:Lima|Poland:Polish:Warsaw
Portugal:Portuguese:Lisbon|Qatar:Qatari:Doha|Romania:Romanian:Bucharest|Russia:Russian:Moscow|Rwanda:Rwandan:Kigali
Saudi Arabia:Saudi:Riyadh|Senegal:Senegalese:Dakar|Serbia:Serbian:Belgrade|Slovakia:Slovak:Bratislava|Slovenia:Slovenian:Ljubljana
Somalia:Somali:Mogadishu|South Africa:South African:Pretoria|South Korea:South Korean:Seoul|Spain:Spanish:Madrid
Sri Lanka:Sri Lankan:Colombo|Sudan:Sudanese:Khartoum|Suriname:Surinamese:Paramaribo|Sweden:Swedish:Stockholm
Switzerland:Swiss:Bern|Syria:Syrian:Damascus|Tajikistan:Tajik:Dushanbe|Tanzania:Tanzanian:Dodoma|Thailand:Thai:Bangkok
Tunisia:Tunisian:Tunis|Turkey:Turkish:Ankara|Uganda:Ugandan:Kampala|Ukraine:Ukrainian:Kyiv|the United Kingdom:British:London
the United States:American:Washington|Uruguay:Uruguayan:Montevideo|Uzbekistan:Uzbek:Tashkent|Venezuela:Venezuelan:Caracas
Vietnam:Vietnamese:Hanoi|Yemen:Yemeni:Sanaa|Zambia:Zambian:Lusaka|Zimbabwe:Zimbabwean:Harare
""".strip().replace("\n", "|").split("|")

MORE_CITIES = (
    "Antwerp|Porto|Seville|Turin|Lyon|Hamburg|Leipzig|Graz|Basel|Gdansk|Brno|Split|Varna|Cluj|Izmir|Aleppo|Basra|Shiraz|Lahore|"
    "Mumbai|Chennai|Pune|Chittagong|Mandalay|Da Nang|Cebu|Surabaya|Penang|Busan|Osaka|Nagoya|Sapporo|Shenzhen|Wuhan|Harbin|Perth|"
    "Brisbane|Hobart|Auckland|Dunedin|Vancouver|Calgary|Halifax|Denver|Tucson|Omaha|Tampa|Boise|Monterrey|Cali|Medellin|Guayaquil|"
    "Arequipa|Rosario|Cordoba|Recife|Belem|Manaus|Durban|Kumasi|Ibadan|Mombasa|Arusha|Beira|Bulawayo|Oran|Casablanca|Sfax|Suez|"
    "Haifa|Aqaba|Bergen|Malmo|Tampere|Tartu|Kaunas|Lviv|Odesa|Samara|Tomsk|Almaty|Bukhara|Herat"
).split("|")

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
