"""Outlets and their tiers."""

import unicodedata
from collections.abc import Sequence
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


NO_TIERS = OutletTiers({})
