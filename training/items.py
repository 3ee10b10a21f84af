"""Pairs of the hand-written items: sentences about one event, and claims that are labelled against each of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.pairs import NOT_ENOUGH_INFO, REFUTES, SUPPORTS, Pair

ITEMS = Path(__file__).parent / "items"
_LABELS = {"S": SUPPORTS, "R": REFUTES, "N": NOT_ENOUGH_INFO}


def item_pairs(folder: Path = ITEMS) -> list[Pair]:
    """Every sentence of every item with every claim of that item, by file name, then in the files' order."""
    return [
        pair
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for pair in _pairs(json.loads(line), path.stem)
    ]


def _pairs(item: dict[str, Any], kind: str) -> Iterator[Pair]:
    for claim in item["claims"]:
        for sentence, label in zip(item["sentences"], claim["labels"], strict=True):
            yield Pair(sentence["text"], claim["text"], _LABELS[label], kind, sentence.get("before"), item.get("title"))
