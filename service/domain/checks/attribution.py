"""Who says so in the sentence, and who in the claim."""

from collections.abc import Sequence

from service.domain.checks.asked import Asked
from service.domain.checks.words import terms_of
from service.domain.evidence import Aspect, Check, CheckVerdict
from service.domain.facts.attribution import QUOTATION, Attribution
from service.domain.facts.names import find_names


def check_attribution(asked: Asked, attributions: Sequence[Attribution]) -> list[Check]:
    """Reported speech supports what is reported; that it is reported is said all the same."""
    if not asked.sources:
        return [_reported(attributions[0])] if attributions else []
    wanted = asked.sources[0]
    if not attributions:
        reason = f"the claim reports what {wanted.text} says; the sentence states it in its own voice"
        return [Check(Aspect.ATTRIBUTION, CheckVerdict.UNSTATED, reason, wanted.text)]
    own = _known_by(wanted)
    for other in attributions:
        if own & _known_by(other):
            return [_compared(wanted, other, CheckVerdict.AGREES)]
    other = attributions[0]
    apart = _is_named(wanted) and all(_is_named(other) for other in attributions)
    return [_compared(wanted, other, CheckVerdict.DIFFERS if apart else CheckVerdict.UNSTATED)]


def _reported(attribution: Attribution) -> Check:
    span = attribution.start, attribution.end
    quoted = attribution.cue == QUOTATION
    reason = f"the sentence {'quotes a speaker' if quoted else 'reports what is said by'}: {attribution.text}"
    return Check(Aspect.ATTRIBUTION, CheckVerdict.UNSTATED, reason, None, attribution.text, span)


def _compared(wanted: Attribution, other: Attribution, verdict: CheckVerdict) -> Check:
    reason = f"says so in the claim: {wanted.text}, in the sentence: {other.text}"
    return Check(Aspect.ATTRIBUTION, verdict, reason, wanted.text, other.text, (other.start, other.end))


def _known_by(attribution: Attribution) -> frozenset[str]:
    """The terms by which a source is known: its names, else all its words."""
    named = frozenset(term for name in find_names(attribution.text) for term in terms_of(name.text))
    return named or frozenset(terms_of(attribution.text))


def _is_named(attribution: Attribution) -> bool:
    return bool(find_names(attribution.text))
