"""Which terms of a claim a sentence holds, and how."""

from dataclasses import dataclass, field

from service.domain.checks.asked import Asked
from service.domain.facts.seats import COUNTRY_BY_SEAT
from service.domain.facts.wording import family_key, is_same_family, same_meaning


@dataclass(slots=True)
class Matched:
    """Terms of the claim that the sentence holds, by how it holds them; the checks write into it what they find.

    `reworded` and `converse` have beside each term the sentence's own, of the same meaning and of the same deed seen
    from its other end ("sold to" for "bought from"). `turned` are those of which the sentence denies the opposite; it
    holds no `contradicted` one. The flags are those of Findings.
    """

    stated: set[str]
    reworded: dict[str, frozenset[str]]
    contradicted: set[str]
    turned: set[str]
    leaves_open: bool = False
    denied: bool = False
    accused: bool = False
    converse: dict[str, frozenset[str]] = field(default_factory=dict)

    def __contains__(self, term: str) -> bool:
        return term in self.stated or term in self.reworded


def match(asked: Asked, terms: frozenset[str]) -> Matched:
    """What the terms of a sentence alone tell; names and figures count only as they are."""
    countries = {COUNTRY_BY_SEAT[term] for term in terms & COUNTRY_BY_SEAT.keys()}
    matched = Matched(set(), {}, set(), set())
    families: dict[str, list[str]] = {}
    for other in terms:
        families.setdefault(family_key(other), []).append(other)
    for term in asked.weights:
        if term in terms or term in countries:
            matched.stated.add(term)
        elif term not in asked.name_terms and term not in asked.fact_terms:
            others = same_meaning(term) & terms or frozenset(
                other for other in families.get(family_key(term), ()) if is_same_family(term, other)
            )
            if others:
                matched.reworded[term] = others
    return matched


def shared_content(asked: Asked, matched: Matched) -> dict[str, int]:
    """What the two have in common besides names, a denied opposite left out: a denial is about that."""
    apart = asked.name_terms | matched.turned
    return {term: weight for term, weight in asked.weights.items() if term in matched and term not in apart}


def forms(term: str, matched: Matched) -> frozenset[str]:
    """The sentence's terms that stand for one of the claim."""
    return matched.reworded.get(term) or frozenset((term,))
