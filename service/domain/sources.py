"""Who had it from whom: outlets that depend on one another, and where a sentence that several carry comes from."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.domain.evidence import Candidate, SentenceKey
from service.domain.outlet import Outlet, OutletRegistry, domain_suffixes, outlet_name_key


@dataclass(frozen=True, slots=True)
class Carried:
    """A sentence in its article, with the outlets that it, or else its article, credits for what it says."""

    candidate: Candidate
    credited: tuple[str, ...]


def independent_sources(
    supports: Sequence[Carried], copies: Iterable[Iterable[SentenceKey]], known: OutletRegistry
) -> int:
    """How many sources the supports come from.

    Outlets are one source where one credits the other, where both credit the same third one, or where a support of the
    one is a copy of a support of the other (`copies` are groups of these); an article without an outlet stands for
    itself. Links add up: who credits two others makes the three of them one source.
    """
    joined = _Joined()
    source_of = {support.candidate.key: _source(support.candidate, known) for support in supports}
    sources_by_key: dict[str, list[Hashable]] = {}
    for support in supports:
        source = source_of[support.candidate.key]
        for key in _keys(support.candidate.header.outlet, known):
            sources_by_key.setdefault(key, []).append(source)
    for support in supports:
        header = support.candidate.header
        # A name without a domain is taken for the outlet of that name that has one.
        own = (header.outlet.name,) if header.outlet.name and not header.outlet.domain else ()
        for name in (*support.credited, *own):
            key = _key(name, known)
            joined.join(source_of[support.candidate.key], ("credited", key))
            for source in sources_by_key.pop(key, ()):
                joined.join(source, ("credited", key))
    for group in copies:
        carriers = [source_of[key] for key in group if key in source_of]
        for source in carriers[1:]:
            joined.join(carriers[0], source)
    return len({joined.root(source) for source in source_of.values()})


def origin(group: Sequence[Carried], known: OutletRegistry) -> SentenceKey | None:
    """Where the sentence that a group carries comes from: its place in the article whose outlet the others credit.

    Where none is credited, or several, the earliest article has it; None where the dates, as precise as they are, do
    not tell, or fewer than two are known.
    """
    first: dict[str, Candidate] = {}
    credits: dict[str, set[str]] = {}
    for carried in sorted(group, key=lambda carried: carried.candidate.key.position):
        article_id = carried.candidate.key.article_id
        first.setdefault(article_id, carried.candidate)
        credits.setdefault(article_id, set()).update(_key(name, known) for name in carried.credited)
    articles = [first[article_id] for article_id in sorted(first)]
    credited = _credited(articles, credits, known)
    # Of a chain of credits the end is the origin.
    ends = _credited(credited, credits, known)
    contenders = ends or credited or articles
    return contenders[0].key if len(contenders) == 1 else _earliest(contenders)


def is_credited(outlet: Outlet, names: Iterable[str], known: OutletRegistry) -> bool:
    """Whether one of the names is the outlet's, in any spelling that is known."""
    keys = _keys(outlet, known)
    return any(_key(name, known) in keys for name in names)


def _credited(articles: Sequence[Candidate], credits: Mapping[str, set[str]], known: OutletRegistry) -> list[Candidate]:
    """The articles whose outlet is credited by an article of another outlet among them."""
    crediting: dict[str, set[Hashable]] = {}
    for article in articles:
        for key in credits[article.key.article_id]:
            crediting.setdefault(key, set()).add(_source(article, known))
    return [
        article
        for article in articles
        if any(crediting.get(key, set()) - {_source(article, known)} for key in _keys(article.header.outlet, known))
    ]


def _earliest(articles: Iterable[Candidate]) -> SentenceKey | None:
    dated = [(published, article) for article in articles if (published := article.header.published) is not None]
    if len(dated) < 2:
        return None
    first, article = min(dated, key=lambda item: (item[0].end, item[0].start, item[1].key))
    return article.key if all(first.end <= other.start for other, one in dated if one is not article) else None


def _source(candidate: Candidate, known: OutletRegistry) -> Hashable:
    return known.identity(candidate.header.outlet) or candidate.key.article_id


def _keys(outlet: Outlet, known: OutletRegistry) -> frozenset[str]:
    """What an outlet may be credited by: its name, its domain, and a domain that holds that."""
    name = known.canonical(outlet).name
    return frozenset(
        (*((_key(name, known),) if name else ()), *(domain_suffixes(outlet.domain) if outlet.domain else ()))
    )


def _key(name: str, known: OutletRegistry) -> str:
    return outlet_name_key(known.canonical(Outlet(name)).name or name).removeprefix("the ")


class _Joined:
    """Sets that grow together (union-find); an item that was never joined is a set of its own."""

    def __init__(self) -> None:
        self._parents: dict[Hashable, Hashable] = {}

    def root(self, item: Hashable) -> Hashable:
        """One item that stands for the whole set."""
        path = []
        while (parent := self._parents.get(item, item)) != item:
            path.append(item)
            item = parent
        for passed in path:
            self._parents[passed] = item
        return item

    def join(self, item: Hashable, other: Hashable) -> None:
        """Make one set of the two items' sets."""
        self._parents[self.root(item)] = self.root(other)
