import hashlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.analysis import analyze_article, analyze_claim, analyze_reading
from service.domain.article import Article, SentenceKind
from service.domain.evidence import ArticleHeader, Candidate, SentenceKey
from service.domain.facts import NO_FACTS
from service.domain.facts.extract import extract_facts
from service.domain.published import parse_published
from service.domain.terms import ANALYSIS_VERSION

APRIL_2024 = datetime(2024, 4, 12, 9, 0, tzinfo=UTC)


def test_sentences_get_terms_and_titles_none() -> None:
    article = Article(
        id="a1", title="Corvane buys Belmar", text="Corvane buys Belmar\n\nCorvane bought Belmar in 2023."
    )

    analyzed = analyze_article(article)

    assert [(unit.sentence.kind, unit.terms) for unit in analyzed.sentences] == [
        (SentenceKind.TITLE, ()),
        (SentenceKind.SENTENCE, ("corvan", "bought", "belmar", "2023")),
    ]
    assert analyzed.article is article
    assert analyzed.warnings == ()


@pytest.mark.parametrize(
    ("published", "first"), [("2024-04-12T01:00:00+03:00", date(2023, 1, 1)), ("2023", date(2022, 1, 1)), (None, None)]
)
def test_last_year_in_a_sentence_is_meant_from_when_its_article_was_published(
    published: str | None, first: date | None
) -> None:
    stated = parse_published(published) if published else None

    [unit] = analyze_article(Article(id="a1", text="Corvane bought Belmar last year.", published=stated)).sentences

    assert [mention.first for mention in unit.facts.dates] == [first]
    assert [name.text for name in unit.facts.names] == ["Corvane", "Belmar"]


def test_what_is_no_evidence_states_no_facts() -> None:
    text = "Corvane buys 90% of Belmar\n\nPhoto: A ship in Chile\n\nIt rained."

    analyzed = analyze_article(Article(id="a1", title="Corvane buys 90% of Belmar", text=text))

    assert [unit.sentence.kind for unit in analyzed.sentences[:2]] == [SentenceKind.TITLE, SentenceKind.CAPTION]
    assert [unit.facts for unit in analyzed.sentences] == [NO_FACTS] * 3


def test_a_sentence_read_by_itself_states_what_it_does_in_its_article() -> None:
    text, published = "Corvane did not buy 90% of Belmar last year.", parse_published("2024-04-12")
    [unit] = analyze_article(Article(id="a1", text=text, published=published)).sentences
    candidate = Candidate(SentenceKey("a1", 1, 0), 0, text, 0, len(text), ArticleHeader("a1", 1, published=published))

    assert analyze_reading(candidate).facts == unit.facts


def test_the_analysis_of_a_fixed_article_changes_with_its_version_alone() -> None:
    text = (
        "Corvane buys Belmar\n\nBy Jane Doe\n\nPhoto: A ship in port\n\nCorvane Co. Ltd. bought 90% of Belmar in 2023, "
        'Gen. Stone said. "We sold it," he said... It cost $2.5bn.\n\nWhat next\n\n- U.S. talks go on'
    )

    units = analyze_article(Article(id="a1", text=text)).sentences
    analysed = repr([(unit.sentence.start, unit.sentence.end, str(unit.sentence.kind), unit.terms) for unit in units])

    # Another hash needs another ANALYSIS_VERSION: indexes made before hold other sentences.
    assert (ANALYSIS_VERSION, hashlib.sha256(analysed.encode()).hexdigest()[:16]) == ("3", "eb09f09aba432864")


def test_the_facts_of_fixed_sentences_change_with_the_version_alone() -> None:
    sentences = (
        "On 4 May Corvane Co. Ltd. did not sell nearly 70% of its 9,000 trucks to the U.S. Navy, Otto Brandt said.",
        "Exports rose by $2.5bn, from about 3 to 4.1 million tonnes, in the first quarter, according to the ministry.",
        "Last Friday senators voted 51-48; Brandt, the mayor, is expected to appeal within two weeks.",
        '"We may buy up to twelve ships before 2027," said Ada Falk of the European Union (EU).',
        "TOLM (AP) - The mayor told the Harbour Gazette that the pier is closed, according to Reuters.",
    )

    facts = repr([extract_facts(sentence, reference=date(2024, 4, 12)) for sentence in sentences])

    # Another hash needs another ANALYSIS_VERSION: stores filled before hold other facts.
    assert (ANALYSIS_VERSION, hashlib.sha256(facts.encode()).hexdigest()[:16]) == ("3", "41a78d1fc0457815")


def test_a_text_without_a_sentence_gets_a_warning() -> None:
    analyzed = analyze_article(Article(id="a1", text="Photo: A ship in port"))

    assert [warning.code for warning in analyzed.warnings] == ["no_sentences"]


def test_an_article_in_another_language_keeps_its_tag_and_gets_a_warning() -> None:
    analyzed = analyze_article(Article(id="a1", text="Corvane a acheté Belmar.", language="fr-CA"))

    assert analyzed.article.language == "fr-CA"
    assert [warning.code for warning in analyzed.warnings] == ["language_unsupported"]


def test_relative_dates_of_a_claim_count_from_when_it_was_made() -> None:
    claim = analyze_claim("Corvane bought Belmar last year.", claimed_at=APRIL_2024, language="en")

    (mention,) = claim.facts.dates
    assert (mention.first, mention.last) == (date(2023, 1, 1), date(2023, 12, 31))
    assert [term.term for term in claim.terms] == ["corvan", "bought", "belmar"]
    assert claim.total_weight == sum(term.weight for term in claim.terms)
    assert claim.warnings == ()


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("Corvane", None, ["claim_too_short"]),
        ("Corvane Shipping", None, ["claim_states_nothing"]),
        ("It was the Corvane", "en-GB", ["claim_too_short"]),
        ("It is what it is", None, ["claim_without_weight"]),
        ("Corvane a acheté Belmar", "fr", ["language_unsupported"]),
        ("Corvane bought Belmar", "en_US", []),
    ],
)
def test_a_claim_that_cannot_be_judged_well_says_so(text: str, language: str | None, codes: list[str]) -> None:
    claim = analyze_claim(text, claimed_at=APRIL_2024, language=language)

    assert [warning.code for warning in claim.warnings] == codes


@given(st.text(st.characters(codec=None), max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_a_claim(text: str) -> None:
    claim = analyze_claim(text, claimed_at=APRIL_2024)

    assert claim.text == text
    assert all(term.weight >= 200 for term in claim.terms)
