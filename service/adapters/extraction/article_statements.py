"""What an article's own part of a page and the page's statements say of it: bylines, publishers, dates, address."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from service.adapters.extraction import metadata
from service.adapters.extraction.classified_blocks import Reading
from service.adapters.extraction.json_ld import Node as JsonLdNode
from service.adapters.extraction.json_ld import text_of
from service.adapters.extraction.outlet_names import name_key
from service.adapters.extraction.stretches import Stretch
from service.application.ports import DiscardReason
from service.domain.published import PublishedDate

# Parts of a page that say nothing of an article's date.
_FOREIGN = frozenset(
    (
        DiscardReason.MENU,
        DiscardReason.TEASER,
        DiscardReason.COMMENT,
        DiscardReason.ADVERTISEMENT,
        DiscardReason.NOTICE,
        DiscardReason.AUTHOR_BOX,
        DiscardReason.OTHER,
        DiscardReason.CAPTION,
    )
)
_LONGEST_BYLINE = 260
_LONGEST_BOX = 600
_MOST_BOXES = 20
_CLOCK = re.compile(r"\W{0,3}(?:today(?: is|['’]s)?\b|heute ist|hoje é|hoy es|nous sommes|сегодня)", re.IGNORECASE)
WHOLE_PAGE = Stretch(0, 0, 1 << 60, 0)


@dataclass(frozen=True, slots=True)
class Built:
    """An article as its blocks give it."""

    text: str
    title: str | None
    title_block: int | None
    url: str | None
    node: JsonLdNode | None
    stretch: Stretch
    kept: frozenset[int]
    alone: bool = True


def json_ld_node(reading: Reading, title_key: str, *, alone: bool, own_url: str | None) -> JsonLdNode | None:
    """The JSON-LD node that is about an article: by its headline, by its address, or because there is no other."""
    articles = reading.statements.json_ld.articles
    for node in articles:
        if title_key and name_key(text_of(node, "headline") or text_of(node, "name") or "") == title_key:
            return node
    if not alone:
        return None
    return only_node(reading, own_url)


def only_node(reading: Reading, own_url: str | None = None) -> JsonLdNode | None:
    articles = reading.statements.json_ld.articles
    for node in articles:
        if own_url and own_url in _addresses(node):
            return node
    return articles[0] if articles else None


def _addresses(node: JsonLdNode) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value


def permalink(reading: Reading, stretch: Stretch, node: JsonLdNode | None, *, base: str | None) -> str | None:
    if node is not None:
        for address in _addresses(node):
            if found := metadata.absolute_url(address, base=base):
                return found
    heading = reading.blocks[stretch.title] if stretch.title is not None else None
    if heading is not None and heading.link_share > 0.7:
        return metadata.absolute_url(heading.href, base=base)
    nodes = reading.page.nodes
    if nodes[stretch.node].tag == "article":
        for index in range(stretch.node, nodes[stretch.node].last + 1):
            element = nodes[index].element
            if nodes[index].tag == "a" and (
                "bookmark" in (element.get("rel") or "") or "permalink" in nodes[index].names
            ):
                return metadata.absolute_url(element.get("href"), base=base)
    return None


def bylines_of(reading: Reading, built: Built) -> Iterator[str]:
    """Short texts that may say who wrote an article for whom and when: above its text, and where markup says so.

    What stands above the title comes last, and only where it stands beside it: a page's clock does not.
    """
    stretch, nodes = built.stretch, reading.page.nodes
    first_said = min(built.kept, default=stretch.end)
    end = min(stretch.end, len(reading.blocks))
    title = stretch.head if built.title_block is None else built.title_block
    for index in (*range(title, end), *range(stretch.head, min(title, end))):
        block = reading.blocks[index]
        if len(block.text) > _LONGEST_BYLINE or _CLOCK.match(block.text):
            continue
        marked = reading.reasons[index] in (DiscardReason.BYLINE, DiscardReason.DATE)
        above = index < first_said and reading.reasons[index] is DiscardReason.OTHER and block.reason is None
        if index < title:
            beside = nodes[reading.blocks[title].node].parent
            if marked and reading.page.holds(max(beside, 0), block.node):
                yield block.text
        elif (marked or above) and (reading.page.holds(stretch.node, block.node) or index < stretch.first):
            yield block.text
    for index in range(end, min(end + 2, len(reading.blocks))):
        if reading.reasons[index] is DiscardReason.DATE and metadata.states_change(reading.blocks[index].text):
            yield reading.blocks[index].text


def box_texts(reading: Reading, reason: DiscardReason) -> list[str]:
    return [
        block.text
        for block, given in zip(reading.blocks, reading.reasons, strict=True)
        if given is reason and len(block.text) <= _LONGEST_BOX
    ][:_MOST_BOXES]


def publishers_of(reading: Reading, built: Built) -> Iterator[str]:
    if built.node is not None:
        yield from reading.statements.json_ld.names(built.node.get("publisher"))
    owners = [prop.node for prop in reading.page.properties if prop.name == "publisher"]
    for prop in reading.page.properties:
        owned = prop.name == "name" and any(reading.page.holds(owner, prop.node) for owner in owners[:8])
        if owned or prop.name == "publisher":
            yield prop.value


def dates_of(
    reading: Reading,
    built: Built,
    bylines: Iterable[str],
    *,
    language: str | None,
    fetched_at: datetime | None,
    now: datetime,
) -> metadata.Dates:
    """An article's dates: as JSON-LD gives them, its own markup, the page's head, then as its byline is written."""
    published: list[PublishedDate] = []
    modified: list[PublishedDate] = []

    def add(stated: str | None, *, revised: bool) -> None:
        date = metadata.read_date(stated, language=language, fetched_at=fetched_at) if stated else None
        if date:
            (modified if revised else published).append(date)

    if built.node is not None:
        add(text_of(built.node, "datePublished") or text_of(built.node, "dateCreated"), revised=False)
        add(text_of(built.node, "dateModified"), revised=True)
    for name, stated in _marked_dates(reading, built):
        add(stated, revised="modif" in name)
    if built.alone:
        for stated in reading.statements.meta(*metadata.PUBLISHED_NAMES):
            add(stated, revised=False)
        for stated in reading.statements.meta(*metadata.MODIFIED_NAMES):
            add(stated, revised=True)
    for stamp in reading.page.stamps:
        if _is_own_stamp(reading, built, stamp.node, stamp.block):
            add(stamp.stated, revised=stamp.revised)
    for text in bylines:
        for date, revised in metadata.byline_dates(text, language=language, fetched_at=fetched_at):
            (modified if revised else published).append(date)
    if not built.alone and not published:
        # A round-up is dated as a whole.
        for stated in reading.statements.meta(*metadata.PUBLISHED_NAMES):
            add(stated, revised=False)
    return metadata.settled_dates(published, modified, now=now)


def _marked_dates(reading: Reading, built: Built) -> Iterator[tuple[str, str]]:
    for prop in reading.page.properties:
        if prop.name not in (
            "datepublished",
            "datemodified",
            "pubdate",
            "datecreated",
            "article:published_time",
            "published_time",
            "modified_time",
        ):
            continue
        node = reading.page.nodes[prop.node]
        # A post's foot may say when it was written.
        if node.reason in _FOREIGN and node.reason is not DiscardReason.NOTICE:
            continue
        if reading.page.holds(built.stretch.node, prop.node) or built.alone:
            yield prop.name, prop.value


def _is_own_stamp(reading: Reading, built: Built, node: int, block: int) -> bool:
    if reading.page.nodes[node].reason in _FOREIGN:
        return False
    stretch = built.stretch
    if stretch.head <= block < stretch.end:
        return reading.page.holds(stretch.node, node) or block <= stretch.first
    return False
