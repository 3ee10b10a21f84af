"""The shared data sets as training pairs."""

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.pairs import NOT_ENOUGH_INFO, NOT_SUPPORTED, REFUTES, SUPPORTS, Pair

# File, and how many of its pairs are taken at most: a set of one narrow kind must not drown the others.
PAIR_SETS: tuple[tuple[str, int], ...] = (
    ("nli_small.rte_train", 2490),
    ("nli_small.mnli_devs", 14000),
    ("nli_small.snli_dev", 4000),
    ("nli_small.scitail_dev", 2126),
    ("negnli.rte", 1500),
    ("negnli.mnli", 1500),
    ("negnli.snli", 1000),
    ("breaking_nli.all", 2500),
    ("med.all", 2000),
    ("conjnli.dev", 623),
    ("factbench.all", 2000),
    ("fever_dev_pairs.dev", 13332),
)
_LABELS = {"SUPPORTS": SUPPORTS, "REFUTES": REFUTES, "NEI": NOT_ENOUGH_INFO}
# Sentences of a document that do not support the claim, per one that does, and per claim that nothing supports.
_OTHERS = 2
_LONGEST_CHARS = 900
_METADATA = "(meta data)"


def shared_pairs(shared: Path, rng: random.Random) -> list[Pair]:
    """Pairs of every training set under `shared`/data/train; nothing that stands in a set kept for tuning."""
    kept_back = _claims_of(shared / "data" / "dev" / "fever_symmetric.dev.jsonl.gz")
    pairs: list[Pair] = []
    for name, most in PAIR_SETS:
        rows = [row for row in _rows(shared, name) if _folded(row["claim"]) not in kept_back]
        rng.shuffle(rows)
        pairs += [_single(row, name) for row in rows[:most]]
    pairs += [_joined(row) for row in _rows(shared, "feverous_gold.dev")]
    for name in ("checkcovid.train", "wice.partial_subclaim_train"):
        for row in _rows(shared, name):
            pairs += _document(row, name, rng)
    return [pair for pair in pairs if len(pair.sentence) <= _LONGEST_CHARS and pair.sentence and pair.claim]


def _rows(shared: Path, name: str) -> list[dict[str, Any]]:
    return list(read_rows(shared / "data" / "train" / f"{name}.jsonl.gz"))


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a gzip JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _claims_of(path: Path) -> frozenset[str]:
    return frozenset(_folded(row["claim"]) for row in read_rows(path))


def _folded(claim: str) -> str:
    return "".join(char for char in claim.lower() if char.isalnum())


def _single(row: dict[str, Any], kind: str) -> Pair:
    label = _LABELS[row["label"]]
    if label == NOT_ENOUGH_INFO and row.get("binary"):
        label = NOT_SUPPORTED
    return Pair(" ".join(row["sentences"]).strip(), row["claim"].strip(), label, kind)


def _joined(row: dict[str, Any]) -> Pair:
    """Sentences that hold jointly are read as one text."""
    chosen = row["support"] or row["refute"] or range(len(row["sentences"]))
    sentence = " ".join(row["sentences"][index] for index in chosen)
    return Pair(sentence, row["claim"], _LABELS[row["label"]], "feverous_gold.dev")


def _document(row: dict[str, Any], kind: str, rng: random.Random) -> Iterator[Pair]:
    """A document's sentences, each with the one before it as context; those that state only a part do not support."""
    sentences = row["sentences"]
    title = next((line.split("TITLE:", 1)[1].strip() for line in sentences if "TITLE:" in line[:24]), None)
    marked = {*(row["support"] or ()), *row["refute"]}
    others = [index for index, text in enumerate(sentences) if index not in marked and _is_prose(text)]
    others = rng.sample(others, min(len(others), _OTHERS * max(1, len(marked))))
    for index in (*sorted(marked), *others):
        if index in row["refute"]:
            label = REFUTES
        elif index in (row["support"] or ()) and not row.get("partial"):
            label = SUPPORTS
        else:
            label = NOT_ENOUGH_INFO
        before = sentences[index - 1] if index and _is_prose(sentences[index - 1]) else None
        yield Pair(sentences[index], row["claim"], label, kind, before, title)


def _is_prose(text: str) -> bool:
    return len(text.split()) >= 4 and not text.startswith(_METADATA)
