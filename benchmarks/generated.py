"""Articles and claims made from word frequencies: the same ones for the same seed.

Each article has one of many topics, a handful of words and names that its sentences share, so that a claim finds
hundreds of candidates and not a random few.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

from wordfreq import top_n_list, zipf_frequency

from service.application.index_articles import ArticleDraft
from service.domain.outlet import Outlet
from service.domain.published import PublishedDate

_VOCABULARY_SIZE = 30_000
_TOPICAL_WORDS = 12
_ARTICLES_PER_TOPIC = 40
_OUTLETS = 120
_FIRST_DAY = datetime(2015, 1, 1, tzinfo=UTC)
_SYLLABLES = ("ba", "den", "kor", "lis", "mar", "nov", "pel", "ra", "sto", "tur", "vel", "zen")


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    words: tuple[str, ...]
    cumulative: tuple[float, ...]

    def draw(self, random: Random, count: int) -> list[str]:
        return random.choices(self.words, cum_weights=self.cumulative, k=count)


def generate_articles(sentences: int, *, seed: int = 7, sentences_per_article: int = 25) -> Iterator[ArticleDraft]:
    """Articles with at least `sentences` sentences in all, 8 to 34 words each."""
    random = Random(seed)
    vocabulary = _vocabulary()
    articles = -(-sentences // sentences_per_article)
    topics = [_topic(Random(seed * 1_000_003 + topic), vocabulary) for topic in range(_topic_count(articles))]
    for number in range(articles):
        topic = topics[number % len(topics)]
        text = "\n\n".join(_sentence(random, vocabulary, topic) for _ in range(sentences_per_article))
        outlet = random.randrange(_OUTLETS)
        undated = random.random() < 0.05
        yield ArticleDraft(
            id=f"generated-{number:07d}",
            title=f"{topic[0].capitalize()} and {topic[1]}",
            url=f"https://outlet{outlet}.example/{number}",
            outlet=Outlet(f"Outlet {outlet}", f"outlet{outlet}.example"),
            published=None if undated else _published(random),
            language="en",
            text=text,
        )


def generate_claims(sentences: int, count: int, *, seed: int = 7, sentences_per_article: int = 25) -> list[str]:
    """Claims of 10 to 25 words about the topics of the articles made with the same seed, some words common."""
    random = Random(seed + 1)
    vocabulary = _vocabulary()
    topics = _topic_count(-(-sentences // sentences_per_article))
    claims = []
    for _ in range(count):
        topic = _topic(Random(seed * 1_000_003 + random.randrange(topics)), vocabulary)
        claims.append(_sentence(random, vocabulary, topic, shortest=10, longest=25))
    return claims


def _vocabulary() -> _Vocabulary:
    words = tuple(word for word in top_n_list("en", _VOCABULARY_SIZE) if word.isascii() and word.isalpha())
    return _Vocabulary(words, tuple(accumulate(10 ** zipf_frequency(word, "en") for word in words)))


def _topic_count(articles: int) -> int:
    return max(articles // _ARTICLES_PER_TOPIC, 1)


def _topic(random: Random, vocabulary: _Vocabulary) -> list[str]:
    rare = random.sample(vocabulary.words[2_000:], _TOPICAL_WORDS)
    names = ["".join(random.choices(_SYLLABLES, k=3)).capitalize() for _ in range(3)]
    return rare + names


def _sentence(
    random: Random, vocabulary: _Vocabulary, topic: list[str], *, shortest: int = 8, longest: int = 34
) -> str:
    words = vocabulary.draw(random, random.randint(shortest, longest) - 4)
    words += random.sample(topic, 3)
    words.append(random.choice([f"{random.randrange(1, 100)}%", str(random.randrange(2010, 2025)), "officials"]))
    random.shuffle(words)
    return f"{words[0].capitalize()} {' '.join(words[1:])}."


def _published(random: Random) -> PublishedDate:
    return PublishedDate(_FIRST_DAY + timedelta(days=random.randrange(3_650)), "day")
