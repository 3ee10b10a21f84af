"""The command line over a real embedded store."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from schemas.evidence import EvidenceAnswerSchema
from service.cli import main
from service.domain.terms import ANALYSIS_VERSION

SEEDS = Path(__file__).parents[2] / "seeds"
ANDAMAR = "Andamar Motors supplied nearly 40% of the electric buses registered in Uruguay in 2024."


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("CLAIMLINK_", "ELASTICSEARCH_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CLAIMLINK_DATA_DIR", str(tmp_path / "data"))


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def article_file(folder: Path, name: str = "a.json", **fields: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps({"id": "a", "text": "The Holm ferry carried 900 cars on Monday.", **fields}))
    return path


def exported(*arguments: str | Path) -> list[dict[str, Any]]:
    result = run("export", *arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def linked(claim: str, *options: str) -> dict[str, Any]:
    result = run("link", claim, "--json", *options)
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


class TestIndex:
    def test_a_folder_of_articles_is_stored_and_then_unchanged(self) -> None:
        first = run("index", SEEDS / "articles")
        second = run("index", SEEDS / "articles")

        assert (first.exit_code, first.stdout) == (0, "14 created, 0 updated, 0 unchanged, 0 refused\n")
        assert (second.exit_code, second.stdout) == (0, "0 created, 0 updated, 14 unchanged, 0 refused\n")

    def test_lines_on_standard_input_are_articles(self) -> None:
        lines = '{"id": "a", "text": "Rain fell in Holm."}\n{"id": "b", "text": "Snow fell in Holm."}\n'

        result = run("index", "-", stdin=lines)

        assert result.stdout == "2 created, 0 updated, 0 unchanged, 0 refused\n"
        assert [article["id"] for article in exported()] == ["a", "b"]

    def test_a_whole_text_is_stored_unchanged_and_has_the_outlet_and_date_that_were_said_of_it(
        self, tmp_path: Path
    ) -> None:
        text = "Rain fell in Holm.\r\n\r\nThe harbour closed.\n"
        (tmp_path / "a.txt").write_bytes(text.encode())

        run("index", tmp_path / "a.txt", "--whole-text", "--outlet-name", "The Bell", "--published", "2024-04")

        [article] = exported()
        assert article["text"] == text
        assert (article["outlet"], article["published_at"]) == ({"name": "The Bell"}, "2024-04")

    def test_what_is_refused_costs_itself_alone_and_is_listed_at_the_end(self, tmp_path: Path) -> None:
        lines = [
            '{"id": "good", "text": "Rain fell in Holm."}',
            "no json",
            '{"id": "a b", "text": "Rain fell in Holm."}',
            '{"text": "Rain fell in Holm.", "published_at": "May"}',
        ]
        feed = tmp_path / "feed.ndjson"
        feed.write_text("\n".join(lines))

        result = run("index", feed, tmp_path / "none.json")

        assert result.exit_code == 1
        assert result.stdout == "1 created, 0 updated, 0 unchanged, 4 refused\n"
        refusals = result.stderr.splitlines()
        assert len(refusals) == 5
        assert refusals[0].startswith(f"{feed} line 2: is no valid JSON")
        assert refusals[1].startswith(f"{feed} line 3: /id: must have 1 to 128 of the characters")
        assert refusals[2].startswith(f"{feed} line 4: /published_at: ")
        assert refusals[3] == f"{tmp_path}/none.json: there is no such file"
        assert refusals[4] == "refused: 2 invalid, 1 broken, 1 unreadable"

    def test_html_without_text_is_refused_as_over_http(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text('{"id": "empty", "html": "<html><body></body></html>"}')

        result = run("index", path)

        assert result.exit_code == 1
        assert "/html: holds no text that a reader would see" in result.stderr

    def test_a_bad_date_for_plain_text_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("Rain fell.")

        result = run("index", tmp_path / "a.txt", "--published", "yesterday")

        assert result.exit_code == 1
        assert "/published_at: " in result.stderr


class TestLink:
    @pytest.fixture(autouse=True)
    def samples(self, environment: None) -> None:
        assert run("index", SEEDS / "articles").exit_code == 0

    def test_the_table_shows_rank_outlet_date_sentence_and_reason(self) -> None:
        result = run("link", ANDAMAR)

        assert result.exit_code == 0
        for shown in ("Outlet", "Meridian Wire", "2025-01-14", "supports", "searched"):
            assert shown in result.stdout

    def test_json_is_the_answer_of_the_http_api(self) -> None:
        answer = linked(ANDAMAR)

        assert EvidenceAnswerSchema().validate(answer) == {}
        assert answer["claim"]["text"] == ANDAMAR
        assert {item["article"]["id"] for item in answer["evidence"]} >= {
            "buses-meridian-wire",
            "buses-tidewater-radio",
        }

    def test_filters_leave_the_other_articles_out(self) -> None:
        answer = linked(ANDAMAR, "--outlet", "tidewater radio", "--dated")

        assert {item["outlet"]["name"] for item in answer["evidence"]} == {"Tidewater Radio"}
        assert answer["coverage"]["articles"] == 1

    def test_tiers_rank_the_outlets(self) -> None:
        answer = linked(ANDAMAR, "--tier", "Tidewater Radio", "--tier", "northgatechronicle.example, Meridian Wire")

        ranked = [(item["outlet"]["name"], item["outlet"]["tier"]) for item in answer["evidence"]]
        assert ranked[:3] == [("Tidewater Radio", 1), ("Meridian Wire", 2), ("The Northgate Chronicle", 2)]

    def test_stances_and_order_are_those_asked_for(self) -> None:
        answer = linked(ANDAMAR, "--stance", "supports", "--stance", "refutes", "--sort", "published_at")

        dates = [item["article"]["published_at"] for item in answer["evidence"] if item["stance"] == "supports"]
        assert dates[0] == "2025-01-14T09:30:00Z"
        assert {item["stance"] for item in answer["evidence"]} == {"supports", "refutes"}

    def test_a_cursor_goes_on_where_an_answer_ended(self) -> None:
        whole = linked(ANDAMAR)
        pages = [linked(ANDAMAR, "--limit", "1")]

        while pages[-1]["next_cursor"] is not None:
            pages.append(linked(ANDAMAR, "--limit", "1", "--cursor", pages[-1]["next_cursor"]))

        assert len(pages) > 1
        assert [item for page in pages for item in page["evidence"]] == whole["evidence"]

    def test_a_claim_without_evidence_says_what_was_searched(self) -> None:
        result = run("link", "Penguins cannot fly over Antarctica.")

        assert result.exit_code == 0
        assert "0 supporting and 0 refuting" in result.stdout
        assert "searched 105 sentences of 14 articles" in " ".join(result.stdout.split())

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["?!"], "/claim: must hold a letter or a digit"),
            ([], "/claim: is required unless cursor is given"),
            ([ANDAMAR, "--limit", "0"], "/limit: must be a whole number from 1 to"),
            ([ANDAMAR, "--published-from", "soon"], "/filters/published_from: "),
            ([ANDAMAR, "--cursor", "nonsense"], "no cursor of this service"),
        ],
    )
    def test_a_mistake_gets_one_clear_line(self, arguments: list[str], said: str) -> None:
        result = run("link", *arguments)

        assert result.exit_code == 1
        assert said in result.stderr
        assert len(result.stderr.splitlines()) == 1


class TestExport:
    def test_what_was_exported_and_indexed_elsewhere_answers_alike(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("index", SEEDS / "articles")
        backup = tmp_path / "backup.ndjson"
        assert run("export", "--output", backup).exit_code == 0
        before, answer = exported(), linked(ANDAMAR)

        monkeypatch.setenv("CLAIMLINK_DATA_DIR", str(tmp_path / "restored"))
        restored = run("index", backup)

        assert restored.stdout == "14 created, 0 updated, 0 unchanged, 0 refused\n"
        assert exported() == before
        assert linked(ANDAMAR)["evidence"] == answer["evidence"]

    def test_an_export_holds_just_what_was_stated(self, tmp_path: Path) -> None:
        path = article_file(
            tmp_path, language="en", outlet={"domain": "bell.example"}, published_at="2024", modified_at="2024-05"
        )
        stated = json.loads(path.read_text())

        run("index", path)

        assert exported() == [stated]

    def test_a_file_that_cannot_be_written_is_a_clear_line(self, tmp_path: Path) -> None:
        result = run("export", "--output", tmp_path / "none" / "backup.ndjson")

        assert result.exit_code == 1
        assert "cannot be written: No such file or directory" in result.stderr

    def test_a_failed_export_leaves_no_partial_file(self, tmp_path: Path) -> None:
        folder = tmp_path / "backup.ndjson"
        folder.mkdir()
        (folder / "kept").write_text("")

        result = run("export", "--output", folder)

        assert result.exit_code != 0
        assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


class TestCheckAndReindex:
    def test_check_shows_settings_store_and_versions(self) -> None:
        run("index", SEEDS / "articles")

        result = run("check")

        assert result.exit_code == 0
        for shown in ("embedded", ANALYSIS_VERSION, "articles", "14", "All is well."):
            assert shown in result.stdout

    def test_check_never_shows_a_secret(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ELASTICSEARCH_URL", "http://someone:hidden1@127.0.0.1:1")
        monkeypatch.setenv("ELASTICSEARCH_USERNAME", "elastic")
        monkeypatch.setenv("ELASTICSEARCH_PASSWORD", "hidden2")

        result = run("check")

        assert result.exit_code == 1
        assert "http://127.0.0.1:1" in result.output
        assert "hidden" not in result.output

    @pytest.mark.parametrize("command", [["check"], ["link", "It rained."], ["export"], ["reindex"]])
    def test_a_store_that_is_away_is_a_clear_line(self, command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ELASTICSEARCH_URL", "http://127.0.0.1:1")

        result = run(*command)

        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1
        assert result.stderr.startswith("Error: ")

    def test_a_wrong_setting_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CLAIMLINK_LOG_LEVEL", "loud")

        result = run("check")

        assert result.exit_code == 1
        assert result.stderr == "Error: CLAIMLINK_LOG_LEVEL is 'LOUD'; allowed are DEBUG, INFO, WARNING and ERROR\n"

    def test_a_faulty_outlets_file_is_named(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "outlets.yaml"
        path.write_text("outlets: [{name: The Bell}]\n")
        monkeypatch.setenv("CLAIMLINK_OUTLETS_FILE", str(path))

        result = run("check")

        assert result.exit_code == 1
        assert "entry 1 (The Bell): tier must be a whole number" in result.stderr

    def test_reindex_leaves_every_answer_as_it_was(self) -> None:
        run("index", SEEDS / "articles")
        before = linked(ANDAMAR)

        result = run("reindex")

        assert (result.exit_code, result.stdout) == (0, "14 articles reindexed\n")
        assert linked(ANDAMAR)["evidence"] == before["evidence"]

    def test_an_index_of_another_text_analysis_is_refused_until_reindexed(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("index", SEEDS / "articles")
        monkeypatch.setattr("service.wiring.ANALYSIS_VERSION", "another")

        refused = [run(*command) for command in (["check"], ["link", ANDAMAR], ["index", str(SEEDS / "articles")])]
        reindexed = run("reindex")
        after = run("check")

        for result in refused:
            assert result.exit_code == 1
            assert "run `claimlink reindex`" in result.stderr
        assert reindexed.exit_code == 0
        assert after.exit_code == 0


class TestCommand:
    def test_it_runs_as_a_program_and_tells_its_version(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "service.cli", "--version"], capture_output=True, text=True, check=True
        )

        assert done.stdout.startswith("claimlink, version 0.")

    def test_a_mistake_of_the_caller_has_no_traceback(self, tmp_path: Path) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "service.cli", "link", "...", "--data-dir", str(tmp_path)],
            capture_output=True,
            text=True,
            check=False,
        )

        assert done.returncode == 1
        assert done.stderr == "Error: /claim: must hold a letter or a digit\n"
