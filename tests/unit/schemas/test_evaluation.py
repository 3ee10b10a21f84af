"""Labelled claims as they are read."""

from datetime import UTC, datetime
from typing import Any

import pytest
from marshmallow import Schema, ValidationError

from schemas.evaluation import claim_schema, row_schema, sentences_schema
from service.application.evaluate import LabelledQuote, LabelledRow, Level
from service.domain.evaluation import DocumentLabel, Mark
from service.domain.outlet import Outlet
from service.settings import Limits

ROW = row_schema(Limits())
CLAIM = claim_schema(Limits())
IN_SENTENCES = sentences_schema(Limits())


def messages(schema: Schema, body: Any) -> Any:
    with pytest.raises(ValidationError) as caught:
        schema.load(body)
    return caught.value.messages


def row(**fields: Any) -> dict[str, Any]:
    body = {"id": "1", "claim": "The ferry sank.", "sentences": ["It sank.", ""], "support": [0], "refute": []}
    return {**body, "label": "SUPPORTS", "level": "sentence", **fields}


class TestRows:
    def test_a_row_is_read_and_what_it_has_besides_is_passed_over(self) -> None:
        loaded = ROW.load(row(source="mine", partial=True, topic="ships"))

        assert loaded == LabelledRow(
            id="1",
            claim="The ferry sank.",
            sentences=("It sank.", ""),
            support=frozenset({0}),
            refute=frozenset(),
            label=DocumentLabel.SUPPORTS,
            level=Level.SENTENCE,
        )

    def test_a_date_and_unknown_contradictions_may_be_stated(self) -> None:
        loaded = ROW.load(row(claimed_at="2024-05", binary=True))

        assert (loaded.claimed_at, loaded.binary) == (datetime(2024, 5, 1, tzinfo=UTC), True)

    def test_of_a_document_that_is_labelled_as_a_whole_support_is_null(self) -> None:
        loaded = ROW.load(row(level="doc", support=None, refute=None))

        assert (loaded.support, loaded.refute) == (frozenset(), frozenset())

    @pytest.mark.parametrize(
        ("fields", "refusal"),
        [
            ({"support": [2]}, {"support": ["must hold indices of sentences, from 0 to 1"]}),
            ({"support": None}, {"support": ["must be a list; null is for level doc"]}),
            ({"support": ["0"]}, {"support": {0: ["must be a whole number from 0 to 1000000"]}}),
            ({"refute": [0]}, {"refute": ["must hold no index that support holds"]}),
            ({"label": "TRUE"}, {"label": ["must be one of SUPPORTS, REFUTES, NEI"]}),
            ({"level": "page"}, {"level": ["must be one of sentence, silver, set, pair, doc"]}),
            ({"sentences": []}, {"sentences": ["must hold 1 to 1000000 values"]}),
            ({"sentences": "It sank."}, {"sentences": ["must be a list"]}),
            ({"binary": 1}, {"binary": ["must be true or false"]}),
        ],
    )
    def test_a_refusal_names_the_field_and_what_is_allowed(
        self, fields: dict[str, Any], refusal: dict[str, Any]
    ) -> None:
        assert messages(ROW, row(**fields)) == refusal

    def test_what_is_required_is_named(self) -> None:
        assert set(messages(ROW, {})) == {"claim", "sentences", "support", "label", "level"}


class TestClaims:
    def test_sentences_are_named_by_index_by_text_or_by_place(self) -> None:
        loaded = CLAIM.load(
            {
                "id": "D1",
                "claim": "The ferry sank.",
                "supports": [{"article_id": "a", "sentence": "It sank."}],
                "refute": [{"article": "b", "sentence": 3, "text": "It is afloat."}],
                "neutral": [{"file": "c.txt", "start": 5, "end": 12}],
            }
        )

        assert loaded.quotes == (
            LabelledQuote("/supports/0", "a", Mark.SUPPORTS, text="It sank."),
            LabelledQuote("/refute/0", "b", Mark.REFUTES, text="It is afloat.", index=3),
            LabelledQuote("/neutral/0", "c.txt", Mark.NEUTRAL, start=5, end=12),
        )

    @pytest.mark.parametrize(
        ("quote", "refusal"),
        [
            ({"sentence": 1}, "must have one of article, article_id, file"),
            ({"article": "a", "file": "b", "sentence": 1}, "must have one of article, article_id, file"),
            ({"article": "a", "start": 1}, "must have either sentence, or start and end"),
        ],
    )
    def test_a_sentence_without_article_or_place_is_refused(self, quote: dict[str, Any], refusal: str) -> None:
        found = messages(CLAIM, {"claim": "The ferry sank.", "support": [quote], "refute": []})

        assert refusal in found["support"][0]["_schema"]

    def test_an_index_is_none_below_zero_nor_true(self) -> None:
        for wrong in (-1, True, 1.5, " "):
            quote = {"article": "a", "sentence": wrong}
            found = messages(CLAIM, {"claim": "The ferry sank.", "support": [quote], "refute": []})
            assert found["support"][0]["sentence"] == ["must be the index of a sentence, from 0, or its text"]

    def test_a_claim_says_which_sentences_support_and_refute_it_even_if_none_does(self) -> None:
        found = messages(CLAIM, {"claim": "The ferry sank.", "supports": []})

        assert found == {"refute": ["is required, as refute or as refutes"]}


class TestArticlesInSentences:
    def test_sentences_are_joined_by_paragraph_and_their_places_kept(self) -> None:
        loaded = IN_SENTENCES.load(
            {
                "article": "a",
                "outlet": {"name": "The Bell"},
                "published_at": "2024-05-02",
                "sentences": ["Rain fell.", "Snow fell.", "It is dry."],
                "paragraphs": [2, 1],
            }
        )

        assert loaded.draft.text == "Rain fell. Snow fell.\n\nIt is dry."
        assert (loaded.draft.id, loaded.draft.outlet) == ("a", Outlet("The Bell"))
        assert [loaded.draft.text[start:end] for start, end in loaded.offsets] == [
            "Rain fell.",
            "Snow fell.",
            "It is dry.",
        ]

    def test_an_outlet_may_be_a_name_and_the_date_go_by_its_short_name(self) -> None:
        body = {"article": "a", "outlet": "The Bell", "published": "2024-05-02", "sentences": ["Rain fell."]}

        draft = IN_SENTENCES.load(body).draft

        assert draft.outlet == Outlet("The Bell")
        assert draft.published is not None
        assert draft.published.iso() == "2024-05-02"

    def test_paragraphs_hold_all_sentences(self) -> None:
        found = messages(IN_SENTENCES, {"article": "a", "sentences": ["Rain fell."], "paragraphs": [1, 1]})

        assert found == {"paragraphs": ["must be how many sentences each has, 1 together"]}

    def test_metadata_are_those_of_a_posted_article(self) -> None:
        found = messages(IN_SENTENCES, {"article": "a", "sentences": ["Rain fell."], "published_at": "May"})

        assert "published_at" in found
