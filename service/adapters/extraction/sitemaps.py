"""Entries of sitemaps and of sitemap indexes."""

from urllib.parse import urljoin

from lxml import etree  # type: ignore[import-untyped]  # it comes without type hints

from service.adapters.extraction.feeds import feed_date, plain_line
from service.application.sources import ListedPage, ListedSitemap, RefusalCode, Refused
from service.domain.address import parse_http_url
from service.domain.outlet import NO_OUTLET, Outlet

_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def read_page(entry: etree._Element, url: str | None) -> ListedPage | Refused:
    """A page of a sitemap with what the news extension states of it."""
    address = _address(entry, url)
    if isinstance(address, Refused):
        return address
    news = entry.find(f"{_NEWS}news")
    modified = feed_date(entry.findtext("{*}lastmod"))
    if news is None:
        return ListedPage(address, modified=modified)
    name = plain_line(news.findtext(f"{_NEWS}publication/{_NEWS}name"))
    return ListedPage(
        address,
        title=plain_line(news.findtext(f"{_NEWS}title")),
        published=feed_date(news.findtext(f"{_NEWS}publication_date")),
        modified=modified,
        outlet=NO_OUTLET if name is None else Outlet(name),
        language=plain_line(news.findtext(f"{_NEWS}publication/{_NEWS}language")),
    )


def read_sitemap(entry: etree._Element, url: str | None) -> ListedSitemap | Refused:
    """A sitemap of a sitemap index."""
    address = _address(entry, url)
    if isinstance(address, Refused):
        return address
    return ListedSitemap(address, modified=feed_date(entry.findtext("{*}lastmod")))


def _address(entry: etree._Element, url: str | None) -> str | Refused:
    location = "".join((entry.findtext("{*}loc") or "").split())
    if not location:
        return Refused(RefusalCode.BAD_ADDRESS, "an entry without an address")
    try:
        return parse_http_url(urljoin(url or "", location))
    except ValueError as error:
        return Refused(RefusalCode.BAD_ADDRESS, f"an entry with the address {location[:200]!r}: {error}")
