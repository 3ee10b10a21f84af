"""How well units and their kinds agree with hand-marked pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.domain.article import SentenceKind
from service.domain.segmentation import segment
from tests.quality.gold import needs_gold, news_articles, seed_page, seed_units

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many spans are in both, and how many in one alone."""

    both: int
    only_found: int
    only_marked: int

    @classmethod
    def of(cls, found: Iterable[tuple[str, Span]], marked: Iterable[tuple[str, Span]]) -> "Agreement":
        """Compare spans named by document."""
        left, right = set(found), set(marked)
        return cls(len(left & right), len(left - right), len(right - left))

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.both / (2 * self.both + self.only_found + self.only_marked)


@needs_gold
def test_units_of_scraped_pages_start_and_end_where_an_editor_marks_them() -> None:
    pages = seed_units()
    furniture = {name: [unit for unit in units if unit["kind"] == "chrome"] for name, units in pages.items()}
    marked = [
        (name, (unit["start"], unit["end"]))
        for name, units in pages.items()
        for unit in units
        if unit["kind"] != "chrome"
    ]

    found = [
        (name, (unit.start, unit.end))
        for name in pages
        for unit in segment(seed_page(name))
        if not any(unit.start < box["end"] and box["start"] < unit.end for box in furniture[name])
    ]
    agreement = Agreement.of(found, marked)

    print(f"boundaries on scraped pages: F1 {agreement.f1:.3f}, {agreement}")
    assert agreement.f1 >= 0.98


@needs_gold
def test_sentences_of_news_paragraphs_start_and_end_where_an_editor_marks_them() -> None:
    marked: list[tuple[str, Span]] = []
    found: list[tuple[str, Span]] = []
    for article in news_articles():
        sentences = iter(article["sentences"])
        text = "\n\n".join(" ".join(next(sentences) for _ in range(count)) for count in article["paragraphs"])
        end = 0
        for sentence in article["sentences"]:
            start = text.index(sentence, end)
            end = start + len(sentence)
            marked.append((article["article"], (start, end)))
        found += [(article["article"], (unit.start, unit.end)) for unit in segment(text, title=article["title"])]

    agreement = Agreement.of(found, marked)

    print(f"boundaries in news paragraphs: F1 {agreement.f1:.3f}, {agreement}")
    assert agreement.f1 >= 0.97


@needs_gold
def test_no_sentence_is_lost_as_furniture_and_no_title_or_caption_is_evidence() -> None:
    kinds = {(name, unit["start"], unit["end"]): unit["kind"] for name, units in seed_units().items() for unit in units}

    lost: list[str] = []
    kept: list[tuple[str, str]] = []
    for name in seed_units():
        for unit in segment(seed_page(name)):
            marked = kinds.get((name, unit.start, unit.end))
            if marked == "sentence" and unit.kind is not SentenceKind.SENTENCE:
                lost.append(unit.text)
            if marked not in {None, "sentence"} and unit.kind is SentenceKind.SENTENCE:
                kept.append((str(marked), unit.text))

    furniture = [kind for kind, _ in kept if kind == "chrome"]
    print(
        f"{len(lost)} sentences lost; {len(kept)} other units kept as evidence, {len(furniture)} of them page furniture"
    )
    assert lost == []
    assert len(kept) - len(furniture) == 0
    assert len(furniture) <= 7
