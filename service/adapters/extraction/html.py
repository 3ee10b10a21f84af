"""A page's HTML to its articles.

What a reader sees comes first: blocks of text in the page's order, each with what its markup and its words show it to
be. An article is a stretch of them: an <article> with text of its own, the part that holds most of the prose, or what
stands under one of several headlines. A live blog is one article with all its updates.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import unescape

from service.adapters.extraction import metadata, phrases
from service.adapters.extraction.blocks import Shape, parts_of
from service.adapters.extraction.json_ld import Node as JsonLdNode
from service.adapters.extraction.json_ld import text_of
from service.adapters.extraction.metadata import Statements
from service.adapters.extraction.outlet_names import name_key, outlet_name, title_parts
from service.adapters.extraction.page_blocks import (
    Block,
    Page,
    is_card,
    is_live,
    is_titled,
    parse_page,
    read_blocks,
)
from service.application.ports import Discarded, DiscardReason, ExtractedArticle, ExtractedPage
from service.domain.address import domain_of
from service.domain.outlet import Outlet
from service.domain.published import PublishedDate

_REASONS = {
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
    Shape.TAGS: DiscardReason.MENU,
    Shape.MENU: DiscardReason.MENU,
    Shape.OTHER: DiscardReason.OTHER,
}
# Rows and items of an article look like menus and counters.
_IN_TABLES = frozenset((Shape.MENU, Shape.COUNTER, Shape.SHARE, Shape.DATE, Shape.OTHER, Shape.BYLINE))
_TABLE_TAGS = frozenset(("tr", "td", "th", "li", "dd", "dt", "table", "tbody"))
_MARKS = frozenset((Shape.TEASER_MARK, Shape.COMMENT_MARK, Shape.ABOUT_AUTHOR))
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
# An article is never within one of these alone.
_INNER_TAG_NAMES = "p span li blockquote b strong font ul ol em i dl dd pre figure"
_INNER_TAGS = frozenset(_INNER_TAG_NAMES.split())
_LONGEST_BYLINE = 260
_LONGEST_BOX = 600
_MOST_BOXES = 20
_LONGEST_TITLE = 400
_FEWEST_CHARS = 60
# A page with more is no page that anybody reads.
_MOST_ARTICLES = 100
_MAIN_SHARE = 0.7
_ARTICLE_SHARE = 0.4
_TITLE_REACH = 12
_FEWEST_IN_RUN = 5


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Blocks [first, end) that may be an article, and where its own title and date may stand: blocks [head, end)."""

    node: int
    first: int
    end: int
    head: int
    title: int | None = None


@dataclass(slots=True)
class _Reading:
    page: Page
    statements: Statements
    reasons: list[DiscardReason | None]
    prose: list[bool]
    excerpt: list[bool]
    keys: list[str]
    ranges: list[tuple[int, int]]

    @property
    def blocks(self) -> list[Block]:
        return self.page.blocks

    def within(self, node: int) -> tuple[int, int]:
        """The blocks of an element, as a range."""
        return self.ranges[node]


@dataclass(frozen=True, slots=True)
class HtmlReader:
    """Finds articles in HTML. A title or an address longer than allowed (characters) is left out."""

    max_title_chars: int
    max_url_chars: int
    detect_language: Callable[[str], str | None]

    def read(self, html: str, *, url: str | None, fetched_at: datetime | None, always: bool = False) -> ExtractedPage:
        """The page's articles and what is in none of them.

        With `always`, the page is about one article, whatever it looks like: the first, else all that can be read.
        Time is linear in the page's length; of more than 60,000 elements the first are read.
        """
        tree = parse_page(html)
        if tree is None:
            return ExtractedPage(())
        page = read_blocks(tree)
        statements = metadata.read_statements(tree)
        reading = _classified(page, statements)
        stretches = _stretches(reading)[:_MOST_ARTICLES]
        url_of_page = metadata.canonical_url(tree, statements, base=url)
        own_url = url_of_page if url_of_page and len(url_of_page) <= self.max_url_chars else url
        now = fetched_at or datetime.now(UTC)
        taken: set[int] = set()
        articles: list[ExtractedArticle] = []
        for stretch in stretches:
            built = _built(reading, stretch, alone=len(stretches) == 1, own_url=own_url, url=url)
            if built.text:
                articles.append(self._article(reading, built, url=url, own_url=own_url, fetched_at=fetched_at, now=now))
                taken |= built.kept | ({built.title_block} if built.title_block is not None else set())
        if not articles:
            declared = _declared_body(reading)
            text = declared or (_all_text(reading) if always else "")
            if text:
                if not declared:
                    taken |= set(range(len(page.blocks)))
                built = _Built(text, _document_title(reading), None, None, _only_node(reading), _WHOLE, frozenset())
                articles.append(self._article(reading, built, url=url, own_url=own_url, fetched_at=fetched_at, now=now))
        discarded = tuple(
            Discarded(block.text, _reason_left(reading, index))
            for index, block in enumerate(page.blocks)
            if index not in taken
        )
        return ExtractedPage(tuple(articles[:1] if always else articles), discarded)

    def _article(
        self,
        reading: _Reading,
        built: "_Built",
        *,
        url: str | None,
        own_url: str | None,
        fetched_at: datetime | None,
        now: datetime,
    ) -> ExtractedArticle:
        statements = reading.statements
        language = self._language(statements.language, built.text)
        bylines = list(_bylines(reading, built))
        dates = _dates(reading, built, bylines, language=language, fetched_at=fetched_at, now=now)
        domain = domain_of(url or own_url)
        name = outlet_name(
            statements,
            domain=domain,
            title=_document_title_of(reading, built),
            bylines=bylines,
            author_boxes=_texts(reading, DiscardReason.AUTHOR_BOX),
            rights=[text for text in _texts(reading, DiscardReason.NOTICE) if phrases.RIGHTS.search(text)],
            shown={key for key in reading.keys if key and len(key) < 60},
            publishers=list(_publishers(reading, built)),
        )
        address = built.url if built.url and len(built.url) <= self.max_url_chars else own_url
        title = built.title if built.title and len(built.title) <= self.max_title_chars else None
        return ExtractedArticle(
            text=built.text,
            title=title,
            url=address,
            outlet=Outlet(name, domain),
            published=dates.published,
            modified=dates.modified,
            language=language,
        )

    def _language(self, stated: str | None, text: str) -> str | None:
        """The stated language, unless the text is surely in another one: templates state their maker's."""
        if stated is None or len(text) < _ENOUGH_TO_TELL:
            return stated
        found = self.detect_language(text[:_ENOUGH_TO_TELL])
        return stated if found in (None, stated.split("-")[0]) else found


_CLOCK = re.compile(r"\W{0,3}(?:today(?: is|['’]s)?\b|heute ist|hoje é|hoy es|nous sommes|сегодня)", re.IGNORECASE)
_ENOUGH_TO_TELL = 400
_WHOLE = _Stretch(0, 0, 1 << 60, 0)


@dataclass(frozen=True, slots=True)
class _Built:
    """An article as its blocks give it."""

    text: str
    title: str | None
    title_block: int | None
    url: str | None
    node: JsonLdNode | None
    stretch: _Stretch
    kept: frozenset[int]
    alone: bool = True


def _classified(page: Page, statements: Statements) -> _Reading:
    """Each block with the reason why it can be no article's text, where its markup or its words give one."""
    _part_lines(page, statements)
    reasons: list[DiscardReason | None] = []
    prose: list[bool] = []
    excerpt: list[bool] = []
    shapes: list[Shape | None] = []
    for block in page.blocks:
        reason, shape, is_prose = block.reason, None, False
        if reason is None:
            shape, is_prose = _shape(block)
            reason = _reason_of(block, shape)
        reasons.append(reason)
        shapes.append(shape)
        prose.append(reason is None and is_prose and block.link_share < 0.5)
        excerpt.append(shape is Shape.EXCERPT)
    for index, shape in enumerate(shapes):
        if shape in _MARKS:
            _mark_what_follows(page, reasons, prose, shapes, index)
    keys = [name_key(block.text) if len(block.text) < _LONGEST_TITLE else "" for block in page.blocks]
    return _Reading(page, statements, reasons, prose, excerpt, keys, page.ranges())


def _part_lines(page: Page, statements: Statements) -> None:
    """Make blocks of the lines of a block where one of them is the title, a byline, a date or the like."""
    titles = {name_key(part) for part in title_parts(statements.document_title or "")} - {""}
    if not any("\n" in block.text for block in page.blocks):
        return
    parted: list[Block] = []
    moved: list[int] = []
    for block in page.blocks:
        moved.append(len(parted))
        lines = block.text.split("\n") if block.reason is None else [block.text]
        if len(lines) > 1 and any(
            len(line) < 300 and (_shape_of_line(line) in _REASONS or name_key(line) in titles) for line in lines
        ):
            parted += [replace(block, text=line) for line in lines]
        else:
            parted.append(block)
    moved.append(len(parted))
    page.stamps[:] = [replace(stamp, block=moved[min(stamp.block, len(moved) - 1)]) for stamp in page.stamps]
    page.blocks[:] = parted


def _shape_of_line(line: str) -> Shape | None:
    return next((part.shape for part in parts_of(line)), None)


def _shape(block: Block) -> tuple[Shape, bool]:
    parts = parts_of(block.text)
    shapes = [part.shape for part in parts]
    if not shapes:
        return Shape.OTHER, False
    said = any(part.shape is Shape.PROSE or (part.shape is Shape.ITEM and part.sentences) for part in parts)
    if shapes[0] is Shape.CONTACT:
        return (Shape.NOTICE, False) if "@" in block.text else (Shape.PROSE, True)
    if shapes[0] is Shape.RIGHTS and not phrases.RIGHTS.match(block.text) and "powered by" in block.text.casefold():
        return Shape.PROSE, True
    if len(shapes) > 1 and said and shapes[0] not in (Shape.TEASER_MARK, Shape.RIGHTS, Shape.NOTICE, Shape.CAPTION):
        return Shape.PROSE, True
    if shapes[0] is Shape.TEASER_MARK and len(shapes) > 1:
        return Shape.TEASER, False
    return shapes[0], said and shapes[0] in (Shape.PROSE, Shape.ITEM)


def _reason_of(block: Block, shape: Shape) -> DiscardReason | None:
    if block.tag in _TABLE_TAGS and shape in _IN_TABLES and block.link_share < 0.5:
        return None
    if block.heading and shape in (Shape.OTHER, Shape.BYLINE, Shape.DATE, Shape.MENU):
        return None
    return _REASONS.get(shape)


def _mark_what_follows(
    page: Page,
    reasons: list[DiscardReason | None],
    prose: list[bool],
    shapes: Sequence[Shape | None],
    index: int,
) -> None:
    """A line that announces links, comments or an author gives its reason to what it announces, within its element."""
    mark = page.blocks[index]
    around = page.nodes[mark.node].parent if mark.heading or mark.tag != "div" else mark.node
    shape = shapes[index]
    reason = _REASONS[shape] if shape else None
    for at in range(index + 1, len(page.blocks)):
        block = page.blocks[at]
        if reasons[at] is not None:
            # Another mark speaks for itself.
            if reasons[at] is not reason or shapes[at] in _MARKS:
                break
            continue
        if not page.holds(max(around, 0), block.node):
            break
        if mark.heading and block.heading and block.heading <= mark.heading and block.link_share < 0.5:
            break
        if shape is Shape.TEASER_MARK and prose[at] and block.link_share < 0.5:
            break
        if shape is Shape.ABOUT_AUTHOR and at - index > 3:
            break
        reasons[at], prose[at] = reason, False


def _stretches(reading: _Reading) -> list[_Stretch]:
    """Where the page's articles are."""
    live = reading.statements.json_ld.is_live_blog or any(is_live(node.names) for node in reading.page.nodes)
    total = sum(len(block.text) for block, good in zip(reading.blocks, reading.prose, strict=True) if good)
    if total < _FEWEST_CHARS:
        return []
    tops = _article_elements(reading)
    if not live:
        several = _several(reading, tops)
        if len(several) > 1:
            return several
    if _is_index(reading):
        return []
    scope = _scope(reading, tops, total)
    first, end = reading.within(scope)
    if not live and (split := _split(reading, scope, first, end)):
        return split
    title = _title_block(reading, first, end)
    head = first if title is None else min(first, title)
    return [_Stretch(scope, first, end, max(head, first - _TITLE_REACH), title)]


def _article_elements(reading: _Reading, start: int = 0) -> list[int]:
    """Elements that are marked up as an article of their own, outermost, outside of side boxes and comments.

    From the node `start` on; where it is not the page's first, within its parent.
    """
    nodes = reading.page.nodes
    tops: list[int] = []
    for index in range(start, nodes[start - 1].last + 1 if start else len(nodes)):
        node = nodes[index]
        if node.hidden or node.reason is not None or (tops and index <= nodes[tops[-1]].last):
            continue
        kind = (node.element.get("itemtype") or "").lower()
        if node.tag == "article" or kind.endswith(("article", "blogposting")) or node.element.get("role") == "article":
            tops.append(index)
    return tops


def _prose_of(reading: _Reading, node: int) -> list[int]:
    first, end = reading.within(node)
    return [index for index in range(first, end) if reading.prose[index]]


def _several(reading: _Reading, tops: Sequence[int]) -> list[_Stretch]:
    """Several articles, each in an element of its own with its own headline; previews of other pages are none."""
    blocks = reading.blocks
    found: list[tuple[_Stretch, bool]] = []
    if len(tops) == 1:
        # A wrapper: its children are the articles.
        inner = _article_elements(reading, tops[0] + 1)
        outer = set(_prose_of(reading, tops[0]))
        held = {at for index in inner for at in _prose_of(reading, index)}
        if len(inner) < 2 or len(held) <= 0.7 * len(outer):
            return []
        tops = inner
    for node in tops:
        said = _prose_of(reading, node)
        if not said or is_card(reading.page.nodes[node].names):
            continue
        first, end = reading.within(node)
        length = sum(len(blocks[index].text) for index in said)
        headings = [
            index for index in range(first, end) if 0 < blocks[index].heading <= 4 and reading.reasons[index] is None
        ]
        preview = any(reading.excerpt[index] or _is_read_more(reading, index) for index in range(first, end))
        if not headings or length < _FEWEST_CHARS or (preview and len(said) < 3):
            continue
        linked = blocks[headings[0]].link_share > 0.5
        if len(said) < 2 and (linked or length < 150):
            continue
        found.append((_Stretch(node, first, end, first, headings[0]), linked))
    own = [stretch for stretch, linked in found if not linked]
    return own if own else [stretch for stretch, _ in found]


def _is_read_more(reading: _Reading, index: int) -> bool:
    return reading.reasons[index] is DiscardReason.TEASER and len(reading.blocks[index].text) < 40


def _is_index(reading: _Reading) -> bool:
    """Whether a page lists others: its headlines are links, each with little text."""
    linked = [
        block for block in reading.blocks if block.heading > 1 and block.link_share > 0.7 and block.reason is None
    ]
    said = sum(reading.prose) + sum(reading.excerpt)
    own = any(block.heading == 1 and block.link_share < 0.5 and block.reason is None for block in reading.blocks)
    declared = bool(reading.statements.json_ld.articles) or "article" in reading.statements.meta("og:type")
    told = own and _longest_run(reading) >= _FEWEST_IN_RUN
    return len(linked) >= 3 and said <= 2 * len(linked) and not (declared and own) and not told


def _longest_run(reading: _Reading) -> int:
    """The most paragraphs of prose that no linked headline parts."""
    longest = run = 0
    for index, block in enumerate(reading.blocks):
        if block.heading and block.link_share > 0.7 and reading.reasons[index] is None:
            # One card within an article parts nothing.
            run = run if reading.page.nodes[block.node].link >= 0 else 0
        run += reading.prose[index]
        longest = max(longest, run)
    return longest


def _scope(reading: _Reading, tops: Sequence[int], total: int) -> int:
    """The element that holds the article: the innermost that holds nearly all of the prose."""
    nodes = reading.page.nodes
    weights = [0] * len(nodes)
    for block, good in zip(reading.blocks, reading.prose, strict=True):
        if good:
            weights[block.node] += len(block.text)
    for index in range(len(nodes) - 1, 0, -1):
        weights[nodes[index].parent] += weights[index]
    best = max(tops, key=lambda node: weights[node], default=None)
    if best is not None and weights[best] >= _ARTICLE_SHARE * total:
        return best
    bodies = [
        prop.node
        for prop in reading.page.properties
        if prop.name == "articlebody" and weights[prop.node] >= _ARTICLE_SHARE * total
    ]
    if len(bodies) == 1:
        return bodies[0]
    children: dict[int, int] = {}
    for index in range(1, len(nodes)):
        parent = nodes[index].parent
        if parent not in children or weights[index] > weights[children[parent]]:
            children[parent] = index
    at = 0
    while at in children and weights[children[at]] >= _MAIN_SHARE * weights[at]:
        child = children[at]
        if nodes[child].tag in _INNER_TAGS:
            break
        at = child
    return _widened(reading, at, weights)


def _widened(reading: _Reading, scope: int, weights: Sequence[int]) -> int:
    """The element around it, where the rest of its prose is plain paragraphs or in elements of the same class."""
    nodes = reading.page.nodes
    while scope > 0:
        parent = nodes[scope].parent
        if weights[parent] == weights[scope]:
            outer = nodes[parent].parent
            if outer < 0 or weights[outer] == weights[parent] or nodes[parent].tag in ("body", "html"):
                return scope
            scope = parent
            continue
        beside = parent + 1
        while beside <= nodes[parent].last:
            node = nodes[beside]
            same = node.tag in _INNER_TAGS or (node.names == nodes[scope].names != "" and node.tag == nodes[scope].tag)
            if weights[beside] and beside != scope and not same:
                return scope
            beside = node.last + 1
        scope = parent
    return scope


def _split(reading: _Reading, scope: int, first: int, end: int) -> list[_Stretch]:
    """The articles of an element that holds several, one after the other, each under its own headline."""
    blocks = reading.blocks
    headings = [
        index
        for index in range(first, end)
        if blocks[index].heading and reading.reasons[index] in (None, DiscardReason.TITLE)
    ]
    declared = {
        name_key(headline) for node in reading.statements.json_ld.articles if (headline := text_of(node, "headline"))
    }
    stated = [index for index in headings if reading.keys[index] in declared]
    if len({reading.keys[index] for index in stated}) > 1:
        return _stretches_at(reading, scope, stated, end)
    for level in (1, 2, 3):
        group = [index for index in headings if blocks[index].heading == level]
        if len(group) < 2:
            continue
        stretches = _stretches_at(reading, scope, group, end)
        if len(stretches) < 2 or len(stretches) < len(group) - 1:
            continue
        names = [reading.page.nodes[blocks[index].node].names for index in group]
        if level == 1:
            titles = {name_key(title) for title in _stated_titles(reading)}
            subheads = names[0] not in names[1:] and not any(_is_dated(reading, stretch) for stretch in stretches[1:])
            return [] if reading.keys[group[0]] in titles and subheads else stretches
        lead = sum(reading.prose[first : group[0]])
        titled = all(is_titled(name) for name in names)
        dated = all(_is_dated(reading, stretch) for stretch in stretches)
        linked = all(blocks[stretch.first].link_share > 0.7 for stretch in stretches)
        if lead <= 1 and (titled or dated or linked):
            return stretches
    return []


def _stretches_at(reading: _Reading, scope: int, starts: Sequence[int], end: int) -> list[_Stretch]:
    stretches = []
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        if any(reading.prose[start:stop]):
            stretches.append(_Stretch(scope, start, stop, start, start))
    return stretches if len(stretches) > 1 else []


def _is_dated(reading: _Reading, stretch: _Stretch) -> bool:
    """Whether a byline or a date stands between a headline and its text."""
    for index in range(stretch.first + 1, stretch.end):
        if reading.prose[index]:
            return False
        if reading.reasons[index] in (DiscardReason.BYLINE, DiscardReason.DATE):
            return True
    return False


def _title_block(reading: _Reading, first: int, end: int) -> int | None:
    """The block that shows the article's title."""
    stated = {name_key(title) for title in _stated_titles(reading)} - {""}
    parts = {name_key(part) for part in _title_parts(reading)} - {""}
    shown = [
        index
        for index, block in enumerate(reading.blocks[:end])
        if reading.reasons[index] in (None, DiscardReason.TITLE, DiscardReason.BYLINE, DiscardReason.DATE)
        and len(block.text) < _LONGEST_TITLE
    ]
    body = next((index for index in range(first, end) if reading.prose[index]), end)
    before = [index for index in shown if index <= body]
    for keys in (stated, parts):
        fitting = [index for index in before if reading.keys[index] in keys]
        headings = [index for index in fitting if reading.blocks[index].heading]
        if headings:
            return min(headings, key=lambda index: (reading.blocks[index].heading, index))
        if fitting and keys is stated:
            return fitting[-1]
        if fitting:
            # Of a name and a title, the title is longer.
            return max(fitting, key=lambda index: len(reading.keys[index]))
    tops = [index for index in before if reading.blocks[index].heading == 1]
    if tops:
        return tops[-1]
    if stated:
        return None
    heads = [index for index in before if reading.blocks[index].heading and index >= first - 4]
    return min(heads, key=lambda index: (reading.blocks[index].heading, index), default=None)


def _stated_titles(reading: _Reading) -> Iterator[str]:
    for node in reading.statements.json_ld.articles:
        if headline := text_of(node, "headline"):
            yield headline
    yield from reading.statements.meta("og:title", "twitter:title", "title", "dc.title")
    for prop in reading.page.properties:
        if prop.name == "headline" and prop.value:
            yield prop.value


def _title_parts(reading: _Reading) -> Iterator[str]:
    for title in (reading.statements.document_title, *reading.statements.meta("og:title", "twitter:title")):
        if title:
            yield from title_parts(title)


def _document_title(reading: _Reading) -> str | None:
    """The page's title where no block shows one: as stated for sharing, else the <title> without the site's name."""
    stated = next(_stated_titles(reading), None)
    if stated:
        return metadata.one_line(unescape(stated))
    whole = reading.statements.document_title
    if not whole:
        return None
    site = {name_key(name) for name in reading.statements.meta("og:site_name", "application-name")}
    site |= {
        name
        for node in reading.statements.json_ld.articles
        for name in map(name_key, reading.statements.json_ld.names(node.get("publisher")))
    }
    shown = {key for key in reading.keys if key}
    parts = title_parts(whole)
    for part in parts[1:]:
        rest = _other_part(whole, part)
        if rest and (name_key(rest) in site or (name_key(rest) in shown and name_key(part) not in shown)):
            return part
    return whole


def _other_part(whole: str, part: str) -> str:
    rest = whole.removeprefix(part) if whole.startswith(part) else whole.removesuffix(part)
    return rest.strip(" |-–—·•»«:/")


def _document_title_of(reading: _Reading, built: _Built) -> str | None:
    """The title by which the <title> is told from its suffix: that of the article, else as stated."""
    whole = name_key(reading.statements.document_title or "")
    for title in (built.title, *_stated_titles(reading)):
        if title and name_key(title) in whole:
            return title
    return built.title


def _built(reading: _Reading, stretch: _Stretch, *, alone: bool, own_url: str | None, url: str | None) -> _Built:
    blocks = reading.blocks
    title_block = stretch.title
    title = " ".join(blocks[title_block].text.split()) if title_block is not None else None
    if alone and (title is None or not _is_own_title(reading, title)):
        title = _document_title(reading) or title
    title_key = name_key(title or "")
    start = stretch.first if title_block is None or title_block < stretch.first else title_block + 1
    for index in range(stretch.first, min(start, stretch.end)):
        reading.reasons[index] = reading.reasons[index] or DiscardReason.OTHER
    if title_block is not None:
        reading.reasons[title_block] = DiscardReason.TITLE
    lead = -1
    if title_block is not None and title_block < stretch.first and reading.prose[title_block + 1]:
        # What stands right under the title, in the same element, is the article's summary.
        lead, start = max(reading.page.nodes[blocks[title_block].node].parent, 0), title_block + 1
    kept: list[int] = []
    began = False
    for index in range(start, stretch.end):
        block = blocks[index]
        if not reading.page.holds(stretch.node, block.node) and not (lead >= 0 and _is_lead(reading, lead, index)):
            continue
        reason = reading.reasons[index] or _reason_in_article(reading, index, title_key, began=began)
        if reason is None and _in_other_language(reading, block):
            reason = DiscardReason.OTHER_LANGUAGE
        reading.reasons[index] = reason
        if reason is None:
            kept.append(index)
            began = began or reading.prose[index]
    while kept and not _may_end(reading, kept[-1]):
        reading.reasons[kept.pop()] = DiscardReason.OTHER
    if not any(reading.prose[index] for index in kept):
        kept = []
    node = _json_ld_node(reading, title_key, alone=alone, own_url=own_url)
    return _Built(
        text="\n\n".join(blocks[index].text for index in kept),
        title=title,
        title_block=title_block,
        url=None if alone else _permalink(reading, stretch, node, base=url or own_url),
        node=node,
        stretch=stretch,
        kept=frozenset(kept),
        alone=alone,
    )


def _is_lead(reading: _Reading, around: int, index: int) -> bool:
    return reading.prose[index] and reading.page.holds(around, reading.blocks[index].node)


def _is_own_title(reading: _Reading, title: str) -> bool:
    """Whether a heading is the article's and not the site's name."""
    key = name_key(title)
    names = {name_key(name) for name in reading.statements.meta("og:site_name", "application-name")}
    return key not in names


def _reason_in_article(reading: _Reading, index: int, title_key: str, *, began: bool) -> DiscardReason | None:
    """Why a block that neither markup nor wording gives away is no text of its article all the same."""
    block = reading.blocks[index]
    if title_key and reading.keys[index] == title_key:
        return DiscardReason.TITLE
    if block.link_share > 0.8 and not reading.prose[index]:
        if reading.page.nodes[block.node].link >= 0:
            # A link around whole blocks is a card.
            return DiscardReason.TEASER
        terminated = block.text[-1] in '.!?…"”»'
        if block.heading or (not terminated and len(block.text) > 20):
            return DiscardReason.TEASER
        if not terminated:
            return DiscardReason.MENU
    if reading.excerpt[index] and block.link_share > 0:
        return DiscardReason.TEASER
    listed = block.tag in _TABLE_TAGS
    if not began and not block.heading and not listed and not reading.prose[index] and len(block.text.split()) < 8:
        return DiscardReason.OTHER
    return None


def _may_end(reading: _Reading, index: int) -> bool:
    """Whether an article's last block may be this: headings and short lines after the text are something else's."""
    block = reading.blocks[index]
    return reading.prose[index] or (
        not block.heading and (block.tag in _TABLE_TAGS or len(block.text) >= 80 or reading.excerpt[index])
    )


def _in_other_language(reading: _Reading, block: Block) -> bool:
    own = (reading.statements.language or "").split("-")[0]
    nodes = reading.page.nodes
    at = block.node
    while own and at > 0:
        stated = nodes[at].element.get("lang")
        if stated:
            return nodes[at].tag != "blockquote" and stated.lower().split("-")[0] != own
        at = nodes[at].parent
    return False


def _json_ld_node(reading: _Reading, title_key: str, *, alone: bool, own_url: str | None) -> JsonLdNode | None:
    """The JSON-LD node that is about an article: by its headline, by its address, or because there is no other."""
    articles = reading.statements.json_ld.articles
    for node in articles:
        if title_key and name_key(text_of(node, "headline") or text_of(node, "name") or "") == title_key:
            return node
    if not alone:
        return None
    return _only_node(reading, own_url)


def _only_node(reading: _Reading, own_url: str | None = None) -> JsonLdNode | None:
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


def _permalink(reading: _Reading, stretch: _Stretch, node: JsonLdNode | None, *, base: str | None) -> str | None:
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


def _declared_body(reading: _Reading) -> str:
    """The text that JSON-LD gives, where the page shows none before its scripts run and calls it free to read."""
    if any(reading.prose):
        return ""
    for node in reading.statements.json_ld.articles:
        free = str(node.get("isAccessibleForFree", "true")).lower() != "false"
        body = text_of(node, "articleBody")
        if body and free and len(body) >= _FEWEST_CHARS:
            paragraphs = (" ".join(line.split()) for line in body.replace("\xad", "").splitlines())
            return "\n\n".join(line for line in paragraphs if line)
    return ""


def _all_text(reading: _Reading) -> str:
    """What stands on a page beside menus and boxes, where nothing shows an article."""
    boxes = (DiscardReason.MENU, DiscardReason.NOTICE, DiscardReason.OTHER)
    for allowed in (
        [block.text for index, block in enumerate(reading.blocks) if reading.reasons[index] is None],
        [block.text for block in reading.blocks if block.reason not in boxes],
    ):
        if allowed:
            return "\n\n".join(allowed)
    return ""


def _reason_left(reading: _Reading, index: int) -> DiscardReason:
    block = reading.blocks[index]
    reason = reading.reasons[index]
    if reason is not None:
        return reason
    if block.link_share > 0.5:
        return DiscardReason.TEASER if block.heading or len(block.text) > 25 else DiscardReason.MENU
    return DiscardReason.OTHER


def _bylines(reading: _Reading, built: _Built) -> Iterator[str]:
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


def _texts(reading: _Reading, reason: DiscardReason) -> list[str]:
    return [
        block.text
        for block, given in zip(reading.blocks, reading.reasons, strict=True)
        if given is reason and len(block.text) <= _LONGEST_BOX
    ][:_MOST_BOXES]


def _publishers(reading: _Reading, built: _Built) -> Iterator[str]:
    if built.node is not None:
        yield from reading.statements.json_ld.names(built.node.get("publisher"))
    owners = [prop.node for prop in reading.page.properties if prop.name == "publisher"]
    for prop in reading.page.properties:
        owned = prop.name == "name" and any(reading.page.holds(owner, prop.node) for owner in owners[:8])
        if owned or prop.name == "publisher":
            yield prop.value


def _dates(
    reading: _Reading,
    built: _Built,
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


def _marked_dates(reading: _Reading, built: _Built) -> Iterator[tuple[str, str]]:
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


def _is_own_stamp(reading: _Reading, built: _Built, node: int, block: int) -> bool:
    if reading.page.nodes[node].reason in _FOREIGN:
        return False
    stretch = built.stretch
    if stretch.head <= block < stretch.end:
        return reading.page.holds(stretch.node, node) or block <= stretch.first
    return False
