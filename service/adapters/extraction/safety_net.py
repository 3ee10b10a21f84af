"""What trafilatura keeps of a page, for pages of which our own rules find too little."""

from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml import etree  # type: ignore[import-untyped]  # it comes without type hints
from trafilatura import bare_extraction

from service.adapters.extraction.classified_blocks import Reading
from service.adapters.extraction.page_titles import find_title_block
from service.adapters.extraction.stretches import Stretch, head_of

# What trafilatura and lxml raise on odd markup.
_ODD_MARKUP = (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError)
# trafilatura's time grows faster than a page: 1 s at 20,000 paragraphs.
_MOST_ELEMENTS = 5_000
_FEWEST_BLOCKS = 3
_FEWEST_CHARS = 300
_DECLARING_METAS = ("article:published_time", "datepublished")


def with_safety_net(reading: Reading, stretches: Sequence[Stretch]) -> Sequence[Stretch]:
    """The stretches found, or one of the prose that trafilatura keeps where that is more than twice as much.

    Where nothing was found, only on a page that declares itself an article: trafilatura finds text on front pages too.
    What our own rules take for furniture stays out. Only pages with more prose outside an article than in it are asked.
    """
    if len(stretches) > 1 or len(reading.page.nodes) > _MOST_ELEMENTS or not (stretches or _is_declared(reading)):
        return stretches
    prose = {index for index, said in enumerate(reading.prose) if said}
    own = {
        index
        for stretch in stretches
        for index in prose
        if stretch.first <= index < stretch.end and reading.page.holds(stretch.node, reading.blocks[index].node)
    }
    ours = _length(reading, own)
    if len(prose - own) < _FEWEST_BLOCKS or _length(reading, prose - own) <= ours:
        return stretches
    kept = prose & _kept(reading)
    length = _length(reading, kept)
    if len(kept) < _FEWEST_BLOCKS or length < _FEWEST_CHARS or length <= 2 * ours:
        return stretches
    chosen = frozenset(kept | own)
    first, end = min(chosen), max(chosen) + 1
    title = find_title_block(reading, first, end)
    return [Stretch(0, first, end, head_of(first, title), title, chosen)]


def _is_declared(reading: Reading) -> bool:
    statements = reading.statements
    return (
        bool(statements.json_ld.articles)
        or "article" in statements.meta("og:type")
        or any(statements.meta(*_DECLARING_METAS))
    )


def _length(reading: Reading, indexes: Iterable[int]) -> int:
    return sum(len(reading.blocks[index].text) for index in indexes)


def _kept(reading: Reading) -> set[int]:
    """The blocks whose text trafilatura keeps whole."""
    try:
        document = bare_extraction(deepcopy(reading.page.tree), include_comments=False)
    except _ODD_MARKUP:
        return set()
    lines = {" ".join(line.split()) for line in (getattr(document, "text", None) or "").split("\n")}
    return {index for index, block in enumerate(reading.blocks) if " ".join(block.text.split()) in lines}
