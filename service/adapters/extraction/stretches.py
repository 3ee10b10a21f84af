"""Where a page's articles are: the stretches of its blocks that each are one."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.adapters.extraction.classified_blocks import Reading
from service.adapters.extraction.json_ld import text_of
from service.adapters.extraction.outlet_names import name_key
from service.adapters.extraction.page_blocks import is_card, is_live, is_titled
from service.adapters.extraction.page_titles import find_title_block, stated_titles
from service.application.ports import DiscardReason

# An article is never within one of these alone.
_INNER_TAG_NAMES = "p span li blockquote b strong font ul ol em i dl dd pre figure"
_INNER_TAGS = frozenset(_INNER_TAG_NAMES.split())
FEWEST_CHARS = 60
_MAIN_SHARE = 0.7
_ARTICLE_SHARE = 0.4
_TITLE_REACH = 12
_FEWEST_IN_RUN = 5


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks [first, end) that may be an article, and where its own title and date may stand: blocks [head, end).

    With `chosen`, none but these of them are its text.
    """

    node: int
    first: int
    end: int
    head: int
    title: int | None = None
    chosen: frozenset[int] | None = None


def find_stretches(reading: Reading) -> list[Stretch]:
    """Where the page's articles are."""
    live = reading.statements.json_ld.is_live_blog or any(is_live(node.names) for node in reading.page.nodes)
    total = sum(len(block.text) for block, good in zip(reading.blocks, reading.prose, strict=True) if good)
    if total < FEWEST_CHARS:
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
    title = find_title_block(reading, first, end)
    return [Stretch(scope, first, end, head_of(first, title), title)]


def head_of(first: int, title: int | None) -> int:
    """From which block on an article's title and date may stand, where its text begins at `first`."""
    return first if title is None else max(min(first, title), first - _TITLE_REACH)


def _article_elements(reading: Reading, start: int = 0) -> list[int]:
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


def _prose_of(reading: Reading, node: int) -> list[int]:
    first, end = reading.within(node)
    return [index for index in range(first, end) if reading.prose[index]]


def _several(reading: Reading, tops: Sequence[int]) -> list[Stretch]:
    """Several articles, each in an element of its own with its own headline; previews of other pages are none."""
    blocks = reading.blocks
    found: list[tuple[Stretch, bool]] = []
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
        if not headings or length < FEWEST_CHARS or (preview and len(said) < 3):
            continue
        linked = blocks[headings[0]].link_share > 0.5
        if len(said) < 2 and (linked or length < 150):
            continue
        found.append((Stretch(node, first, end, first, headings[0]), linked))
    own = [stretch for stretch, linked in found if not linked]
    return own if own else [stretch for stretch, _ in found]


def _is_read_more(reading: Reading, index: int) -> bool:
    return reading.reasons[index] is DiscardReason.TEASER and len(reading.blocks[index].text) < 40


def _is_index(reading: Reading) -> bool:
    """Whether a page lists others: its headlines are links, each with little text."""
    linked = [
        block for block in reading.blocks if block.heading > 1 and block.link_share > 0.7 and block.reason is None
    ]
    said = sum(reading.prose) + sum(reading.excerpt)
    own = any(block.heading == 1 and block.link_share < 0.5 and block.reason is None for block in reading.blocks)
    declared = bool(reading.statements.json_ld.articles) or "article" in reading.statements.meta("og:type")
    told = own and _longest_run(reading) >= _FEWEST_IN_RUN
    return len(linked) >= 3 and said <= 2 * len(linked) and not (declared and own) and not told


def _longest_run(reading: Reading) -> int:
    """The most paragraphs of prose that no linked headline parts."""
    longest = run = 0
    for index, block in enumerate(reading.blocks):
        if block.heading and block.link_share > 0.7 and reading.reasons[index] is None:
            # One card within an article parts nothing.
            run = run if reading.page.nodes[block.node].link >= 0 else 0
        run += reading.prose[index]
        longest = max(longest, run)
    return longest


def _scope(reading: Reading, tops: Sequence[int], total: int) -> int:
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


def _widened(reading: Reading, scope: int, weights: Sequence[int]) -> int:
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


def _split(reading: Reading, scope: int, first: int, end: int) -> list[Stretch]:
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
            titles = {name_key(title) for title in stated_titles(reading)}
            subheads = names[0] not in names[1:] and not any(_is_dated(reading, stretch) for stretch in stretches[1:])
            return [] if reading.keys[group[0]] in titles and subheads else stretches
        lead = sum(reading.prose[first : group[0]])
        titled = all(is_titled(name) for name in names)
        dated = all(_is_dated(reading, stretch) for stretch in stretches)
        linked = all(blocks[stretch.first].link_share > 0.7 for stretch in stretches)
        if lead <= 1 and (titled or dated or linked):
            return stretches
    return []


def _stretches_at(reading: Reading, scope: int, starts: Sequence[int], end: int) -> list[Stretch]:
    stretches = []
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        if any(reading.prose[start:stop]):
            stretches.append(Stretch(scope, start, stop, start, start))
    return stretches if len(stretches) > 1 else []


def _is_dated(reading: Reading, stretch: Stretch) -> bool:
    """Whether a byline or a date stands between a headline and its text."""
    for index in range(stretch.first + 1, stretch.end):
        if reading.prose[index]:
            return False
        if reading.reasons[index] in (DiscardReason.BYLINE, DiscardReason.DATE):
            return True
    return False
