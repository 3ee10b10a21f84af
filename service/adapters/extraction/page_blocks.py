"""A page's HTML to the blocks of text that a reader sees, each with what its markup says it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree, html  # type: ignore[import-untyped]  # it comes without type hints
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # as above

from service.adapters.extraction.regions import CARD_NAMES, LIVE_NAMES, TITLE_NAMES, is_hidden, names_of, region_of
from service.application.ports import DiscardReason

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
# Readers see none of these: soft hyphens, zero-width spaces, word joiners, byte order marks.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")
_LINE_BREAKS = re.compile(r"[^\S\n]*\n\s*")
_PARAGRAPH_BREAK = re.compile(r"[^\S\n]*\n(?:[^\S\n]*\n)+[^\S\n]*")
# What lxml raises on odd markup.
_ODD_MARKUP = (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError)
# libxml2 compares each attribute of an element with all others; a tag this long is none that anybody reads.
_OVERLONG_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*)\s[^<>]{20000,}>")
# What stands after so many elements is not read: each costs 0.1 ms where it is a paragraph.
_MOST_ELEMENTS = 60_000

_BLOCK_NAMES = """
    p div article section main header footer nav aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr
    pre blockquote figure figcaption address hr details summary body html center fieldset form caption dialog menu
    hgroup search amp-sidebar amp-consent amp-ad label
"""
_BLOCK_TAGS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset(("td", "th"))
# A picture in one of these stands between lines; in a paragraph it may be a letter or a smiley.
_PICTURE_HOLDERS = frozenset(("div", "section", "article", "td", "body", "main", "center"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LONGEST_LINK = 400
_MAIN_SHARE = 0.6
_SENTENCE_SHARE = 40
_LONGEST_VALUE = 300
_MOST_NAMES = 4
_NAMING = ("data-component", "data-qa", "data-testid")


@dataclass(slots=True)
class Node:
    """An element of the page. Parents come before children; `last` is the index of the last node within it."""

    tag: str
    parent: int
    names: str
    element: HtmlElement
    last: int = 0
    text: int = 0
    own_text: int = 0
    link_text: int = 0
    links: int = 0
    has_h1: bool = False
    has_blocks: bool = False
    rows: int = 0
    lays_out: bool = False
    hidden: bool = False
    link: int = -1
    reason: DiscardReason | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that stands by itself on the page.

    `node` is the index of the innermost element that holds all of it; `heading` is 1 to 6, 0 for none.
    """

    text: str
    node: int
    reason: DiscardReason | None
    heading: int
    link_share: float
    href: str | None
    tag: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """A <time> of the page: which node it is, and before which block it ends."""

    node: int
    block: int
    stated: str
    revised: bool


@dataclass(frozen=True, slots=True)
class Property:
    """What microdata or RDFa in the page's body says: the element, the property's name in lower case, its value."""

    node: int
    name: str
    value: str


@dataclass(slots=True)
class Page:
    """The blocks of a page in order, over the elements that they stand in."""

    tree: HtmlElement
    nodes: list[Node]
    blocks: list[Block] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    properties: list[Property] = field(default_factory=list)

    def ranges(self) -> list[tuple[int, int]]:
        """For each node the blocks [first, end) within it; empty where it has none."""
        firsts, ends = [len(self.blocks)] * len(self.nodes), [0] * len(self.nodes)
        for index, block in enumerate(self.blocks):
            firsts[block.node] = min(firsts[block.node], index)
            ends[block.node] = index + 1
        for index in range(len(self.nodes) - 1, 0, -1):
            parent = self.nodes[index].parent
            firsts[parent] = min(firsts[parent], firsts[index])
            ends[parent] = max(ends[parent], ends[index])
        return [(first, end) if end else (0, 0) for first, end in zip(firsts, ends, strict=True)]

    def holds(self, outer: int, inner: int) -> bool:
        """Whether a node is another or within it."""
        return outer <= inner <= self.nodes[outer].last


def parse_page(page: str) -> HtmlElement | None:
    """The page's tree, None where it has none; what is nested deeper than libxml2 goes (256 elements) is left out."""
    # Bytes in a stated encoding: what the page says of its encoding was true before it became a string.
    cleaned = _XML_DECLARATION.sub("", _OVERLONG_TAG.sub(r"<\1>", _NOT_XML.sub("", page)), count=1).encode()
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(cleaned, parser=parser)
    except _ODD_MARKUP:
        return None


def read_blocks(tree: HtmlElement) -> Page:
    """The blocks that a reader sees, in the page's order."""
    body = tree.find("body")
    root = tree if body is None else body
    nodes, events = _walked(root)
    _measure(nodes)
    _mark(nodes)
    page = Page(tree, nodes, properties=list(_properties(nodes)))
    _collect(page, events)
    return page


def _properties(nodes: list[Node]) -> Iterator[Property]:
    for index, node in enumerate(nodes):
        attributes = node.element.attrib
        if not attributes:
            continue
        name = (
            attributes.get("itemprop") or attributes.get("property") or ("pubdate" if "pubdate" in attributes else "")
        )
        if name:
            value = attributes.get("content") or attributes.get("datetime")
            value = value or (attributes.get("title") if node.tag == "abbr" else None) or _short_text(node.element)
            for word in name.lower().split()[:_MOST_NAMES]:
                yield Property(index, word.rpartition(":")[2], value)


def _short_text(element: HtmlElement) -> str:
    """The text of an element, nothing of a long one."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(piece[:_LONGEST_VALUE])
        length += len(piece) + 1
        if length > _LONGEST_VALUE:
            return ""
    return " ".join(" ".join(pieces).split())


# (node, text), where the text None is the edge of a block and "" the start of a <time>.
_Events = list[tuple[int, str | None]]


def _walked(root: HtmlElement) -> tuple[list[Node], _Events]:
    nodes: list[Node] = []
    events: _Events = []
    stack: list[int] = []
    for event, element in islice(etree.iterwalk(root, events=("start", "end")), 2 * _MOST_ELEMENTS):
        if event == "start":
            tag = element.tag if isinstance(element.tag, str) else ""
            parent = stack[-1] if stack else -1
            index = len(nodes)
            names = _names(tag, element)
            nodes.append(Node(tag, parent, names, element, last=index))
            stack.append(index)
            if tag in _BLOCK_TAGS:
                events.append((index, None))
                if parent >= 0:
                    nodes[parent].has_blocks = True
            elif tag == "br":
                events.append((parent, "\n"))
                if parent >= 0:
                    nodes[parent].has_blocks = True
            elif tag == "img" and parent >= 0 and nodes[parent].tag in _PICTURE_HOLDERS:
                events.append((index, None))
            elif tag == "time":
                events.append((index, ""))
            elif tag in _CELLS:
                events.append((index, " "))
            if element.text:
                nodes[index].own_text += len(element.text)
                events.append((index, _seen(element.text)))
            continue
        index = stack.pop()
        nodes[index].last = len(nodes) - 1
        if nodes[index].tag in _BLOCK_TAGS:
            events.append((nodes[index].parent, None))
        if stack and element.tail:
            nodes[stack[-1]].own_text += len(element.tail)
            events.append((stack[-1], _seen(element.tail)))
    while stack:
        nodes[stack.pop()].last = len(nodes) - 1
    return nodes, events


def _names(tag: str, element: HtmlElement) -> str:
    """Classes, id, and what sites whose classes are hashes name their parts by: data attributes, elements of theirs."""
    attributes = element.attrib
    if not attributes and "-" not in tag:
        return ""
    stated = [attributes.get("class") or "", tag if "-" in tag else ""]
    stated += [attributes.get(name) or "" for name in _NAMING]
    return names_of(" ".join(filter(None, stated)), attributes.get("id") or "")


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text).replace("\n", " ")


def _measure(nodes: list[Node]) -> None:
    """How much text each element holds, what of it is in links, and what is hidden."""
    for node in nodes:
        attributes = node.element.attrib
        above = node.parent >= 0 and nodes[node.parent].hidden
        node.hidden = above or is_hidden(
            node.tag,
            style=attributes.get("style") or "",
            hidden=attributes.get("hidden"),
            names=node.names,
            layout=attributes.get("layout") if node.tag != "dialog" else attributes.get("open"),
        )
    for node in reversed(nodes):
        if node.hidden:
            continue
        node.text += node.own_text
        if node.tag == "a":
            node.link_text = node.text
            node.links += 1
        if node.tag == "h1":
            node.has_h1 = True
        if node.parent >= 0:
            parent = nodes[node.parent]
            parent.text += node.text
            parent.link_text += node.link_text
            parent.links += node.links
            parent.has_h1 = parent.has_h1 or node.has_h1
            if node.tag in _CELLS:
                parent.lays_out = parent.lays_out or node.has_blocks
            if node.tag == "tr":
                parent.rows += 1
                parent.lays_out = parent.lays_out or node.lays_out


def _mark(nodes: list[Node]) -> None:
    """Give each element what its markup says of it; what an element around it is goes before that."""
    total = max(1, nodes[0].text - nodes[0].link_text) if nodes else 1
    for index, node in enumerate(nodes):
        above = nodes[node.parent] if node.parent >= 0 else None
        # A link that nobody closed may hold the whole page.
        node.link = index if node.tag == "a" and node.text <= _LONGEST_LINK else above.link if above else -1
        if above is not None and above.reason is not None:
            node.reason = above.reason
            continue
        if above is None or node.hidden or node.tag in ("html", "body", "main"):
            continue
        attributes = node.element.attrib
        itemprop = (attributes.get("itemprop") or "").lower()
        region = region_of(node.tag, (attributes.get("role") or "").lower(), itemprop, node.names)
        if region is None:
            if node.tag == "header" and _is_site_header(nodes, node):
                node.reason = DiscardReason.MENU
            continue
        if itemprop == "articlebody" or (node.has_h1 and node.tag != "h1"):
            continue
        if region.most_chars is not None and node.text > region.most_chars:
            if (
                region.reason is DiscardReason.BYLINE
                and "author" in node.names
                and node.text <= 1500
                and node.tag != "p"
            ):
                node.reason = DiscardReason.AUTHOR_BOX
            continue
        if region.needs_link and not node.links:
            continue
        if region.reason is DiscardReason.TITLE and node.tag not in _HEADINGS:
            continue
        plain = node.text - node.link_text
        if plain > _MAIN_SHARE * total and plain > 200 and region.reason is not DiscardReason.COMMENT:
            continue
        if node.tag not in _BLOCK_TAGS and node.tag not in _CELLS and above.own_text > _SENTENCE_SHARE:
            # A date or a name within a sentence is part of it.
            continue
        if node.tag in _HEADINGS and node.tag == "h1":
            continue
        node.reason = region.reason


def _is_site_header(nodes: list[Node], node: Node) -> bool:
    if node.has_h1:
        return False
    at = node.parent
    while at >= 0:
        if nodes[at].tag in ("article", "section") or "article" in nodes[at].names.split(" "):
            return False
        at = nodes[at].parent
    return True


def _collect(page: Page, events: _Events) -> None:
    run: list[tuple[int, str]] = []
    for node, text in events:
        inner = page.nodes[node] if node >= 0 else None
        if text == "":
            _note(page, node)
            continue
        if inner is not None and inner.hidden:
            continue
        if text is None:
            _finish(page, run)
            run = []
        else:
            if inner is not None and inner.tag in _CELLS and text == " " and _stands_alone(page.nodes, inner):
                _finish(page, run)
                run = []
            if run and inner is not None and text.strip() and _reason(page, run[-1][0]) is not inner.reason:
                _finish(page, run)
                run = []
            if run and inner is not None and inner.reason is not None and run[-1][0] != node:
                run.append((node, " "))
            run.append((node, text))
    _finish(page, run)


def _reason(page: Page, node: int) -> DiscardReason | None:
    return page.nodes[node].reason if node >= 0 else None


def _stands_alone(nodes: list[Node], cell: Node) -> bool:
    """Whether a table lays out a page: it has a single row, or its cells hold blocks or line breaks."""
    row = nodes[cell.parent] if cell.parent >= 0 else None
    if row is None or row.parent < 0:
        return False
    table = nodes[row.parent]
    return row.lays_out or table.lays_out or table.rows == 1


def _note(page: Page, node: int) -> None:
    inner = page.nodes[node]
    stated = inner.element.get("datetime")
    if not stated:
        return
    around = page.nodes[inner.parent].element if inner.parent >= 0 else None
    beside = "" if around is None else f"{around.text or ''} {around.get('class') or ''}"
    marked = f"{inner.names} {inner.element.get('itemprop') or ''} {beside}"
    page.stamps.append(
        Stamp(node, len(page.blocks), stated, re.search(r"updat|modif", marked, re.IGNORECASE) is not None)
    )


def _finish(page: Page, run: list[tuple[int, str]]) -> None:
    """Make blocks of a run of text: one, or several where two line breaks or more part it."""
    joined = "".join(text for _, text in run)
    if not joined or joined.isspace():
        return
    if "\n" not in joined or not _PARAGRAPH_BREAK.search(joined):
        _add(page, run, joined)
        return
    part: list[tuple[int, str]] = []
    breaks = 0
    for node, text in run:
        if text == "\n":
            breaks += 1
        elif not text.isspace():
            if breaks > 1 and part:
                _add(page, part, "".join(piece for _, piece in part))
                part = []
            breaks = 0
        part.append((node, text))
    _add(page, part, "".join(piece for _, piece in part))


def _add(page: Page, run: list[tuple[int, str]], joined: str) -> None:
    text = _LINE_BREAKS.sub("\n", _SPACES.sub(" ", joined)).strip()
    if not text:
        return
    nodes = page.nodes
    first = next(node for node, piece in run if piece.strip())
    at = first
    linked = 0
    href: str | None = None
    for node, piece in run:
        link = nodes[node].link if node >= 0 else -1
        if link >= 0 and piece.strip():
            linked += len(piece.strip())
            href = href or nodes[link].element.get("href")
    while at > 0 and nodes[at].tag not in _BLOCK_TAGS and nodes[at].tag not in _CELLS:
        at = nodes[at].parent
    heading = 0
    up = first
    while up >= 0 and not heading:
        heading = _HEADINGS.get(nodes[up].tag, 0)
        if nodes[up].tag in ("div", "td", "section", "article", "p"):
            break
        up = nodes[up].parent
    tag = nodes[at].tag
    if tag in _CELLS and _stands_alone(nodes, nodes[at]):
        tag = "div"
    page.blocks.append(Block(text, at, nodes[first].reason, heading, linked / max(1, len(text)), href, tag))


def is_live(names: str) -> bool:
    """Whether an element's names call it a live blog or a part of one."""
    return LIVE_NAMES.search(names) is not None


def is_card(names: str) -> bool:
    """Whether an element's names call it a preview of something else."""
    return CARD_NAMES.search(names) is not None


def is_titled(names: str) -> bool:
    """Whether an element's names call it a title."""
    return TITLE_NAMES.search(names) is not None
