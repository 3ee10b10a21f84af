"""What a page's HTML states about itself. Nothing is guessed: what is not stated is None."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]  # it comes without type hints

from service.adapters.extraction.json_ld import JsonLd, read_json_ld
from service.adapters.extraction.written_dates import find_written_date, written_dates
from service.domain.address import domain_of, parse_http_url
from service.domain.published import PublishedDate, parse_published

PUBLISHED_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "article.published",
    "article_date_original",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "date",
)
MODIFIED_NAMES = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "dc.date.modified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
    "revised",
)
_ISO_WITH_OFFSET = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}.{0,20}?(?:[Zz]|[+-]\d{2}:?\d{2})")
_ISO_LOCAL_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ]\d{2}:\d{2}")
_TIGHT_OFFSET = re.compile(r"\s+(?=[+-]\d{2}:?\d{2}$)")
_REVISED = re.compile(
    r"updat|modif|revis|edited|aktualisiert|geändert|atualiza|actualiza|mis à jour|aggiornat|обновл|изменен|оновл|تحديث"
    r"|bijgewerkt|zaktualiz|güncelle",
    re.IGNORECASE,
)
# Publishing systems write these where nobody set a date.
_FIRST_YEAR = 1900
_UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# News pages are younger than the web.
_FIRST_LIKELY_YEAR = 1990
# Clocks differ, and a page may be dated by the day that has begun elsewhere.
_AHEAD = timedelta(days=1)
# The longest <meta> content that is read (characters): an address.
_LONGEST_CONTENT = 3000
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,8}")


@dataclass(frozen=True, slots=True)
class Statements:
    """A page's <meta> contents by name in lower case, its JSON-LD, its <title> and its stated language."""

    metas: Mapping[str, tuple[str, ...]]
    json_ld: JsonLd
    document_title: str | None
    language: str | None

    def meta(self, *names: str) -> Iterator[str]:
        """Contents of the <meta> elements with one of these names, in the order of the names."""
        for name in names:
            yield from self.metas.get(name, ())


@dataclass(frozen=True, slots=True)
class Dates:
    """When an article was published and when it was last changed, as far as its page says."""

    published: PublishedDate | None
    modified: PublishedDate | None


def read_statements(tree: HtmlElement) -> Statements:
    """All that the page's head and scripts state."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if (name := meta.get(attribute)) and (content := meta.get("content")):
                metas.setdefault(name.strip().lower(), []).append(unescape(content[:_LONGEST_CONTENT]).strip())
    stated = {name: tuple(contents) for name, contents in metas.items()}
    title = tree.findtext(".//title")
    return Statements(stated, read_json_ld(tree), one_line(title or ""), _language(tree, stated))


def canonical_url(tree: HtmlElement, statements: Statements, *, base: str | None) -> str | None:
    """The page's own http or https address; a relative one counts from `base`.

    One that names another site is that of the original; the front page's on another page is a fault.
    """
    stated = [link.get("href") for link in tree.xpath('//link[translate(@rel, "CANOIL", "canoil")="canonical"]')]
    for url in [*stated, *statements.meta("og:url")]:
        found = absolute_url(url, base=base)
        if found and _is_same_page(found, base):
            return found
    return None


def absolute_url(url: str | None, *, base: str | None) -> str | None:
    """A stated http or https address, counted from `base`; None for any other."""
    if not url:
        return None
    try:
        return parse_http_url(urljoin(base or "", url.strip()))
    except ValueError:
        return None


def _is_same_page(stated: str, base: str | None) -> bool:
    own, other = domain_of(base), domain_of(stated)
    if own is None or other is None:
        return True
    if not (own == other or own.endswith(f".{other}") or other.endswith(f".{own}") or _site(own) == _site(other)):
        return False
    return urlsplit(stated).path.strip("/") != "" or urlsplit(base or "").path.strip("/") == ""


def _site(domain: str) -> str:
    return ".".join(domain.split(".")[-2:])


def _language(tree: HtmlElement, metas: Mapping[str, tuple[str, ...]]) -> str | None:
    root = tree.getroottree().getroot()
    namespaced = "{http://www.w3.org/XML/1998/namespace}lang"
    stated = [root.get("lang"), root.get("xml:lang"), root.get(namespaced)]
    for name in ("content-language", "inlanguage", "og:locale"):
        stated += metas.get(name, ())
    for tag in stated:
        tidy = (tag or "").strip().replace("_", "-").lower()
        if _LANGUAGE_TAG.fullmatch(tidy):
            return tidy
    return None


def read_date(stated: str, *, language: str | None, fetched_at: datetime | None) -> PublishedDate | None:
    """A stated date, as precisely as it is stated; a clock time without an offset counts as its day.

    None for what is no date and for what publishing systems write where nobody set one.
    """
    text = " ".join(stated.split())[:100]
    date = _iso_date(text) or _mail_date(text) or find_written_date(text, language=language, fetched_at=fetched_at)
    if date is None or date.start.year < _FIRST_YEAR or date.start == _UNIX_EPOCH:
        return None
    return date


def byline_dates(
    text: str, *, language: str | None, fetched_at: datetime | None
) -> Iterator[tuple[PublishedDate, bool]]:
    """The dates that a short text states, each with whether it is that of a change."""
    end = 0
    for found in written_dates(text, language=language, fetched_at=fetched_at):
        yield found.date, _REVISED.search(text, end, found.start) is not None
        end = found.end


def states_change(text: str) -> bool:
    """Whether a short text says when something was changed."""
    return _REVISED.search(text) is not None


def settled_dates(published: Iterable[PublishedDate], modified: Iterable[PublishedDate], *, now: datetime) -> Dates:
    """What statements in the order of their closeness to the article come to.

    One that lies in the future or before news stood on the web gives way to another; one that is a day gives way to a
    moment in that day. Published after modified, the earlier is taken as published.
    """
    first = _settled(list(published), now=now)
    last = _settled([date for date in modified if _is_likely(date, now)], now=now)
    if first and last and first.start >= last.end:
        first, last = last, first
    return Dates(first, last)


def _settled(stated: list[PublishedDate], *, now: datetime) -> PublishedDate | None:
    likely = [date for date in stated if _is_likely(date, now)] or stated
    if not likely:
        return None
    chosen = likely[0]
    for other in likely[1:]:
        if other.coarseness < chosen.coarseness and chosen.start <= other.start < chosen.end:
            chosen = other
    return chosen


def _is_likely(date: PublishedDate, now: datetime) -> bool:
    return date.start.year >= _FIRST_LIKELY_YEAR and date.start <= now + _AHEAD


def _iso_date(text: str) -> PublishedDate | None:
    text = _TIGHT_OFFSET.sub("", text)
    local = _ISO_LOCAL_TIME.match(text)
    if local and not _ISO_WITH_OFFSET.fullmatch(text):
        text = local.group(1)
    try:
        return parse_published(text)
    except ValueError:
        return None


def _mail_date(text: str) -> PublishedDate | None:
    try:
        moment = parsedate_to_datetime(text)
        if moment.tzinfo is None:
            return PublishedDate(moment.replace(hour=0, minute=0, second=0, tzinfo=UTC), "day")
        return PublishedDate(moment.astimezone(UTC), "time")
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def one_line(text: str, *, longest: int = 1000) -> str | None:
    """A text in one line; None for an empty or a long one."""
    line = " ".join(text.split())
    return line if 0 < len(line) <= longest else None
