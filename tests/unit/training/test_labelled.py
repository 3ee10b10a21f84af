import gzip
import json
from pathlib import Path

from service.domain.evidence import Stance
from training.labelled import article_set, page_set, pair_sets

SENTENCES = ["Veltron sold the yard in Ondal.", "Veltron kept the yard in Ondal.", "The yard in Ondal is old."]


def lines(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_the_sentences_of_articles_are_read_in_context_with_their_labels(tmp_path: Path) -> None:
    articles = lines(
        tmp_path / "articles.jsonl",
        {"article": "a1", "title": "Yards", "published": "2024-05-06", "sentences": [*SENTENCES, "It rained."]},
    )
    claims = lines(
        tmp_path / "claims.jsonl",
        {
            "claim": "Veltron sold the yard in Ondal.",
            "support": [{"article": "a1", "sentence": 0}],
            "refute": [{"article": "a1", "sentence": 1}],
            "neutral": [],
        },
    )

    labelled = article_set("made", articles, claims)
    found = list(labelled.candidates(labelled.claims[0]))

    assert [(place, label) for place, _, label in found] == [
        (("a1", 0), Stance.SUPPORTS),
        (("a1", 1), Stance.REFUTES),
        (("a1", 2), Stance.NOT_ENOUGH_INFO),
    ]
    assert [reading.context.before for _, reading, _ in found] == [(), (SENTENCES[0],), tuple(SENTENCES[:2])]
    assert all(reading.candidate.weight > 0 for _, reading, _ in found)


def test_the_sentences_of_a_page_are_known_by_their_offsets_and_neutral_ones_left_out(tmp_path: Path) -> None:
    units = [{"article": 1, "kind": "title", "start": 0, "text": "Yards"}]
    units += [
        {"article": 1, "kind": "sentence", "start": 10 + 40 * n, "text": text} for n, text in enumerate(SENTENCES)
    ]
    units += [{"article": None, "kind": "sentence", "start": 200, "text": SENTENCES[0]}]
    pages = tmp_path / "units.json"
    pages.write_text(json.dumps({"one.txt": units}), encoding="utf-8")
    claims = lines(
        tmp_path / "claims.jsonl",
        {
            "claim": "Veltron sold the yard in Ondal.",
            "support": [{"file": "one.txt", "start": 10}],
            "refute": [],
            "neutral": [{"file": "one.txt", "start": 50}],
        },
    )

    labelled = page_set("made", pages, claims)
    found = list(labelled.candidates(labelled.claims[0]))

    assert [place for place, _, _ in found] == [("one.txt", 10), ("one.txt", 90)]
    assert {reading.candidate.header.title for _, reading, _ in found} == {"Yards"}


def test_each_pair_is_a_set_of_its_own_so_that_no_claim_meets_the_sentence_of_another(tmp_path: Path) -> None:
    rows = [
        {"id": "p1", "claim": "Veltron sold the yard in Ondal.", "sentences": SENTENCES[:1], "label": "SUPPORTS"},
        {"id": "p2", "claim": "Veltron sold the yard in Ondal.", "sentences": SENTENCES[1:2], "label": "REFUTES"},
    ]
    path = tmp_path / "pairs.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))

    sets = pair_sets("made", path)

    found = [[label for _, _, label in one.candidates(one.claims[0])] for one in sets]
    assert found == [[Stance.SUPPORTS], [Stance.REFUTES]]
