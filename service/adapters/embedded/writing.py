"""What storing articles means, and the steps by which database and index change together."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from service.adapters.embedded.database import Connection
from service.adapters.embedded.filters import DOMAIN_KEY, OUTLET_KEY
from service.adapters.embedded.index import VersionDocuments
from service.adapters.embedded.rows import (
    HEADER_COLUMNS,
    HEADER_WIDTH,
    SentenceTerms,
    article_from,
    credited_column,
    facts_column,
    from_micros,
    header_from,
    pack_terms,
    pack_warnings,
    terms_from,
    to_micros,
    warnings_from,
)
from service.adapters.embedded.schema import MAX_POSITION, NO_GENERATION, bump, first_sentence, last_sentence
from service.domain.article import (
    AnalyzedArticle,
    IndexedArticle,
    IndexStatus,
    SentenceKind,
    StoredArticle,
    content_sha256,
    fingerprint,
    next_revision,
)
from service.domain.errors import InputTooLarge
from service.domain.outlet import NO_OUTLET, Outlet, domain_suffixes, outlet_keys


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of an article: what is stored of it, and how it is told from others."""

    stored: StoredArticle
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Write:
    """A revision to be stored, with its analysis."""

    analyzed: AnalyzedArticle
    revision: Revision


def plan_writes(
    articles: Sequence[AnalyzedArticle], current: Mapping[str, Revision], now: datetime
) -> tuple[list[IndexedArticle], list[Write]]:
    """What storing the articles in order answers, and the last revision of each article that changes."""
    revisions = dict(current)
    answers = []
    writes: dict[str, Write] = {}
    for analyzed in articles:
        article = analyzed.article
        print_ = fingerprint(article)
        before = revisions.get(article.id)
        if before is not None and before.fingerprint == print_:
            answers.append(IndexedArticle(replace(before.stored, article=article), IndexStatus.UNCHANGED))
            continue
        stored = next_revision(analyzed, None if before is None else before.stored, now=now)
        revisions[article.id] = Revision(stored, print_)
        writes[article.id] = Write(analyzed, revisions[article.id])
        answers.append(IndexedArticle(stored, IndexStatus.CREATED if before is None else IndexStatus.UPDATED))
    return answers, list(writes.values())


def sentence_terms(analyzed: AnalyzedArticle) -> SentenceTerms:
    """What the index holds of the article: evidence sentences that have a term."""
    return [
        (unit.sentence.position, list(unit.terms))
        for unit in analyzed.sentences
        if unit.sentence.kind is SentenceKind.SENTENCE and unit.terms
    ]


def read_revisions(connection: Connection, article_ids: Iterable[str]) -> dict[str, Revision]:
    """Current revisions of those ids that exist, without their text."""
    rows = connection.execute(
        f"SELECT {HEADER_COLUMNS}, a.fingerprint, a.first_seen, a.indexed, a.sentence_count, a.warnings"  # noqa: S608 - our own columns
        " FROM json_each(?) AS j CROSS JOIN articles AS a ON a.id = j.value"
        " LEFT JOIN outlets AS o ON o.outlet = a.outlet",
        (json.dumps(list(article_ids)),),
    )
    revisions = {}
    for row in rows:
        header = header_from(row[:HEADER_WIDTH])
        print_, first_seen, indexed, sentence_count, warnings = row[HEADER_WIDTH:]
        stored = StoredArticle(
            article_from(header, ""),
            header.revision,
            from_micros(first_seen),
            from_micros(indexed),
            sentence_count,
            warnings_from(warnings),
            header.credited,
        )
        revisions[header.id] = Revision(stored, print_)
    return revisions


def reserve_versions(connection: Connection, count: int, generation: int) -> list[int]:
    """Version numbers for sentences that go into the index before the database takes them: stale until then."""
    (last,) = connection.execute(
        "UPDATE state SET last_version = last_version + ? RETURNING last_version", (count,)
    ).fetchone()
    versions = list(range(last - count + 1, last + 1))
    connection.executemany(
        "INSERT INTO stale (version, generation) VALUES (?, ?)", ((version, generation) for version in versions)
    )
    return versions


def ensure_outlet(connection: Connection, outlet: Outlet) -> int | None:
    """The outlet's number, given now where it has none yet; None for no outlet."""
    if outlet == NO_OUTLET:
        return None
    found = connection.execute(
        "SELECT outlet FROM outlets WHERE name IS ? AND domain IS ?", (outlet.name, outlet.domain)
    ).fetchone()
    if found is not None:
        return int(found[0])
    (number,) = connection.execute(
        "INSERT INTO outlets (name, domain) VALUES (?, ?) RETURNING outlet", (outlet.name, outlet.domain)
    ).fetchone()
    keys = [(OUTLET_KEY, key) for key in outlet_keys(outlet)]
    keys += [(DOMAIN_KEY, key) for key in domain_suffixes(outlet.domain or "") if key]
    connection.executemany(
        "INSERT OR IGNORE INTO outlet_keys (kind, key, outlet) VALUES (?, ?, ?)", ((*key, number) for key in keys)
    )
    return int(number)


def documents_of(write: Write, version: int, outlet: int | None) -> VersionDocuments:
    """What goes into the index."""
    article = write.analyzed.article
    published = None if article.published is None else to_micros(article.published.start)
    return VersionDocuments(version, outlet, published, article.language, sentence_terms(write.analyzed))


def read_documents(connection: Connection, *, after: int, limit: int) -> list[VersionDocuments]:
    """What the index must hold of current versions beyond `after`, by version: enough to build it again."""
    rows = connection.execute(
        "SELECT a.version, a.outlet, a.published, a.language, b.terms"
        " FROM articles AS a JOIN bodies AS b ON b.version = a.version WHERE a.version > ? ORDER BY a.version LIMIT ?",
        (after, limit),
    )
    return [
        VersionDocuments(version, outlet, published, language, terms_from(terms))
        for version, outlet, published, language, terms in rows
    ]


def insert_article(connection: Connection, write: Write, documents: VersionDocuments) -> None:
    """Make the revision current, in place of the one that stands."""
    remove_article(connection, write.analyzed.article.id)
    stored = write.revision.stored
    article = stored.article
    connection.execute(
        "INSERT INTO articles (version, id, revision, fingerprint, content_sha256, title, url, outlet, published,"
        " coarseness, language, modified, credited, first_seen, indexed, sentence_count, document_count, warnings)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            documents.version,
            article.id,
            stored.revision,
            write.revision.fingerprint,
            content_sha256(article.text),
            article.title,
            article.url,
            documents.outlet,
            documents.published,
            article.published and article.published.coarseness,
            article.language,
            article.modified and article.modified.iso(),
            credited_column(stored.credited),
            to_micros(stored.first_seen_at),
            to_micros(stored.indexed_at),
            stored.sentence_count,
            len(documents.terms),
            pack_warnings(stored.warnings),
        ),
    )
    insert_sentences(connection, write.analyzed, documents)
    connection.execute("DELETE FROM stale WHERE version = ?", (documents.version,))


def insert_sentences(connection: Connection, analyzed: AnalyzedArticle, documents: VersionDocuments) -> None:
    """Store a version's text, terms, and units with what was read in them."""
    base = first_sentence(documents.version)
    if any(unit.sentence.position > MAX_POSITION for unit in analyzed.sentences):
        raise InputTooLarge(f"an article may have {MAX_POSITION + 1} units")
    connection.execute(
        "INSERT INTO bodies (version, text, terms) VALUES (?, ?, ?)",
        (documents.version, analyzed.article.text, pack_terms(documents.terms)),
    )
    connection.executemany(
        "INSERT INTO sentences (sentence, kind, start, end, text, facts, language) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                base | unit.position,
                unit.kind.value,
                unit.start,
                unit.end,
                unit.text,
                facts_column(analyzed_unit.facts),
                analyzed_unit.language,
            )
            for analyzed_unit in analyzed.sentences
            for unit in [analyzed_unit.sentence]
        ),
    )


def remove_article(connection: Connection, article_id: str) -> bool:
    """Take the article out of every later answer; its sentences leave the index with a later write."""
    found = connection.execute(
        "DELETE FROM articles WHERE id = ? RETURNING version, next_version", (article_id,)
    ).fetchone()
    if found is None:
        return False
    version, next_version = found
    remove_sentences(connection, version)
    connection.execute("INSERT INTO stale (version, generation) SELECT ?, generation FROM state", (version,))
    if next_version is not None:
        remove_sentences(connection, next_version)
        connection.execute(
            "INSERT INTO stale (version, generation) SELECT ?, next_generation FROM state", (next_version,)
        )
    return True


def remove_sentences(connection: Connection, version: int) -> None:
    """Remove a version's text, units and terms."""
    connection.execute("DELETE FROM bodies WHERE version = ?", (version,))
    connection.execute(
        "DELETE FROM sentences WHERE sentence BETWEEN ? AND ?", (first_sentence(version), last_sentence(version))
    )


def forget_stale(connection: Connection, versions: Iterable[int]) -> None:
    """Those versions are no longer in the index."""
    connection.executemany("DELETE FROM stale WHERE version = ?", ((version,) for version in versions))


def switch_generation(connection: Connection, generation: int, analysis: str) -> None:
    """Make the versions of the next generation current; the old ones' sentences stay until they are swept."""
    connection.execute("DELETE FROM stale WHERE generation NOT IN (?, ?)", (generation, NO_GENERATION))
    connection.execute("INSERT INTO stale (version, generation) SELECT version, ? FROM articles", (NO_GENERATION,))
    connection.execute(
        "UPDATE articles SET version = next_version, sentence_count = next_sentence_count,"
        " document_count = next_document_count, warnings = next_warnings, credited = next_credited,"
        " next_version = NULL, next_sentence_count = NULL, next_document_count = NULL, next_warnings = NULL,"
        " next_credited = NULL"
    )
    connection.execute("UPDATE state SET generation = ?, next_generation = NULL, analysis = ?", (generation, analysis))
    bump(connection)
