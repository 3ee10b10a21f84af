"""Each block of a page with the reason why it can be no article's text, where its markup or its words give one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.adapters.extraction import phrases
from service.adapters.extraction.blocks import REASONS, Shape, parts_of
from service.adapters.extraction.metadata import Statements
from service.adapters.extraction.outlet_names import name_key, title_parts
from service.adapters.extraction.page_blocks import Block, Page
from service.application.ports import DiscardReason

# Shapes that an article's own blocks have.
_MAY_BE_TEXT = frozenset((None, Shape.PROSE, Shape.ITEM, Shape.HEADLINE, Shape.SHORT, Shape.EXCERPT))
# Rows and items of an article look like menus and counters.
_IN_TABLES = frozenset((Shape.MENU, Shape.COUNTER, Shape.SHARE, Shape.DATE, Shape.OTHER, Shape.BYLINE))
TABLE_TAGS = frozenset(("tr", "td", "th", "li", "dd", "dt", "table", "tbody"))
_MARKS = frozenset((Shape.TEASER_MARK, Shape.COMMENT_MARK, Shape.ABOUT_AUTHOR))
LONGEST_TITLE = 400


@dataclass(slots=True)
class Reading:
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


def classified(page: Page, statements: Statements) -> Reading:
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
    keys = [name_key(block.text) if len(block.text) < LONGEST_TITLE else "" for block in page.blocks]
    return Reading(page, statements, reasons, prose, excerpt, keys, page.ranges())


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
            len(line) < 300 and (_shape_of_line(line) not in _MAY_BE_TEXT or name_key(line) in titles) for line in lines
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
    if shapes[0] is Shape.RIGHTS and not phrases.RIGHTS.match(block.text) and "powered by" in block.text.casefold():
        return Shape.PROSE, True
    if len(shapes) > 1 and said and shapes[0] not in (Shape.TEASER_MARK, Shape.RIGHTS, Shape.NOTICE, Shape.CAPTION):
        return Shape.PROSE, True
    if shapes[0] is Shape.TEASER_MARK and len(shapes) > 1:
        return Shape.TEASER, False
    return shapes[0], said and shapes[0] in (Shape.PROSE, Shape.ITEM)


def _reason_of(block: Block, shape: Shape) -> DiscardReason | None:
    if block.tag in TABLE_TAGS and shape in _IN_TABLES and block.link_share < 0.5:
        return None
    if block.heading and shape in (Shape.OTHER, Shape.BYLINE, Shape.DATE, Shape.MENU):
        return None
    return None if shape in _MAY_BE_TEXT else REASONS[shape]


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
    reason = REASONS[shape] if shape else None
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
