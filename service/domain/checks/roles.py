"""Whether a sentence has the parties of a claim the other way round."""

from service.domain.checks.asked import Asked
from service.domain.checks.matching import Matched
from service.domain.evidence import Aspect, Check, CheckVerdict
from service.domain.facts.roles import find_roles, is_swapped

# Whose parties are swapped is asked only where the sentence says about the same.
_SAYS_ENOUGH = 0.5


def check_roles(asked: Asked, text: str, terms: frozenset[str], matched: Matched) -> list[Check]:
    roles = asked.roles
    held = sum(weight for term, weight in asked.weights.items() if term in matched)
    if held < _SAYS_ENOUGH * asked.total:
        return []
    words = frozenset(word for _, word, _ in roles.actions) | frozenset(word for _, word in roles.leading)
    acts = any({actor, verb, patient} <= terms for actor, verb, patient in roles.actions)
    gives = bool(roles.sources and roles.recipients)
    leads = len(asked.name_terms & terms) > 1 and any(word in terms for _, word in roles.leading)
    if not (acts or gives or leads) or not is_swapped(roles, find_roles(text, words=words)):
        return []
    return [Check(Aspect.ROLE, CheckVerdict.DIFFERS, "the sentence has the two parties the other way round")]
