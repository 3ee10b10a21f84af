"""What a page's HTML states about itself. Nothing is guessed: what is not stated is None."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]  # it comes without type hints

from service.domain.address import parse_domain, parse_http_url
from service.domain.published import PublishedDate, parse_published

_ARTICLE_TYPES = ("article", "blogposting", "report", "newsarticle", "posting")
_PUBLISHED_META = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "article.published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "date",
)
_SITE_META = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher")
_BYLINE_CLASS = re.compile(
    r"publish|posted|byline|dateline|(?:entry|post|article|story|news)[-_]*(?:date|time|meta)", re.I
)
_REVISED = re.compile(r"updat|modif", re.IGNORECASE)
_LONGEST_BYLINE = 200
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WRITTEN_DATE = re.compile(
    rf"(?P<month>{_MONTH})\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<year>(?:19|20)\d{{2}})(?!\d)"
    rf"|(?<!\d)(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:of\s+)?(?P<month2>{_MONTH})\s*,?\s*(?P<year2>(?:19|20)\d{{2}})(?!\d)"
    r"|(?<!\d)(?P<iso>(?:19|20)\d{2}-\d{2}-\d{2})(?!\d)",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO_WITH_OFFSET = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}.*?(?:[Zz]|[+-]\d{2}:?\d{2})")
_ISO_LOCAL_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ]\d{2}:\d{2}")
# Publishing systems write these where nobody set a date.
_FIRST_YEAR = 1900
_UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,8}")
_LONGEST_NAME = 200


def site_name(tree: HtmlElement) -> str | None:
    """The site's or publisher's name as the page states it."""
    for stated in _meta_values(tree, _SITE_META):
        if name := _one_line(stated):
            return name
    for node in _articles(tree):
        publisher = node.get("publisher")
        for named in publisher if isinstance(publisher, list) else [publisher]:
            label = named.get("name") if isinstance(named, dict) else named
            if isinstance(label, str) and not _is_address(label) and (name := _one_line(label)):
                return name
    return None


def canonical_url(tree: HtmlElement, *, base: str | None) -> str | None:
    """The page's own http or https address; a relative one counts from `base`."""
    stated = [link.get("href") for link in tree.xpath('//link[translate(@rel, "CANOIL", "canoil")="canonical"]')]
    for url in [*stated, *_meta_values(tree, ("og:url",))]:
        if not url:
            continue
        try:
            return parse_http_url(urljoin(base or "", url.strip()))
        except ValueError:
            continue
    return None


def domain_of(url: str | None) -> str | None:
    """The host name of an address, lower-case, without "www."; None for a host that has none, such as localhost."""
    try:
        return parse_domain((urlsplit(url or "").hostname or "").removeprefix("www."))
    except ValueError:
        return None


def language(tree: HtmlElement) -> str | None:
    """The page's BCP 47 tag, lower-case."""
    root = tree.getroottree().getroot()
    namespaced = "{http://www.w3.org/XML/1998/namespace}lang"
    stated = [root.get("lang"), root.get("xml:lang"), root.get(namespaced)]
    for tag in [*stated, *_meta_values(tree, ("content-language", "og:locale"))]:
        tidy = (tag or "").strip().replace("_", "-").lower()
        if _LANGUAGE_TAG.fullmatch(tidy):
            return tidy
    return None


def published(tree: HtmlElement) -> PublishedDate | None:
    """When the page says it was published, as precisely as it says so.

    Machine-readable statements come first, then <time> within the article, then a date in a byline. A clock time
    without an offset counts as its day, since nobody says where that clock stands.
    """
    for stated in _stated_dates(tree):
        if date := _parsed(stated):
            return date
    return None


def _stated_dates(tree: HtmlElement) -> Iterator[str]:
    for node in _articles(tree):
        stated = node.get("datePublished")
        if isinstance(stated, str):
            yield stated
    yield from _meta_values(tree, _PUBLISHED_META)
    yield from _attributes(tree, '//*[@itemprop="datePublished"]', "datetime", "content")
    yield from _attributes(tree, "//time[@pubdate]", "datetime")
    for element in tree.xpath("//article//time[@datetime] | //main//time[@datetime] | //header//time[@datetime]"):
        if not _is_revision(element):
            yield element.get("datetime")
    for element in tree.xpath("//*[@class or @id]"):
        marked = f"{element.get('class', '')} {element.get('id', '')}"
        if not _BYLINE_CLASS.search(marked) or _REVISED.search(marked):
            continue
        text = _short_text(element)
        if len(text) <= _LONGEST_BYLINE and not _REVISED.search(text) and (found := _WRITTEN_DATE.search(text)):
            yield found.group()


def _short_text(element: HtmlElement) -> str:
    """An element's text; of a long one, no more than shows that it is long."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(piece[: _LONGEST_BYLINE + 1])
        length += len(pieces[-1])
        if length > 2 * _LONGEST_BYLINE:
            break
    return " ".join(" ".join(pieces).split())


def _is_revision(element: HtmlElement) -> bool:
    parent = element.getparent()
    around = "" if parent is None else (parent.text or "") + " " + parent.get("class", "")
    return _REVISED.search(f"{element.get('class', '')} {element.get('itemprop', '')} {around}") is not None


def _attributes(tree: HtmlElement, path: str, *names: str) -> Iterator[str]:
    for element in tree.xpath(path):
        for name in names:
            if value := element.get(name):
                yield value
                break


def _parsed(stated: str) -> PublishedDate | None:
    text = " ".join(stated.split())[:100]
    for parse in (_parse_iso, _parse_mail_date, _parse_written):
        date = parse(text)
        if date is not None:
            placeholder = date.start.year < _FIRST_YEAR or date.start == _UNIX_EPOCH
            return None if placeholder else date
    return None


def _parse_iso(text: str) -> PublishedDate | None:
    local = _ISO_LOCAL_TIME.match(text)
    if local and not _ISO_WITH_OFFSET.fullmatch(text):
        text = local.group(1)
    try:
        return parse_published(text)
    except ValueError:
        return None


def _parse_mail_date(text: str) -> PublishedDate | None:
    try:
        moment = parsedate_to_datetime(text)
        if moment.tzinfo is None:
            return PublishedDate(moment.replace(hour=0, minute=0, second=0, tzinfo=UTC), "day")
        return PublishedDate(moment.astimezone(UTC), "time")
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _parse_written(text: str) -> PublishedDate | None:
    found = _WRITTEN_DATE.search(text)
    if found is None:
        return None
    parts = found.groupdict()
    if parts["iso"]:
        return _parse_iso(parts["iso"])
    month = _MONTHS.index((parts["month"] or parts["month2"])[:3].lower()) + 1
    year, day = int(parts["year"] or parts["year2"]), int(parts["day"] or parts["day2"])
    try:
        return PublishedDate(datetime(year, month, day, tzinfo=UTC), "day")
    except ValueError:
        return None


def _meta_values(tree: HtmlElement, names: tuple[str, ...]) -> Iterator[str]:
    """Contents of the page's <meta> elements with one of these names, in the order of the names."""
    by_name: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if (name := meta.get(attribute)) and (content := meta.get("content")):
                by_name.setdefault(name.strip().lower(), []).append(content)
    for name in names:
        yield from by_name.get(name, [])


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD nodes of the page that are an article."""
    for script in tree.xpath('//script[contains(@type, "ld+json")]'):
        try:
            stated = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(stated):
            types = node.get("@type")
            for kind in types if isinstance(types, list) else [types]:
                if isinstance(kind, str) and kind.lower().endswith(_ARTICLE_TYPES):
                    yield node
                    break


def _nodes(stated: object) -> Iterator[dict[str, Any]]:
    """A JSON-LD document's own nodes; not those that it merely mentions."""
    for node in stated if isinstance(stated, list) else [stated]:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            if isinstance(graph, list):
                yield from (member for member in graph if isinstance(member, dict))


def _one_line(text: str) -> str | None:
    line = " ".join(text.split())
    return line if 0 < len(line) <= _LONGEST_NAME else None


def _is_address(text: str) -> bool:
    return text.startswith(("http:", "https:", "//"))
