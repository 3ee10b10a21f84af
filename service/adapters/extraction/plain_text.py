"""The text of a scraped page to its articles, by the shapes of its parts and by where they stand."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from service.adapters.extraction import phrases
from service.adapters.extraction.blocks import REASONS, Part, Shape, is_clock_time, parts_of, words_of
from service.adapters.extraction.statements import outlet_of
from service.adapters.extraction.written_dates import WrittenDate, written_dates
from service.application.ports import Discarded, DiscardReason, ExtractedArticle, ExtractedPage
from service.domain.address import domain_of
from service.domain.outlet import Outlet
from service.domain.published import PublishedDate
from service.domain.segmentation import sentence_spans

_TEXT = (Shape.PROSE, Shape.ITEM)
_LINES = (Shape.HEADLINE, Shape.SHORT)
_META = (Shape.BYLINE, Shape.DATE, Shape.COUNTER)
# What stands between two paragraphs of one article.
_BETWEEN = (Shape.CAPTION, Shape.ADVERTISEMENT, Shape.SHARE, Shape.OTHER, Shape.TEASER)

_SIGN_OFF = re.compile(
    r"\W*(?:additional |further )?(?:prepared|reporting|reported|edited|editing|written|writing|compiled"
    r"|translated|adapted)\b"
    r"|\W*(?:автор|текст|подготовил|підготу|redação|redacción)",
    re.IGNORECASE,
)
_PRESENTED = re.compile(
    r"(?:[A-ZÀ-ÞА-ЯЁ][\w’'.-]*\s+){2,4}(?:is|has been|was|covers|writes|reports|joined|é|es|est|ist|è)\b[^.]{0,120}?"
    r"\b(?:reporter|journalist|editor|writer|author|columnist|correspondent|contributor|blogger|freelance\w*"
    r"|photographer|jornalista"
    r"|repórter|periodista|redactor\w*|journaliste|redakteur\w*|journalistin|giornalista|analyst)\b"
)
_AUTHOR_DOES = re.compile(
    r"\s*,?\s*(?:is (?:an?|the|our|based)|has (?:been|covered|written|worked)|was (?:an?|the)|can be reached"
    r"|covers|writes|works|reports"
    r"|joined|contributed|contributes|edits|leads|lives|speciali[sz]es|é|es|est|ist|è|пишет|работает)\b"
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:segunda|terça|quarta|quinta"
    r"|sexta|sábado|domingo"
    r"|lunes|martes|miércoles|jueves|viernes|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag"
    r"|mittwoch"
    r"|donnerstag|freitag|samstag|sonntag|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|понедельник"
    r"|вторник|среда"
    r"|четверг|пятница|суббота|воскресенье|понеділок|вівторок|середа|четвер|п['’]ятниця|субота|неділя)\b|الأحد"
    r"|الاثنين|الثلاثاء"
    r"|الأربعاء|الخميس|الجمعة|السبت",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"updat|modif|atualiza|actualiza|mis à jour|aktualisiert|stand\s*:|aggiornat|обновл|оновл|تحديث", re.IGNORECASE
)
_LABELLED = re.compile(
    r"\b(?:date\s*:|published|posted|publicad|publié|veröffentlicht|pubblicat|опублик|опублік|نشر|updated|atualiz|actualiz)",
    re.IGNORECASE,
)
_MAIL_DATE = re.compile(r"date\s*:\s*\w{3},\s\d", re.IGNORECASE)
_DATELINE = re.compile(r"[A-ZÀ-ÞА-ЯЁ](?:[^.!?\n]|(?<=[^\W\d_]{3})\.){1,60}?\s[(/–—-]")
# Alone in a line it says what the next line is.
_CAPTION_MARK = re.compile(
    r"(?:image|media|photo|picture|video|figure) caption\s*[,:]?|(?:bildunterschrift|légende|leyenda|legenda)\s*:?",
    re.IGNORECASE,
)
_ENOUGH_LETTERS = 60
_MOST_DETECTED = 400
# Every article of a page is compared with each.
_MOST_RIGHTS = 20
_MOST_LINES_ABOVE = 8
_LONGEST_TITLE = 150
_FEWEST_WORDS = 8
_CLOSERS = "\"'”’»)] "
_NAME_LINE = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w’'.-]+(?:\s[A-ZÀ-ÞА-ЯЁ][\w’'.-]*){1,3}")
# How far back a heading may stand from its text, in parts.
_NEAR = 40


@dataclass(slots=True)
class _Draft:
    """An article in the making: indices of parts."""

    head: list[int]
    body: list[int] = field(default_factory=list)
    tail: list[int] = field(default_factory=list)
    boxes: list[int] = field(default_factory=list)
    title: int | None = None
    teased: bool = False
    paragraphs: int = 1

    def texts(self, parts: Sequence[Part]) -> list[int]:
        """The body without its subheads."""
        return [index for index in self.body if parts[index].shape in _TEXT]


def read_text_page(
    text: str, *, url: str | None, fetched_at: datetime | None, detect_language: Callable[[str], str | None]
) -> ExtractedPage:
    """The articles of a page whose text was scraped with its menus, captions and side bars.

    Every part of the page that is not blank is in one article's text, is its title, or is among what was discarded.
    """
    parts = _in_context(parts_of(text))
    reasons = [REASONS[part.shape] for part in parts]
    drafts = _Reader(parts, reasons).read()
    drafts = _without_scraps(drafts, parts, reasons)
    languages = _split_languages(drafts, parts, reasons, detect_language)
    drafts = [draft for draft in drafts if draft.texts(parts)]
    for draft in drafts:
        _drop_dangling_subheads(draft, parts)
        draft.title = _title_of(draft, parts)
        _mark_repeated_titles(draft, parts, reasons)
    rights = list(dict.fromkeys(part.text for part in parts if part.shape is Shape.RIGHTS))[:_MOST_RIGHTS]
    articles = [
        _article(draft, parts, url=url, fetched_at=fetched_at, language=languages[id(draft)], rights=rights)
        for draft in drafts
    ]
    used = {index for draft in drafts for index in draft.body} | {
        draft.title for draft in drafts if draft.title is not None
    }
    discarded = tuple(Discarded(part.text, reasons[index]) for index, part in enumerate(parts) if index not in used)
    return ExtractedPage(tuple(articles), discarded)


def _in_context(parts: list[Part]) -> list[Part]:
    """Parts whose neighbours or repetition show them to be headings although they end as sentences do."""
    counts = Counter(part.text for part in parts if len(part.text) <= 250)
    with_site = _titles_with_site(parts)
    result: list[Part] = []
    seen_prose = seen_heading = False
    for index, part in enumerate(parts):
        before = result[-1] if result else None
        following = parts[index + 1].shape if index + 1 < len(parts) else None
        if index in with_site or part.text in with_site.values():
            part = replace(part, shape=Shape.HEADLINE, sentences=0)
        elif before and _CAPTION_MARK.fullmatch(before.text) and part.shape in (*_TEXT, *_LINES):
            part = replace(part, shape=Shape.CAPTION, sentences=0)
        elif (before and before.shape is Shape.PROSE and _goes_on_as_prose(part)) or (
            part.shape in (Shape.NOTICE, Shape.CONTACT) and _is_prose_within(part, result, parts[index + 1 : index + 6])
        ):
            part = replace(part, shape=Shape.PROSE, sentences=len(sentence_spans(part.text)))
        elif part.shape is Shape.RIGHTS and _goes_on(parts, index):
            part = replace(part, shape=Shape.CAPTION)
            if before and before.shape is Shape.PROSE and part.start - before.end <= 3 and before.sentences <= 2:
                result[-1] = replace(before, shape=Shape.CAPTION, sentences=0)
        elif not seen_prose and following in (*_META, Shape.SHORT) and _is_title_of_two_sentences(part):
            part = replace(part, shape=Shape.HEADLINE, sentences=0)
        elif part.shape is Shape.PROSE and part.sentences == 1 and len(part.text) <= 200:
            asks = part.text.rstrip("\"'”’») ")[-1:] in "?!؟"
            headed = following in _META
            repeated = counts[part.text] > 1 and not seen_heading
            if (not seen_prose and (repeated or asks)) or (asks and headed):
                part = replace(part, shape=Shape.HEADLINE, sentences=0)
        seen_heading = seen_heading or part.shape is Shape.HEADLINE
        seen_prose = seen_prose or part.shape is Shape.PROSE
        result.append(part)
    return result


def _is_prose_within(part: Part, before: Sequence[Part], after: Sequence[Part]) -> bool:
    """Whether a paragraph between two others only shares words with notices: a report about privacy, a column."""
    above = next((other for other in reversed(before[-4:]) if other.shape not in _BETWEEN), None)
    below = [other for other in after if other.shape not in _BETWEEN]
    goes_on = bool(below) and (
        below[0].shape in _TEXT or (below[0].shape in _LINES and len(below) > 1 and below[1].shape in _TEXT)
    )
    return (
        goes_on
        and above is not None
        and above.shape is Shape.PROSE
        and len(words_of(part.text)) >= _FEWEST_WORDS
        and part.text.rstrip(_CLOSERS)[-1:] in ".!?…"
        and phrases.may_be_report(part.text)
    )


def _goes_on(parts: Sequence[Part], index: int) -> bool:
    """Whether text goes on right after a line, at least two paragraphs of it, so that no article ends there."""
    after = parts[index + 1 : index + 3]
    return len(after) == 2 and all(part.shape is Shape.PROSE for part in after) and index > 0


def _is_title_of_two_sentences(part: Part) -> bool:
    return (
        part.shape is Shape.PROSE
        and len(part.text) <= _LONGEST_TITLE
        and part.text.rstrip(_CLOSERS)[-1:] not in ".:;,،؟。"
        and part.sentences == 2
    )


def _titles_with_site(parts: Sequence[Part]) -> dict[int, str]:
    """Lines that are another line and after a bar its section or site, as a page's own title is; by index that line."""
    lines = {part.text for part in parts if len(part.text) <= 250 and len(words_of(part.text)) >= 4}
    return {
        index: title
        for index, part in enumerate(parts)
        if len(part.text) <= 400 and "|" in part.text and (title := part.text.split("|")[0].strip()) in lines
    }


def _goes_on_as_prose(part: Part) -> bool:
    """Whether a line after prose is prose although it trails off or ends in a colon."""
    if part.shape is Shape.EXCERPT:
        return part.text.endswith(("...", "…")) and len(sentence_spans(part.text)) >= 2
    return part.shape is Shape.HEADLINE and part.text.endswith(":")


class _Reader:
    """One pass over a page's parts: opens articles, adds to them, and says of the rest why it is in none."""

    def __init__(self, parts: list[Part], reasons: list[DiscardReason]) -> None:
        self.parts = parts
        self.reasons = reasons
        self.drafts: list[_Draft] = []
        self.pending: list[int] = []
        # Whether a heading is among the pending parts.
        self.headed = False
        # body, teaser, comment, author, footer: what the parts since the last kept one were said to be.
        self.region = "body"
        self.ended = False
        self.authors: set[str] = set()
        self.counts = Counter(part.text for part in parts if part.shape is Shape.HEADLINE)
        self.live = sum(is_clock_time(part.text) for part in parts) >= 3
        self.runs = _runs(parts)

    def read(self) -> list[_Draft]:
        """The articles with at least one paragraph."""
        for index, part in enumerate(self.parts):
            if part.shape in _TEXT:
                self._text(index)
            else:
                self._line(index)
        if self.drafts:
            self.drafts[-1].tail = self.pending
        return self.drafts

    @property
    def _current(self) -> _Draft | None:
        return self.drafts[-1] if self.drafts else None

    def _line(self, index: int) -> None:
        part = self.parts[index]
        draft = self._current
        paragraphs = draft.paragraphs if draft else 0
        after_headline = self.headed
        match part.shape:
            case Shape.TEASER_MARK:
                self.region = "teaser"
            case Shape.COMMENT_MARK if draft and paragraphs:
                self.region, self.ended = "comment", True
            case Shape.COUNTER if paragraphs and not after_headline and phrases.COMMENT_MARK.match(part.text):
                self.region, self.ended = "comment", True
            case Shape.CONTACT if paragraphs > 2 and _PRESENTED.match(part.text[:300]):
                self.region, self.ended = "author", True
            case Shape.RIGHTS if paragraphs:
                self.region, self.ended = "footer", True
            case Shape.ABOUT_AUTHOR if paragraphs:
                self.region, self.ended = "author", True
            case Shape.BYLINE if paragraphs > 2 and not after_headline and _SIGN_OFF.match(part.text):
                self.ended = True
        if part.shape is Shape.BYLINE:
            self.authors.update(_author_names(part.text))
        if self.region == "comment" and part.shape in (Shape.SHORT, Shape.BYLINE, Shape.DATE, Shape.SHARE):
            self.reasons[index] = DiscardReason.COMMENT
        if self.region == "teaser" and part.shape in (Shape.SHORT, Shape.HEADLINE, Shape.BYLINE, Shape.EXCERPT):
            self.reasons[index] = DiscardReason.TEASER
        if not draft and part.shape is Shape.HEADLINE:
            self.reasons[index] = DiscardReason.MENU
        self.headed = self.headed or part.shape is Shape.HEADLINE
        self.pending.append(index)

    def _text(self, index: int) -> None:
        draft = self._current
        part = self.parts[index]
        if draft is None:
            if part.shape is Shape.ITEM and not self._substantial(index):
                self.pending.append(index)
            else:
                self._open(index)
            return
        if self._is_author_box(index, draft):
            self.reasons[index] = DiscardReason.AUTHOR_BOX
            draft.boxes.append(index)
            self.region, self.ended = "author", True
            self.pending.append(index)
            return
        headline = self._headline(index)
        score, needed = (self._score(headline, index), self._needed(draft)) if headline is not None else (0, 1)
        substantial = self._substantial(index)
        large = self.runs[index][0] >= 3 or (self.runs[index][0] >= 2 and self.runs[index][2] >= 400)
        starts = headline is not None and score >= needed and (substantial or self.region != "teaser")
        unsigned = large and ((self.ended and self.region != "comment") or self._illustrated(draft))
        aside = self.ended or self.region in ("comment", "author", "footer")
        if starts or unsigned:
            self._open(index)
        elif aside or (self.region == "teaser" and (part.shape is Shape.ITEM or not substantial)):
            self._leave(index)
        elif self._is_comment(index):
            self._leave(index, DiscardReason.COMMENT)
        else:
            self._continue(index, draft)

    def _open(self, index: int) -> None:
        if self.drafts:
            self.drafts[-1].tail = self.pending
        self.drafts.append(_Draft(head=self.pending, body=[index], teased=self.region == "teaser"))
        self.pending, self.headed = [], False
        self.region, self.ended = "body", False

    def _continue(self, index: int, draft: _Draft) -> None:
        lines = [other for other in self.pending if self.parts[other].shape in _LINES]
        if (
            self.region == "body"
            and lines
            and lines[-1] == index - 1
            and len(lines) <= 2
            and self.parts[lines[-1]].text.casefold() not in self.authors
        ):
            draft.body.append(lines[-1])
        if draft.paragraphs <= 2:
            draft.head += [other for other in self.pending if other != draft.body[-1]]
        draft.body.append(index)
        draft.paragraphs += 1
        self.pending, self.headed = [], False
        self.region = "body"

    def _leave(self, index: int, reason: DiscardReason | None = None) -> None:
        because = {
            "teaser": DiscardReason.TEASER,
            "comment": DiscardReason.COMMENT,
            "author": DiscardReason.AUTHOR_BOX,
            "footer": DiscardReason.NOTICE,
        }
        self.reasons[index] = reason or because.get(self.region, DiscardReason.OTHER)
        if self.region == "author" and self._current:
            self._current.boxes.append(index)
        self.pending.append(index)

    def _substantial(self, index: int) -> bool:
        paragraphs, sentences, length = self.runs[index]
        return paragraphs >= 2 or (sentences >= 2 and length >= 200)

    def _is_author_box(self, index: int, draft: _Draft) -> bool:
        text = self.parts[index].text
        if phrases.CONTACT.search(text[:600]) and (self.ended or self.region == "author"):
            return True
        surname = text.split(maxsplit=1)[0].casefold()
        if self.pending and any(name.endswith(f" {surname}") for name in self.authors):
            signed = self.parts[self.pending[-1]].text.casefold() in self.authors
            if signed and _AUTHOR_DOES.match(text, len(surname)):
                return True
        near = {self.parts[other].text.casefold() for other in self.pending[-_NEAR:] if self._is_short(other)}
        for length in (2, 3, 4):
            found = re.match(rf"(?:\S+\s+){{{length - 1}}}[\w’'.-]*[\w.]", text[:80])
            name = found.group().casefold() if found else ""
            if name and (name in self.authors or name in near) and _AUTHOR_DOES.match(text, len(name)):
                return True
        last_of_run = self.runs[index][0] == 1
        return last_of_run and len(draft.body) >= 2 and _PRESENTED.match(text[:300]) is not None

    def _illustrated(self, draft: _Draft) -> bool:
        """Whether a picture follows a heading such as "Related posts": an article of its own that has no title."""
        shapes = [self.parts[other].shape for other in self.pending[-_NEAR:]]
        if self.region != "teaser" or draft.paragraphs < 3 or Shape.TEASER_MARK not in shapes:
            return False
        after = shapes[shapes.index(Shape.TEASER_MARK) + 1 :]
        return Shape.CAPTION in after and not {Shape.HEADLINE, Shape.EXCERPT} & set(after)

    def _is_short(self, index: int) -> bool:
        return self.parts[index].shape is Shape.SHORT

    def _is_comment(self, index: int) -> bool:
        """Whether a line to answer follows and someone's name or time stands before."""
        after = self.parts[index + 1] if index + 1 < len(self.parts) else None
        before = self.parts[index - 1]
        return (
            after is not None
            and after.shape is Shape.SHARE
            and before.shape in (Shape.SHORT, Shape.DATE, Shape.BYLINE)
            and _ANSWER.search(after.text) is not None
        )

    def _headline(self, index: int) -> int | None:
        """The heading among the pending parts that says most clearly that an article starts at `index`."""
        candidates = [other for other in self.pending[-_NEAR:] if self.parts[other].shape is Shape.HEADLINE]
        return max(candidates[-3:], key=lambda other: (self._score(other, index), other), default=None)

    def _score(self, headline: int, index: int) -> int:
        """How much speaks for a new article under a heading that stands between two paragraphs."""
        text = self.parts[headline].text
        count = len(words_of(text))
        score = 2 if count >= 9 else 1 if count >= 7 else -1 if count < 5 else 0
        between = [other for other in self.pending[-_NEAR:] if other > headline]
        dated = any(self.parts[other].shape in _META and not is_clock_time(self.parts[other].text) for other in between)
        signed = between == [index - 1] and headline == index - 2 and _NAME_LINE.fullmatch(self.parts[index - 1].text)
        if dated or signed:
            score += 2
        elif any(self.parts[other].shape is Shape.CAPTION for other in between):
            score += 1
        score += 2 * self.ended
        score += 2 * (self.counts[text] > 1)
        shared, share = _shared_words(text, self.parts[index].text)
        score += (shared >= 3 and share >= 0.3) + (shared >= 4 and share >= 0.7)
        score += 2 * (shared >= 3 and share >= 0.5 and self._is_new_matter(index))
        return score - 2 * text.endswith(("?", "!"))

    def _is_new_matter(self, index: int) -> bool:
        """Whether a paragraph takes up next to none of the words of the article before it."""
        draft = self._current
        if draft is None:
            return False
        before = " ".join(self.parts[other].text[:400] for other in draft.body[:4])
        return len(_stems(before) & _stems(self.parts[index].text)) <= 1

    def _needed(self, draft: _Draft) -> int:
        if self.region == "comment":
            return 4
        if self.live:
            return 6
        tiny = draft.paragraphs == 1 and self.parts[draft.body[0]].sentences <= 1
        return 2 if tiny else 3


_ANSWER = re.compile(
    r"reply|like|responder|curtir|gosto|répondre|antworten|rispondi|ответить|відповісти|رد", re.IGNORECASE
)


def _runs(parts: Sequence[Part]) -> list[tuple[int, int, int]]:
    """For each part: paragraphs, sentences and characters of the unbroken text that starts with it."""
    runs = [(0, 0, 0)] * (len(parts) + 1)
    for index in range(len(parts) - 1, -1, -1):
        part = parts[index]
        if part.shape in _TEXT:
            paragraphs, sentences, length = runs[index + 1]
            runs[index] = (paragraphs + 1, sentences + part.sentences, length + len(part.text))
    return runs


def _author_names(byline: str) -> set[str]:
    """Names in a byline, case-folded, as a line or an author box may begin with them."""
    words = [word.strip(",;|:.") for word in byline[:200].split()]
    names: set[str] = set()
    for start in range(len(words)):
        for length in (2, 3):
            chunk = words[start : start + length]
            if len(chunk) == length and all(word[:1].isupper() and word.isalpha() for word in chunk):
                names.add(" ".join(chunk).casefold())
    return {name for name in names if not name.startswith(("by ", "por ", "prepared ", "written "))}


def _stems(text: str) -> set[str]:
    return {word.casefold()[:5] for word in words_of(text) if len(word) >= 4 or word.isupper() or word[0].isdecimal()}


def _shared_words(heading: str, paragraph: str) -> tuple[int, float]:
    """How many of a heading's longer words a paragraph repeats, and their share."""
    stems = _stems(heading)
    shared = len(stems & _stems(paragraph))
    return shared, shared / max(1, len(stems))


def _without_scraps(drafts: list[_Draft], parts: Sequence[Part], reasons: list[DiscardReason]) -> list[_Draft]:
    """Drafts without teasers and lone lines that looked like articles."""
    sizes = [_size(draft, parts) for draft in drafts]
    large = any(paragraphs >= 3 or length >= 600 for paragraphs, _, length in sizes)
    all_short = len(drafts) >= 3 and all(paragraphs == 1 for paragraphs, _, _ in sizes)
    kept: list[_Draft] = []
    for draft, (paragraphs, sentences, length) in zip(drafts, sizes, strict=True):
        if large:
            signed = not draft.teased and any(parts[index].shape in (Shape.BYLINE, Shape.DATE) for index in draft.head)
            scrap = paragraphs == 1 and (sentences <= 1 or (length < 200 and not signed))
        else:
            headed = any(parts[index].shape in _LINES for index in draft.head)
            scrap = all_short or not (sentences >= 2 or (headed and length >= 80))
        if scrap:
            for index in draft.body:
                reasons[index] = DiscardReason.TEASER if len(drafts) > 1 else DiscardReason.OTHER
            if kept:
                kept[-1].tail += draft.head + draft.body + draft.tail
        else:
            kept.append(draft)
    return kept


def _size(draft: _Draft, parts: Sequence[Part]) -> tuple[int, int, int]:
    body = draft.texts(parts)
    return len(body), sum(parts[index].sentences for index in body), sum(len(parts[index].text) for index in body)


def _split_languages(
    drafts: list[_Draft],
    parts: Sequence[Part],
    reasons: list[DiscardReason],
    detect_language: Callable[[str], str | None],
) -> dict[int, str | None]:
    """Each draft's language. What is in another language than its draft or than a much larger draft is dropped."""
    languages: dict[int, str | None] = {}
    detected = 0
    for draft in drafts:
        body = draft.texts(parts)
        own: dict[int, str | None] = {}
        weight: Counter[str] = Counter()
        for index in body:
            text = parts[index].text
            if len(text) >= _ENOUGH_LETTERS and detected < _MOST_DETECTED:
                detected += 1
                own[index] = detect_language(text[:600])
                if name := own[index]:
                    weight[name] += len(text)
        language = (
            weight.most_common(1)[0][0] if weight else detect_language("\n".join(parts[i].text for i in body)[:2000])
        )
        languages[id(draft)] = language
        foreign = {index for index, name in own.items() if name not in (None, language)}
        inside = [index for index, name in own.items() if name == language]
        if inside:
            # What is quoted at length in another language stays where it is quoted.
            quoted = {index for index in foreign if _is_quoted(index, body, parts)}
            foreign -= {index for index in quoted if inside[0] < index < inside[-1]}
        if foreign:
            for index in foreign:
                reasons[index] = DiscardReason.OTHER_LANGUAGE
            draft.body = [index for index in draft.body if index not in foreign]
    lengths = {id(draft): _size(draft, parts)[2] for draft in drafts}
    main = max(drafts, key=lambda draft: lengths[id(draft)], default=None)
    for draft in drafts:
        other = languages[id(draft)] not in (None, languages[id(main)])
        if other and lengths[id(draft)] * 3 < lengths[id(main)]:
            for index in draft.body:
                reasons[index] = DiscardReason.OTHER_LANGUAGE
            draft.body = []
    return languages


def _is_quoted(index: int, body: Sequence[int], parts: Sequence[Part]) -> bool:
    """Whether a paragraph is in quotation marks, is announced, or has an article's paragraphs right around it."""
    text = parts[index].text
    around = index - 1 in body and index + 1 in body
    return parts[index].shape is Shape.PROSE and (
        around or text[0] in "\"“«„'‘" or (index - 1 in body and parts[index - 1].text.endswith(":"))
    )


def _drop_dangling_subheads(draft: _Draft, parts: Sequence[Part]) -> None:
    while draft.body and parts[draft.body[-1]].shape in _LINES:
        draft.body.pop()
    while draft.body and parts[draft.body[0]].shape in _LINES:
        draft.body.pop(0)


def _title_of(draft: _Draft, parts: Sequence[Part]) -> int | None:
    """The heading before the text that is repeated, that the text takes up, or that a byline follows."""
    first = draft.body[0]
    head = [index for index in draft.head if index < first]
    clocks = [index for index in head if is_clock_time(parts[index].text)]
    if clocks and any(parts[index].shape is Shape.HEADLINE and index < clocks[0] for index in head):
        # What stands under the time of a live page's entry is the entry's heading.
        head = [index for index in head if index < clocks[0]]
    start = max((place for place, index in enumerate(head) if parts[index].shape in _BREAKS), default=-1) + 1
    counts = Counter(parts[index].text for index in head)
    opening = " ".join(parts[index].text for index in draft.texts(parts)[:2])[:1500]
    best: tuple[float, int] | None = None
    for place, index in enumerate(head):
        part = parts[index]
        if part.shape not in _LINES:
            continue
        after = parts[head[place + 1]] if place + 1 < len(head) else parts[first]
        following = Shape.OTHER if is_clock_time(after.text) else after.shape
        preceding = parts[head[place - 1]].shape if place else None
        shared, share = _shared_words(part.text, opening)
        sited = any(parts[other].text.startswith(f"{part.text} |") for other in head)
        score = (
            3.0 * (sited or counts[part.text] > 1) + 2.0 * (shared >= 2 and share >= 0.3) + 2.0 * (following in _META)
        )
        dated = place > 0 and preceding is Shape.DATE and not _MAIL_DATE.match(parts[head[place - 1]].text)
        score += 0.5 * dated
        score += 0.5 * (following in (Shape.PROSE, Shape.CAPTION))
        if part.shape is Shape.HEADLINE:
            score += 1 + (len(words_of(part.text)) >= 5)
        else:
            score -= preceding is Shape.SHORT or following is Shape.SHORT
        score -= 2 * (place < start)
        if score >= 1 and (best is None or score > best[0]):
            best = (score, index)
    return best[1] if best else None


_BREAKS = (Shape.TEASER_MARK, Shape.RIGHTS, Shape.COMMENT_MARK, Shape.ABOUT_AUTHOR)


def _mark_repeated_titles(draft: _Draft, parts: Sequence[Part], reasons: list[DiscardReason]) -> None:
    if draft.title is None:
        return
    title = parts[draft.title].text
    for index in draft.head:
        if index != draft.title and parts[index].shape in _LINES:
            shared, share = _shared_words(parts[index].text, title)
            if parts[index].text == title or (shared >= 3 and share >= 0.6):
                reasons[index] = DiscardReason.TITLE


def _article(
    draft: _Draft,
    parts: Sequence[Part],
    *,
    url: str | None,
    fetched_at: datetime | None,
    language: str | None,
    rights: Sequence[str],
) -> ExtractedArticle:
    domain = domain_of(url)
    title = parts[draft.title].text if draft.title is not None else None
    published, modified = _dates_of(draft, parts, fetched_at=fetched_at, language=_regional(language, domain))
    name = outlet_of(
        title=next((parts[i].text for i in draft.head if title and parts[i].text.startswith(f"{title} |")), title),
        bylines=[parts[index].text for index in [*draft.head, *draft.tail] if parts[index].shape is Shape.BYLINE],
        author_boxes=[parts[index].text for index in draft.boxes],
        rights=rights,
        top=[part.text for part in parts[:5] if part.shape in (*_LINES, Shape.MENU)],
        domain=domain,
    )
    return ExtractedArticle(
        text="\n\n".join(parts[index].text for index in draft.body),
        title=title,
        url=url,
        outlet=Outlet(name, domain),
        published=published,
        modified=modified,
        language=language,
    )


def _regional(language: str | None, domain: str | None) -> str | None:
    """The language with the country that a domain's last label names: "en" at a British address is "en-gb"."""
    country = (domain or "").rsplit(".", 1)[-1]
    country = {"uk": "gb"}.get(country, country)
    return f"{language}-{country}" if language == "en" and len(country) == 2 else language


def _dates_of(
    draft: _Draft, parts: Sequence[Part], *, fetched_at: datetime | None, language: str | None
) -> tuple[PublishedDate | None, PublishedDate | None]:
    """When the page says that the article was published and modified."""
    title = draft.title if draft.title is not None else draft.body[0]
    after = [index for index in draft.head if index > title]
    before: list[int] = []
    for index in reversed([index for index in draft.head if index < title]):
        if parts[index].shape not in _META or len(before) == _MOST_LINES_ABOVE:
            break
        before.append(index)
    # The header of a letter stands above what a mail programme adds.
    before += [index for index in draft.head if index < min(title, 12) and _MAIL_DATE.match(parts[index].text)]
    tail: list[int] = []
    for index in draft.tail:
        if parts[index].shape not in (Shape.BYLINE, Shape.DATE, Shape.CAPTION, Shape.TAGS, Shape.SHARE, Shape.COUNTER):
            break
        tail.append(index)
    published = modified = None
    for index in [*after, *before, *tail]:
        part = parts[index]
        if part.shape not in (Shape.BYLINE, Shape.DATE):
            continue
        if index in before and _is_page_clock(part.text, first=index == 0):
            continue
        if index in tail and part.shape is Shape.DATE and not _LABELLED.search(part.text):
            continue
        end = 0
        for found in written_dates(part.text[:300], language=language, fetched_at=fetched_at):
            updated = _says_updated(part.text, end, found)
            end = found.end
            if updated:
                modified = modified or found.date
            else:
                published = published or found.date
    if published is None:
        published = _dateline_date(parts[draft.body[0]].text, language)
    return published, modified


def _says_updated(text: str, after: int, found: WrittenDate) -> bool:
    return _UPDATED.search(text[after : found.start]) is not None


def _is_page_clock(line: str, *, first: bool) -> bool:
    """Whether a date above a title is rather that of the day on which the page was looked at."""
    return not _LABELLED.search(line) and (first or _WEEKDAY.search(line) is not None)


def _dateline_date(paragraph: str, language: str | None) -> PublishedDate | None:
    """The full date in a dateline such as "OSLO, May 3, 2024 (Agency) - "."""
    dateline = _DATELINE.match(paragraph[:100])
    found = next(written_dates(dateline.group(), language=language, fetched_at=None), None) if dateline else None
    return found.date if found and found.date.precision in ("day", "time") else None
