"""Index names, aliases, settings and mappings. Pure."""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

_SAFE_VERSION = re.compile(r"[a-z0-9.]{1,40}", re.ASCII)

_KEYWORD = {"type": "keyword"}
_KEPT_ONLY = {"type": "keyword", "index": False, "doc_values": False}
_LONG = {"type": "long"}
_INTEGER = {"type": "integer"}

# What filters look at; the same fields in both indices.
_FILTER_FIELDS = {
    "article_id": _KEYWORD,
    "outlet_keys": _KEYWORD,
    "domains": _KEYWORD,
    "published": _LONG,
    "languages": _KEYWORD,
}


@dataclass(frozen=True, slots=True)
class Names:
    """What the indices and aliases of one deployment are called."""

    prefix: str

    @property
    def articles(self) -> str:
        """Alias: articles, for readers."""
        return f"{self.prefix}-articles"

    def commits(self, epoch: int, *, sealed: bool) -> str:
        """Alias: articles, for writers that know the layout of this epoch."""
        return f"{self.prefix}-articles-{'sealed' if sealed else 'open'}-{epoch}"

    def current_sentences(self, analysis_version: str) -> str:
        """Alias: sentences that readers of this text analysis search."""
        return f"{self.prefix}-sentences-analysis-{_version_slug(analysis_version)}"

    @property
    def next_sentences(self) -> str:
        """Alias: sentences that a reindex is writing."""
        return f"{self.prefix}-sentences-next"

    def sentences(self, generation: int) -> str:
        """Alias: one generation of sentences, for writers."""
        return f"{self.prefix}-sentences-generation-{generation}"

    @property
    def records(self) -> str:
        """Alias: expiring records."""
        return f"{self.prefix}-records"


def build_index_name(prefix: str, kind: str, number: int) -> str:
    """The name of an index behind the aliases: `claimlink-sentences-000002`."""
    return f"{prefix}-{kind}-{number:06d}"


def index_number(prefix: str, kind: str, index: str) -> int | None:
    """The number in a name that build_index_name made; None for any other name."""
    match = re.fullmatch(rf"{re.escape(prefix)}-{kind}-(\d{{6}})", index)
    return int(match[1]) if match else None


def _version_slug(version: str) -> str:
    if _SAFE_VERSION.fullmatch(version):
        return version
    return "sha256." + hashlib.sha256(version.encode()).hexdigest()[:16]


def articles_index(names: Names) -> dict[str, Any]:
    """The body that creates the index of articles.

    It holds heads (what filters, lists and the currency check need), texts apart from them so that heads stay small,
    and notes on writes under way.
    """
    return {
        "aliases": {names.articles: {}, names.commits(1, sealed=False): {}},
        "settings": {**_SETTINGS, "refresh_interval": "1s"},
        "mappings": {
            "dynamic": "strict",
            "properties": {
                **_FILTER_FIELDS,
                "type": _KEYWORD,
                "token": _KEPT_ONLY,
                "revision": {"type": "integer", "index": False, "doc_values": False},
                "fingerprint": _KEPT_ONLY,
                "title": {"type": "text", "index": False},
                "url": {"type": "text", "index": False},
                "outlet_name": {"type": "text", "index": False},
                "outlet_domain": {"type": "text", "index": False},
                "outlet": _KEYWORD,
                "precision": _KEPT_ONLY,
                "coarseness": _INTEGER,
                "language": _KEPT_ONLY,
                "modified": _KEPT_ONLY,
                "first_seen": _LONG,
                "indexed": _LONG,
                "sentences_even": _INTEGER,
                "sentences_odd": _INTEGER,
                "generations": _INTEGER,
                "analyses": {"type": "object", "enabled": False},
                "text": {"type": "text", "index": False},
                "written": _LONG,
                "leavings": {"type": "object", "enabled": False},
            },
        },
    }


def sentences_index(names: Names, generation: int, analysis_version: str, *, current: bool) -> dict[str, Any]:
    """The body that creates an index of sentences; a `current` one is what readers search."""
    role: dict[str, Any] = {names.current_sentences(analysis_version): {}} if current else {}
    return {
        "aliases": {names.sentences(generation): {}, **role},
        # Every write refreshes before it is committed, so the timer is for leftovers alone.
        "settings": {**_SETTINGS, "refresh_interval": "10s"},
        "mappings": {
            "dynamic": "strict",
            "_meta": {"analysis_version": analysis_version},
            "properties": {
                **_FILTER_FIELDS,
                "token": {"type": "keyword", "doc_values": False},
                "position": {"type": "integer", "index": False},
                "terms": {"type": "keyword", "doc_values": False},
                "kind": _KEPT_ONLY,
                "text": {"type": "text", "index": False},
                "start": {"type": "integer", "index": False, "doc_values": False},
                "end": {"type": "integer", "index": False, "doc_values": False},
                # Kept as they are, whatever lists they hold.
                "facts": {"type": "object", "enabled": False},
                "language": _KEPT_ONLY,
            },
        },
    }


def records_index(names: Names) -> dict[str, Any]:
    """The body that creates the index of expiring records; they are read by id alone."""
    return {
        "aliases": {names.records: {}},
        "settings": {**_SETTINGS, "refresh_interval": "30s"},
        "mappings": {
            "dynamic": "strict",
            "properties": {"value": {"type": "text", "index": False}, "expires": _LONG, "written_by": _KEPT_ONLY},
        },
    }


# One shard: the articles' sequence numbers must be one sequence, and 1M sentences fit a shard many times over.
_SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
