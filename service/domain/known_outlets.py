"""Well-known outlets and agencies, by which a text's credits are recognised where no operator names them.

A line is the name, "agency" for a wire that others carry, its domains, and its aliases divided by semicolons. A name
with a question mark is an ordinary word, a person or a party as often, so that only the strongest signs make it a
source.
"""

from service.domain.outlet import OutletEntry

_LISTED = """
Reuters | agency | reuters.com | Reuters News; Reuters News Agency; Рейтер; Рейтерс; Ройтерс
Associated Press | agency | apnews.com ap.org | AP; The Associated Press; AP News; Ассошиэйтед Пресс
Agence France-Presse | agency | afp.com | AFP; Agence France Presse; Франс Пресс; Франс-Пресс
Deutsche Presse-Agentur | agency | dpa.com dpa-international.com | dpa; DPA; Deutschen Presse-Agentur
Press Trust of India | agency | ptinews.com | PTI?
Press Association | agency | pa.media | PA Media; PA news agency; PA?
United Press International | agency | upi.com | UPI?
Asian News International | agency | aninews.in | ANI?
Indo-Asian News Service | agency | ians.in | IANS
Xinhua | agency | xinhuanet.com news.cn | Xinhua News Agency; Xinhua News; Синьхуа
Kyodo News | agency | kyodonews.net | Kyodo?; Kyodo News Agency
Jiji Press | agency | jiji.com | Jiji
Yonhap | agency | yna.co.kr | Yonhap News Agency; Yonhap News
Korean Central News Agency | agency | kcna.kp | KCNA
Central News Agency | agency | focustaiwan.tw | CNA?
Bernama | agency | bernama.com |
Antara | agency | antaranews.com | Antara News
Vietnam News Agency | agency | vnanet.vn |
Philippine News Agency | agency | pna.gov.ph |
Associated Press of Pakistan | agency | app.com.pk |
Australian Associated Press | agency | aap.com.au | AAP?
Anadolu Agency | agency | aa.com.tr | Anadolu?; Anadolu Ajansı; AA?; Анадолу
Demirören News Agency | agency | dha.com.tr | DHA?; Demiroren News Agency
IRNA | agency | irna.ir | Islamic Republic News Agency
Tasnim | agency | tasnimnews.com | Tasnim News Agency; Tasnim News
Fars News Agency | agency | farsnews.ir | Fars?; Fars News
ISNA | agency | isna.ir | Iranian Students' News Agency
Mehr News Agency | agency | mehrnews.com | Mehr News; Mehr?
SANA | agency | sana.sy | Syrian Arab News Agency
Saudi Press Agency | agency | spa.gov.sa | SPA?
WAM | agency | wam.ae | Emirates News Agency
Qatar News Agency | agency | qna.org.qa | QNA?
Petra? | agency | petra.gov.jo | Petra News Agency; Jordan News Agency
Middle East News Agency | agency | mena.org.eg | MENA?
WAFA | agency | wafa.ps | Palestinian News Agency
TASS | agency | tass.ru tass.com | ITAR-TASS; ТАСС
RIA Novosti | agency | ria.ru | RIA?; РИА Новости; РІА Новості; RIA news agency; РИА
Interfax | agency | interfax.ru interfax.com | Интерфакс; Інтерфакс
Interfax-Ukraine | agency | interfax.com.ua | Interfax Ukraine; Интерфакс-Украина; Інтерфакс-Україна
Ukrinform | agency | ukrinform.net ukrinform.ua | Укринформ; Укрінформ; Укрінформу
UNIAN | agency | unian.ua unian.net | УНИАН; УНІАН
Ukrainian News | agency | ukranews.com | Українські новини; Украинские новости
RBC-Ukraine | agency | rbc.ua | RBC Ukraine; РБК-Украина; РБК-Україна
UNN | agency | unn.ua | УНН; Ukrainian National News
Sputnik? | agency | sputnikglobe.com sputniknews.com | Sputnik News; Спутник
BelTA | agency | belta.by | БелТА; BELTA
Kazinform | agency | inform.kz | Казинформ
Trend News Agency | agency | trend.az |
Armenpress | agency | armenpress.am |
Interpress News | agency | interpressnews.ge | InterpressNews
Moldpres | agency | moldpres.md |
EFE | agency | efe.com | Agencia EFE; Agence EFE; Efe?
Europa Press | agency | europapress.es |
ANSA | agency | ansa.it | Agenzia ANSA
Adnkronos | agency | adnkronos.com |
AGI? | agency | agi.it | Agenzia Italia
Lusa | agency | lusa.pt | Agência Lusa
Agência Brasil | agency | agenciabrasil.ebc.com.br | Agencia Brasil
Estadão Conteúdo | agency | |
Folhapress | agency | folhapress.folha.uol.com.br |
Télam | agency | telam.com.ar | Telam
Noticias Argentinas | agency | noticiasargentinas.com |
Notimex | agency | notimex.gob.mx |
Prensa Latina | agency | prensa-latina.cu plenglish.com |
Andina? | agency | andina.pe |
Austria Presse Agentur | agency | apa.at | APA?; Austria Press Agency
Keystone-SDA | agency | keystone-sda.ch | Keystone-ATS
Belga | agency | belga.be belganewsagency.eu | Belga News Agency
ANP | agency | anp.nl | Algemeen Nederlands Persbureau
Ritzau | agency | ritzau.dk |
TT News Agency | agency | tt.se | TT?; Tidningarnas Telegrambyrå
NTB | agency | ntb.no | Norsk Telegrambyrå
STT | agency | stt.fi | Finnish News Agency
BNS | agency | bns.ee bns.lt | Baltic News Service
LETA | agency | leta.lv |
ELTA | agency | elta.lt |
Polish Press Agency | agency | pap.pl | PAP?; Polska Agencja Prasowa
Czech News Agency | agency | ctk.cz | ČTK; CTK
TASR | agency | tasr.sk |
MTI | agency | mti.hu | Magyar Távirati Iroda
Agerpres | agency | agerpres.ro | AGERPRES
Mediafax | agency | mediafax.ro |
BTA | agency | bta.bg | Bulgarian News Agency; БТА
Tanjug | agency | tanjug.rs | Танјуг
HINA | agency | hina.hr | Hina?
FENA | agency | fena.ba |
Beta News Agency | agency | beta.rs |
Athens-Macedonian News Agency | agency | amna.gr | AMNA; ANA-MPA
Canadian Press | agency | thecanadianpress.com | The Canadian Press; La Presse Canadienne
News Agency of Nigeria | agency | nannews.ng | NAN?
Pan African News Agency | agency | panapress.com | PANA?
Ghana News Agency | agency | gna.org.gh | GNA?
Maghreb Arabe Presse | agency | mapnews.ma | MAP?
Algeria Press Service | agency | aps.dz | APS?
Tunis Afrique Presse | agency | tap.info.tn | TAP?
Ethiopian News Agency | agency | ena.et | ENA?
Dow Jones Newswires | agency | dowjones.com | Dow Jones?
Bloomberg? | agency | bloomberg.com | Bloomberg News; Блумберг
Bloomberg Television | | | Bloomberg TV
Associated Press Television News | agency | | APTN
Tribune News Service | agency | tribunenewsservice.com |
States Newsroom | agency | statesnewsroom.com |
CNN | | cnn.com | Cable News Network; CNN International; CNN Brasil; Си-эн-эн
BBC | | bbc.com bbc.co.uk | BBC News; British Broadcasting Corporation; Би-би-си; Бі-бі-сі
BBC World Service | | | BBC Russian Service; BBC Ukrainian
ABC News | | abcnews.go.com |
ABC? | | abc.net.au | Australian Broadcasting Corporation
NBC News | | nbcnews.com | NBC?
CBS News | | cbsnews.com | CBS
CNBC | | cnbc.com |
MSNBC | | msnbc.com | MS NOW
Fox News | | foxnews.com | Fox News Channel; Fox News Digital
Fox Business | | foxbusiness.com | Fox Business Network
PBS | | pbs.org | PBS NewsHour; PBS News
NPR | | npr.org | National Public Radio
C-SPAN | | c-span.org |
Newsmax | | newsmax.com |
NewsNation | | newsnationnow.com |
USA Today | | usatoday.com | USA TODAY
The New York Times | | nytimes.com | New York Times; NY Times; NYT; Нью-Йорк Таймс
The Washington Post | | washingtonpost.com | Washington Post; WaPo; Вашингтон пост
The Wall Street Journal | | wsj.com | Wall Street Journal; WSJ; Уолл-стрит джорнал
Los Angeles Times | | latimes.com | The Los Angeles Times; LA Times
The Boston Globe | | bostonglobe.com | Boston Globe
Chicago Tribune | | chicagotribune.com | The Chicago Tribune
Chicago Sun-Times | | suntimes.com | The Chicago Sun-Times
San Francisco Chronicle | | sfchronicle.com | The San Francisco Chronicle
Houston Chronicle | | houstonchronicle.com | The Houston Chronicle
The Dallas Morning News | | dallasnews.com | Dallas Morning News
Miami Herald | | miamiherald.com | The Miami Herald; El Nuevo Herald
The Seattle Times | | seattletimes.com | Seattle Times
The Denver Post | | denverpost.com | Denver Post
The Philadelphia Inquirer | | inquirer.com | Philadelphia Inquirer
The Atlanta Journal-Constitution | | ajc.com | Atlanta Journal-Constitution
Star Tribune | | startribune.com | Minnesota Star Tribune; Minneapolis Star Tribune
Detroit Free Press | | freep.com |
New York Post | | nypost.com | The New York Post; NY Post
New York Daily News | | nydailynews.com |
Newsday | | newsday.com |
The Hill? | | thehill.com |
Politico | | politico.com politico.eu | POLITICO; Politico Europe
Axios | | axios.com |
Semafor | | semafor.com |
Punchbowl News | | punchbowl.news |
ProPublica | | propublica.org |
The Intercept? | | theintercept.com |
The Marshall Project | | themarshallproject.org |
The Daily Beast | | thedailybeast.com | Daily Beast
The Daily Caller | | dailycaller.com | Daily Caller
Breitbart | | breitbart.com | Breitbart News
HuffPost | | huffpost.com | Huffington Post; The Huffington Post
BuzzFeed News | | buzzfeednews.com | BuzzFeed
Business Insider | | businessinsider.com |
Insider? | | |
Vox? | | vox.com |
Vice News | | vice.com | VICE News; Vice?
Slate? | | slate.com |
Salon? | | salon.com |
Mother Jones | | motherjones.com |
The Nation? | | thenation.com |
The New Republic | | newrepublic.com |
The Atlantic? | | theatlantic.com |
The New Yorker | | newyorker.com |
Vanity Fair? | | vanityfair.com |
Rolling Stone | | rollingstone.com |
Variety? | | variety.com |
The Hollywood Reporter | | hollywoodreporter.com | Hollywood Reporter
Deadline? | | deadline.com |
Billboard? | | billboard.com |
Time? | | time.com | TIME?
Newsweek | | newsweek.com |
Fortune? | | fortune.com |
Forbes | | forbes.com |
Barron's | | barrons.com | Barron’s
MarketWatch | | marketwatch.com |
Quartz? | | qz.com |
Wired? | | wired.com | WIRED?
The Verge? | | theverge.com |
TechCrunch | | techcrunch.com |
Ars Technica | | arstechnica.com |
The Information? | | theinformation.com |
Engadget | | engadget.com |
404 Media | | 404media.co |
Bleeping Computer | | bleepingcomputer.com | BleepingComputer
Nature? | | nature.com |
Science? | | science.org |
New Scientist | | newscientist.com |
Scientific American | | scientificamerican.com |
National Geographic | | nationalgeographic.com |
STAT News | | statnews.com | STAT?
ESPN | | espn.com |
The Athletic? | | |
Sports Illustrated | | si.com |
TMZ | | tmz.com |
People? | | people.com |
Foreign Policy? | | foreignpolicy.com |
Foreign Affairs? | | foreignaffairs.com |
Defense News | | defensenews.com |
Defense One | | defenseone.com |
Breaking Defense | | breakingdefense.com |
Stars and Stripes? | | stripes.com |
Military Times | | militarytimes.com |
The War Zone | | twz.com |
Janes | | janes.com | Jane's?
Lloyd's List | | lloydslist.com | Lloyd’s List
S&P Global Commodity Insights | | | Platts; S&P Global Platts
Argus Media | | argusmedia.com | Argus?
Nikkei | | nikkei.com | The Nikkei
Nikkei Asia | | asia.nikkei.com | Nikkei Asian Review
The Guardian | | theguardian.com | Guardian
The Observer? | | |
The Times? | | thetimes.co.uk thetimes.com | The Times of London
The Sunday Times | | | Sunday Times
The Daily Telegraph | | telegraph.co.uk | Daily Telegraph; The Telegraph?; The Sunday Telegraph; Sunday Telegraph
The Independent? | | independent.co.uk |
Financial Times | | ft.com | The Financial Times; FT?; Файнэншл таймс
The Economist | | economist.com | Economist?
Daily Mail | | dailymail.co.uk | The Daily Mail; MailOnline; Mail on Sunday; The Mail on Sunday
Daily Mirror | | mirror.co.uk | The Daily Mirror; The Mirror?
The Sun? | | thesun.co.uk |
Daily Express | | express.co.uk | The Daily Express
Evening Standard | | standard.co.uk | The Evening Standard; London Evening Standard
Sky News | | news.sky.com |
ITV News | | itv.com | ITV?
Channel 4 News | | channel4.com | Channel 4?
Channel 5 | | |
GB News | | gbnews.com |
The Spectator? | | spectator.co.uk |
New Statesman | | newstatesman.com |
The i Paper | | inews.co.uk |
The Scotsman | | scotsman.com |
The Herald? | | heraldscotland.com |
The Irish Times | | irishtimes.com | Irish Times
Irish Independent | | independent.ie |
RTÉ | | rte.ie | RTÉ News; RTE; RTE News
Belfast Telegraph | | belfasttelegraph.co.uk |
Bellingcat | | bellingcat.com |
The Insider? | | theins.ru theins.press |
OCCRP | | occrp.org | Organized Crime and Corruption Reporting Project
ICIJ | | icij.org | International Consortium of Investigative Journalists
Euractiv | | euractiv.com | EURACTIV
EUobserver | | euobserver.com |
Euronews | | euronews.com |
CBC | | cbc.ca | CBC News; Radio-Canada; Canadian Broadcasting Corporation
CTV News | | ctvnews.ca | CTV
Global News? | | globalnews.ca |
The Globe and Mail | | theglobeandmail.com | Globe and Mail
Toronto Star | | thestar.com | The Toronto Star
National Post | | nationalpost.com | The National Post
The Sydney Morning Herald | | smh.com.au | Sydney Morning Herald
The Age? | | theage.com.au |
The Australian? | | theaustralian.com.au |
The New Zealand Herald | | nzherald.co.nz | New Zealand Herald; NZ Herald
RNZ | | rnz.co.nz | Radio New Zealand
Al Jazeera | | aljazeera.com aljazeera.net | Al-Jazeera; Аль-Джазира
Al Arabiya | | alarabiya.net | Al-Arabiya; Аль-Арабия
Asharq Al-Awsat | | aawsat.com |
Al-Monitor | | al-monitor.com | Al Monitor
Middle East Eye | | middleeasteye.net |
The National? | | thenationalnews.com |
Gulf News | | gulfnews.com |
Khaleej Times | | khaleejtimes.com |
Arab News | | arabnews.com |
Al Mayadeen | | almayadeen.net | Al-Mayadeen
Al-Manar | | almanar.com.lb | Al Manar
Press TV | | presstv.ir | PressTV
Iran International | | iranintl.com |
Haaretz | | haaretz.com | Ha'aretz
The Times of Israel | | timesofisrael.com | Times of Israel
The Jerusalem Post | | jpost.com | Jerusalem Post
Ynet | | ynetnews.com ynet.co.il | Ynetnews
Yedioth Ahronoth | | | Yediot Ahronot
Israel Hayom | | israelhayom.com |
Kan? | | kan.org.il | Kan News?
TRT World | | trtworld.com | TRT
Hürriyet | | hurriyet.com.tr | Hurriyet; Hürriyet Daily News
Daily Sabah | | dailysabah.com |
Cumhuriyet | | cumhuriyet.com.tr |
CNN Türk | | cnnturk.com | CNN Turk
Kurdistan 24 | | kurdistan24.net |
Rudaw | | rudaw.net |
Voice of America | | voanews.com | VOA; Голос Америки
Radio Free Europe/Radio Liberty | | rferl.org | RFE/RL; Radio Free Europe; Radio Liberty; Радио Свобода; Радіо Свобода
Radio Free Asia | | rfa.org | RFA
Deutsche Welle | | dw.com | DW?; Немецкая волна; Німецька хвиля
France 24 | | france24.com | France24
Radio France Internationale | | rfi.fr | RFI
Le Monde | | lemonde.fr |
Le Figaro | | lefigaro.fr |
Libération | | liberation.fr |
Les Echos | | lesechos.fr | Les Échos
Le Parisien | | leparisien.fr |
L'Équipe | | lequipe.fr | L’Équipe
Mediapart | | mediapart.fr |
BFMTV | | bfmtv.com | BFM TV; BFM?
Franceinfo | | francetvinfo.fr franceinfo.fr | France Info; France Télévisions
France Inter | | |
Le Soir | | lesoir.be |
RTBF | | rtbf.be |
De Standaard | | standaard.be |
De Telegraaf | | telegraaf.nl |
de Volkskrant | | volkskrant.nl | De Volkskrant
NRC | | nrc.nl | NRC Handelsblad
NOS? | | nos.nl |
Der Spiegel | | spiegel.de | Spiegel?; SPIEGEL; Spiegel Online; Шпигель
Bild | | bild.de | BILD; Bild-Zeitung; Bild am Sonntag
Die Welt? | | welt.de | Welt am Sonntag
Die Zeit? | | zeit.de | Zeit Online
Süddeutsche Zeitung | | sueddeutsche.de | Sueddeutsche Zeitung; Süddeutschen Zeitung
Frankfurter Allgemeine Zeitung | | faz.net | FAZ; Frankfurter Allgemeine; Frankfurter Allgemeinen Zeitung
Handelsblatt | | handelsblatt.com |
Der Tagesspiegel | | tagesspiegel.de | Tagesspiegel
Stern? | | stern.de |
taz? | | taz.de | die tageszeitung
ARD | | ard.de | Tagesschau
ZDF | | zdf.de |
n-tv | | n-tv.de | ntv
Neue Zürcher Zeitung | | nzz.ch | NZZ
Tages-Anzeiger | | tagesanzeiger.ch |
Der Standard | | derstandard.at |
Die Presse? | | diepresse.com |
ORF | | orf.at |
El País | | elpais.com | El Pais
El Mundo? | | elmundo.es |
La Vanguardia | | lavanguardia.com |
El Confidencial | | elconfidencial.com |
RTVE | | rtve.es |
Corriere della Sera | | corriere.it |
La Repubblica | | repubblica.it | Repubblica
La Stampa? | | lastampa.it |
Il Sole 24 Ore | | ilsole24ore.com |
RAI | | rai.it | Rai News
Público? | | publico.pt |
Expresso? | | expresso.pt |
Diário de Notícias | | dn.pt |
Jornal de Notícias | | jn.pt |
RTP | | rtp.pt |
Folha de S.Paulo | | folha.uol.com.br | Folha de S. Paulo; Folha de São Paulo; Folha?
O Globo | | oglobo.globo.com |
G1 | | g1.globo.com | g1
TV Globo | | | Globo?; Rede Globo; GloboNews
O Estado de S. Paulo | | estadao.com.br | O Estado de S.Paulo; Estadão
Valor Econômico | | valor.globo.com |
UOL | | uol.com.br |
Veja? | | veja.abril.com.br |
Metrópoles | | metropoles.com |
Clarín | | clarin.com | Clarin
La Nación? | | lanacion.com.ar |
Infobae | | infobae.com |
Página/12 | | pagina12.com.ar | Página 12
El Tiempo? | | eltiempo.com |
El Espectador | | elespectador.com |
Semana? | | semana.com |
El Comercio? | | elcomercio.pe |
El Mercurio | | emol.com |
La Tercera? | | latercera.com |
El Universal? | | eluniversal.com.mx |
Reforma? | | reforma.com |
Milenio? | | milenio.com |
La Jornada? | | jornada.com.mx |
Univision | | univision.com | Noticias Univision
Telemundo | | telemundo.com | Noticias Telemundo
Telesur | | telesurtv.net | teleSUR
Granma | | granma.cu |
Verdens Gang | | vg.no | VG
Aftenposten | | aftenposten.no |
NRK | | nrk.no |
Dagens Nyheter | | dn.se |
Svenska Dagbladet | | svd.se |
Aftonbladet | | aftonbladet.se |
Expressen | | expressen.se |
SVT | | svt.se |
DR? | | dr.dk |
Politiken | | politiken.dk |
Berlingske | | berlingske.dk |
Helsingin Sanomat | | hs.fi |
Yle | | yle.fi | YLE
ERR | | err.ee |
Postimees | | postimees.ee |
Delfi | | delfi.lt delfi.ee delfi.lv |
LRT | | lrt.lt |
LSM | | lsm.lv |
Gazeta Wyborcza | | wyborcza.pl |
Rzeczpospolita | | rp.pl |
Onet | | onet.pl |
TVN24 | | tvn24.pl | TVN 24
RMF FM | | rmf24.pl |
Novinky | | novinky.cz |
Denník N | | dennikn.sk |
Index.hu | | index.hu |
Telex? | | telex.hu |
Kathimerini | | ekathimerini.com kathimerini.gr | eKathimerini
ERT | | ert.gr |
Digi24 | | digi24.ro |
HotNews | | hotnews.ro |
B92 | | b92.net |
N1 | | n1info.rs | N1 TV
Kommersant | | kommersant.ru | Коммерсантъ; Коммерсант; Коммерсанту
Vedomosti | | vedomosti.ru | Ведомости
Izvestia | | iz.ru | Известия?
RBC | | rbc.ru | РБК?; RBK
Rossiyskaya Gazeta | | rg.ru | Российская газета
Komsomolskaya Pravda | | kp.ru | Комсомольская правда
Moskovsky Komsomolets | | mk.ru | Московский комсомолец
Novaya Gazeta | | novayagazeta.ru | Новая газета
Novaya Gazeta Europe | | novayagazeta.eu | Новая газета Европа
Meduza | | meduza.io | Медуза; Медузе
TV Rain | | tvrain.tv | Dozhd?; Дождь?
Echo of Moscow | | echo.msk.ru | Эхо Москвы
The Moscow Times | | themoscowtimes.com | Moscow Times
Mediazona | | zona.media | Медиазона
Important Stories | | istories.media | iStories; Важные истории
Agentstvo | | agents.media | Агентство?
Verstka | | verstka.media | Вёрстка
Baza? | | baza.io |
Fontanka | | fontanka.ru | Фонтанка
Lenta.ru | | lenta.ru | Лента.ру
Gazeta.Ru | | gazeta.ru | Газета.Ru
RT | | rt.com | Russia Today
Rossiya 1 | | | Россия 1
Ukrainska Pravda | | pravda.com.ua | Ukrayinska Pravda; Українська правда; Українській правді; Украинская правда
European Pravda | | eurointegration.com.ua | Європейська правда; Европейская правда
Economichna Pravda | | epravda.com.ua | Ekonomichna Pravda; Економічна правда
The Kyiv Independent | | kyivindependent.com | Kyiv Independent
Kyiv Post | | kyivpost.com | The Kyiv Post
NV | | nv.ua | НВ?
Suspilne | | suspilne.media | Суспільне; Суспильне
Hromadske | | hromadske.ua | Громадське
LIGA.net | | liga.net | Ліга.net; ЛІГА.net
Babel? | | babel.ua | Бабель?
Censor.NET | | censor.net | Цензор.НЕТ
TSN | | tsn.ua | ТСН
Focus.ua | | focus.ua |
Dzerkalo Tyzhnia | | zn.ua | Дзеркало тижня; ZN.UA
Defense Express | | defence-ua.com | Defence Express
Nasha Niva | | nashaniva.com | Наша Ніва
Zerkalo? | | zerkalo.io | Зеркало?
Civil.ge | | civil.ge | Civil Georgia
NHK | | nhk.or.jp | NHK World
Asahi Shimbun | | asahi.com | The Asahi Shimbun; Asahi?
Yomiuri Shimbun | | yomiuri.co.jp | The Yomiuri Shimbun; Yomiuri
Mainichi Shimbun | | mainichi.jp | The Mainichi; Mainichi
Sankei Shimbun | | sankei.com | Sankei
The Japan Times | | japantimes.co.jp | Japan Times
The Korea Herald | | koreaherald.com | Korea Herald
The Korea Times | | koreatimes.co.kr | Korea Times
Chosun Ilbo | | chosun.com | The Chosun Ilbo
JoongAng Ilbo | | joongang.co.kr | Korea JoongAng Daily
Hankyoreh | | hani.co.kr | The Hankyoreh
KBS | | kbs.co.kr |
South China Morning Post | | scmp.com | The South China Morning Post; SCMP
Hong Kong Free Press | | hongkongfp.com |
RTHK | | rthk.hk |
Global Times | | globaltimes.cn | The Global Times
People's Daily | | people.cn | People’s Daily; Renmin Ribao; Жэньминь жибао
China Daily | | chinadaily.com.cn | The China Daily
China News Service | agency | chinanews.com.cn |
CCTV? | | cctv.com | China Central Television
CGTN | | cgtn.com |
Caixin | | caixin.com caixinglobal.com | Caixin Global
The Paper? | | thepaper.cn |
Taipei Times | | taipeitimes.com |
Liberty Times | | ltn.com.tw |
The Straits Times | | straitstimes.com | Straits Times
Channel NewsAsia | | channelnewsasia.com |
The Business Times? | | businesstimes.com.sg |
The Star? | | thestar.com.my |
Malaysiakini | | malaysiakini.com |
Bangkok Post | | bangkokpost.com | The Bangkok Post
The Jakarta Post | | thejakartapost.com | Jakarta Post
Kompas | | kompas.com |
Tempo? | | tempo.co |
Rappler | | rappler.com |
Philippine Daily Inquirer | | inquirer.net |
GMA News | | gmanetwork.com |
ABS-CBN News | | abs-cbn.com | ABS-CBN
VnExpress | | vnexpress.net |
The Times of India | | timesofindia.indiatimes.com | Times of India
The Hindu? | | thehindu.com |
Hindustan Times | | hindustantimes.com | The Hindustan Times
The Indian Express | | indianexpress.com | Indian Express
The Economic Times | | economictimes.indiatimes.com | Economic Times
Business Standard | | business-standard.com |
Mint? | | livemint.com |
NDTV | | ndtv.com |
India Today | | indiatoday.in |
The Wire? | | thewire.in |
Scroll.in | | scroll.in |
The Print? | | theprint.in | ThePrint
Dawn? | | dawn.com |
Geo News | | geo.tv | Geo TV
The Express Tribune | | tribune.com.pk | Express Tribune
Dhaka Tribune | | dhakatribune.com |
The Daily Star? | | thedailystar.net |
Prothom Alo | | prothomalo.com |
Kathmandu Post | | kathmandupost.com | The Kathmandu Post
TOLOnews | | tolonews.com | Tolo News; TOLO News
Daily Nation | | nation.africa |
The Standard? | | standardmedia.co.ke |
The EastAfrican | | theeastafrican.co.ke |
Daily Monitor | | monitor.co.ug |
News24 | | news24.com |
Mail & Guardian | | mg.co.za | The Mail & Guardian; Mail and Guardian
Daily Maverick | | dailymaverick.co.za |
SABC | | sabcnews.com | SABC News
eNCA | | enca.com |
Premium Times | | premiumtimesng.com |
The Punch? | | punchng.com |
Vanguard? | | vanguardngr.com |
Jeune Afrique | | jeuneafrique.com |
AllAfrica | | allafrica.com |
Al-Ahram | | ahram.org.eg | Ahram Online
Mada Masr | | madamasr.com |
Addis Standard | | addisstandard.com |
"""


def _entry(line: str) -> OutletEntry:
    name, kind, domains, listed = (part.strip() for part in line.split("|"))
    spellings = [spelling.strip() for spelling in (name, *listed.split(";")) if spelling.strip()]
    names = [spelling.removesuffix("?") for spelling in spellings]
    return OutletEntry(
        name=names[0],
        domains=tuple(domains.split()),
        aliases=tuple(names[1:]),
        is_agency=kind == "agency",
        doubtful=tuple(spelling[:-1] for spelling in spellings if spelling.endswith("?")),
    )


KNOWN_OUTLETS = tuple(_entry(line) for line in _LISTED.strip().splitlines())
