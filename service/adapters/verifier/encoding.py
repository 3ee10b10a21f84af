"""A claim and a sentence in its context as the token ids that the cross-encoder reads."""

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from service.domain.facts.names import find_names

# Ids of the vocabulary of bge-small-en-v1.5 (BERT, uncased). Two of its unused ids mark where the context begins.
_CLASSIFY, _SEPARATE = 101, 102
_BEFORE_FOLLOWS, _TITLE_FOLLOWS = 2, 3
_UNKNOWN, _LAST_SPECIAL = 100, 103

# In tokens; what is longer is cut.
MAX_SENTENCE = 128
MAX_CLAIM = 64
MAX_BEFORE = 48
MAX_TITLE = 24
MAX_LENGTH = MAX_SENTENCE + MAX_CLAIM + MAX_BEFORE + MAX_TITLE + 5


@dataclass(frozen=True, slots=True)
class EncodedPair:
    """Token ids and segment ids (0 the sentence and its context, 1 the claim), both of the same length."""

    ids: tuple[int, ...]
    segments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the model is shown of a reading: the sentence, the names that stand before it, and the article's title."""

    sentence: str
    before: str = ""
    title: str = ""


def names_in(text: str) -> str:
    """The names in what stands before a sentence, which tell whom it means."""
    return ", ".join(dict.fromkeys(name.text for name in find_names(text)))


def encode(tokenizer: Tokenizer, shown: Shown, claim: str) -> EncodedPair:
    """`[CLS] sentence [unused1] before [unused2] title [SEP] claim [SEP]`; what is empty is left out with its mark."""
    first = [_CLASSIFY, *_ids(tokenizer, shown.sentence)[:MAX_SENTENCE]]
    if shown.before:
        # The end of what stands before is the nearest to the sentence.
        first += [_BEFORE_FOLLOWS, *_ids(tokenizer, shown.before)[-MAX_BEFORE:]]
    if shown.title:
        first += [_TITLE_FOLLOWS, *_ids(tokenizer, shown.title)[:MAX_TITLE]]
    first.append(_SEPARATE)
    second = [*_ids(tokenizer, claim)[:MAX_CLAIM], _SEPARATE]
    return EncodedPair((*first, *second), (*([0] * len(first)), *([1] * len(second))))


def _ids(tokenizer: Tokenizer, text: str) -> Sequence[int]:
    # Half a surrogate pair is no text to the tokenizer; one that spells a special token ("[SEP]") must not work as one.
    readable = text.encode("utf-8", "replace").decode()
    ids: list[int] = tokenizer.encode(readable, add_special_tokens=False).ids
    return [token if token > _LAST_SPECIAL else _UNKNOWN for token in ids]
