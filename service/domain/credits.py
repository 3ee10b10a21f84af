"""Whom a text names as its source: "according to Reuters", "the Harbour Gazette reported", "LIMA (AFP) -".

A credit is the name of an outlet in a phrase that makes it a source. Names come from a list of well-known outlets, from
the operator's file, and, inside such phrases alone, from words that say so themselves ("Harbour Gazette"). An outlet
that is a party or a subject ("the Associated Press sued") is none. Every step looks at a bounded stretch around a
name, so time is linear in the length of the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from wordfreq import zipf_frequency

from service.domain.facts import Credit
from service.domain.known_outlets import KNOWN_OUTLETS
from service.domain.outlet import Outlet, OutletEntry, OutletRegistry, outlet_name_key

_WORD = re.compile(r"[^\W_]+")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Of an unknown name's last word: it is an outlet where a phrase credits it.
_LAST_WORDS = _words(
    """Times Post News Herald Gazette Tribune Chronicle Journal Daily Radio TV Television Wire Newswire Observer
    Examiner Courier Telegraph Mail Mirror Standard Broadcasting Magazine Inquirer Enquirer Dispatch Sentinel Ledger
    Advertiser Echo Weekly Newspaper Today Zeitung Nachrichten Tageblatt Anzeiger Rundschau Pravda Gazeta"""
)
_FIRST_WORDS = _words("Radio Rádio TV Daily Diario Diário Jornal Gazeta Correio Correo Periódico Радио Радіо")
# "Northern News Agency" is one, "Energy Agency" is none.
_LAST_PAIRS = {"Agency": _words("News Press Telegraph Wire"), "Press": _words("Free Associated")}
# With these before or behind it is something else.
_NO_OUTLET_BEFORE = _words(
    """Royal Official Gold Deutsche Japan Canada Australia India Swiss Fake Breaking Good Bad Latest Modern Last
    Trading Hard Live Razor Barbed Blog Facebook Twitter Instagram Reddit Forum Command Trading"""
)
_DESCRIBING_WORDS = _words("newspaper agency outlet site website portal channel tabloid")
_DESCRIBING = re.compile(
    r"\b(?:news agency|newspaper|news (?:outlet|site|website|portal|channel)|(?:TV|television) channel|tabloid)"
    r" [«“\"‘]?(?=[A-ZÀ-ÞĀ-ŽА-ЯІЇЄ])"
)
_TELLING = frozenset({*_LAST_WORDS, *_FIRST_WORDS, *_LAST_PAIRS, *_DESCRIBING_WORDS})
_STOPS_NAME = _words(
    """The A An As In On At By To Of For From With But And Or When While After Before Since If According Told Says Said
    Reports Reported Citing Quoting Via Per Source Sources Speaking Meanwhile Earlier Later However Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October
    November December"""
)
_JOINS_NAME = _words("of and & de da do del la")
_MOST_NAME_WORDS = 5

# A text that names more outlets is a list of them.
_MOST_MENTIONS = 50
_LONGEST_LINE = 1_000

_LEFT_REACH = 80
_RIGHT_REACH = 70


def _phrases(listed: str) -> str:
    return re.sub(r" ?\| ?", "|", " ".join(listed.split()))


_ARTICLE = (
    r"(?:(?:the|an?|its|la|le|el|il|los|las|les|os?|as|die|der|das|dem|den|d[oa]|al|ao|à|au) |(?:d?all|dell|[ld])['’])?"
)
_MEDIUM = _phrases(
    """agenc(?:y|ies) | newspaper | (?:news[ ]|media[ ])?outlets? | broadcaster | magazine | daily | weekly | channel |
    network | website | site | portal | publication | tabloid | paper | media | television | tv | radio | station |
    newswire | podcast | ag[êe]ncia | agence | agenzia | agencja | diário | diario | jornal | periódico | journal |
    quotidien | emissora | zeitung | (?:nachrichten)?agentur | (?:nachrichten)?magazin | sender | агентств[оау]м? |
    издани[еяю]м? | газет[аыеу] | газетой | телеканала?у? | портала?у? | журнала?у? | видання | агенці[яїю]"""
)
_WHOSE = r"(?:[^\W\d_]{2,20}(?:['’]s|ian|ish|ese|can|rench|erman|utch|aeli) (?:state )?)?"
_GAP = rf"{_ARTICLE}{_WHOSE}(?:(?:[^\s,;:()]{{1,20}} ){{0,4}}(?:{_MEDIUM}),? )?{_ARTICLE}[«“„\"‘]?"

# Before a name, perhaps with an article and what kind of outlet it is.
_STRONG = _phrases(
    r"""according to | tells? | told | telling | informed | citing | quoting | (?:(?:first|originally)[
    ])?(?:reported|revealed
    |quoted|cited|broken|compiled|published|carried|obtained|seen|reviewed|interviewed|contacted)
    (?:(?:exclusively|first)[ ])?by | interview (?:with|to|for) | an? (?:report|story|article|investigation) in |
    (?:speaking|spoke) (?:to|with) | sources?: | (?:with reference|referring) to | (?:inputs?|files|additional
    reporting|with reporting) (?:from|by) | (?:(?:^|[,;)»”"’—–-] ?)|\b(?:as|this|it|was|is)
    )(?:reports?|reported|writes|wrote|notes|noted|informs|recalls) | (?:^|[,(—–] ?)(?:per|via) | segundo(?:
    informa)? | de acordo com | conforme(?: \w+)? | disse | dijo | declar(?:ou|ó) | informou | informó | noticiou |
    publicou | publicó | reportó | reportou | relatou | revelou | reveló | afirmou | afirmó | cit(?:ando|ad[oa]s?
    por) | según(?: informa)? | de acuerdo con | entrevista | informa(?:ções|ción) de | recoge | selon | d['’]après
    | rapporte | a rapporté | écrit | révèle | a révélé | confi(?:é|rmé) | (?:déclaré|dit|indiqué|précisé) |
    (?:entretien|interview) (?:à|avec|au) | cité[es]* par | citant | laut | berichtete?t? | meldete?t? | schreibt |
    schrieb | sagten? (?:der|dem)(?: \w+ (?:der|dem))? | gegenüber | sagten? (?:der|die) \w+ | berufung auf | nach
    (?:angaben|informationen) (?:von|der|des) | secondo | riferisce | scrive | riporta | według | podaje | volgens |
    сообща(?:ет|ют|ло) | сообщил[аио]? | пиш[уе]т | переда(?:ет|ёт|ют|ли|ло|ла|л) | цитиру(?:ет|ют|я) |
    (?:по|согласно) (?:данным|информации|сообщению|сообщениям) | ссыл(?:кой|аясь|ается) на | рассказал[аи]? |
    заявил[аи]? | отмеча(?:ет|ют) | узнал[аио]? | информирует | сказал[аи]? | подтвердил[аи]? |
    (?:материал|стать|интервь)[еюи] | повідомля(?:є|ють) | повідоми(?:в|ла|ло|ли) | пиш(?:е|уть) | переда(?:є|ють) |
    цитує | зазнача(?:є|ють) | (?:за|згідно з) (?:даними|інформацією|повідомленням|повідомленнями) |
    посила(?:нням|ючись|ється) на | розпові(?:в|ла|ли) | заяви(?:в|ла|ли) | дізнал(?:ося|ась) | інформує |
    сказа(?:в|ла|ли) | (?:матеріал|статт|інтерв['’]?)[іюя]"""
)
# The same, too weak for a name that may mean something else.
_WEAK = _phrases(
    r"""(?:aired|broadcast|conducted|released|printed) by | (?:conversation|comments?|statement|remarks|e-?mail|call)
    (?:with|to|for) |
    (?:statement|comments?|remarks|interview|op-ed|column|article|essay|report|story|investigation)s?
    (?:published|carried|aired|printed|published on|broadcast) (?:by|in|on) | (?:wrote|writing|op-ed|column|article)
    in | (?:said|speaking|appearing|interview|reported) on |
    (?:said|confirmed|explained|admitted|disclosed|leaked|provided|shared|given) (?:it )?(?:to|with) |
    (?:investigation|analysis|poll|survey|tally|count|calculations?|estimates?|reporting) (?:by|from) | (?:^|[(\[—–]
    ?)(?:with|avec|mit|com|con|from)"""
)
_STRONG_LEFT = re.compile(rf"(?:(?<!\w)|(?=\W))(?:{_STRONG})[:,]? {_GAP}\Z", re.IGNORECASE)
_WEAK_LEFT = re.compile(rf"(?:(?<!\w)|(?=\W))(?:{_WEAK})[:,]? {_GAP}\Z", re.IGNORECASE)
# "says CNN" makes it the source, "says CNN's Ana Rivas" does not.
_SAYS_LEFT = re.compile(rf"[,;)»”\"’—–-] ?(?:says|said) {_GAP}\Z", re.IGNORECASE)
# What follows makes the outlet a place, a firm or its people, not a source.
_NOT_SOURCE_RIGHT = re.compile(
    r"['’]?s?,? (?:staff|employees?|workers?|viewers|readers|buildings?|headquarters|offices?|shares|shareholders"
    r"|subscribers|lawyers?|executives?|bosses|chief|officials?|management|leaders?|members?|lawmakers?|supporters?"
    r"|candidates?|party|(?:co-)?founders?|chair\w*|spokes\w+|stock|stadium|tower|centre|center)\b"
)

_KIND_BEHIND = (
    r"(?: (?:news agency|newswire|newspaper|magazine|television|tv|radio|agency|daily|website|news website|channel))?"
)
_ADVERBS = (
    r"(?:(?:,? (?:has|have|had|also|first|earlier|previously|later|separately|exclusively|then|now|already))+,?)?"
)
_VERBS = _phrases(
    r"""reports? | reported(?! (?:to|for)\b) | sa(?:id|ys) | writes | wrote | note[ds] | revealed | reveals | disclosed
    | quoted | quotes | cited | cites | learned | understands | found | published | broke the | recalls | recalled |
    informs | claim(?:s|ed) | obtained | estimate[sd] | calculated | adds | added | zufolge | berichtete?n? |
    meldete?n? | schreibt | schrieb | rapporte | a rapporté | écrit | indique | révèle | a révélé | affirme | a
    indiqué | informó | reportó | publicó | reveló | informa | publica | informou | noticiou | publicou | revelou |
    relatou | reportou | apurou | riferisce | scrive | riporta | сообща(?:ет|ют|ло) | сообщил[аио]? | пиш[уе]т |
    переда(?:ет|ёт|ют) | отмечает | информирует | цитирует | узнал[аио]? | повідомляє | повідоми(?:в|ла|ло) | пише |
    передає | зазначає | інформує | цитує | дізнал(?:ося|ась)"""
)
# What an outlet says of itself is no report of it.
_OF_ITSELF = (
    r"(?:,? on \w+,?| in a (?:statement|filing)| this week| last week)?,?"
    r" (?:that )?(?:its?|they|the company|the broadcaster|the paper)\b"
    r"| in a (?:statement|filing)\b"
    r"| (?:(?:an?|the|higher|lower|record|strong|weak|quarterly|annual|net|operating|half-year|\w+-quarter) ){0,4}"
    r"(?:profits?|loss(?:es)?|revenues?|earnings|income|sales|results)\b"
)
_REPORTS = _phrases(
    """report | reports | analysis | investigation | poll | tally | survey | count | calculations? | estimates? |
    article | story | dispatch | exclusive | interview | data | witness(?:es)? | reporting"""
)
_RIGHT_VERB = re.compile(
    rf"[»”\"’]?{_KIND_BEHIND}(?: ?\([^()]{{1,30}}\))?{_ADVERBS} (?:{_VERBS})(?!\w)(?!{_OF_ITSELF})", re.IGNORECASE
)
_RIGHT_PLAIN_VERB = re.compile(
    rf"[»”\"’]?{_KIND_BEHIND}{_ADVERBS} (?:reports?|reported|writes|пишет|сообщает|пише|повідомляє|berichtet)(?!\w)"
    rf"(?! (?:to|for)\b)(?!{_OF_ITSELF})"
)
_RIGHT_NOUN = re.compile(rf"(?:/[A-Z]\w+)?['’]?s? (?:news |opinion )?(?:{_REPORTS})\b(?! (?:to|on its))")
_RIGHT_CLAUSE = re.compile(
    r"(?:['’]s?| correspondent| reporter)(?: [A-Z][\w-]+){1,3} (?:reports|reported|writes)\b"
    r"|['’]?s?(?: [A-Z]\w+){0,3},? (?:contributed (?:to this|reporting|to the report))"
    r"|, which (?:(?:first|has|had|also|originally) )*"
    r"(?:reported|broke|revealed|cited|obtained|published|spoke|interviewed)"
    r"|[»”\"'’]?,? (?:citing|quoting|con cita|citando|citant)\b|,? (?:со ссылкой|з посиланням|unter Berufung) "
    r"|,? (?:ссылаясь|посилаючись) "
    r"| (?:was|were)(?: the)? first to report\b"
)
_CONTRIBUTED = re.compile(r"(?:,| and|,[^.]{0,50} and) [^.]{0,50}contributed (?:to this|reporting|to the report)")
_DATELINE_RIGHT = re.compile(r"(?:/[\w/-]{1,12})?\)\s{0,2}[-–—]")
_PHOTO_LEFT = re.compile(
    r"(?:(?:sports|images|shutterstock|newscom|pool|epa|newswires),? via |(?:photo|picture|image|video|credit"
    r"|photograph|фото|foto|bild|getty)s?(?: (?:credit|by|via|from))*\s?[:/]?\s?(?:by |via |the )?)\Z",
    re.IGNORECASE,
)
_BEHIND_DOUBTFUL = re.compile(
    r"(?:['’]s\b|[,.;:!?)»”\"—–]|$| (?:and(?! [A-SU-Z])|that|on|in|at|last|this|the|an?|he|she|it|they|we|i|his|her"
    r"|after|before|during|when|while|as|by|from|about|of|to|magazine|newspaper|news|website|agency|has|had|est|y|e|et"
    r"|und|и|та|что|що|в|у|со|з|о|про)\b)"
)
_COORDINATED = re.compile(
    r"(?:, | and | & |, and | or | und | et | y | e | и | та | й )(?:the |The |l['’]|la |o |a )?[«“\"]?"
)
_DEMONYM = re.compile(r"(?:ian|ish|ese|can|['’]s|['’]|French|German|Dutch|Iraqi|Israeli|Saudi|Greek|Swiss|Czech)\Z")
_BEFORE_SUBJECT = _words(
    """The A An As But And While When Although According Now Meanwhile Earlier Later Yesterday Today What Wie Como
    Comme Как Как Як Das Die Der Le La El O Il"""
)
# A longer name begins here, not this outlet: "Reuters Institute", but not "Reuters Reports" in a title.
_TITLE_WORDS = _words(
    "Reports Says Reported Said Writes Told Citing Learns Finds Poll Analysis Exclusive Investigation"
)
_CAPITAL_BEHIND = re.compile(r" ([^\W\d_][\w.&’'-]*)")
_WORD_BEFORE = re.compile(r"([^\s\"“«(]+) [«“\"]?\Z")
_DATE_LINE_WORDS = _words("de del da of the")


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A name as texts have it; `lead` characters of it stand before the word by which it is looked up."""

    text: str
    lead: int
    name: str
    is_doubtful: bool
    is_agency: bool


@dataclass(frozen=True, slots=True)
class KnownOutlets:
    """The outlets whose names are recognised wherever a text credits them."""

    registry: OutletRegistry
    spellings: dict[str, tuple[_Spelling, ...]]
    words: frozenset[str]

    @classmethod
    def of(cls, entries: Iterable[OutletEntry]) -> "KnownOutlets":
        """The operator's entries and the well-known outlets; where both know one, the operator's name is shown."""
        registry = OutletRegistry.of(_together(tuple(entries)))
        by_word: dict[str, list[_Spelling]] = {}
        for entry in registry.entries:
            for text in entry.names:
                word = _lookup_word(text)
                if word is not None:
                    doubtful = text in entry.doubtful
                    spelling = _Spelling(text, word.start(), entry.name, doubtful, entry.is_agency)
                    by_word.setdefault(word[0], []).append(spelling)
        spellings = {
            word: tuple(sorted(known, key=lambda spelling: -len(spelling.text))) for word, known in by_word.items()
        }
        return cls(registry, spellings, _TELLING.union(spellings))


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    name: str
    is_doubtful: bool = False
    is_agency: bool = False


def find_credits(text: str, known: KnownOutlets) -> tuple[Credit, ...]:
    """The outlets that a sentence names as its sources, in order, each once; `name` is the list's where it has one."""
    if known.words.isdisjoint(_WORD.findall(text)):
        return ()
    mentions = _mentions(text, known)
    credited = [_is_credit(text, mention) for mention in mentions]
    _spread(text, mentions, credited)
    found: dict[str, Credit] = {}
    for mention, is_credit in zip(mentions, credited, strict=True):
        if is_credit:
            found.setdefault(_bare_key(mention.name), Credit(mention.name, mention.start, mention.end))
    return tuple(found.values())


def line_credits(line: str, known: KnownOutlets) -> tuple[Credit, ...]:
    """What a line that is no sentence credits, such as a title or a byline.

    Besides what a sentence may say that is a dash and a name at its end ("... - Reuters"), a name and a colon at its
    start ("Reuters: ..."), and an agency in place of an author or behind one ("By Ana Rivas, Associated Press").
    """
    if len(line) > _LONGEST_LINE:
        return find_credits(line, known)
    if known.words.isdisjoint(_WORD.findall(line)):
        return ()
    found = {(credit.start, credit.end): credit for credit in find_credits(line, known)}
    for mention in _known_mentions(line, known):
        before, behind = line[: mention.start], line[mention.end :]
        if _is_credited_by_place(before, behind, mention):
            found[mention.start, mention.end] = Credit(mention.name, mention.start, mention.end)
    return tuple(found[span] for span in sorted(found))


def credited_outlets(credits: Iterable[Credit], own: Outlet, known: KnownOutlets) -> tuple[str, ...]:
    """Whom an article names as its sources, by what its lines credit; in order, each once.

    The outlet that published it is none of them.
    """
    names: dict[str, str] = {}
    for credit in credits:
        if not _is_own(credit.name, own, known):
            names.setdefault(_bare_key(credit.name), credit.name)
    return tuple(names.values())


def _together(entries: Sequence[OutletEntry]) -> tuple[OutletEntry, ...]:
    """The operator's entries with the spellings of the well-known outlets that they mean, and the other known ones."""
    own = OutletRegistry.of(entries)
    merged = {entry.name: entry for entry in entries}
    others = []
    for known in KNOWN_OUTLETS:
        meant = [own.entry_by_key[key] for key in known.keys if key in own.entry_by_key]
        if not meant:
            others.append(known)
            continue
        entry = merged[meant[0].name]
        spellings = tuple(name for name in known.names if outlet_name_key(name) not in own.entry_by_key)
        domains = tuple(domain for domain in known.domains if domain not in own.entry_by_key)
        merged[entry.name] = OutletEntry(
            name=entry.name,
            domains=entry.domains + domains,
            aliases=entry.aliases + spellings,
            tier=entry.tier,
            is_agency=entry.is_agency or known.is_agency,
            doubtful=entry.doubtful + known.doubtful,
        )
    return (*merged.values(), *others)


def _lookup_word(name: str) -> re.Match[str] | None:
    """The word of a name by which most sentences are done with at the first look: an outlet's, else its rarest."""
    words = _WORD.finditer(name)
    return min(words, key=lambda word: (word[0] not in _TELLING, zipf_frequency(word[0], "en")), default=None)


def _bare_key(name: str) -> str:
    return outlet_name_key(name).removeprefix("the ")


def _mentions(text: str, known: KnownOutlets) -> list[_Mention]:
    found = _known_mentions(text, known)
    taken = {place for mention in found for place in range(mention.start, mention.end)}
    for start, end in islice(_named_by_themselves(text), _MOST_MENTIONS):
        if taken.isdisjoint(range(start, end)):
            name = text[start:end]
            entry = known.registry.entry_of(Outlet(name))
            found.append(_Mention(start, end, entry.name if entry else name, is_doubtful=True))
            taken.update(range(start, end))
    return sorted(found, key=lambda mention: mention.start)


def _known_mentions(text: str, known: KnownOutlets) -> list[_Mention]:
    found: list[_Mention] = []
    for word in _WORD.finditer(text):
        if found and word.start() < found[-1].end:
            continue
        for spelling in known.spellings.get(word[0], ()):
            start = word.start() - spelling.lead
            end = start + len(spelling.text)
            if start >= 0 and text.startswith(spelling.text, start) and _stands_alone(text, start, end):
                while found and found[-1].end > start:
                    found.pop()
                found.append(_Mention(start, end, spelling.name, spelling.is_doubtful, spelling.is_agency))
                break
        if len(found) == _MOST_MENTIONS:
            break
    return found


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, behind = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or behind.isalnum() or before in {"@", "#", "-"} or (before == "." and start > 1):
        return False
    return not (behind == "." and text[end + 1 : end + 2].isalnum()) and not (
        behind == "-" and text[end + 1 : end + 2].isalnum()
    )


def _named_by_themselves(text: str) -> Iterator[tuple[int, int]]:
    """Names that say by a word of theirs that they are outlets: "Harbour Gazette", "Radio Valdora"."""
    words = list(_WORD.finditer(text))
    for place, word in enumerate(words):
        if word[0] in _FIRST_WORDS:
            last = place
            while last + 1 < len(words) and last - place < 3 and _goes_on(text, words[last], words[last + 1]):
                last += 1
            if last > place and not _preceded_by_name(text, words, place):
                yield word.start(), words[last].end()
                continue
        pair = _LAST_PAIRS.get(word[0])
        if word[0] in _LAST_WORDS or (pair and place and words[place - 1][0] in pair):
            first = _first_of_name(text, words, place)
            if first < place and words[place - 1][0] not in _NO_OUTLET_BEFORE:
                start = words[first].start()
                if text[max(start - 4, 0) : start] == "The " and start > 4:
                    start -= 4
                yield start, word.end()
    place_by_start = {word.start(): place for place, word in enumerate(words)}
    for described in _DESCRIBING.finditer(text):
        behind = place_by_start.get(described.end())
        if behind is not None and words[behind][0] not in _STOPS_NAME:
            last = behind
            while last + 1 < len(words) and last - behind < 3 and _goes_on(text, words[last], words[last + 1]):
                last += 1
            yield words[behind].start(), words[last].end()


def _goes_on(text: str, word: re.Match[str], following: re.Match[str]) -> bool:
    return text[word.end() : following.start()] in {" ", "-", "’", "'"} and following[0][0].isupper()


def _preceded_by_name(text: str, words: Sequence[re.Match[str]], place: int) -> bool:
    return (
        place > 0
        and words[place - 1][0] not in _STOPS_NAME
        and _goes_on(text, words[place - 1], words[place])
        and (words[place - 1][0][0].isupper())
    )


def _first_of_name(text: str, words: Sequence[re.Match[str]], last: int) -> int:
    first = last
    for place in range(last - 1, max(last - _MOST_NAME_WORDS, -1), -1):
        word = words[place]
        between = text[word.end() : words[place + 1].start()]
        if between not in {" ", "-", "’", "'", " & ", ". "} or word[0] in _STOPS_NAME:
            break
        if between == ". " and len(word[0]) > 2:
            break
        if word[0][0].isupper() or word[0][0].isdigit():
            first = place
        elif word[0] not in _JOINS_NAME:
            break
    return first


def _is_credit(text: str, mention: _Mention) -> bool:
    left = text[max(mention.start - _LEFT_REACH, 0) : mention.start]
    right = text[mention.end : mention.end + _RIGHT_REACH]
    if _PHOTO_LEFT.search(left) or right.startswith("/"):
        return False
    if left.endswith("("):
        return _is_bracketed_credit(text, mention, left, right)
    capital = _CAPITAL_BEHIND.match(right)
    if capital and capital[1][0].isupper() and capital[1] not in _TITLE_WORDS:
        return False
    if _NOT_SOURCE_RIGHT.match(right):
        return False
    if mention.is_doubtful:
        if _STRONG_LEFT.search(left):
            return mention.is_agency or any(pattern.match(right) for pattern in (_BEHIND_DOUBTFUL, _RIGHT_PLAIN_VERB))
        return _begins_name(left) and _RIGHT_PLAIN_VERB.match(right) is not None
    if _STRONG_LEFT.search(left) or _WEAK_LEFT.search(left):
        return True
    if _SAYS_LEFT.search(left):
        return right[:1] not in {"'", "’"} and _BEHIND_DOUBTFUL.match(right) is not None
    return _begins_name(left) and any(
        pattern.match(right) for pattern in (_RIGHT_VERB, _RIGHT_NOUN, _RIGHT_CLAUSE, _CONTRIBUTED)
    )


def _is_bracketed_credit(text: str, mention: _Mention, left: str, right: str) -> bool:
    """A dateline, "LIMA (AFP) - ", or a last word, "... since May. (Reuters)"."""
    if _DATELINE_RIGHT.match(right) and mention.start <= _LEFT_REACH:
        words = _WORD.findall(left)
        return all(word in _DATE_LINE_WORDS or word[0].isupper() or word[0].isdigit() for word in words)
    if mention.is_doubtful or not mention.is_agency or text[mention.end :].rstrip(" .") != ")":
        return False
    before = left[:-1].rstrip()
    return not before or before[-1] in '.!?”"' or not before.split()[-1][0].isupper()


def _begins_name(left: str) -> bool:
    """Whether no capitalised word goes before that would make the name a part of a longer one."""
    before = _WORD_BEFORE.search(left)
    if before is None or not before[1][0].isupper():
        return True
    word = before[1]
    return word in _BEFORE_SUBJECT or word.endswith((",", ":", ";")) or _DEMONYM.search(word) is not None


def _spread(text: str, mentions: Sequence[_Mention], credited: list[bool]) -> None:
    """Credit what is named together with a credited outlet: "told Reuters and the BBC", "Reuters and AFP reported"."""
    pairs = range(len(mentions) - 1)
    for first, second in [*((place, place + 1) for place in pairs), *((place + 1, place) for place in reversed(pairs))]:
        if credited[first] and not credited[second]:
            left, right = sorted((first, second))
            joined = _COORDINATED.fullmatch(text, mentions[left].end, mentions[right].start) is not None
            behind = text[mentions[second].end : mentions[second].end + _RIGHT_REACH]
            whole = _BEHIND_DOUBTFUL.match(behind) is not None
            credited[second] = joined and (whole or second < first) and not _NOT_SOURCE_RIGHT.match(behind)


_SEPARATED = re.compile(r"(?:[,.]? ?[-–—|/]+|:) ?\Z")
_REPORTER_BEHIND = re.compile(r"\s*(?:reports?|says|пишет|пише|сообщает|повідомляє)?\s*[.»”\")]?\s*\Z", re.IGNORECASE)
_SIGNED = re.compile(r"[\s(]*(?:(?:by|from|sources?:) )?(?:the )?|by [^.;:]{3,60} (?:the )?", re.IGNORECASE)


def _is_credited_by_place(before: str, behind: str, mention: _Mention) -> bool:
    if (mention.is_doubtful and not mention.is_agency and " " not in mention.name) or _PHOTO_LEFT.search(before[-20:]):
        return False
    if _REPORTER_BEHIND.fullmatch(behind) is None:
        return behind.lstrip('»”"')[:2] == ": " and not before.strip(' «“"')
    separator = _SEPARATED.search(before[-6:])
    if separator is not None:
        # Behind a bar stands the site's own name, where it is no agency's.
        return mention.is_agency or not {"|", ":"}.intersection(separator[0])
    return mention.is_agency and not behind.strip(" .)") and _SIGNED.fullmatch(before[-80:]) is not None


def _is_own(name: str, own: Outlet, known: KnownOutlets) -> bool:
    if own.name and _bare_key(name) == _bare_key(own.name):
        return True
    entry, own_entry = known.registry.entry_of(Outlet(name)), known.registry.entry_of(own)
    if entry is not None and own_entry is not None:
        return entry == own_entry
    if own.domain is None:
        return False
    letters = "".join(_WORD.findall(_bare_key(name)))
    return letters in {label.replace("-", "").removeprefix("the") for label in own.domain.split(".")}


SHIPPED_OUTLETS = KnownOutlets.of(())
