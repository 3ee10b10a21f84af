"""Text to units: sentences first of all, and what stands between them (titles, captions, bylines).

Line breaks come first, then rules on what stands before and after a sentence ender. Only what is clearly something else
loses the kind "sentence": a sentence that is lost can support nothing, a title that is kept costs a look.
Every step is linear in the length of the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.domain.article import Sentence, SentenceKind


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CLOSERS = "\"'”’»›)\\]）］」』】》〉"
_OPENERS = "\"'“‘„«‹(\\[（［「『【《〈¿¡"
_CURRENCIES = "$€£¥₹₽₴₩"
_DASHES = "-‐‑‒–—―"

_ENDER = re.compile(
    rf"(?:[.!?…]+|[。！？｡．؟۔।॥։።၊။។])(?:[{_CLOSERS}]|\[\d{{1,3}}\]|[.!?…。！？])*"  # footnote marks belong to it
)
_NO_BLANK_NEEDED = frozenset("。！？｡．؟۔।॥։።။។")
_ALWAYS_ENDS = _NO_BLANK_NEEDED | {"!", "?"}
_AHEAD = re.compile(rf"\s*([{_DASHES}]*\s*)([{_OPENERS}{_CURRENCIES}]*)([^\W_]*)")
_WORD_AFTER = re.compile(r"\s+([^\W_]+)")
_LEFTOVER = re.compile(r"\s*[;,.:]+(?=\s|$)")
_LAST_WORD = re.compile(r"[^\s\"'“”‘’«»()\[\]{}/,;:–—]*$")
_LONGEST_ABBREVIATION = 24
_STAGE_DIRECTION = re.compile(r"[\[(][^\W\d_]{2,20}(?: [^\W\d_]{1,20}){0,3}[\])]")

# Never the last word of a sentence: a name or a number follows.
_TITLES = _words(
    """mr mrs ms mx dr drs prof profs gen gens sen sens rep reps gov govs lt col capt cmdr sgt maj adm rev hon pres fr
    messrs mme mlle brig cpl pvt supt insp det amb atty vs cf viz approx e.g i.e fig figs eq pp vol nos art sec sir
    dep asst rs"""
)
# After a number with a period in languages that write the days of a month so.
_ORDINAL_MONTHS = _words(
    "januar jänner februar märz april mai juni juli august september oktober november dezember marts maj desember"
)
# Last words now and then: a sentence ends only where what follows starts one.
_ABBREVIATIONS = _words(
    """st mt ft co cos corp inc ltd llc plc bros dept univ assn jr sr esq ph.d m.d b.a m.a etc al est jan feb mar apr
    jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun a.m p.m no ave blvd rd hwy bldg ed eds
    trans ca c ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa
    penn tenn tex va vt wash wis wyo ont que alta"""
)
_NEEDS_CAPITAL = _words("mar sat sun wed mon ill ind la miss mass del ore wash est no al art sec ed mo pa ca")
# Words that open a sentence when they stand in capitals after an abbreviation.
_STARTERS = _words(
    """the a an in on at by for from with after before during since until while when where as if although though because
    he she it they we i you his her its their our my this that these those there here what who why how which and but or
    so yet nor however meanwhile moreover also then now today both some many most all no not one two three last next
    earlier later under over about according officials police additionally despite under among between still such
    several more neither either each every another once"""
)
# A lower-case subject with its verb is a new sentence whose capital was lost.
_LOST_CAPITAL = _words("it he she they we this these there")
_FINITE = _words(
    """is was are were has have had will would can could may might must should does did do said says isn't wasn't aren't
    weren't hasn't haven't hadn't won't also"""
)
# Headings speak in the present tense; these forms are in a sentence's past tense and nothing else.
_PAST = _words(
    """said told took gave fell rose grew came went became began knew bought sold spoke wrote chose drew drove flew sank
    shook threw broke ran saw"""
)

_BULLET = re.compile(rf"(?:[-*•·▪◦‣●○■–—]|\(?\d{{1,2}}[.)]|\(?[a-z]\))\s+(?=[{_OPENERS}]*\w)")
_CAPTION_START = re.compile(
    r"\W*(?:(?:file\s+)?(?:photo|photograph|image|picture|pic|caption|illustration|graphic|foto|imagem|imagen"
    r"|bild|immagine"
    r"|ilustração|ilustración|фото|світлина|иллюстрация|скриншот|صورة|الصورة|تصوير)s?(?:graf[íi]a)?"
    r"(?:\s+(?:credit|courtesy|by|caption|d['’]illustration|архив)s?)?\s*[:：/|]|(?:crédits?|crédito)\s+(?:photo|foto)\b"
    r"|pictured(?:\s+\w+)?\s*[:：]|(?:photo|image)\s+credit\b|FILE\s*[-–—]"
    r"|\[\d{1,2}/\d{1,2}\]\s|item\s\d{1,2}\sof\s\d{1,2}\s|\d{1,2}\sof\s\d{1,2}\s*\|)",
    re.IGNORECASE,
)
_CAPTION_END = re.compile(
    r"[(\[](?:[^()\[\]]{0,60}\b)?(?:photo|photograph|image|picture|illustration|graphic|foto|imagem|imagen|bild"
    r"|фото|صورة)s?\s*"
    r"(?:[:：/|]|(?:credit|courtesy|by|via)\b)[^()\[\]]{0,80}[)\]]\W*$"
    r"|[(\[](?:(?:file|handout|stock|archive|pool|ap)\s+)?(?:photo|image|picture)[)\]]\W*$"
    r"|[(\[][^()\[\]]{0,40}(?:getty images|shutterstock|unsplash|afp via getty)[^()\[\]]{0,20}[)\]]\W*$"
    r"|\b(?:photo(?:graph(?:er)?)?|image|picture|foto|фото|صورة|credit|crédito?)\s*[:：]\s*(?:[^.!?]|\b[A-Z]\.){1,60}$"
    r"|(?:^|\s)©\s?[^.!?/\d]{2,40}/[^.!?/\d]{2,40}$",
    re.IGNORECASE,
)
_MOST_CAPTION_SENTENCES = 3
_CREDITS = re.compile(
    r"\(?(?i:(?:additional\s+|further\s+)?(?:reporting|editing|writing|translated|compiled|edited"
    r"|written)\s+by)\s*[:：]?"
    r"\s*(?=[A-Z])"
)
_CREDIT_WORDS = _words("reporting editing writing translation additional further by and")
_BY = re.compile(
    r"(?:(?:words|story|text|report|article|analysis|written|reported|reporting|edited|editing|prepared|compiled"
    r"|posted|"
    r"published|updated|translated|authored)\s+by|by|(?:(?:publicado|escrito|texto|reportagem)\s+)?por"
    r"|publié\s+par|par|von"
    r"|подготовил[аи]?|підготував|підготувала)\b\s*[:：]?\s*",
    re.IGNORECASE,
)
# An account's name with its byline: "admin By admin May 3, 2024".
_SIGNED = re.compile(r"\S{1,40} [Bb]y \S[^\n]{0,80}(?:19|20)\d\d")
_AUTHOR = re.compile(
    r"(?:author|autora?|auteure?|autore|reporter|текст|автор[аы]?|источник|(?:ال)?كاتب(?:ة)?|بقلم)\s*[:：]\s*|بقلم\s+",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[^\W\d_][^\s\d]*")
# What a box about an author says of her; an agency may be the author and what the news is about as well.
_AUTHOR_DOES = re.compile(
    r"(?:(?:is|has been|was) (?:an?|the|our)|is based|has (?:covered|written|worked)|can be reached|covers|writes|works"
    r"|joined|contributed|contributes|edits|leads|lives|speciali[sz]es)\b"
)
_NAME_JOINTS = _words("and for of the in at de del van von der den al bin ibn da di la le with & | - – —")
_DATE_WORD = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)?"
    r"[.,]*\d*(?:st|nd|rd|th)?[\d:./,-]*"
    r"(?:am|pm|a\.m\.?|p\.m\.?|gmt|utc|est|edt|cet|bst|z)?[.,]*|at|on|[|•·–—-]",
    re.IGNORECASE,
)
_DATE_LEAD = re.compile(
    r"(?:first\s+)?(?:published|updated|posted|last\s+updated|date)\s*(?:on\b|at\b|[:：])?\s*", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+(?:\s+(?:https?://|www\.)\S+)*")
_TERMINATED = re.compile(rf"[.!?…。！？｡．؟۔।॥։።။។][{_CLOSERS}]*$")

_LONGEST_FURNITURE = 400
_LONGEST_HEADING = 160
_HEADING_WORDS = 22
_SUBHEAD_WORDS = 17
_SHORT_LINE_WORDS = 4
_WIDEST_WRAP = 120
_NARROWEST_WRAP = 40


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """What a reader sees as one run of text: one line, or lines that were wrapped."""

    start: int
    end: int
    text: str
    listed: bool = False

    @property
    def terminated(self) -> bool:
        return _TERMINATED.search(self.text[-16:]) is not None

    @property
    def open_ended(self) -> bool:
        return self.text[-1] in ":;,："


@dataclass(frozen=True, slots=True)
class _Unit:
    start: int
    end: int
    kind: SentenceKind


def segment(text: str, *, title: str | None = None) -> tuple[Sentence, ...]:
    """The units of a text in order, positions from 0.

    Each is text[start:end] verbatim, without white space at its ends; units do not overlap. `title` is the article's
    title, so that a line that repeats it is known for what it is.
    """
    paragraphs = _paragraphs(text)
    units = _classified(text, paragraphs, title)
    return tuple(
        Sentence(position, unit.start, unit.end, text[unit.start : unit.end], unit.kind)
        for position, unit in enumerate(units)
    )


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Where the text's paragraphs start and end, list marks included: lines, those that were only wrapped joined."""
    return [(span.start, span.end) for span in _joined_lines(text)]


def sentence_spans(paragraph: str) -> list[tuple[int, int]]:
    """Where the sentences of one paragraph start and end."""
    return [(span.start, span.end) for span in _sentence_spans(paragraph, 0, len(paragraph))]


def furniture_kind(line: str) -> SentenceKind | None:
    """CAPTION, BYLINE or, for what states nothing, OTHER; None for what may be a sentence or a heading."""
    return _furniture(_Paragraph(0, len(line), line))


def _trimmed(text: str, start: int, end: int) -> _Span | None:
    """The span without white space and invisible characters at its ends, None where nothing is left."""
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    return _Span(start, end) if start < end else None


def _is_blank(char: str) -> bool:
    return char.isspace() or char in "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def _blocks(text: str) -> Iterator[list[_Span]]:
    """Lines that are not blank, grouped by the blank lines between them."""
    block: list[_Span] = []
    last_end = 0
    for match in _LINE.finditer(text):
        gap = text[last_end : match.start()]
        line = _trimmed(text, match.start(), match.end())
        if block and (line is None or gap.replace("\r\n", "\n").count("\n") > 1 or "\u2029" in gap or "\f" in gap):
            yield block
            block = []
        if line is not None:
            block.append(line)
        last_end = match.end()
    if block:
        yield block


def _paragraphs(text: str) -> list[_Paragraph]:
    return [_paragraph(text, span.start, span.end) for span in _joined_lines(text)]


def _joined_lines(text: str) -> list[_Span]:
    blocks = list(_blocks(text))
    wrapped = _looks_wrapped(text, blocks)
    joined: list[_Span] = []
    for block in blocks:
        width = max(line.end - line.start for line in block)
        start = block[0].start
        for line, following in pairwise(block):
            if not _goes_on(text, line, following, width, wrapped=wrapped):
                joined.append(_Span(start, line.end))
                start = following.start
        joined.append(_Span(start, block[-1].end))
    return joined


def _paragraph(text: str, start: int, end: int) -> _Paragraph:
    bullet = _BULLET.match(text, start, end)
    if bullet and bullet.end() < end:
        start = bullet.end()
    return _Paragraph(start, end, text[start:end], listed=bullet is not None)


def _ends_open(text: str, line: _Span) -> bool:
    return (
        _TERMINATED.search(text[max(line.start, line.end - 16) : line.end]) is None and text[line.end - 1] not in ":;"
    )


def _starts_lower(text: str, line: _Span) -> bool:
    return text[line.start].islower() and _ADDRESS.match(text, line.start, line.end) is None


def _looks_wrapped(text: str, blocks: Sequence[Sequence[_Span]]) -> bool:
    """Whether lines break in mid-sentence: among lines that end openly, at least half go on in lower case."""
    open_lines = [
        following
        for block in blocks
        if len(block) > 1 and max(line.end - line.start for line in block) <= _WIDEST_WRAP
        for line, following in pairwise(block)
        if line.end - line.start >= _NARROWEST_WRAP and _ends_open(text, line)
    ]
    lower = sum(_starts_lower(text, line) for line in open_lines)
    return bool(open_lines) and 2 * lower >= len(open_lines)


def _goes_on(text: str, line: _Span, following: _Span, width: int, *, wrapped: bool) -> bool:
    """Whether a line break is only where the line was full."""
    length = line.end - line.start
    if length < _NARROWEST_WRAP or _BULLET.match(text, following.start, following.end):
        return False
    if _ends_open(text, line) and _starts_lower(text, following):
        return not _SIGNED.match(text, following.start, following.end)
    if not wrapped or width > _WIDEST_WRAP:
        return False
    next_word = text[following.start : following.end].split(maxsplit=1)[0]
    return length + 1 + len(next_word) > width


def _sentence_spans(text: str, start: int, end: int) -> Iterator[_Span]:
    begin = start
    for match in _ENDER.finditer(text, start, end):
        stop = match.end()
        if match.start() < begin:
            continue
        if not _is_end(text, match, begin, end):
            continue
        leftover = _LEFTOVER.match(text, stop, end)
        if leftover:
            stop = leftover.end()
        span = _trimmed(text, begin, stop)
        if span:
            yield span
        begin = stop
    rest = _trimmed(text, begin, end)
    if rest:
        yield rest


def _is_end(text: str, ender: re.Match[str], begin: int, end: int) -> bool:
    mark = text[ender.start()]
    stop = ender.end()
    if stop >= end:
        return True
    if not text[stop].isspace():
        return mark in _NO_BLANK_NEEDED and _ends_unspaced(text, ender, stop, end)
    ahead = _AHEAD.match(text, stop, end)
    if ahead is None:
        return True
    dash, _, word = ahead.groups()
    if (
        len(word) == 1
        and text[ahead.end() : ahead.end() + 1] == "."
        and len(_word_before(text, ender.start(), begin)) == 1
    ):
        # Two words cut to their letters: "z. B.", "u. a.".
        return False
    if not word:
        # Only marks follow: they belong to this sentence where nothing else comes, else the next word decides.
        return ahead.end() < end and _LEFTOVER.match(text, stop, end) is None
    if word[0].islower():
        return not dash.strip() and _starts_without_capital(text, ender, word, ahead.end(), end, begin)
    if mark in _ALWAYS_ENDS or ender.group()[0] == "…" or ender.end() - ender.start() > 1:
        return True
    return _period_ends(text, ender.start(), begin, word, dashed=bool(dash.strip()))


def _ends_unspaced(text: str, ender: re.Match[str], stop: int, end: int) -> bool:
    if ender.group()[0] == "．" and text[stop].isdecimal():
        return False
    # Japanese quotes its speech with "to": what was said and who said it are one sentence.
    return not (ender.group()[-1] in "」』" and text[stop : min(stop + 1, end)] in {"と", "、"})


def _starts_without_capital(text: str, ender: re.Match[str], word: str, word_end: int, end: int, begin: int) -> bool:
    if word not in _LOST_CAPITAL or ender.end() - ender.start() > 1:
        return False
    verb = _WORD_AFTER.match(text, word_end, end)
    if verb is None or verb.group(1) not in _FINITE:
        return False
    before = _word_before(text, ender.start(), begin)
    return len(before) > 1 and before.lower() not in _TITLES | _ABBREVIATIONS and "." not in before


def _word_before(text: str, at: int, begin: int) -> str:
    window = text[max(begin, at - _LONGEST_ABBREVIATION) : at]
    found = _LAST_WORD.search(window)
    return found.group() if found else ""


def _period_ends(text: str, at: int, begin: int, word: str, *, dashed: bool) -> bool:
    """Whether the single period at `at` ends a sentence when `word`, no lower-case word, comes next."""
    before = _word_before(text, at, begin)
    lower = before.lower().strip(_DASHES)
    starter = not dashed and word.lower() in _STARTERS and (word in {"A", "I"} or word[1:].islower())
    if lower in _TITLES and (before[:1].isupper() or "." in before or lower in {"vs", "cf", "viz", "approx"}):
        return False
    if lower == "no":
        return not (word[0].isdecimal() and before[:1].isupper())
    if len(before) == 1 and before.isalpha():
        return starter or not (before.isupper() or word[0].isdecimal())
    if "." in before and all(len(part) <= 2 for part in before.split(".")) and not before[0].isdecimal():
        return starter
    if lower in _ABBREVIATIONS and (before[:1].isupper() or lower not in _NEEDS_CAPITAL):
        return starter
    if before.isdecimal() and len(before) <= 2 and word.lower() in _ORDINAL_MONTHS:
        return False
    # "2. Acme" at the start of a line is its number.
    return not (before.isdecimal() and len(before) <= 2 and not text[begin : at - len(before)].strip())


def _classified(text: str, paragraphs: Sequence[_Paragraph], title: str | None) -> list[_Unit]:
    kinds = _paragraph_kinds(paragraphs, title)
    authors = {
        name.casefold()
        for paragraph, kind in zip(paragraphs, kinds, strict=True)
        if kind is SentenceKind.BYLINE
        for name in _names_in_byline(paragraph.text)
    }
    units: list[_Unit] = []
    headings: list[str] = [title] if title and len(title) >= _NARROWEST_WRAP // 2 else []
    signed = False
    for paragraph, kind in zip(paragraphs, kinds, strict=True):
        start = paragraph.start
        repeated = _repeated_heading(paragraph.text, headings) if kind is not SentenceKind.TITLE else 0
        if repeated:
            units.append(_Unit(start, start + repeated, SentenceKind.TITLE))
            rest = _trimmed(text, start + repeated, paragraph.end)
            if rest is None:
                continue
            paragraph = _Paragraph(rest.start, rest.end, text[rest.start : rest.end])
            kind = _furniture(paragraph) or SentenceKind.SENTENCE
        if kind is SentenceKind.TITLE and len(paragraph.text) >= _NARROWEST_WRAP // 2:
            headings.append(paragraph.text)
        if kind in {SentenceKind.SENTENCE, SentenceKind.SUBHEAD} and paragraph.text.casefold() in authors:
            kind = SentenceKind.BYLINE
        signed = signed or kind is SentenceKind.BYLINE
        if kind is not SentenceKind.SENTENCE:
            units.append(_Unit(paragraph.start, paragraph.end, kind))
            continue
        about_author = signed and any(_is_about(name, paragraph.text) for name in authors)
        for span in _sentence_spans(text, paragraph.start, paragraph.end):
            said = text[span.start : span.end]
            speaks = not about_author and _has_letter(said) and not _STAGE_DIRECTION.fullmatch(said)
            units.append(_Unit(span.start, span.end, SentenceKind.SENTENCE if speaks else SentenceKind.OTHER))
    return units


def _is_about(author: str, paragraph: str) -> bool:
    """Whether a paragraph presents the author (case-folded name)."""
    length = len(author.split())
    words = paragraph.split(maxsplit=length)
    return " ".join(words[:length]).casefold() == author and _AUTHOR_DOES.match("".join(words[length:])) is not None


def _has_letter(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _paragraph_kinds(paragraphs: Sequence[_Paragraph], title: str | None) -> list[SentenceKind]:
    plain = [_furniture(paragraph) for paragraph in paragraphs]
    title_key = _heading_key(title) if title else None
    sentences = [paragraph for paragraph, kind in zip(paragraphs, plain, strict=True) if kind is None]
    body = [paragraph for paragraph in sentences if paragraph.terminated]
    openly = [paragraph for paragraph in sentences if not paragraph.terminated and not paragraph.listed]
    few = len(openly) == 1 or sum(len(paragraph.text) for paragraph in body) >= sum(
        len(paragraph.text) for paragraph in openly
    )
    headings_allowed = bool(body) and few
    body_seen = False
    last = len(paragraphs) - 1
    kinds: list[SentenceKind] = []
    for index, (paragraph, kind) in enumerate(zip(paragraphs, plain, strict=True)):
        if kind is None and title_key and len(sentences) > 1 and _heading_key(paragraph.text) == title_key:
            kind = SentenceKind.TITLE
        if kind is None and headings_allowed and _may_be_heading(paragraph):
            kind = _heading_kind(paragraph, body_seen=body_seen, is_last=index == last)
        body_seen = body_seen or (kind is None and paragraph.terminated)
        kinds.append(kind or SentenceKind.SENTENCE)
    return kinds


def _heading_key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text[:1000]).casefold().split()).rstrip(".!?… ")


def _repeated_heading(text: str, headings: Iterable[str]) -> int:
    """How much of a paragraph's start repeats a heading before more text; 0 where none does."""
    for heading in headings:
        rest = text[len(heading) : len(heading) + 2].lstrip()
        if text.startswith(heading) and rest[:1] and text[len(heading)].isspace() and not rest[:1].islower():
            return len(heading)
    return 0


def _may_be_heading(paragraph: _Paragraph) -> bool:
    if paragraph.terminated or paragraph.open_ended or paragraph.listed or len(paragraph.text) > _LONGEST_HEADING:
        return False
    if len(paragraph.text.split()) > _HEADING_WORDS:
        return False
    return _count_sentences(paragraph.text) == 1


def _heading_kind(paragraph: _Paragraph, *, body_seen: bool, is_last: bool) -> SentenceKind | None:
    words = paragraph.text.split()
    if len(words) > _SHORT_LINE_WORDS:
        if not body_seen:
            return SentenceKind.TITLE
        # A long line with a finite verb, or the last one, may be a sentence that lost its full stop.
        finite = any(word.lower() in _FINITE | _PAST for word in words)
        if is_last or len(words) > _SUBHEAD_WORDS or finite:
            return None
    return SentenceKind.SUBHEAD if body_seen or _is_all_small(words) else SentenceKind.TITLE


def _is_all_small(words: Sequence[str]) -> bool:
    return not any(word[0].isupper() for word in words)


def _furniture(paragraph: _Paragraph) -> SentenceKind | None:
    """The kind of a caption, a byline, or a line that states nothing; None for what may be a sentence."""
    text = paragraph.text
    if len(text) > _LONGEST_FURNITURE:
        return None if _has_letter(text) else SentenceKind.OTHER
    if not _has_letter(text) or _ADDRESS.fullmatch(text) or _is_date_line(text):
        return SentenceKind.OTHER
    if _CAPTION_START.match(text) or (_CAPTION_END.search(text) and _count_sentences(text) <= _MOST_CAPTION_SENTENCES):
        return SentenceKind.CAPTION
    if _is_byline(text):
        return SentenceKind.BYLINE
    return None


def _count_sentences(text: str) -> int:
    return sum(1 for _ in _sentence_spans(text, 0, len(text)))


def _is_date_line(text: str) -> bool:
    lead = _DATE_LEAD.match(text)
    words = text[lead.end() if lead else 0 :].split()
    has_digit = any(char.isdecimal() for char in text)
    return has_digit and len(words) <= 10 and all(_DATE_WORD.fullmatch(word) for word in words)


def _is_byline(text: str) -> bool:
    credits = _CREDITS.match(text)
    if credits and all(_is_credit_word(word) for word in text[credits.end() :].split()):
        return True
    if _TERMINATED.search(text) or len(text.split()) > 16:
        return False
    return bool(_names_in_byline(text))


def _names_in_byline(text: str) -> list[str]:
    """The names of a line such as "By Jane Doe and John Roe, May 3" or "Jane Doe By Jane Doe"; empty for any other."""
    marker = _AUTHOR.match(text) or _BY.match(text)
    lead: list[str] = []
    if marker is None:
        marker = next((match for match in _BY.finditer(text) if text[match.start() - 1].isspace()), None)
        if marker is None:
            return []
        lead = text[: marker.start()].split()
        if not 1 <= len(lead) <= 4 or not all(_is_name_word(word) for word in lead):
            return []
    words = text[marker.end() :].split()
    name: list[str] = []
    names: list[str] = []
    for word in words:
        if _is_name_word(word) and not _DATE_WORD.fullmatch(word):
            name.append(word.strip(",;|"))
            if word[-1] not in ",;|":
                continue
        elif not (word.lower() in _NAME_JOINTS or _DATE_WORD.fullmatch(word)):
            return []
        if name:
            names.append(" ".join(name))
            name = []
    if name:
        names.append(" ".join(name))
    # "By Friday Acme ..." starts with a time, no byline does.
    if not names or (words and _DATE_WORD.fullmatch(words[0])):
        return []
    return names


def _is_credit_word(word: str) -> bool:
    return word[0].isupper() or word.lower().strip(",;()") in _NAME_JOINTS | _CREDIT_WORDS


def _is_name_word(word: str) -> bool:
    # Scripts without capitals cannot show a name.
    return (word[0].isupper() or not (word[0].islower() or word[0] < "\u0590")) and _NAME_WORD.fullmatch(
        word
    ) is not None
