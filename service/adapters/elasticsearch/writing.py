"""How revisions are written so that a reader sees the old one or the new one, whole.

The new sentences are written and refreshed under a token of their own, which no reader takes for current; then the
article's head is switched to the token, unless another writer was faster; then the old sentences are removed. A note
written first says what an interruption may leave behind.
"""

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from service.adapters.elasticsearch.client import BulkItem, Connection, Document, Operation
from service.adapters.elasticsearch.documents import (
    Head,
    Leavings,
    head_source,
    intent_id,
    intent_source,
    leavings_from,
    sentence_id,
    sentence_sources,
    text_id,
    text_source,
    to_micros,
    tombstone_source,
)
from service.adapters.elasticsearch.layout import Generation, Layout
from service.adapters.elasticsearch.queries import leftovers_search
from service.domain.article import (
    AnalyzedArticle,
    IndexedArticle,
    IndexStatus,
    StoredArticle,
    fingerprint,
    next_revision,
)

_SWEEP_PAGE = 500
_SLICE_UNITS = 20_000
_SLICE_ARTICLES = 2_000


@dataclass(frozen=True, slots=True)
class Write:
    """A revision to be stored, under its token; `before` is what stands in its place."""

    analyzed: AnalyzedArticle
    stored: StoredArticle
    token: str
    before: Head | None

    @property
    def article_id(self) -> str:
        """The article's id."""
        return self.analyzed.article.id

    @property
    def leavings(self) -> Leavings:
        """What this revision leaves when it is not committed or when it is replaced."""
        return Leavings(self.token, len(self.analyzed.sentences))


@dataclass(frozen=True, slots=True)
class Plan:
    """What storing articles in order answers, and the last revision of each article that changes."""

    answers: tuple[IndexedArticle, ...]
    writes: tuple[Write, ...]


@dataclass(frozen=True, slots=True)
class Committed:
    """Ids of the articles whose revision now stands, with what the heads' writing said."""

    article_ids: frozenset[str]
    items: tuple[BulkItem, ...]


def new_token() -> str:
    """A token that no other write has."""
    return secrets.token_urlsafe(12)


def slices(articles: Sequence[AnalyzedArticle]) -> Iterator[list[AnalyzedArticle]]:
    """The articles in order, in parts that are written and refreshed together."""
    part: list[AnalyzedArticle] = []
    units = 0
    for article in articles:
        if part and (units + len(article.sentences) > _SLICE_UNITS or len(part) >= _SLICE_ARTICLES):
            yield part
            part, units = [], 0
        part.append(article)
        units += len(article.sentences)
    if part:
        yield part


def plan_writes(articles: Sequence[AnalyzedArticle], heads: Mapping[str, Head], generation: int, now: datetime) -> Plan:
    """Compare articles with what stands; an equal one stays unchanged."""
    standing = {
        article_id: (head.stored("", generation), head.fingerprint) for article_id, head in heads.items() if head.live
    }
    answers: list[IndexedArticle] = []
    writes: dict[str, Write] = {}
    for analyzed in articles:
        article = analyzed.article
        before, print_before = standing.get(article.id, (None, None))
        print_ = fingerprint(article)
        if before is not None and print_before == print_:
            answers.append(IndexedArticle(replace(before, article=article), IndexStatus.UNCHANGED))
            continue
        stored = next_revision(analyzed, before, now=now)
        standing[article.id] = (stored, print_)
        writes[article.id] = Write(analyzed, stored, new_token(), heads.get(article.id))
        answers.append(IndexedArticle(stored, IndexStatus.CREATED if before is None else IndexStatus.UPDATED))
    return Plan(tuple(answers), tuple(writes.values()))


def commit_writes(
    connection: Connection,
    layout: Layout,
    targets: Sequence[Generation],
    writes: Sequence[Write],
    *,
    refresh: bool,
) -> Committed:
    """Make the revisions current, but for those whose article another writer has changed meanwhile."""
    aliases = [layout.names.sentences(target.number) for target in targets]
    connection.bulk(_new_documents(layout, aliases, writes))
    # Also where the caller forgoes its own refresh: a revision is committed only when all of it can be searched.
    connection.refresh(aliases)
    heads = [_head_operation(layout, targets, write) for write in writes]
    items = connection.bulk(heads, refresh=refresh)
    lost = _lost(connection, layout, [write for write, item in zip(writes, items, strict=True) if item.conflict])
    replaced = [write.before for write in writes if write.before is not None and write.article_id not in lost]
    garbage = [
        *((head.article_id, head.leavings) for head in replaced),
        *((write.article_id, write.leavings) for write in writes if write.article_id in lost),
    ]
    notes = [_delete(layout.names.articles, intent_id(write.article_id, write.token)) for write in writes]
    connection.bulk([*_leavings_operations(layout, garbage), *notes])
    if garbage and refresh:
        connection.refresh(aliases)
    return Committed(frozenset(write.article_id for write in writes) - lost, tuple(items))


def commit_tombstone(connection: Connection, layout: Layout, head: Head) -> bool:
    """Let the article be gone; False where another writer has changed it meanwhile."""
    token = new_token()
    operation = _head_body(layout, head.article_id, head, tombstone_source(head, token, now=datetime.now(UTC)))
    [item] = connection.bulk([operation], refresh=True)
    if item.conflict:
        standing = read_heads(connection, layout, [head.article_id]).get(head.article_id)
        # A broken connection may have hidden that the first try came through.
        if standing is None or standing.token != token:
            return False
    remove_leavings(connection, layout, [(head.article_id, head.leavings)])
    return True


def remove_leavings(connection: Connection, layout: Layout, garbage: Iterable[tuple[str, Leavings]]) -> None:
    """Remove units and texts of revisions that are not current, in every generation, from every later search."""
    operations = list(_leavings_operations(layout, garbage))
    if operations:
        connection.bulk(operations)
        connection.refresh([layout.names.sentences(generation.number) for generation in layout.written])


def read_heads(connection: Connection, layout: Layout, article_ids: Collection[str]) -> dict[str, Head]:
    """Heads and tombstones of those ids that have one, as they are now."""
    found = connection.mget(layout.names.articles, list(dict.fromkeys(article_ids)))
    return {article_id: Head.of(document) for article_id, document in found.items()}


def sweep(connection: Connection, layout: Layout, *, written_before: datetime) -> int:
    """Remove what interrupted writes and deleted articles left; returns how many of them there were."""
    swept = 0
    connection.refresh([layout.names.articles])
    while True:
        search = leftovers_search(written_before=to_micros(written_before), limit=_SWEEP_PAGE)
        hits = connection.search(layout.names.articles, search)["hits"]["hits"]
        if not hits:
            return swept
        heads = read_heads(connection, layout, [hit["_source"]["article_id"] for hit in hits])
        current = {article_id: head.token for article_id, head in heads.items() if head.live}
        garbage = [
            (hit["_source"]["article_id"], left)
            for hit in hits
            for left in leavings_from(hit["_source"]["leavings"])
            if current.get(hit["_source"]["article_id"]) != left.token
        ]
        remove_leavings(connection, layout, garbage)
        connection.bulk([_delete_exactly(layout.names.articles, hit) for hit in hits], refresh=True)
        swept += len(hits)


def _new_documents(layout: Layout, aliases: Sequence[str], writes: Sequence[Write]) -> Iterator[Operation]:
    now = datetime.now(UTC)
    # Notes and texts go in whatever the layout: only heads are held back where it has changed, for a sentence that
    # was written without a note would never be swept.
    for write in writes:
        before = [] if write.before is None else [write.before.leavings]
        note = intent_source(write.article_id, [write.leavings, *before], now=now)
        yield _index(layout.names.articles, intent_id(write.article_id, write.token), note)
    for write in writes:
        text = text_source(write.article_id, write.analyzed.article.text)
        yield _index(layout.names.articles, text_id(write.article_id, write.token), text)
    for write in writes:
        yield from sentence_operations(aliases, write.analyzed, write.token)


def sentence_operations(aliases: Sequence[str], analyzed: AnalyzedArticle, token: str) -> Iterator[Operation]:
    """Lines that write an article's units into some generations."""
    for document_id, source in sentence_sources(analyzed, token):
        for alias in aliases:
            yield _index(alias, document_id, source)


def unit_removals(alias: str, article_id: str, left: Leavings) -> Iterator[Operation]:
    """Lines that remove a revision's units from a generation."""
    for position in range(left.units):
        yield _delete(alias, sentence_id(article_id, left.token, position))


def _head_operation(layout: Layout, targets: Sequence[Generation], write: Write) -> Operation:
    numbers = [target.number for target in targets]
    source = head_source(write.analyzed, write.stored, write.token, numbers)
    return _head_body(layout, write.article_id, write.before, source)


def _head_body(layout: Layout, article_id: str, before: Head | None, source: Document) -> Operation:
    header: Document = {"_index": layout.commits, "_id": article_id}
    if before is None:
        return {"create": header}, source
    unchanged_since = {"if_seq_no": before.seq_no, "if_primary_term": before.primary_term}
    return {"index": {**header, **unchanged_since}}, source


def _lost(connection: Connection, layout: Layout, refused: Sequence[Write]) -> frozenset[str]:
    if not refused:
        return frozenset()
    heads = read_heads(connection, layout, [write.article_id for write in refused])
    # A conflict may be with ourselves, where a broken connection hid that the first try came through.
    return frozenset(
        write.article_id
        for write in refused
        if (head := heads.get(write.article_id)) is None or not head.live or head.token != write.token
    )


def _leavings_operations(layout: Layout, garbage: Iterable[tuple[str, Leavings]]) -> Iterator[Operation]:
    for article_id, left in garbage:
        yield _delete(layout.names.articles, text_id(article_id, left.token))
        for generation in layout.written:
            yield from unit_removals(layout.names.sentences(generation.number), article_id, left)


def _index(alias: str, document_id: str, source: Document) -> Operation:
    return {"index": {"_index": alias, "_id": document_id}}, source


def _delete(alias: str, document_id: str) -> Operation:
    return {"delete": {"_index": alias, "_id": document_id}}, None


def _delete_exactly(alias: str, hit: Mapping[str, object]) -> Operation:
    unchanged_since = {"if_seq_no": hit["_seq_no"], "if_primary_term": hit["_primary_term"]}
    return {"delete": {"_index": alias, "_id": hit["_id"], **unchanged_since}}, None
