"""A new generation of sentences behind the aliases, while readers and writers go on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from service.adapters.elasticsearch.client import Connection, LayoutChanged, Operation
from service.adapters.elasticsearch.documents import Head, Leavings, analysis_source, text_id
from service.adapters.elasticsearch.layout import (
    Generation,
    Layout,
    announce_actions,
    seal_actions,
    switch_actions,
)
from service.adapters.elasticsearch.mapping import articles_index, build_index_name, sentences_index
from service.adapters.elasticsearch.queries import missing_generation_search
from service.adapters.elasticsearch.writing import read_heads, sentence_operations, unit_removals
from service.domain.article import AnalyzedArticle, Article

Analyze = Callable[[Article], AnalyzedArticle]

_ARTICLES_A_STEP = 100


def reindex(connection: Connection, layout: Layout, analyze: Analyze, analysis_version: str) -> Iterator[int]:
    """Build the next generation, switch to it and remove the old one; yields how many articles are done.

    Writers with the same text analysis write to both generations from the announcement on. What others write is taken
    over in further passes; before the last of these they are held off for a moment. Raises LayoutChanged where another
    reindex got in between.
    """
    upcoming, layout = _announce(connection, layout, analysis_version)
    done = 0
    while (missing := _pass(connection, layout, upcoming, analyze)) is not None:
        for count in missing:
            done += count
            yield done
    if layout.current.analysis_version != analysis_version:
        connection.update_aliases(seal_actions(layout))
        layout = replace(layout, epoch=layout.epoch + 1, sealed=True)
        done += _catch_up(connection, layout, upcoming, analyze)
    connection.refresh([layout.names.sentences(upcoming.number)])
    connection.update_aliases(switch_actions(layout, upcoming))
    outdated = layout.current.index
    layout = replace(layout, epoch=layout.epoch + 1, sealed=False, current=upcoming, upcoming=None)
    # A commit that had passed the old alias just before it was renamed.
    done += _catch_up(connection, layout, upcoming, analyze)
    connection.refresh([layout.names.sentences(upcoming.number)])
    connection.delete_indices([outdated])
    yield done


def _announce(connection: Connection, layout: Layout, analysis_version: str) -> tuple[Generation, Layout]:
    names, number = layout.names, layout.free_number
    upcoming = Generation(number, build_index_name(names.prefix, "sentences", number), analysis_version)
    if not connection.create_index(upcoming.index, sentences_index(names, number, analysis_version, current=False)):
        raise LayoutChanged(f"another reindex has made {upcoming.index}")
    # The index of articles stays the same one; an older version may have made it.
    connection.add_fields(layout.articles_index, articles_index(names)["mappings"]["properties"])
    connection.update_aliases(announce_actions(layout, upcoming))
    # What an unfinished reindex left.
    abandoned = [*layout.others, *([layout.upcoming] if layout.upcoming else [])]
    if abandoned:
        connection.delete_indices([generation.index for generation in abandoned])
    return upcoming, replace(layout, epoch=layout.epoch + 1, sealed=False, upcoming=upcoming, others=())


def _pass(connection: Connection, layout: Layout, upcoming: Generation, analyze: Analyze) -> Iterator[int] | None:
    """One walk over all articles that the generation lacks; None where it lacks none."""
    connection.refresh([layout.names.articles])
    first = _missing(connection, layout, upcoming, after=None)
    return _walk(connection, layout, upcoming, analyze, first) if first else None


def _catch_up(connection: Connection, layout: Layout, upcoming: Generation, analyze: Analyze) -> int:
    done = 0
    while (missing := _pass(connection, layout, upcoming, analyze)) is not None:
        done += sum(missing)
    return done


def _walk(
    connection: Connection, layout: Layout, upcoming: Generation, analyze: Analyze, heads: Sequence[Head]
) -> Iterator[int]:
    while heads:
        yield _take_over(connection, layout, upcoming, analyze, heads)
        heads = _missing(connection, layout, upcoming, after=heads[-1].article_id)


def _missing(connection: Connection, layout: Layout, upcoming: Generation, *, after: str | None) -> list[Head]:
    search = missing_generation_search(upcoming.number, after=after, limit=_ARTICLES_A_STEP)
    return [Head.of(hit) for hit in connection.search(layout.names.articles, search)["hits"]["hits"]]


def _take_over(
    connection: Connection, layout: Layout, upcoming: Generation, analyze: Analyze, heads: Sequence[Head]
) -> int:
    """Write the articles' sentences into the generation; returns how many articles were not changed meanwhile."""
    texts = connection.mget(layout.names.articles, [text_id(head.article_id, head.token) for head in heads])
    articles = [
        (head, replace(analyze(article), article=article))
        for head in heads
        if (document := texts.get(text_id(head.article_id, head.token))) is not None
        for article in [head.stored(document["_source"]["text"], layout.current.number).article]
    ]
    connection.bulk(_sentences(layout, upcoming, articles))
    items = connection.bulk([_mark(layout, upcoming, head, analyzed) for head, analyzed in articles])
    changed = [article for article, item in zip(articles, items, strict=True) if item.status != 200]
    _take_back(connection, layout, upcoming, changed)
    return len(articles) - len(changed)


def _take_back(
    connection: Connection,
    layout: Layout,
    upcoming: Generation,
    articles: Sequence[tuple[Head, AnalyzedArticle]],
) -> None:
    """Remove sentences of revisions that were replaced while they were written; their writers have cleared before."""
    heads = read_heads(connection, layout, [head.article_id for head, _ in articles]) if articles else {}
    alias = layout.names.sentences(upcoming.number)
    connection.bulk(
        operation
        for head, analyzed in articles
        if (now := heads.get(head.article_id)) is None or now.token != head.token
        for operation in unit_removals(alias, head.article_id, Leavings(head.token, len(analyzed.sentences)))
    )


def _sentences(
    layout: Layout, upcoming: Generation, articles: Sequence[tuple[Head, AnalyzedArticle]]
) -> Iterator[Operation]:
    alias = layout.names.sentences(upcoming.number)
    for head, analyzed in articles:
        yield from sentence_operations([alias], analyzed, head.token)


def _mark(layout: Layout, upcoming: Generation, head: Head, analyzed: AnalyzedArticle) -> Operation:
    header = {
        "_index": layout.commits,
        "_id": head.article_id,
        "if_seq_no": head.seq_no,
        "if_primary_term": head.primary_term,
    }
    standing = {number for number in head.source["generations"] if number == layout.current.number}
    doc = {"generations": sorted({*standing, upcoming.number}), **analysis_source(analyzed, [upcoming.number])}
    return {"update": header}, {"doc": doc}
