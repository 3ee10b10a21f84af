import gzip
import json
import random
from pathlib import Path
from typing import Any

from training.datasets import PAIR_SETS, read_rows, shared_pairs
from training.pairs import NOT_ENOUGH_INFO, NOT_SUPPORTED, REFUTES, SUPPORTS

DOCUMENTS = ("feverous_gold.dev", "checkcovid.train", "wice.partial_subclaim_train")


def row(claim: str, *sentences: str, label: str = "SUPPORTS", **others: Any) -> dict[str, Any]:
    return {"claim": claim, "sentences": sentences, "label": label, "support": [], "refute": [], **others}


def shared_folder(tmp_path: Path, sets: dict[str, list[dict[str, Any]]]) -> Path:
    names = {f"train/{name}" for name in (*(name for name, _ in PAIR_SETS), *DOCUMENTS)} | {"dev/fever_symmetric.dev"}
    for name in names:
        path = tmp_path / "data" / f"{name}.jsonl.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = sets.get(path.name.removesuffix(".jsonl.gz"), [])
        path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return tmp_path


def test_rows_are_read_one_a_line(tmp_path: Path) -> None:
    shared = shared_folder(tmp_path, {"med.all": [{"claim": "Orvane grew."}, {"claim": "Orvane shrank."}]})

    rows = list(read_rows(shared / "data" / "train" / "med.all.jsonl.gz"))

    assert [row["claim"] for row in rows] == ["Orvane grew.", "Orvane shrank."]


def test_a_claim_that_is_kept_for_tuning_is_left_out(tmp_path: Path) -> None:
    rows = [row("Orvane grew.", "It grew."), row("Velm shrank.", "It shrank.", label="NEI", binary=True)]
    shared = shared_folder(tmp_path, {"med.all": rows, "fever_symmetric.dev": [row("orvane grew")]})

    pairs = shared_pairs(shared, random.Random(1))

    assert [(pair.claim, pair.label, pair.kind) for pair in pairs] == [("Velm shrank.", NOT_SUPPORTED, "med.all")]


def test_sentences_that_hold_together_are_one_text(tmp_path: Path) -> None:
    rows = [row("Orvane grew.", "It sells cranes.", "It rained.", "Sales rose.", support=[0, 2])]
    shared = shared_folder(tmp_path, {"feverous_gold.dev": rows})

    [pair] = shared_pairs(shared, random.Random(1))

    assert (pair.sentence, pair.label) == ("It sells cranes. Sales rose.", SUPPORTS)


def test_the_sentences_of_a_document_come_with_title_and_context(tmp_path: Path) -> None:
    sentences = (
        "(meta data) TITLE: Cranes",
        "The port sells old cranes.",
        "It sold nine of them.",
        "It sold none at all.",
    )
    rows = [row("The port sold nine.", *sentences, support=[2], refute=[3])]
    shared = shared_folder(tmp_path, {"checkcovid.train": rows})

    pairs = shared_pairs(shared, random.Random(1))

    assert [(pair.sentence, pair.label) for pair in pairs] == [
        (sentences[2], SUPPORTS),
        (sentences[3], REFUTES),
        (sentences[1], NOT_ENOUGH_INFO),
    ]
    assert [pair.before for pair in pairs] == [sentences[1], sentences[2], None]
    assert {pair.title for pair in pairs} == {"Cranes"}


def test_a_part_of_a_claim_does_not_support_it(tmp_path: Path) -> None:
    rows = [row("The port sold nine.", "The port sold some cranes.", support=[0], partial=True)]
    shared = shared_folder(tmp_path, {"wice.partial_subclaim_train": rows})

    assert [pair.label for pair in shared_pairs(shared, random.Random(1))] == [NOT_ENOUGH_INFO]
