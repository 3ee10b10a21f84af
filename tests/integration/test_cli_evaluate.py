"""`claimlink evaluate` on labelled claims in all their forms."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from service.cli import main

SEEDS = Path(__file__).parents[2] / "seeds"
CLAIM = "The Velmora copper smelter employs 4,200 people."
SUPPORT = "The Velmora copper smelter employs 4,200 people, its owner said."
REFUTATION = "The Velmora copper smelter employs 2,100 people, its owner said."
ELSEWHERE = "Rain fell in Holm all day."
NOT_A_CANDIDATE = "Nobody was hurt."


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("CLAIMLINK_", "ELASTICSEARCH_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CLAIMLINK_DATA_DIR", str(tmp_path / "data"))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)])


def evaluated(*arguments: str | Path) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    body: dict[str, Any] = json.loads(result.stdout)
    return body


def counts(stance: dict[str, Any]) -> tuple[int, int, int]:
    return stance["right"], stance["wrong"], stance["missed"]


def row(*sentences: str, **fields: Any) -> dict[str, Any]:
    body = {"claim": CLAIM, "sentences": list(sentences), "support": [], "refute": [], "label": "NEI"}
    return {**body, "level": "sentence", **fields}


def lines(path: Path, *bodies: Any) -> Path:
    text = "".join(json.dumps(body) + "\n" for body in bodies)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


ROWS = (
    row(SUPPORT, REFUTATION, ELSEWHERE, support=[0, 2], refute=[1], label="SUPPORTS"),
    row(SUPPORT, NOT_A_CANDIDATE, refute=[1], label="REFUTES"),
)


class TestRows:
    @pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
    def test_every_figure_is_in_one_json_object(self, tmp_path: Path, name: str) -> None:
        body = evaluated(lines(tmp_path / name, *ROWS))

        assert (body["claims"], body["labels"]) == (2, {"SUPPORTS": 1, "REFUTES": 1, "NEI": 0})
        assert counts(body["supports"]) == (1, 1, 1)
        assert body["supports"]["precision"] == {"value": 0.5, "hits": 1, "total": 2, "interval": [0.0945, 0.9055]}
        assert (body["supports"]["missed_below_floor"], body["refutes"]["missed_below_floor"]) == (1, 1)
        assert (body["supports"]["claims_without"], body["supports"]["returned_for_claims_without"]) == (1, 1)
        assert counts(body["refutes"]) == (1, 0, 1)
        assert body["documents"]["label_accuracy"]["hits"] == 1
        assert (body["cost"]["sentences_searched"], body["cost"]["candidates"]) == (5, 3)
        assert list(body) == [
            "verifier",
            "claimed_at",
            "claims",
            "labels",
            "supports",
            "refutes",
            "ranking",
            "documents",
            "caveats",
            "cost",
            "errors",
        ]

    def test_errors_come_by_kind_the_first_of_each(self, tmp_path: Path) -> None:
        path = lines(tmp_path / "rows.jsonl", *ROWS, *ROWS)

        errors = evaluated(path, "--errors", "1")["errors"]

        assert {kind: (errors[kind]["count"], len(errors[kind]["first"])) for kind in errors} == {
            "refutes missed: below the candidate floor": (2, 1),
            "supports missed: below the candidate floor": (2, 1),
            "supports wrong: nothing supports this claim": (2, 1),
        }
        [first] = errors["supports wrong: nothing supports this claim"]["first"]
        assert (first["id"], first["claim"], first["sentence"]) == ("2", CLAIM, SUPPORT)
        assert (first["stance"], first["label"]) == ("supports", "neither")
        assert any("4,200" in reason for reason in first["reasons"])

    def test_the_table_says_the_same(self, tmp_path: Path) -> None:
        result = run(lines(tmp_path / "rows.jsonl", *ROWS), "--errors", "1")

        assert result.exit_code == 0
        for shown in ("precision", "0.500 [0.095, 0.905]", "2 claims: 1 SUPPORTS, 1 REFUTES, 0 NEI", SUPPORT[:40]):
            assert shown in result.stdout
        assert result.stderr == ""

    def test_a_limit_leaves_the_rest_unread(self, tmp_path: Path) -> None:
        path = lines(tmp_path / "rows.jsonl", ROWS[0], {"claim": "no row"})

        assert evaluated(path, "--limit", "1")["claims"] == 1
        assert run(path).exit_code == 1

    def test_what_the_labels_leave_open_is_said(self, tmp_path: Path) -> None:
        path = lines(
            tmp_path / "rows.jsonl",
            row(SUPPORT, support=[0], label="SUPPORTS", level="silver"),
            row(SUPPORT, support=None, level="doc"),
            row(SUPPORT, level="pair", binary=True),
            row(SUPPORT, CLAIM, support=[0, 1], label="SUPPORTS", level="set"),
        )

        body = evaluated(path)
        shown = " ".join(run(path).stdout.split())

        assert body["caveats"] == {
            "claims_with_only_positives": 1,
            "claims_with_document_label_only": 1,
            "claims_with_refutes_unknown": 1,
            "sentences_that_are_parts": 2,
        }
        assert shown.count("Note: ") == 4

    def test_sentences_below_the_floor_are_judged_where_asked_for(self, tmp_path: Path) -> None:
        path = lines(tmp_path / "rows.jsonl", *ROWS)

        assert evaluated(path, "--below-floor")["cost"]["candidates"] == 5

    def test_the_date_of_the_claims_can_be_said(self, tmp_path: Path) -> None:
        path = lines(tmp_path / "rows.jsonl", *ROWS)

        assert evaluated(path, "--claimed-at", "2024-05")["claimed_at"] == "2024-05-01T00:00:00Z"

    @pytest.mark.parametrize(
        ("line", "says"),
        [
            ('{"claim"', "is no valid JSON"),
            (json.dumps(row(SUPPORT, support=[1])), "/support: must hold indices of sentences, from 0 to 0"),
            (json.dumps([1]), "must be a JSON object"),
        ],
    )
    def test_a_row_of_another_form_is_named_by_line_field_and_what_is_allowed(
        self, tmp_path: Path, line: str, says: str
    ) -> None:
        path = lines(tmp_path / "rows.jsonl", ROWS[0])
        path.write_text(f"{path.read_text()}\n{line}\n")

        result = run(path)

        assert result.exit_code == 1
        assert result.stderr.startswith(f"Error: {path} line 3: ")
        assert says in result.stderr

    @pytest.mark.parametrize("content", [b"", b"no gzip", gzip.compress(b'{"claim": "a"}')[:-9]])
    def test_a_file_without_claims_or_cut_short_is_refused(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "rows.jsonl.gz"
        path.write_bytes(content)

        result = run(path)

        assert result.exit_code == 1
        assert result.stderr.startswith(f"Error: {path}: ")


class TestGold:
    def test_the_sample_claims_are_linked_to_the_sample_articles(self) -> None:
        body = evaluated("--gold", SEEDS / "claims.jsonl", "--articles", SEEDS / "articles", "--claimed-at", "2025-10")

        assert body["claims"] == 24
        assert body["supports"]["right"] + body["supports"]["missed"] == 34
        assert body["refutes"]["right"] + body["refutes"]["missed"] == 14
        assert body["supports"]["missed_not_stored"] == 0
        assert body["supports"]["f1"] > 0.6

    def test_pages_and_articles_in_sentences_make_one_collection(self, tmp_path: Path) -> None:
        (tmp_path / "pages").mkdir()
        (tmp_path / "pages" / "p.txt").write_bytes(f"{ELSEWHERE}\r\n\r\n{SUPPORT}".encode())
        articles = lines(tmp_path / "articles.jsonl", {"article": "a", "sentences": [ELSEWHERE, REFUTATION, SUPPORT]})
        gold = lines(
            tmp_path / "gold.jsonl",
            {
                "id": "D1",
                "claim": CLAIM,
                "support": [{"file": "p.txt", "start": len(ELSEWHERE) + 4, "end": len(ELSEWHERE) + 4 + len(SUPPORT)}],
                "refute": [{"article": "a", "sentence": 1, "text": REFUTATION}],
                "neutral": [{"article": "a", "sentence": 2}],
            },
        )

        body = evaluated("--gold", gold, "--articles", articles, "--pages", tmp_path / "pages")

        assert (counts(body["supports"]), counts(body["refutes"])) == ((1, 0, 0), (1, 0, 0))
        assert body["cost"]["sentences_searched"] == 5

    def test_a_labelled_sentence_that_is_not_stored_is_counted_and_shown(self, tmp_path: Path) -> None:
        article = {"id": "a", "title": "Velmora smelter grows", "text": f"Velmora smelter grows\n\n{SUPPORT}"}
        (tmp_path / "a.json").write_text(json.dumps(article))
        quotes = [{"article_id": "a", "sentence": text} for text in (SUPPORT, article["title"])]
        gold = lines(tmp_path / "gold.jsonl", {"claim": CLAIM, "supports": quotes, "refutes": []})

        body = evaluated("--gold", gold, "--articles", tmp_path / "a.json", "--errors", "9")

        assert (counts(body["supports"]), body["supports"]["missed_not_stored"]) == ((1, 0, 1), 1)
        [shown] = body["errors"]["supports missed: no stored sentence is this one"]["first"]
        assert shown["sentence"] == "Velmora smelter grows"

    def test_the_store_of_the_settings_stays_as_it_is(self, tmp_path: Path) -> None:
        run("--gold", SEEDS / "claims.jsonl", "--articles", SEEDS / "articles", "--limit", "1")

        assert not (tmp_path / "data").exists()

    def test_a_label_of_an_unknown_article_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "p.txt").write_text(SUPPORT)

        result = run("--gold", SEEDS / "claims.jsonl", "--pages", tmp_path)

        assert result.exit_code == 1
        assert "claims.jsonl line 1: /supports/0: no article or page has the id 'buses-meridian-wire'" in result.stderr

    def test_articles_that_cannot_be_stored_are_named(self, tmp_path: Path) -> None:
        (tmp_path / "bad.json").write_text('{"id": "a", "text": ""}')
        (tmp_path / "twice.jsonl").write_text('{"id": "a", "text": "Rain."}\n{"id": "a", "text": "Snow."}\n')
        (tmp_path / "empty").mkdir()
        gold = ("--gold", SEEDS / "claims.jsonl")

        bad = run(*gold, "--articles", tmp_path / "bad.json")
        twice = run(*gold, "--articles", tmp_path / "twice.jsonl")
        empty = run(*gold, "--pages", tmp_path / "empty")

        assert f"{tmp_path / 'bad.json'}: /text: must have 1 to" in bad.stderr
        assert "two articles or pages have the id 'a'" in twice.stderr
        assert "holds no .txt file" in empty.stderr


class TestUsage:
    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            ((), "give either FILE or --gold"),
            ((SEEDS / "claims.jsonl", "--gold", SEEDS / "claims.jsonl"), "give either FILE or --gold"),
            (("--gold", SEEDS / "claims.jsonl"), "--gold goes together with --articles or --pages"),
            ((SEEDS / "claims.jsonl", "--pages", SEEDS), "--gold goes together with --articles or --pages"),
            (("none.jsonl",), "does not exist"),
            ((SEEDS / "claims.jsonl", "--claimed-at", "May"), "--claimed-at"),
            ((SEEDS / "claims.jsonl", "--limit", "0"), "--limit"),
            (
                ("--gold", SEEDS / "claims.jsonl", "--articles", SEEDS / "articles", "--below-floor"),
                "--below-floor is for FILE",
            ),
        ],
    )
    def test_bad_usage_ends_with_2(self, arguments: tuple[str | Path, ...], says: str) -> None:
        result = run(*arguments)

        assert result.exit_code == 2
        assert says in result.stderr
