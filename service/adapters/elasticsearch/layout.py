"""Which indices stand behind the aliases, and how that changes.

The aliases are the state; Elasticsearch changes any number of them at once or not at all. Writers commit through an
alias that is named for the layout's epoch, and every change of the layout renames it. So a writer that does not know
of the change cannot commit: it reads the layout again and starts over.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.adapters.elasticsearch.client import Connection, Document
from service.adapters.elasticsearch.mapping import (
    Names,
    articles_index,
    build_index_name,
    index_number,
    sentences_index,
)
from service.domain.errors import StoreUnavailable

_COMMITS = re.compile(r"-articles-(open|sealed)-(\d+)$", re.ASCII)
_CREATION_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Generation:
    """One index of sentences."""

    number: int
    index: str
    analysis_version: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The indices of a deployment. While it is `sealed` only a reindex may commit."""

    names: Names
    articles_index: str
    epoch: int
    sealed: bool
    current: Generation
    upcoming: Generation | None
    others: tuple[Generation, ...]

    @property
    def commits(self) -> str:
        """The alias through which articles are written."""
        return self.names.commits(self.epoch, sealed=self.sealed)

    @property
    def readable(self) -> str:
        """The alias through which sentences are read."""
        return self.names.current_sentences(self.current.analysis_version)

    @property
    def written(self) -> tuple[Generation, ...]:
        """The generations that somebody writes to."""
        return (self.current,) if self.upcoming is None else (self.current, self.upcoming)

    def targets(self, analysis_version: str) -> tuple[Generation, ...]:
        """The generations that a writer with this text analysis writes to."""
        return tuple(generation for generation in self.written if generation.analysis_version == analysis_version)

    @property
    def free_number(self) -> int:
        """A generation's number that was not used yet, of the other parity than the current one's."""
        used = [self.current, *self.others, *([self.upcoming] if self.upcoming else [])]
        number = max(generation.number for generation in used) + 1
        return number if (number - self.current.number) % 2 else number + 1


def ensure_layout(connection: Connection, names: Names, analysis_version: str) -> Layout:
    """The layout, with indices created where there are none. Safe where several processes do it at once."""
    for _ in range(_CREATION_ROUNDS):
        found = connection.indices([f"{names.prefix}-articles-*", f"{names.prefix}-sentences-*"])
        layout = read_layout(names, found)
        if layout is not None:
            connection.wait_for_shards([layout.articles_index, layout.current.index])
            return layout
        connection.create_index(build_index_name(names.prefix, "articles", 1), articles_index(names))
        connection.create_index(
            build_index_name(names.prefix, "sentences", 1), sentences_index(names, 1, analysis_version, current=True)
        )
    raise StoreUnavailable("the indices are being created or removed by another process", retry_after_s=1)


def read_layout(names: Names, indices: Mapping[str, Any]) -> Layout | None:
    """The layout that these indices make; None where one is missing."""
    commits = [
        (index, int(match[2]), match[1] == "sealed")
        for index, about in indices.items()
        if index_number(names.prefix, "articles", index) is not None
        for alias in about["aliases"]
        if (match := _COMMITS.search(alias))
    ]
    generations = {
        index: Generation(number, index, about["mappings"]["_meta"]["analysis_version"])
        for index, about in indices.items()
        if (number := index_number(names.prefix, "sentences", index)) is not None
    }
    roles = {alias: generation for index, generation in generations.items() for alias in indices[index]["aliases"]}
    current = next(
        (
            generation
            for generation in generations.values()
            if roles.get(names.current_sentences(generation.analysis_version)) == generation
        ),
        None,
    )
    if not commits or current is None:
        return None
    index, epoch, sealed = commits[0]
    upcoming = roles.get(names.next_sentences)
    others = tuple(generation for generation in generations.values() if generation not in (current, upcoming))
    return Layout(names, index, epoch, sealed, current, upcoming, others)


def announce_actions(layout: Layout, upcoming: Generation) -> list[Document]:
    """From now on writers with the right text analysis write to this generation too."""
    forgotten = [] if layout.upcoming is None else [_remove(layout.upcoming.index, layout.names.next_sentences)]
    return [
        *_next_epoch(layout, sealed=False),
        *forgotten,
        _add(upcoming.index, layout.names.next_sentences),
    ]


def seal_actions(layout: Layout) -> list[Document]:
    """From now on nobody but the reindex commits."""
    return _next_epoch(layout, sealed=True)


def switch_actions(layout: Layout, upcoming: Generation) -> list[Document]:
    """From now on this generation is the one that is read."""
    names = layout.names
    return [
        *_next_epoch(layout, sealed=False),
        _remove(upcoming.index, names.next_sentences),
        _remove(layout.current.index, names.current_sentences(layout.current.analysis_version)),
        _add(upcoming.index, names.current_sentences(upcoming.analysis_version)),
    ]


def _next_epoch(layout: Layout, *, sealed: bool) -> list[Document]:
    return [
        _remove(layout.articles_index, layout.commits),
        _add(layout.articles_index, layout.names.commits(layout.epoch + 1, sealed=sealed)),
    ]


def _add(index: str, alias: str) -> Document:
    return {"add": {"index": index, "alias": alias}}


def _remove(index: str, alias: str) -> Document:
    # All fail together where somebody else was faster.
    return {"remove": {"index": index, "alias": alias, "must_exist": True}}
