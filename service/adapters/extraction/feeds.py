"""Items of RSS and entries of Atom."""

import html
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from lxml import etree  # type: ignore[import-untyped]  # it comes without type hints

from service.application.sources import ListedPage, RefusalCode, Refused
from service.domain.address import parse_http_url
from service.domain.outlet import NO_OUTLET, Outlet
from service.domain.published import PublishedDate, parse_published

_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_TAG = re.compile(r"<[^<>]{0,500}>")
_CLOCK_WITHOUT_ZONE = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?", re.ASCII)
# Software that has no date writes one of these.
_NO_DATE_YEARS = frozenset({1, 1900, 1970})
_LONGEST_DATE = 100


def read_item(item: etree._Element, url: str | None) -> ListedPage | Refused:
    """An item of RSS; a relative link counts from xml:base, else from `url`, else from the channel's own link."""
    channel = _channel_of(item)
    site = _joined(url, _text(channel, "link"))
    link = _text(item, "link") or _permalink(item)
    address = _address(link, item, url or site)
    if isinstance(address, Refused):
        return address
    title = _text(channel, "title")
    return ListedPage(
        address,
        title=plain_line(_text(item, "title")),
        published=feed_date(_text(item, "pubDate") or _text(item, "date")),
        outlet=_source(item) or own_outlet(title, address, site),
        language=_text(channel, "language"),
        html=item.findtext(_CONTENT) or None,
    )


def read_entry(entry: etree._Element, url: str | None) -> ListedPage | Refused:
    """An entry of Atom; a relative link counts from xml:base, else from `url`."""
    feed = entry.getroottree().getroot()
    address = _address(_alternate(entry), entry, url)
    if isinstance(address, Refused):
        return address
    source = entry.find("{*}source")
    title = _text(feed if source is None else source, "title")
    site = _alternate(feed if source is None else source)
    language = entry.xpath("string(ancestor-or-self::*[@xml:lang][1]/@xml:lang)")
    return ListedPage(
        address,
        title=plain_line(_text(entry, "title")),
        published=feed_date(_text(entry, "published")),
        modified=feed_date(_text(entry, "updated")),
        outlet=own_outlet(title, address, _joined(url, site)),
        language=str(language) or None,
        html=_content(entry),
    )


def plain_line(text: str | None) -> str | None:
    """One line of text out of what may be escaped HTML; None for nothing."""
    if text is None:
        return None
    return " ".join(_TAG.sub("", html.unescape(text)).split()) or None


def feed_date(text: str | None) -> PublishedDate | None:
    """A date of RFC 822 or ISO 8601; a clock without a zone counts as its day. None for anything else."""
    stated = " ".join((text or "").split())[:_LONGEST_DATE]
    if not stated:
        return None
    if local := _CLOCK_WITHOUT_ZONE.fullmatch(stated):
        stated = local.group(1)
    date: PublishedDate | None
    try:
        date = parse_published(stated)
    except ValueError:
        # A day without a clock is none to the library.
        date = _mail_date(stated) or _mail_date(f"{stated} 00:00:00")
    return None if date is None or date.start.year in _NO_DATE_YEARS else date


def own_outlet(title: str | None, page: str, site: str | None) -> Outlet:
    """The outlet that a feed's title names, where the page is on the feed's own site; else none is stated."""
    name = plain_line(title)
    page_host, site_host = ((urlsplit(url).hostname or "").removeprefix("www.") for url in (page, site or ""))
    own = bool(site_host) and (f".{page_host}".endswith(f".{site_host}") or f".{site_host}".endswith(f".{page_host}"))
    return Outlet(name) if name is not None and own else NO_OUTLET


def _mail_date(stated: str) -> PublishedDate | None:
    try:
        moment = parsedate_to_datetime(stated)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    if moment.tzinfo is None:
        return PublishedDate(datetime(moment.year, moment.month, moment.day, tzinfo=UTC), "day")
    try:
        return PublishedDate(moment.astimezone(UTC), "time")
    except OverflowError:
        return None


def _channel_of(item: etree._Element) -> etree._Element:
    parent = item.getparent()
    # In RSS 1.0 items stand beside the channel.
    beside = parent.find("{*}channel")
    return parent if beside is None else beside


def _source(item: etree._Element) -> Outlet | None:
    name = plain_line(_text(item, "source"))
    return None if name is None else Outlet(name)


def _permalink(item: etree._Element) -> str | None:
    guid = item.find("guid")
    if guid is None or (guid.get("isPermaLink") or "true").strip().lower() == "false":
        return None
    text = (guid.text or "").strip()
    return text if text.startswith(("http://", "https://")) else None


def _text(parent: etree._Element, name: str) -> str | None:
    """The text of the first child of this name that has any; an Atom link in RSS has none."""
    for child in parent.iterchildren(f"{{*}}{name}"):
        if text := "".join(child.itertext()).strip():
            return text
    return None


def _alternate(parent: etree._Element) -> str | None:
    links = [
        link for link in parent.iterchildren(f"{{{_ATOM}}}link") if (link.get("rel") or "alternate") == "alternate"
    ]
    pages = [link for link in links if "html" in (link.get("type") or "text/html")]
    return next((link.get("href") for link in [*pages, *links] if link.get("href")), None)


def _content(entry: etree._Element) -> str | None:
    content = entry.find(f"{{{_ATOM}}}content")
    if content is None or content.get("src") is not None:
        return None
    kind = (content.get("type") or "text").strip().lower()
    if kind == "xhtml":
        body = content.find(f"{{{_XHTML}}}div")
        return None if body is None else etree.tostring(body, encoding="unicode", method="html", with_tail=False)
    text = "".join(content.itertext()).strip()
    if kind in {"html", "text/html"}:
        return text or None
    return html.escape(text) or None if kind in {"text", "text/plain"} else None


def _joined(base: str | None, link: str | None) -> str | None:
    try:
        return parse_http_url(urljoin(base or "", link or ""))
    except ValueError:
        return None


def _address(link: str | None, element: etree._Element, base: str | None) -> str | Refused:
    if not link:
        return Refused(RefusalCode.BAD_ADDRESS, "an entry without a link")
    try:
        return parse_http_url(urljoin(urljoin(base or "", element.base or ""), "".join(link.split())))
    except ValueError as error:
        return Refused(RefusalCode.BAD_ADDRESS, f"an entry with the link {link[:200]!r}: {error}")
