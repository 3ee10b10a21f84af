"""How much of invented pages that copy the faults of real ones is read as an editor labelled it."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from service.adapters.extraction.charset import decode_html
from service.adapters.extraction.pages import PageExtractor
from service.adapters.language import detect_language
from service.application.ports import ExtractedArticle, ExtractedPage
from service.domain.article import SentenceKind
from service.domain.segmentation import segment

PAGES = Path(__file__).parent / "pages" / "html"
FETCHED_AT = datetime(2024, 6, 20, 12, tzinfo=UTC)
READER = PageExtractor(max_title_chars=1_000, max_url_chars=2_000, detect_language=detect_language)


@dataclass
class Reading:
    """What was read of all pages, against their labels."""

    pages: int = 0
    articles: int = 0
    right_count: int = 0
    marked: int = 0
    kept: int = 0
    others: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def read(name: str) -> tuple[dict[str, Any], ExtractedPage]:
    label = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    html = decode_html((PAGES / f"{name}.html").read_bytes(), label["content_type"])
    return label, READER.read_html(html, url=label["url"], fetched_at=FETCHED_AT)


def stated(article: ExtractedArticle) -> dict[str, Any]:
    return {
        "title": article.title,
        "outlet": {"name": article.outlet.name, "domain": article.outlet.domain},
        "published": article.published.iso() if article.published else None,
        "modified": article.modified.iso() if article.modified else None,
        "language": (article.language or "").split("-")[0] or None,
        "url": article.url,
    }


def sentences(article: ExtractedArticle) -> list[str]:
    return [unit.text for unit in segment(article.text, title=article.title) if unit.kind is SentenceKind.SENTENCE]


@pytest.fixture(scope="module")
def reading() -> Reading:
    result = Reading()
    for path in sorted(PAGES.glob("*.html")):
        label, page = read(path.stem)
        result.pages += 1
        result.articles += len(label["articles"])
        result.right_count += len(page.articles) == len(label["articles"])
        if len(page.articles) != len(label["articles"]):
            result.wrong.append(f"{path.stem}: {len(page.articles)} articles for {len(label['articles'])}")
        everything = "\n".join(article.text for article in page.articles)
        result.shown += [f"{path.stem}: {text}" for text in label["absent"] if text in everything]
        for number, wanted in enumerate(label["articles"]):
            result.marked += len(wanted["sentences"])
            if number >= len(page.articles):
                continue
            found = page.articles[number]
            units = sentences(found)
            missing = [text for text in wanted["sentences"] if text not in units]
            result.kept += len(wanted["sentences"]) - len(missing)
            result.wrong += [f"{path.stem}: lost {text!r}" for text in missing]
            result.others += [f"{path.stem}: {text}" for text in units if text not in wanted["sentences"]]
            for key, value in stated(found).items():
                if key == "url" and wanted["url"] is None:
                    value = None
                result.right[key] += value == wanted[key]
                if value != wanted[key]:
                    result.wrong.append(f"{path.stem}: {key} {value!r} for {wanted[key]!r}")
    print()
    print("\n".join(result.wrong))
    print("kept besides:", *result.others, "must not appear:", *result.shown, sep="\n  ")
    print(
        f"{result.pages} pages, {result.articles} articles: number right on {result.right_count} pages, "
        f"sentences {result.kept} of {result.marked}, others {len(result.others)}, "
        + ", ".join(f"{key} {count}" for key, count in sorted(result.right.items()))
    )
    return result


def test_each_page_gives_its_articles(reading: Reading) -> None:
    assert reading.pages >= 58
    assert reading.right_count == reading.pages


def test_sentences_are_kept_whole_and_nothing_else_is(reading: Reading) -> None:
    assert reading.kept == reading.marked
    assert reading.others == []
    assert reading.shown == []


@pytest.mark.parametrize("stated", ["title", "outlet", "published", "modified", "language", "url"])
def test_an_article_has_what_its_page_states_of_it(reading: Reading, stated: str) -> None:
    assert reading.right[stated] == reading.articles


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_every_visible_block_is_in_an_article_or_discarded(name: str) -> None:
    label, page = read(name)

    discarded = "\n".join(part.text for part in page.discarded)
    hidden = ("amp", "hidden_banner", "lazy_images", "spa_json_ld_body")
    assert name in hidden or [text for text in label["absent"] if text not in discarded] == []
