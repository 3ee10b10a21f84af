"""The tantivy index of one generation: derived from the store of record, and built again where it is lost."""

import shutil
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import tantivy

from service.adapters.embedded.queries import SCHEMA, published_value, version_query
from service.adapters.embedded.rows import SentenceTerms
from service.adapters.embedded.schema import POSITION_BITS
from service.domain.errors import StoreUnavailable
from service.domain.retrieval import language_keys

# tantivy's smallest heap is 15 MB a thread; a larger one makes fewer segments of a large batch.
_SMALL_HEAP = 16_000_000
_LARGE_HEAP = 96_000_000
_LARGE_BATCH = 2_000


# A score and where its sentence is in the searcher it came from.
Hit = tuple[float, tantivy.DocAddress]


@dataclass(frozen=True, slots=True)
class VersionDocuments:
    """What the index holds of a version of an article; `published` in microseconds since the year 1."""

    version: int
    outlet: int | None
    published: int | None
    language: str | None
    terms: SentenceTerms


class IndexUnusable(StoreUnavailable):
    """The index cannot be opened: it is missing, damaged or of another schema."""


def index_path(data_dir: Path, generation: int) -> Path:
    """Where the index of a generation is."""
    return data_dir / f"index-{generation}"


def create_index(data_dir: Path, generation: int) -> tantivy.Index:
    """An empty index; what stood in its place is removed."""
    path = index_path(data_dir, generation)
    with _index_errors("created"):
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
        return _with_manual_reader(tantivy.Index(SCHEMA, path=str(path)))


def open_index(data_dir: Path, generation: int) -> tantivy.Index:
    """The index of a generation. Raises IndexUnusable."""
    path = index_path(data_dir, generation)
    try:
        # Opened as "reuse or create", a missing index would come back empty.
        if not path.is_dir() or not tantivy.Index.exists(str(path)):
            raise IndexUnusable(f"there is no index in {path}")
        return _with_manual_reader(tantivy.Index(SCHEMA, path=str(path), reuse=True))
    except (ValueError, OSError) as error:
        raise IndexUnusable(f"the index in {path} cannot be opened: {error}") from error


def fresh_searcher(index: tantivy.Index) -> tantivy.Searcher:
    """A searcher that sees every commit made before the call."""
    with _index_errors("read"):
        index.reload()
        return index.searcher()


def apply_changes(index: tantivy.Index, *, purge: Iterable[int], add: Sequence[VersionDocuments]) -> None:
    """Take versions out and others in, in one commit. Call under the writer's lock: a second writer is refused."""
    count = sum(len(documents.terms) for documents in add)
    with _index_errors("written"):
        writer = index.writer(heap_size=_LARGE_HEAP if count > _LARGE_BATCH else _SMALL_HEAP, num_threads=1)
        for version in purge:
            writer.delete_documents_by_query(version_query(version))
        for documents in add:
            for document in _documents(documents):
                writer.add_document(document)
        writer.commit()
        # Merges that are not waited for are lost with the writer, and segments would add up.
        writer.wait_merging_threads()


def search(searcher: tantivy.Searcher, query: tantivy.Query, *, floor: int, limit: int) -> list[Hit]:
    """The best `limit` hits with at least the floor's score, by falling score."""
    with _index_errors("searched"):
        hits: list[Hit] = searcher.search(query, limit=limit, count=False).hits
    return hits[: count_reaching(hits, floor)]


def count_reaching(hits: Sequence[Hit], floor: int) -> int:
    """How many of the hits, which come by falling score, have at least the floor's score."""
    return bisect_right(hits, float(-floor), key=lambda hit: -hit[0])


def sentence_numbers(searcher: tantivy.Searcher, hits: Sequence[Hit]) -> list[int]:
    """The sentences that were hit, in order."""
    with _index_errors("read"):
        values = searcher.fast_field_values("sentence", [address for _, address in hits])
    return cast(list[int], values)


def remove_other_generations(data_dir: Path, keep: Iterable[int | None]) -> None:
    """Remove indexes that nobody needs; processes that still read one keep what they have mapped."""
    kept = {index_path(data_dir, generation).name for generation in keep if generation is not None}
    for path in data_dir.glob("index-*"):
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def _documents(documents: VersionDocuments) -> Iterator[tantivy.Document]:
    published = published_value(documents.published)
    languages = language_keys(documents.language)
    for position, terms in documents.terms:
        document = tantivy.Document()
        document.add_unsigned("sentence", documents.version << POSITION_BITS | position)
        document.add_unsigned("version", documents.version)
        document.add_unsigned("published", published)
        if documents.outlet is not None:
            document.add_unsigned("outlet", documents.outlet)
        for language in languages:
            document.add_text("language", language)
        for term in terms:
            document.add_text("term", term)
        yield document


def _with_manual_reader(index: tantivy.Index) -> tantivy.Index:
    # The default reader watches the directory with a thread and reloads when it likes.
    index.config_reader(reload_policy="manual")
    return index


@contextmanager
def _index_errors(what: str) -> Iterator[None]:
    """tantivy raises ValueError for whatever goes wrong below it."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise StoreUnavailable(f"the index cannot be {what}: {error}") from error
