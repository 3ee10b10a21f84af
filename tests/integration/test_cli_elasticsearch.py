"""The command line on a real Elasticsearch."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.cli import main
from service.settings import ElasticsearchSettings

SEEDS = Path(__file__).parents[2] / "seeds"
CLAIM = "Andamar Motors supplied nearly 40% of the electric buses registered in Uruguay in 2024."


@pytest.fixture(autouse=True)
def environment(elasticsearch_settings: ElasticsearchSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELASTICSEARCH_URL", elasticsearch_settings.url)
    monkeypatch.setenv("CLAIMLINK_INDEX_PREFIX", elasticsearch_settings.index_prefix)


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result


def test_articles_go_in_and_evidence_and_a_backup_come_out(tmp_path: Path) -> None:
    indexed = run("index", SEEDS / "articles")
    answer = json.loads(run("link", CLAIM, "--json").stdout)
    run("export", "--output", tmp_path / "backup.ndjson")
    again = run("index", tmp_path / "backup.ndjson")

    assert indexed.stdout == "14 created, 0 updated, 0 unchanged, 0 refused\n"
    assert answer["totals"]["supports"] >= 1
    assert again.stdout == "0 created, 0 updated, 14 unchanged, 0 refused\n"


def test_the_backup_of_one_store_fills_the_other_with_the_same_evidence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("index", SEEDS / "articles")
    run("export", "--output", tmp_path / "backup.ndjson")
    answer = json.loads(run("link", CLAIM, "--json", "--stance", "supports", "--stance", "refutes").stdout)

    monkeypatch.delenv("ELASTICSEARCH_URL")
    monkeypatch.setenv("CLAIMLINK_DATA_DIR", str(tmp_path / "data"))
    run("index", tmp_path / "backup.ndjson")

    other = json.loads(run("link", CLAIM, "--json", "--stance", "supports", "--stance", "refutes").stdout)
    assert other["evidence"] == answer["evidence"]
    assert other["totals"] == answer["totals"]


def test_reindex_leaves_every_answer_as_it_was() -> None:
    run("index", SEEDS / "articles")
    before = json.loads(run("link", CLAIM, "--json").stdout)

    reindexed = run("reindex")

    assert reindexed.stdout == "14 articles reindexed\n"
    assert json.loads(run("link", CLAIM, "--json").stdout)["evidence"] == before["evidence"]


def test_check_shows_neither_user_nor_password_of_an_address(
    elasticsearch_settings: ElasticsearchSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = elasticsearch_settings.url.replace("://", "://me:s3cret@")
    monkeypatch.setenv("ELASTICSEARCH_URL", f"{secret},{secret.replace('127.0.0.1', 'localhost')}")

    assert "s3cret" not in run("check").output


def test_check_shows_the_server(elasticsearch_settings: ElasticsearchSettings) -> None:
    shown = run("check").stdout

    assert elasticsearch_settings.url in shown
    assert elasticsearch_settings.index_prefix in shown
    assert "All is well." in shown
