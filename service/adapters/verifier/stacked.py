"""The verifier: checks judge every candidate, the model those that could still support or refute the claim."""

import re
from calendar import month_name
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from service.adapters.verifier.cross_encoder import MODEL_FOLDER, CrossEncoder, Entailment
from service.adapters.verifier.decision import Decision
from service.adapters.verifier.encoding import Shown, names_in
from service.domain.checks import Asked, Findings, ask, examine
from service.domain.claim import Claim
from service.domain.evidence import Aspect, Check, CheckVerdict, Reading, Stance, Verdict
from service.domain.facts.dates import DateMention
from service.domain.plain_text import plain_text
from service.domain.terms import sentence_terms

# Changes when the checks do; the model and the weights name themselves by their content.
_RULES = "checks-4"
_KEPT_CLAIMS = 64
_YEAR = re.compile(r"\b\d{4}\b")
_LANGUAGE = "en"
_UNCHECKED = Verdict(
    Stance.NOT_ENOUGH_INFO,
    0.0,
    (Check(Aspect.COVERAGE, CheckVerdict.UNSTATED, "the claim cannot be checked; its warning says why"),),
)


class StackedVerifier:
    """Decides by checks that forbid support, and by a calibrated regression over the checks and the model."""

    def __init__(self, encoder: CrossEncoder, decision: Decision) -> None:
        self._encoder = encoder
        self._decision = decision
        self._ask = lru_cache(maxsize=_KEPT_CLAIMS)(ask)

    @classmethod
    def load(cls, folder: Path = MODEL_FOLDER, *, threads: int | None = None) -> "StackedVerifier":
        """The verifier whose model and weights lie in the folder."""
        return cls(CrossEncoder(folder, threads=threads), Decision.load(folder))

    @property
    def version(self) -> str:
        """Changes whenever verdicts may."""
        return f"{_RULES}-{self._decision.fingerprint}"

    def verify(self, claim: Claim, readings: Sequence[Reading]) -> list[Verdict]:
        """One verdict a reading, in order."""
        if not claim.is_checkable:
            return [_UNCHECKED] * len(readings)
        asked = self._ask(claim)
        found = {place: examine(asked, reading) for place, reading in enumerate(readings) if _is_readable(reading)}
        worth = [place for place, findings in found.items() if self._decision.is_worth_reading(findings)]
        entailments = self._encoder.judge(claim.text, [shown_to_model(asked, readings[place]) for place in worth])
        known = dict(zip(worth, entailments, strict=True))
        return [
            self._judge(found[place], known.get(place)) if place in found else _unread(reading)
            for place, reading in enumerate(readings)
        ]

    def _judge(self, findings: Findings, entailment: Entailment | None) -> Verdict:
        if entailment is None:
            score = self._decision.unread_score(findings)
            return Verdict(Stance.NOT_ENOUGH_INFO, round(score, 4), findings.checks)
        stance, score = self._decision.stance(findings, entailment)
        return Verdict(stance, round(score, 4), findings.checks)


def _is_readable(reading: Reading) -> bool:
    return reading.language in (None, _LANGUAGE)


def _unread(reading: Reading) -> Verdict:
    reason = f"the sentence's language is {reading.language!r}; the verifier reads English alone"
    return Verdict(Stance.NOT_ENOUGH_INFO, 0.0, (Check(Aspect.COVERAGE, CheckVerdict.UNSTATED, reason),))


def shown_to_model(asked: Asked, reading: Reading) -> Shown:
    """The sentence, with the names before it and the title where these hold a term of the claim that it does not.

    A whole sentence before it would be taken for evidence itself.
    """
    missing = asked.weights.keys() - sentence_terms(reading.candidate.text)
    title = reading.candidate.header.title or ""
    names = names_in(" ".join(reading.context.before))
    sentence = dated(reading.candidate.text, reading.facts.dates) if asked.dates else reading.candidate.text
    return Shown(
        sentence=plain_text(sentence).text,
        before="" if missing.isdisjoint(sentence_terms(names)) else plain_text(names).text,
        title="" if missing.isdisjoint(sentence_terms(title)) else plain_text(title).text,
    )


def dated(text: str, dates: Sequence[DateMention]) -> str:
    """A sentence in which each date without a year is followed by the year, or the month, that it was found to mean.

    The model knows no day of publication: it could not tell that "last year" is 2023.
    """
    for mention in reversed(dates):
        if mention.first is None or mention.last is None or _YEAR.search(mention.text):
            continue
        if (mention.first.year, mention.first.month) == (mention.last.year, mention.last.month):
            meant = f"{month_name[mention.first.month]} {mention.first.year}"
        elif mention.first.year == mention.last.year:
            meant = str(mention.first.year)
        else:
            continue
        text = f"{text[: mention.end]} ({meant}){text[mention.end :]}"
    return text
