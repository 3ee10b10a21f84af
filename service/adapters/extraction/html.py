"""A page's HTML to its articles.

What a reader sees comes first: blocks of text in the page's order, each with what its markup and its words show it to
be. An article is a stretch of them: an <article> with text of its own, the part that holds most of the prose, or what
stands under one of several headlines. A live blog is one article with all its updates.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from service.adapters.extraction import metadata, phrases
from service.adapters.extraction.article_statements import (
    WHOLE_PAGE,
    Built,
    box_texts,
    bylines_of,
    dates_of,
    json_ld_node,
    only_node,
    permalink,
    publishers_of,
)
from service.adapters.extraction.classified_blocks import TABLE_TAGS, Reading, classified
from service.adapters.extraction.json_ld import text_of
from service.adapters.extraction.outlet_names import name_key, outlet_name
from service.adapters.extraction.page_blocks import Block, parse_page, read_blocks
from service.adapters.extraction.page_titles import document_title, document_title_of, is_own_title
from service.adapters.extraction.safety_net import with_safety_net
from service.adapters.extraction.stretches import FEWEST_CHARS, Stretch, find_stretches
from service.application.ports import Discarded, DiscardReason, ExtractedArticle, ExtractedPage
from service.domain.address import domain_of
from service.domain.outlet import Outlet

# A page with more is no page that anybody reads.
_MOST_ARTICLES = 100


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
        reading = classified(page, statements)
        stretches = with_safety_net(reading, find_stretches(reading)[:_MOST_ARTICLES])
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
                built = Built(text, document_title(reading), None, None, only_node(reading), WHOLE_PAGE, frozenset())
                articles.append(self._article(reading, built, url=url, own_url=own_url, fetched_at=fetched_at, now=now))
        discarded = tuple(
            Discarded(block.text, _reason_left(reading, index))
            for index, block in enumerate(page.blocks)
            if index not in taken
        )
        return ExtractedPage(tuple(articles[:1] if always else articles), discarded)

    def _article(
        self,
        reading: Reading,
        built: "Built",
        *,
        url: str | None,
        own_url: str | None,
        fetched_at: datetime | None,
        now: datetime,
    ) -> ExtractedArticle:
        statements = reading.statements
        language = self._language(statements.language, built.text)
        bylines = list(bylines_of(reading, built))
        dates = dates_of(reading, built, bylines, language=language, fetched_at=fetched_at, now=now)
        domain = domain_of(url or own_url)
        name = outlet_name(
            statements,
            domain=domain,
            title=document_title_of(reading, built.title),
            bylines=bylines,
            author_boxes=box_texts(reading, DiscardReason.AUTHOR_BOX),
            rights=[text for text in box_texts(reading, DiscardReason.NOTICE) if phrases.RIGHTS.search(text)],
            shown={key for key in reading.keys if key and len(key) < 60},
            publishers=list(publishers_of(reading, built)),
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


_ENOUGH_TO_TELL = 400


def _built(reading: Reading, stretch: Stretch, *, alone: bool, own_url: str | None, url: str | None) -> Built:
    blocks = reading.blocks
    title_block = stretch.title
    title = " ".join(blocks[title_block].text.split()) if title_block is not None else None
    if alone and (title is None or not is_own_title(reading, title)):
        title = document_title(reading) or title
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
        if reason is None and stretch.chosen is not None and index not in stretch.chosen:
            reason = DiscardReason.OTHER
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
    node = json_ld_node(reading, title_key, alone=alone, own_url=own_url)
    return Built(
        text="\n\n".join(blocks[index].text for index in kept),
        title=title,
        title_block=title_block,
        url=None if alone else permalink(reading, stretch, node, base=url or own_url),
        node=node,
        stretch=stretch,
        kept=frozenset(kept),
        alone=alone,
    )


def _is_lead(reading: Reading, around: int, index: int) -> bool:
    return reading.prose[index] and reading.page.holds(around, reading.blocks[index].node)


def _reason_in_article(reading: Reading, index: int, title_key: str, *, began: bool) -> DiscardReason | None:
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
    listed = block.tag in TABLE_TAGS
    if not began and not block.heading and not listed and not reading.prose[index] and len(block.text.split()) < 8:
        return DiscardReason.OTHER
    return None


def _may_end(reading: Reading, index: int) -> bool:
    """Whether an article's last block may be this: headings and short lines after the text are something else's."""
    block = reading.blocks[index]
    return reading.prose[index] or (
        not block.heading and (block.tag in TABLE_TAGS or len(block.text) >= 80 or reading.excerpt[index])
    )


def _in_other_language(reading: Reading, block: Block) -> bool:
    own = (reading.statements.language or "").split("-")[0]
    nodes = reading.page.nodes
    at = block.node
    while own and at > 0:
        stated = nodes[at].element.get("lang")
        if stated:
            return nodes[at].tag != "blockquote" and stated.lower().split("-")[0] != own
        at = nodes[at].parent
    return False


def _declared_body(reading: Reading) -> str:
    """The text that JSON-LD gives, where the page shows none before its scripts run and calls it free to read."""
    if any(reading.prose):
        return ""
    for node in reading.statements.json_ld.articles:
        free = str(node.get("isAccessibleForFree", "true")).lower() != "false"
        body = text_of(node, "articleBody")
        if body and free and len(body) >= FEWEST_CHARS:
            paragraphs = (" ".join(line.split()) for line in body.replace("\xad", "").splitlines())
            return "\n\n".join(line for line in paragraphs if line)
    return ""


def _all_text(reading: Reading) -> str:
    """What stands on a page beside menus and boxes, where nothing shows an article."""
    boxes = (DiscardReason.MENU, DiscardReason.NOTICE, DiscardReason.OTHER)
    for allowed in (
        [block.text for index, block in enumerate(reading.blocks) if reading.reasons[index] is None],
        [block.text for block in reading.blocks if block.reason not in boxes],
    ):
        if allowed:
            return "\n\n".join(allowed)
    return ""


def _reason_left(reading: Reading, index: int) -> DiscardReason:
    block = reading.blocks[index]
    reason = reading.reasons[index]
    if reason is not None:
        return reason
    if block.link_share > 0.5:
        return DiscardReason.TEASER if block.heading or len(block.text) > 25 else DiscardReason.MENU
    return DiscardReason.OTHER
