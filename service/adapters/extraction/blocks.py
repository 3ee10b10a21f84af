"""A scraped page's text to its parts, each with what its own words show it to be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto

from service.adapters.extraction import phrases
from service.adapters.extraction.written_dates import written_dates
from service.application.ports import DiscardReason
from service.domain.article import SentenceKind
from service.domain.segmentation import furniture_kind, paragraph_spans, sentence_spans


class Shape(Enum):
    """What a part looks like by itself; its place decides what it is."""

    PROSE = auto()
    ITEM = auto()
    HEADLINE = auto()
    SHORT = auto()
    EXCERPT = auto()
    BYLINE = auto()
    DATE = auto()
    CAPTION = auto()
    COUNTER = auto()
    SHARE = auto()
    ADVERTISEMENT = auto()
    NOTICE = auto()
    RIGHTS = auto()
    TEASER_MARK = auto()
    TEASER = auto()
    COMMENT_MARK = auto()
    ABOUT_AUTHOR = auto()
    CONTACT = auto()
    TAGS = auto()
    MENU = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """page[start:end] == text; `sentences` counts those of prose."""

    start: int
    end: int
    text: str
    shape: Shape
    sentences: int = 0


# Why a part of this shape is no article's text, where its place does not say otherwise.
REASONS = {
    Shape.PROSE: DiscardReason.OTHER,
    Shape.ITEM: DiscardReason.MENU,
    Shape.HEADLINE: DiscardReason.TEASER,
    Shape.SHORT: DiscardReason.MENU,
    Shape.EXCERPT: DiscardReason.TEASER,
    Shape.BYLINE: DiscardReason.BYLINE,
    Shape.DATE: DiscardReason.DATE,
    Shape.CAPTION: DiscardReason.CAPTION,
    Shape.COUNTER: DiscardReason.COUNTER,
    Shape.SHARE: DiscardReason.COUNTER,
    Shape.ADVERTISEMENT: DiscardReason.ADVERTISEMENT,
    Shape.NOTICE: DiscardReason.NOTICE,
    Shape.RIGHTS: DiscardReason.NOTICE,
    Shape.TEASER_MARK: DiscardReason.TEASER,
    Shape.TEASER: DiscardReason.TEASER,
    Shape.COMMENT_MARK: DiscardReason.COMMENT,
    Shape.ABOUT_AUTHOR: DiscardReason.AUTHOR_BOX,
    Shape.CONTACT: DiscardReason.AUTHOR_BOX,
    Shape.TAGS: DiscardReason.MENU,
    Shape.MENU: DiscardReason.MENU,
    Shape.OTHER: DiscardReason.OTHER,
}
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_CLOSERS = "\"'”’»›)\\]）］」』】》〉"
_TERMINATED = re.compile(r"[.!?…。！？｡．؟۔।][\"'”’»›)\]\s;,.]*$")
_CUT_SHORT = re.compile(
    rf"(?:\.\.\.|…|\[\s*(?:\.\.\.|…)\s*\]|\[\+\])[{_CLOSERS}\s]*(?:(?:read more|leia mais|more|»|→)\W*)?$", re.I
)
_ITEM = re.compile(r"(?:[*•·▪◦‣●○■–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_MENU_MARKS = re.compile(r"\s[|•·›»/>]\s|[|›»]")
_ADDRESSES = re.compile(r"(?:(?:https?://|www\.)\S+\s*)+$")
_TIME = re.compile(r"(?:at\s+)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,5})?\W*$", re.I)
_LANGUAGE_SWITCH = re.compile(r"(?:[a-z]{2,3}\b[\s|/·•,]*){2,12}$", re.I)
_LANGUAGE_NAMES = re.compile(
    r"(?:[\W_]{0,3}(?:english|português|español|français|deutsch|italiano|русский|українська|العربية|türkçe"
    r"|polski|中文|日本語)[\W_]{0,3}){1,12}$",
    re.I,
)
_BY = re.compile(r"(?<!\w)(?:by|por|par|von|di|от|автор|بقلم)(?!\w)", re.I)
_PRESENTED_NAME = re.compile(
    r"(?:[A-ZÀ-ÞА-ЯЁ][\w’'.-]+\s+){1,3}[A-ZÀ-ÞА-ЯЁ][\w’'.-]+\s*(?:,|\||–|—|-"
    r"|\bin\b)\s*(?:the\s+)?(?:[A-Z][\w-]+\s+){0,4}"
    r"(?:(?i:editor|reporter|correspondent|writer|journalist|columnist|staff|contributor|analyst|bureau chief"
    r"|gazette|herald"
    r"|times|post|tribune|courier|chronicle|observer|news|press|journal|standard|telegraph|ledger|echo|review"
    r"|magazine))"
)
_AT_EDGE = re.compile(r"^[\W_]*$|[|·•–—,/\n-]\s*$")
_AT_OTHER_EDGE = re.compile(r"^[\W_]*$|^\s*[|·•–—,/\n#-]")
_SMALL = frozenset(
    [
        "in",
        "at",
        "on",
        "de",
        "do",
        "da",
        "del",
        "di",
        "of",
        "and",
        "&",
        "e",
        "y",
        "und",
        "et",
        "a",
        "às",
        "at",
        "um",
        "uhr",
    ]
)
_YEAR = re.compile(r"(?:19|20|٢٠)[\d٠-٩]{2}")
_AGO = re.compile(
    r"\b(?:ago|há \d|hace \d|il y a \d|vor \d|fa|назад|тому|منذ|yesterday|today|ontem|hoje|ayer|hoy|hier|heute"
    r"|gestern|ieri|oggi|вчера|сегодня)\b",
    re.I,
)
_DATE_LEAD = re.compile(
    r"[\W_]{0,4}(?:(?:first |originally )?(?:published|posted|updated|last updated|last modified|modified|edited"
    r"|created|date|uploaded)"
    r"|publicado|atualizad[oa]|actualizad[oa]|publié|mis à jour|modifié|veröffentlicht|aktualisiert|stand"
    r"|pubblicato|aggiornato"
    r"|опубликовано|обновлено|дата|опубліковано|оновлено|نشر|تاريخ|تم التحديث|آخر تحديث)(?![^\W\d_])",
    re.I,
)
_AGENCY_CREDIT = re.compile(
    r"(?:(?:getty images?|shutterstock|unsplash|istock|wikimedia|(?:reuters|ap|afp|epa"
    r"|photograph(?:er)?)\s*/\s*\S.{0,40})\W*$)",
    re.I,
)
_GLUED_CAPTION = re.compile(
    r".{0,300}?[(\[](?:[^()\[\]]{0,40}\b)?(?:photo|photograph|image|picture|foto|imagem|imagen|bild|фото"
    r"|صورة)s?\s*[:：/|][^()\[\]]{0,80}[)\]]\s+(?=[\"“«A-ZА-ЯЁ])",
    re.I,
)
_GLUED_MARK = re.compile(
    rf"(?<=[.!?…\"”»)])\s{{0,3}}(?=(?:{phrases.GLUED})(?:\s*[:：]|\s*$|\s+(?-i:[A-Z\"“])|(?-i:[A-ZА-ЯЁ]))|©)", re.I
)

_CREDIT_CELL = re.compile(
    r"(?:written|reported|edited|curated|posted|published|updated|reviewed|compiled|translated) by\s*[:：]?\s*\w", re.I
)
_POST_SIGNATURE = re.compile(r"[—–-]\s?[^()\n]{1,60}\(@\w{1,30}\)|a post shared by\b", re.I)
_CONTRIBUTED = re.compile(r"\bcontributed (?:reporting )?(?:to|for) this (?:report|story|article)\.?$", re.I)

_SOME_DAY = datetime(2024, 1, 15, tzinfo=UTC)
_LONGEST_LINE = 400
_PROSE_WORDS = 24


def parts_of(page: str) -> list[Part]:
    """The page's parts in order: together they hold all that is not blank."""
    headings: dict[str, list[str]] = {}
    parts: list[Part] = []
    for start, end in paragraph_spans(page):
        for piece_start, piece_end in _pieces(page, start, end, headings):
            text = page[piece_start:piece_end]
            shape, sentences = _shape_of(text)
            parts.append(Part(piece_start, piece_end, text, shape, sentences))
            if shape is Shape.HEADLINE:
                known = headings.setdefault(text[:16], [])
                if len(known) < 4 and text not in known:
                    known.append(text)
    return parts


def words_of(text: str) -> list[str]:
    """The words of a text, at most some hundreds."""
    return _WORD.findall(text[:2000])


def is_clock_time(text: str) -> bool:
    """Whether a line is a time of day and nothing else."""
    return len(text) <= 30 and _TIME.match(text) is not None


def _pieces(page: str, start: int, end: int, headings: dict[str, list[str]]) -> Iterator[tuple[int, int]]:
    """A paragraph cut where a scraper glued lines together."""
    while start < end:
        cut = _leading_cut(page, start, end, headings)
        if cut is None:
            break
        yield start, _trimmed_end(page, start, cut)
        start = _trimmed_start(page, cut, end)
    if end - start <= _LONGEST_LINE and furniture_kind(page[start:end]) is SentenceKind.CAPTION:
        yield start, end
        return
    begin = start
    for mark in _GLUED_MARK.finditer(page, start, end):
        if mark.end() >= end or mark.start() <= begin:
            continue
        yield begin, _trimmed_end(page, begin, mark.start())
        begin = _trimmed_start(page, mark.end(), end)
    if begin < end:
        yield begin, end


def _leading_cut(page: str, start: int, end: int, headings: dict[str, list[str]]) -> int | None:
    """Where a heading, a marker, a caption or a byline at the paragraph's start ends before more text."""
    for heading in headings.get(page[start : start + 16], ()):
        stop = start + len(heading)
        if stop < end and page.startswith(heading, start):
            rest = page[stop : stop + 3].lstrip()
            if rest and not rest[0].islower() and (page[stop].isspace() or rest[0].isupper()):
                return stop
    head = page[start : min(end, start + _LONGEST_LINE)]
    mark = phrases.TEASER_MARK.match(head)
    if mark and mark.end("mark") == mark.end() < end - start:
        return start + mark.end()
    caption = _GLUED_CAPTION.match(head)
    if caption and len(sentence_spans(caption.group())) <= 2 and start + caption.end() < end:
        return start + caption.end()
    return None


def _trimmed_end(page: str, start: int, end: int) -> int:
    while end > start and page[end - 1].isspace():
        end -= 1
    return end


def _trimmed_start(page: str, start: int, end: int) -> int:
    while start < end and page[start].isspace():
        start += 1
    return start


def _shape_of(text: str) -> tuple[Shape, int]:
    """The shape of one part, and how many sentences it has where it is prose."""
    if len(text) > _LONGEST_LINE:
        return _shape_of_long(text)
    shape = _furniture_shape(text)
    if shape is not None:
        return shape, 0
    words = words_of(text)
    sentences = len(sentence_spans(text))
    terminated = _TERMINATED.search(text[-24:]) is not None
    if _CUT_SHORT.search(text[-40:]) and sentences <= 3:
        return Shape.EXCERPT, 0
    if _ITEM.match(text):
        return (Shape.ITEM, sentences) if len(words) >= 3 else (Shape.SHORT, 0)
    unspaced = sum(char >= "\u3041" for char in text) * 2 > len(text)
    if terminated and (len(words) >= 4 or unspaced or (len(words) >= 2 and text[-1] in '."”»')):
        return Shape.PROSE, sentences
    if len(words) >= _PROSE_WORDS or (sentences >= 2 and len(words) >= 8 and not terminated):
        return Shape.PROSE, sentences
    if len(words) >= 6 and text[-1] in ":;,：":
        return Shape.PROSE, sentences
    if len(words) >= 4 or unspaced:
        return Shape.HEADLINE, 0
    return Shape.SHORT, 0


def _shape_of_long(text: str) -> tuple[Shape, int]:
    sentences = len(sentence_spans(text))
    head = text[:_LONGEST_LINE]
    if len(text) < 3 * _LONGEST_LINE and (phrases.RIGHTS.match(head) or phrases.is_notice(head)):
        return Shape.NOTICE, 0
    ends = sum(text.count(mark) for mark in ".!?。؟।,")
    if ends == 0 or len(_MENU_MARKS.findall(text)) > len(text) / 60:
        return Shape.MENU, 0
    return Shape.PROSE, sentences


def _furniture_shape(text: str) -> Shape | None:
    """What a line is that no article says; None for what may be prose or a heading."""
    if not any(char.isalnum() for char in text):
        return Shape.OTHER
    checks = (
        (phrases.COUNTER, Shape.COUNTER),
        (phrases.SHARE, Shape.SHARE),
        (phrases.ADVERTISEMENT, Shape.ADVERTISEMENT),
        (phrases.ABOUT_AUTHOR, Shape.ABOUT_AUTHOR),
        (phrases.COMMENT_MARK, Shape.COMMENT_MARK),
        (phrases.TAGS, Shape.TAGS),
        (phrases.HASHTAGS, Shape.TAGS),
        (_LANGUAGE_SWITCH, Shape.MENU),
        (_LANGUAGE_NAMES, Shape.MENU),
        (_ADDRESSES, Shape.OTHER),
    )
    mark = phrases.TEASER_MARK.match(text)
    if mark:
        return Shape.TEASER_MARK if mark.end() >= len(text) else Shape.TEASER
    terminated = _TERMINATED.search(text[-24:]) is not None
    if _is_date(text, terminated=terminated):
        return Shape.DATE
    kind = furniture_kind(text)
    if kind is not SentenceKind.CAPTION and (_is_post_signature(text) or _is_row_of_credits(text)):
        return Shape.BYLINE
    if not terminated and kind is not SentenceKind.CAPTION and _is_dated_byline(text):
        return Shape.BYLINE
    for pattern, shape in checks:
        if pattern.match(text):
            return shape
    if not terminated and phrases.TEASER_BEFORE_CAPITAL.match(text):
        return Shape.TEASER
    if kind is not SentenceKind.CAPTION and phrases.RIGHTS.search(text):
        return Shape.RIGHTS
    if phrases.is_notice(text) or _ends_in_notice(text):
        return Shape.NOTICE
    if kind is SentenceKind.CAPTION or (not terminated and _AGENCY_CREDIT.search(text[-80:])):
        return Shape.CAPTION
    if kind is SentenceKind.BYLINE:
        return Shape.BYLINE
    if kind is SentenceKind.OTHER:
        return Shape.DATE if any(char.isdecimal() for char in text) else Shape.OTHER
    words = text.split()
    if not terminated and _PRESENTED_NAME.fullmatch(text):
        return Shape.BYLINE
    if phrases.SOURCE_LINE.match(text) and len(words) <= 8:
        return Shape.BYLINE
    if phrases.CORRECTION.match(text):
        return Shape.NOTICE
    if phrases.CONTACT.search(text) and len(words) <= 30:
        return Shape.CONTACT
    if not terminated and (_is_menu(text, words) or _is_row(words)):
        return Shape.MENU
    return None


def _is_date(text: str, *, terminated: bool) -> bool:
    words = text.split()
    if len(words) > 14 or (terminated and len(words) > 9):
        return False
    if is_clock_time(text):
        return True
    lead = _DATE_LEAD.match(text) is not None
    dated = _YEAR.search(text) is not None or _AGO.search(text) is not None
    letters = [word for word in words_of(text) if not any(char.isdecimal() for char in word)]
    return dated and (lead or (len(letters) <= 7 and _mostly_date(text)))


def _is_dated_byline(text: str) -> bool:
    """Whether a short line is a date with names beside it."""
    if len(text.split()) > 16 or not (_YEAR.search(text) or _AGO.search(text)):
        return False
    found = next(written_dates(text, language=None, fetched_at=_SOME_DAY), None)
    if found is None:
        return False
    before, after = text[: found.start], text[found.end :]
    if _BY.search(before) or _BY.search(after):
        return True
    names = all(not word[0].islower() or word.casefold() in _SMALL for word in words_of(f"{before} {after}"))
    return names and _AT_EDGE.search(before) is not None and _AT_OTHER_EDGE.search(after) is not None


def _is_row_of_credits(text: str) -> bool:
    """Whether a line is a row of who made an article and when: "Written By : A | Edited By : B | Updated : ..."."""
    cells = [cell.strip() for cell in text.split("|")]
    return 2 <= len(cells) <= 8 and all(_CREDIT_CELL.match(cell) or _DATE_LEAD.match(cell) for cell in cells if cell)


def _is_post_signature(text: str) -> bool:
    """Whether a line signs a post of a social network or credits those who helped with a report."""
    return len(text) <= 250 and (_POST_SIGNATURE.match(text) or _CONTRIBUTED.search(text)) is not None


def _mostly_date(text: str) -> bool:
    """Whether a date and its clock time are nearly all that a short line says; any day of fetching will do."""
    stated = sum(found.end - found.start for found in written_dates(text, language=None, fetched_at=_SOME_DAY))
    return 2 * stated >= len(text)


def _ends_in_notice(text: str) -> bool:
    """Whether a short paragraph's last sentence asks something of the reader for the site."""
    if len(text) > 250 or text[0] in "\"“«'‘":
        return False
    spans = sentence_spans(text)
    return 1 < len(spans) <= 3 and phrases.is_notice(text[spans[-1][0] :])


def _is_menu(text: str, words: list[str]) -> bool:
    marks = len(_MENU_MARKS.findall(text))
    if marks >= 2 and len(words) <= 6 * (marks + 1):
        return True
    known = sum(word.casefold().strip("|•·›»/>,") in phrases.MENU_WORDS for word in words)
    return known * 10 >= len(words) * 7


def _is_row(words: list[str]) -> bool:
    """Whether a line is a row of figures: results, prices."""
    figures = sum(any(char.isdecimal() for char in word) for word in words)
    return len(words) >= 2 and figures * 2 >= len(words) and figures >= 2
