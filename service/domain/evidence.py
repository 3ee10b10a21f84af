"""Candidates, verdicts and evidence: sentences with a stance towards a claim."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.domain.facts import Facts
from service.domain.outlet import NO_OUTLET, Outlet
from service.domain.published import PublishedDate


class Stance(StrEnum):
    """How a sentence stands to a claim, in the order of an answer."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    NOT_ENOUGH_INFO = "not_enough_info"


class Aspect(StrEnum):
    """What a check compares."""

    COVERAGE = "coverage"
    QUANTITY = "quantity"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    MODALITY = "modality"
    ROLE = "role"
    ATTRIBUTION = "attribution"


class CheckVerdict(StrEnum):
    """What a check found."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Check:
    """One aspect of the claim against the sentence.

    `claim` and `sentence` quote both sides verbatim (None where a side states nothing); `sentence_span` is where the
    sentence's side stands, in code points from the sentence's start; `reason` is plain words for an editor.
    """

    aspect: Aspect
    verdict: CheckVerdict
    reason: str
    claim: str | None = None
    sentence: str | None = None
    sentence_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verifier's decision; `support_score` is 0..1, its confidence that the sentence supports the claim."""

    stance: Stance
    support_score: float
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class SentenceKey:
    """Names one sentence of one revision of one article."""

    article_id: str
    revision: int
    position: int

    @property
    def sentence_id(self) -> str:
        """The sentence's id as callers see it."""
        return f"{self.article_id}:{self.revision}:{self.position}"


@dataclass(frozen=True, slots=True)
class ArticleHeader:
    """An article without its text: what ranking and an answer show of it.

    `credited` names the outlets that the article gives as its sources, as it spells them.
    """

    id: str
    revision: int
    title: str | None = None
    url: str | None = None
    outlet: Outlet = NO_OUTLET
    published: PublishedDate | None = None
    language: str | None = None
    modified: PublishedDate | None = None
    credited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A retrieved sentence not yet verified; `weight` is the term weight of the claim that it holds."""

    key: SentenceKey
    weight: int
    text: str
    start: int
    end: int
    header: ArticleHeader


@dataclass(frozen=True, slots=True)
class Context:
    """The sentences around one, verbatim: up to two before (nearest last) and one after."""

    before: tuple[str, ...] = ()
    after: str | None = None


NO_CONTEXT = Context()


@dataclass(frozen=True, slots=True)
class Reading:
    """A candidate as an editor reads it: with what it states, its context and its article's title (in the header).

    `language` is the sentence's ISO 639 code, None where it is too short to tell.
    """

    candidate: Candidate
    facts: Facts
    context: Context = NO_CONTEXT
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched."""

    articles: int
    sentences: int
    outlets: int
    newest_published: PublishedDate | None
    last_indexed_at: datetime | None
    undated_articles: int
