"""Articles and pages into the store, a batch at a time."""

import time
from collections.abc import Callable, Iterable

from service.application.batches import BATCH_ARTICLES, BATCH_BYTES
from service.application.index_articles import ArticleDraft, index_articles
from service.application.index_pages import IndexedPage, PageDraft, index_pages
from service.application.services import Services
from service.application.sources import PASSING, RefusalCode
from service.commands.documents import Unreadable
from service.commands.found import Found
from service.commands.interrupt import Interrupt
from service.commands.journal import Journal
from service.commands.report import IndexReport
from service.domain.errors import InvalidInput

# What is fetched page by page is stored after so long, however little it is.
_BATCH_S = 10.0


def index_found(
    services: Services,
    found: Iterable[Found],
    report: IndexReport,
    journal: Journal,
    interrupt: Interrupt,
    *,
    advance: Callable[[int], None],
) -> None:
    """Store what was found and write into `report`; one that cannot be stored costs itself alone.

    `advance` is told of bytes that are done. What `report` counts as stored stays so when StoreUnavailable is raised,
    and what is marked in `journal` is stored. Ends early, with the batch that is at hand, where the user interrupts.
    """
    batch: list[Found] = []
    weight, started = 0, time.monotonic()
    items = iter(found)
    while (item := _next(items, interrupt)) is not None:
        batch.append(item)
        weight += item.weight
        if len(batch) >= BATCH_ARTICLES or weight >= BATCH_BYTES or time.monotonic() - started >= _BATCH_S:
            _store(services, batch, report, journal, advance)
            batch, weight, started = [], 0, time.monotonic()
    _store(services, batch, report, journal, advance)


def describe(refusal: InvalidInput) -> str:
    """What is wrong with an input, in one line: the words of the HTTP API's `errors`."""
    return "; ".join(f"{error.pointer}: {error.detail}" if error.pointer else error.detail for error in refusal.errors)


def _next(items: "Iterable[Found]", interrupt: Interrupt) -> Found | None:
    if interrupt.asked:
        return None
    try:
        with interrupt.reading():
            return next(iter(items), None)
    except KeyboardInterrupt:
        return None


def _store(
    services: Services,
    batch: list[Found],
    report: IndexReport,
    journal: Journal,
    advance: Callable[[int], None],
) -> None:
    articles = [(item, item.content) for item in batch if isinstance(item.content, ArticleDraft)]
    pages = [(item, item.content) for item in batch if isinstance(item.content, PageDraft)]
    outcomes: dict[int, IndexedPage | InvalidInput] = {}
    if articles:
        for (item, _), result in zip(articles, index_articles(services, [draft for _, draft in articles]), strict=True):
            outcomes[id(item)] = result if isinstance(result, InvalidInput) else IndexedPage((result,))
    if pages:
        for (item, _), page in zip(pages, index_pages(services, [draft for _, draft in pages]), strict=True):
            outcomes[id(item)] = page
    for item in batch:
        _count(item, outcomes.get(id(item)), report)
    # What may go otherwise at a later try stays to be tried.
    journal.add(
        item.mark
        for item in batch
        if item.mark is not None and not (isinstance(item.content, Unreadable) and item.content.code in PASSING)
    )
    advance(sum(item.size for item in batch))


def _count(item: Found, outcome: IndexedPage | InvalidInput | None, report: IndexReport) -> None:
    if isinstance(item.content, Unreadable):
        report.add_refused(item.content)
    elif isinstance(outcome, IndexedPage) and outcome.articles:
        report.add_stored(item.where, outcome.articles, discarded=len(outcome.discarded))
    elif isinstance(outcome, InvalidInput):
        report.add_refused(Unreadable(item.where, describe(outcome), code=RefusalCode.INVALID))
    else:
        report.add_refused(Unreadable(item.where, "holds no article", code=RefusalCode.NO_ARTICLE))
