"""What a process of its own does to an embedded store; each acknowledged write is a line of JSON on stdout."""

import json
import signal
import sys
from itertools import count
from pathlib import Path

from service.adapters.embedded.store import EmbeddedStore
from service.domain.article import AnalyzedArticle, IndexedArticle
from tests.contract.build import NOW, analyze, article, found


def tell(message: object) -> None:
    print(json.dumps(message), flush=True)


def entry(indexed: IndexedArticle) -> dict[str, object]:
    return {"id": indexed.stored.article.id, "revision": indexed.stored.revision}


def write(store: EmbeddedStore, name: str, times: str) -> None:
    for number in range(int(times)):
        [indexed] = store.put([article(f"{name}-{number}", f"Line {name} {number}.", "Last line.")], now=NOW)
        tell(entry(indexed))


def rewrite(store: EmbeddedStore, name: str, times: str) -> None:
    for turn in range(int(times)):
        [indexed] = store.put([article("tide", *(f"Line {line} of {name}-{turn}" for line in range(5)))], now=NOW)
        tell(entry(indexed))


def ingest(store: EmbeddedStore, name: str) -> None:
    """Batches of new and of replaced articles without end."""
    for number in count():
        batch = [some_lines(f"{name}-{number}-{part}", number) for part in range(number % 4)]
        answers = store.put([*batch, some_lines("common", number), some_lines(f"of-{name}", number)], now=NOW)
        tell([entry(indexed) for indexed in answers])


def some_lines(article_id: str, number: int) -> AnalyzedArticle:
    return article(article_id, *(f"Line {line} of {article_id} {number}." for line in range(1 + number % 7)))


def read(store: EmbeddedStore) -> None:
    """Read all the time until SIGTERM, then report what was seen."""
    ended = []
    signal.signal(signal.SIGTERM, lambda *_: ended.append(True))
    torn: list[list[str]] = []
    revisions: set[int] = set()
    reads = newest = 0
    last_time = False
    while not last_time:
        last_time = bool(ended)
        candidates = found(store, line=3)
        turns = {candidate.text.rsplit(" ", 1)[1] for candidate in candidates}
        reads += 1
        revision = candidates[0].key.revision if candidates else 0
        if len(candidates) != 5 or len(turns) != 1 or revision < newest:
            torn.append([candidate.text for candidate in candidates])
        newest = revision
        revisions.add(revision)
    tell({"torn": torn[:3], "reads": reads, "revisions": len(revisions), "last": newest})


def reindex(store: EmbeddedStore) -> None:
    for done in store.reindex(analyze):
        tell(done)


if __name__ == "__main__":
    roles = {"write": write, "rewrite": rewrite, "ingest": ingest, "read": read, "reindex": reindex}
    role, data_dir, *arguments = sys.argv[1:]
    roles[role](EmbeddedStore.open(Path(data_dir), analysis_version="1"), *arguments)
