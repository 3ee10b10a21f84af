"""Linking a claim on the embedded store with the rule verifier; the ports of the use case, wired as in production."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from service.application.index_articles import ArticleDraft, index_article, index_articles
from service.application.link_claim import EvidenceRequest, link_claim, next_page
from service.application.ports import ArticleFilter
from service.application.services import Services
from service.domain.errors import InvalidInput
from service.domain.evidence import Stance
from service.domain.outlet import Outlet
from service.domain.published import parse_published
from service.domain.ranking import SortKey
from service.settings import Limits, Settings
from service.wiring import build_services

CLAIM = "The Velmora copper smelter employs 4,200 people."
SUPPORT = "The Velmora copper smelter employs 4,200 people, its owner said."
ANOTHER_NUMBER = "The Velmora copper smelter employs 2,100 people, its owner said."


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = build_services(Settings(data_dir=tmp_path, limits=Limits(text_chars=1_000)))
    yield services
    services.store.close()


def article(article_id: str, text: str, outlet: str = "The Lantern") -> ArticleDraft:
    return ArticleDraft(id=article_id, text=text, outlet=Outlet(outlet))


def test_totals_count_what_was_judged_and_not_what_was_asked_to_see(services: Services) -> None:
    index_articles(services, [article("for", SUPPORT), article("against", ANOTHER_NUMBER)])

    page = link_claim(services, EvidenceRequest(CLAIM, stances=(Stance.REFUTES,)))

    assert [item.candidate.key.article_id for item in page.evidence] == ["against"]
    assert (page.totals.supports, page.totals.refutes, page.totals.verified) == (1, 1, 2)


def test_supports_below_the_score_asked_for_are_neither_listed_nor_counted(services: Services) -> None:
    index_article(services, article("for", SUPPORT))

    page = link_claim(services, EvidenceRequest(CLAIM, min_support_score=1.0))

    assert (page.evidence, page.totals.supports, page.totals.outlets) == ((), 0, 0)


def test_outlets_are_counted_once_each_and_unknown_ones_not_at_all(services: Services) -> None:
    drafts = [article("a", SUPPORT), article("b", SUPPORT, "the lantern"), article("c", SUPPORT, "Beacon")]
    index_articles(services, [*drafts, ArticleDraft(id="d", text=SUPPORT)])

    totals = link_claim(services, EvidenceRequest(CLAIM)).totals

    assert (totals.supports, totals.outlets) == (4, 2)


def test_a_filter_decides_what_is_searched_and_what_is_said_to_be(services: Services) -> None:
    index_articles(services, [article("a", SUPPORT), article("b", SUPPORT, "Beacon")])

    page = link_claim(services, EvidenceRequest(CLAIM, where=ArticleFilter(outlets=("beacon",))))

    assert [item.candidate.key.article_id for item in page.evidence] == ["b"]
    assert (page.coverage.articles, page.totals.candidates) == (1, 1)


def test_a_sentence_that_took_the_place_of_a_deleted_one_is_judged_anew(services: Services) -> None:
    index_articles(services, [article("a", SUPPORT), article("b", SUPPORT)])
    first = link_claim(services, EvidenceRequest(CLAIM, limit=1))
    services.store.delete("b")
    index_article(services, article("b", ANOTHER_NUMBER))

    assert first.next_cursor is not None
    assert next_page(services, first.next_cursor, limit=1).evidence == ()


def test_a_sentence_in_very_many_articles_lists_the_origin_and_the_earliest(services: Services) -> None:
    dates = [parse_published(f"20{10 + number // 12}-{number % 12 + 1:02}") for number in range(104)]
    index_articles(
        services,
        [replace(article(f"a{number:03}", SUPPORT), published=date) for number, date in enumerate(dates)],
    )

    first = link_claim(services, EvidenceRequest(CLAIM, limit=1, sort=(SortKey.NEWEST,)))
    assert first.next_cursor is not None
    second = next_page(services, first.next_cursor, limit=200)

    [newest], [*others, oldest] = first.evidence, second.evidence
    assert [copy.key.article_id for copy in newest.copies] == [f"a{number:03}" for number in range(100)]
    assert [copy.is_origin for copy in newest.copies] == [True] + [False] * 99
    assert all(len(item.copies) == 100 and item.copies[0].is_origin for item in others)
    assert [copy.key.article_id for copy in oldest.copies] == [f"a{number:03}" for number in range(1, 101)]
    assert not any(copy.is_origin for copy in oldest.copies)


def test_whom_the_sentence_credits_goes_before_whom_its_article_does(services: Services) -> None:
    text = f"{SUPPORT} Output fell, according to Meridian Wire. {CLAIM[:-1]}, the Ondal Courier reported."
    index_article(services, article("a", text))

    credited = {
        item.candidate.key.position: item.credited for item in link_claim(services, EvidenceRequest(CLAIM)).evidence
    }

    assert credited == {0: ("Meridian Wire", "Ondal Courier"), 2: ("Ondal Courier",)}


def test_outlets_that_credit_one_another_or_carry_the_same_sentence_are_one_source(services: Services) -> None:
    drafts = [
        article("wire", SUPPORT, "Meridian Wire"),
        article("carried", SUPPORT.replace("its owner said", "its owner told reporters"), "Beacon"),
        article(
            "credits", "At Velmora the copper smelter employs 4,200 people, Meridian Wire reported.", "The Lantern"
        ),
        article("own", "Some 4,200 people work for the copper smelter at Velmora.", "Ondal Courier"),
    ]
    index_articles(services, drafts)

    totals = link_claim(services, EvidenceRequest(CLAIM)).totals

    assert (totals.supports, totals.outlets, totals.independent_sources) == (4, 4, 2)


def test_an_answer_that_ran_out_of_time_says_so(services: Services) -> None:
    index_articles(services, [article(f"a{number}", SUPPORT) for number in range(200)])

    page = link_claim(services, EvidenceRequest(CLAIM, deadline_ms=1))

    assert page.incomplete_reason == "deadline"
    assert page.totals.verified < page.totals.candidates


def test_a_text_read_out_of_html_that_is_too_long_is_refused(services: Services) -> None:
    paragraph = f"<p>{SUPPORT}</p>"
    html = f"<html><body><article>{paragraph * 40}</article></body></html>"

    with pytest.raises(InvalidInput, match="more than 1,000 characters"):
        index_article(services, replace(article("page", ""), text=None, html=html))
