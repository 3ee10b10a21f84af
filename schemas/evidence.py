"""Claims as they come in and evidence as it goes out."""

from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from schemas.articles import (
    OutletSchema,
    WarningSchema,
    article_path,
    outlet_body,
    published_at,
    published_precision,
    warning_bodies,
)
from schemas.base import (
    ApiSchema,
    Choice,
    Parsed,
    Part,
    Share,
    Text,
    Values,
    WholeNumber,
    shown,
    shown_list,
    shown_part,
    shown_word,
)
from schemas.facts import FactsSchema, facts_body
from schemas.filters import article_filter, filter_fields
from service.application.copies import MOST_COPIES, Copy
from service.application.link_claim import MAX_CANDIDATES, EvidenceItem, EvidencePage, EvidenceRequest
from service.domain.article import content_sha256
from service.domain.evidence import Aspect, Check, CheckVerdict, Coverage, Stance
from service.domain.outlet import OutletTiers
from service.domain.published import format_time, parse_published
from service.domain.ranking import DEFAULT_SORT, SortKey
from service.domain.terms import COVERAGE_FLOOR
from service.domain.text_fragment import text_fragment_url
from service.settings import Limits

DEFAULT_PAGE_ITEMS = 50
_DEFAULT_CANDIDATES = 1000
_MAX_CURSOR_CHARS = 200

_CLAIM = "One statement; it holds a letter or a digit. Required unless cursor is given."
_CLAIMED_AT = "The date from which 'last year' in the claim is meant; today when absent."
_TIERS = "Lists of outlet names and domains, the most trusted first; the server's outlets file when null."
_SORT = "Within a stance; ties always end in article id and position."
_MIN_SUPPORT = "Supports with a lower support_score are left out."
_DEADLINE = "Judging stops then; the answer says what it leaves out."
_SOURCES = (
    "Sources that the supports come from: outlets are one where one credits the other, both credit the same third "
    "one, or a support of one is a copy of a support of the other, all links taken together; an article without an "
    "outlet is one."
)
_CREDITED = "Whom the sentence names as its source, else whom its article does; the outlet itself is left out."
_COPIES = (
    "The same sentence, lightly edited at the most, in other articles within the filters, found among the claim's "
    f"candidates; the origin first, then by date, undated ones last, {MOST_COPIES} at the most."
)
_ORIGIN = (
    "Whether the others have it from there: the outlet that they credit, else the earliest where the dates tell. "
    "No copy is the origin where the sentence itself is, or where nothing tells."
)
_CURSOR = "next_cursor of an earlier answer. All else but limit stays as it was asked then; claim may be repeated."


@dataclass(frozen=True, slots=True)
class AskedEvidence:
    """A loaded evidence request: a claim to link, or a cursor to go on from with `claim` as a guard."""

    request: EvidenceRequest
    cursor: str | None
    claim: str | None


class _EvidenceInput(ApiSchema):
    """What the body and the query of an evidence request have in common."""

    @validates_schema
    def check_claim(self, loaded: dict[str, Any], **_: Any) -> None:
        claim: str | None = loaded.get("claim")
        if claim is None and loaded.get("cursor") is None:
            raise ValidationError("is required unless cursor is given", "claim")
        if claim is not None and not any(character.isalnum() for character in claim):
            raise ValidationError("must hold a letter or a digit", "claim")

    @post_load
    def build(self, loaded: dict[str, Any], **_: Any) -> AskedEvidence:
        claim, cursor = loaded.pop("claim"), loaded.pop("cursor")
        where = loaded.pop("filters") if "filters" in loaded else article_filter(loaded)
        claimed_at, tiers = loaded.pop("claimed_at"), loaded.pop("outlet_tiers", None)
        request = EvidenceRequest(
            claim=claim or "",
            claimed_at=claimed_at.start if claimed_at else None,
            stances=tuple(loaded.pop("stances")),
            where=where,
            tiers=None if tiers is None else OutletTiers.from_lists(tiers),
            sort=tuple(loaded.pop("sort")),
            **loaded,
        )
        return AskedEvidence(request, cursor, claim)


def _request_fields(limits: Limits, *, in_query: bool) -> dict[str, fields.Field[Any]]:
    most_candidates = min(limits.max_candidates, MAX_CANDIDATES)
    return {
        "claim": Text(
            max_chars=limits.claim_chars,
            load_default=None,
            allow_none=True,
            metadata={"description": _CLAIM, "example": "The harbour handled 40% more grain in 2023."},
        ),
        "claimed_at": Parsed(
            parse_published,
            max_chars=40,
            load_default=None,
            allow_none=True,
            metadata={"description": _CLAIMED_AT, "example": "2024-04-12"},
        ),
        "stances": Values(
            Choice(Stance),
            least=1,
            most=len(Stance),
            load_default=lambda: [Stance.SUPPORTS],
            data_key="stance" if in_query else None,
            metadata={"default": ["supports"], "description": "Which stances to see; totals count all."},
        ),
        "sort": Values(
            Choice(SortKey),
            least=1,
            most=len(SortKey),
            load_default=lambda: list(DEFAULT_SORT),
            metadata={"default": list(DEFAULT_SORT), "description": _SORT},
        ),
        "min_support_score": Share(
            in_query=in_query, load_default=None, allow_none=True, metadata={"description": _MIN_SUPPORT}
        ),
        "max_candidates": WholeNumber(
            1, most_candidates, in_query=in_query, load_default=min(_DEFAULT_CANDIDATES, most_candidates)
        ),
        "deadline_ms": WholeNumber(
            1,
            limits.deadline_ms,
            in_query=in_query,
            load_default=None,
            allow_none=True,
            metadata={"description": _DEADLINE},
        ),
        "limit": WholeNumber(
            1, limits.page_items, in_query=in_query, load_default=min(DEFAULT_PAGE_ITEMS, limits.page_items)
        ),
        "cursor": Text(
            max_chars=_MAX_CURSOR_CHARS, load_default=None, allow_none=True, metadata={"description": _CURSOR}
        ),
    }


def evidence_request_schema(limits: Limits) -> Schema:
    """An evidence request as a JSON body; loads to an AskedEvidence."""

    class _FilterInput(ApiSchema):
        @post_load
        def build(self, loaded: dict[str, Any], **_: Any) -> Any:
            return article_filter(loaded)

    filter_input = _FilterInput.from_dict(filter_fields(limits), name="EvidenceFilters")
    outlet_names = Values(Text(max_chars=limits.title_chars), least=1, most=limits.filter_values)
    return _EvidenceInput.from_dict(
        {
            **_request_fields(limits, in_query=False),
            "filters": Part(filter_input, load_default=lambda: filter_input().load({})),
            "outlet_tiers": Values(
                outlet_names, most=100, load_default=None, allow_none=True, metadata={"description": _TIERS}
            ),
        },
        name="EvidenceRequest",
    )()


def evidence_query_schema(limits: Limits) -> Schema:
    """An evidence request as query parameters; loads to an AskedEvidence."""
    return _EvidenceInput.from_dict(
        {**_request_fields(limits, in_query=True), **filter_fields(limits, in_query=True)}, name="EvidenceQuery"
    )()


def batch_schema(limits: Limits, request_schema: Schema) -> Schema:
    """Many evidence requests; each is loaded on its own, so that a bad one costs itself alone."""

    class EvidenceBatch(ApiSchema):
        items = Values(
            fields.Raw(
                allow_none=True,
                metadata={"allOf": [{"$ref": f"#/components/schemas/{type(request_schema).__name__}"}]},
            ),
            least=1,
            most=limits.batch_items,
            required=True,
        )

    return EvidenceBatch()


class ClaimSchema(ApiSchema):
    """The claim as it was understood."""

    text = shown(fields.String)
    language = shown(fields.String, nullable=True)
    facts = shown_part(FactsSchema)


class TotalsSchema(ApiSchema):
    """Counts over all that was judged, whatever `stances` asks to see."""

    supports = shown(fields.Integer)
    refutes = shown(fields.Integer)
    outlets = shown(fields.Integer, description="Outlets that have a support.")
    independent_sources = shown(fields.Integer, description=_SOURCES)
    candidates = shown(
        fields.Integer,
        description=f"Sentences within the filters that hold at least {COVERAGE_FLOOR:.2f} of the claim's term weight.",
    )
    verified = shown(fields.Integer, description="How many of the candidates were judged.")


class EvidenceSentenceSchema(ApiSchema):
    """A sentence, verbatim: its article's text[start:end] in code points."""

    id = shown(fields.String)
    text = shown(fields.String)
    start = shown(fields.Integer)
    end = shown(fields.Integer)
    position = shown(fields.Integer)
    sha256 = shown(fields.String)
    context_before = shown(fields.String, nullable=True, description="The sentence before it, verbatim.")
    context_after = shown(fields.String, nullable=True, description="The sentence after it, verbatim.")


class EvidenceArticleSchema(ApiSchema):
    """The article in which a sentence stands."""

    id = shown(fields.String)
    revision = shown(fields.Integer)
    title = shown(fields.String, nullable=True)
    url = shown(fields.String, nullable=True)
    published_at = shown(fields.String, nullable=True)
    published_precision = shown_word(["time", "day", "month", "year", "unknown"])
    language = shown(fields.String, nullable=True)


class EvidenceOutletSchema(OutletSchema):
    """Who published it."""

    tier = shown(fields.Integer, nullable=True, description="1 is first; null for an outlet in no tier.")


class CheckSchema(ApiSchema):
    """One aspect of the claim against the sentence, with the reason in plain words."""

    aspect = shown_word(list(Aspect))
    claim = shown(fields.String, nullable=True)
    sentence = shown(fields.String, nullable=True)
    sentence_span = fields.List(fields.Integer(), required=True, allow_none=True)
    verdict = shown_word(list(CheckVerdict))
    reason = shown(fields.String)


class CopySchema(ApiSchema):
    """The same sentence in another article."""

    article_id = shown(fields.String)
    outlet = shown_part(OutletSchema)
    sentence_id = shown(fields.String)
    origin = shown(fields.Boolean, description=_ORIGIN)


class EvidenceLinks(ApiSchema):
    """Paths on this service, and the sentence on its own page."""

    article = shown(fields.String)
    sentence = shown(fields.String)
    source = shown(fields.String, nullable=True, description="The article's URL, scrolling to the sentence.")


class EvidenceItemSchema(ApiSchema):
    """One sentence with its stance towards the claim."""

    rank = shown(fields.Integer, description="Counts from 1 over all pages.")
    stance = shown_word(list(Stance))
    support_score = shown(fields.Float)
    relevance_score = shown(fields.Float, description="Share of the claim's term weight that the sentence holds.")
    sentence = shown_part(EvidenceSentenceSchema)
    article = shown_part(EvidenceArticleSchema)
    outlet = shown_part(EvidenceOutletSchema)
    credited_outlets = shown_list(fields.String(), description=_CREDITED)
    checks = shown_list(CheckSchema)
    copies = shown_list(CopySchema, description=_COPIES)
    links = shown_part(EvidenceLinks)


class CoverageSchema(ApiSchema):
    """What was searched: counts over the articles within the filters."""

    articles = shown(fields.Integer)
    sentences = shown(fields.Integer)
    outlets = shown(fields.Integer)
    newest_published_at = shown(fields.String, nullable=True)
    last_indexed_at = shown(fields.String, nullable=True)
    undated_articles = shown(fields.Integer)


class EvidenceAnswerSchema(ApiSchema):
    """A page of every sentence with a stance asked for, ranked."""

    claim = shown_part(ClaimSchema)
    totals = shown_part(TotalsSchema)
    complete = shown(fields.Boolean, description="Whether every candidate was judged.")
    incomplete_reason = shown_word(["max_candidates", "deadline", "partial_index_failure"], nullable=True)
    warnings = shown_list(WarningSchema)
    evidence = shown_list(EvidenceItemSchema)
    coverage = shown_part(CoverageSchema)
    next_cursor = shown(fields.String, nullable=True, description="Good for 15 minutes.")


class BatchItemSchema(ApiSchema):
    """The answer to one request of a batch: `body` is what it alone would have got with `status`."""

    status = shown(fields.Integer)
    body = fields.Raw(required=True)


class BatchAnswerSchema(ApiSchema):
    """The answers, in the order of the requests."""

    items = shown_list(BatchItemSchema)


def evidence_body(page: EvidencePage) -> dict[str, Any]:
    """An EvidenceAnswerSchema; plain functions, since marshmallow takes ten times as long for 50 items."""
    claim, totals = page.claim, page.totals
    return {
        "claim": {"text": claim.text, "language": claim.language, "facts": facts_body(claim.facts)},
        "totals": {
            "supports": totals.supports,
            "refutes": totals.refutes,
            "outlets": totals.outlets,
            "independent_sources": totals.independent_sources,
            "candidates": totals.candidates,
            "verified": totals.verified,
        },
        "complete": page.complete,
        "incomplete_reason": page.incomplete_reason,
        "warnings": warning_bodies(page.warnings),
        "evidence": [_item_body(item) for item in page.evidence],
        "coverage": _coverage_body(page.coverage),
        "next_cursor": page.next_cursor,
    }


def _item_body(item: EvidenceItem) -> dict[str, Any]:
    candidate, context = item.candidate, item.context
    key, header = candidate.key, candidate.header
    path = article_path(key.article_id)
    return {
        "rank": item.rank,
        "stance": item.verdict.stance,
        "support_score": item.verdict.support_score,
        "relevance_score": item.relevance_score,
        "sentence": {
            "id": key.sentence_id,
            "text": candidate.text,
            "start": candidate.start,
            "end": candidate.end,
            "position": key.position,
            "sha256": content_sha256(candidate.text),
            "context_before": context.before[-1] if context.before else None,
            "context_after": context.after,
        },
        "article": {
            "id": header.id,
            "revision": header.revision,
            "title": header.title,
            "url": header.url,
            "published_at": published_at(header.published),
            "published_precision": published_precision(header.published),
            "language": header.language,
        },
        "outlet": {**outlet_body(header.outlet), "tier": item.tier},
        "credited_outlets": list(item.credited),
        "checks": [_check_body(check) for check in item.verdict.checks],
        "copies": [_copy_body(copy) for copy in item.copies],
        "links": {
            "article": path,
            "sentence": f"{path}/sentences/{key.position}",
            "source": text_fragment_url(header.url, candidate.text) if header.url else None,
        },
    }


def _copy_body(copy: Copy) -> dict[str, Any]:
    return {
        "article_id": copy.key.article_id,
        "outlet": outlet_body(copy.outlet),
        "sentence_id": copy.key.sentence_id,
        "origin": copy.is_origin,
    }


def _check_body(check: Check) -> dict[str, Any]:
    return {
        "aspect": check.aspect,
        "claim": check.claim,
        "sentence": check.sentence,
        "sentence_span": check.sentence_span,
        "verdict": check.verdict,
        "reason": check.reason,
    }


def _coverage_body(coverage: Coverage) -> dict[str, Any]:
    return {
        "articles": coverage.articles,
        "sentences": coverage.sentences,
        "outlets": coverage.outlets,
        "newest_published_at": published_at(coverage.newest_published),
        "last_indexed_at": coverage.last_indexed_at and format_time(coverage.last_indexed_at),
        "undated_articles": coverage.undated_articles,
    }
