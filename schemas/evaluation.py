"""Labelled claims as `claimlink evaluate` reads them; fields that are not named here are passed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from marshmallow import EXCLUDE, ValidationError, fields, post_load, validates_schema

from schemas.articles import article_input_schema
from schemas.base import ApiSchema, Choice, Parsed, Part, Text, TrueOrFalse, Values, WholeNumber
from service.application.evaluate import LabelledClaim, LabelledQuote, LabelledRow, Level, Span
from service.application.index_articles import ArticleDraft
from service.domain.evaluation import DocumentLabel, Mark
from service.domain.published import parse_published
from service.settings import Limits

_MOST = 1_000_000
_ARTICLE_NAMES = ("article", "article_id", "file")
_MARKS = {
    "support": Mark.SUPPORTS,
    "supports": Mark.SUPPORTS,
    "refute": Mark.REFUTES,
    "refutes": Mark.REFUTES,
    "neutral": Mark.NEUTRAL,
}


class _LabelledSchema(ApiSchema):
    class Meta:
        unknown = EXCLUDE


class _SentenceOfArticle(fields.Field[int | str]):
    """The index of one of an article's `sentences`, or a sentence itself."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int | str:
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        raise ValidationError("must be the index of a sentence, from 0, or its text")


def row_schema(limits: Limits) -> ApiSchema:
    """A claim with its own small document; loads to a LabelledRow, of which the id may be empty."""

    class Row(_LabelledSchema):
        id = Text(max_chars=_MOST, load_default="")
        claim = Text(max_chars=limits.claim_chars, required=True)
        sentences = Values(Text(max_chars=limits.text_chars, blank=True), least=1, most=_MOST, required=True)
        support = Values(WholeNumber(0, _MOST), most=_MOST, required=True, allow_none=True)
        refute = Values(WholeNumber(0, _MOST), most=_MOST, load_default=list, allow_none=True)
        label = Choice(DocumentLabel, required=True)
        level = Choice(Level, required=True)
        binary = TrueOrFalse(load_default=False)
        claimed_at = Parsed(parse_published, max_chars=40, load_default=None, allow_none=True)

        @validates_schema
        def check_indices(self, loaded: dict[str, Any], **_: Any) -> None:
            last = len(loaded["sentences"]) - 1
            for name in ("support", "refute"):
                if any(index > last for index in loaded[name] or ()):
                    raise ValidationError(f"must hold indices of sentences, from 0 to {last}", name)
                if loaded[name] is None and loaded["level"] is not Level.DOC:
                    raise ValidationError(f"must be a list; null is for level {Level.DOC}", name)
            if set(loaded["support"] or ()) & set(loaded["refute"] or ()):
                raise ValidationError("must hold no index that support holds", "refute")

        @post_load
        def build(self, loaded: dict[str, Any], **_: Any) -> LabelledRow:
            claimed_at = loaded.pop("claimed_at")
            return LabelledRow(
                sentences=tuple(loaded.pop("sentences")),
                support=frozenset(loaded.pop("support") or ()),
                refute=frozenset(loaded.pop("refute") or ()),
                claimed_at=claimed_at and claimed_at.start,
                **loaded,
            )

    return Row()


def claim_schema(limits: Limits) -> ApiSchema:
    """A claim with labelled sentences of articles or pages; loads to a LabelledClaim, of which id and place are empty.

    A labelled sentence names its article (`article`, `article_id` or `file`) and its place there: `start` and `end`,
    or `sentence`, which is its index or its text.
    """

    class Quote(_LabelledSchema):
        article = Text(max_chars=limits.title_chars)
        article_id = Text(max_chars=limits.title_chars)
        file = Text(max_chars=limits.title_chars)
        sentence = _SentenceOfArticle()
        start = WholeNumber(0, _MOST)
        end = WholeNumber(0, _MOST)
        text = Text(max_chars=limits.text_chars)

        @validates_schema
        def check_place(self, loaded: dict[str, Any], **_: Any) -> None:
            if sum(name in loaded for name in _ARTICLE_NAMES) != 1:
                raise ValidationError(f"must have one of {', '.join(_ARTICLE_NAMES)}")
            if "sentence" not in loaded and not ("start" in loaded and "end" in loaded):
                raise ValidationError("must have either sentence, or start and end")

    class Claim(_LabelledSchema):
        id = Text(max_chars=_MOST, load_default="")
        claim = Text(max_chars=limits.claim_chars, required=True)
        claimed_at = Parsed(parse_published, max_chars=40, load_default=None, allow_none=True)
        support = Values(Part(Quote), most=_MOST)
        supports = Values(Part(Quote), most=_MOST)
        refute = Values(Part(Quote), most=_MOST)
        refutes = Values(Part(Quote), most=_MOST)
        neutral = Values(Part(Quote), most=_MOST)

        @validates_schema
        def check_labels(self, loaded: dict[str, Any], **_: Any) -> None:
            for name, other in (("support", "supports"), ("refute", "refutes")):
                if (name in loaded) == (other in loaded):
                    raise ValidationError(f"is required, as {name} or as {other}", name)

        @post_load
        def build(self, loaded: dict[str, Any], **_: Any) -> LabelledClaim:
            quotes = tuple(
                _quote(f"/{name}/{number}", mark, quote)
                for name, mark in _MARKS.items()
                for number, quote in enumerate(loaded.get(name, ()))
            )
            claimed_at = loaded["claimed_at"]
            return LabelledClaim(loaded["id"], "", loaded["claim"], quotes, claimed_at and claimed_at.start)

    return Claim()


def sentences_schema(limits: Limits) -> ApiSchema:
    """An article that comes in sentences; loads to a DraftInSentences.

    Its outlet may be no more than a name, and its date be called `published`.
    """
    article_schema = article_input_schema(limits)

    class InSentences(_LabelledSchema):
        article = Text(max_chars=128, required=True)
        title = fields.Raw(load_default=None)
        url = fields.Raw(load_default=None)
        outlet = fields.Raw(load_default=None)
        published_at = fields.Raw(load_default=None)
        published = fields.Raw(load_default=None)
        language = fields.Raw(load_default=None)
        sentences = Values(Text(max_chars=limits.text_chars), least=1, most=_MOST, required=True)
        paragraphs = Values(WholeNumber(1, _MOST), most=_MOST, load_default=None, allow_none=True)

        @validates_schema
        def check_paragraphs(self, loaded: dict[str, Any], **_: Any) -> None:
            count = len(loaded["sentences"])
            if loaded["paragraphs"] is not None and sum(loaded["paragraphs"]) != count:
                raise ValidationError(f"must be how many sentences each has, {count} together", "paragraphs")

        @post_load
        def build(self, loaded: dict[str, Any], **_: Any) -> DraftInSentences:
            sentences, paragraphs = loaded.pop("sentences"), loaded.pop("paragraphs")
            text, offsets = _joined(sentences, paragraphs or [len(sentences)])
            published, outlet = loaded.pop("published"), loaded.pop("outlet")
            draft = article_schema.load(
                {
                    "id": loaded.pop("article"),
                    **loaded,
                    "published_at": loaded["published_at"] or published,
                    "outlet": {"name": outlet} if isinstance(outlet, str) else outlet,
                    "text": text,
                }
            )
            return DraftInSentences(draft, offsets)

    return InSentences()


@dataclass(frozen=True, slots=True)
class DraftInSentences:
    """An article and where each of the sentences that it came in stands in its text."""

    draft: ArticleDraft
    offsets: tuple[Span, ...]


def _joined(sentences: Sequence[str], paragraphs: Sequence[int]) -> tuple[str, tuple[Span, ...]]:
    first = set(accumulate(paragraphs, initial=0))
    text, offsets = "", []
    for index, sentence in enumerate(sentences):
        text += "" if index == 0 else "\n\n" if index in first else " "
        offsets.append((len(text), len(text) + len(sentence)))
        text += sentence
    return text, tuple(offsets)


def _quote(field: str, mark: Mark, loaded: dict[str, Any]) -> LabelledQuote:
    [article_id] = (loaded[name] for name in _ARTICLE_NAMES if name in loaded)
    sentence = loaded.get("sentence")
    return LabelledQuote(
        field=field,
        article_id=article_id,
        mark=mark,
        text=sentence if isinstance(sentence, str) else loaded.get("text"),
        index=sentence if isinstance(sentence, int) else None,
        start=loaded.get("start"),
        end=loaded.get("end"),
    )
