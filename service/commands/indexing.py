"""Articles from files into the store, a batch at a time."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from marshmallow import Schema, ValidationError

from schemas.refusals import invalid_input
from service.application.batches import batches
from service.application.index_articles import ArticleDraft, index_articles
from service.application.services import Services
from service.commands.documents import Document, Unreadable
from service.domain.article import IndexStatus
from service.domain.errors import InvalidInput


@dataclass(slots=True)
class IndexReport:
    """What became of the documents: counts of what was stored, and what was refused, with the reason."""

    stored: Counter[IndexStatus] = field(default_factory=Counter)
    refused: list[Unreadable] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Draft:
    document: Document
    draft: ArticleDraft


def index_documents(
    services: Services,
    documents: Iterable[Document | Unreadable],
    schema: Schema,
    report: IndexReport,
    *,
    advance: Callable[[int], None],
) -> None:
    """Store the documents and write into `report`; one that cannot be stored costs itself alone.

    `advance` is told of bytes that are done. What `report` counts as stored stays so when StoreUnavailable is raised.
    """
    for batch in batches(_drafts(documents, schema, report, advance), lambda item: item.document.size):
        results = index_articles(services, [item.draft for item in batch])
        for item, result in zip(batch, results, strict=True):
            if isinstance(result, InvalidInput):
                report.refused.append(Unreadable(item.document.where, describe(result)))
            else:
                report.stored[result.status] += 1
        advance(sum(item.document.size for item in batch))


def describe(refusal: InvalidInput) -> str:
    """What is wrong with an input, in one line: the words of the HTTP API's `errors`."""
    return "; ".join(f"{error.pointer}: {error.detail}" if error.pointer else error.detail for error in refusal.errors)


def _drafts(
    documents: Iterable[Document | Unreadable], schema: Schema, report: IndexReport, advance: Callable[[int], None]
) -> Iterator[_Draft]:
    for document in documents:
        if isinstance(document, Unreadable):
            report.refused.append(document)
            advance(document.size)
            continue
        try:
            yield _Draft(document, schema.load(document.content))
        except ValidationError as error:
            report.refused.append(Unreadable(document.where, describe(invalid_input(error.messages))))
            advance(document.size)
