"""Analysing every article again into a new index, beside readers and writers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import tantivy

from service.adapters.embedded.database import Connection
from service.adapters.embedded.index import apply_changes, create_index, remove_other_generations
from service.adapters.embedded.rows import STORED_COLUMNS, Row, credited_column, pack_warnings, stored_from
from service.adapters.embedded.schema import NO_GENERATION, read_state
from service.adapters.embedded.storage import Storage
from service.adapters.embedded.writing import (
    Revision,
    Write,
    documents_of,
    forget_stale,
    insert_sentences,
    reserve_versions,
    switch_generation,
)
from service.domain.article import AnalyzedArticle, Article, StoredArticle, content_sha256
from service.domain.errors import StoreUnavailable

Analyze = Callable[[Article], AnalyzedArticle]

_CHUNK = 200
# So many articles may be analysed while writers wait; after so many rounds, as many as there are.
_LAST_CHUNK = 50
_ROUNDS = 20


def reindex(storage: Storage, analyze: Analyze, analysis: str) -> Iterator[int]:
    """Build the next generation from every article, switch to it, and remove the old one; yields how many are done.

    A writer that replaces or removes an article meanwhile drops what was done for it, so it is done again. Raises
    StoreUnavailable where another reindex runs.
    """
    with storage.reindex_lock():
        generation, index = _begin(storage)
        done = 0
        for _ in range(_ROUNDS):
            for chunk in _pending(storage):
                analyzed = [(version, outlet, _analyze(stored, analyze)) for version, outlet, stored in chunk]
                with storage.write_lock():
                    done += _store(storage, generation, index, analyzed)
                yield done
            with storage.write_lock():
                if _count_pending(storage) <= _LAST_CHUNK:
                    break
        with storage.write_lock():
            for chunk in _pending(storage):
                analyzed = [(version, outlet, _analyze(stored, analyze)) for version, outlet, stored in chunk]
                done += _store(storage, generation, index, analyzed)
            with storage.database.writing() as connection:
                _still_ours(connection, generation)
                switch_generation(connection, generation, analysis)
            remove_other_generations(storage.data_dir, (generation,))
        yield done
        with storage.write_lock():
            storage.sweep()


def _begin(storage: Storage) -> tuple[int, tantivy.Index]:
    """Start a new generation; what an unfinished reindex left is given up."""
    with storage.write_lock():
        with storage.database.writing() as connection:
            state = read_state(connection)
            generation = state.free_generation
            connection.execute("DELETE FROM stale WHERE generation NOT IN (?, ?)", (state.generation, NO_GENERATION))
            connection.execute(
                "INSERT INTO stale (version, generation)"
                " SELECT next_version, ? FROM articles WHERE next_version IS NOT NULL",
                (NO_GENERATION,),
            )
            connection.execute("UPDATE articles SET next_version = NULL WHERE next_version IS NOT NULL")
            connection.execute("UPDATE state SET next_generation = ?", (generation,))
        storage.sweep()
        remove_other_generations(storage.data_dir, (state.generation, generation))
        return generation, create_index(storage.data_dir, generation)


def _pending(storage: Storage) -> Iterator[list[tuple[int, int | None, StoredArticle]]]:
    """Articles that the next generation lacks, by id, in chunks, each with its version and its outlet's number."""
    after = ""
    while True:
        with storage.database.reading() as connection:
            rows: list[Row] = connection.execute(
                f"SELECT {STORED_COLUMNS}, a.outlet FROM articles AS a"  # noqa: S608 - our own columns
                " JOIN bodies AS b ON b.version = a.version LEFT JOIN outlets AS o ON o.outlet = a.outlet"
                " WHERE a.next_version IS NULL AND a.id > ? ORDER BY a.id LIMIT ?",
                (after, _CHUNK),
            ).fetchall()
        if not rows:
            return
        chunk = [(row[0], row[-1], stored_from(row[:-1])) for row in rows]
        after = chunk[-1][2].article.id
        yield chunk


def _count_pending(storage: Storage) -> int:
    with storage.database.reading() as connection:
        (count,) = connection.execute("SELECT count(*) FROM articles WHERE next_version IS NULL").fetchone()
    return int(count)


def _analyze(stored: StoredArticle, analyze: Analyze) -> Write:
    return Write(replace(analyze(stored.article), article=stored.article), Revision(stored, fingerprint=""))


def _store(
    storage: Storage, generation: int, index: tantivy.Index, analyzed: Sequence[tuple[int, int | None, Write]]
) -> int:
    """Put those of the articles that nobody has written since into the next generation; how many these are."""
    with storage.database.writing() as connection:
        _still_ours(connection, generation)
        standing = [item for item in analyzed if _stands(connection, item[0])]
        versions = reserve_versions(connection, len(standing), generation)
    documents = [
        documents_of(write, version, outlet) for version, (_, outlet, write) in zip(versions, standing, strict=True)
    ]
    apply_changes(index, purge=(), add=documents)
    with storage.database.writing() as connection:
        for (old_version, _, write), new in zip(standing, documents, strict=True):
            insert_sentences(connection, write.analyzed, new)
            connection.execute(
                "UPDATE articles SET next_version = ?, next_sentence_count = ?, next_document_count = ?,"
                " next_warnings = ?, next_credited = ?, content_sha256 = ? WHERE version = ?",
                (
                    new.version,
                    write.analyzed.sentence_count,
                    len(new.terms),
                    pack_warnings(write.analyzed.warnings),
                    credited_column(write.analyzed.credited),
                    content_sha256(write.analyzed.article.text),
                    old_version,
                ),
            )
        forget_stale(connection, versions)
    return len(standing)


def _stands(connection: Connection, version: int) -> bool:
    return connection.execute("SELECT 1 FROM articles WHERE version = ?", (version,)).fetchone() is not None


def _still_ours(connection: Connection, generation: int) -> None:
    if read_state(connection).next_generation != generation:
        raise StoreUnavailable("the reindex was overtaken by another one")
