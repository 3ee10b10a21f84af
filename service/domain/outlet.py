"""Outlets: their spellings and their tiers."""

import unicodedata
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who published an article. Nothing is invented: what the input does not state is None."""

    name: str | None = None
    domain: str | None = None


NO_OUTLET = Outlet()


def outlet_name_key(name: str) -> str:
    """The form in which two spellings of an outlet's name are the same: NFKC, case-folded, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def domain_suffixes(domain: str) -> tuple[str, ...]:
    """A domain and the domains that hold it, on label boundaries, longest first.

    >>> domain_suffixes("news.bbc.co.uk")
    ('news.bbc.co.uk', 'bbc.co.uk', 'co.uk', 'uk')
    """
    labels = domain.strip(".").lower().split(".")
    return tuple(".".join(labels[start:]) for start in range(len(labels)))


def outlet_keys(outlet: Outlet) -> tuple[str, ...]:
    """Every key by which a filter or a tier may name this outlet: its name's key and its domain's suffixes."""
    name = (outlet_name_key(outlet.name),) if outlet.name else ()
    return name + (domain_suffixes(outlet.domain) if outlet.domain else ())


def outlet_order(outlet: Outlet) -> tuple[bool, str, bool, str, str]:
    """Where an outlet stands in a list: by name key, then domain; nameless ones last."""
    name, domain = outlet.name, outlet.domain
    return (name is None, outlet_name_key(name or ""), domain is not None, domain or "", name or "")


OutletIdentity = Callable[["Outlet"], Hashable | None]
"""Gives what two spellings of one outlet have in common; None for no outlet."""


def outlet_identity(outlet: Outlet) -> tuple[str, str] | None:
    """What makes two outlets the same when they are counted: name key and domain; None for no outlet."""
    if outlet == NO_OUTLET:
        return None
    return outlet_name_key(outlet.name or ""), outlet.domain or ""


@dataclass(frozen=True, slots=True)
class OutletTiers:
    """Ranks of outlets: 1 is first. An outlet that no tier names has none."""

    rank_by_key: dict[str, int]

    @classmethod
    def from_lists(cls, tiers: Sequence[Sequence[str]]) -> "OutletTiers":
        """Take tiers as lists of outlet names and domains, the first list being tier 1."""
        ranks: dict[str, int] = {}
        for rank, members in enumerate(tiers, start=1):
            for member in members:
                ranks.setdefault(outlet_name_key(member), rank)
        return cls(ranks)

    def tier_of(self, outlet: Outlet) -> int | None:
        """The best rank that names the outlet by name, by domain or by a domain that holds its domain."""
        ranks = [self.rank_by_key[key] for key in outlet_keys(outlet) if key in self.rank_by_key]
        return min(ranks, default=None)


@dataclass(frozen=True, slots=True)
class OutletEntry:
    """What is known of one outlet: every name and domain under which it publishes, the first of each the main one.

    `tier` is its rank, 1 the first; `is_agency` says that others carry its reports. `doubtful` lists those of its names
    that mean something else as often, so that a text which credits the outlet has to say so plainly.
    """

    name: str
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    tier: int | None = None
    is_agency: bool = False
    doubtful: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its aliases."""
        return self.name, *self.aliases

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that names it: its names' keys and its domains, each once."""
        return tuple(dict.fromkeys((*map(outlet_name_key, self.names), *self.domains)))


@dataclass(frozen=True, slots=True)
class OutletRegistry:
    """Outlets and all their spellings: what several names and domains have in common.

    A name decides before a domain, and a longer domain before one that holds it.
    """

    entries: tuple[OutletEntry, ...]
    entry_by_key: dict[str, OutletEntry]

    @classmethod
    def of(cls, entries: Iterable[OutletEntry]) -> "OutletRegistry":
        """Raises ValueError where two entries have a name or a domain in common; counts entries from 1."""
        listed = tuple(entries)
        named_by: dict[str, int] = {}
        for number, entry in enumerate(listed, start=1):
            for key in entry.keys:
                if named_by.setdefault(key, number) != number:
                    raise ValueError(
                        f"entry {number} ({entry.name}): {key!r} is named by entry {named_by[key]} already"
                    )
        return cls(listed, {key: listed[number - 1] for key, number in named_by.items()})

    def entry_of(self, outlet: Outlet) -> OutletEntry | None:
        """The entry that names the outlet, None for an unknown one."""
        for key in outlet_keys(outlet):
            if key in self.entry_by_key:
                return self.entry_by_key[key]
        return None

    def canonical(self, outlet: Outlet) -> Outlet:
        """The outlet under its entry's name and main domain; an unknown one as it is.

        Where the entry states no domain the outlet keeps its own.
        """
        entry = self.entry_of(outlet)
        if entry is None:
            return outlet
        return Outlet(entry.name, entry.domains[0] if entry.domains else outlet.domain)

    def canonical_names(self, names: Iterable[str]) -> tuple[str, ...]:
        """Names of outlets, each as its entry has it, in order, each once; unknown ones as they are."""
        return tuple(dict.fromkeys(self.canonical(Outlet(name)).name or name for name in names))

    def identity(self, outlet: Outlet) -> tuple[str, str] | None:
        """What makes two outlets the same when they are counted; None for no outlet."""
        entry = self.entry_of(outlet)
        if entry is None:
            return outlet_identity(outlet)
        return outlet_name_key(entry.name), entry.domains[0] if entry.domains else ""

    def tier_of(self, outlet: Outlet) -> int | None:
        """The tier of the entry that names the outlet."""
        entry = self.entry_of(outlet)
        return None if entry is None else entry.tier

    def spellings(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Outlet keys, each with every other key of the entry that it names; in order, each once."""
        widened: dict[str, None] = {}
        for key in keys:
            entry = self.entry_by_key.get(key)
            widened.update(dict.fromkeys((key, *(entry.keys if entry else ()))))
        return tuple(widened)

    def widened(self, tiers: OutletTiers) -> OutletTiers:
        """Tiers that also rank every other spelling of the outlets that they name."""
        ranks: dict[str, int] = {}
        for key, rank in sorted(tiers.rank_by_key.items(), key=lambda item: item[1]):
            for spelling in self.spellings([key]):
                ranks.setdefault(spelling, rank)
        return OutletTiers(ranks)


NO_REGISTRY = OutletRegistry.of(())
