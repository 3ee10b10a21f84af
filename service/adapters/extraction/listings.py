"""Feeds and sitemaps as lists of pages, read without ever expanding an entity."""

import re
from collections.abc import Callable, Iterator
from html.entities import html5
from io import BytesIO

from lxml import etree  # type: ignore[import-untyped]  # it comes without type hints

from service.adapters.extraction import feeds, sitemaps
from service.application.sources import Listed, RefusalCode, Refused

# The most that a sitemap may list by its protocol; a feed lists far less.
_MOST_ENTRIES = 50_000
# A declaration, comments and a licence go before the first element.
_HEAD_BYTES = 1 << 16

_ENTRY_TAGS = ("{*}item", "{*}entry", "{*}url", "{*}sitemap")
_READERS: dict[str, Callable[[etree._Element, str | None], Listed]] = {
    "rss": feeds.read_item,
    "RDF": feeds.read_item,
    "feed": feeds.read_entry,
    "urlset": sitemaps.read_page,
    "sitemapindex": sitemaps.read_sitemap,
}
_BARE_AMPERSAND = re.compile(
    rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)(?:([A-Za-z0-9]{1,32};))?"
)


class XmlListingReader:
    """Reads RSS 0.9x to 2.0, RSS 1.0, Atom 1.0, sitemaps and sitemap indexes."""

    def is_listing(self, body: bytes) -> bool:
        """Whether the first element is that of a feed or a sitemap."""
        head = etree.XMLPullParser(events=("start",), recover=True, **_SAFE)
        try:
            head.feed(body[:_HEAD_BYTES])
            return any(_name(element) in _READERS for _, element in [*head.read_events()][:1])
        except etree.XMLSyntaxError:
            return False

    def read(self, body: bytes, *, url: str | None) -> Iterator[Listed]:
        """What it lists; broken XML is mended as far as libxml2 goes, and what it cannot mend is a Refused."""
        try:
            listed = list(_entries(body, url, recover=False))
        except etree.XMLSyntaxError as error:
            listed = _recovered(body, url) or [Refused(RefusalCode.BROKEN, f"is no XML that can be read: {error.msg}")]
        yield from listed


_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_pis": True}


def _entries(body: bytes, url: str | None, *, recover: bool) -> Iterator[Listed]:
    reader: Callable[[etree._Element, str | None], Listed] | None = None
    count = 0
    events = etree.iterparse(BytesIO(body), events=("start", "end"), recover=recover, remove_comments=True, **_SAFE)
    for event, element in events:
        if reader is None:
            if _declares_entities(element):
                yield Refused(RefusalCode.BROKEN, "declares entities, which are not expanded")
                return
            reader = _READERS.get(_name(element))
            if reader is None:
                yield Refused(RefusalCode.BROKEN, f"is neither a feed nor a sitemap: it begins with <{_name(element)}>")
                return
        elif event == "end" and _is_entry(element):
            count += 1
            if count > _MOST_ENTRIES:
                yield Refused(RefusalCode.LIMIT, f"lists more than {_MOST_ENTRIES:,} entries; the rest is left out")
                return
            yield reader(element, url)
            # What was read is given up; only the elements before the first entry stay.
            element.clear()
            while (before := element.getprevious()) is not None and _is_entry(before):
                before.getparent().remove(before)


def _recovered(body: bytes, url: str | None) -> list[Listed]:
    try:
        return list(_entries(_mended(body), url, recover=True))
    except etree.XMLSyntaxError:
        return []


def _is_entry(element: etree._Element) -> bool:
    name, parent = _name(element), element.getparent()
    if parent is None:
        return False
    match _name(parent):
        case "channel" | "RDF":
            return name == "item"
        case "feed":
            return name == "entry"
        case "urlset":
            return name == "url"
        case "sitemapindex":
            return name == "sitemap"
        case _:
            return False


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _declares_entities(element: etree._Element) -> bool:
    definition = element.getroottree().docinfo.internalDTD
    return definition is not None and any(True for _ in definition.iterentities())


def _mended(body: bytes) -> bytes:
    """The body with the faults of hand-made feeds put right: entities of HTML, and ampersands that begin none."""
    parts: list[bytes] = []
    position = 0
    while (start := body.find(b"<![CDATA[", position)) >= 0 and (end := body.find(b"]]>", start)) >= 0:
        parts += [_BARE_AMPERSAND.sub(_as_reference, body[position:start]), body[start : end + 3]]
        position = end + 3
    return b"".join([*parts, _BARE_AMPERSAND.sub(_as_reference, body[position:])])


def _as_reference(found: re.Match[bytes]) -> bytes:
    named = found.group(1) or b""
    characters = html5.get(named.decode("ascii"), "")
    if not characters:
        return b"&amp;" + named
    return "".join(f"&#{ord(character)};" for character in characters).encode("ascii")
