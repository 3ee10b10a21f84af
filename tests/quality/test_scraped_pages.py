"""What is read out of scraped pages, against hand-marked ones: invented here, real ones outside the repository."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from service.adapters.extraction.plain_text import read_text_page
from service.adapters.language import detect_language
from service.application.ports import ExtractedPage
from service.domain.article import SentenceKind
from service.domain.segmentation import segment
from tests.quality.gold import needs_gold, seed_page, seed_units

PAGES = Path(__file__).parent / "pages" / "text"
Span = tuple[int, int]

_TOKEN = re.compile(r"\{(?P<kind>[a-z-])(?P<article>\d?)\}")
_BLANKS = {"{_}": "\u00a0", "{~}": "\u00ad"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A unit of a page: text[start:end], whether it is an article's sentence, and of which article (from 1)."""

    start: int
    end: int
    sentence: bool
    article: int | None


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page and what is in it; of each article what the page states, by field."""

    name: str
    text: str
    units: tuple[Marked, ...]
    articles: tuple[dict[str, Any], ...]
    url: str | None = None
    fetched_at: datetime | None = None

    def read(self) -> ExtractedPage:
        """What the product makes of it."""
        return read_text_page(self.text, url=self.url, fetched_at=self.fetched_at, detect_language=detect_language)


@dataclass(slots=True)
class Score:
    """Counts over pages, and in words what is wrong."""

    sentences: int = 0
    kept: int = 0
    others: int = 0
    others_kept: int = 0
    both: int = 0
    found: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def boundary_f1(self) -> float:
        """Harmonic mean of precision and recall of sentences by both ends."""
        return 2 * self.both / max(1, self.found + self.sentences)

    def report(self) -> str:
        """The figures and every fault, a line each."""
        figures = (
            f"{self.kept} of {self.sentences} sentences kept, {self.others_kept} of {self.others} other units kept, "
            f"boundaries F1 {self.boundary_f1:.3f}, {len(self.faults)} faults"
        )
        return "\n".join([figures, *self.faults])


def invented_page(path: Path) -> MarkedPage:
    """Read a page with its marks: a line of JSON, "---", then the page.

    {s1} opens a sentence of article 1, {t1} a title, {r1} a repeated title, {h1} a subhead, {c1} a caption,
    {b1} a byline, {-} what is in no article. A mark holds to the next one or the line's end (with "flow", to the next
    mark or blank line); lines without one are in no article. {_} is a no-break space and {~} a soft hyphen.
    """
    header, _, marked = path.read_bytes().decode().partition("\n---\n")
    facts = json.loads(header)
    for mark, blank in _BLANKS.items():
        marked = marked.replace(mark, blank)
    marked = marked.replace("\n", facts.get("line_end", "\n"))
    text = ""
    units: list[Marked] = []
    kind, article = "-", ""
    stop = r"\n\s*\n" if facts.get("flow") else r"[\r\n]+"
    for block in re.split(rf"({stop})", marked):
        kind, article = "-", ""
        at = 0
        for token in [*_TOKEN.finditer(block), None]:
            piece = block[at : token.start() if token else len(block)]
            body = piece.strip()
            if body:
                start = len(text) + piece.index(body)
                number = int(article) if article else None
                units.append(Marked(start, start + len(body), kind == "s", number))
            text += piece
            if token:
                kind, article, at = token["kind"], token["article"], token.end()
    fetched = facts.get("fetched_at")
    return MarkedPage(
        path.stem,
        text,
        tuple(units),
        tuple(facts["articles"]),
        facts.get("url"),
        datetime.fromisoformat(fetched) if fetched else None,
    )


def seed_pages() -> Iterator[MarkedPage]:
    """The real pages; their titles, dates and outlets are told from what their own marks say."""
    for name, units in seed_units().items():
        titles = [
            next((unit["text"] for unit in units if unit["kind"] == "title" and unit["article"] == number), None)
            for number in sorted({unit["article"] for unit in units if unit["article"]})
        ]
        stated = {"published": None, "modified": None, "outlet": None}
        articles = tuple({"title": title, **stated} for title in titles)
        if any(unit["kind"] == "bio" for unit in units):
            (article,) = articles
            biography = " ".join(unit["text"] for unit in units if unit["kind"] == "bio")
            employer = re.search(r"Before joining ([^,]+),", biography)
            assert employer is not None
            article |= {"published": "2024-04-16", "outlet": employer.group(1)}
        marked = tuple(
            Marked(unit["start"], unit["end"], unit["kind"] == "sentence", unit["article"]) for unit in units
        )
        yield MarkedPage(name, seed_page(name), marked, articles)


def scored(pages: Iterable[MarkedPage]) -> Score:
    """Compare what is read out of pages with their marks."""
    score = Score()
    for page in pages:
        read = page.read()
        _score_units(page, read, score)
        _score_facts(page, read, score)
    return score


def _score_units(page: MarkedPage, read: ExtractedPage, score: Score) -> None:
    found = list(_sentences_on_page(page.text, read))
    numbers = [0] * len(page.text)
    for number, (start, end) in found:
        numbers[start:end] = [number] * (end - start)
    marked = {(unit.start, unit.end) for unit in page.units if unit.sentence}
    score.found += len(found)
    score.both += len(marked & {span for _, span in found})
    for unit in page.units:
        inside = numbers[unit.start : unit.end]
        if unit.sentence:
            score.sentences += 1
            kept = sum(number == unit.article for number in inside) >= 0.9 * len(inside)
            score.kept += kept
            if not kept:
                score.faults.append(f"{page.name}: lost: {page.text[unit.start : unit.end][:90]!r}")
        else:
            score.others += 1
            if sum(number > 0 for number in inside) * 2 > len(inside):
                score.others_kept += 1
                score.faults.append(f"{page.name}: no sentence: {page.text[unit.start : unit.end][:90]!r}")
    for _, span in found:
        if span not in marked:
            score.faults.append(f"{page.name}: bounds: {page.text[span[0] : span[1]][:90]!r}")


def _sentences_on_page(text: str, read: ExtractedPage) -> Iterator[tuple[int, Span]]:
    """Sentences of the articles (from 1) by where they stand on the page."""
    at = 0
    for number, article in enumerate(read.articles, start=1):
        starts: list[tuple[int, int]] = []
        inner = 0
        for paragraph in _paragraphs(text, article.text, at):
            starts.append((inner, paragraph[0]))
            inner += paragraph[1] - paragraph[0] + 2
            at = paragraph[1]
        for unit in segment(article.text, title=article.title):
            if unit.kind is SentenceKind.SENTENCE:
                own, placed = max(pair for pair in starts if pair[0] <= unit.start)
                yield number, (unit.start - own + placed, unit.end - own + placed)


def _paragraphs(page: str, article: str, at: int) -> Iterator[Span]:
    """Where an article's paragraphs stand on its page; a paragraph may hold blank lines of its own."""
    pieces = article.split("\n\n")
    first = 0
    while first < len(pieces):
        for last in range(len(pieces), first, -1):
            start = page.find("\n\n".join(pieces[first:last]), at) if last - first == 1 else -1
            if start >= 0:
                at = start + len(pieces[first])
                yield start, at
                break
        else:
            raise AssertionError(f"not on the page: {pieces[first]!r}")
        first += 1


def _score_facts(page: MarkedPage, read: ExtractedPage, score: Score) -> None:
    if len(read.articles) != len(page.articles):
        score.faults.append(f"{page.name}: {len(read.articles)} articles, not {len(page.articles)}")
        return
    for number, (article, stated) in enumerate(zip(read.articles, page.articles, strict=True), start=1):
        values = {
            "title": article.title,
            "outlet": article.outlet.name,
            "published": article.published.iso() if article.published else None,
            "modified": article.modified.iso() if article.modified else None,
            "language": article.language,
        }
        for name, value in values.items():
            expected = stated.get(name, None if name == "modified" else value)
            expected = expected.replace("{_}", "\u00a0") if expected else expected
            if value != expected:
                score.faults.append(f"{page.name}: {name} of {number} is {value!r}, not {expected!r}")


# What these pages state and the reader does not see yet: an outlet named by a line at the top or by a letter's sender
# alone, and news in brief under short headings, which subheads look like.
_UNSEEN = (
    "cookie_wall: outlet of 1 is None, not 'Nordia Business Daily'",
    "newsletter_mail: outlet of 1 is None, not 'The Towpath Letter'",
    "three_briefs: 1 articles, not 3",
)


def _gate(score: Score, *, kept: float = 0.99, allowed_faults: Sequence[str] = ()) -> None:
    wrong_facts = [fault for fault in score.faults if not re.search(r": (?:lost|no sentence|bounds): ", fault)]
    assert [fault for fault in wrong_facts if fault not in allowed_faults] == []
    assert score.kept >= kept * score.sentences
    assert score.boundary_f1 >= 0.98


@needs_gold
def test_articles_are_read_out_of_real_pages() -> None:
    score = scored(seed_pages())

    print("real pages:", score.report())
    _gate(score)
    assert score.others_kept <= 2


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_pages_marks_are_whole(path: Path) -> None:
    page = invented_page(path)

    outside = page.text
    for unit in reversed(page.units):
        outside = outside[: unit.start] + outside[unit.end :]

    assert not outside.strip()
    assert {unit.article for unit in page.units if unit.sentence} == set(range(1, len(page.articles) + 1))


def test_articles_are_read_out_of_invented_pages() -> None:
    score = scored(invented_page(path) for path in sorted(PAGES.glob("*.txt")))

    print("invented pages:", score.report())
    # Eight sentences are lost: four in merged briefs, three without a full stop, one after a list of teasers.
    _gate(score, kept=0.975, allowed_faults=_UNSEEN)
    assert score.others_kept <= 0.02 * score.others
