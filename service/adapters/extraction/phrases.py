"""What scraped pages say around their articles, in the languages that scraped pages are in.

Every pattern looks at the start of a line or at a line that was cut to a few hundred characters.
"""

import re

_IC = re.IGNORECASE


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _alternatives(lines: str) -> str:
    return "|".join(line.strip() for line in lines.strip().splitlines())


_MORE = _alternatives(
    r"""
    read more|read also|also read|see also|see more|more on this(?: story)?|more from [\w ]{1,40}|more (?:stories|news)
    related(?: (?:posts?|articles?|stories|story|news|content|topics?|reading|coverage|links?|videos?))?
    recommended(?: (?:for you|stories|articles|reading))?|you (?:may|might) also (?:like|be interested in)|you may like
    don['’]t miss|must reads?|most (?:read|popular|viewed|shared)(?: (?:stories|news|articles|posts))?|trending(?: now)?
    (?:the )?latest(?: (?:news|stories|posts|articles|headlines))|recent (?:posts|articles|news|stories)|top stories
    popular (?:posts|stories|articles|now)|up next|next (?:post|article|story|in [\w ]{1,30})
    previous (?:post|article|story)
    in this section|editor['’]?s['’]? (?:picks?|choice)|what to read next|keep reading|continue reading|in other news
    in case you missed it|from the archives?|similar (?:posts|articles|stories)|also in the news|in pictures
    (?:view|see) all(?: (?:posts|articles|stories))?(?: (?:by|from) [^\n]{1,60})?
    leia (?:mais|também|tambem|ainda)|veja (?:mais|também|tambem)|saiba mais|(?:as )?mais lidas|últimas(?: notícias)?
    notícias relacionadas|artigos relacionados|relacionad[oa]s|confira(?: também)?|outras notícias|ler mais
    le(?:a|e|é) (?:también|tambien|más|además)|leer más|ver (?:más|también)|te puede interesar|lo último
    en otras noticias
    noticias relacionadas|(?:las )?más leídas|lo más (?:leído|visto)|artículos relacionados|también te puede interesar
    lire (?:aussi|la suite|plus|également)|à lire(?: aussi| également)?|sur le même (?:sujet|thème)|voir aussi
    articles? (?:liés?|similaires?|associés?)|les plus lus|mehr (?:zum thema|lesen|dazu)|lesen sie (?:auch|mehr)
    weiterlesen|auch interessant|das könnte sie auch interessieren|meistgelesen|mehr nachrichten
    ähnliche (?:artikel|beiträge)
    leggi (?:anche|di più|tutto)|articoli correlati|potrebbe interessarti|(?:i )?più letti|ultime notizie
    per approfondire
    читайте (?:также|ещё|еще|далее|по теме)|читать (?:далее|ещё|еще|также)|по теме|похожие (?:новости|статьи|материалы)
    другие новости|главные новости|последние новости|ещё по теме|еще по теме|новости по теме|материалы по теме
    читайте (?:також|ще)|читати (?:далі|також)|більше (?:по|за) тем[іо]ю?|схожі новини|останні новини|новини за темою
    اقرأ (?:أيضا|أيضًا|أيضاً|المزيد)|مواضيع (?:ذات صلة|متعلقة|قد تهمك)|أخبار ذات صلة|مقالات ذات صلة|المزيد من الأخبار
    الأكثر قراءة
    lees (?:ook|meer|verder)|czytaj (?:też|także|więcej|dalej)|zobacz (?:też|także)|ayrıca okuyun|ilgili haberler
    """
)
# A marker stands alone, before a colon or an arrow, or glued to what follows.
TEASER_MARK = re.compile(
    rf"[\W_]{{0,4}}(?P<mark>{_MORE})(?:\s*(?:[:：»›→>|]|[-–—](?=\s))+\s*|\s*[.…]*\s*$|(?-i:(?=[A-ZА-ЯЁ\"“«‘])))", _IC
)
TEASER_BEFORE_CAPITAL = re.compile(rf"[\W_]{{0,4}}(?:{_MORE})\s+(?-i:(?=[A-ZА-ЯЁ\"“«‘]))", _IC)

COMMENT_MARK = re.compile(
    r"[\W_]{0,4}(?:(?:\d{1,5}|no|top|all|reader|view|show|hide|join the|add a|post a|leave a|write a|your) )*"
    r"(?:comments?(?: section)?|reply|replies|responses?|thoughts on\b.{0,120}|discussion|conversation"
    r"|(?<=\d )(?:responses?|replies|comments?) (?:to|on) [\"“«][^»”\"]{0,160}[»”\"](?:\s[^\n]{0,40})?"
    r"|(?:deixe|deixar) (?:um|seu) comentário|comentários?|deja(?:r)? (?:un|tu) comentario|comentarios?"
    r"|laisse[rz] un commentaire|commentaires?|kommentare?|commenti|lascia un commento|комментари(?:и|й|я|ев)"
    r"|обсуждение|коментар(?:і|ів)?|(?:ال)?تعليقات|(?:أضف|اترك) تعليق[اًا]*)"
    r"\s*(?:\(?\s*\d{0,6}\s*\)?)\s*[:：.]?\s*$",
    _IC,
)
ABOUT_AUTHOR = re.compile(
    r"[\W_]{0,4}(?:about (?:the )?(?:author|writer|reporter)s?|author bio|sobre (?:o|a|el|la) autor[a]?|à propos"
    r" de l['’]auteur"
    r"|über (?:den autor|die autorin)|sull['’]autore|об авторе|про автора|عن (?:ال)?(?:كاتب|كاتبة|مؤلف))"
    r"\s*(?:[:：]\s*\S|[:：]?\s*$)",
    _IC,
)
ADVERTISEMENT = re.compile(
    r"[\W_]{0,4}(?:(?:advertisements?|advert|ads?|sponsored(?: (?:content|by|post)[\w ]{0,40})?|promoted(?: content)?"
    r"|paid (?:content|partnership)|publicidade?|anuncios?|patrocinado|publicité|anzeige|werbung|pubblicità"
    r"|реклама|إعلان(?:ات)?"
    r"|continue reading below|(?:story|article) continues (?:below|after)[\w ]{0,30}|(?:scroll|skip)[\w ]{0,30}"
    r" (?:ad|advertisement|continue)"
    r"|(?:continua|continúa) (?:depois|después|após)[\w ]{0,30})[\W_]{0,4}){1,3}$",
    _IC,
)
_NAMED_COUNTERS = (
    r"views?|likes?|shares?|comments?|reads?|reactions?|votes?|points?|followers?|following|subscribers?|replies"
    r"|upvotes?"
    r"|claps?|retweets?|reposts?|responses?|hits|saves|min(?:ute)?s?(?: (?:read|de leitura|de lectura|de lecture"
    r"|lettura))?"
    r"|visualizações|curtidas?|leituras?|compartilhamentos?|comentários?|vistas?|visitas?|lecturas?|comentarios?"
    r"|me gusta"
    r"|vues?|j['’]aime|partages?|commentaires?|aufrufe|kommentare?|letture|commenti|visualizzazioni|просмотр\w{0,3}"
    r"|комментари\w{1,2}|лайк\w{0,2}|перегляд\w{0,3}|коментар\w{0,2}|مشاهد\w{0,3}|تعليق\w{0,3}|إعجاب\w{0,3}"
    r"|минут\w? чтения"
)
_NUMBER = r"\d[\d.,]{0,9}\s?(?:k|m|mil|тыс\.?|тис\.?)?"
COUNTER = re.compile(
    rf"(?:[^\w\s]{{0,3}}\s{{0,3}}(?:{_NUMBER}\s{{0,2}}(?:{_NAMED_COUNTERS})?"
    rf"|(?:{_NAMED_COUNTERS})\s{{0,2}}[:(]?\s?{_NUMBER}\)?)"
    r"(?![^\W\d_])[^\w\n]{0,4}){1,8}$",
    _IC,
)
_SHARE = (
    r"share(?: (?:this|on|via|to))?(?: (?:article|story|post|page))?|tweet|retweet|pin(?: it)?|like|save|print"
    r"|e-?mail|copy link"
    r"|facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|messenger|instagram|youtube|tiktok|viber"
    r"|rss|threads|bluesky"
    r"|mastodon|link copied|bookmark|listen(?: to this (?:article|story))?|text size|compartilh(?:ar|e)"
    r"|compart(?:ir|e|a)|partager"
    r"|teilen|drucken"
    r"|condividi|imprimir|imprimer|stampa|поделиться|отправить|печать|поширити|поделитесь|مشاركة|شارك|طباعة"
    r"|вконтакте|follow(?: us)?|reply"
    r"|report|gostar|responder|curtir|me gusta|antworten|répondre|ответить|відповісти|رد"
)
SHARE = re.compile(rf"(?:[^\w\s]{{0,3}}\s{{0,3}}(?:{_SHARE})(?![^\W\d_])[^\w\n]{{0,4}}){{1,14}}$", _IC)

_YOU = re.compile(
    r"\b(?:you|your|we|our|us|this (?:site|website|page)|você|nosso|nossa|usted|tu|su|nuestr[oa]|vous|votre|nous"
    r"|nos|sie|ihre?|wir"
    r"|unsere?|tuo|tua|noi|nostr[oia]|вы|ваш\w{0,3}|мы|наш\w{0,3}|ви|ми|нас)\b|(?:ملفات تعريف الارتباط)",
    _IC,
)
_COOKIES = re.compile(r"\bcookies?\b|файл\w{0,3} cookie|ملفات تعريف الارتباط", _IC)
_CONSENT = re.compile(
    r"consent|partners|personal(?:i[sz]ed)? (?:data|information|ads?|advertising)|unique identifiers|geolocation"
    r"|on (?:a|your) device|your (?:privacy|preferences|choices)|legitimate interest|right to object"
    r"|einwilligung|datenschutz|personenbezogen|consentimiento|datos personales|dados pessoais|consentimento"
    r"|données personnelles|consentement|socios|parceiros|partenaires|partnern",
    _IC,
)
_QUOTES = re.compile(r"[\"“”«»„]")
_OFFER = re.compile(
    r"newsletter|subscri|sign(?:ed)? up|log in|sign in|free (?:trial|account|article)|inbox|e-?mail address"
    r"|premium|member(?:ship)?\b"
    r"|notifications?|boletim|boletín|rassegna|suscri|assin(?:e|ante|atura)|abonn|iscri|подпи|рассылк|підпи"
    r"|розсилк|اشترك|النشرة"
    r"|terms of (?:use|service)|privacy policy|javascript|ad ?blocker|donat|our (?:app|channel|telegram|whatsapp)",
    _IC,
)
_IMPERATIVE = re.compile(
    r"[\W_]{0,4}(?:please )?(?:subscribe|sign (?:up|in)|log ?in|login|register(?: now| here| for free)|follow"
    r" (?:us|our|@)|download (?:our|the)"
    r"|join (?:us|our|now|the conversation|thousands)"
    r"|support (?:us|our|independent|local|quality)|donate"
    r"|your (?:tax[- ]deductible )?(?:gift|donation) (?:can|will|helps?)"
    r"|become an? (?:member|subscriber|patron)|accept (?:all )?cookies"
    r"|enable|click here|tap here|(?:view|read) this (?:e-?mail|newsletter)|forward this (?:e-?mail|newsletter)"
    r"|unsubscribe|you(?:['’]re| are) receiving this|(?:send|share|submit) (?:us )?(?:your|a) (?:letters?|story"
    r"|stories|ideas|views|news|tips?|photos)|get a look at"
    r"|get (?:our|the|daily|unlimited|breaking|all)\b.{0,60}(?:newsletter|inbox|news|access|app|email|stories)"
    r"|enter your|your email|already (?:a|have)|not a subscriber|create (?:an|a free|your) account|stay (?:up to"
    r" date|informed|tuned)"
    r"|never miss|want (?:more|to read)|thank you for (?:reading|subscribing|signing)|have a (?:tip|story)|got a"
    r" (?:tip|story)"
    r"|(?:this|the rest of this) (?:article|story|content|post) is (?:for|only|available|reserved)|to"
    r" (?:continue|keep) reading|unlock"
    r"|you have (?:reached|read|used)|you['’]ve (?:reached|read)|(?:by|if you) (?:continu|click|us|subscrib|sign)ing?"
    r"|assine|inscreva-se|cadastre-se|receba|siga-nos|siga o|acesse|faça (?:seu )?login|já é assinante|exclusivo"
    r" para assinantes"
    r"|suscr[íi]bete|suscríbase|síguenos|regístrate|recibe|inicia sesión|¿ya eres|contenido exclusivo|únete"
    r"|abonnez-vous|inscrivez-vous|suivez-nous|recevez|connectez-vous|article réservé|déjà abonné"
    r"|abonnieren|jetzt (?:abonnieren|anmelden|registrieren|lesen)|melden sie sich|folgen sie uns|dieser artikel ist"
    r"|iscriviti|abbonati|seguici|ricevi|contenuto riservato|accedi"
    r"|подпи(?:шитесь|сывайтесь|саться)|присоединяйтесь|зарегистрируйтесь|войдите|следите за|підпи(?:шіться"
    r"|суйтесь)|приєднуйтесь"
    r"|долучайтеся|увійдіть|стежте за|اشترك|تابعنا|تابعونا|سجل|انضم)(?!\w)",
    _IC,
)
RIGHTS = re.compile(
    r"[\W_]{0,4}(?:©|\(c\)\s|copyright\b|&copy;)|all rights reserved|todos os direitos reservados|todos los"
    r" derechos reservados"
    r"|tous droits réservés|alle rechte vorbehalten|tutti i diritti riservati|все права защищены|всі права захищені"
    r"|جميع الحقوق محفوظة|(?:may|must) not be (?:published, broadcast|reproduced)|powered by [A-Z]",
    _IC,
)
_FOOT_LINKS = re.compile(
    r"(?:[^\w\s]{0,3}\s{0,3}(?:about(?: us)?|contact(?: us)?|privacy(?: policy)?|terms(?: (?:of use|of service"
    r"|and conditions|& conditions))?"
    r"|cookie (?:policy|settings)|advertise(?: with us)?|careers|help|faq|sitemap|accessibility|imprint"
    r"|impressum|datenschutz"
    r"|contato|quem somos|contacto|aviso legal|mentions légales|контакты|о нас|реклама|контакти|про нас|اتصل بنا"
    r"|من نحن)"
    r"(?![^\W\d_])[^\w\n]{0,4}){2,14}$",
    _IC,
)
TAGS = re.compile(
    r"[\W_]{0,3}(?:tags?|topics?|filed under|categor(?:y|ies)|keywords?|posted in|tagged|etiquetas|temas|assuntos"
    r"|mots[- ]clés|schlagwörter"
    r"|themen|теги|метки|тема|рубрика|теми|الوسوم|كلمات مفتاحية)\s*[:：]",
    _IC,
)
HASHTAGS = re.compile(r"(?:[#@][\w-]+[\s,|]*){1,30}$")
SOURCE_LINE = re.compile(
    r"[\W_]{0,4}(?:source|from|via|fonte|fuente|quelle|источник|джерело|المصدر|origin|credit)s?\s*[:：]", _IC
)
CORRECTION = re.compile(
    r"[\W_]{0,4}(?:(?:except for|apart from) the headlines?,? )?"
    r"(?:this (?:article|story|report|post|piece) (?:was|has been|has not been|is|first|originally|appeared)"
    r"|originally published"
    r"|(?:an earlier|a previous) version of this|editor['’]?s['’]? note|correction\s*[:：])",
    _IC,
)
CONTACT = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,64}\.\w{2,}|\b(?:contact|reach|e-?mail|write to) (?:me|him|her|them|us|the (?:author"
    r"|reporter|newsroom|editor))\b"
    r"|\bfollow (?:him|her|them|me) on\b|\bget in touch\b|\bon (?:twitter|x)\s*:?\s*@\w|\bcan be reached\b",
    _IC,
)
MENU_WORDS = _words(
    """home news world politics business sport sports opinion culture lifestyle technology tech science health travel
    video videos photos weather jobs menu search login subscribe contact about archive podcasts newsletters more
    sections local register entertainment economy education environment magazine live games shop sign in us you
    are here início notícias mundo política esportes economia cultura pesquisar categorias entrar inicio noticias
    deportes buscar accueil actualités monde politique recherche connexion startseite nachrichten politik
    wirtschaft suche главная новости политика экономика спорт культура общество мир поиск войти меню головна
    новини політика пошук الرئيسية أخبار سياسة اقتصاد رياضة ثقافة بحث"""
)


_SITE = re.compile(
    r"\b(?:we|our|us|this (?:site|website|page|content|article|story)|nosso|nossa|nuestr[oa]|nous|notre|nos|wir|unsere?"
    r"|noi|nostr[oia]|мы|наш\w{0,3}|ми)\b|ملفات تعريف الارتباط",
    _IC,
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s")
_ADDRESS = re.compile(r"@\w|https?:|www\.")


def may_be_report(line: str) -> bool:
    """Whether a line that reads as a notice or as a contact neither asks for anything nor speaks for the site."""
    asks = any(_IMPERATIVE.match(sentence) for sentence in _SENTENCE_END.split(line))
    return not (asks or _SITE.search(line) or _ADDRESS.search(line) or RIGHTS.search(line))


def is_notice(line: str) -> bool:
    """Whether a line speaks to the reader about the site: cookies, newsletters, subscriptions, rights."""
    if _FOOT_LINKS.match(line) or _IMPERATIVE.match(line):
        return len(line) <= 60 or _OFFER.search(line) is not None or _YOU.search(line) is not None
    speaks = _YOU.search(line) is not None
    if speaks and not _QUOTES.search(line) and len({found.casefold() for found in _CONSENT.findall(line)}) > 1:
        return True
    return speaks and (_COOKIES.search(line) is not None or len(_OFFER.findall(line)) > 1)


# What is glued to the end of a paragraph.
GLUED = (
    r"read more|read also|related (?:posts?|articles?|stories)|see also|share this|advertisement|(?:leia|veja)"
    r" (?:mais|também)"
    r"|lire aussi|lea también|leggi anche|lesen sie auch|читайте также|читайте також|اقرأ أيضا|photo|foto|фото"
    r"|image|\d{1,4} comments"
    r"|comments|tags|copyright|subscribe|sign up|follow us|all rights reserved"
)
